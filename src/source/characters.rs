//! Characters that nobody sees, and letters that are written in two ways. Takes a text as it was
//! saved; gives it without what hides in it, with every letter written in one way (Unicode's normal
//! form C), and tells what was taken out.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::codes;
use super::node::{Node, Value};
use crate::diagnostics::Findings;
use crate::span::{FileId, Place, Span};

/// What becomes of a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Kept,
    /// It shows nothing, turns the text around it, or is a control for machines long gone.
    Dropped,
    /// It parts lines or paragraphs as no file of ours does.
    Space,
}

fn fate(character: char) -> Fate {
    match character {
        // NUL is told as what it is: a file that is no text.
        '\t' | '\n' | '\0' => Fate::Kept,
        '\u{2028}' | '\u{2029}' | '\u{85}' => Fate::Space,
        c if c.is_control() => Fate::Dropped,
        // Marks and overrides of direction (UAX 9), zero-width space, word joiner and invisible
        // operators, byte order mark, interlinear annotation, tags.
        '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => Fate::Dropped,
        _ => Fate::Kept,
    }
}

/// Whether something hides in a text.
pub(crate) fn hides_something(text: &str) -> bool {
    text.chars().any(|character| fate(character) != Fate::Kept)
}

/// The text without what hides in it.
pub(crate) fn seen(text: &str) -> String {
    let seen = text.chars().filter_map(|character| match fate(character) {
        Fate::Kept => Some(character),
        Fate::Dropped => None,
        Fate::Space => Some(' '),
    });
    seen.collect()
}

/// The file's text in one spelling; the first character that hid in it is told, with how many there
/// are.
pub(super) fn cleaned(text: String, file: FileId, findings: &mut Findings) -> String {
    if is_plain(&text) {
        return text;
    }
    let Some(first) = text.chars().find(|character| fate(*character) != Fate::Kept) else {
        return normalised(text);
    };
    let count = text.chars().filter(|character| fate(*character) != Fate::Kept).count();
    let before = text.find(first).unwrap_or_default();
    let at = normalised(seen(&text[..before])).len();
    findings.push(codes::unseen_character(Place { file, span: Span::new(at, at) }, first, count));
    normalised(seen(&text))
}

/// Whether a text is of ASCII's letters alone, and of Latin-1's, which have one spelling each.
fn is_plain(text: &str) -> bool {
    text.chars()
        .all(|c| matches!(c, '\t' | '\n' | ' '..='~' | '\u{a0}'..='\u{17f}' | '–' | '”' | '’'))
}

/// The text in normal form C.
pub(crate) fn normalised(text: String) -> String {
    if is_nfc(&text) { text } else { text.nfc().collect() }
}

/// The values of a tree in one spelling: escapes such as `\u202e` let in what the file itself does
/// not have.
pub(super) fn clean_values(node: &mut Node, file: FileId, findings: &mut Findings) {
    match &mut node.value {
        Value::Scalar { text, .. } if !is_plain(text) || text.contains('\0') => {
            if let Some(first) = text.chars().find(|c| *c == '\0' || fate(*c) != Fate::Kept) {
                let place = Place { file, span: node.span };
                findings.push(codes::unseen_character(place, first, 1));
            }
            *text = normalised(seen(text).replace('\0', ""));
        }
        Value::Scalar { .. } | Value::Null => {}
        Value::Sequence(items) => {
            for item in items {
                clean_values(item, file, findings);
            }
        }
        Value::Mapping(pairs) => {
            for (_, value) in pairs {
                clean_values(value, file, findings);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(text: &str) -> (String, Vec<u32>) {
        let mut findings = Findings::default();
        let clean = cleaned(text.to_owned(), FileId(0), &mut findings);
        (clean, findings.iter().map(|found| found.place.span.start).collect())
    }

    #[test]
    fn what_nobody_sees_is_taken_out_and_told_once_where_it_stood() {
        assert_eq!(
            taken("a\u{30a}b\u{202e}c\u{200b}d\u{feff}\u{1b}"),
            ("åbcd".to_owned(), vec![3])
        );
        assert_eq!(taken("a\u{2028}b"), ("a b".to_owned(), vec![1]));
    }

    #[test]
    fn letters_are_written_in_one_way_and_everything_else_stays() {
        assert_eq!(taken("a\u{30a} e\u{301}"), ("å é".to_owned(), Vec::new()));
        for text in [
            "æøå – ”x” ’y’ …",
            "soft\u{ad}hyphen",
            "a\u{a0}b",
            "👩\u{200d}👧",
            "x\u{200c}y",
            "日本",
            "\t\n",
        ] {
            assert_eq!(taken(text), (text.to_owned(), Vec::new()), "{text}");
        }
    }
}
