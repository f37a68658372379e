//! One piece of text at a time, as a reader sees it: a character, an entity, a percent code or an
//! escape that stands for one, or markup. Takes text and a place in it; gives the piece's class and
//! its end. Keeps nothing of the text.

use std::cell::Cell;
use std::ops::Range;

use memchr::memmem;

use super::character::{Class, class};
use super::coded::{css_escape, entity, fixed, number, percent, unicode_escape};

/// How far the end of a tag, a comment or a link is looked for, in bytes: a style or a picture in an
/// address is long.
const REACH: usize = 1 << 20;

/// A piece of text.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    pub(super) class: Class,
    pub(super) end: usize,
    /// Whether it stands there as itself, and not as a code for it.
    pub(super) plain: bool,
    /// What was passed over as markup, and may hold numbers of its own.
    pub(super) passed: Option<Range<usize>>,
}

impl Glyph {
    fn plain(class: Class, end: usize) -> Self {
        Self { class, end, plain: true, passed: None }
    }

    fn coded((character, end): (char, usize)) -> Self {
        Self { class: class(character), end, plain: false, passed: None }
    }
}

/// A text that is read piece by piece. Remembers where the next ends of markup are, so that a text
/// full of beginnings takes no longer than another.
pub(super) struct Glyphs<'t> {
    text: &'t str,
    angle: NextEnd,
    comment_end: NextEnd,
    parenthesis: NextEnd,
}

/// Where one kind of markup ends next: nowhere from `from` to `to`, and at `to` if it `is_there`.
#[derive(Default)]
struct NextEnd {
    from: Cell<usize>,
    to: Cell<usize>,
    is_there: Cell<bool>,
}

impl NextEnd {
    /// The place of the first `end` from `at` within reach.
    fn find(&self, text: &[u8], at: usize, end: &[u8]) -> Option<usize> {
        let (from, to) = (self.from.get(), self.to.get());
        let is_known = (from..=to).contains(&at);
        if !(is_known && self.is_there.get()) {
            let start = if is_known { to } else { at };
            let limit = (at + REACH).min(text.len());
            let found = text.get(start..limit).and_then(|text| memmem::find(text, end));
            self.from.set(if is_known { from } else { at });
            self.is_there.set(found.is_some());
            let vain = limit.saturating_sub(end.len() - 1).max(start);
            self.to.set(found.map_or(vain, |found| start + found));
        }
        self.is_there.get().then(|| self.to.get()).filter(|found| found - at <= REACH)
    }
}

