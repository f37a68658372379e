//! The words of a query → how many of them a document has: its tier.

use super::real;
use crate::analysis::numbers::is_number;
use crate::query::Plan;

/// A query of more strong words is a long question: a page that mentions each of them once is seldom
/// the one that is meant. So is a whole question of at least so many.
const LONG_QUESTION: usize = 2;
const LONG_AS_A_QUESTION: usize = 3;

/// A query of so many strong words may be a title, and such a share of them is most of it.
const SHORT_QUERY: usize = 4;
const MOST_OF_A_QUERY: f64 = 0.4;

/// How far such a title stands for the words that the document lacks: two thirds of them stand for
/// all.
const WHOLE_BY_TITLE: f64 = 1.5;

/// What the words of a query can give at most.
pub(super) struct Words {
    /// Per word: whether it counts for the tiers.
    pub(super) strong: Vec<bool>,
    pub(super) rarity: Vec<f64>,
    /// Per word: whether it is a number.
    is_number: Vec<bool>,
    /// Whether they are those of a whole question.
    is_question: bool,
}

impl Words {
    /// The sum over the strong words, each by its rarity.
    pub(super) fn by_rarity(&self, per_word: &[f64]) -> f64 {
        let strong =
            per_word.iter().zip(&self.rarity).zip(&self.strong).filter(|(_, strong)| **strong);
        strong.map(|((worth, rarity), _)| worth * rarity).sum()
    }

    pub(super) fn strong_count(&self) -> usize {
        self.strong.iter().filter(|strong| **strong).count()
    }

    /// Whether no document can be expected to have every word.
    pub(super) fn is_long(&self) -> bool {
        let strong = self.strong_count();
        strong > LONG_QUESTION || (self.is_question && strong >= LONG_AS_A_QUESTION)
    }

    /// How many of the strong words a document has, given what it has of each word. Of a long
    /// question it counts how much it has of each, and how rare that is: an overview mentions many
    /// words once.
    fn tier(&self, per_word: &[f64]) -> f64 {
        let found =
            per_word.iter().zip(&self.strong).filter(|(has, strong)| **strong && **has > 0.0);
        if !self.is_long() {
            return real(found.count());
        }
        found.map(|(has, _)| has).sum::<f64>() * real(self.strong_count()) / self.strong_rarity()
    }

    /// A title that has most of a short query stands for the rest: the entry whose title has the
    /// rare words comes before an overview that has every word once.
    /// No title stands for a number: `SEL § 100` is not the law at large.
    pub(super) fn with_title(&self, per_word: &[f64], title: f64) -> f64 {
        let strong = self.tier(per_word);
        let words = per_word.iter().zip(&self.strong).zip(&self.is_number);
        let is_missing = |((has, strong), is_number): &((&f64, &bool), &bool)| {
            **strong && **has <= 0.0 && !**is_number
        };
        let missing = real(words.filter(is_missing).count());
        let counts = !self.is_long()
            && (2..=SHORT_QUERY).contains(&self.strong_count())
            && title >= MOST_OF_A_QUERY;
        strong + if counts { missing * (title * WHOLE_BY_TITLE).min(1.0) } else { 0.0 }
    }

    /// The rarity of all strong words together.
    pub(super) fn strong_rarity(&self) -> f64 {
        let strong = self.rarity.iter().zip(&self.strong).filter(|(_, strong)| **strong);
        strong.map(|(rarity, _)| rarity).sum::<f64>().max(f64::MIN_POSITIVE)
    }
}

/// Light words and words that nothing was found for do not count for the tiers, unless there are no
/// others.
pub(super) fn strong_words(plan: &Plan, rarity: Vec<f64>) -> Words {
    let mut strong: Vec<bool> = plan
        .words
        .iter()
        .zip(&rarity)
        .map(|(word, rarity)| !word.is_light && *rarity > 0.0)
        .collect();
    if !strong.contains(&true) {
        strong = rarity.iter().map(|rarity| *rarity > 0.0).collect();
    }
    let is_number = plan.words.iter().map(|word| is_number(&word.form)).collect();
    Words { strong, rarity, is_number, is_question: plan.is_question }
}
