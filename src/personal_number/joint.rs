//! Where a date and the last four digits of a personal number meet: a dash with digits before it
//! and four behind it. Takes a text; gives the places. What the date is, is judged by others.

use std::ops::Range;

use super::character::{Class, class};
use super::number::Number;
use super::scan::{Certainty, Hit};

/// What may stand around the dash.
const BLANKS: [char; 3] = [' ', '\u{a0}', '\u{202f}'];
/// The digits behind it.
pub(super) const SERIAL: usize = 4;

/// Every dash between digits that exactly four follow, with the spaces around it.
pub(super) fn joints(text: &str) -> impl Iterator<Item = Range<usize>> {
    // The first bytes of all dashes that people type.
    memchr::memchr2_iter(b'-', 0xe2, text.as_bytes()).filter_map(|at| joint(text, at))
}

fn joint(text: &str, at: usize) -> Option<Range<usize>> {
    let dash = text.get(at..)?.chars().next().filter(|dash| class(*dash) == Class::Dash)?;
    let date = text[..at].trim_end_matches(BLANKS);
    let serial = text[at + dash.len_utf8()..].trim_start_matches(BLANKS);
    let (digits, rest) = serial.as_bytes().split_at_checked(SERIAL)?;
    let goes_on = rest.first().is_some_and(u8::is_ascii_alphanumeric);
    let meets = digits.iter().all(u8::is_ascii_digit)
        && !goes_on
        && date.as_bytes().last().is_some_and(u8::is_ascii_digit);
    meets.then(|| date.len()..text.len() - serial.len())
}

/// The number whose date begins at `start` and ends before a joint.
pub(super) fn hit(start: usize, joint: &Range<usize>, number: Number, certainty: Certainty) -> Hit {
    let last = std::array::from_fn(|at| joint.end + at..joint.end + at + 1);
    Hit { span: start..joint.end + SERIAL, certainty, bare: false, number, last }
}

/// The digits that end at `end`.
pub(super) fn digits_before(bytes: &[u8], end: usize) -> Option<Range<usize>> {
    let digits = bytes.get(..end)?.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    (digits > 0).then_some(end - digits..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_and_four_digits_meet_at_a_dash() {
        let found =
            |text: &str| joints(text).map(|joint| text[joint].to_owned()).collect::<Vec<_>>();
        assert_eq!(found("1-2345 6 – 7890, 1—2345"), ["-", " – ", "—"]);
        assert!(found("a-2345 1-23456 1-234 1-234x 1…2345 1-").is_empty());
    }
}
