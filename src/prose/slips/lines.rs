//! Lines that Markdown joins or takes in, where each was meant to stand by itself: an address line
//! by line, cells with tabs between them, a paragraph that the list or table above swallows; words
//! that a line break cut in two, and stars of a sum.

use std::ops::Range;
use std::sync::LazyLock;

use super::{Found, Pattern, Run, RunKind, SlipKind, lists, pattern};

/// A word that the end of a line has cut, and the rest of it; `op- og nedture` is none.
static CUT: LazyLock<Pattern> = LazyLock::new(|| pattern(r"\p{Ll}{2}(-\n[\x00 ]*)(\p{Ll}{2,})"));
/// What may follow a dash that stands for the end of a word.
const JOINING: &[&str] = &["og", "eller", "samt", "til", "and", "or", "to"];

/// The head of a mail, or its end: what is to go, and not to be put in order.
static OF_A_MAIL: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?i)^[\x00 ]*(?:(?:fra|sendt|til|emne|from|sent|to|subject): |(?:med )?venlig hilsen|mvh\b|(?:best|kind) regards)",
    )
});

/// Longer lines than this are text that was broken by hand; shorter ones are lines of their own.
const LONGEST: usize = 40;
/// Fewer short lines may be a sentence that was broken.
const FEWEST: usize = 3;

pub(super) fn scan(run: &Run<'_>, found: &mut Vec<Found>) {
    if run.kind == RunKind::Heading || !run.shown.contains('\n') {
        return;
    }
    cut(run, found);
    if run.kind == RunKind::Item {
        found.extend(swallowed(run));
        return;
    }
    let told = lists::letters(run).or_else(|| cells(run)).or_else(|| apart(run));
    found.extend(told);
}

fn cut(run: &Run<'_>, found: &mut Vec<Found>) {
    let mut chain: Option<Cuts> = None;
    for cut in CUT.captures_iter(run.shown) {
        let (Some(end), Some(rest)) = (cut.get(1), cut.get(2)) else { continue };
        let rest_ends = run.shown[rest.start()..].find(|c: char| !c.is_alphabetic());
        let word =
            &run.shown[rest.start()..rest_ends.map_or(run.shown.len(), |at| rest.start() + at)];
        if JOINING.contains(&word) {
            continue;
        }
        // Lines that are cut one after the other are mended together.
        match &mut chain {
            Some(cuts) if !run.shown[cuts.range.end..end.start()].contains('\n') => {
                cuts.mended.push_str(&run.source[cuts.range.end..end.start()]);
                cuts.range.end = end.end();
            }
            _ => {
                found.extend(chain.take().map(|cuts| cuts.found(run)));
                let (first, range) = (end.range(), end.range());
                chain = Some(Cuts { first, range, mended: String::new() });
            }
        }
    }
    found.extend(chain.map(|cuts| cuts.found(run)));
}

/// Words that are cut on lines that follow each other.
struct Cuts {
    /// Where the first is.
    first: Range<usize>,
    /// From the first to the last.
    range: Range<usize>,
    /// What stands there without them.
    mended: String,
}

impl Cuts {
    fn found(self, run: &Run<'_>) -> Found {
        let slip = Found::new(SlipKind::CutWord, run.range(self.first));
        slip.mended(run.range(self.range), self.mended)
    }
}

/// Rows as a spreadsheet gives them: the same number of tabs in each.
fn cells(run: &Run<'_>) -> Option<Found> {
    let lines: Vec<&str> = run.shown.lines().collect();
    let tabs = |line: &str| line.trim().matches('\t').count();
    let columns = tabs(lines.first()?);
    if columns == 0 || lines.len() < 2 || lines.iter().any(|line| tabs(line) != columns) {
        return None;
    }
    // What a word processor puts before items is no cell.
    let is_mark = |line: &str| {
        let first = line.trim().split('\t').next().unwrap_or_default().trim_matches('\0');
        first.chars().count() == 1 && !first.chars().all(char::is_numeric)
    };
    if lines.iter().all(|line| is_mark(line)) {
        return None;
    }
    let row =
        |line: &str| format!("| {} |", line.trim().split('\t').collect::<Vec<_>>().join(" | "));
    let mut rows: Vec<String> = run.source.lines().map(row).collect();
    rows.insert(1, format!("|{}", "---|".repeat(columns + 1)));
    let first = run.range(0..lines.first()?.len());
    let is_plain = !run.shown.contains(['\0', '|']);
    let slip = Found::new(SlipKind::TabbedCells, first);
    Some(if is_plain { slip.mended(run.range(0..run.source.len()), rows.join("\n")) } else { slip })
}

