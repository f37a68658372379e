//! Codes that stand for a character: entities of HTML, percent codes of addresses, escapes of
//! Markdown, JSON, YAML, TOML and CSS. Takes bytes and the place where a code begins; gives the
//! character and where it ends.

use super::character::{Class, class};

/// What separates digits, by its name in HTML.
const NAMED: &[(&str, char)] = &[
    ("Hat", '^'),
    ("MediumSpace", '\u{205f}'),
    ("NegativeThinSpace", '\u{200b}'),
    ("NewLine", '\n'),
    ("NoBreak", '\u{2060}'),
    ("NonBreakingSpace", '\u{a0}'),
    ("Tab", '\t'),
    ("ThinSpace", '\u{2009}'),
    ("UnderBar", '_'),
    ("VeryThinSpace", '\u{200a}'),
    ("ZeroWidthSpace", '\u{200b}'),
    ("ast", '*'),
    ("bull", '•'),
    ("centerdot", '·'),
    ("colon", ':'),
    ("comma", ','),
    ("dash", '‐'),
    ("emsp", '\u{2003}'),
    ("emsp13", '\u{2004}'),
    ("emsp14", '\u{2005}'),
    ("ensp", '\u{2002}'),
    ("frasl", '⁄'),
    ("grave", '`'),
    ("hairsp", '\u{200a}'),
    ("horbar", '―'),
    ("hybull", '\u{2043}'),
    ("hyphen", '‐'),
    ("lowbar", '_'),
    ("lrm", '\u{200e}'),
    ("mdash", '—'),
    ("middot", '·'),
    ("minus", '−'),
    ("nbsp", '\u{a0}'),
    ("ndash", '–'),
    ("numsp", '\u{2007}'),
    ("period", '.'),
    ("plus", '+'),
    ("puncsp", '\u{2008}'),
    ("quot", '"'),
    ("rlm", '\u{200f}'),
    ("shy", '\u{ad}'),
    ("sol", '/'),
    ("sup1", '1'),
    ("sup2", '2'),
    ("sup3", '3'),
    ("thinsp", '\u{2009}'),
    ("verbar", '|'),
    ("zwj", '\u{200d}'),
    ("zwnj", '\u{200c}'),
];

/// `&#48;`, `&#x30;`, `&nbsp;`; written as text (`&amp;#48;`) too, for it may be shown by something
/// that reads it again.
pub(super) fn entity(bytes: &[u8], at: usize) -> Option<(char, usize)> {
    let mut from = at + 1;
    while bytes[from..].starts_with(b"amp;") {
        from += 4;
    }
    if bytes.get(from) != Some(&b'#') {
        let length =
            bytes[from..].iter().take(20).take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let name = std::str::from_utf8(&bytes[from..from + length]).ok()?;
        let found = NAMED.binary_search_by_key(&name, |(name, _)| name).ok()?;
        return (bytes.get(from + length) == Some(&b';'))
            .then_some((NAMED[found].1, from + length + 1));
    }
    let (from, radix) = match bytes.get(from + 1)? {
        b'x' | b'X' => (from + 2, 16),
        _ => (from + 1, 10),
    };
    let (code, end) = number(bytes, from, radix, 12)?;
    Some((char::from_u32(code)?, if bytes.get(end) == Some(&b';') { end + 1 } else { end }))
}

/// The number at `from` with at most `limit` digits, and where it ends.
pub(super) fn number(bytes: &[u8], from: usize, radix: u32, limit: usize) -> Option<(u32, usize)> {
    let digits = bytes.get(from..)?.iter().take(limit);
    let length = digits.take_while(|byte| char::from(**byte).is_digit(radix)).count();
    let digits = std::str::from_utf8(&bytes[from..from + length]).ok()?;
    Some((u32::from_str_radix(digits, radix).ok()?, from + length))
}

/// `%2D`, `%E2%80%93`; coded twice (`%252D`) too.
pub(super) fn percent(bytes: &[u8], at: usize) -> Option<(char, usize)> {
    let (first, mut end) = percent_byte(bytes, at)?;
    let length = match first {
        0..=0x7f => 1,
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        _ => 4,
    };
    let mut buffer = [first, 0, 0, 0];
    for byte in &mut buffer[1..length] {
        (*byte, end) = percent_byte(bytes, end)?;
    }
    Some((std::str::from_utf8(&buffer[..length]).ok()?.chars().next()?, end))
}

fn percent_byte(bytes: &[u8], at: usize) -> Option<(u8, usize)> {
    if bytes.get(at) != Some(&b'%') {
        return None;
    }
    let mut from = at + 1;
    while bytes[from..].starts_with(b"25") && bytes.get(from + 2).is_some_and(u8::is_ascii_hexdigit)
    {
        from += 2;
    }
    let (code, end) = number(bytes, from, 16, 2)?;
    // `100%07`: no address holds a control character.
    let control = code < 0x20 && !matches!(code, 0x9 | 0xa | 0xd);
    (end == from + 2 && !control).then_some((u8::try_from(code).ok()?, end))
}

/// Exactly `length` hexadecimal digits.
pub(super) fn fixed(bytes: &[u8], from: usize, length: usize) -> Option<(char, usize)> {
    let (code, end) = number(bytes, from, 16, length)?;
    if end != from + length {
        return None;
    }
    Some((char::from_u32(code)?, end))
}

/// `\u0030`, `\u{30}`, or a pair of surrogates as JSON has them.
pub(super) fn unicode_escape(bytes: &[u8], at: usize) -> Option<(char, usize)> {
    if bytes.get(at + 2) == Some(&b'{') {
        let (code, end) = number(bytes, at + 3, 16, 8)?;
        return (bytes.get(end) == Some(&b'}')).then_some((char::from_u32(code)?, end + 1));
    }
    let (high, end) = number(bytes, at + 2, 16, 4)?;
    if (0xd800..0xdc00).contains(&high) && bytes[end..].starts_with(b"\\u") {
        let (low, end) = number(bytes, end + 2, 16, 4)?;
        let low = low.checked_sub(0xdc00)?;
        return Some((char::from_u32(0x10000 + ((high - 0xd800) << 10) + low)?, end));
    }
    fixed(bytes, at + 2, 4)
}

/// `\30 ` and `\000030` of CSS, where they stand for a digit or for what parts digits (CSS Syntax,
/// 4.3.7).
pub(super) fn css_escape(bytes: &[u8], from: usize) -> Option<(char, usize)> {
    let (code, end) = number(bytes, from, 16, 6)?;
    let parts = |found| !matches!(found, Class::Word | Class::Other | Class::Block);
    let character = char::from_u32(code).filter(|character| parts(class(*character)))?;
    let blank = bytes.get(end).is_some_and(u8::is_ascii_whitespace);
    Some((character, end + usize::from(blank)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_order_so_that_they_can_be_found() {
        assert!(NAMED.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}
