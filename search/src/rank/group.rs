//! One group of forms → the documents that have any of them, with a score: BM25F, in which an
//! occurrence counts by its field, the field's length and the form's weight.

use tantivy::DocId;
use tantivy::schema::IndexRecordOption;

use super::{Segment, real};
use crate::SearchError;
use crate::analysis::asked_fields::asks_for_a_field;
use crate::query::Group;
use crate::vocabulary::Vocabulary;

/// What an occurrence weighs by its field, in the order of the schema's text fields: title, names,
/// headings, summary, body, keywords.
const FIELD_WEIGHT: [f64; 6] = [5.0, 5.0, 2.0, 2.0, 1.0, 0.7];

/// The places of title and names among the text fields, and that of the keywords.
const TITLE_FIELDS: [usize; 2] = [0, 1];
const KEYWORDS: usize = 5;

/// How soon more of the same stops to matter.
const SATURATION: f64 = 1.2;

/// Forms of at least this weight say how rare the word is; weaker ones would make every word
/// common.
const DEFINING_WEIGHT: f64 = 0.6;

/// A document that has something of a group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Match {
    pub(crate) document: DocId,
    /// From 0 to 1: how much of the word the document has, before its rarity.
    pub(crate) share: f64,
    /// From 0 to 1: how surely the best of the document's forms is what the word means.
    pub(crate) sureness: f64,
    /// From 0 to 1: how well the document's title or a name fits the word.
    pub(crate) title: f64,
}

/// All matches of a group.
#[derive(Clone, Debug, Default)]
pub(crate) struct Matches {
    /// Ascending by document.
    pub(crate) list: Vec<Match>,
    /// How rare the word is: its inverse document frequency.
    pub(crate) rarity: f64,
}

/// What a document has of a group.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Sum {
    amount: f64,
    /// The best weight of its forms.
    best: f64,
    /// How well its title fits.
    title: f64,
}

/// Room for sums per document, used again for every group.
pub(crate) struct Scratch {
    sums: Vec<Sum>,
    touched: Vec<DocId>,
}

impl Scratch {
    pub(crate) fn new(documents: DocId) -> Self {
        Self { sums: vec![Sum::default(); documents as usize], touched: Vec::new() }
    }

    fn add(&mut self, document: DocId, amount: f64, weight: f64, title: f64) {
        let Some(sum) = self.sums.get_mut(document as usize) else { return };
        if sum.best == 0.0 {
            self.touched.push(document);
        }
        sum.amount += amount * weight;
        sum.best = sum.best.max(weight);
        sum.title = sum.title.max(title);
    }

    /// The documents with what they have, ascending; leaves the room clean.
    fn take(&mut self) -> Vec<(DocId, Sum)> {
        self.touched.sort_unstable();
        let sums = &mut self.sums;
        self.touched
            .drain(..)
            .map(|document| (document, std::mem::take(&mut sums[document as usize])))
            .collect()
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
        let (form, fields) =
            ((variant.form, vocabulary), vocabulary.statistics(variant.form).fields);
        for (field, field_weight) in
            FIELD_WEIGHT.into_iter().enumerate().filter(|(field, _)| fields >> field & 1 == 1)
        {
            let Some(mut postings) = segment.postings(field, form, IndexRecordOption::WithFreqs)?
            else {
                continue;
            };
            // An entry that has the field which is asked for comes before a sentence that speaks of
            // it.
            let says_its_subject = TITLE_FIELDS.contains(&field)
                || (field == KEYWORDS && asks_for_a_field(vocabulary.form(variant.form)));
            let title = if says_its_subject { variant.in_title } else { 0.0 };
            while postings.doc() != tantivy::TERMINATED {
                let document = postings.doc();
                let frequency = f64::from(postings.term_freq());
                let amount = field_weight * frequency * segment.length_weight(field, document);
                scratch.add(document, amount, variant.weight, title);
                postings.advance();
            }
        }
    }
    Ok(saturate(&scratch.take(), segment.documents()))
}

fn saturate(sums: &[(DocId, Sum)], documents: DocId) -> Matches {
    let defining = sums.iter().filter(|(_, sum)| sum.best >= DEFINING_WEIGHT).count();
    let frequency = if defining == 0 { sums.len() } else { defining };
    let list = sums.iter().map(|(document, Sum { amount, best, title })| {
        let amount = amount / best;
        let share = best * amount / (amount + SATURATION);
        Match { document: *document, share, sureness: *best, title: *title }
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
        scratch.add(2, 1.0, 0.5, 0.0);
        scratch.add(0, 2.0, 1.0, 0.8);
        scratch.add(2, 1.0, 1.0, 0.0);
        let sum = |amount, best, title| Sum { amount, best, title };
        assert_eq!(scratch.take(), [(0, sum(2.0, 1.0, 0.8)), (2, sum(1.5, 1.0, 0.0))]);
        assert!(scratch.take().is_empty());
    }
}
