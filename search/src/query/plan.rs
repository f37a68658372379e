//! The query's words → spans with all that they can mean.
//!
//! 1. Every word alone: its forms, the compounds around it, what it begins, its parts; a correction
//!    where there is nothing.
//! 2. Neighbours together: numbers and sections, two words that are one, phrases of the thesaurus.
//! 3. The query as a whole: the very title or name of something.

use super::expand::{self, Forms};
use super::measures::{measures, rows_of_digits, sections};
use super::names::{abbreviations, exact_terms, named_terms};
use super::thesaurus::OtherName;
use super::words::Words;
use super::{Alternative, AskedKind, Group, Plan, Span, Thesaurus, apart, fuzzy, parts};
use crate::Kind;
use crate::analysis::asked_fields::asks_for_a_field;
use crate::analysis::base_words;
use crate::analysis::kind_words::asked_kind;
use crate::analysis::stem::stem;
use crate::analysis::stem_key;
use crate::analysis::stop_words::is_stop_word;
use crate::vocabulary::{KeyKind, Vocabulary};

/// Two words typed apart that the portal writes as one.
const WRITTEN_TOGETHER: f64 = 0.98;

/// A compound in two words with a typo is at least so long.
const SHORTEST_RESPELT: usize = 9;

/// What stands between the parts of a Danish compound.
const LINKS: [&str; 3] = ["", "s", "e"];

/// A word that is not the last is completed only where nothing else is found, and from this length
/// on.
const SHORTEST_INNER_PREFIX: usize = 4;

/// What is left of a completion where what was typed is a word already.
const COMPLETED_WORD: f64 = 0.7;

/// What is left of a completion where what was typed is a word of the thesaurus.
const COMPLETED_NAME: f64 = 0.5;

/// What stands in a title needs no everyday meaning: the word itself, or from so many letters on a
/// compound that it begins or ends.
const SHORTEST_TITLE_PIECE: usize = 5;

/// A query of so many words is a question or a phrase.
const QUESTION_WORDS: usize = 3;

/// How much surer an everyday phrase is that is all of the query: its words are not meant one by
/// one.
const WHOLE_PHRASE: f64 = 1.5;

/// One of so many, function words counted, is a whole question.
const WHOLE_QUESTION: usize = 10;

/// The end or beginning of an unknown compound must be so long before its other names are looked
/// up, and the rest so long.
const SHORTEST_NAMED_END: usize = 5;
const SHORTEST_BEFORE_END: usize = 3;

/// What the other name of a compound's end or beginning is worth.
const NAME_OF_A_PART: f64 = 0.6;

/// What a whole section is worth next to its subsection.
const SECTION_ONLY: f64 = 0.7;

