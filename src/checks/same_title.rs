//! `same-title`: two entries that are called the same.
//!
//! Why: in lists, in search and in the browser's tabs a title is all that tells them apart, and who
//! has found one does not look for the other. Terms may be called like what they explain, what is
//! no longer in force like what came instead; and an id that stands twice is told as that. Wrong:
//! an offer and a page that are both called »Mentor«. Right: »Mentor« and »Mentorer i de to
//! forvaltninger«.

use std::collections::HashMap;

use super::Inputs;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::model::{Entry, Kind};

/// Another entry has this title.
pub(super) static SAME_TITLE: Code = Code::warning("same-title");

fn same_title(entry: &Entry, other: &Entry) -> Diagnostic {
    Diagnostic::new(&SAME_TITLE, entry.place(entry.at.title))
        .with("title", &entry.title)
        .with("other", &other.id)
}

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let mut first: HashMap<String, &Entry> = HashMap::new();
    let mut findings = Findings::default();
    let today = input.catalogue.today;
    // Whether one entry names the other as what comes in its place.
    let replaces = |entry: &Entry, other: &Entry| {
        entry.replaced_by.iter().any(|at| input.catalogue.entry(*at).id == other.id)
    };
    let is_told_apart = |entry: &Entry| entry.kind != Kind::Term && !entry.is_historical(today);
    for (entry, _) in input.entries().filter(|(entry, _)| is_told_apart(entry)) {
        match first.get(&spelled(&entry.title)) {
            Some(other)
                if other.id == entry.id || replaces(entry, other) || replaces(other, entry) => {}
            Some(other) => findings.push(same_title(entry, other)),
            None => {
                first.insert(spelled(&entry.title), entry);
            }
        }
    }
    findings
}

/// A title as a reader compares it: without the difference of capitals and spaces.
fn spelled(title: &str) -> String {
    title.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}
