//! Ids and slugs: what they may look like, and what a wrong one most likely should be.

/// Whether `text` may be an id or a slug: `a`–`z`, `0`–`9` and single inner `-`, at most 100
/// characters.
pub(crate) fn is_id(text: &str) -> bool {
    let characters =
        text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    characters
        && !text.is_empty()
        && text.len() <= 100
        && !text.starts_with('-')
        && !text.ends_with('-')
        && !text.contains("--")
}

/// `/a/b/` with plain parts: nothing that could leave the site or hide a file.
pub(crate) fn is_alias(text: &str) -> bool {
    let inner = text.strip_prefix('/').and_then(|text| text.strip_suffix('/'));
    inner.is_some_and(|inner| inner.split('/').all(is_id))
}

/// The id that `text` would make: æ, ø and å spelled out, everything else that is not a letter or a
/// digit as `-`.
pub(crate) fn as_id(text: &str) -> String {
    let mut id = String::with_capacity(text.len());
    for character in text.to_lowercase().chars() {
        match character {
            'æ' | 'ä' => id.push_str("ae"),
            'ø' | 'ö' => id.push_str("oe"),
            'å' => id.push_str("aa"),
            'é' | 'è' => id.push('e'),
            'ü' => id.push('u'),
            c if c.is_ascii_alphanumeric() => id.push(c),
            _ if id.ends_with('-') || id.is_empty() => {}
            _ => id.push('-'),
        }
    }
    id.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn danish_letters_are_spelled_out() {
        assert_eq!(as_id("Mål & Økonomi på Ærø!"), "maal-oekonomi-paa-aeroe");
    }

    #[test]
    fn ids_are_plain() {
        assert!(is_id("dag-til-dag") && is_id("18-aar"));
        for wrong in ["", "-a", "a-", "a--b", "A", "å", "a b", "../x", "a/b"] {
            assert!(!is_id(wrong), "{wrong}");
        }
    }
}