impl<'t> Glyphs<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            angle: NextEnd::default(),
            comment_end: NextEnd::default(),
            parenthesis: NextEnd::default(),
        }
    }

    /// The piece at `at`, which is the first byte of a character; none at the end.
    pub(super) fn at(&self, at: usize) -> Option<Glyph> {
        let bytes = self.text.as_bytes();
        let glyph = match *bytes.get(at)? {
            digit @ b'0'..=b'9' => Glyph::plain(Class::Digit(digit - b'0'), at + 1),
            b'&' => entity(bytes, at).map_or(Glyph::plain(Class::Word, at + 1), Glyph::coded),
            b'%' => percent(bytes, at).map_or(Glyph::plain(Class::Word, at + 1), Glyph::coded),
            b'\\' => escape(self.text, at),
            b'<' => self.tag(at),
            b']' if bytes.get(at + 1) == Some(&b'(') => self.link(at),
            b']' if bytes[at..].starts_with(b"]]>") => Glyph::plain(Class::Markup, at + 3),
            b'x' | b'X' if is_sign(bytes, at) => Glyph::plain(Class::Other, at + 1),
            // A digit follows: the end of a tag parts nothing.
            b'>' if is_sign(bytes, at) && is_before_digit(bytes, at) => {
                Glyph::plain(Class::Other, at + 1)
            }
            b'-' => dash(bytes, at),
            b'=' => quoted_printable(bytes, at),
            b'\n' => line_end(bytes, at),
            b'"' | b'\'' => quote(bytes, at),
            _ => {
                let character = self.text.get(at..)?.chars().next()?;
                Glyph::plain(class(character), at + character.len_utf8())
            }
        };
        Some(glyph)
    }

    /// `<b class="x">`, `</td>`, `<!-- … -->`.
    fn tag(&self, at: usize) -> Glyph {
        let rest = &self.text.as_bytes()[at + 1..];
        if rest.starts_with(CDATA) {
            return Glyph::plain(Class::Markup, at + 1 + CDATA.len());
        }
        let end = if rest.starts_with(b"!--") {
            self.find(at, "-->", &self.comment_end)
        } else if rest
            .first()
            .is_some_and(|byte| byte.is_ascii_alphabetic() || b"/!?".contains(byte))
        {
            self.find(at, ">", &self.angle)
        } else {
            None
        };
        match end {
            Some(end) => {
                let class = tag_class(&self.text[at + 1..end]);
                Glyph { class, end, plain: true, passed: Some(at + 1..end) }
            }
            None => Glyph::plain(Class::Word, at + 1),
        }
    }

    /// The end of a Markdown link: `](address "title")`.
    fn link(&self, at: usize) -> Glyph {
        match self.find(at, ")", &self.parenthesis) {
            Some(end) => {
                Glyph { class: Class::Markup, end, plain: true, passed: Some(at + 2..end) }
            }
            None => Glyph::plain(Class::Other, at + 1),
        }
    }

    /// Behind the first `end` after `at` within reach.
    fn find(&self, at: usize, end: &str, next: &NextEnd) -> Option<usize> {
        next.find(self.text.as_bytes(), at, end.as_bytes()).map(|found| found + end.len())
    }
}

/// What text stands in that XML reads as it is (XML 1.0, 2.7), behind the `<`.
const CDATA: &[u8] = b"![CDATA[";

/// Whether a letter x stands for a sign: `12 x 34`, `12x34`.
fn is_sign(bytes: &[u8], at: usize) -> bool {
    let parts = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_digit() || *byte == b' ');
    parts(at.checked_sub(1).and_then(|before| bytes.get(before))) && parts(bytes.get(at + 1))
}

/// Whether a digit is next, behind a blank or none.
fn is_before_digit(bytes: &[u8], at: usize) -> bool {
    let next = bytes[at + 1..].iter().take(2).find(|byte| **byte != b' ');
    next.is_some_and(u8::is_ascii_digit)
}

/// A dash, or what people put in its place: `DDMMYY-nr. SSSS`.
fn dash(bytes: &[u8], at: usize) -> Glyph {
    let is_number = bytes.get(at + 1..at + 3).is_some_and(|word| word.eq_ignore_ascii_case(b"nr"));
    match bytes.get(at + 3) {
        Some(b'.' | b':' | b' ') if is_number => Glyph::plain(Class::Other, at + 4),
        _ => Glyph::plain(Class::Dash, at + 1),
    }
}

/// Tags that stand within a line of text; all others begin something new.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub",
    "sup", "time", "tspan", "tt", "u", "var",
];

fn tag_class(tag: &str) -> Class {
    if tag.starts_with("!--") {
        return Class::Markup;
    }
    let tag = tag.trim_start_matches('/');
    let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    match name.to_ascii_lowercase().as_str() {
        "br" => Class::Newline,
        "wbr" => Class::Hidden,
        name if INLINE.contains(&name) => Class::Markup,
        _ => Class::Block,
    }
}

/// The end of a line with what may begin the next: indentation, `>` of a quotation, `#` of a
/// comment.
fn line_end(bytes: &[u8], at: usize) -> Glyph {
    let skipped = |from: usize, set: &[u8]| {
        let rest = bytes[from..].iter().take(64);
        from + rest.take_while(|byte| set.contains(byte)).count()
    };
    let end = skipped(at + 1, b" \t");
    let item =
        matches!(bytes.get(end), Some(b'-' | b'*' | b'+')) && bytes.get(end + 1) == Some(&b' ');
    if item {
        return Glyph::plain(Class::Block, end + 2);
    }
    Glyph::plain(Class::Newline, skipped(end, b" \t>#/*"))
}

