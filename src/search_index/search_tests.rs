//! Runs the editors' search tests against the fresh index: what a query must find, and how high.

use std::collections::BTreeMap;

use portal_search::{Engine, Facet, IndexFiles, Request};

use super::codes::{self, Expected};
use super::twins::Twins;
use crate::diagnostics::{Diagnostic, Findings};
use crate::model::{Catalogue, SearchTest, Shown, Synonym};
use crate::source::{Place, Text};

/// How far down a page is looked for before it counts as not found.
const DEPTH: usize = 50;

/// All tests that fail. Every expected entry must be among the first `within` hits.
pub(crate) fn run_tests(catalogue: &Catalogue, index: &IndexFiles) -> Findings {
    let mut findings = Findings::default();
    let searches = saved_searches(catalogue);
    if catalogue.search_tests.is_empty() && catalogue.synonyms.is_empty() && searches.is_empty() {
        return findings;
    }
    match Engine::open(index.clone()) {
        Ok(engine) => {
            let twins = Twins::of(catalogue);
            let tests = catalogue.search_tests.iter();
            tests.for_each(|test| run(test, &engine, (catalogue, &twins), &mut findings));
            let in_vain = searches.iter().filter(|saved| saved.is_in_vain(&engine));
            findings.extend(in_vain.map(|saved| {
                let values = saved.facets.values().flatten();
                let values = values.map(|value| value.value.as_str());
                let words = [saved.query].into_iter().chain(values).filter(|word| !word.is_empty());
                codes::saved_in_vain(saved.at, &words.collect::<Vec<_>>().join(", "))
            }));
            findings
                .extend(catalogue.synonyms.iter().filter_map(|row| leads_nowhere(row, &engine)));
        }
        Err(error) => findings.push(codes::unreadable(catalogue.site.place(), &error)),
    }
    findings
}

/// A search that a course shows, and that shows more than what is chosen of facets.
struct Saved<'c> {
    query: &'c str,
    facets: &'c BTreeMap<String, Vec<Text>>,
    at: Place,
    /// The id of the course, which is found by the words of its own searches.
    course: &'c str,
}

fn saved_searches(catalogue: &Catalogue) -> Vec<Saved<'_>> {
    let courses = catalogue.courses.iter();
    let searches = courses.flat_map(|course| {
        let items = course.parts.iter().flat_map(|part| &part.items);
        items.filter_map(|item| match &item.shown {
            Shown::Search { query, facets } => {
                Some(Saved { query, facets, at: item.at, course: &course.entry.id })
            }
            Shown::Entry { .. } => None,
        })
    });
    searches.collect()
}

impl Saved<'_> {
    fn is_in_vain(&self, engine: &Engine) -> bool {
        let known = self.facets.iter().filter_map(|(name, values)| {
            let values = values.iter().map(|value| value.value.clone()).collect();
            Some((name.parse::<Facet>().ok()?, values))
        });
        let filters: BTreeMap<_, _> = known.collect();
        // A name that no filter has is told of itself.
        filters.len() == self.facets.len()
            && is_in_vain(
                Request { filters, ..Request::new(self.query) },
                Some(self.course),
                engine,
            )
    }
}

/// Whether a search finds nothing beside the entry `but`, as its words are typed. No more is read of
/// what is found than tells that.
fn is_in_vain(request: Request, but: Option<&str>, engine: &Engine) -> bool {
    let request = Request { limit: but.iter().count(), exact: true, ..request };
    engine.search(&request).is_ok_and(|answer| {
        let itself = answer.hits.iter().filter(|hit| Some(hit.id.as_str()) == but);
        answer.total == itself.count() as u64
    })
}

/// A row of synonyms none of whose words finds anything.
fn leads_nowhere(row: &Synonym, engine: &Engine) -> Option<Diagnostic> {
    let (words, at) = match row {
        Synonym::Mutual { words, at } => (words, *at),
        Synonym::OneWay { to, at, .. } => (to, *at),
    };
    let is_vain = words.iter().all(|word| is_in_vain(Request::new(word), None, engine));
    is_vain.then(|| codes::synonym_in_vain(at, &words.join("`, `")))
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
