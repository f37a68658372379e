//! A word → the forms that it can mean: its spellings, inflections, relatives, the compounds that it is part of, what it begins.

use std::collections::BTreeMap;

use super::{Group, Variant};
use crate::analysis::fold::{fold, restore_letters, transliterate};
use crate::analysis::root::root_key;
use crate::analysis::stem::stem;
use crate::analysis::stem_key;
use crate::analysis::stop_words::is_light_word;
use crate::rank::real;
use crate::vocabulary::{FormId, KeyKind, Vocabulary};

/// What a form weighs by the way in which it was found.
pub(crate) mod weight {
    /// The very spelling.
    pub(crate) const SPELLING: f64 = 1.0;
    /// æ, ø and å as digraphs.
    pub(crate) const DIGRAPHS: f64 = 0.97;
    /// a for å, o for ø, where no better spelling exists.
    pub(crate) const PLAIN_LETTERS: f64 = 0.88;
    /// a for å, o for ø, where the typed spelling is a word of its own.
    pub(crate) const OTHER_WORD: f64 = 0.2;
    /// Another inflection.
    pub(crate) const STEM: f64 = 0.92;
    /// The verb of the noun, or the noun of the verb.
    pub(crate) const ROOT: f64 = 0.6;
    /// A compound that ends in the word.
    pub(crate) const HEAD: f64 = 0.55;
    /// A compound that has the word before its end.
    pub(crate) const MODIFIER: f64 = 0.38;
    /// A word that begins with what was typed, and what of that depends on how much of it was typed.
    pub(crate) const PREFIX: f64 = 0.8;
    pub(crate) const PREFIX_SHARE: f64 = 0.6;
}

/// A prefix of fewer letters says nothing.
const SHORTEST_PREFIX: usize = 2;

/// How many keys with a prefix are looked at, and how many are kept.
const PREFIX_KEYS: usize = 4000;
const PREFIX_KEPT: usize = 32;

/// Parts of compounds shorter than this are not looked up.
const SHORTEST_PART: usize = 3;

/// The bits of title and names in a form's fields.
const TITLE_FIELDS: u8 = 0b11;

/// Forms with the best weight that any way of finding them gave.
#[derive(Default)]
pub(crate) struct Forms(BTreeMap<FormId, f64>);

impl Forms {
    pub(crate) fn add(&mut self, form: FormId, weight: f64) {
        let known = self.0.entry(form).or_insert(0.0);
        *known = known.max(weight);
    }

    pub(crate) fn add_all(&mut self, forms: impl IntoIterator<Item = FormId>, weight: f64) {
        for form in forms {
            self.add(form, weight);
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn scaled(mut self, factor: f64) -> Self {
        for weight in self.0.values_mut() {
            *weight *= factor;
        }
        self
    }

    pub(crate) fn merge(&mut self, other: Self) {
        for (form, weight) in other.0 {
            self.add(form, weight);
        }
    }

    pub(crate) fn into_group(self) -> Group {
        Group { variants: self.0.into_iter().map(|(form, weight)| Variant { form, weight }).collect() }
    }
}

/// The word itself in every spelling and inflection, with its relatives.
pub(crate) fn word(vocabulary: &Vocabulary, word: &str) -> Forms {
    let mut forms = Forms::default();
    let seeds = spellings(vocabulary, word, &mut forms);
    let mut origins: Vec<String> = seeds.into_iter().map(|id| vocabulary.form(id).to_owned()).collect();
    if origins.is_empty() {
        origins = vec![word.to_owned(), restore_letters(word)];
    }
    for origin in &origins {
        add_inflections(vocabulary, origin, &mut forms);
    }
    forms
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
        forms.add(*id, if is_typed { weight::SPELLING } else { weight::DIGRAPHS });
    }
    if same.is_empty() {
        forms.add_all(other.iter().copied(), weight::PLAIN_LETTERS);
        return other;
    }
    forms.add_all(other, weight::OTHER_WORD);
    same
}

fn add_inflections(vocabulary: &Vocabulary, origin: &str, forms: &mut Forms) {
    let letters = transliterate(&stem(origin));
    for id in vocabulary.forms(KeyKind::Stem, &stem_key(origin)) {
        let is_same = transliterate(&stem(vocabulary.form(id))) == letters;
        forms.add(id, if is_same { weight::STEM } else { weight::OTHER_WORD });
    }
    let root = root_key(origin);
    forms.add_all(vocabulary.forms(KeyKind::Root, &root), weight::ROOT);
    forms.add_all(vocabulary.forms(KeyKind::Stem, &root), weight::ROOT);
}

/// The compounds that have the word as a part.
pub(crate) fn compounds(vocabulary: &Vocabulary, word: &str, forms: &mut Forms) {
    if word.chars().count() < SHORTEST_PART {
        return;
    }
    for origin in [word.to_owned(), restore_letters(word)] {
        let key = stem_key(&origin);
        forms.add_all(vocabulary.forms(KeyKind::Head, &key), weight::HEAD);
        forms.add_all(vocabulary.forms(KeyKind::Modifier, &key), weight::MODIFIER);
    }
}

/// The words that begin with what was typed: those in titles first, then the common ones.
pub(crate) fn completions(vocabulary: &Vocabulary, typed: &str, forms: &mut Forms) {
    let length = typed.chars().count();
    if length < SHORTEST_PREFIX {
        return;
    }
    let prefix = fold(typed);
    let mut found: Vec<(bool, u32, FormId, f64)> = Vec::new();
    for completion in vocabulary.starting_with(KeyKind::Spelling, &prefix, PREFIX_KEYS) {
        for id in completion.forms {
            let (form, known) = (vocabulary.form(id), vocabulary.statistics(id));
            // Who types `gæld` does not mean `gælder`.
            if form != typed && is_light_word(form) {
                continue;
            }
            let letters = if form.starts_with(typed) { 1.0 } else { weight::PLAIN_LETTERS };
            let share = real(length) / real(form.chars().count().max(length));
            let weight = weight::PREFIX * (1.0 - weight::PREFIX_SHARE + weight::PREFIX_SHARE * share) * letters;
            found.push((known.fields & TITLE_FIELDS != 0, known.documents, id, weight));
        }
    }
    found.sort_by(|left, right| (right.0, right.1).cmp(&(left.0, left.1)).then(left.2.cmp(&right.2)));
    for (_, _, id, weight) in found.into_iter().take(PREFIX_KEPT) {
        forms.add(id, weight);
    }
}
