//! One line of YAML or TOML as people write it: indentation, key, value. Works on text that no
//! parser takes, to find out what was meant; what it finds is tried on the parser before anybody is
//! told.

use super::Span;

/// The parts of a line that names a key, or of an item of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line<'t> {
    /// The whole line, without its end.
    pub(super) text: &'t str,
    /// Where it begins in the text it was taken from.
    pub(super) start: usize,
}

impl<'t> Line<'t> {
    /// All lines of `text`.
    pub(super) fn all(text: &'t str) -> impl Iterator<Item = Self> {
        let mut start = 0;
        text.split_inclusive('\n').map(move |line| {
            let this = Line { text: line.trim_end_matches('\n'), start };
            start += line.len();
            this
        })
    }

    /// The bytes of the line.
    pub(super) fn span(self) -> Span {
        Span::new(self.start, self.start + self.text.len())
    }

    /// One past its last byte.
    pub(super) fn end(self) -> usize {
        self.start + self.text.len()
    }

    /// What it begins with: spaces and tabs.
    pub(super) fn indentation(self) -> &'t str {
        &self.text[..self.text.len() - self.text.trim_start().len()]
    }

    /// What it says, from its first to its last character.
    pub(super) fn content(self) -> &'t str {
        self.text.trim()
    }

    /// Whether it says nothing: blank, or a comment.
    pub(super) fn is_empty(self) -> bool {
        self.content().is_empty() || self.content().starts_with('#')
    }

    /// The line around the byte `at`.
    pub(super) fn around(text: &'t str, at: usize) -> Self {
        let at = at.min(text.len());
        let start =
            text.as_bytes()[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        let end = text.as_bytes()[at..]
            .iter()
            .position(|byte| *byte == b'\n')
            .map_or(text.len(), |end| at + end);
        Self { text: &text[start..end], start }
    }
}

/// `text` as a YAML (and TOML) string in quotes: in double ones, or in single ones where that saves
/// backslashes.
pub(crate) fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) && !text.contains('\'') {
        return format!("'{text}'");
    }
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// `text` without the quotes, straight or curly, that stand around it or on one side of it.
pub(super) fn without_quotes(text: &str) -> &str {
    const MARKS: &[char] = &['"', '“', '”', '„', '‟', '\u{2033}'];
    let inner = text.strip_prefix(MARKS).unwrap_or(text);
    inner.strip_suffix(MARKS).unwrap_or(inner).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_chosen_for_what_stands_in_them() {
        assert_eq!(quoted("a: b"), "\"a: b\"");
        assert_eq!(quoted("\"Dag\" til Dag"), "'\"Dag\" til Dag'");
        assert_eq!(quoted(r"C:\plan"), r"'C:\plan'");
        assert_eq!(quoted("Ole's \"hold\""), "\"Ole's \\\"hold\\\"\"");
    }
}
