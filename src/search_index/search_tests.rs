//! Runs the editors' search tests against the fresh index: what a query must find, and how high.

use portal_search::{Engine, IndexFiles, Request};

use super::codes::{self, Expected};
use super::twins::Twins;
use crate::diagnostics::Findings;
use crate::model::{Catalogue, SearchTest};

/// How far down a page is looked for before it counts as not found.
const DEPTH: usize = 50;

/// All tests that fail. Every expected entry must be among the first `within` hits.
pub(crate) fn run_tests(catalogue: &Catalogue, index: &IndexFiles) -> Findings {
    let mut findings = Findings::default();
    if catalogue.search_tests.is_empty() {
        return findings;
    }
    match Engine::open(index.clone()) {
        Ok(engine) => {
            let twins = Twins::of(catalogue);
            let tests = catalogue.search_tests.iter();
            tests.for_each(|test| run(test, &engine, (catalogue, &twins), &mut findings));
        }
        Err(error) => findings.push(codes::unreadable(catalogue.site.place(), &error)),
    }
    findings
}

fn run(
    test: &SearchTest,
    engine: &Engine,
    (catalogue, twins): (&Catalogue, &Twins),
    findings: &mut Findings,
) {
    let answer = match engine.search(&Request { limit: DEPTH, ..Request::new(&test.query) }) {
        Ok(answer) => answer,
        Err(error) => return findings.push(codes::unreadable(test.at, &error)),
    };
    let first: Vec<_> =
        answer.hits.iter().take(test.within).map(|hit| format!("`{}`", hit.id)).collect();
    let first = if first.is_empty() { "–".to_owned() } else { first.join(", ") };
    for expected in &test.expect {
        // A term whose unit stands for it is found where the unit is.
        let expected = &twins.unit(*expected).unwrap_or(*expected);
        let id = catalogue.entry(*expected).id.as_str();
        let expected = Expected { query: &test.query, id, within: test.within, first: &first };
        match answer.hits.iter().position(|hit| hit.id == id) {
            Some(at) if at < test.within => {}
            Some(at) => findings.push(codes::found_too_low(test.at, expected, at + 1)),
            None => findings.push(codes::not_found(test.at, expected)),
        }
    }
}
