//! What can be wrong about the search: a page that editors expect is not found, or the index cannot
//! be made.

use portal_search::IndexError;

use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::source::Place;

/// All codes of this stage.
pub(crate) static CODES: &[&Code] = &[&SEARCH_TEST, &NOT_INDEXED];

/// A query of `search_tests.yaml` does not find what it should among the first hits.
static SEARCH_TEST: Code = Code::error("search-test");

/// `rank` counts from 1.
pub(super) fn found_too_low(place: Place, test: Expected<'_>, rank: usize) -> Diagnostic {
    worded(place, test).with("rank", rank)
}

pub(super) fn not_found(place: Place, test: Expected<'_>) -> Diagnostic {
    worded(place, test).message("message_not_found")
}

/// A search that a course shows, and that finds nothing.
pub(super) fn saved_in_vain(place: Place, query: &str) -> Diagnostic {
    let mut found = Diagnostic::new(&SEARCH_TEST, place).with("query", query);
    found.severity = Severity::Warning;
    found.message("message_saved").help("help_saved")
}

/// A row of synonyms that leads to words that no page has.
pub(super) fn synonym_in_vain(place: Place, words: &str) -> Diagnostic {
    let mut found = Diagnostic::new(&SEARCH_TEST, place).with("words", words);
    found.severity = Severity::Warning;
    found.message("message_synonym").help("help_synonym")
}

/// What a test expects, as its message says it.
#[derive(Clone, Copy)]
pub(super) struct Expected<'a> {
    pub(super) query: &'a str,
    pub(super) id: &'a str,
    pub(super) within: usize,
    /// The ids that came first instead.
    pub(super) first: &'a str,
}

fn worded(place: Place, test: Expected<'_>) -> Diagnostic {
    let Expected { query, id, within, first } = test;
    Diagnostic::new(&SEARCH_TEST, place)
        .with("query", query)
        .with("id", id)
        .with("within", within)
        .with("first", first)
}

/// The engine could not write the index.
static NOT_INDEXED: Code = Code::error("not-indexed");

pub(crate) fn not_indexed(place: Place, error: &IndexError) -> Diagnostic {
    Diagnostic::new(&NOT_INDEXED, place).with("detail", error)
}

/// The engine could not read the index that was just written, or could not answer.
pub(crate) fn unreadable(place: Place, error: &dyn std::error::Error) -> Diagnostic {
    Diagnostic::new(&NOT_INDEXED, place).with("detail", error)
}
