//! The queries and their answers → how well a group does.

use super::answers;
use super::truth::{Query, Set, looked_at, queries};
use portal_search::{DocumentKind, Hit};

/// Where a query's first right answer stands.
pub(crate) struct Outcome {
    pub(crate) query: Query,
    /// From 1; none where it is not among the first hits.
    pub(crate) rank: Option<u32>,
    /// How many documents were found at all.
    pub(crate) total: u64,
    /// The ids that came first.
    pub(crate) first: Vec<String>,
}

/// Asks every query of the truth set.
pub(crate) fn outcomes() -> Vec<Outcome> {
    queries().into_iter().map(outcome).collect()
}

/// Asks what other hands wrote and was looked at.
pub(crate) fn outcomes_looked_at() -> Vec<Outcome> {
    looked_at().into_iter().map(outcome).collect()
}

fn outcome(query: Query) -> Outcome {
    let answer = answers::answer(query.text);
    let at = answer.hits.iter().position(|hit| is_right(&query, hit));
    let rank = at.map(|at| u32::try_from(at + 1).expect("a page of hits"));
    let first = answer.hits.into_iter().take(3).map(|hit| hit.id).collect();
    Outcome { query, rank, total: answer.total, first }
}

/// Who wrote the blind queries knew no rows of laws, and named the page about laws instead: the row
/// of a law counts as it does.
fn is_right(query: &Query, hit: &Hit) -> bool {
    let of_laws = query.set == Set::Blind
        && hit.kind == DocumentKind::Law
        && query.right.contains(&PAGE_ABOUT_LAWS);
    of_laws || query.right.contains(&hit.id.as_str())
}

const PAGE_ABOUT_LAWS: &str = "love-og-rammer";

/// The measures of some queries, each a share of them or a mean.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Measures {
    pub(crate) queries: u32,
    pub(crate) success_at_1: f64,
    pub(crate) success_at_3: f64,
    /// The mean reciprocal rank.
    pub(crate) mrr: f64,
    pub(crate) zero_results: f64,
}

impl Measures {
    /// Of at least one query.
    pub(crate) fn of<'a>(outcomes: &(impl Iterator<Item = &'a Outcome> + Clone)) -> Self {
        let queries = u32::try_from(outcomes.clone().count()).expect("a set of queries");
        let mean = |worth: fn(&Outcome) -> f64| {
            outcomes.clone().map(worth).sum::<f64>() / f64::from(queries)
        };
        Self {
            queries,
            success_at_1: mean(|outcome| share(outcome.rank == Some(1))),
            success_at_3: mean(|outcome| share(outcome.rank.is_some_and(|rank| rank <= 3))),
            mrr: mean(|outcome| outcome.rank.map_or(0.0, |rank| 1.0 / f64::from(rank))),
            zero_results: mean(|outcome| share(outcome.total == 0)),
        }
    }
}

fn share(is_so: bool) -> f64 {
    f64::from(u8::from(is_so))
}

#[test]
fn every_right_answer_is_an_entry_of_the_portal() {
    let known = answers::ids();
    for query in queries().into_iter().chain(looked_at()) {
        let unknown: Vec<_> =
            query.right.iter().filter(|id| !known.iter().any(|known| known == **id)).collect();
        assert!(unknown.is_empty(), "`{}`: {unknown:?}", query.text);
    }
}
