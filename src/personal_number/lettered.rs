//! A personal number in which letters stand for the digits they look like: `O` for 0, `l` and `I`
//! for 1, as typewriters, scanners and those who mean to hide it write them. Takes a text and where
//! a run of digits stands in it; gives the number that the run is a part of. Only what is parted
//! as personal numbers are is one: ten letters and digits in a row are a code.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::context::context;
use super::number::Number;
use super::scan::{Certainty, Hit};

/// Six and four that may be digits, parted as personal numbers are.
static WRITTEN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let dash = r" ?[-\x{2010}-\x{2015}\x{2212}] ?";
    Regex::new(&format!(r"\b([0-9OoIl]{{6}})({dash}|[ \x{{a0}}./_])([0-9OoIl]{{4}})\b")).ok()
});

/// How far around the end of a run is looked, in bytes: more than the number is long.
const AROUND: usize = 24;
/// Fewer digits than this among the letters are a word.
const FEWEST_DIGITS: usize = 2;

/// The numbers with letters in them that a run of digits belongs to.
pub(super) fn lettered(text: &str, run: Range<usize>, hits: &mut Vec<Hit>) {
    if !is_touched(text.as_bytes(), &run) {
        return;
    }
    for at in [run.start, run.end] {
        let window = boundary(text, at.saturating_sub(AROUND))
            ..boundary(text, (at + AROUND).min(text.len()));
        let written =
            WRITTEN.iter().flat_map(|written| written.captures_iter(&text[window.clone()]));
        hits.extend(written.filter_map(|found| number(text, &window, &found)));
    }
}

/// Whether a letter that looks like a digit stands beside the run, or behind a date that ends it.
fn is_touched(bytes: &[u8], run: &Range<usize>) -> bool {
    /// A dash of three bytes, with spaces around it.
    const SEPARATOR: usize = 5;
    let looks_like_one = |byte: Option<&u8>| byte.is_some_and(|byte| is_letter(*byte));
    let before = run.start.checked_sub(1).and_then(|at| bytes.get(at));
    let is_date = || {
        let date = run.end.checked_sub(6).and_then(|start| bytes.get(start..run.end));
        date.is_some_and(|date| date.iter().all(|byte| byte.is_ascii_digit() || is_letter(*byte)))
    };
    let behind = || {
        let rest = &bytes[run.end..];
        rest.iter().take(SEPARATOR + 1).find(|byte| byte.is_ascii_alphanumeric())
    };
    looks_like_one(before)
        || looks_like_one(bytes.get(run.end))
        || is_date() && looks_like_one(behind())
}

fn is_letter(byte: u8) -> bool {
    b"OoIl".contains(&byte)
}

fn number(text: &str, window: &Range<usize>, found: &Captures<'_>) -> Option<Hit> {
    let [whole, date, parting, serial] = [0, 1, 2, 3].map(|group| found.get(group));
    let (whole, date, parting, serial) = (whole?, date?, parting?, serial?);
    let is_cut = whole.start() == 0 && window.start > 0
        || window.start + whole.end() == window.end && window.end < text.len();
    let written = [date.as_str(), serial.as_str()].concat();
    let digits = written.bytes().filter(u8::is_ascii_digit).count();
    if is_cut || !(FEWEST_DIGITS..written.len()).contains(&digits) {
        return None;
    }
    let number = Number::of(written.bytes().map(value).collect::<Vec<_>>().try_into().ok()?)?;
    let span = window.start + whole.start()..window.start + whole.end();
    let is_dashed = !parting.as_str().trim().is_empty() && !"./_".contains(parting.as_str().trim());
    let is_sure = !is_drawn(text, &span, &written)
        && (is_dashed || number.fits_modulus_11() || context(text, span.start, span.end).personal);
    let first = window.start + serial.start();
    let last = std::array::from_fn(|at| first + at..first + at + 1);
    is_sure.then_some(Hit { span, certainty: Certainty::Sure, bare: false, number, last })
}

/// The digit that a letter looks like.
fn value(byte: u8) -> u8 {
    match byte {
        b'O' | b'o' => 0,
        b'I' | b'l' => 1,
        digit => digit - b'0',
    }
}

/// Whether the letters draw lines: the data of a path are its commands and numbers alone (SVG 2,
/// 9.3).
fn is_drawn(text: &str, span: &Range<usize>, written: &str) -> bool {
    let bytes = text.as_bytes();
    let is_quote = |byte: &&u8| b"\"'".contains(byte);
    let before = bytes[..span.start].iter().rev().take(AROUND).take_while(|byte| !is_quote(byte));
    let after = bytes[span.end..].iter().take(AROUND).take_while(|byte| !is_quote(byte));
    let beside: Vec<u8> = before.chain(after).copied().collect();
    let is_path =
        |byte: &u8| byte.is_ascii_digit() || b" ,.-+\n\tMmLlHhVvCcSsQqTtAaZzEe".contains(byte);
    !written.contains(['O', 'o', 'I'])
        && beside.iter().all(is_path)
        && beside.iter().any(u8::is_ascii_digit)
}

fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use crate::personal_number::{Certainty, mask, scan};

    /// Four digits that are made here, with a one and a zero.
    fn serial() -> String {
        format!("{:04}", 1000 + 17)
    }

    #[track_caller]
    fn sure(text: &str) -> usize {
        scan(text).iter().filter(|hit| hit.certainty == Certainty::Sure).count()
    }

    #[test]
    fn letters_that_look_like_digits_are_read_as_digits() {
        let (zeros, ones) = (serial().replace('0', "O"), serial().replace('1', "l"));
        let both = zeros.replace('1', "I");
        for (date, serial) in [
            ("O7O761", serial()),
            ("o7o76l", serial()),
            ("07076I", serial()),
            ("070761", zeros),
            ("070761", ones),
            ("070761", both.clone()),
            ("O7O76l", both),
        ] {
            for parting in ["-", " - ", "–", " – ", "‑", "−"] {
                let text =
                    format!("Ring om {date}{parting}{serial}, tak. 12 {date}{parting}{serial}");
                assert_eq!(sure(&text), 2, "{}", date.len());
                assert_eq!(sure(&mask(&text)), 0);
            }
            for parting in [".", "/", " ", "_"] {
                assert_eq!(sure(&format!("cpr {date}{parting}{serial}.")), 1, "{parting:?}");
            }
        }
    }

    #[test]
    fn codes_words_and_drawings_are_left_alone() {
        let serial = serial().replace('1', "l");
        for text in [
            format!("O7l361-{serial}"),
            format!("xO70761-{serial}"),
            format!("O70761-{serial}5"),
            format!("<path d=\"M4 10l203-{serial} 5 6\"/>"),
            "lolilo-oooo OOOOOO-OOOO I 2013 og 5 l olie".to_owned(),
        ] {
            assert_eq!(sure(&text), 0, "{}", text.replace(char::is_numeric, "0"));
        }
    }
}
