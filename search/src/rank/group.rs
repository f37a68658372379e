//! One group of forms → the documents that have any of them, with a score: BM25F, in which an occurrence counts by its field, the field's
//! length and the form's weight.

use tantivy::postings::Postings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet};

use super::{Segment, real};
use crate::SearchError;
use crate::query::Group;
use crate::vocabulary::Vocabulary;

/// What an occurrence weighs by its field, in the order of the schema's text fields: title, names, headings, summary, body,
/// keywords.
const FIELD_WEIGHT: [f64; 6] = [5.0, 5.0, 2.0, 2.0, 1.0, 0.7];

/// How soon more of the same stops to matter.
const SATURATION: f64 = 1.2;

/// Forms of at least this weight say how rare the word is; weaker ones would make every word common.
const DEFINING_WEIGHT: f64 = 0.6;

/// A document that has something of a group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Match {
    pub(crate) document: DocId,
    /// From 0 to 1: how much of the word the document has, before its rarity.
    pub(crate) share: f64,
    /// From 0 to 1: how surely the best of the document's forms is what the word means.
    pub(crate) sureness: f64,
}

/// All matches of a group.
#[derive(Clone, Debug, Default)]
pub(crate) struct Matches {
    /// Ascending by document.
    pub(crate) list: Vec<Match>,
    /// How rare the word is: its inverse document frequency.
    pub(crate) rarity: f64,
}

/// Room for sums per document, used again for every group.
pub(crate) struct Scratch {
    sum: Vec<f64>,
    best: Vec<f64>,
    touched: Vec<DocId>,
}

impl Scratch {
    pub(crate) fn new(documents: DocId) -> Self {
        let length = documents as usize;
        Self { sum: vec![0.0; length], best: vec![0.0; length], touched: Vec::new() }
    }

    fn add(&mut self, document: DocId, amount: f64, weight: f64) {
        let at = document as usize;
        let (Some(sum), Some(best)) = (self.sum.get_mut(at), self.best.get_mut(at)) else { return };
        if *best == 0.0 {
            self.touched.push(document);
        }
        *sum += amount * weight;
        *best = best.max(weight);
    }

    /// The documents with their sum and best weight, ascending; leaves the room clean.
    fn take(&mut self) -> Vec<(DocId, f64, f64)> {
        self.touched.sort_unstable();
        let mut taken = Vec::with_capacity(self.touched.len());
        for document in self.touched.drain(..) {
            let at = document as usize;
            taken.push((document, self.sum[at], self.best[at]));
            self.sum[at] = 0.0;
            self.best[at] = 0.0;
        }
        taken
    }
}

/// Scores the documents that have any form of the group.
pub(crate) fn matches(
    segment: &Segment,
    vocabulary: &Vocabulary,
    group: &Group,
    scratch: &mut Scratch,
) -> Result<Matches, SearchError> {
    for variant in &group.variants {
        let (form, fields) = (vocabulary.form(variant.form), vocabulary.statistics(variant.form).fields);
        for (field, field_weight) in FIELD_WEIGHT.into_iter().enumerate().filter(|(field, _)| fields >> field & 1 == 1)
        {
            let Some(mut postings) = segment.postings(field, form, IndexRecordOption::WithFreqs)? else { continue };
            while postings.doc() != tantivy::TERMINATED {
                let document = postings.doc();
                let frequency = f64::from(postings.term_freq());
                scratch.add(
                    document,
                    field_weight * frequency * segment.length_weight(field, document),
                    variant.weight,
                );
                postings.advance();
            }
        }
    }
    Ok(saturate(&scratch.take(), segment.documents()))
}

fn saturate(sums: &[(DocId, f64, f64)], documents: DocId) -> Matches {
    let defining = sums.iter().filter(|(_, _, best)| *best >= DEFINING_WEIGHT).count();
    let frequency = if defining == 0 { sums.len() } else { defining };
    let list = sums.iter().map(|(document, sum, best)| {
        let amount = sum / best;
        Match { document: *document, share: best * amount / (amount + SATURATION), sureness: *best }
    });
    Matches { list: list.collect(), rarity: rarity(real(frequency), f64::from(documents)) }
}

/// BM25's inverse document frequency, never below zero.
fn rarity(frequency: f64, documents: f64) -> f64 {
    libm::log(1.0 + (documents - frequency + 0.5).max(0.0) / (frequency + 0.5)).max(0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_words_weigh_more_than_common_ones() {
        assert!(rarity(1.0, 100.0) > rarity(50.0, 100.0));
        assert!(rarity(100.0, 100.0) > 0.0);
    }

    #[test]
    fn the_room_is_clean_after_every_group() {
        let mut scratch = Scratch::new(3);
        scratch.add(2, 1.0, 0.5);
        scratch.add(0, 2.0, 1.0);
        scratch.add(2, 1.0, 1.0);
        assert_eq!(scratch.take(), [(0, 2.0, 1.0), (2, 1.5, 1.0)]);
        assert!(scratch.take().is_empty());
    }
}
