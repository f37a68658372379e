//! `overdue-review`: nobody has checked the entry for longer than its owner promised.
//!
//! Why: a page that looks fresh and is not does more harm than one that says it is old. History
//! needs no review. Wrong: `reviewed: 2012-06-01` with `review_every: 6 months`, on 1 June 2013.
//! Right: check it, then `reviewed: 2013-06-01`.

use super::Inputs;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::model::{Entry, Overdue};

/// The day of the next review is past, or there never was a first.
pub(super) static OVERDUE_REVIEW: Code = Code::warning("overdue-review");

fn overdue_review(entry: &Entry, overdue: Overdue) -> Diagnostic {
    let diagnostic = Diagnostic::new(&OVERDUE_REVIEW, entry.place(entry.at.reviewed))
        .with("title", &entry.title);
    match overdue {
        Overdue::Since(due) => diagnostic.with("due", due),
        Overdue::Never => diagnostic.message("message_never"),
    }
}

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let today = input.catalogue.today;
    let entries = input.entries().map(|(entry, _)| entry);
    entries.filter_map(|entry| Some(overdue_review(entry, entry.overdue(today)?))).collect()
}
