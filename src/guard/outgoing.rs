//! Where bytes go out: every file that is about to be published, and its path. What came in is
//! scanned already; this finds what only came about on the way: a number put together by a
//! template, or of two values that meet on a page.

use std::collections::BTreeSet;

use portal_search::{IndexError, IndexFiles};

use super::codes;
use super::incoming::Passed;
use crate::diagnostics::{Diagnostic, Findings};
use crate::personal_number::{Certainty, Hit, scan};
use crate::source::Place;

/// The source of a published file, by its path; asked for what is found only.
pub(crate) type Origin<'a> = dyn Fn(&str) -> Place + Sync + 'a;

/// Scans a file that people or programs can read, and its path. With a finding nothing may be
/// published.
pub(crate) fn outgoing(
    path: &str,
    bytes: &[u8],
    origin: &Origin<'_>,
    passed: &Passed,
) -> Vec<Diagnostic> {
    // What is written in documents and pictures is looked for where they come in.
    let text = std::str::from_utf8(bytes)
        .ok()
        .filter(|text| !text.starts_with("%PDF-"))
        .unwrap_or_default();
    let hits = numbers(path, passed).chain(numbers(text, passed));
    hits.map(|hit| codes::published(origin(path), &hit.masked(), path)).collect()
}

/// Scans every stored value and term of the index. With a finding nothing may be published.
///
/// # Errors
/// When the index cannot be read back.
pub(crate) fn outgoing_index(
    index: &IndexFiles,
    origin: &Origin<'_>,
    passed: &Passed,
) -> Result<Findings, IndexError> {
    let found = in_index(index, passed)?;
    Ok(found.into_iter().map(|masked| codes::published(origin(INDEX), &masked, INDEX)).collect())
}

/// What findings in the index are told of.
const INDEX: &str = ".portal/index";

/// The numbers in the index, each once.
fn in_index(index: &IndexFiles, passed: &Passed) -> Result<BTreeSet<String>, IndexError> {
    let mut found = BTreeSet::new();
    portal_search::each_text(index, |text| {
        found.extend(numbers(text, passed).map(|hit| hit.masked()));
    })?;
    Ok(found)
}

/// The numbers that must not go out.
fn numbers<'p>(text: &str, passed: &'p Passed) -> impl Iterator<Item = Hit> + use<'p> {
    scan(text).into_iter().filter(|hit| hit.certainty == Certainty::Sure && !passed.has(hit))
}