/// `=2D`, `=E2=80=93` and a line's end of mails and calendars (RFC 2045, 6.7). Codes of two digits
/// are left as they are: they may as well be the beginning of a number.
fn quoted_printable(bytes: &[u8], at: usize) -> Glyph {
    const LONGEST: usize = 3;
    let plain = Glyph::plain(Class::Other, at + 1);
    if let Some(b'\n') = bytes.get(at + 1) {
        return Glyph::plain(Class::Markup, at + 2);
    }
    let (mut code, mut end) = (Vec::new(), at);
    while bytes.get(end) == Some(&b'=') && code.len() < LONGEST {
        let byte = number(bytes, end + 1, 16, 2).filter(|(_, to)| *to == end + 3);
        let Some(byte) = byte.and_then(|(byte, _)| u8::try_from(byte).ok()) else { break };
        let goes_on = code.first().is_none_or(|first: &u8| !first.is_ascii());
        if !goes_on || !code.is_empty() && byte & 0xc0 != 0x80 {
            break;
        }
        code.push(byte);
        end += 3;
    }
    if !bytes[at..end].iter().any(u8::is_ascii_alphabetic) {
        return plain;
    }
    let character = String::from_utf8_lossy(&code).chars().next();
    match character.map(class) {
        None | Some(Class::Word | Class::Other | Class::Block | Class::Digit(_)) => plain,
        Some(class) => Glyph { class, end, plain: false, passed: None },
    }
}

/// A quote; or the end of a string and the beginning of the next, which styles and scripts make one
/// of: `"a" "b"`, `'a' + 'b'`.
fn quote(bytes: &[u8], at: usize) -> Glyph {
    const FARTHEST: usize = 16;
    let rest = bytes[at + 1..].iter().take(FARTHEST);
    let length = rest.take_while(|byte| byte.is_ascii_whitespace() || **byte == b'+').count();
    let (between, next) = (&bytes[at + 1..at + 1 + length], at + 1 + length);
    // Two lines of values, where no sign joins them.
    let is_line = between.contains(&b'\n') && !between.contains(&b'+');
    if length > 0 && !is_line && bytes.get(next) == Some(&bytes[at]) {
        return Glyph::plain(Class::Markup, next + 1);
    }
    Glyph::plain(Class::Other, at + 1)
}

