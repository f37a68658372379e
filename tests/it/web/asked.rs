//! What the engine is asked in both of its hosts, and what it may answer in the browser: the very
//! same as here. Under Node and in Chromium.

use std::path::Path;

use portal_search::{Answer, Engine, Facet, Request};
use serde::Deserialize;

/// One answer out of the browser's engine.
#[derive(Clone, Deserialize)]
pub(crate) struct Found {
    answer: Answer,
    /// Each hit's score as JavaScript writes it, which is exact; a number in JSON could lose its
    /// last bit here.
    scores: Vec<String>,
}

impl Found {
    /// The answer with its scores to the last bit.
    fn exact(mut self) -> Answer {
        assert_eq!(self.scores.len(), self.answer.hits.len());
        for (hit, score) in self.answer.hits.iter_mut().zip(&self.scores) {
            hit.score = score.parse().expect("a number");
        }
        self.answer
    }
}

/// Holds every answer against what the engine says here: hits, order, scores, facets with all their
/// counts, and what was corrected.
pub(crate) fn compare(engine: &Engine, requests: &[Request], found: &[Found]) {
    assert_eq!(found.len(), requests.len());
    for (request, found) in requests.iter().zip(found) {
        let here = engine.search(request).expect("an answer");
        assert_eq!(found.clone().exact(), here, "{request:?}");
    }
}

/// Every query of the editors' tests, the engine's own and the truth set, some as they are typed,
/// and some that are narrowed.
pub(crate) fn requests(engine: &Engine) -> Vec<Request> {
    let mut requests = queries();
    requests.extend(["", "§", "æøå \u{1f600}", "<b>\"&", "xyzzyxyzzy"].map(Request::new));
    for query in ["støttekontaktperson", "gældsrådgivning til kvinder"] {
        requests.extend(query.char_indices().skip(1).map(|(at, _)| Request::new(&query[..at])));
    }
    let narrowed = ["", "misbrug", "behandling", "bolig"]
        .into_iter()
        .flat_map(|query| narrowed(engine, query));
    let narrowed: Vec<Request> = narrowed.collect();
    assert!(narrowed.len() > 36 * 2, "only {} requests are narrowed", narrowed.len());
    assert!(
        Facet::ALL
            .iter()
            .all(|facet| narrowed.iter().any(|request| request.filters.contains_key(facet)))
    );
    requests.extend(narrowed);
    requests
}

fn queries() -> Vec<Request> {
    let read = |path: &str| {
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path));
        text.expect("a file of queries")
    };
    let editors = read("content/search_tests.yaml");
    let editors = editors.lines().filter_map(|line| line.split('"').nth(1));
    let engine = read("search/tests/engine/queries.txt");
    let engine = engine
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split('|').nth(1));
    let truth = read("tests/search/truth.txt");
    let truth = truth
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split('|').nth(1));
    let queries: Vec<Request> =
        editors.chain(engine).chain(truth).map(|query| Request::new(query.trim())).collect();
    assert!(queries.len() > 400, "only {} queries were read", queries.len());
    queries
}

/// A query narrowed by each facet in turn that could narrow it: by one of its values, by two of
/// which either will do, further down the list of hits, and by one together with a value of the
/// next facet.
fn narrowed(engine: &Engine, query: &str) -> Vec<Request> {
    let plain = Request::new(query);
    let narrow = |(facet, next): (Facet, Facet)| {
        let mut values = values(engine, &plain, facet).into_iter();
        let one = plain.clone().with_filter(facet, values.next()?);
        let either = values.next().map(|value| one.clone().with_filter(facet, value));
        let further = either.clone().map(|either| Request { limit: 5, offset: 3, ..either });
        let both = self::values(engine, &one, next)
            .into_iter()
            .next()
            .map(|value| one.clone().with_filter(next, value));
        Some([Some(one), either, further, both].into_iter().flatten())
    };
    let next = Facet::ALL.into_iter().cycle().skip(1);
    Facet::ALL.into_iter().zip(next).filter_map(narrow).flatten().collect()
}

/// The values of a facet that would leave something.
fn values(engine: &Engine, request: &Request, facet: Facet) -> Vec<String> {
    let facets = engine.search(request).expect("an answer").facets;
    facets[&facet].keys().cloned().collect()
}
