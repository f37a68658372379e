//! The words of a query → how much of them a document has: its tier.

use super::real;
use crate::analysis::numbers::is_number;
use crate::query::Plan;

/// How much less a document is worth that lacks some of the words: the share of them that it has, to
/// this power.
const LACKING: f64 = 0.25;

/// What is left of one that lacks a number: nothing stands for it, and `SEL § 100` is not the law at
/// large.
const LACKING_A_NUMBER: f64 = 0.3;

/// What the words of a query can give at most.
pub(super) struct Words {
    /// Per word: whether it counts for the tiers.
    pub(super) strong: Vec<bool>,
    pub(super) rarity: Vec<f64>,
    /// Per word: whether it is a number.
    is_number: Vec<bool>,
    /// How many of them are strong, and the rarity of those together.
    strong_count: usize,
    pub(super) strong_rarity: f64,
}

impl Words {
    /// The sum over the strong words, each by its rarity.
    pub(super) fn by_rarity(&self, per_word: &[f64]) -> f64 {
        let strong =
            per_word.iter().zip(&self.rarity).zip(&self.strong).filter(|(_, strong)| **strong);
        strong.map(|((worth, rarity), _)| worth * rarity).sum()
    }

    /// How many of the strong words a document has, given what it has of each word. Of several it
    /// counts how much it has of each, and how rare that is: an overview mentions many words once,
    /// and is seldom the page that is meant.
    pub(super) fn tier(&self, per_word: &[f64]) -> f64 {
        let found =
            per_word.iter().zip(&self.strong).filter(|(has, strong)| **strong && **has > 0.0);
        let (number, all) = (real(found.clone().count()), real(self.strong_count));
        if self.strong_count == 1 {
            return number;
        }
        let has: f64 = found.map(|(has, _)| has).sum();
        libm::pow(number / all, LACKING) * has * all / self.strong_rarity
    }

    /// What is left of a document, given what it has of each word, for the numbers that it lacks.
    pub(super) fn left_without_numbers(&self, per_word: &[f64]) -> f64 {
        let mut words = per_word.iter().zip(&self.strong).zip(&self.is_number);
        let lacks_one = words.any(|((has, strong), number)| *strong && *number && *has <= 0.0);
        if lacks_one { LACKING_A_NUMBER } else { 1.0 }
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
    let strong_count = strong.iter().filter(|strong| **strong).count();
    let strong_rarities = rarity.iter().zip(&strong).filter(|(_, strong)| **strong);
    let strong_rarity = strong_rarities.map(|(rarity, _)| rarity).sum::<f64>();
    Words {
        strong,
        rarity,
        is_number,
        strong_count,
        strong_rarity: strong_rarity.max(f64::MIN_POSITIVE),
    }
}
