//! `word-paste`: signs that come along when text is pasted from a word processor or a PDF: soft
//! hyphens, joined letters, hyphens of another kind, spaces that do not break where nothing must be
//! kept together, quotation marks at the foot of the line.
//!
//! Why: nobody sees them, but programs do: `proﬁl` with a joined letter is another word to the
//! search, and one with a soft hyphen is another to the glossary and to whoever looks for it in the
//! files. A space that does not break makes ragged lines, and behind a `-` it makes a list into
//! text. Told once a line. What belongs together (`10 kr.`, `§ 5`) may be kept together. Bullets at
//! the beginning of a line are `list-as-text`. Wrong: `sags‐behandler`. Right: `sags-behandler`.

use std::ops::Range;

use super::{Inputs, written};
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::source::{FileId, Place, SourceFile, Span};

/// Signs of a word processor.
pub(super) static WORD_PASTE: Code = Code::warning("word-paste");

const SOFT_HYPHEN: char = '\u{ad}';
const NO_BREAK_SPACE: char = '\u{a0}';

/// What is written instead of each sign that has but one right spelling.
fn spelled(sign: char) -> Option<&'static str> {
    Some(match sign {
        SOFT_HYPHEN => "",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        _ => return None,
    })
}

/// A line's signs from the first to the last, and how the line should be from the one to the other.
#[derive(Debug, PartialEq, Eq)]
struct Pasted {
    range: Range<usize>,
    mended: String,
    first: char,
    count: usize,
}

fn word_paste(file: FileId, line_start: usize, pasted: Pasted) -> Diagnostic {
    let Pasted { range, mended, first, count } = pasted;
    let place = Place { file, span: Span::new(range.start + line_start, range.end + line_start) };
    let diagnostic = Diagnostic::new(&WORD_PASTE, place)
        .with("sign", format!("U+{:04X}", u32::from(first)))
        .with("count", count)
        .instead(mended);
    if count == 1 { diagnostic } else { diagnostic.message("message_several") }
}

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let files = written::files(input.sources).filter(|(_, file)| may_hold_signs(file.text()));
    files.flat_map(|(id, file)| judge(id, file)).collect()
}

fn judge(id: FileId, file: &SourceFile) -> Vec<Diagnostic> {
    let text = file.text();
    let body = written::body(id, file);
    let mut start = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        // Sources are quoted to the letter, and their words stand above the body.
        let is_ours = start >= body;
        // What fields are indented by is told as a fault of their syntax.
        let is_indented = !is_ours && line.trim_start_matches(' ').starts_with(NO_BREAK_SPACE);
        found.extend(
            pasted(line, is_ours)
                .filter(|_| !is_indented)
                .map(|pasted| word_paste(id, start, pasted)),
        );
        start += line.len();
    }
    found
}

/// Whether a text has a byte that one of the signs begins with; the letters of Danish begin with
/// another.
fn may_hold_signs(text: &str) -> bool {
    text.bytes().any(|byte| matches!(byte, 0xc2 | 0xe2 | 0xef))
}

/// The signs of a line; quotation marks only where the words are the editor's.
fn pasted(line: &str, is_ours: bool) -> Option<Pasted> {
    if !may_hold_signs(line) {
        return None;
    }
    let begins = line.len() - line.trim_start().len();
    let mut pasted: Option<Pasted> = None;
    let mut done = 0;
    for (at, sign) in line.char_indices().filter(|(_, sign)| !sign.is_ascii()) {
        if at < done {
            continue;
        }
        let length = if sign == NO_BREAK_SPACE { spaces(&line[at..]) } else { sign.len_utf8() };
        let range = at..at + length;
        let Some(instead) = instead((line, begins), &range, sign, is_ours) else { continue };
        let pasted = pasted.get_or_insert_with(|| Pasted {
            range: at..at,
            mended: String::new(),
            first: sign,
            count: 0,
        });
        pasted.mended.push_str(&line[pasted.range.end..at]);
        pasted.mended.push_str(instead);
        pasted.range.end = range.end;
        pasted.count += 1;
        done = range.end;
    }
    pasted
}

