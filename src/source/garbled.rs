//! Letters that another program has read with the wrong character set and saved so: `pÃ¥` for `på`.
//! The file is sound UTF-8, so nothing but the letters themselves tells. Takes a text; gives the
//! places and what stood there.

use std::ops::Range;

/// What Windows-1252 has from 0x80 to 0x9f (WHATWG Encoding, windows-1252); 0xa0 to 0xff are those
/// characters themselves.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// A stretch of one line with such letters, from the first to the last.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Garbled {
    pub(super) range: Range<usize>,
    /// What was meant; nothing where letters are lost for good (`U+FFFD`).
    pub(super) meant: Option<String>,
}

/// The first stretch of every line that has one. Lines that hold `U+FFFD` are given only if
/// `as_saved`: where the file itself is UTF-8.
pub(super) fn garbled(text: &str, as_saved: bool) -> Vec<Garbled> {
    if !text.contains(['Ã', 'Â', 'â', 'ð', '\u{fffd}']) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let stretch = lost(line).filter(|_| as_saved).or_else(|| misread(line));
        found.extend(stretch.map(|Garbled { range, meant }| Garbled {
            range: start + range.start..start + range.end,
            meant,
        }));
        start += line.len();
    }
    found
}

/// The word of a letter that is lost.
fn lost(line: &str) -> Option<Garbled> {
    let at = line.find('\u{fffd}')?;
    Some(Garbled { range: words(line, at..at + '\u{fffd}'.len_utf8()), meant: None })
}

/// The words from the first to the last letter that was misread.
fn misread(line: &str) -> Option<Garbled> {
    let (mut first, mut last, mut at) = (None, 0, 0);
    while let Some(character) = line[at..].chars().next() {
        match letter(&line[at..]) {
            Some((_, length)) => {
                first = first.or(Some(at));
                at += length;
                last = at;
            }
            None => at += character.len_utf8(),
        }
    }
    let range = words(line, first?..last);
    let meant = repaired(&line[range.clone()]);
    Some(Garbled { range, meant: Some(meant) })
}

fn repaired(text: &str) -> String {
    let (mut meant, mut at) = (String::new(), 0);
    while let Some(character) = text[at..].chars().next() {
        let (letter, length) = letter(&text[at..]).unwrap_or((character, character.len_utf8()));
        meant.push(letter);
        at += length;
    }
    meant
}

/// The range out to the blanks and quotes around it.
fn words(line: &str, range: Range<usize>) -> Range<usize> {
    let is_end =
        |character: char| character.is_whitespace() || "\"'[](){}:,|*_".contains(character);
    let start = line[..range.start]
        .rfind(is_end)
        .map_or(0, |at| at + line[at..].chars().next().map_or(1, char::len_utf8));
    let end = line[range.end..].find(is_end).map_or(line.len(), |at| range.end + at);
    start..end
}

/// The letter whose UTF-8 the characters at the start of `text` are, read as Windows-1252, and how
/// many bytes they take. Only what begins with a letter that Danish has no use for: `Å«` and `É”`
/// are the ends of quotations.
fn letter(text: &str) -> Option<(char, usize)> {
    let mut characters = text.chars();
    let lead = characters.next()?;
    let count = match lead {
        'Ã' | 'Â' => 2,
        'â' => 3,
        'ð' => 4,
        _ => return None,
    };
    let mut bytes = vec![windows_byte(lead)?];
    let mut length = lead.len_utf8();
    for character in characters.take(count - 1) {
        bytes.push(windows_byte(character)?);
        length += character.len_utf8();
    }
    let letter = std::str::from_utf8(&bytes).ok()?.chars().next()?;
    (bytes.len() == count).then_some((letter, length))
}

fn windows_byte(character: char) -> Option<u8> {
    match u32::from(character) {
        code @ 0xa0..=0xff => u8::try_from(code).ok(),
        _ => WINDOWS
            .iter()
            .position(|known| *known == character)
            .and_then(|at| u8::try_from(0x80 + at).ok()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(text: &str) -> Vec<(&str, Option<String>)> {
        let found = garbled(text, true);
        found.into_iter().map(|found| (&text[found.range], found.meant)).collect()
    }

    #[test]
    fn letters_that_were_misread_are_put_right() {
        for (text, word, right) in [
            ("Tilbud pÃ¥ Amager", "pÃ¥", "på"),
            ("title: \"HjemlÃ¸se\"\n", "HjemlÃ¸se", "Hjemløse"),
            ("PÃ¥ bÃ¸rn.", "PÃ¥ bÃ¸rn.", "På børn."),
            ("Ã†ldre", "Ã†ldre", "Ældre"),
            ("2010 â€“ 2013", "â€“", "–"),
            ("Â§ 85", "Â§", "§"),
        ] {
            assert_eq!(meant(text), [(word, Some(right.to_owned()))], "{text}");
        }
        assert_eq!(meant("a\np\u{fffd} vej\n"), [("p\u{fffd}", None)]);
    }

    #[test]
    fn letters_of_other_languages_are_left_alone() {
        for text in ["»ÆØÅ«", "São Paulo", "SÃO PAULO", "Bâle", "“ÆØÅ”", "É”", "Þór ð ðe", "crêpe"]
        {
            assert_eq!(meant(text), [], "{text}");
        }
        assert_eq!(garbled("p\u{fffd}", false), []);
    }
}
