//! A register of Danish words, form by form, as the Central Word Register publishes it (COR,
//! ordregister.dk, CC0). An index keeps of it what leads from a form that people type to a form
//! that its texts use, where no rule of ours sees that both are of one word.
//!
//! The format is that of `cor1.02.tsv` and later: a line for each form, six fields with a tabulator
//! between them (identifier, lemma, gloss, grammar, form, standing in the norm) and no heading. The
//! extension, `corext1.0.tsv`, has eight, and the form is the last. An identifier is
//! `COR.43665.125.01`: the word, the inflection, the spelling.

use std::collections::BTreeMap;

/// The fields of a line: identifier, lemma, gloss, grammar, form, norm.
const FIELDS: usize = 6;
const FORM: usize = 4;

/// Those of the extension, of which the last is the form.
const FIELDS_OF_EXTENSION: usize = 8;
const FORM_OF_EXTENSION: usize = 7;

/// What every identifier begins with.
const REGISTER: &str = "COR.";

/// The parts of an identifier that say which form of the word it is.
const PARTS_OF_A_FORM: usize = 2;

/// Words and their forms, lower-case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lexicon {
    /// The forms of each word, one after the other with a line break between them.
    words: Vec<Box<str>>,
}

/// A line that is none of the register's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadLine {
    /// Which line, from 0.
    pub line: usize,
    /// How many fields it has.
    pub fields: usize,
}

impl Lexicon {
    /// Reads a register.
    ///
    /// # Errors
    /// The first line that does not have the fields of the format.
    pub fn read(text: &str) -> Result<Self, BadLine> {
        let mut words: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (line, fields) in text.lines().enumerate().filter(|(_, text)| !text.is_empty()) {
            let fields: Vec<&str> = fields.split('\t').collect();
            let form = match fields.len() {
                FIELDS => fields[FORM],
                FIELDS_OF_EXTENSION => fields[FORM_OF_EXTENSION],
                _ => "",
            };
            let word = word_of(fields[0]).filter(|_| !form.trim().is_empty());
            let word = word.ok_or(BadLine { line, fields: fields.len() })?;
            words.entry(word).or_default().push(form.trim().to_lowercase());
        }
        let mut words: Vec<Box<str>> = words.into_values().filter_map(together).collect();
        words.sort_unstable();
        Ok(Self { words })
    }

    /// Whether it has no word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The forms of each word that has more than one.
    pub(crate) fn words(&self) -> impl Iterator<Item = Vec<&str>> {
        self.words.iter().map(|forms| forms.lines().collect())
    }
}

/// The part of an identifier that is the word's.
fn word_of(identifier: &str) -> Option<&str> {
    let (word, _) = identifier
        .rmatch_indices('.')
        .nth(PARTS_OF_A_FORM - 1)
        .map(|(at, _)| identifier.split_at(at))?;
    (word.starts_with(REGISTER) && word.len() > REGISTER.len()).then_some(word)
}

/// The forms of a word, each once; none where there is nothing to lead to. What is more than one
/// word is none of ours.
fn together(mut forms: Vec<String>) -> Option<Box<str>> {
    forms.retain(|form| form.chars().all(char::is_alphabetic));
    forms.sort_unstable();
    forms.dedup();
    (forms.len() > 1).then(|| forms.join("\n").into_boxed_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINES: &str = "COR.00001.110.01\tged\tdyr\tsb.fk.sg.ubest\tged\tN\n\
        COR.00001.112.01\tged\tdyr\tsb.fk.pl.ubest\tgeder\tN\n\
        COR.00002.110.01\tged\tfisk\tsb.fk.sg.ubest\tGed\tN\n";

    #[test]
    fn the_forms_of_a_word_are_together_and_a_word_of_one_form_is_left_out() {
        let lexicon = Lexicon::read(LINES).unwrap();
        assert_eq!(lexicon.words().collect::<Vec<_>>(), [["ged", "geder"]]);
    }

    #[test]
    fn the_extension_is_read_too() {
        let text = "COR.EXT.100001.110.01\tged\t\tsb.\t11\t\tsb.fk.sg\tged\nCOR.EXT.100001.112.01\tged\t\tsb.\t11\t\tsb.fk.pl\tgeder";
        assert_eq!(Lexicon::read(text).unwrap().words().count(), 1);
    }

    #[test]
    fn a_line_that_is_not_of_the_register_is_told_with_its_place() {
        let bad = |text: &str| Lexicon::read(&format!("{LINES}{text}")).unwrap_err();
        assert_eq!(bad("ged\tgeder"), BadLine { line: 3, fields: 2 });
        assert_eq!(bad("7\tged\t\tsb\tgeden\tN"), BadLine { line: 3, fields: 6 });
        assert_eq!(bad("COR.1.1.1\tged\t\tsb\t \tN").line, 3);
    }
}
