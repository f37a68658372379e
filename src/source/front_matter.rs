//! Splits a Markdown file into its front matter and its body, both as ranges of the file. Reads
//! neither.

use super::{codes, field_names};
use crate::diagnostics::Diagnostic;
use crate::span::{FileId, Place, Span};

/// Where the two parts of a Markdown file stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Parts {
    /// The YAML between the two `---` lines.
    pub(crate) yaml: Span,
    /// Everything after the second.
    pub(crate) body: Span,
}

/// Finds the parts.
///
/// # Errors
/// The diagnostic of a file that does not begin with `---` or never closes it.
pub(crate) fn split(text: &str, file: FileId) -> Result<Parts, Diagnostic> {
    let first_line = text.find('\n').map_or(text, |end| &text[..end]);
    let first = Place { file, span: Span::new(0, first_line.len()) };
    if first_line.trim_end() != "---" {
        let found = if is_line(first_line) {
            codes::other_line(first)
        } else if let Some(above) = above_fields(text) {
            codes::text_above_fields(Place { file, span: Span::new(0, above) })
        } else {
            codes::no_front_matter(first, text)
        };
        return Err(found);
    }
    let start = (first_line.len() + 1).min(text.len());
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            let body = Span::new(at + line.len(), text.len());
            let inner = &text[body.range()];
            if let Some(second) = second(inner).or_else(|| pasted(inner)) {
                let span =
                    Span::new(body.range().start + second.start, body.range().start + second.end);
                return Err(codes::second_front_matter(Place { file, span }));
            }
            return Ok(Parts { yaml: Span::new(start, at), body });
        }
        at += line.len();
    }
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let written = line.trim_end();
        if is_line(written) {
            let span = Span::new(at, at + written.len());
            return Err(codes::other_line(Place { file, span }));
        }
        at += line.len();
    }
    let last = last_field(&text[start..]);
    let last = last.map(|line| Span::new(start + line.start, start + line.end));
    Err(codes::unclosed_front_matter(last.map_or(first, |span| Place { file, span })))
}

/// How many bytes of text stand above the fields, which begin further down as they should.
fn above_fields(text: &str) -> Option<usize> {
    let begins = text.find("\n---\n")? + 1;
    let first = text.lines().find(|line| !line.trim().is_empty())?;
    let is_text = !field_names::begins_with_field(first);
    let fields = text[begins..].lines().nth(1)?;
    (is_text && field_names::begins_with_field(fields)).then_some(begins)
}

/// The last of the lines that fields stand on, from the first on.
fn last_field(text: &str) -> Option<std::ops::Range<usize>> {
    let (mut at, mut last) = (0, None);
    for line in text.split_inclusive('\n') {
        let written = line.trim_end();
        let is_field = field_names::begins_with_field(written);
        let goes_on = last.is_some() && field_names::is_line_of_fields(written);
        if !(is_field || goes_on) {
            break;
        }
        last = Some(at..at + written.len());
        at += line.len();
    }
    last
}

/// Whether a line was meant as `---`: other dashes, or more or fewer of them. A dash alone begins an
/// item.
fn is_line(line: &str) -> bool {
    let line = line.trim();
    let is_sign = |sign: char| "-–—−‐_=*+~.".contains(sign);
    !line.is_empty() && line.len() > 1 && line.chars().all(is_sign)
}

/// The fields that a body begins with: with a line of `---` before them or not, and with one behind
/// them.
fn second(body: &str) -> Option<std::ops::Range<usize>> {
    let (mut at, mut first, mut opened) = (0, None, false);
    for line in body.split_inclusive('\n') {
        let (start, written) = (at, line.trim_end());
        at += line.len();
        match (written, &first) {
            ("---", Some(first)) => return Some(Clone::clone(first)),
            ("---", None) if !opened => opened = true,
            ("", None) => {}
            (written, None) if field_names::begins_with_field(written) => {
                first = Some(start..start + written.len());
            }
            (written, Some(_)) if field_names::is_line_of_fields(written) => {}
            _ => return None,
        }
    }
    None
}

/// The first field of a whole file that was pasted into a body: the title, and what else stands
/// between two lines of `---`.
fn pasted(body: &str) -> Option<std::ops::Range<usize>> {
    let begins = body.match_indices("\n---\n").map(|(at, mark)| at + mark.len());
    begins.into_iter().find_map(|start| {
        let rest = &body[start..];
        let end = rest.find("\n---\n").or_else(|| rest.strip_suffix("\n---").map(str::len))?;
        let are_fields = rest[..end].lines().all(field_names::is_line_of_fields);
        let first = rest.lines().next()?;
        let is_file = rest.starts_with("title:") && are_fields && end > first.len();
        is_file.then(|| start..start + first.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Option<(&str, &str)> {
        split(text, FileId(0))
            .ok()
            .map(|parts| (&text[parts.yaml.range()], &text[parts.body.range()]))
    }

    #[test]
    fn the_yaml_and_the_body_are_told_apart() {
        assert_eq!(parts("---\na: 1\n---\nhej\n"), Some(("a: 1\n", "hej\n")));
        assert_eq!(parts("---\n---\n"), Some(("", "")));
    }

    #[test]
    fn a_rule_in_the_body_is_not_the_end() {
        assert_eq!(parts("---\na: 1\n---\nx\n\n---\ny"), Some(("a: 1\n", "x\n\n---\ny")));
    }

    #[test]
    fn a_second_front_matter_is_told() {
        for text in [
            "---\ntitle: A\n---\n---\ntitle: B\n---\nx\n",
            "---\ntitle: A\n---\n\n---\nowner: b\nsources:\n  - { a: b }\n---\n",
            "---\ntitle: A\nsources:\n---\nsummary: B\n---\nx\n",
            "---\ntitle: A\n---\nx\n\n---\ntitle: B\nsummary: C\n---\ny\n",
        ] {
            assert_eq!(parts(text), None, "{text}");
        }
        for text in [
            "---\na: 1\n---\n---\n\nx\n\n---\n",
            "---\na: 1\n---\nNote: se her\n---\n",
            "---\na: 1\n---\ntitle: uden ende\n\nx\n",
        ] {
            assert!(parts(text).is_some(), "{text}");
        }
    }

    #[test]
    fn text_above_the_fields_is_told_as_that() {
        let above = "# A\n\n";
        let text = format!("{above}---\ntitle: A\n---\nx\n");
        assert_eq!(above_fields(&text), Some(above.len()));
        assert_eq!(above_fields("title: A\n---\nx: 1\n"), None);
        assert_eq!(above_fields("hej\n\n---\n\nx\n"), None);
    }

    #[test]
    fn a_file_without_front_matter_is_refused() {
        assert_eq!(parts("hej"), None);
        assert_eq!(parts("---\na: 1\n"), None);
    }
}
