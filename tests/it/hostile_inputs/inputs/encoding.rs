//! Files that were saved wrongly, and characters that nobody sees.

use super::{Input, PAGE, Refused, Taken, Told, body, more, one, page, several};

const TEXT: &str = "---\ntitle: Prøve\nsummary: En prøve.\n---\n\nBlåbærgrød.\n";

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    ['\u{feff}']
        .into_iter()
        .chain(text.chars())
        .flat_map(|c| c.encode_utf16(&mut [0; 2]).to_vec())
        .flat_map(bytes)
        .collect()
}

fn latin1(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(c).unwrap_or(b'?')).collect()
}

/// The text with a byte behind its first `å`.
fn with_byte(byte: u8) -> Vec<u8> {
    let (before, after) = TEXT.split_once('å').unwrap_or((TEXT, ""));
    [before.as_bytes(), "å".as_bytes(), &[byte], after.as_bytes()].concat()
}

pub(super) fn inputs() -> Vec<Input> {
    const NFD: &str = "title: Ba\u{30a}d\nsummary: En ba\u{30a}d.\n";
    let file = |number, what, bytes: Vec<u8>, expected| one(number, what, (PAGE, bytes), expected);
    let two_spellings = format!(
        "---\n{NFD}---\n\n## A\u{30a}r\n\nSe [a\u{30a}ret](#aar) og ![kort](/images/a\u{30a}.svg).\n"
    );
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
    vec![
        file(
            1,
            "a byte order mark first",
            format!("\u{feff}{TEXT}").into_bytes(),
            Taken("Blåbærgrød."),
        ),
        file(2, "UTF-16, low byte first", utf16(TEXT, u16::to_le_bytes), Refused("nul-byte")),
        file(2, "UTF-16, high byte first", utf16(TEXT, u16::to_be_bytes), Refused("nul-byte")),
        file(3, "Latin-1", latin1(TEXT), Refused("not-utf8")),
        file(4, "a byte that continues nothing", with_byte(0x80), Refused("not-utf8")),
        file(
            5,
            "lines that end in CR LF",
            TEXT.replace('\n', "\r\n").into_bytes(),
            Taken("Blåbærgrød."),
        ),
        file(
            6,
            "lines that end in CR alone",
            TEXT.replace('\n', "\r").into_bytes(),
            Taken("Blåbærgrød."),
        ),
        file(
            7,
            "both kinds of line ends",
            TEXT.replacen('\n', "\r\n", 3).into_bytes(),
            Taken("Blåbærgrød."),
        ),
        file(8, "a NUL byte", with_byte(0), Refused("nul-byte")),
        body(
            9,
            "a byte order mark in the middle",
            "Blå\u{feff}bær.",
            Told("unseen-character", "Blåbær."),
        ),
        body(
            10,
            "text that is turned around",
            "Blå\u{202e}bær\u{202c}.",
            Told("unseen-character", "Blåbær."),
        ),
        more(
            11,
            "a slug with a zero-width space",
            "slug: a\u{200b}\n",
            Told("unseen-character", "En side."),
        ),
        several(
            12,
            "`å` in two characters, in title, link and file name",
            [(PAGE, two_spellings.as_str()), ("content/images/\u{e5}.svg", svg)],
            Taken("<h1>Båd</h1>"),
        ),
        file(13, "an empty file", Vec::new(), Refused("no-front-matter")),
        file(14, "no line end at the end", TEXT.trim_end().into(), Taken("Blåbærgrød.")),
        file(
            15,
            "one line of 300 KB",
            page("", &"ord ".repeat(75_000)).into_bytes(),
            Refused("too-large"),
        ),
    ]
}
