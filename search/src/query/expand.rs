//! A word → the forms that it can mean: its spellings, inflections, relatives, the compounds that
//! it is part of, what it begins.

use std::collections::BTreeMap;

use super::{Group, Variant};
use crate::analysis::fold::{fold, restore_letters, transliterate};
use crate::analysis::root::root_key;
use crate::analysis::stem::stem;
use crate::analysis::stem_key;
use crate::analysis::stop_words::is_light_word;
use crate::rank::real;
use crate::vocabulary::{FormId, KeyKind, Vocabulary};

/// What a form is worth to the word that it answers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Worth {
    /// From 0 to 1: how surely the form is what the word means.
    pub(crate) weight: f64,
    /// From 0 to 1: how well a title that has the form fits the word.
    pub(crate) in_title: f64,
}

impl Worth {
    const fn new(weight: f64, in_title: f64) -> Self {
        Self { weight, in_title }
    }

    fn scaled(self, factor: f64) -> Self {
        Self::new(self.weight * factor, self.in_title * factor)
    }
}

/// What a form is worth by the way in which it was found: anywhere, and in a title. In a text, a
/// compound says less than the word; a title names its subject with either.
pub(crate) mod worth {
    use super::Worth;

    /// The very spelling.
    pub(crate) const SPELLING: Worth = Worth::new(1.0, 1.0);
    /// æ, ø and å as digraphs.
    pub(crate) const DIGRAPHS: Worth = Worth::new(0.97, 1.0);
    /// a for å, o for ø, where no better spelling exists.
    pub(crate) const PLAIN_LETTERS: Worth = Worth::new(0.88, 0.95);
    /// a for å, o for ø, where the typed spelling is a word of its own.
    pub(crate) const OTHER_WORD: Worth = Worth::new(0.2, 0.2);
    /// Another inflection.
    pub(crate) const STEM: Worth = Worth::new(0.92, 0.97);
    /// Forms of at least this weight are the word itself.
    pub(crate) const SURE: f64 = 0.85;
    /// Forms that fit a title so well begin or end with the word.
    pub(crate) const TITLE_PIECE: f64 = 0.8;
    /// The verb of the noun, or the noun of the verb.
    pub(crate) const ROOT: Worth = Worth::new(0.6, 0.3);
    /// A compound that ends in the word as it is typed, and one that ends in an inflection of it.
    pub(crate) const ENDING: Worth = Worth::new(0.6, 0.85);
    pub(crate) const INFLECTED_ENDING: Worth = Worth::new(0.6, 0.8);
    /// A compound that begins with the word.
    pub(crate) const BEGINNING: Worth = Worth::new(0.45, 0.8);
    /// A compound that has the word inside.
    pub(crate) const INSIDE: Worth = Worth::new(0.45, 0.6);
    /// A word that begins with what was typed: the least of it, and what is added by how much of
    /// the word was typed.
    pub(crate) const PREFIX: Worth = Worth::new(0.32, 0.86);
    pub(crate) const PREFIX_SHARE: Worth = Worth::new(0.48, 0.06);
}

/// A prefix of fewer letters says nothing.
const SHORTEST_PREFIX: usize = 2;

/// How many keys with a prefix are looked at, and how many are kept.
const PREFIX_KEYS: usize = 4000;
const PREFIX_KEPT: usize = 32;

/// Parts of compounds shorter than this are not looked up.
const SHORTEST_PART: usize = 3;

/// A compound that ends in a word of fewer letters may as well have another meaning, `projektråd`:
/// what is left of it.
const SHORTEST_SURE_END: usize = 5;
const SHORT_END: f64 = 0.7;

/// The bits of title and names in a form's fields.
const TITLE_FIELDS: u8 = 0b11;

/// Forms with the best that any way of finding them is worth.
#[derive(Default)]
pub(crate) struct Forms(BTreeMap<FormId, Worth>);

impl Forms {
    pub(crate) fn add(&mut self, form: FormId, worth: Worth) {
        let known = self.0.entry(form).or_insert(Worth::new(0.0, 0.0));
        known.weight = known.weight.max(worth.weight);
        known.in_title = known.in_title.max(worth.in_title);
    }

