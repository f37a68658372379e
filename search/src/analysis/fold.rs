//! One spelling for letters that people type in several ways: æ/ae, ø/oe/o, å/aa/a.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// The widest key: every way to type a word meets here. Which spelling was meant is weighed later,
/// not lost: the segment keeps the forms.
pub(crate) fn fold(word: &str) -> String {
    if word.is_ascii() {
        return fold_digraphs(word);
    }
    let mut plain = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            'æ' | 'ä' => plain.push_str("ae"),
            'ø' | 'ö' | 'œ' => plain.push('o'),
            'å' => plain.push('a'),
            'ß' => plain.push_str("ss"),
            _ if c.is_ascii() => plain.push(c),
            _ => decompose_canonical(c, |part| {
                plain.extend((!is_combining_mark(part)).then_some(part));
            }),
        }
    }
    fold_digraphs(&plain)
}

/// The spelling in digraphs: what æ, ø and å are written as where the letters are missing. Nothing
/// is lost but the letters themselves.
pub(crate) fn transliterate(word: &str) -> String {
    let mut plain = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            'æ' | 'ä' => plain.push_str("ae"),
            'ø' | 'ö' => plain.push_str("oe"),
            'å' => plain.push_str("aa"),
            _ => plain.push(c),
        }
    }
    plain
}

/// The word with digraphs written as letters, for the stemmer, where the reader's keyboard had
/// none.
pub(crate) fn restore_letters(word: &str) -> String {
    word.replace("ae", "æ").replace("oe", "ø").replace("aa", "å")
}

fn fold_digraphs(word: &str) -> String {
    word.replace("oe", "o").replace("aa", "a")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_danish_letter_meets() {
        for (left, right) in [
            ("århus", "aarhus"),
            ("århus", "arhus"),
            ("børn", "boern"),
            ("børn", "born"),
            ("ærø", "aeroe"),
            ("læse", "laese"),
            ("café", "cafe"),
        ] {
            assert_eq!(fold(left), fold(right), "{left} and {right}");
        }
    }

    #[test]
    fn different_words_stay_apart() {
        assert_ne!(fold("læst"), fold("last"));
    }

    #[test]
    fn transliteration_keeps_o_and_oe_apart() {
        assert_ne!(transliterate("bor"), transliterate("bør"));
        assert_eq!(transliterate("bør"), "boer");
    }
}
