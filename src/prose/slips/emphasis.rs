//! Stars, lines and backticks that are shown as text (CommonMark 6.2: `**` ends emphasis only where a word
//! or a mark stands before it and, after a mark, no letter follows).

use std::ops::Range;

use super::shown::TAKEN;
use super::{Found, Run, SlipKind};

pub(super) fn scan(run: &Run<'_>, found: &mut Vec<Found>) {
    let marks = marks(run.shown);
    if marks.is_empty() {
        for sign in ['*', '_'] {
            uneven(run, sign, found);
            lone(run, sign, found);
        }
    } else {
        stars(run, &marks, found);
    }
    if let Some(at) = run.shown.find('`') {
        found.push(unclosed(run, at..at + 1, SlipKind::UnclosedCode));
    }
}

/// Where some stars are shown as text, others may have been taken for the wrong pair: the writer's
/// pairs are those that all of them make, one after the other.
fn stars(run: &Run<'_>, shown: &[Range<usize>], found: &mut Vec<Found>) {
    let written = marks(run.source);
    let is_even = written.len().is_multiple_of(2) && !run.source.contains('`');
    let marks = if is_even { &written } else { shown };
    let (pairs, rest) = marks.as_chunks::<2>();
    let before = found.len();
    for [open, close] in pairs {
        let slip = Found::new(SlipKind::Emphasis, run.range(open.start..close.end));
        found.extend(mended(run.source, open, close).map(|text| slip.instead(text)));
    }
    let rest = rest.iter().cloned();
    found.extend(rest.map(|mark| unclosed(run, mark, SlipKind::UnclosedEmphasis)));
    if found.len() == before {
        let (first, last) = (&shown[0], &shown[shown.len() - 1]);
        found.push(Found::new(SlipKind::Emphasis, run.range(first.start..last.end)));
    }
}

/// `**words*`, `*words**`: CommonMark takes as many signs as both sides have and shows the one that
/// is left over.
fn uneven(run: &Run<'_>, sign: char, found: &mut Vec<Found>) {
    let source = run.source;
    let is_mark =
        |at: usize| run.shown.as_bytes().get(at) == Some(&TAKEN) && source[at..].starts_with(sign);
    let mut from = 0;
    while let Some(at) = run.shown[from..].find(sign).map(|at| from + at) {
        from = at + 1;
        let is_escaped = |mark: usize| source[..mark].ends_with('\\');
        let opens = is_mark(at + 1);
        let closes = at > 0 && is_mark(at - 1) && !is_escaped(at - 1);
        let inner = if opens && !closes {
            source[at..].find(|c| c != sign).map(|length| at + length).and_then(|start| {
                let end = (start..source.len()).find(|at| is_mark(*at))?;
                Some(start..end)
            })
        } else if closes && !opens {
            let end = source[..at].trim_end_matches(sign).len();
            (0..end).rev().find(|at| is_mark(*at)).map(|start| start + 1..end)
        } else {
            None
        };
        let Some(inner) = inner.filter(|inner| !inner.is_empty()) else { continue };
        let start = source[..inner.start].trim_end_matches(sign).len();
        let end = source.len() - source[inner.end..].trim_start_matches(sign).len();
        let words = &source[inner];
        let mark = sign.to_string().repeat(2);
        let slip = Found::new(SlipKind::UnevenEmphasis, run.range(start..end));
        found.push(slip.instead(format!("{mark}{words}{mark}")));
        from = end;
    }
}

/// `*words` in the midst of a line with no other star: something was to be emphasised. At the
/// beginning of a line it is a note's sign, behind a word one that leads to a note.
fn lone(run: &Run<'_>, sign: char, found: &mut Vec<Found>) {
    let mut marks = run.source.match_indices(sign).map(|(at, _)| at);
    let (Some(at), None) = (marks.next(), marks.next()) else { return };
    let before = run.shown[..at].chars().next_back();
    let after = run.shown[at + 1..].chars().next();
    let begins = run.shown[at..].starts_with(sign)
        && before == Some(' ')
        && !run.shown[..at].ends_with("\n ")
        && after.is_some_and(char::is_alphabetic);
    if begins {
        found.push(unclosed(run, at..at + 1, SlipKind::UnclosedEmphasis));
    }
}

/// Where `**` or `***` stands as text; longer runs of stars are lines that somebody drew.
fn marks(shown: &str) -> Vec<Range<usize>> {
    let mut marks = Vec::new();
    let mut from = 0;
    while let Some(start) = shown[from..].find("**").map(|at| from + at) {
        let length = shown[start..].bytes().take_while(|byte| *byte == b'*').count();
        from = start + length;
        if length <= 3 {
            marks.push(start..from);
        }
    }
    marks
}

/// The words between two marks with the marks close to them, and with space where they need it.
fn mended(source: &str, open: &Range<usize>, close: &Range<usize>) -> Option<String> {
    let inner = source.get(open.end..close.start)?;
    let words = inner.trim();
    let (first, last) = (words.chars().next()?, words.chars().next_back()?);
    let before = source[..open.start].chars().next_back();
    let after = source[close.end..].chars().next();
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let moved = |space: bool, c: Option<char>| space && c.is_some_and(|c| !c.is_whitespace());
    let apart = moved(inner.starts_with(char::is_whitespace), before);
    let left = apart || (is_letter(before) && !first.is_alphanumeric());
    let apart = moved(inner.ends_with(char::is_whitespace), after) && is_letter(after);
    let right = apart || (is_letter(after) && !last.is_alphanumeric());
    let space = |is_there: bool| if is_there { " " } else { "" };
    let (opening, closing) = (&source[open.clone()], &source[close.clone()]);
    let mended = format!("{}{opening}{words}{closing}{}", space(left), space(right));
    (mended != source[open.start..close.end]).then_some(mended)
}

/// A mark that nothing closes: it should be closed at the end of what stands on its line, a
/// backtick after the next word.
fn unclosed(run: &Run<'_>, mark: Range<usize>, kind: SlipKind) -> Found {
    let slip = Found::new(kind, run.range(mark.clone()));
    let rest = run.source[mark.end..].split('\n').next().unwrap_or_default();
    let words = match kind {
        SlipKind::UnclosedCode => rest.split(char::is_whitespace).next().unwrap_or_default(),
        _ => rest,
    };
    let words = words.trim_end_matches(|c: char| c.is_whitespace() || ".,;:!?|".contains(c));
    if words.is_empty() || words.starts_with(char::is_whitespace) {
        // Nothing begins there: the mark is left over.
        return slip.instead("");
    }
    let end = mark.end + words.len();
    let closing = run.source[mark.clone()].to_owned();
    slip.mended(run.range(end..end), closing)
}