/// How many bytes of spaces that do not break stand at the beginning of a text.
fn spaces(text: &str) -> usize {
    text.len() - text.trim_start_matches(NO_BREAK_SPACE).len()
}

/// What should stand in the place of a sign; none where it is right. The line's first word begins
/// at `begins`.
fn instead(
    (line, begins): (&str, usize),
    range: &Range<usize>,
    sign: char,
    is_ours: bool,
) -> Option<&'static str> {
    let before = line[..range.start].chars().next_back();
    let after = line[range.end..].chars().next();
    let is_apart = |side: Option<char>| side.is_none_or(char::is_whitespace);
    match sign {
        NO_BREAK_SPACE if is_apart(before) || is_apart(after) => Some(""),
        NO_BREAK_SPACE if is_mark_of_item(&line[begins.min(range.start)..range.start]) => Some(" "),
        NO_BREAK_SPACE if range.len() > NO_BREAK_SPACE.len_utf8() => Some(" "),
        NO_BREAK_SPACE => {
            let keeps_words = before.is_some_and(char::is_lowercase);
            (keeps_words && after.is_some_and(char::is_lowercase)).then_some(" ")
        }
        // A bullet, which is told as that.
        '\u{2010}' | '\u{2011}' if is_apart(after) && range.start <= begins => None,
        '\u{2010}' | '\u{2011}' if is_apart(before) && is_apart(after) => Some("–"),
        '\u{2010}' | '\u{2011}' => Some("-"),
        '„' if is_ours => Some("”"),
        _ => spelled(sign),
    }
}

/// Whether this is the mark of a heading or of a list's item, which needs a space of the usual kind
/// behind it.
fn is_mark_of_item(before: &str) -> bool {
    /// CommonMark's longest number, and its stop.
    const LONGEST: usize = 10;
    let number = before.strip_suffix(['.', ')']).filter(|_| before.len() <= LONGEST);
    matches!(before, "-" | "*" | "+" | "##" | "###" | "####")
        || number.is_some_and(|n| !n.is_empty() && n.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(line: &str) -> Option<String> {
        pasted(line, true).map(|pasted| {
            [&line[..pasted.range.start], &pasted.mended, &line[pasted.range.end..]].concat()
        })
    }

    #[test]
    fn what_comes_along_is_mended() {
        for (line, right) in [
            ("be\u{ad}hand\u{ad}ling", "behandling"),
            ("proﬁl og ﬂyt", "profil og flyt"),
            ("sags\u{2010}behandler i 2010\u{2011}2012", "sags-behandler i 2010-2012"),
            ("det \u{2010} og", "det – og"),
            ("to\u{a0}ord", "to ord"),
            ("to\u{a0}\u{a0}ord", "to ord"),
            ("to \u{a0}ord\u{a0}\n", "to ord\n"),
            ("\u{a0}\n", "\n"),
            ("-\u{a0}Et punkt", "- Et punkt"),
            ("2.\u{a0}Et punkt", "2. Et punkt"),
            ("##\u{a0}Pris", "## Pris"),
            ("„det” sagde", "”det” sagde"),
        ] {
            assert_eq!(mended(line).as_deref(), Some(right), "{line}");
        }
    }

    #[test]
    fn what_belongs_together_may_be_kept_together() {
        for line in [
            "10\u{a0}kr. og §\u{a0}5 kl.\u{a0}10",
            "A.\u{a0}P. Møller – ”så” og »så« …",
            "KUF\u{a0}Specialenheden",
            "\u{2010} et punkt",
            "æøå",
        ] {
            assert_eq!(mended(line), None, "{line}");
        }
        assert_eq!(pasted("quote: „så”", false), None);
    }
}
