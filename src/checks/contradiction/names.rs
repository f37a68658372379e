//! What something is called, against how that is shortened.

use super::super::Inputs;
use super::contradiction;
use crate::diagnostics::Diagnostic;
use crate::source::Place;

pub(super) fn check(input: &Inputs<'_>) -> Vec<Diagnostic> {
    let catalogue = input.catalogue;
    let terms = catalogue.terms.iter().filter_map(|term| {
        let place = term.entry.place_of("abbreviation");
        judge(place, term.abbreviation.as_deref()?, ("term", &term.entry.title))
    });
    let labels = catalogue
        .vocabulary
        .iter()
        .filter_map(|term| judge(term.at, term.abbreviation.as_deref()?, ("label", &term.label)));
    terms.chain(labels).collect()
}

/// An abbreviation that is longer than what it shortens: they were exchanged.
fn judge(place: Place, short: &str, (key, long): (&str, &str)) -> Option<Diagnostic> {
    let is_longer = short.chars().count() > long.chars().count();
    is_longer.then(|| {
        contradiction(place, ("abbreviation", short), (key, long))
            .message("message_exchanged")
            .help("help_exchanged")
    })
}
