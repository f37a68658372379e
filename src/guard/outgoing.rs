//! Where bytes go out: every file that is about to be published, and its path. What came in is
//! scanned already; this finds what only came about on the way: a number put together by a
//! template, or of two values that meet on a page.

use std::collections::BTreeMap;

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
    let told = in_index(index, passed)?.into_iter().map(|(masked, page)| {
        codes::published(origin(page.as_deref().unwrap_or(INDEX)), &masked, INDEX)
    });
    Ok(told.collect())
}

/// What findings in the index are told of.
const INDEX: &str = ".portal/index";

/// The numbers in the index, but for those that are warnings where they come from: each once, with
/// the file of a page that it is stored of.
fn in_index(
    index: &IndexFiles,
    passed: &Passed,
) -> Result<BTreeMap<String, Option<String>>, IndexError> {
    let mut found = BTreeMap::new();
    portal_search::each_text(index, |text, address| {
        for hit in numbers(text, passed).filter(|hit| !passed.is_doubtful(hit)) {
            let page = found.entry(hit.masked()).or_insert(None);
            *page = page.take().or_else(|| address.map(page_of));
        }
    })?;
    Ok(found)
}

/// The file of an address: `tilbud/x/index.html` of `/tilbud/x/`.
fn page_of(address: &str) -> String {
    let path = address.trim_start_matches('/').split(['#', '?']).next().unwrap_or_default();
    if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.to_owned()
    }
}

/// The numbers that must not go out.
fn numbers<'p>(text: &str, passed: &'p Passed) -> impl Iterator<Item = Hit> + use<'p> {
    scan(text).into_iter().filter(|hit| hit.certainty == Certainty::Sure && !passed.has(hit))
}
