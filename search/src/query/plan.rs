//! The query's words → spans with all that they can mean.
//!
//! 1. Every word alone: its forms, the compounds around it, what it begins, its parts; a correction
//!    where there is nothing.
//! 2. Neighbours together: numbers and sections, two words that are one, phrases of the thesaurus.
//! 3. The query as a whole: the very title or name of something.

use super::expand::{self, Forms};
use super::measures::{ages, measures, rows_of_digits, sections};
use super::names::{abbreviations, exact_terms, named_terms};
use super::other_names::{everyday_names, other_names};
use super::single::{Single, single};
use super::words::Words;
use super::{Alternative, AskedKind, Plan, Span, Thesaurus, apart, fuzzy};
use crate::Kind;
use crate::analysis::asked_fields::asks_for_a_field;
use crate::analysis::kind_words::asked_kind;
use crate::vocabulary::Vocabulary;

/// Two words typed apart that the portal writes as one.
const WRITTEN_TOGETHER: f64 = 0.98;

/// A compound in two words with a typo is at least so long.
const SHORTEST_RESPELT: usize = 9;

/// What stands between the parts of a Danish compound.
const LINKS: [&str; 3] = ["", "s", "e"];

/// How much surer an everyday phrase is that is all of the query: its words are not meant one by
/// one.
const WHOLE_PHRASE: f64 = 1.5;

/// What a whole section is worth next to its subsection.
const SECTION_ONLY: f64 = 0.7;

/// Plans a query; an `exact` one has no typos.
pub(crate) fn plan(
    query: &str,
    exact: bool,
    vocabulary: &Vocabulary,
    thesaurus: &Thesaurus,
) -> Plan {
    let mut words = Words { exact, ..Words::read(&apart::apart(query, vocabulary)) };
    let mut plan = Plan {
        exact: exact_terms(&words),
        named: named_terms(&words),
        kinds: kinds(&words),
        ..Plan::default()
    };
    let mut corrections = Vec::new();
    let mut by_parts_only = Vec::new();
    for at in 0..words.typed.len() {
        let Single { span, correction, by_parts_only: is_so } =
            single(&words, at, vocabulary, thesaurus);
        corrections.extend(correction.map(|form| Corrected { first: at, words: 1, form }));
        by_parts_only.push(is_so);
        plan.spans.push(span);
    }
    plan.is_nearest = is_nearest(&words, &plan.spans, &by_parts_only);
    plan.exact.extend(abbreviations(&words, &plan.spans, vocabulary));
    measures(&mut words, &mut plan.spans, vocabulary);
    ages(&mut words, &mut plan.spans, vocabulary);
    sections(&mut words, &mut plan.spans, vocabulary);
    rows_of_digits(&words, &mut plan.spans, vocabulary);
    plan.spans.extend(joined(&words, vocabulary));
    let (spans, respelt) = together(&words, vocabulary);
    plan.spans.extend(spans);
    plan.spans.extend(phrases(&words, vocabulary, thesaurus));
    let covered = |at: usize| {
        plan.spans
            .iter()
            .any(|span| span.words > 1 && (span.first..span.first + span.words).contains(&at))
    };
    corrections.retain(|corrected| !covered(corrected.first));
    corrections.extend(respelt);
    plan.is_nearest &= plan.spans.iter().all(|span| span.words == 1);
    if let Some(corrected) = corrected(&words, &mut corrections) {
        // Whoever typed a letter wrong gets what they would have got.
        let meant = self::plan(&corrected, true, vocabulary, thesaurus);
        return Plan { corrected: Some(corrected), ..meant };
    }
    plan.words = words.typed.into_iter().map(|typed| typed.word).collect();
    plan
}

/// The kinds that the query asks for beside other words. Who asks for a telephone number or where
/// to write asks for somebody who has it.
fn kinds(words: &Words) -> Vec<AskedKind> {
    let kind = |word: &str| {
        asked_kind(word).or_else(|| asks_for_a_field(word).then(|| Kind::Contact.into()))
    };
    let asked = words.typed.iter().enumerate();
    let asked =
        asked.filter_map(|(word, typed)| Some(AskedKind { word, kind: kind(&typed.word.form)? }));
    if words.typed.len() > 1 { asked.collect() } else { Vec::new() }
}

/// Whether all that is known of the words that matter is some part of a compound.
fn is_nearest(words: &Words, spans: &[Span], by_parts_only: &[bool]) -> bool {
    let known = words.typed.iter().zip(spans).zip(by_parts_only);
    let mut known =
        known.filter(|((typed, span), _)| !typed.word.is_light && !span.alternatives.is_empty());
    known.clone().count() > 0 && known.all(|(_, by_parts_only)| *by_parts_only)
}

/// A word that some of the query's words were taken for.
struct Corrected {
    first: usize,
    words: usize,
    form: String,
}

