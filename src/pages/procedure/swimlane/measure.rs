//! How wide words are. Nobody knows the reader's font when the drawing is made, so widths are estimated, rather too wide
//! than too narrow: by the letters of DejaVu Sans, among the widest of the system fonts.

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

/// The widest part of `text` that is not broken of its own accord.
pub(super) fn widest_piece(text: &str, size: usize) -> usize {
    pieces(text).map(|(piece, _)| width(piece, size)).max().unwrap_or(0)
}

/// `text` in lines of at most `room`. Lines end at spaces, hyphens and slashes; only a word that is wider than a whole
/// line is cut.
pub(super) fn wrapped(text: &str, room: usize, size: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for (piece, spaced) in pieces(text) {
        for part in cut(piece, room, size) {
            let line = lines.last().map_or("", String::as_str);
            let gap = if spaced && !line.is_empty() && piece.starts_with(part) { " " } else { "" };
            let wide = width(gap, size) + width(part, size);
            match lines.last_mut() {
                Some(line) if line.is_empty() || used + wide <= room => {
                    line.push_str(gap);
                    line.push_str(part);
                    used += wide;
                }
                _ => {
                    lines.push(part.to_owned());
                    used = width(part, size);
                }
            }
        }
    }
    lines
}

/// The parts of a text between which a line may end, each with whether a space stands before it.
fn pieces(text: &str) -> impl Iterator<Item = (&str, bool)> {
    let words = text.split_whitespace();
    words.flat_map(|word| {
        let parts = word.split_inclusive(['-', '–', '/']);
        parts.enumerate().map(|(index, part)| (part, index == 0))
    })
}

/// A piece in parts that each fit a line: one, unless the piece is wider than any line.
fn cut(piece: &str, room: usize, size: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut used) = (0, 0);
    for (at, letter) in piece.char_indices() {
        let wide = hundredths(letter) * size;
        if at > start && used + wide > room * 100 {
            parts.push(&piece[start..at]);
            (start, used) = (at, 0);
        }
        used += wide;
    }
    parts.push(&piece[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_at_spaces_and_hyphens() {
        assert_eq!(wrapped("Giv et uddannelsespålæg", 130, 13), ["Giv et", "uddannelsespålæg"]);
        assert_eq!(wrapped("dag- eller døgnbehandling", 130, 13), ["dag- eller", "døgnbehandling"]);
        assert_eq!(wrapped("Beskæftigelses-/socialfaglig", 130, 13), ["Beskæftigelses-/", "socialfaglig"]);
    }

    #[test]
    fn no_line_is_wider_than_its_room() {
        let text = "Udarbejd en sammenhængende beskæftigelsesindsatsplanlægningsvejledning straks";
        let lines = wrapped(text, 90, 13);
        assert!(lines.iter().all(|line| width(line, 13) <= 90), "{lines:?}");
        assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
    }

    #[test]
    fn no_words_are_one_empty_line() {
        assert_eq!(wrapped("", 90, 13), [""]);
    }
}
