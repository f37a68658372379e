//! `overdue-review`: nobody has checked the entry for longer than its owner promised.
//!
//! Why: a page that looks fresh and is not does more harm than one that says it is old. History needs no review.
//! Wrong: `reviewed: 2012-06-01` with `review_every: 6 months`, on 1 June 2013. Right: check it, then `reviewed: 2013-06-01`.

use jiff::civil::Date;

use super::Inputs;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::model::Entry;

/// The day of the next review is past, or there never was a first.
pub(super) static OVERDUE_REVIEW: Code = Code::warning("overdue-review");

fn overdue_review(entry: &Entry, due: Option<Date>) -> Diagnostic {
    let diagnostic = Diagnostic::new(&OVERDUE_REVIEW, entry.place(entry.at.reviewed)).with("title", &entry.title);
    match due {
        Some(due) => diagnostic.with("due", due),
        None => diagnostic.message("message_never"),
    }
}

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let today = input.catalogue.today;
    let overdue = input.entries().filter_map(|(entry, _)| {
        let every = entry.review_every.filter(|_| !entry.is_historical(today))?;
        let due = entry.reviewed.map(|reviewed| every.after(reviewed));
        due.is_none_or(|due| due < today).then(|| overdue_review(entry, due))
    });
    overdue.collect()
}
