//! A word that nothing was found for → the nearest words that exist, by edit distance with
//! transposition.

use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder};
use tantivy_fst::Automaton;

use super::expand::{self, Forms};
use super::sounds::{beginnings, sound};
use crate::analysis::fold;
use crate::vocabulary::{FormId, KeyKind, Vocabulary};

/// Words shorter than this are too like too many others: one of four letters is understood by ear
/// alone, and the first letter of one of five is right.
pub(crate) const SHORTEST_TYPO: usize = 4;
const SHORTEST_SLIP: usize = 5;
const SHORTEST_SLIP_AT_THE_START: usize = 6;

/// So much must be typed of a word before a slip in its beginning is looked for.
pub(crate) const SHORTEST_TYPO_IN_A_BEGINNING: usize = 7;

/// In a question of several words, a short word that the portal does not use is more likely right
/// than mistyped.
pub(crate) const SHORTEST_TYPO_IN_QUESTION: usize = 6;

/// From this length on, two edits are forgiven.
const LONG_WORD: usize = 8;

/// How many candidates are looked at and kept.
const CANDIDATES: usize = 256;
const KEPT: usize = 3;

/// What a corrected word weighs after one edit and after two.
const WEIGHTS: [f64; 3] = [0.9, 0.7, 0.5];

/// The prefix that turns a Danish word into its opposite.
const DENYING: char = 'u';

/// The bits of title and names in a form's fields.
const TITLE_FIELDS: u8 = 0b11;

/// What was found instead of a word.
pub(crate) struct Correction {
    /// The best word, as the portal spells it.
    pub(crate) form: String,
    pub(crate) forms: Forms,
    /// How many edits it takes to that word.
    pub(crate) edits: u8,
}

/// The nearest words to one of at least `shortest` letters, or with `as_prefix` the words whose
/// beginning is nearest.
pub(crate) fn correct(
    vocabulary: &Vocabulary,
    word: &str,
    shortest: usize,
    as_prefix: bool,
) -> Option<Correction> {
    let key = fold(word);
    let length = word.chars().count();
    if length < shortest || word.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let most = if length < LONG_WORD { 1 } else { 2 };
    let mut candidates = nearest(vocabulary, &key, most, as_prefix);
    // Where anything is better than nothing, shorter words are asked for.
    if shortest >= SHORTEST_TYPO {
        let by_ear_alone = length < SHORTEST_SLIP;
        let begins_right = length < SHORTEST_SLIP_AT_THE_START;
        candidates.retain(|candidate| {
            !(candidate.sounds_otherwise
                && (by_ear_alone || (begins_right && candidate.changes_first_letter)))
        });
    }
    // Who writes by ear is understood before who slips twice.
    if !as_prefix && !candidates.iter().any(|candidate| candidate.edits <= 1) {
        candidates.extend(by_ear(vocabulary, &key));
    }
    candidates.sort_by_key(Candidate::order);
    let Candidate { form: best, edits, .. } = *candidates.first()?;
    let mut forms = Forms::default();
    for candidate in candidates.iter().take(KEPT) {
        let weight = WEIGHTS.get(usize::from(candidate.edits)).copied().unwrap_or_default();
        let word = expand::word(vocabulary, vocabulary.form(candidate.form));
        let share = if candidate.form == best { 1.0 } else { 0.6 };
        forms.merge(word.scaled(weight * share));
    }
    Some(Correction { form: vocabulary.form(best).to_owned(), forms, edits })
}

struct Candidate {
    edits: u8,
    sounds_otherwise: bool,
    changes_first_letter: bool,
    in_title: bool,
    documents: u32,
    form: FormId,
}

impl Candidate {
    /// Best first, and never two alike.
    fn order(&self) -> impl Ord + use<> {
        (
            self.edits,
            self.sounds_otherwise,
            self.changes_first_letter,
            !self.in_title,
            u32::MAX - self.documents,
            self.form,
        )
    }
}

