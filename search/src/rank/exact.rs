//! Titles and names that are the query, or a part of it.

use std::collections::{BTreeMap, BTreeSet};

use tantivy::DocId;

use super::coverage::{Ranked, TIER};
use super::standing::Standing;
use super::{Segment, Standings, real};
use crate::SearchError;
use crate::query::Plan;

/// A document whose title or name is a part of the query comes before those that only use the
/// words, unless other titles have the `whole` of it.
pub(super) fn add_named(
    segment: &Segment,
    plan: &Plan,
    standings: &Standings,
    (whole, ranked): (&BTreeSet<DocId>, &mut [Ranked]),
) -> Result<(), SearchError> {
    let worths = worths(segment, &plan.named)?;
    for known in
        ranked.iter_mut().filter(|known| whole.is_empty() || whole.contains(&known.document))
    {
        let worth = worths.get(&known.document).copied().unwrap_or(0.0);
        known.score +=
            worth * standings.get(known.document as usize).map_or(1.0, Standing::exact_weight);
    }
    Ok(())
}

/// The documents that have any of the exact terms, with the best worth of them.
fn worths(segment: &Segment, terms: &[(String, f64)]) -> Result<BTreeMap<DocId, f64>, SearchError> {
    let mut worths: BTreeMap<DocId, f64> = BTreeMap::new();
    for (term, worth) in terms {
        for document in segment.exactly(term)? {
            let known = worths.entry(document).or_insert(0.0);
            *known = known.max(*worth);
        }
    }
    Ok(worths)
}

/// Documents whose title or name is the query come first; they may be there already, or not.
pub(super) fn add_exact(
    segment: &Segment,
    plan: &Plan,
    standings: &Standings,
    ranked: &mut Vec<Ranked>,
) -> Result<(), SearchError> {
    let top = TIER * real(plan.words.len());
    for (document, worth) in worths(segment, &plan.exact)? {
        let worth = worth * standings.get(document as usize).map_or(1.0, Standing::exact_weight);
        match ranked.iter_mut().find(|ranked| ranked.document == document) {
            Some(known) => known.score = known.score.max(top) + worth,
            None => ranked.push(Ranked { document, score: top + worth }),
        }
    }
    Ok(())
}
