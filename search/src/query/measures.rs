//! Numbers with their units → one thing; an age → what says nothing by itself.

use super::expand;
use super::words::Words;
use super::{Alternative, QueryWord, Span};
use crate::analysis::stop_words::{is_unit, is_year};
use crate::vocabulary::Vocabulary;

/// What is left of a unit without its number.
const LONE_UNIT: f64 = 0.2;

/// How many digits an age has at most.
const LONGEST_AGE: usize = 2;

/// A number and its unit are one thing, `14 dage`: best side by side, and the unit says nothing alone. Neither does an age, which few
/// texts name: `hjemløs 24 år` asks for what a homeless person can get.
pub(super) fn measures(words: &mut Words, spans: &mut Vec<Span>) {
    for first in 0..words.typed.len().saturating_sub(1) {
        let [number, unit] = [first, first + 1].map(|at| words.typed[at].word.form.as_str());
        let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number || !is_unit(unit) {
            continue;
        }
        let is_age = is_year(unit) && number.len() <= LONGEST_AGE;
        let own =
            [first, first + 1].map(|at| spans[at].alternatives.first().and_then(|own| own.groups.first()).cloned());
        let has_others = words.typed.len() > 2;
        if let [Some(number), unit] = own {
            spans.extend(unit.map(|unit| {
                let together = Alternative { weight: 1.0, groups: vec![number, unit], adjacent: true };
                Span { first, words: 2, alternatives: vec![together] }
            }));
            quieten(&mut spans[first + 1], &mut words.typed[first + 1].word, LONE_UNIT);
        }
        if is_age && has_others {
            for at in [first, first + 1] {
                quieten(&mut spans[at], &mut words.typed[at].word, 0.0);
            }
        }
    }
}

/// A row of digits that the portal has is one number, `2008-127909`: its year alone says nothing.
pub(super) fn rows_of_digits(words: &Words, spans: &mut [Span], vocabulary: &Vocabulary) {
    for row in &words.joined {
        let is_row = row.words > 1 && row.form.bytes().all(|byte| byte.is_ascii_digit());
        if !is_row || expand::word(vocabulary, &row.form).is_empty() {
            continue;
        }
        for span in spans.iter_mut().filter(|span| (row.first..row.first + row.words).contains(&span.first)) {
            span.alternatives.clear();
        }
    }
}

/// Leaves so much of a word's meaning; documents need not have it.
fn quieten(span: &mut Span, word: &mut QueryWord, share: f64) {
    word.is_light = true;
    for alternative in &mut span.alternatives {
        alternative.weight *= share;
    }
    span.alternatives.retain(|alternative| alternative.weight > 0.0);
}
