//! Where a place stands in YAML that is being typed and that no parser takes yet: the keys around
//! it, by indentation and brackets.

/// The keys around the end of the text, from the outermost; the last is the one whose value is
/// written.
pub(super) fn keys(yaml: &str) -> Vec<String> {
    let (above, line) = yaml.rsplit_once('\n').unwrap_or(("", yaml));
    let mut rows: Vec<(usize, String)> = Vec::new();
    for line in above.lines() {
        let content = line.trim_start();
        if !content.is_empty() && !content.starts_with('#') {
            enter(line, &mut rows);
        }
    }
    let rest = enter(line, &mut rows);
    let keys = rows.into_iter().map(|(_, key)| key);
    keys.chain(bracketed(rest)).collect()
}

/// The keys at the left edge of front matter or of a whole file.
pub(super) fn top_keys(text: &str) -> Vec<&str> {
    let keys = text.lines().filter_map(|line| key_of(line).map(|(key, _)| key));
    keys.collect()
}

/// Takes a line: rows that end at it go, the row that it begins comes. Gives what stands behind its
/// key.
fn enter<'l>(line: &'l str, rows: &mut Vec<(usize, String)>) -> &'l str {
    let mut content = line.trim_start_matches(' ');
    // `- - a: b`: what stands behind a dash is as far in as it begins.
    while let Some(inner) = content.strip_prefix("- ") {
        content = inner.trim_start_matches(' ');
    }
    let is_item = line.trim_start().starts_with('-');
    let column = line.len() - content.len();
    let dash = line.len() - line.trim_start_matches(' ').len();
    // An item may stand as far out as the key of its list.
    rows.retain(|(at, _)| if is_item { *at <= dash && *at < column } else { *at < column });
    match key_of(content) {
        Some((key, rest)) => {
            rows.push((column, key.to_owned()));
            rest
        }
        None => content,
    }
}

/// A key and what stands behind its colon.
fn key_of(content: &str) -> Option<(&str, &str)> {
    let (key, rest) = content.split_once(':')?;
    let is_key =
        !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    (is_key && (rest.is_empty() || rest.starts_with(' '))).then_some((key, rest))
}

/// The keys of the brackets that are still open at the end of a line.
fn bracketed(rest: &str) -> Vec<String> {
    let mut open: Vec<Option<String>> = Vec::new();
    let (mut word, mut quote) = (String::new(), None);
    for sign in rest.chars() {
        match (quote, sign) {
            (Some(mark), _) if mark == sign => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if word.trim().is_empty() => quote = Some(sign),
            (None, '{' | '[') => {
                open.push(None);
                word.clear();
            }
            (None, '}' | ']') => {
                open.pop();
                word.clear();
            }
            (None, ',') => {
                // The key of a mapping is done with; a list has none.
                if let Some(key) = open.last_mut() {
                    *key = None;
                }
                word.clear();
            }
            (None, ':') if !word.trim().is_empty() => {
                if let Some(key) = open.last_mut() {
                    *key = Some(word.trim().to_owned());
                }
                word.clear();
            }
            (None, sign) => word.push(sign),
        }
    }
    open.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_keys_around_a_place_are_found_in_each_way_of_writing() {
        for (yaml, expected) in [
            ("owner: ", &["owner"][..]),
            ("title: A\nta", &[]),
            ("target_groups: [a, ", &["target_groups"]),
            ("sources:\n  - { document: ", &["sources", "document"]),
            ("sources:\n  - { document: a, ", &["sources"]),
            ("sources: [{ document: \"a, b: c\", quote: ", &["sources", "quote"]),
            ("sources: [{ document: a }, ", &["sources"]),
            ("contacts:\n  - ", &["contacts"]),
            ("contacts:\n- a\n- ", &["contacts"]),
            ("steps:\n  - title: A\n    lane: ", &["steps", "lane"]),
            (
                "steps:\n  - title: A\n    legal_basis:\n      - law: ",
                &["steps", "legal_basis", "law"],
            ),
            ("steps:\n  - title: A\n    de", &["steps"]),
            ("steps:\n  - title: A\nowner: ", &["owner"]),
            ("referral: { how: a, by: [b, ", &["referral", "by"]),
        ] {
            assert_eq!(keys(yaml), expected, "{yaml}");
        }
    }
}
