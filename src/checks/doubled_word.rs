//! `doubled-word`: a word, or the full stop of a sentence, that is written twice.
//!
//! Why: a sentence that was rewritten half keeps one of the old words, and a program that reads
//! aloud says both. Wrong: `Det har har vi aftalt..`. Right: `Det har vi aftalt.`

use super::{Inputs, written};
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::source::{Place, Role, Span};

/// The same word twice in a row.
pub(super) static DOUBLED_WORD: Code = Code::warning("doubled-word");

/// Words that may well stand beside themselves: `for dem de kender` may go on with `de`, and `være
/// i i dag` needs both.
const MAY_BE_TWICE: &[&str] = &[
    "der", "det", "den", "de", "så", "som", "i", "på", "om", "for", "ved", "er", "meget", "langt",
    "that", "had", "is", "in", "very",
];

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let files = written::files(input.sources).filter(|(_, file)| {
        // What people type is no running text.
        !matches!(file.role(), Role::SearchTests | Role::Synonyms)
    });
    files
        .flat_map(|(file, source)| {
            written::lines(file, source).flat_map(move |(start, line)| {
                let place = move |from: usize, to: usize| Place {
                    file,
                    span: Span::new(start + from, start + to),
                };
                let words = twice(line).map(move |(from, to)| {
                    let word = line[from..to].split_whitespace().next().unwrap_or_default();
                    let found = Diagnostic::new(&DOUBLED_WORD, place(from, to));
                    found.with("text", &line[from..to]).instead(word)
                });
                let stops = stops(line).map(move |at| {
                    let found = Diagnostic::new(&DOUBLED_WORD, place(at, at + 2));
                    found.message("message_stop").help("help_stop").instead(".")
                });
                words.chain(stops)
            })
        })
        .collect()
}

/// Where a word stands beside itself, from the first to the end of the second. Three of it and more
/// are no slip.
fn twice(line: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let mut words = line.split(' ').scan(0, |next, word| {
        let start = *next;
        *next += word.len() + 1;
        Some((start, word))
    });
    // The word before, where it begins, and how many of it stand there.
    let mut before = (0, "", 0);
    std::iter::from_fn(move || {
        for (start, word) in words.by_ref() {
            let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
            let (from, last, count) = before;
            let is_word = !bare.is_empty() && bare.chars().all(char::is_alphabetic);
            let is_same = is_word && (last == bare || is_capitalised(last, bare));
            before = (start, word, if is_same { count + 1 } else { 1 });
            let is_slip = is_same && count == 1 && !MAY_BE_TWICE.contains(&bare);
            if is_slip {
                return Some((from, start + bare.len(), bare));
            }
        }
        None
    })
    .filter(move |(_, end, word)| !goes_on(&line[*end..], word))
    .map(|(from, end, _)| (from, end))
}

/// Whether the same word follows once more.
fn goes_on(rest: &str, word: &str) -> bool {
    let next = rest.trim_start().split(' ').next().unwrap_or_default();
    next.trim_end_matches(|c: char| !c.is_alphanumeric()) == word
}

/// `Og og`: the first word of a sentence.
fn is_capitalised(first: &str, second: &str) -> bool {
    first.len() == second.len() && first != second && {
        let (mut one, mut other) = (first.chars(), second.chars());
        let is_first = one.next().map(|c| c.to_lowercase().eq(other.next()));
        is_first == Some(true) && one.eq(other)
    }
}

/// Where two full stops end a sentence; three are left out words, and before a stroke they are an
/// address.
fn stops(line: &str) -> impl Iterator<Item = usize> + '_ {
    line.match_indices("..").filter_map(move |(at, _)| {
        let before = line[..at].chars().next_back()?;
        let after = line[at + 2..].chars().next();
        let is_end = after.is_none_or(|c| c.is_whitespace() || "\"'»”)".contains(c));
        (before.is_alphabetic() && is_end).then_some(at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_are_written_twice_are_told() {
        for line in ["Det har har vi aftalt", "Og og så", "det er gratis gratis.", "og  og og"] {
            assert_eq!(twice(line).count(), 1, "{line}");
        }
        for fine in [
            "dem, der der er",
            "at være i i dag",
            "| Ja | Ja |",
            "- - -",
            "så så vi",
            "12 12",
            "Det, det handler om",
            "ikke, ikke",
            "ord ord ord ord",
        ] {
            assert_eq!(twice(fine).count(), 0, "{fine}");
        }
        assert_eq!(stops("aftalt med dem..").collect::<Vec<_>>(), [14]);
        for fine in ["og så videre ...", "[x](../y/)", "1..2", "..", "a.."] {
            assert_eq!(stops(fine).count(), usize::from(fine == "a.."), "{fine}");
        }
    }
}
