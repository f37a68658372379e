//! A query that nothing was found for → what comes nearest: words like its words, words that begin
//! or end like them, and the situation of life that it speaks of.

use super::expand::{self, Forms};
use super::other_names::groups_of;
use super::words::Words;
use super::{Alternative, Plan, Span, Thesaurus, fuzzy};
use crate::analysis::numbers::is_number;
use crate::analysis::stop_words::is_unit;
use crate::index::exact::LAWS;
use crate::vocabulary::Vocabulary;

/// Here even short words may be mistyped: nothing was found that they could be mistaken for.
const SHORTEST_TYPO: usize = 3;

/// What a beginning or an end says of a word is at least so long.
const SHORTEST_PIECE: usize = 4;

/// What a word is worth that is spelt or sounds like the typed one, one that begins or ends like
/// it, and one of its situation of life.
const ALIKE: f64 = 0.6;
const PIECE: f64 = 0.4;
const SITUATION: f64 = 0.3;

/// Plans what comes nearest to a query without any hit.
pub(crate) fn nearest(query: &str, vocabulary: &Vocabulary, thesaurus: &Thesaurus) -> Plan {
    let words = Words::read(query);
    let forms: Vec<String> = words.typed.iter().map(|typed| typed.word.form.clone()).collect();
    let mut spans = Vec::new();
    for count in 1..=thesaurus.longest.max(1) {
        for (first, run) in forms.windows(count).enumerate() {
            let mut alternatives = Vec::new();
            // A number with a part of another's digits is no nearer to it than any.
            if let [word] = run
                && !word.contains(|c: char| c.is_ascii_digit())
                && !is_measured(&forms, first)
                && !words.is_sign(first)
            {
                alternatives = alike(vocabulary, word);
                alternatives.extend(in_a_piece(vocabulary, thesaurus, word));
            }
            alternatives.extend(situation(vocabulary, thesaurus, run));
            spans.push(Span { first, words: count, alternatives });
        }
    }
    spans.retain(|span| !span.alternatives.is_empty());
    let asks_for_a_section = words.joined.iter().any(|joined| joined.form.starts_with('§'));
    let exact = asks_for_a_section.then(|| (LAWS.to_owned(), PIECE)).into_iter().collect();
    Plan {
        words: words.typed.into_iter().map(|typed| typed.word).collect(),
        spans,
        exact,
        is_nearest: true,
        ..Plan::default()
    }
}

/// Whether the word is the unit of the number before it: without that it says nothing.
fn is_measured(forms: &[String], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| forms.get(before));
    is_unit(&forms[at]) && before.is_some_and(|number| is_number(number))
}

/// The words that are spelt or sound like this one, and those that begin or end as it does.
fn alike(vocabulary: &Vocabulary, word: &str) -> Vec<Alternative> {
    let typo = fuzzy::correct(vocabulary, word, SHORTEST_TYPO, false).map(|found| found.forms);
    let beginning = beginnings(word).find_map(|start| {
        let mut forms = Forms::default();
        expand::completions(vocabulary, start, &mut forms);
        (!forms.is_empty()).then_some(forms)
    });
    let end = ends(word).find_map(|end| {
        let mut forms = expand::word(vocabulary, end);
        expand::compounds(vocabulary, end, &mut forms);
        (!forms.is_empty()).then_some(forms)
    });
    let found = [(typo, ALIKE), (beginning, PIECE), (end, PIECE)];
    found
        .into_iter()
        .filter_map(|(forms, weight)| Some(Alternative::alone(forms?, weight)))
        .collect()
}

/// The situation of life that a compound names by its end or its beginning.
fn in_a_piece(vocabulary: &Vocabulary, thesaurus: &Thesaurus, word: &str) -> Vec<Alternative> {
    let of = |piece: &str| {
        let found = situation(vocabulary, thesaurus, &[piece.to_owned()]);
        (!found.is_empty()).then_some(found)
    };
    ends(word).find_map(of).or_else(|| beginnings(word).find_map(of)).unwrap_or_default()
}

fn situation(vocabulary: &Vocabulary, thesaurus: &Thesaurus, words: &[String]) -> Vec<Alternative> {
    let named = thesaurus.situation(words).iter();
    let groups = named.map(|name| (name, groups_of(name, vocabulary)));
    let known = groups.filter(|(_, groups)| groups.iter().all(|group| !group.variants.is_empty()));
    known
        .map(|(_, groups)| Alternative {
            weight: SITUATION,
            groups,
            adjacent: false,
            is_typed: false,
        })
        .collect()
}

/// The beginnings of a word, the longest first.
fn beginnings(word: &str) -> impl Iterator<Item = &str> {
    let cuts: Vec<usize> = word.char_indices().map(|(at, _)| at).skip(SHORTEST_PIECE).collect();
    cuts.into_iter().rev().map(|at| &word[..at])
}

/// The ends of a word, the longest first.
fn ends(word: &str) -> impl Iterator<Item = &str> {
    let letters = word.chars().count();
    let cuts =
        word.char_indices().map(|(at, _)| at).skip(1).take(letters.saturating_sub(SHORTEST_PIECE));
    cuts.map(|at| &word[at..])
}
