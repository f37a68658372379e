//! Abbreviations: which are explained by the glossary, and what looks like one at all.

use std::collections::{HashMap, HashSet};

use crate::model::Catalogue;

/// What the portal knows about short forms.
pub(crate) struct Abbreviations<'c> {
    explained: HashMap<&'c str, Explanation<'c>>,
    names: HashSet<&'c str>,
}

/// A glossary entry's explanation of a short form.
#[derive(Clone, Copy)]
pub(crate) struct Explanation<'c> {
    /// The glossary term's id.
    pub(crate) id: &'c str,
    /// The long form, or what it means.
    pub(crate) text: &'c str,
}

impl<'c> Abbreviations<'c> {
    /// Those of the glossary, and the words that are somebody's name.
    pub(crate) fn of(catalogue: &'c Catalogue) -> Self {
        let mut explained = HashMap::new();
        for term in &catalogue.terms {
            let Some(short) = term.abbreviation.as_deref() else { continue };
            let title = term.entry.title.as_str();
            let text = if title == short { term.entry.summary.as_str() } else { title };
            explained.entry(short).or_insert(Explanation { id: &term.entry.id, text });
        }
        let entries = catalogue.entries().map(|at| catalogue.entry(at));
        let entry_names = entries.flat_map(|entry| entry.also_called.iter().chain([&entry.title]));
        let terms = catalogue.vocabulary.iter();
        let term_names = terms.flat_map(|term| term.also_called.iter().chain(&term.abbreviation).chain([&term.label]));
        let laws = catalogue.laws.iter().flat_map(|law| law.also_called.iter().chain([&law.short]));
        let names = entry_names.chain(term_names).chain(laws).flat_map(|name| words(name)).map(|(_, word)| word);
        Self { explained, names: names.filter(|word| is_abbreviation(word)).collect() }
    }

    pub(crate) fn explain(&self, word: &str) -> Option<Explanation<'c>> {
        self.explained.get(word).copied()
    }

    pub(crate) fn is_known(&self, word: &str) -> bool {
        self.explained.contains_key(word) || self.names.contains(word)
    }
}

/// The words of a text with their byte offsets: runs of letters and digits, with an ending `+` as in `SSP+`.
pub(crate) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text[rest..].find(char::is_alphanumeric)?;
        let length = text[start..].find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len() - start);
        let plus = usize::from(text[start + length..].starts_with('+'));
        rest = start + length + plus;
        Some((start, &text[start..rest]))
    })
}

/// Whether a word is written as an abbreviation: two or more letters, all of them capitals. Roman numerals are not.
pub(crate) fn is_abbreviation(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic());
    let roman = word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    letters.clone().count() >= 2 && letters.clone().all(char::is_uppercase) && !roman
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_at_hyphens_and_keep_a_plus() {
        let found: Vec<_> = words("BIF-SOF og SSP+, (SKP)").map(|(_, word)| word).collect();
        assert_eq!(found, ["BIF", "SOF", "og", "SSP+", "SKP"]);
    }

    #[test]
    fn numerals_and_ordinary_words_are_not_abbreviations() {
        assert!(is_abbreviation("SKP") && is_abbreviation("ØKF"));
        for word in ["II", "Sof", "A", "2013", "p"] {
            assert!(!is_abbreviation(word), "{word}");
        }
    }
}
