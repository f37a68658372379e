//! Words as a terminal may be given them. A name of a file may hold what a terminal takes for an
//! order, or a line that looks like the program's own: signs that are not seen are written out.

use std::borrow::Cow;

/// The text, with whatever a terminal would obey written out; tabs and the ends of lines stay, of
/// either kind: calendars have both signs (RFC 5545, 3.1).
pub(crate) fn harmless(text: &str) -> Cow<'_, str> {
    escaped(text, |character, after| match character {
        '\n' | '\t' => false,
        '\r' => !(after.is_empty() || after.starts_with('\n')),
        _ => true,
    })
}

/// The text in one line.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    escaped(text, |_, _| true)
}

/// The text without the controls (Unicode's category Cc) that are `refused`, each with what stands
/// after it.
fn escaped(text: &str, refused: impl Fn(char, &str) -> bool) -> Cow<'_, str> {
    if !text.contains(char::is_control) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for (at, character) in text.char_indices() {
        if character.is_control() && refused(character, &text[at + character.len_utf8()..]) {
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
        for text in ["æ\n\tb", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r"] {
            assert_eq!(harmless(text), text);
        }
        assert_eq!(one_line("a\nb\u{7}"), "a\\nb\\u{7}");
        assert!(matches!(one_line("æ · b"), Cow::Borrowed(_)));
    }
}
