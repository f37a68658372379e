//! Words as a terminal may be given them. A name of a file may hold what a terminal takes for an
//! order, or a line that looks like the program's own: signs that are not seen are written out.

use std::borrow::Cow;

/// The text, with whatever a terminal would obey written out; lines and tabs stay.
pub(crate) fn harmless(text: &str) -> Cow<'_, str> {
    escaped(text, |character| !matches!(character, '\n' | '\t'))
}

/// The text in one line.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    escaped(text, |_| true)
}

/// The text without the controls that are `refused` (Unicode's category Cc).
fn escaped(text: &str, refused: impl Fn(char) -> bool) -> Cow<'_, str> {
    let is_refused = |character: char| character.is_control() && refused(character);
    if !text.contains(is_refused) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if is_refused(character) {
            shown.extend(character.escape_default());
        } else {
            shown.push(character);
        }
    }
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_obeys_is_written_out() {
        assert_eq!(harmless("a\u{1b}[2Jb\r\u{9b}"), "a\\u{1b}[2Jb\\r\\u{9b}");
        assert_eq!(harmless("æ\n\tb"), "æ\n\tb");
        assert_eq!(one_line("a\nb\u{7}"), "a\\nb\\u{7}");
        assert!(matches!(one_line("æ · b"), Cow::Borrowed(_)));
    }
}
