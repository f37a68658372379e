//! `long-sentence`: a sentence that nobody reads to its end.
//!
//! Why: who looks something up between two calls reads a sentence once. One with more words than
//! the portal's limit (`sentence` of `[limits]`) is read twice or not at all. Wrong: four clauses
//! with three conditions. Right: two sentences, or a sentence and a list.

use super::Inputs;
use super::written::first_line;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::source::Place;

/// More words than the limit.
pub(super) static LONG_SENTENCE: Code = Code::warning("long-sentence");

fn long_sentence(place: Place, words: u32, most: u32) -> Diagnostic {
    Diagnostic::new(&LONG_SENTENCE, place).with("words", words).with("most", most)
}

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let most = input.catalogue.site.limits.sentence;
    let long = input.entries().flat_map(|(entry, prose)| {
        let sentences = prose.reading.long_sentences.iter();
        sentences.map(move |(span, words)| {
            long_sentence(first_line(*span, entry, input.sources), *words, most)
        })
    });
    long.collect()
}
