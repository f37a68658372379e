//! The order of titles and their letters, as people of the language expect them. In Danish æ, ø and
//! å come last, and `aa` counts as å. Takes texts; gives sort keys, made once for each text, and
//! letters.

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::locale;

use crate::diagnostics::Language;

/// What stands over titles that begin with no letter.
const NO_LETTER: &str = "0–9";

/// The order of a language.
pub(super) struct Collation {
    full: Option<CollatorBorrowed<'static>>,
    letters: Vec<(Vec<u8>, &'static str)>,
    base: Option<CollatorBorrowed<'static>>,
}

impl Collation {
    /// The order of `language`. Without the library's data, which is built in, it would be the
    /// order of the bytes.
    pub(super) fn of(language: Language) -> Self {
        let (full, base) =
            (collator(language, Strength::Tertiary), collator(language, Strength::Primary));
        let letters =
            alphabet(language).iter().map(|letter| (key(base.as_ref(), letter), *letter)).collect();
        Self { full, letters, base }
    }

    /// A key whose bytes stand in the order of the texts.
    pub(super) fn key(&self, text: &str) -> Vec<u8> {
        key(self.full.as_ref(), bare(text))
    }

    /// The letter that `text` stands under.
    pub(super) fn letter(&self, text: &str) -> &'static str {
        let own = key(self.base.as_ref(), bare(text));
        let before = self.letters.iter().take_while(|(letter, _)| *letter <= own);
        before.last().map_or(NO_LETTER, |(_, letter)| letter)
    }
}

/// Without what stands before the first letter or digit: quotes, dashes, the section sign.
fn bare(text: &str) -> &str {
    let bare = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    if bare.is_empty() { text } else { bare }
}

fn collator(language: Language, strength: Strength) -> Option<CollatorBorrowed<'static>> {
    let locale = match language {
        Language::Danish => locale!("da"),
        Language::English => locale!("en"),
    };
    let mut options = CollatorOptions::default();
    options.strength = Some(strength);
    Collator::try_new(locale.into(), options).ok()
}

fn key(collator: Option<&CollatorBorrowed<'static>>, text: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(text.len() * 2);
    match collator {
        Some(collator) => match collator.write_sort_key_to(text, &mut key) {
            Ok(()) => key,
        },
        None => text.as_bytes().to_vec(),
    }
}

fn alphabet(language: Language) -> &'static [&'static str] {
    const LETTERS: [&str; 29] = [
        "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O", "P", "Q", "R",
        "S", "T", "U", "V", "W", "X", "Y", "Z", "Æ", "Ø", "Å",
    ];
    match language {
        Language::Danish => &LETTERS,
        Language::English => &LETTERS[..26],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(mut words: Vec<&str>) -> Vec<&str> {
        let collation = Collation::of(Language::Danish);
        words.sort_by_cached_key(|word| collation.key(word));
        words
    }

    #[test]
    fn danish_letters_come_last() {
        assert_eq!(
            sorted(vec!["Ål", "Øl", "Æble", "Zebra", "Abe"]),
            ["Abe", "Zebra", "Æble", "Øl", "Ål"]
        );
    }

    #[test]
    fn aa_counts_as_the_last_letter() {
        assert_eq!(
            sorted(vec!["Aalborg", "Abe", "Ølby", "Årby"]),
            ["Abe", "Ølby", "Aalborg", "Årby"]
        );
    }

    #[test]
    fn case_and_quotes_do_not_part_words() {
        assert_eq!(
            sorted(vec!["beta", "»Alfa«", "Bede", "alfb"]),
            ["»Alfa«", "alfb", "Bede", "beta"]
        );
    }

    #[test]
    fn every_title_has_a_letter() {
        let collation = Collation::of(Language::Danish);
        let of = |text| collation.letter(text);
        assert_eq!(
            [of("Aase"), of("åben"), of("Ældre"), of("öst"), of("élan")],
            ["Å", "Å", "Æ", "Ø", "E"]
        );
        assert_eq!([of("25 timer"), of("»Nabo«"), of("")], [NO_LETTER, "N", NO_LETTER]);
    }
}
