//! Where the sentences of a Danish text end. Takes the words of one paragraph as a reader sees
//! them; gives the bytes of each sentence, and counts its words.

use std::ops::Range;

/// Short forms that stand before what they are about: `nr. 5`, `jf. Serviceloven`.
const BEFORE: &[&str] = &[
    "afd", "afs", "bd", "bl", "ca", "cf", "dr", "dvs", "ekskl", "evt", "fmd", "fx", "hhv", "ifm",
    "ift", "iht", "inkl", "jf", "jvf", "kap", "kl", "kst", "maks", "max", "mht", "nr", "pga",
    "pkt", "prof", "sml", "stk", "tlf", "udg", "vedr", "vha", "vol",
];

/// Short forms of several letters with their stops that stand behind what they are about, so that a
/// sentence may end with them; all others (`bl.a.`, `f.eks.`) stand before it.
const BEHIND: &[&str] = &["m.v", "m.m", "m.fl", "o.a", "o.l", "o.lign", "a.m"];

/// The bytes of each sentence, in order. A sentence ends by a full stop, a question mark, an
/// exclamation mark or a colon, and with the text; the full stop of a short form, an initial or a
/// date (`fx`, `1. januar`) ends none.
pub(super) fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut tokens = tokens(text).peekable();
    let mut start = None;
    std::iter::from_fn(move || {
        while let Some((at, token)) = tokens.next() {
            let start_here = *start.get_or_insert(at);
            let next = tokens.peek().map(|(_, next)| *next);
            if next.is_none_or(|next| ends(token, next)) {
                start = None;
                return Some(start_here..at + token.len());
            }
        }
        None
    })
}

/// How many words of a sentence there are, and how many of them are long.
pub(super) fn words(sentence: &str) -> (u32, u32) {
    let letters = |token: &str| token.chars().filter(|one| one.is_alphabetic()).count();
    let is_word = |token: &&str| token.contains(char::is_alphanumeric);
    sentence.split_whitespace().filter(is_word).fold((0, 0), |(words, long), token| {
        (words + 1, long + u32::from(letters(token) > MOST_LETTERS))
    })
}

/// A word with more letters is long (Björnsson, *Läsbarhet*, 1968).
const MOST_LETTERS: usize = 6;

fn tokens(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text[rest..].find(|one: char| !one.is_whitespace())?;
        let length = text[start..].find(char::is_whitespace).unwrap_or(text.len() - start);
        rest = start + length;
        Some((start, &text[start..rest]))
    })
}

/// Whether a sentence ends between two words.
fn ends(token: &str, next: &str) -> bool {
    let word = token.trim_end_matches(['"', '”', '“', '»', '«', '’', '\'', ')', ']']);
    let goes_on = next.chars().find(|one| one.is_alphanumeric()).is_some_and(char::is_lowercase);
    match word.chars().next_back() {
        Some(':') => true,
        Some('.') => !goes_on && !is_short(word.trim_end_matches('.')),
        Some('!' | '?' | '…') => !goes_on,
        _ => false,
    }
}

/// Whether a word's full stop belongs to the word, as far as the word alone can tell.
fn is_short(word: &str) -> bool {
    let word = word.trim_start_matches(|one: char| !one.is_alphanumeric());
    let is_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let lower = word.to_lowercase();
    let is_in_parts =
        word.contains('.') && word.split('.').all(|part| (1..=4).contains(&part.chars().count()));
    is_initial
        || BEFORE.contains(&lower.as_str())
        || (is_in_parts && word.contains(char::is_alphabetic) && !BEHIND.contains(&lower.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text).map(|range| &text[range]).collect()
    }

    #[test]
    fn a_sentence_ends_where_the_next_one_begins() {
        assert_eq!(
            split("Det er nyt. Er det? Ja! Se her: to."),
            ["Det er nyt.", "Er det?", "Ja!", "Se her:", "to."]
        );
        assert_eq!(
            split("Han sagde ”ja.” Så gik han (i 2013). Slut"),
            ["Han sagde ”ja.”", "Så gik han (i 2013).", "Slut"]
        );
        assert_eq!(split(""), Vec::<&str>::new());
        assert_eq!(split("  \n "), Vec::<&str>::new());
    }

    #[test]
    fn short_forms_dates_and_initials_end_no_sentence() {
        for text in [
            "Det gælder fx. Amager og bl.a. Valby",
            "Se nr. 5, jf. Serviceloven § 4, stk. 2.",
            "Den 1. januar og den 31. december kl. 9.30",
            "Tilbud, kurser m.v. er gratis",
            "A. P. Møller gav 3 mio. kr. i 2012",
            "Mødet (ca. 20 borgere) er på afd. Øst",
            "f.eks. Jobcenteret",
            "Hvad nu? spurgte de",
            "Det er m.a.o. Enheden, p.t. Jobcenteret",
        ] {
            assert_eq!(split(text).len(), 1, "{:?}", split(text));
        }
    }

    #[test]
    fn what_stands_last_may_end_a_sentence() {
        assert_eq!(
            split("Der er kurser m.v. De er gratis. Det koster 3 kr. Enheden betaler.").len(),
            4
        );
        assert_eq!(split("Det var i 2013. Enheden lukkede i match 3. Borgerne blev.").len(), 3);
    }

    #[test]
    fn long_words_have_more_than_six_letters() {
        assert_eq!(words("Enheden er i alt – 12 små rum."), (7, 1));
        assert_eq!(words("Borger borgere KUF-SKO"), (3, 1));
        assert_eq!(words(" – "), (0, 0));
    }
}