    pub(crate) fn add_all(&mut self, forms: impl IntoIterator<Item = FormId>, worth: Worth) {
        for form in forms {
            self.add(form, worth);
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a title or name has the word itself, or with `as_piece` a compound that begins or
    /// ends with it.
    pub(crate) fn are_in_title(&self, vocabulary: &Vocabulary, as_piece: bool) -> bool {
        let is_meant = |worth: &Worth| {
            worth.weight >= worth::SURE || (as_piece && worth.in_title >= worth::TITLE_PIECE)
        };
        let mut meant = self.0.iter().filter(|(_, worth)| is_meant(worth));
        meant.any(|(form, _)| vocabulary.statistics(*form).fields & TITLE_FIELDS != 0)
    }

    pub(crate) fn scaled(mut self, factor: f64) -> Self {
        for worth in self.0.values_mut() {
            *worth = worth.scaled(factor);
        }
        self
    }

    /// The same forms, less surely meant; a title that has one fits as well as before.
    pub(crate) fn less_sure(mut self, factor: f64) -> Self {
        for worth in self.0.values_mut() {
            worth.weight *= factor;
        }
        self
    }

    pub(crate) fn merge(&mut self, other: Self) {
        for (form, worth) in other.0 {
            self.add(form, worth);
        }
    }

    pub(crate) fn into_group(self) -> Group {
        let variant = |(form, Worth { weight, in_title })| Variant { form, weight, in_title };
        Group { variants: self.0.into_iter().map(variant).collect() }
    }
}

/// The word itself in every spelling and inflection, with its relatives.
pub(crate) fn word(vocabulary: &Vocabulary, word: &str) -> Forms {
    let mut forms = Forms::default();
    let seeds = spellings(vocabulary, word, &mut forms);
    let mut origins: Vec<String> =
        seeds.into_iter().map(|id| vocabulary.form(id).to_owned()).collect();
    if origins.is_empty() {
        origins = vec![word.to_owned(), restore_letters(word)];
    }
    for origin in &origins {
        add_inflections(vocabulary, origin, &mut forms);
    }
    forms
}

/// Whether the portal has the word in any spelling or inflection.
pub(crate) fn knows(vocabulary: &Vocabulary, word: &str) -> bool {
    vocabulary.has(KeyKind::Spelling, &fold(word)) || vocabulary.has(KeyKind::Stem, &stem_key(word))
}

/// The forms that are spelt like the word; gives those that are surely meant.
fn spellings(vocabulary: &Vocabulary, word: &str, forms: &mut Forms) -> Vec<FormId> {
    let plain = transliterate(word);
    let (same, other): (Vec<FormId>, Vec<FormId>) = vocabulary
        .forms(KeyKind::Spelling, &fold(word))
        .into_iter()
        .partition(|id| transliterate(vocabulary.form(*id)) == plain);
    for id in &same {
        let is_typed = vocabulary.form(*id) == word;
        forms.add(*id, if is_typed { worth::SPELLING } else { worth::DIGRAPHS });
    }
    if same.is_empty() {
        forms.add_all(other.iter().copied(), worth::PLAIN_LETTERS);
        return other;
    }
    forms.add_all(other, worth::OTHER_WORD);
    same
}

fn add_inflections(vocabulary: &Vocabulary, origin: &str, forms: &mut Forms) {
    let letters = transliterate(&stem(origin));
    for id in vocabulary.forms(KeyKind::Stem, &stem_key(origin)) {
        let is_same = transliterate(&stem(vocabulary.form(id))) == letters;
        forms.add(id, if is_same { worth::STEM } else { worth::OTHER_WORD });
    }
    forms.add_all(vocabulary.forms(KeyKind::Registered, &transliterate(origin)), worth::STEM);
    let (root, letters) = (root_key(origin), Letters::of(origin));
    for key in [KeyKind::Root, KeyKind::Stem] {
        let alike = vocabulary.forms(key, &root).into_iter();
        forms.add_all(alike.filter(|form| letters.are_in(vocabulary.form(*form))), worth::ROOT);
    }
}

/// The beginning of a word up to its first æ, ø or å: who types such a letter means it.
struct Letters(Option<String>);

impl Letters {
    fn of(word: &str) -> Self {
        let typed = word.char_indices().find(|(_, letter)| "æøå".contains(*letter));
        Self(typed.map(|(at, letter)| transliterate(&word[..at + letter.len_utf8()])))
    }

    /// Whether a form that is like the word by its key has them: `forsørger` is not `forsorg`.
    fn are_in(&self, form: &str) -> bool {
        self.0.as_ref().is_none_or(|letters| transliterate(form).contains(letters))
    }
}

/// The compounds that have the word as a part.
pub(crate) fn compounds(vocabulary: &Vocabulary, word: &str, forms: &mut Forms) {
    if word.chars().count() < SHORTEST_PART {
        return;
    }
    let sure = if word.chars().count() < SHORTEST_SURE_END { SHORT_END } else { 1.0 };
    for origin in [word.to_owned(), restore_letters(word)] {
        let (key, letters) = (stem_key(&origin), Letters::of(&origin));
        let (typed, folded) = (fold(word), |form: FormId| fold(vocabulary.form(form)));
        let forms_of = |kind| {
            let found = vocabulary.forms(kind, &key).into_iter();
            found.filter(|form| letters.are_in(vocabulary.form(*form)))
        };
        for form in forms_of(KeyKind::Head) {
            let is_typed = folded(form).ends_with(&typed);
            let ending = if is_typed { worth::ENDING } else { worth::INFLECTED_ENDING };
            forms.add(form, ending.scaled(sure));
        }
        for form in forms_of(KeyKind::Modifier) {
            let is_beginning = folded(form).starts_with(&key);
            forms.add(form, if is_beginning { worth::BEGINNING } else { worth::INSIDE });
        }
    }
}

/// The words that begin with what was typed: those in titles first, then the common ones.
pub(crate) fn completions(vocabulary: &Vocabulary, typed: &str, forms: &mut Forms) {
    let length = typed.chars().count();
    if length < SHORTEST_PREFIX {
        return;
    }
    let prefix = fold(typed);
    let mut found: Vec<(bool, u32, FormId, Worth)> = Vec::new();
    for completion in vocabulary.starting_with(KeyKind::Spelling, &prefix, PREFIX_KEYS) {
        for id in completion.forms {
            let (form, known) = (vocabulary.form(id), vocabulary.statistics(id));
            // Who types `gæld` does not mean `gælder`.
            if form != typed && is_light_word(form) {
                continue;
            }
            let letters = if form.starts_with(typed) { 1.0 } else { worth::PLAIN_LETTERS.weight };
            let share =
                worth::PREFIX_SHARE.scaled(real(length) / real(form.chars().count().max(length)));
            let whole = Worth::new(
                worth::PREFIX.weight + share.weight,
                worth::PREFIX.in_title + share.in_title,
            );
            found.push((
                known.fields & TITLE_FIELDS != 0,
                known.documents,
                id,
                whole.scaled(letters),
            ));
        }
    }
    found.sort_by(|left, right| {
        (right.0, right.1).cmp(&(left.0, left.1)).then(left.2.cmp(&right.2))
    });
    for (_, _, id, worth) in found.into_iter().take(PREFIX_KEPT) {
        forms.add(id, worth);
    }
}
