//! Where an entry is in its life, against the days from and to which it holds.

use super::super::Inputs;
use super::contradiction;
use crate::diagnostics::Diagnostic;
use crate::model::{Catalogue, Entry, Status};

pub(super) fn check(input: &Inputs<'_>) -> Vec<Diagnostic> {
    let today = input.catalogue.today;
    input
        .entries()
        .flat_map(|(entry, _)| {
            let status = status(entry, today).or_else(|| replaced(entry, input.catalogue));
            status.into_iter().chain(facts(entry))
        })
        .collect()
}

/// What is over begins or ends in the future; what is planned has begun, or is over; what is said to
/// be in use is over, or has not begun.
fn status(entry: &Entry, today: jiff::civil::Date) -> Option<Diagnostic> {
    let (from, to) = (entry.valid.from, entry.valid.to);
    let against = match entry.status {
        Status::Closed => {
            let begins = from.filter(|from| *from > today).map(|from| ("valid.from", from));
            begins.or(to.filter(|to| *to > today).map(|to| ("valid.to", to)))
        }
        Status::Planned => {
            let begun = from.filter(|from| *from <= today).map(|from| ("valid.from", from));
            begun.or(to.filter(|to| *to < today).map(|to| ("valid.to", to)))
        }
        Status::Active | Status::Paused if entry.has("status") => {
            let to = to.filter(|to| *to < today).map(|to| ("valid.to", to));
            to.or(from.filter(|from| *from > today).map(|from| ("valid.from", from)))
        }
        Status::Active | Status::Paused => None,
    };
    let (key, date) = against?;
    let place = entry.place_of("status");
    Some(contradiction(place, ("status", entry.status.as_str()), (key, &date.to_string())))
}

/// What another has come instead of is in use, and no day is named on which that ends.
fn replaced(entry: &Entry, catalogue: &Catalogue) -> Option<Diagnostic> {
    let by = catalogue.entry(*entry.replaced_by.first()?);
    // A ring is told as that.
    let leads_on = by.id == entry.id || !by.replaced_by.is_empty();
    let is_in_use = entry.status == Status::Active && entry.valid.to.is_none() && !leads_on;
    let against = ("replaced_by", &*by.id);
    let place = entry.place_of("replaced_by");
    is_in_use.then(|| {
        contradiction(place, ("status", entry.status.as_str()), against).help("help_replaced")
    })
}

/// A fact that was looked at after the last day on which it is right.
fn facts(entry: &Entry) -> Vec<Diagnostic> {
    let late = entry.dated().filter_map(|(key, dated)| {
        let expires = dated.expires?;
        let checked = dated.checked.filter(|checked| *checked > expires)?;
        let said = (format!("{key}.checked"), checked.to_string());
        let against = (format!("{key}.expires"), expires.to_string());
        Some(contradiction(entry.place_of(key), (&said.0, &said.1), (&against.0, &against.1)))
    });
    late.collect()
}
