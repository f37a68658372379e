//! How wide words are. Nobody knows the reader's font when the drawing is made, so widths are
//! estimated, rather too wide than too narrow: by the letters of DejaVu Sans, among the widest of
//! the system fonts.

/// Roughly how wide `text` is in a font of this size, in the size's unit.
pub(super) fn width(text: &str, size: usize) -> usize {
    (text.chars().map(hundredths).sum::<usize>() * size).div_ceil(100)
}

/// A letter's width in hundredths of the size.
fn hundredths(letter: char) -> usize {
    match letter {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '!' | ' ' => 32,
        'f' | 'r' | 't' | '(' | ')' | '-' | '/' => 42,
        's' | 'c' | 'z' => 55,
        'm' | 'w' | 'æ' | 'M' | 'W' | 'Æ' | '—' => 99,
        letter if letter.is_uppercase() => 75,
        _ => 64,
    }
}

/// The widest part of `text` that is not broken of its own accord: lines end at spaces, hyphens and
/// slashes.
pub(super) fn widest_piece(text: &str, size: usize) -> usize {
    let words = text.split_whitespace();
    let pieces = words.flat_map(|word| word.split_inclusive(['-', '–', '/']));
    pieces.map(|piece| width(piece, size)).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_may_end_at_hyphens_and_slashes() {
        assert_eq!(widest_piece("dag- eller døgnbehandling", 13), width("døgnbehandling", 13));
        assert_eq!(widest_piece("Beskæftigelses-/socialfaglig", 13), width("Beskæftigelses-", 13));
        assert_eq!(widest_piece("", 13), 0);
    }
}
