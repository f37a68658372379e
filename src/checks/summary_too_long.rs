//! `summary-too-long`: a summary that is more than one sentence's worth.
//!
//! Why: summaries stand in lists and among the hits of a search, where anything longer is cut or
//! drowns the rest. Wrong: three sentences. Right: one, with the rest in the body.

use super::Inputs;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::model::Kind;
use crate::source::Place;

/// Longer than [`MOST_CHARACTERS`].
pub(super) static SUMMARY_TOO_LONG: Code = Code::warning("summary-too-long");

/// What fits on two to three lines of a list.
const MOST_CHARACTERS: usize = 200;

fn summary_too_long(place: Place, length: usize) -> Diagnostic {
    Diagnostic::new(&SUMMARY_TOO_LONG, place).with("length", length).with("most", MOST_CHARACTERS)
}

/// A glossary term's summary is its definition, which may be as long as it must.
pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let entries = input.entries().filter(|(entry, _)| entry.kind != Kind::Term);
    let lengths = entries.map(|(entry, _)| (entry, entry.summary.chars().count()));
    let long = lengths.filter(|(_, length)| *length > MOST_CHARACTERS);
    long.map(|(entry, length)| summary_too_long(entry.place_of("summary"), length)).collect()
}
