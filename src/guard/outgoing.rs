//! Where bytes go out: every file that is about to be published, and its path. What came in is scanned already; this
//! finds what only came about on the way: a number put together by a template, or of two values that meet on a page.

use rayon::prelude::*;

use super::codes;
use super::incoming::Passed;
use super::scan::{Certainty, Hit, scan};
use crate::diagnostics::{Diagnostic, Findings};
use crate::publish::SiteTree;
use crate::source::Place;

/// The source of a published file, by its path; asked for what is found only.
pub(crate) type Origin<'a> = dyn Fn(&str) -> Place + Sync + 'a;

/// Scans every file that people or programs can read. With a finding nothing may be published.
pub(crate) fn outgoing(tree: &SiteTree, origin: &Origin<'_>, passed: &Passed) -> Findings {
    let files: Vec<_> = tree.iter().collect();
    let by_file: Vec<_> = files.into_par_iter().map(|(path, bytes)| in_file(path, bytes, origin, passed)).collect();
    by_file.into_iter().flatten().collect()
}

fn in_file(path: &str, bytes: &[u8], origin: &Origin<'_>, passed: &Passed) -> Vec<Diagnostic> {
    // Bytes that are no text are compressed, or pictures; what is written in those is looked for where they come in.
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    let must_not = |hit: &Hit| hit.certainty == Certainty::Sure && !passed.has(hit);
    let hits = scan(path).into_iter().chain(scan(text)).filter(must_not);
    hits.map(|hit| codes::published(origin(path), &hit.masked(), path)).collect()
}
