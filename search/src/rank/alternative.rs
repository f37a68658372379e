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
    let mut all =
        if found.len() == 1 { found.pop().unwrap_or_default() } else { intersect(&found) };
    if alternative.groups.len() > 1 {
        weigh_nearness(segment, vocabulary, alternative, &mut all)?;
    }
    for found in &mut all.list {
        found.share *= alternative.weight;
        found.sureness *= alternative.weight;
        found.title *= alternative.weight;
    }
    Ok(all)
}

/// The documents of all groups; what they have is the mean, and the rarity that of the rarest word.
fn intersect(found: &[Matches]) -> Matches {
    let mut sums: BTreeMap<DocId, (usize, Match)> = BTreeMap::new();
    for (at, group) in found.iter().enumerate() {
        for one in &group.list {
            let none = Match { document: one.document, share: 0.0, sureness: 0.0, title: 0.0 };
            let (groups, sum) = sums.entry(one.document).or_insert((0, none));
            if *groups == at {
                *groups += 1;
                sum.share += one.share;
                sum.sureness += one.sureness;
                sum.title += one.title;
            }
        }
    }
    let groups = real(found.len());
    let complete = sums.into_values().filter(|(groups, _)| *groups == found.len());
    let mean = |(_, Match { document, share, sureness, title }): (usize, Match)| Match {
        document,
        share: share / groups,
        sureness: sureness / groups,
        title: title / groups,
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
