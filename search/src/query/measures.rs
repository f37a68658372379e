//! Numbers with their units → one thing; an age → what says nothing by itself.

use super::expand;
use super::words::Words;
use super::{Alternative, QueryWord, Span};
use crate::analysis::numbers::{self, is_number};
use crate::analysis::stop_words::{is_unit, is_year};
use crate::vocabulary::Vocabulary;

/// What is left of a unit without its number.
const LONE_UNIT: f64 = 0.2;

/// A group of a row of digits that has no more of them says nothing alone.
const LONGEST_LOOSE_GROUP: usize = 4;

/// How many digits an age has at most.
const LONGEST_AGE: usize = 2;

/// What stands before an age without a unit.
const BEFORE_AGE: &str = "på";

/// Below this age, in years, the law of this field calls people young; what that is worth to a query
/// that names an age.
const YOUNG: u8 = 30;
const YOUNG_WORD: &str = "ung";
const IS_YOUNG: f64 = 0.6;

/// What a number is worth of which a text says neither over nor under.
const BOUND_NUMBER: f64 = 0.3;

/// What the number of a section is worth without its sign.
const SECTION_NUMBER: f64 = 0.3;

/// A number and its unit are one thing, `14 dage`: best side by side, and the unit says nothing
/// alone; where nothing else is asked for, neither does the number. Nor does an age, which few
/// texts name: `hjemløs 24 år` asks for what a homeless person can get.
pub(super) fn measures(words: &mut Words, spans: &mut Vec<Span>, vocabulary: &Vocabulary) {
    for first in 0..words.typed.len().saturating_sub(1) {
        let [number, unit] = [first, first + 1].map(|at| words.typed[at].word.form.as_str());
        if !is_number(number) || !is_unit(unit) {
            continue;
        }
        if is_bound(words, first, vocabulary) {
            quieten(&mut spans[first + 1], &mut words.typed[first + 1].word, LONE_UNIT);
            continue;
        }
        let is_age = is_year(unit) && number.len() <= LONGEST_AGE;
        let is_of_the_young = is_age && is_young(number);
        let own = [first, first + 1]
            .map(|at| spans[at].alternatives.first().and_then(|own| own.groups.first()).cloned());
        let has_others = words.typed.len() > 2;
        if let [Some(number), Some(unit)] = own {
            let together = Alternative {
                weight: 1.0,
                groups: vec![number, unit],
                adjacent: true,
                is_typed: true,
            };
            spans.push(Span { first, words: 2, alternatives: vec![together] });
        }
        quieten(&mut spans[first + 1], &mut words.typed[first + 1].word, LONE_UNIT);
        if is_of_the_young && has_others {
            spans.push(Span { first, words: 2, alternatives: young(vocabulary) });
        }
        if !has_others || is_age {
            for at in [first, first + 1] {
                quieten(&mut spans[at], &mut words.typed[at].word, 0.0);
            }
        }
    }
}

/// An age without its unit, `en ung på 22`, says what one with it does.
pub(super) fn ages(words: &mut Words, spans: &mut [Span], vocabulary: &Vocabulary) {
    let only = words.typed.len() == 1;
    for (at, span) in spans.iter_mut().enumerate().take(words.typed.len()) {
        let age = words.typed[at].word.form.as_str();
        let has_unit = words.typed.get(at + 1).is_some_and(|next| is_unit(&next.word.form));
        let is_age = is_number(age) && age.len() == LONGEST_AGE;
        if is_bound(words, at, vocabulary) {
            span.alternatives.iter_mut().for_each(|own| own.weight *= BOUND_NUMBER);
            continue;
        }
        if only || has_unit || !is_age || words.before(at) != Some(BEFORE_AGE) {
            continue;
        }
        span.alternatives = if is_young(age) { young(vocabulary) } else { Vec::new() };
        words.typed[at].word.is_light = true;
    }
}

/// Whether a number is a bound that the portal names, `over 30`.
fn is_bound(words: &Words, at: usize, vocabulary: &Vocabulary) -> bool {
    let mut bounds = words.joined.iter().filter(|joined| numbers::is_bound(&joined.form));
    bounds.any(|bound| bound.first == at && !expand::word(vocabulary, &bound.form).is_empty())
}

fn is_young(age: &str) -> bool {
    age.parse::<u8>().is_ok_and(|age| age < YOUNG)
}

/// What texts call those of a low age.
fn young(vocabulary: &Vocabulary) -> Vec<Alternative> {
    let group = expand::word(vocabulary, YOUNG_WORD).into_group();
    vec![Alternative { weight: IS_YOUNG, groups: vec![group], adjacent: false, is_typed: false }]
}

/// A word for the sign, `par. 85`, says no more than the sign. The number is no beginning of
/// another: `§ 85` is in no text that says `ca. 850`, and where the portal has no such section it is
/// in none.
pub(super) fn sections(words: &mut Words, spans: &mut [Span], vocabulary: &Vocabulary) {
    for at in 0..words.typed.len() {
        let number = words.typed[at].word.form.as_str();
        let mut sections = words.joined.iter().filter(|joined| joined.form.starts_with('§'));
        if !is_number(number) || !sections.any(|section| section.first == at) {
            continue;
        }
        spans[at].alternatives.clear();
        let numbers = expand::word(vocabulary, number);
        let is_known = !expand::word(vocabulary, &format!("§{number}")).is_empty();
        if is_known && !numbers.is_empty() {
            spans[at].alternatives.push(Alternative::alone(numbers, SECTION_NUMBER));
        }
        if let Some(before) = at.checked_sub(1).filter(|before| words.is_sign(*before)) {
            quieten(&mut spans[before], &mut words.typed[before].word, 0.0);
        }
    }
}

/// A row of digits is one number, `2008-127909`: where the portal has it, none of its groups counts
/// alone, and where it has not, none that is as short as a year.
pub(super) fn rows_of_digits(words: &Words, spans: &mut [Span], vocabulary: &Vocabulary) {
    for row in &words.joined {
        let groups = row.first..row.first + row.words;
        let digits = |at: usize| words.typed[at].word.form.as_str();
        // `2012 2013` is two years.
        if row.words < 2
            || !groups.clone().all(|at| is_number(digits(at)))
            || groups.clone().all(|at| is_a_year(digits(at)))
        {
            continue;
        }
        let is_known = !expand::word(vocabulary, &row.form).is_empty();
        for span in spans.iter_mut().filter(|span| groups.contains(&span.first)) {
            if is_known || digits(span.first).len() <= LONGEST_LOOSE_GROUP {
                span.alternatives.clear();
            }
        }
    }
}

/// Whether four digits can be a year of our time.
fn is_a_year(digits: &str) -> bool {
    digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
}

/// Leaves so much of a word's meaning; documents need not have it.
fn quieten(span: &mut Span, word: &mut QueryWord, share: f64) {
    word.is_light = true;
    for alternative in &mut span.alternatives {
        alternative.weight *= share;
    }
    span.alternatives.retain(|alternative| alternative.weight > 0.0);
}
