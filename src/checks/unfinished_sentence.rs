//! `unfinished-sentence`: a text that ends in the middle of a sentence.
//!
//! Why: somebody was called away, or a copy was cut; a reader does not know what is missing. A line
//! before a list, a table or a quotation is finished by it. Wrong: `Deltagerne kan også`. Right:
//! `Deltagerne kan også få et måltid.`

use super::{Inputs, written};
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::model::{Entry, Kind};
use crate::source::{Place, Span};

/// A text ends with a word that another must follow.
pub(super) static UNFINISHED_SENTENCE: Code = Code::warning("unfinished-sentence");

/// No sentence ends with these.
const JOINING: &[&str] = &[
    "og", "eller", "samt", "men", "fordi", "at", "hvis", "også", "en", "et", "den", "de", "som",
    "der", "kan", "skal", "vil", "har", "er", "bliver", "af", "fra", "til", "med", "for", "ved",
    "and", "or", "but", "because", "the", "a", "an", "of", "with", "to",
];

/// A text of one word is none.
const FEWEST_WORDS: usize = 3;

fn unfinished(place: Place, last: &str) -> Diagnostic {
    Diagnostic::new(&UNFINISHED_SENTENCE, place).with("word", last)
}

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let told = input.entries().flat_map(|(entry, _)| {
        let summary = last_word(&entry.summary).map(|last| {
            let key = if entry.kind == Kind::Term { "definition" } else { "summary" };
            unfinished(entry.place_of(key), last)
        });
        let text = written::text_of(entry, input.sources);
        summary.into_iter().chain(paragraphs(entry, text))
    });
    told.collect()
}

/// The last lines of paragraphs that nothing follows which could end their sentence.
fn paragraphs(entry: &Entry, text: &str) -> Vec<Diagnostic> {
    let start = entry.body.map_or(0, |body| body.start as usize);
    let mut lines = text.split_inclusive('\n').peekable();
    let mut next = start;
    let mut found = Vec::new();
    let mut is_code = false;
    while let Some(line) = lines.next() {
        let at = next;
        next += line.len();
        is_code ^= line.trim_start().starts_with("```");
        if is_code || !is_prose(line) || lines.peek().is_some_and(|next| !next.trim().is_empty()) {
            continue;
        }
        let Some(last) = last_word(line) else { continue };
        let rest = &text[next - start..];
        let after = rest.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        if after.is_empty() || is_prose(after) || after.starts_with('#') {
            let end = at + line.trim_end().len();
            let word = Span::new(end - last.len(), end);
            found.push(unfinished(entry.place(word), last));
        }
    }
    found
}

/// Whether a line is of a paragraph: no heading, item, row, quotation or image.
fn is_prose(line: &str) -> bool {
    let line = line.trim_start();
    let is_numbered = line.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(['.', ')']);
    !line.is_empty()
        && !line.starts_with(['#', '-', '*', '+', '|', '>', '!', ':', '['])
        && !is_numbered
}

/// The last word of a text, where it or a comma says that there was to be another.
fn last_word(text: &str) -> Option<&str> {
    let text = text.trim_end();
    let words = text.split_whitespace();
    let last = words.clone().next_back().filter(|_| words.count() >= FEWEST_WORDS)?;
    (JOINING.contains(&last) || last.ends_with(',')).then_some(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_ends_with_a_joining_word_is_not_finished() {
        for text in
            ["Deltagerne kan også", "for hjemløse, og sagsbehandlere fra byen og", "et, to, tre,"]
        {
            assert!(last_word(text).is_some(), "{text}");
        }
        for text in
            ["Deltagerne kan også.", "Se for", "Borgere, som de hører til.", "hjemløse og unge"]
        {
            assert!(last_word(text).is_none(), "{text}");
        }
    }
}
