//! What a character is to somebody who reads numbers: a digit of any script, something unseen, a
//! separator of some kind, or a word. Takes one character; knows nothing of markup.

use unicode_normalization::char::decompose_compatible;

/// The role of one character, or of one piece of markup, between and in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// A digit and its value.
    Digit(u8),
    /// Nothing that is seen: zero width, soft hyphen, combining mark, control.
    Hidden,
    /// Markup within a line: emphasis, an inline tag, a comment.
    Markup,
    /// A space of any width.
    Space,
    /// The end of a line.
    Newline,
    /// A hyphen, dash or minus.
    Dash,
    /// A full stop or a raised dot.
    Dot,
    /// A slash.
    Slash,
    /// `_`.
    Underscore,
    /// Punctuation that parts what stands beside it: comma, quote, bracket.
    Other,
    /// Markup that begins something new: a cell, a paragraph, a list item.
    Block,
    /// Anything else: letters above all.
    Word,
}

/// The class of a character by itself.
pub(super) fn class(character: char) -> Class {
    match character {
        '0'..='9' => Class::Digit(character as u8 - b'0'),
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Class::Newline,
        '\u{2800}' | '\u{3164}' | '+' => Class::Space,
        _ if character.is_whitespace() => Class::Space,
        '_' | '\u{2017}' | '\u{203f}' | '\u{ff3f}' => Class::Underscore,
        '*' | '`' | '~' | '^' => Class::Markup,
        '.' | '·' | '•' | '․' | '‧' | '∙' | '⋅' | '・' | '．' | '。' => Class::Dot,
        '/' | '⁄' | '∕' | '╱' | '⧸' | '／' => Class::Slash,
        ',' | ':' | ';' | '|' | '=' | '"' | '\'' | '(' | ')' | '[' | ']' | '{' | '}' | '«'
        | '»' | '#' | '?' | '!' | '@' | '$' => Class::Other,
        // Letters that are drawn as a zero, in Cyrillic and Greek.
        'О' | 'о' | 'Ο' | 'ο' => Class::Digit(0),
        _ if is_dash(character) => Class::Dash,
        _ if is_hidden(character) => Class::Hidden,
        _ if character.is_ascii() => Class::Word,
        _ => digit(character).map_or_else(|| other(character), Class::Digit),
    }
}

/// A sign outside ASCII parts what stands beside it, whatever it is: `…`, `→`, `×`, `§`, `▪`. All but
/// those of scripts stand in two stretches of Unicode.
fn other(character: char) -> Class {
    let is_among_signs =
        matches!(character, '\u{a0}'..='\u{bf}' | '×' | '÷' | '\u{2010}'..='\u{2bff}');
    if is_among_signs && !character.is_alphanumeric() { Class::Other } else { Class::Word }
}

/// The characters of Unicode's category Pd, the minus signs, and what is drawn like them.
fn is_dash(character: char) -> bool {
    matches!(
        character,
        '-' | '\u{af}' | '\u{2d7}' | '\u{58a}' | '\u{5be}' | '\u{1400}' | '\u{1806}' | '\u{2010}'
            ..='\u{2015}'
                | '\u{2043}'
                | '\u{2053}'
                | '\u{207b}'
                | '\u{208b}'
                | '\u{2212}'
                | '\u{223c}'
                | '\u{23af}'
                | '\u{2500}'
                | '\u{2501}'
                | '\u{2796}'
                | '\u{2e17}'
                | '\u{2e1a}'
                | '\u{2e3a}'
                | '\u{2e3b}'
                | '\u{301c}'
                | '\u{3030}'
                | '\u{30fc}'
                | '\u{fe31}'
                | '\u{fe32}'
                | '\u{fe58}'
                | '\u{fe63}'
                | '\u{ff0d}'
                | '\u{ff70}'
                // What is left of a dash or a space of Windows-1252 that was read as UTF-8.
                | '\u{fffd}'
                | '\u{10ead}'
    )
}

