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
        let text = input.sources.file(entry.file).text();
        let many = prose.unexplained.len() > 1;
        let sentences = capitals::runs(if many { text } else { "" });
        let words = prose.unexplained.iter().filter(move |(_, span)| {
            !sentences.iter().any(|sentence| sentence.contains(&(span.start as usize)))
        });
        words.map(|(word, span)| unknown_abbreviation(entry.place(*span), word))
    });
    unknown.collect()
}
