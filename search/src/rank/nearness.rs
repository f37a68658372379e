//! How near one another, and whether in the right order, the words of several groups stand in a
//! document.

use tantivy::DocId;
use tantivy::schema::IndexRecordOption;

use super::{Segment, real};
use crate::SearchError;
use crate::index::schema::TEXT_FIELDS;
use crate::query::Group;
use crate::vocabulary::Vocabulary;

/// How many forms of a group are looked at: the best ones.
const FORMS: usize = 24;

/// Words further apart than this are no longer near.
const WINDOW: u32 = 12;

/// What the wrong order leaves.
const OTHER_ORDER: f64 = 0.7;

/// What every word between the words of the query takes away.
const SLACK: f64 = 0.25;

/// A word's place: position and group.
type Place = (u32, usize);

/// For every document (ascending), from 0 to 1: 1 when all groups stand side by side in their order
/// within one field.
pub(crate) fn nearness(
    segment: &Segment,
    vocabulary: &Vocabulary,
    groups: &[&Group],
    documents: &[DocId],
) -> Result<Vec<f64>, SearchError> {
    let mut best = vec![0.0_f64; documents.len()];
    for field in 0..TEXT_FIELDS.len() {
        let mut places: Vec<Vec<Place>> = vec![Vec::new(); documents.len()];
        for (at, group) in groups.iter().enumerate() {
            collect(segment, vocabulary, (field, at, group), documents, &mut places)?;
        }
        for (best, mut places) in best.iter_mut().zip(places) {
            places.sort_unstable();
            *best = best.max(closeness(&places, groups.len()));
        }
    }
    Ok(best)
}

fn collect(
    segment: &Segment,
    vocabulary: &Vocabulary,
    (field, at, group): (usize, usize, &Group),
    documents: &[DocId],
    places: &mut [Vec<Place>],
) -> Result<(), SearchError> {
    let mut variants: Vec<_> = group
        .variants
        .iter()
        .filter(|variant| vocabulary.statistics(variant.form).fields >> field & 1 == 1)
        .collect();
    variants.sort_by(|left, right| {
        right.weight.total_cmp(&left.weight).then(left.form.cmp(&right.form))
    });
    let mut positions = Vec::new();
    for variant in variants.into_iter().take(FORMS) {
        let form = (variant.form, vocabulary);
        let Some(mut postings) =
            segment.postings(field, form, IndexRecordOption::WithFreqsAndPositions)?
        else {
            continue;
        };
        for (document, places) in documents.iter().zip(places.iter_mut()) {
            if postings.doc() < *document {
                postings.seek(*document);
            }
            if postings.doc() == *document {
                postings.positions(&mut positions);
                places.extend(positions.iter().map(|position| (*position, at)));
            }
        }
    }
    Ok(())
}

/// The best window over sorted places that has every group: narrow is good, and in order is better.
fn closeness(places: &[Place], groups: usize) -> f64 {
    let mut best = 0.0_f64;
    for (from, first) in places.iter().enumerate() {
        let mut seen = vec![false; groups];
        let mut missing = groups;
        let mut in_order = true;
        let mut next = 0;
        for (position, group) in &places[from..] {
            if position - first.0 > WINDOW {
                break;
            }
            if !seen[*group] {
                in_order &= *group == next;
                next += 1;
                seen[*group] = true;
                missing -= 1;
            }
            if missing == 0 {
                let slack = f64::from(position - first.0 + 1) - real(groups);
                let order = if in_order { 1.0 } else { OTHER_ORDER };
                best = best.max(order / (1.0 + SLACK * slack.max(0.0)));
                break;
            }
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn side_by_side_in_order_is_best() {
        assert!((closeness(&[(4, 0), (5, 1)], 2) - 1.0).abs() < 1e-12);
        assert!(closeness(&[(4, 1), (5, 0)], 2) < 1.0);
        assert!(closeness(&[(4, 0), (7, 1)], 2) < closeness(&[(4, 0), (5, 1)], 2));
    }

    #[test]
    fn a_missing_group_is_not_near() {
        assert!(closeness(&[(4, 0), (5, 0)], 2) == 0.0);
        assert!(closeness(&[(4, 0), (40, 1)], 2) == 0.0);
    }
}
