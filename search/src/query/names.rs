//! The query's words → the exact terms by which it, or a part of it, is a title or name, and the
//! abbreviations that it may be the long form of or the initials.

use super::words::{Typed, Words};
use super::{Span, expand};
use crate::analysis::compound;
use crate::analysis::stop_words::{is_light_word, is_stop_word};
use crate::analysis::{Token, tokenize};
use crate::index::exact::{Exact, initials_term, words_of};
use crate::rank::real;
use crate::vocabulary::Vocabulary;

/// What it is worth that the query is the title, a name, the title but for inflection, a name but
/// for inflection.
const EXACT: [f64; 4] = [4.0, 3.6, 2.6, 2.2];

/// The share of that where a part of the query is the name, and how many words such a part has at
/// most.
const NAMED: f64 = 0.25;
const LONGEST_NAMED: usize = 4;

/// The share of that where the query has function words besides.
const EXACT_CONTENT: f64 = 0.5;

/// What it is worth that an unknown word is the initials of a title or name.
const INITIALS: f64 = 2.0;

/// What it is worth that the initials of a long form that is unknown are a title or name.
const LONG_FORM: f64 = 2.0;

/// Fewer initials stand for too many things.
const FEWEST_WORDS: usize = 3;
const MOST_WORDS: usize = 6;
/// The terms by which the query is a title or name: with all its words, and with its content words
/// only.
pub(super) fn exact_terms(words: &Words) -> Vec<(String, f64)> {
    let all = words_of(&words.text);
    let content: Vec<Token> =
        words.typed.iter().flat_map(|typed| tokenize(&typed.word.form)).collect();
    let mut terms = Vec::new();
    for (tokens, share) in [(all, 1.0), (content, EXACT_CONTENT)] {
        for (exact, worth) in Exact::ALL.into_iter().zip(EXACT) {
            terms.extend(exact.term(&tokens).map(|term| (term, worth * share)));
        }
    }
    terms
}

/// The terms by which a part of the query is a title or name: `dag til dag` of `hvem betaler for
/// dag til dag`.
pub(super) fn named_terms(words: &Words) -> Vec<(String, f64)> {
    let all = words_of(&words.text);
    let singles: Vec<Token> = all.into_iter().filter(|token| token.words == 1).collect();
    let strong = |run: &[Token]| run.iter().filter(|token| is_strong(&token.form)).count();
    let most = strong(&singles);
    let mut terms = Vec::new();
    for length in 1..=LONGEST_NAMED.min(singles.len().saturating_sub(1)) {
        for run in singles.windows(length).filter(|run| strong(run) > 0) {
            let share = NAMED * real(strong(run)) / real(most);
            let exact = Exact::ALL.into_iter().zip(EXACT);
            terms
                .extend(exact.filter_map(|(exact, worth)| Some((exact.term(run)?, worth * share))));
        }
    }
    terms
}

/// The initials that unknown words may be, `RCK`; and where a word is unknown, the abbreviation
/// that the query may be the long form of.
pub(super) fn abbreviations(
    words: &Words,
    spans: &[Span],
    vocabulary: &Vocabulary,
) -> Vec<(String, f64)> {
    let is_unknown = |at: usize| spans.get(at).is_some_and(|span| span.alternatives.is_empty());
    let share = real(words.typed.len()).recip();
    let unknown = words.typed.iter().enumerate().filter(|(at, _)| is_unknown(*at));
    let initials = unknown.filter_map(|(_, typed)| initials_term(&typed.word.form));
    let mut terms: Vec<(String, f64)> = initials.map(|term| (term, INITIALS * share)).collect();
    terms.extend(long_form(words, vocabulary));
    terms
}

/// The names that are the initials of the query's words and of the parts of its compounds: `SKP` of
/// `støtte kontakt person`. Only where the portal lacks one of the words; otherwise they mean what
/// they say.
fn long_form(words: &Words, vocabulary: &Vocabulary) -> Vec<(String, f64)> {
    let is_known = |typed: &Typed| expand::knows(vocabulary, &typed.word.form);
    if words.typed.iter().all(is_known) {
        return Vec::new();
    }
    let parts = |typed: &Typed| {
        let word = &typed.word.form;
        let parts: Vec<String> =
            compound::split(word, vocabulary).into_iter().map(|part| part.form).collect();
        if parts.is_empty() { vec![word.clone()] } else { parts }
    };
    let parts: Vec<String> = words.typed.iter().flat_map(parts).collect();
    if !(FEWEST_WORDS..=MOST_WORDS).contains(&parts.len()) {
        return Vec::new();
    }
    let initials: String = parts.iter().filter_map(|part| part.chars().next()).collect();
    let name = words_of(&initials);
    let named = [Exact::Title, Exact::Name].into_iter().filter_map(|exact| exact.term(&name));
    named.map(|term| (term, LONG_FORM)).collect()
}

fn is_strong(form: &str) -> bool {
    !is_stop_word(form) && !is_light_word(form)
}