/// What a backslash makes of what follows it, in Markdown, JSON, YAML, TOML or CSS.
fn escape(text: &str, at: usize) -> Glyph {
    let bytes = text.as_bytes();
    let Some(next) = text.get(at + 1..).and_then(|rest| rest.chars().next()) else {
        return Glyph::plain(Class::Word, at + 1);
    };
    let end = at + 1 + next.len_utf8();
    let coded = match next {
        'u' => unicode_escape(bytes, at),
        'U' => fixed(bytes, at + 2, 8),
        'x' => fixed(bytes, at + 2, 2),
        'n' | 'r' | 'N' => Some(('\n', end)),
        't' => Some((' ', end)),
        _ => css_escape(bytes, at + 1),
    };
    match (coded, next) {
        (Some(coded), _) => Glyph::coded(coded),
        // YAML: the line goes on, without the indentation.
        (None, '\n') => Glyph { class: Class::Hidden, ..line_end(bytes, at + 1) },
        (None, '\\') => Glyph::plain(Class::Markup, end),
        (None, next) if next.is_ascii_punctuation() => Glyph::plain(class(next), end),
        _ => Glyph::plain(Class::Word, at + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class_of(text: &str) -> (Class, usize) {
        Glyphs::new(text).at(0).map_or((Class::Word, 0), |glyph| (glyph.class, glyph.end))
    }

    #[test]
    fn codes_stand_for_their_characters() {
        for seven in [
            "7",
            "&#55;",
            "&#x37;",
            "&#0055;",
            "&amp;#55;",
            "%37",
            "%2537",
            "%EF%BC%97",
            "\\u0037",
            "\\x37",
        ]
        .into_iter()
        .chain([
            "\\u{37}",
            "\\U00000037",
            "\\37 ",
            "\\37\n",
            "\\000037",
            "\\ud835\\udfd5",
            "７",
        ]) {
            assert_eq!(class_of(seven), (Class::Digit(7), seven.len()), "{seven}");
        }
        for dash in
            ["-", "&ndash;", "&#8209;", "%2D", "%E2%80%93", "\\u2013", "\\-", "\\2d ", "\\2013"]
        {
            assert_eq!(class_of(dash), (Class::Dash, dash.len()), "{dash}");
        }
        for hidden in ["&shy;", "&ZeroWidthSpace;", "<wbr>", "<wbr/>", "\\\n  "] {
            assert_eq!(class_of(hidden), (Class::Hidden, hidden.len()), "{hidden}");
        }
    }

    #[test]
    fn codes_of_mails_and_signs_between_digits_are_read() {
        for (text, expected) in [
            ("=2D", Class::Dash),
            ("=E2=80=93", Class::Dash),
            ("=A0", Class::Dash),
            ("=C2=A0", Class::Space),
            ("=\n", Class::Markup),
            ("-nr.", Class::Other),
            ("<![CDATA[", Class::Markup),
            ("]]>", Class::Markup),
        ] {
            assert_eq!(class_of(text), (expected, text.len()), "{text}");
        }
        for text in ["=30", "=12", "=", "=Zx"] {
            assert_eq!(class_of(text), (Class::Other, 1), "{text}");
        }
    }

    #[test]
    fn the_end_of_long_markup_is_found_once() {
        let style = "a".repeat(3_000);
        for text in
            [format!("<b title=\"{style}\">"), format!("<!--{style}-->"), format!("](/{style})")]
        {
            assert_eq!(class_of(&text), (Class::Markup, text.len()));
        }
        let many = "<a ".repeat(100_000) + ">";
        let glyphs = Glyphs::new(&many);
        for at in (0..many.len() - 1).step_by(3) {
            assert_eq!(glyphs.at(at).map(|glyph| glyph.end), Some(many.len()));
        }
    }

    #[test]
    fn markup_within_a_line_is_told_from_what_begins_anew() {
        for (text, expected) in [
            ("<b>", Class::Markup),
            ("</SPAN>", Class::Markup),
            ("<!-- x -->", Class::Markup),
            ("](/a/)", Class::Markup),
            ("\" \"", Class::Markup),
            ("' +\n'", Class::Markup),
            ("<br>", Class::Newline),
            ("<td>", Class::Block),
            ("</p>", Class::Block),
        ] {
            assert_eq!(class_of(text), (expected, text.len()), "{text}");
        }
        assert_eq!(class_of("\", \""), (Class::Other, 1));
        assert_eq!(class_of("\"\""), (Class::Other, 1));
        assert_eq!(class_of("\"\n\""), (Class::Other, 1));
        assert_eq!(class_of("< 3").0, Class::Word);
        assert_eq!(class_of("<b").0, Class::Word);
        assert_eq!(class_of("\n- "), (Class::Block, 3));
        assert_eq!(class_of("\n  > "), (Class::Newline, 5));
    }

    #[test]
    fn every_prefix_of_a_code_can_be_read() {
        for text in [
            "&amp;#x37;",
            "%25%E2%80%93",
            "\\ud835\\udfd5",
            "\\u{37}",
            "<!-- -->",
            "](x)",
            "\\\n \n - &#",
        ] {
            for end in 0..=text.len() {
                let glyphs = Glyphs::new(&text[..end]);
                let mut at = 0;
                while let Some(glyph) = glyphs.at(at) {
                    assert!(glyph.end > at && glyph.end <= end, "{text} {at}");
                    at = glyph.end;
                }
            }
        }
    }
}
