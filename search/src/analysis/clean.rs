//! Text as it is stored and shown: composed, without invisible characters, so that byte offsets of
//! tokens fit what is marked.
//!
//! The steps of NFC are done here over the library's tables, not by its iterator: that one serves
//! compatibility forms as well, and their tables would be a tenth of what a browser fetches.

use unicode_normalization::char::{canonical_combining_class, compose, decompose_canonical};
use unicode_normalization::{IsNormalized, is_nfc_quick};

/// Soft hyphens and zero-width characters: they are typography, not spelling.
const INVISIBLE: [char; 6] = ['\u{ad}', '\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}', '\u{feff}'];

/// `text` in NFC, without soft hyphens and zero-width characters.
pub(crate) fn clean(text: &str) -> String {
    if is_nfc_quick(text.chars()) == IsNormalized::Yes && !text.contains(INVISIBLE) {
        return text.to_owned();
    }
    nfc(text.chars().filter(|c| !INVISIBLE.contains(c)))
}

/// Normalization form C (Unicode Standard Annex 15): decomposed, marks in their order, composed.
fn nfc(text: impl Iterator<Item = char>) -> String {
    let mut parts: Vec<(u8, char)> = Vec::new();
    for c in text {
        decompose_canonical(c, |part| parts.push((canonical_combining_class(part), part)));
    }
    for marks in parts.split_mut(|(class, _)| *class == 0) {
        marks.sort_by_key(|(class, _)| *class);
    }
    composed(&parts).into_iter().collect()
}

/// Joins every starter with the marks behind it that it has a letter with, unless another mark of
/// their class stands between.
fn composed(parts: &[(u8, char)]) -> Vec<char> {
    let mut composed: Vec<char> = Vec::with_capacity(parts.len());
    let mut starter = None;
    let mut between = 0;
    for (class, c) in parts {
        let base = starter
            .and_then(|at: usize| composed.get_mut(at))
            .filter(|_| between == 0 || between < *class);
        if let Some((base, letter)) =
            base.and_then(|base| compose(*base, *c).map(|letter| (base, letter)))
        {
            *base = letter;
            continue;
        }
        between = *class;
        if *class == 0 {
            starter = Some(composed.len());
        }
        composed.push(*c);
    }
    composed
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    #[test]
    fn composed_and_decomposed_letters_become_the_same() {
        assert_eq!(clean("a\u{30a}rhus"), "århus");
    }

    #[test]
    fn soft_hyphens_vanish() {
        assert_eq!(clean("stof\u{ad}misbrugs\u{ad}behandling"), "stofmisbrugsbehandling");
    }

    #[test]
    fn every_character_is_composed_as_the_library_does() {
        for c in (0..=0x10_ffff).filter_map(char::from_u32) {
            for text in
                [format!("{c}"), format!("a{c}\u{301}"), format!("\u{5d0}\u{323}{c}\u{307}")]
            {
                assert_eq!(nfc(text.chars()), text.nfc().to_string(), "{text:?}");
                assert_eq!(nfc(text.nfd()), text.nfc().to_string(), "{text:?}");
            }
        }
    }

    #[test]
    fn marks_in_any_order_are_composed_as_the_library_does() {
        let letters = ['a', 'o', 'q', '\u{1100}', '\u{1161}', '\u{11a8}', '\u{9c7}', ' '];
        let marks = [
            '\u{30a}', '\u{323}', '\u{301}', '\u{307}', '\u{327}', '\u{338}', '\u{9be}', '\u{345}',
        ];
        let all: Vec<char> = letters.into_iter().chain(marks).collect();
        let count = all.len();
        for at in 0..count.pow(4) {
            let text: String = (0..4).map(|place| all[at / count.pow(place) % count]).collect();
            assert_eq!(nfc(text.chars()), text.nfc().to_string(), "{text:?}");
        }
    }
}