fn nearest(vocabulary: &Vocabulary, key: &str, edits: u8, as_prefix: bool) -> Vec<Candidate> {
    let builder = LevenshteinAutomatonBuilder::new(edits, true);
    let dfa = if as_prefix { builder.build_prefix_dfa(key) } else { builder.build_dfa(key) };
    let spellings = Spellings { dfa: &dfa };
    let heard = sound(key);
    let mut candidates = Vec::new();
    for found in vocabulary.accepted_by(spellings, CANDIDATES) {
        let Distance::Exact(edits) = dfa.eval(&found.key) else { continue };
        let changes_first_letter = found.key.chars().next() != key.chars().next();
        if (changes_first_letter && edits > 1) || denies(key, &found.key) {
            continue;
        }
        let sounds_otherwise = sound(&found.key) != heard;
        let like = Likeness { edits, sounds_otherwise, changes_first_letter };
        candidates.extend(found.forms.into_iter().map(|form| like.of(form, vocabulary)));
    }
    candidates
}

/// Whether what was typed denies the word: `uparat` is no slip in writing `parat` or `parate`. Who
/// leaves out the first letter of `undervisning` has typed no word.
fn denies(typed: &str, word: &str) -> bool {
    let denied = typed.strip_prefix(DENYING).filter(|rest| !rest.starts_with(DENYING));
    denied.is_some_and(|denied| word.starts_with(denied) || denied.starts_with(word))
}

/// The words that sound like the key.
fn by_ear(vocabulary: &Vocabulary, key: &str) -> Vec<Candidate> {
    let heard = sound(key);
    let like = Likeness { edits: 1, sounds_otherwise: false, changes_first_letter: false };
    let mut candidates = Vec::new();
    for letter in beginnings(key) {
        let found = vocabulary.starting_with(
            KeyKind::Spelling,
            letter.encode_utf8(&mut [0; 4]),
            usize::MAX,
        );
        let alike = found.into_iter().filter(|found| sound(&found.key) == heard);
        candidates
            .extend(alike.flat_map(|found| found.forms).map(|form| like.of(form, vocabulary)));
    }
    candidates
}

/// How a spelling is like the typed one.
#[derive(Clone, Copy)]
struct Likeness {
    edits: u8,
    sounds_otherwise: bool,
    changes_first_letter: bool,
}

impl Likeness {
    fn of(self, form: FormId, vocabulary: &Vocabulary) -> Candidate {
        let Self { edits, sounds_otherwise, changes_first_letter } = self;
        let known = vocabulary.statistics(form);
        let in_title = known.fields & TITLE_FIELDS != 0;
        Candidate {
            edits,
            sounds_otherwise,
            changes_first_letter,
            in_title,
            documents: known.documents,
            form,
        }
    }
}

/// The edit-distance automaton behind the letter that marks spellings.
struct Spellings<'a> {
    dfa: &'a DFA,
}

#[derive(Clone, Copy)]
enum State {
    Start,
    Within(u32),
    Dead,
}

impl Automaton for Spellings<'_> {
    type State = State;

    fn start(&self) -> State {
        State::Start
    }

    fn is_match(&self, state: &State) -> bool {
        matches!(state, State::Within(id) if matches!(self.dfa.distance(*id), Distance::Exact(_)))
    }

    fn can_match(&self, state: &State) -> bool {
        match state {
            State::Start => true,
            State::Within(id) => *id != levenshtein_automata::SINK_STATE,
            State::Dead => false,
        }
    }

    fn accept(&self, state: &State, byte: u8) -> State {
        match state {
            State::Start if byte == KeyKind::Spelling.letter() => {
                State::Within(self.dfa.initial_state())
            }
            State::Within(id) => State::Within(self.dfa.transition(*id, byte)),
            State::Start | State::Dead => State::Dead,
        }
    }
}
