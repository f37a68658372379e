//! Text as it is stored and shown: composed, without invisible characters, so that byte offsets of tokens fit what is marked.

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Soft hyphens and zero-width characters: they are typography, not spelling.
const INVISIBLE: [char; 6] = ['\u{ad}', '\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}', '\u{feff}'];

/// `text` in NFC, without soft hyphens and zero-width characters.
pub(crate) fn clean(text: &str) -> String {
    if is_nfc(text) && !text.contains(INVISIBLE) {
        return text.to_owned();
    }
    text.chars().filter(|c| !INVISIBLE.contains(c)).nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn composed_and_decomposed_letters_become_the_same() {
        assert_eq!(clean("a\u{30a}rhus"), "århus");
    }

    #[test]
    fn soft_hyphens_vanish() {
        assert_eq!(clean("stof\u{ad}misbrugs\u{ad}behandling"), "stofmisbrugsbehandling");
    }
}
