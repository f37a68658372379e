//! One way to satisfy a span → its matches: the documents that have something of every group.

use std::collections::BTreeMap;

use tantivy::DocId;

use super::group::{Match, Matches, Scratch, matches};
use super::nearness::nearness;
use super::{Segment, real};
use crate::SearchError;
use crate::query::Alternative;
use crate::vocabulary::Vocabulary;

/// What is left of an alternative of several words when they stand far apart.
const FAR_APART: f64 = 0.55;

/// In more documents than this, nearness is not looked at.
const MOST_CHECKED: usize = 4000;

/// Scores the documents that have something of every group.
pub(crate) fn score(
    segment: &Segment,
    vocabulary: &Vocabulary,
    alternative: &Alternative,
    scratch: &mut Scratch,
) -> Result<Matches, SearchError> {
    let mut found = Vec::with_capacity(alternative.groups.len());
    for group in &alternative.groups {
        found.push(matches(segment, vocabulary, group, scratch)?);
    }
    let mut all = if found.len() == 1 { found.pop().unwrap_or_default() } else { intersect(&found) };
    if alternative.groups.len() > 1 {
        weigh_nearness(segment, vocabulary, alternative, &mut all)?;
    }
    for found in &mut all.list {
        found.share *= alternative.weight;
        found.sureness *= alternative.weight;
    }
    Ok(all)
}

/// The documents of all groups; their share and sureness are the means, and the rarity that of the rarest word.
fn intersect(found: &[Matches]) -> Matches {
    let mut sums: BTreeMap<DocId, (usize, f64, f64)> = BTreeMap::new();
    for (at, group) in found.iter().enumerate() {
        for one in &group.list {
            let entry = sums.entry(one.document).or_insert((0, 0.0, 0.0));
            if entry.0 == at {
                *entry = (at + 1, entry.1 + one.share, entry.2 + one.sureness);
            }
        }
    }
    let complete = sums.into_iter().filter(|(_, (groups, ..))| *groups == found.len());
    let mean = |(document, (groups, share, sureness)): (DocId, (usize, f64, f64))| Match {
        document,
        share: share / real(groups),
        sureness: sureness / real(groups),
    };
    let list = complete.map(mean).collect();
    let rarity = found.iter().map(|group| group.rarity).fold(0.0, f64::max);
    Matches { list, rarity }
}

fn weigh_nearness(
    segment: &Segment,
    vocabulary: &Vocabulary,
    alternative: &Alternative,
    all: &mut Matches,
) -> Result<(), SearchError> {
    if all.list.len() > MOST_CHECKED {
        for one in &mut all.list {
            one.share *= FAR_APART;
        }
        return Ok(());
    }
    let documents: Vec<DocId> = all.list.iter().map(|one| one.document).collect();
    let groups: Vec<_> = alternative.groups.iter().collect();
    let near = nearness(segment, vocabulary, &groups, &documents)?;
    for (one, near) in all.list.iter_mut().zip(&near) {
        one.share *= FAR_APART + (1.0 - FAR_APART) * near;
    }
    if alternative.adjacent {
        let mut near = near.iter();
        all.list.retain(|_| near.next().is_some_and(|near| *near >= 1.0));
    }
    Ok(())
}