/// Short lines, none of them the end of a sentence and each beginning one: an address, a heading
/// with figures, what a word processor broke.
fn apart(run: &Run<'_>) -> Option<Found> {
    let lines: Vec<&str> = run.shown.lines().collect();
    let begins = |line: &&str| {
        line.chars()
            .find(|c| !matches!(c, '\0' | ' '))
            .is_some_and(|c| c.is_uppercase() || c.is_numeric())
    };
    let is_short = |line: &&str| {
        let length = line.chars().count();
        length > 0 && length <= LONGEST && !line.ends_with([' ', '\\', '\0', '\u{1}'])
    };
    let inner_ends = |line: &&str| line.ends_with(['.', ',', ':', ';', '?', '!', '-']);
    let before_last = &lines[..lines.len().saturating_sub(1)];
    let is_apart = lines.len() >= FEWEST
        && lines.iter().all(|line| begins(line) && is_short(line))
        && !before_last.iter().any(inner_ends);
    let is_of_a_mail = lines.iter().any(|line| OF_A_MAIL.is_match(line));
    if !is_apart || is_of_a_mail {
        return None;
    }
    let first = run.range(0..lines.first()?.len());
    let mended = run.source.lines().collect::<Vec<_>>().join("\\\n");
    let slip = Found::new(SlipKind::JoinedLines, first);
    let is_plain = !run.shown.contains('\0');
    Some(if is_plain { slip.mended(run.range(0..run.source.len()), mended) } else { slip })
}

/// A line at the margin that begins a sentence under an item which is none: CommonMark takes it
/// for the item's (5.2, lazy continuation).
fn swallowed(run: &Run<'_>) -> Option<Found> {
    let (item, rest) = run.source.split_once('\n')?;
    let is_sentence = item.trim_end().ends_with(['.', ':', ',', ';', '-']);
    let begins = rest.chars().next().is_some_and(char::is_uppercase);
    let ends =
        rest.lines().next().is_some_and(|line| line.trim_end().ends_with(['.', ':', '?', '!']));
    if is_sentence || !begins || !ends {
        return None;
    }
    let start = item.len() + 1;
    let line = start..start + rest.lines().next().unwrap_or_default().len();
    let at = run.range(start..start);
    Some(Found::new(SlipKind::SwallowedText, run.range(line)).mended(at, "\n"))
}

/// Words that two stars in the midst of others made slanted: `13 kr*37 timer*4`.
pub(in crate::prose) fn stars(body: &str, range: Range<usize>) -> Option<Found> {
    let inner = body.get(range.clone())?.strip_prefix('*')?.strip_suffix('*')?;
    let is_inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let before = body[..range.start].chars().next_back();
    let after = body[range.end..].chars().next();
    (is_inside(before) && is_inside(after))
        .then(|| Found::new(SlipKind::Stars, range).instead(format!("\\*{inner}\\*")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(kind: RunKind, source: &str) -> Vec<SlipKind> {
        let mut found = Vec::new();
        scan(&Run { kind, start: 0, before: "", source, shown: source }, &mut found);
        found.into_iter().map(|found| found.kind).collect()
    }

    #[test]
    fn lines_that_were_meant_to_stand_alone() {
        for (text, kind) in [
            ("Hotellet\nGaden 6\n2300 Byen", SlipKind::JoinedLines),
            ("År\tTal\n2012\t3000", SlipKind::TabbedCells),
            ("a) unge\nb) voksne", SlipKind::Letters),
            ("unge på kontant-\nhjælp", SlipKind::CutWord),
        ] {
            assert_eq!(told(RunKind::Paragraph, text), [kind], "{text}");
        }
        assert_eq!(
            told(RunKind::Item, "voksne\nKilden siger det ikke."),
            [SlipKind::SwallowedText]
        );
    }

    #[test]
    fn broken_sentences_are_left_alone() {
        for text in [
            "Enheden har to hold\nog ét til dem, der\nventer på et af dem.",
            "Det er i Byen\nHavnen eller Torvet.",
            "Op-\nog nedture for hjem-\neller familie",
            "a. a. er en forkortelse\nsom nogle skriver",
            "Hotellet\\\nGaden 6\\\n2300 Byen",
        ] {
            assert_eq!(told(RunKind::Paragraph, text), [], "{text}");
        }
        for text in ["voksne\n  Kilden siger det.", "voksne\nog børn.", "Voksne.\nDe er med."] {
            assert_eq!(told(RunKind::Item, text), [], "{text}");
        }
    }

    #[test]
    fn stars_within_words_are_sums() {
        let body = "13 kr*37 timer*4 uger, meget *vigtigt* og kontant*hjælp*";
        assert!(stars(body, 5..15).is_some());
        let at = body.find("*vigtigt*").unwrap_or_default();
        assert!(stars(body, at..at + 9).is_none());
        let at = body.find("*hjælp*").unwrap_or_default();
        assert!(stars(body, at..at + "*hjælp*".len()).is_none());
    }
}
