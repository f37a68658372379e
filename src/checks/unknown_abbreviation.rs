//! `unknown-abbreviation`: a short form in the prose that the glossary does not explain.
//!
//! Why: each administration has its own short forms, and the other does not know them. Told once a
//! page. Wrong: "SKP følger op" without `SKP` in the glossary. Right: add it to `glossary.yaml`, or
//! write the long form.

use super::Inputs;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::source::Place;

/// Capitals that neither the glossary nor any name explains.
pub(super) static UNKNOWN_ABBREVIATION: Code = Code::info("unknown-abbreviation");

fn unknown_abbreviation(place: Place, word: &str) -> Diagnostic {
    Diagnostic::new(&UNKNOWN_ABBREVIATION, place).with("word", word)
}

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let unknown = input.entries().flat_map(|(entry, prose)| {
        prose.unexplained.iter().map(|(word, span)| unknown_abbreviation(entry.place(*span), word))
    });
    unknown.collect()
}
