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
    }
    Ok(all)
}

/// The documents of all groups; their share is the mean, and the rarity that of the rarest word.
fn intersect(found: &[Matches]) -> Matches {
    let mut shares: BTreeMap<DocId, (usize, f64)> = BTreeMap::new();
    for (at, group) in found.iter().enumerate() {
        for one in &group.list {
            let entry = shares.entry(one.document).or_insert((0, 0.0));
            if entry.0 == at {
                *entry = (at + 1, entry.1 + one.share);
            }
        }
    }
    let complete = shares.into_iter().filter(|(_, (groups, _))| *groups == found.len());
    let list = complete.map(|(document, (groups, sum))| Match { document, share: sum / real(groups) }).collect();
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
