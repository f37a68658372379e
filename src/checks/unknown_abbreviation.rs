//! `unknown-abbreviation`: a short form in the prose that the glossary does not explain.
//!
//! Why: each administration has its own short forms, and the other does not know them. Told once a
//! page. Wrong: "SKP følger op" without `SKP` in the glossary. Right: add it to `glossary.yaml`, or
//! write the long form.

use super::{Inputs, capitals};
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::source::Place;

/// Capitals that neither the glossary nor any name explains.
pub(super) static UNKNOWN_ABBREVIATION: Code = Code::info("unknown-abbreviation");

fn unknown_abbreviation(place: Place, word: &str) -> Diagnostic {
    Diagnostic::new(&UNKNOWN_ABBREVIATION, place).with("word", word)
}

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let unknown = input.entries().flat_map(|(entry, prose)| {
        // Where a whole sentence is in capitals, that is told.
        let starts = || prose.unexplained.iter().map(|(_, span)| span.start as usize);
        let ends = prose.unexplained.iter().map(|(_, span)| span.end as usize);
        let around = starts().min().unwrap_or_default()..ends.max().unwrap_or_default();
        let text = input.sources.file(entry.file).text();
        let sentences = capitals::runs(text.get(around.clone()).unwrap_or_default());
        let words = prose.unexplained.iter().filter(move |(_, span)| {
            let at = span.start as usize - around.start;
            let after = sentences.partition_point(|sentence| sentence.start <= at);
            let before = after.checked_sub(1).map(|last| &sentences[last]);
            !before.is_some_and(|sentence| sentence.contains(&at))
        });
        words.map(|(word, span)| unknown_abbreviation(entry.place(*span), word))
    });
    unknown.collect()
}