/// The share of that where the query was corrected first.
const EXACT_CORRECTED: f64 = 0.9;

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
        is_question: words.all >= WHOLE_QUESTION,
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
    sections(&words, &mut plan.spans, vocabulary);
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
    plan.corrected = corrected(&words, &mut corrections);
    if let Some(corrected) = &plan.corrected {
        let terms = exact_terms(&Words::read(corrected)).into_iter();
        plan.exact.extend(terms.map(|(term, worth)| (term, worth * EXACT_CORRECTED)));
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

/// What one word can mean.
struct Single {
    span: Span,
    /// The word that it was taken for.
    correction: Option<String>,
    /// Whether nothing is known of it but some part.
    by_parts_only: bool,
}

fn single(words: &Words, at: usize, vocabulary: &Vocabulary, thesaurus: &Thesaurus) -> Single {
    let word = words.typed[at].word.form.as_str();
    let is_last = at + 1 == words.typed.len();
    let own = [word.to_owned()];
    let other_names = other_names(&own, vocabulary, thesaurus);
    let everyday = everyday_names(&own, vocabulary, thesaurus);
    let is_whole = !other_names.is_empty();
    let mut forms = own_forms(vocabulary, (word, is_whole), is_last, words.typed.len());
    let mut alternatives = parts::by_parts(vocabulary, word);
    let mut correction = None;
    let mut by_parts_only = false;
    if forms.is_empty() && other_names.is_empty() && everyday.is_empty() {
        let apart = parts::written_apart(vocabulary, word);
        let is_number = words.joined.iter().any(|joined| joined.first == at && joined.words == 1);
        // A right word that the portal lacks is no other word spelt wrong.
        if !is_number && !words.exact && !base_words::knows_stem(&stem(word)) {
            // What is made of words of the portal is no other word that is spelt quite wrong.
            let is_made_of_words = apart.is_some() || !alternatives.is_empty();
            let most_edits = if is_made_of_words { 1 } else { u8::MAX };
            correction = correct(vocabulary, words, at, most_edits, &mut forms);
            if correction.is_none() && apart.is_none() && alternatives.is_empty() {
                let (form, alternative) = parts::with_typo_in_the_end(vocabulary, word).unzip();
                correction = form;
                alternatives.extend(alternative);
            }
        }
        alternatives.extend(apart);
        if forms.is_empty() {
            alternatives.extend(names_of_a_part(word, vocabulary, thesaurus));
            by_parts_only = alternatives.is_empty();
            alternatives
                .extend(parts::by_any_part(vocabulary, correction.as_deref().unwrap_or(word)));
        }
    }
    // The parts of a compound are what was typed only where it means nothing as a whole.
    let means_something = !forms.is_empty() || !other_names.is_empty();
    for part in &mut alternatives {
        part.is_typed &= part.adjacent || !means_something;
    }
    // What the portal says of a word is surer than the base list.
    let is_said = !other_names.is_empty();
    alternatives.extend(other_names);
    let is_piece = word.chars().count() >= SHORTEST_TITLE_PIECE;
    if !is_said && !forms.are_in_title(vocabulary, is_piece) {
        alternatives.extend(everyday);
    }
    if !forms.is_empty() {
        alternatives.insert(0, alone(forms, 1.0));
    }
    Single { span: Span { first: at, words: 1, alternatives }, correction, by_parts_only }
}

/// The forms of the word itself, of the compounds that it is part of, and while it is being typed
/// of the words that it begins. A word `is_whole` when the thesaurus knows it: `SEL` is seldom the
/// beginning of `selvforsørgelse`.
fn own_forms(
    vocabulary: &Vocabulary,
    (word, is_whole): (&str, bool),
    is_last: bool,
    words: usize,
) -> Forms {
    let mut forms = Forms::default();
    // A function word alone is the beginning of something: `vi` of `virksomhedspraktik`.
    let is_beginning = is_stop_word(word) && words == 1;
    if !is_beginning {
        forms = expand::word(vocabulary, word);
        expand::compounds(vocabulary, word, &mut forms);
    }
    if is_last || (forms.is_empty() && word.chars().count() >= SHORTEST_INNER_PREFIX) {
        let mut completions = Forms::default();
        expand::completions(vocabulary, word, &mut completions);
        let share = if forms.is_empty() && !is_whole { 1.0 } else { COMPLETED_WORD };
        forms.merge(if is_whole {
            completions.scaled(COMPLETED_NAME)
        } else {
            completions.less_sure(share)
        });
    }
    if is_beginning && forms.is_empty() {
        forms = expand::word(vocabulary, word);
    }
    forms
}

/// Looks for the nearest words within `most_edits`; gives the best as the portal spells it.
fn correct(
    vocabulary: &Vocabulary,
    words: &Words,
    at: usize,
    most_edits: u8,
    forms: &mut Forms,
) -> Option<String> {
    let word = words.typed[at].word.form.as_str();
    let is_last = at + 1 == words.typed.len();
    let is_question = words.typed.len() >= QUESTION_WORDS;
    let shortest =
        if is_question { fuzzy::SHORTEST_TYPO_IN_QUESTION } else { fuzzy::SHORTEST_TYPO };
    let whole = fuzzy::correct(vocabulary, word, shortest, false);
    let found = whole
        .or_else(|| is_last.then(|| fuzzy::correct(vocabulary, word, shortest, true))?)
        .filter(|found| found.edits <= most_edits)?;
    forms.merge(found.forms);
    Some(found.form)
}

pub(super) fn alone(forms: Forms, weight: f64) -> Alternative {
    Alternative { weight, groups: vec![forms.into_group()], adjacent: false, is_typed: true }
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
            alternatives: vec![alone(forms, weight)],
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
                    alternatives: vec![alone(forms, WRITTEN_TOGETHER)],
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

fn other_names(
    words: &[String],
    vocabulary: &Vocabulary,
    thesaurus: &Thesaurus,
) -> Vec<Alternative> {
    let groups = |word: &String| expand::word(vocabulary, word).into_group();
    named(thesaurus.other_names(words), |name| name.iter().map(groups).collect())
}

/// What the texts call what people say so.
fn everyday_names(
    words: &[String],
    vocabulary: &Vocabulary,
    thesaurus: &Thesaurus,
) -> Vec<Alternative> {
    named(thesaurus.everyday_names(words), |name| groups_of(name, vocabulary))
}

/// The names as alternatives, as far as the portal has all their words.
fn named(names: &[OtherName], groups: impl Fn(&[String]) -> Vec<Group>) -> Vec<Alternative> {
    let alternatives = names.iter().map(|name| Alternative {
        weight: name.weight,
        groups: groups(&name.words),
        adjacent: false,
        is_typed: false,
    });
    alternatives
        .filter(|alternative| alternative.groups.iter().all(|group| !group.variants.is_empty()))
        .collect()
}

/// Every word with the compounds that it is a part of.
pub(super) fn groups_of(words: &[String], vocabulary: &Vocabulary) -> Vec<Group> {
    let group = |word: &String| {
        let mut forms = expand::word(vocabulary, word);
        expand::compounds(vocabulary, word, &mut forms);
        forms.into_group()
    };
    words.iter().map(group).collect()
}

/// The other names of what an unknown compound ends in, where the portal lacks that word too
/// (`gade` + `sygeplejerske`), or else of what it begins with (`tandlæge` + `regning`).
fn names_of_a_part(word: &str, vocabulary: &Vocabulary, thesaurus: &Thesaurus) -> Vec<Alternative> {
    let is_foreign = |part: &str| !vocabulary.has(KeyKind::Stem, &stem_key(part));
    let names = |part: &str| {
        let part = [part.to_owned()];
        let mut names = other_names(&part, vocabulary, thesaurus);
        if is_foreign(&part[0]) {
            names.extend(everyday_names(&part, vocabulary, thesaurus));
        }
        (!names.is_empty()).then_some(names)
    };
    let cuts: Vec<(&str, &str)> = word.char_indices().map(|(at, _)| word.split_at(at)).collect();
    let is_end = |(start, end): &&(&str, &str)| {
        is_long(start, SHORTEST_BEFORE_END) && is_long(end, SHORTEST_NAMED_END)
    };
    let is_start = |(start, end): &&(&str, &str)| {
        is_long(end, SHORTEST_BEFORE_END) && is_long(start, SHORTEST_NAMED_END)
    };
    let of_the_end = cuts
        .iter()
        .filter(is_end)
        .filter(|(_, end)| is_foreign(end))
        .find_map(|(_, end)| names(end));
    let found = of_the_end
        .or_else(|| cuts.iter().rev().filter(is_start).find_map(|(start, _)| names(start)));
    let mut found = found.unwrap_or_default();
    for name in &mut found {
        name.weight *= NAME_OF_A_PART;
    }
    found
}

fn is_long(part: &str, letters: usize) -> bool {
    part.chars().count() >= letters
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
