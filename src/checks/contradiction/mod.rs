//! `contradiction`: two fields that cannot both be right.
//!
//! Why: each is right by itself, so no type and no reference tells of it; a reader believes the one
//! that is met first. Wrong: `status: planned` of an offer that began in 2009. Right: one of the
//! two changed.

mod citizens;
mod dates;
mod figures;
mod hours;
mod life;
mod names;
mod price;
mod quotes;
mod steps;
mod sums;
mod taking_part;
mod units;

use super::Inputs;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::model::Entry;
use crate::source::Place;

/// What two fields say does not go together.
pub(super) static CONTRADICTION: Code = Code::warning("contradiction");

/// A field by its key, and what it says.
type Saying<'s> = (&'s str, &'s str);

/// Tells of `saying` at its place, and of the one that it does not go with.
fn contradiction(place: Place, saying: Saying<'_>, against: Saying<'_>) -> Diagnostic {
    Diagnostic::new(&CONTRADICTION, place)
        .with("field", saying.0)
        .with("said", saying.1)
        .with("other", against.0)
        .with("against", against.1)
}

/// What is found in an entry's summary, or else in its text, with the key of where.
fn in_words<'w>(
    entry: &'w Entry,
    body: &'w str,
    find: impl Fn(&'w str) -> Option<&'w str>,
) -> Option<Saying<'w>> {
    let words = [("summary", entry.summary.as_str()), ("…", body)];
    words.into_iter().find_map(|(key, words)| Some((key, find(words)?)))
}

const RULES: &[fn(&Inputs<'_>) -> Vec<Diagnostic>] = &[
    citizens::check,
    dates::check,
    figures::check,
    hours::check,
    life::check,
    names::check,
    price::check,
    quotes::check,
    steps::check,
    sums::check,
    taking_part::check,
    units::check,
];

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    RULES.iter().flat_map(|rule| rule(input)).collect()
}