/// Numbers, sections and hyphenated words as the tokenizer joined them.
fn joined(words: &Words, vocabulary: &Vocabulary) -> Vec<Span> {
    let mut spans = Vec::new();
    for joined in &words.joined {
        let is_last = joined.first + joined.words == words.typed.len();
        let mut forms = expand::word(vocabulary, &joined.form);
        if is_last && joined.words > 1 {
            expand::completions(vocabulary, &joined.form, &mut forms);
        }
        if forms.is_empty() {
            continue;
        }
        let is_part_of_section = joined.form.starts_with('§') && !joined.form.contains("stk");
        let wider = words.joined.iter().any(|other| {
            other.form.starts_with(&joined.form) && other.form.len() > joined.form.len()
        });
        let weight = if is_part_of_section && wider { SECTION_ONLY } else { WRITTEN_TOGETHER };
        // A section without its subsection still answers for the whole reference.
        let covered = words
            .joined
            .iter()
            .filter(|other| is_part_of_section && other.form.starts_with(&joined.form));
        let length = covered.map(|other| other.words).max().unwrap_or(joined.words);
        spans.push(Span {
            first: joined.first,
            words: length,
            alternatives: vec![Alternative::alone(forms, weight)],
        });
    }
    spans
}

/// Neighbours that the portal writes as one word: `job center`, `uddannelse støtte`.
fn together(words: &Words, vocabulary: &Vocabulary) -> (Vec<Span>, Vec<Corrected>) {
    let (mut spans, mut corrections) = (Vec::new(), Vec::new());
    for count in 2..=3 {
        for (first, run) in words.typed.windows(count).enumerate() {
            let between = |pair: &[super::words::Typed]| {
                words.text[pair[0].end..pair[1].start].trim().is_empty()
            };
            if !run.windows(2).all(between) {
                continue;
            }
            let parts: Vec<&str> = run.iter().map(|typed| typed.word.form.as_str()).collect();
            let is_last = first + count == words.typed.len();
            let mut forms = Forms::default();
            for link in LINKS {
                forms.merge(compound(vocabulary, &parts.join(link), is_last));
            }
            if forms.is_empty()
                && let Some(found) = respelt(words, &parts, vocabulary)
            {
                forms.merge(found.forms);
                corrections.push(Corrected { first, words: count, form: found.form });
            }
            if !forms.is_empty() {
                spans.push(Span {
                    first,
                    words: count,
                    alternatives: vec![Alternative::alone(forms, WRITTEN_TOGETHER)],
                });
            }
        }
    }
    (spans, corrections)
}

/// Two words that the portal writes as one, one of them spelt wrong: `gælds rådgivnig`. A word that
/// the portal has is right as it is.
fn respelt(words: &Words, parts: &[&str], vocabulary: &Vocabulary) -> Option<fuzzy::Correction> {
    if words.exact || parts.iter().all(|part| expand::knows(vocabulary, part)) {
        return None;
    }
    let spellings = LINKS.iter().map(|link| parts.join(link));
    let found =
        spellings.filter_map(|form| fuzzy::correct(vocabulary, &form, SHORTEST_RESPELT, false));
    found.min_by_key(|found| found.edits).filter(|found| found.edits <= 1)
}

/// The forms of a compound that may be known, and while its end is being typed what it begins.
fn compound(vocabulary: &Vocabulary, form: &str, is_last: bool) -> Forms {
    let mut forms = expand::word(vocabulary, form);
    if is_last && !forms.is_empty() {
        expand::completions(vocabulary, form, &mut forms);
    }
    forms
}

/// Phrases of several words that the thesaurus knows.
fn phrases(words: &Words, vocabulary: &Vocabulary, thesaurus: &Thesaurus) -> Vec<Span> {
    let forms: Vec<String> = words.typed.iter().map(|typed| typed.word.form.clone()).collect();
    let mut spans = Vec::new();
    for count in 2..=thesaurus.longest.max(2) {
        for (first, run) in forms.windows(count).enumerate() {
            let mut alternatives = other_names(run, vocabulary, thesaurus);
            if alternatives.is_empty() {
                alternatives = everyday_names(run, vocabulary, thesaurus);
                let share = if count == forms.len() { WHOLE_PHRASE } else { 1.0 };
                for name in &mut alternatives {
                    name.weight *= share;
                }
            }
            if !alternatives.is_empty() {
                spans.push(Span { first, words: count, alternatives });
            }
        }
    }
    spans
}

/// The query with its corrected words put in.
fn corrected(words: &Words, corrections: &mut [Corrected]) -> Option<String> {
    corrections.sort_by_key(|corrected| corrected.first);
    let mut text = words.text.clone();
    let mut from = text.len();
    for Corrected { first, words: count, form } in corrections.iter().rev() {
        let (start, end) = (words.typed[*first].start, words.typed[first + count - 1].end);
        if end <= from {
            text.replace_range(start..end, form);
            from = start;
        }
    }
    (!corrections.is_empty()).then(|| text.trim().to_owned())
}