/// Unicode's `Default_Ignorable_Code_Point`, the controls, and marks that are drawn onto the
/// character before.
fn is_hidden(character: char) -> bool {
    matches!(
        character,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{61c}'
            | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// The zeros of Unicode's decimal digits (category Nd, Unicode 16) outside ASCII; each is followed
/// by its nine others. The mathematical digits are not here: they decompose to ASCII.
const ZEROS: &[u32] = &[
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6,
    0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50,
    0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0x104a0,
    0x10d30, 0x10d40, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650,
    0x116c0, 0x116d0, 0x116da, 0x11730, 0x118e0, 0x11950, 0x11bf0, 0x11c50, 0x11d50, 0x11da0,
    0x11f50, 0x16130, 0x16a60, 0x16ac0, 0x16b50, 0x16d70, 0x1ccf0, 0x1e140, 0x1e2f0, 0x1e4f0,
    0x1e5f1, 0x1e950,
];

/// The ones of digits in circles that decompose to nothing; each is followed by two to nine.
const ONES: &[u32] = &[0x24f5, 0x2776, 0x2780, 0x278a];

/// The value of a digit outside ASCII: a decimal digit of another script, or one that is a digit in
/// a special dress (full width, raised, lowered, in a circle).
fn digit(character: char) -> Option<u8> {
    let code = u32::from(character);
    let row = ZEROS.partition_point(|zero| *zero <= code);
    let value = row.checked_sub(1).map(|row| code - ZEROS[row]);
    if let Some(value) = value.filter(|value| *value < 10) {
        return u8::try_from(value).ok();
    }
    if matches!(character, '\u{24ff}' | '\u{1f10b}' | '\u{1f10c}') {
        return Some(0);
    }
    let circled = ONES.iter().find(|one| (**one..**one + 9).contains(&code));
    if let Some(one) = circled {
        return u8::try_from(code - one + 1).ok();
    }
    let (mut found, mut bare) = (None, true);
    decompose_compatible(character, |part| match part {
        '0'..='9' if found.is_none() => found = Some(part as u8 - b'0'),
        _ => bare &= !part.is_alphanumeric(),
    });
    found.filter(|_| bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_every_script_have_their_value() {
        for seven in ['7', '７', '٧', '۷', '७', '⁷', '₇', '⑦', '⑺', '⒎', '𝟕', '𝟽', '𞥗']
        {
            assert_eq!(class(seven), Class::Digit(7), "{seven}");
        }
        for seven in ['❼', '⓻', '➆', '➐'] {
            assert_eq!(class(seven), Class::Digit(7), "{seven}");
        }
        for zero in ['⓿', '⓪', '🄋', 'О', 'ο'] {
            assert_eq!(class(zero), Class::Digit(0), "{zero}");
        }
        for none in ['½', '⑩', '❿', '⓾', 'a', 'æ', 'Ⅶ', '㏠'] {
            assert_eq!(class(none), Class::Word, "{none}");
        }
    }

    #[test]
    fn what_is_seen_as_a_dash_or_a_space_is_one() {
        for dash in
            ['-', '‐', '‑', '‒', '–', '—', '―', '−', '－', '﹣', '⁻', '─', '━', '⎯', '¯', 'ｰ']
        {
            assert_eq!(class(dash), Class::Dash, "{dash}");
        }
        for (other, expected) in [('⋅', Class::Dot), ('⧸', Class::Slash), ('＿', Class::Underscore)]
        {
            assert_eq!(class(other), expected, "{other}");
        }
        for space in [' ', '\u{a0}', '\u{2009}', '\u{202f}', '\u{3000}'] {
            assert_eq!(class(space), Class::Space);
        }
        for hidden in ['\u{ad}', '\u{200b}', '\u{200d}', '\u{2060}', '\u{feff}', '\u{20e3}'] {
            assert_eq!(class(hidden), Class::Hidden);
        }
    }
}
