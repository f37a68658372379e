//! Abbreviations: what looks like one, and which are known, as the glossary's or as part of a name.

use std::collections::HashSet;

use super::spelled::words;
use crate::model::Catalogue;

/// The short forms that the portal knows.
pub(super) struct Abbreviations<'c>(HashSet<&'c str>);

impl<'c> Abbreviations<'c> {
    /// Those of the glossary, and the words that are somebody's name.
    pub(super) fn of(catalogue: &'c Catalogue) -> Self {
        let entries = catalogue.entries().map(|at| catalogue.entry(at));
        let entry_names = entries.flat_map(|entry| entry.also_called.iter().chain([&entry.title]));
        let terms = catalogue.vocabulary.iter();
        let term_names = terms.flat_map(|term| {
            term.also_called.iter().chain(&term.abbreviation).chain([&term.label])
        });
        let laws = catalogue.laws.iter().flat_map(|law| law.also_called.iter().chain([&law.short]));
        let names = entry_names
            .chain(term_names)
            .chain(laws)
            .flat_map(|name| words(name))
            .map(|(_, word)| word);
        let explained = catalogue.terms.iter().filter_map(|term| term.abbreviation.as_deref());
        Self(names.filter(|word| is_abbreviation(word)).chain(explained).collect())
    }

    pub(super) fn is_known(&self, word: &str) -> bool {
        self.0.contains(word)
    }
}

/// Whether a word is written as an abbreviation: two or more letters, all of them capitals. Roman
/// numerals are not.
pub(crate) fn is_abbreviation(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic());
    let roman = word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    letters.clone().count() >= 2 && letters.clone().all(char::is_uppercase) && !roman
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_and_ordinary_words_are_not_abbreviations() {
        assert!(is_abbreviation("SKP") && is_abbreviation("ØKF"));
        for word in ["II", "Kuf", "A", "2013", "p"] {
            assert!(!is_abbreviation(word), "{word}");
        }
    }
}
