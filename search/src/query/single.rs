//! One word of a query → its forms, the compounds around it, what it begins, its parts; a correction
//! where there is nothing.

use super::expand::{self, Forms};
use super::other_names::{everyday_names, names_of_a_part, other_names};
use super::words::Words;
use super::{Alternative, Span, Thesaurus, fuzzy, parts};
use crate::analysis::base_words;
use crate::analysis::stem::stem;
use crate::analysis::stop_words::{is_light_word, is_stop_word};
use crate::vocabulary::Vocabulary;

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

/// What one word can mean.
pub(super) struct Single {
    pub(super) span: Span,
    /// The word that it was taken for.
    pub(super) correction: Option<String>,
    /// Whether nothing is known of it but some part.
    pub(super) by_parts_only: bool,
}

/// Looks up the word at a place.
pub(super) fn single(
    words: &Words,
    at: usize,
    vocabulary: &Vocabulary,
    thesaurus: &Thesaurus,
) -> Single {
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
        if !is_number && !words.exact && !is_right(word) {
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
    alternatives.extend(said_around(words, at, vocabulary, thesaurus));
    if !forms.is_empty() {
        alternatives.insert(0, Alternative::alone(forms, 1.0));
    }
    Single { span: Span { first: at, words: 1, alternatives }, correction, by_parts_only }
}

/// Whether a word is one, whatever the portal has.
fn is_right(word: &str) -> bool {
    is_stop_word(word) || is_light_word(word) || base_words::is_right(&stem(word))
}

/// What phrases mean that are made of the word and of function words: `på gaden`.
fn said_around(
    words: &Words,
    at: usize,
    vocabulary: &Vocabulary,
    thesaurus: &Thesaurus,
) -> Vec<Alternative> {
    let meant = words.around(at, thesaurus.longest).flat_map(|run| {
        let names = other_names(run, vocabulary, thesaurus);
        if names.is_empty() { everyday_names(run, vocabulary, thesaurus) } else { names }
    });
    meant.collect()
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
    let beginning = shortest.max(fuzzy::SHORTEST_TYPO_IN_A_BEGINNING);
    let found = whole
        .or_else(|| is_last.then(|| fuzzy::correct(vocabulary, word, beginning, true))?)
        .filter(|found| found.edits <= most_edits)?;
    forms.merge(found.forms);
    Some(found.form)
}
