//! A personal number that has lost the zero it begins with, as spreadsheets lose it: nine digits,
//! or five and four. Takes a text; gives what it found. So many digits are most often something
//! else: it is told only where the text says what it is.

use super::context::context;
use super::number::Number;
use super::scan::{Certainty, Hit};

/// How many digits there are, of the date and behind it.
const DATE: usize = 5;
const SERIAL: usize = 4;

/// Every number without its zero that is called a personal number.
pub(super) fn lost_zeros(text: &str) -> Vec<Hit> {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let begins = |at: &usize| {
        let before = at.checked_sub(1).map(|before| bytes[before]);
        is_digit(*at) && !before.is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    (0..bytes.len()).filter(begins).filter_map(|start| number(text, start)).collect()
}

/// The number that begins here.
fn number(text: &str, start: usize) -> Option<Hit> {
    let bytes = text.as_bytes();
    let is_parted = matches!(bytes.get(start + DATE), Some(b'-' | b' '));
    let serial = start + DATE + usize::from(is_parted);
    let end = serial + SERIAL;
    let goes_on = bytes.get(end).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'-');
    let written = [bytes.get(start..start + DATE)?, bytes.get(serial..end)?].concat();
    if goes_on || !written.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let digits: Vec<u8> = [b'0'].iter().chain(&written).map(|byte| byte - b'0').collect();
    let number = Number::of(digits.try_into().ok()?)?;
    let last = std::array::from_fn(|at| serial + at..serial + at + 1);
    let is_named = context(text, start, end).personal;
    is_named.then_some(Hit {
        span: start..end,
        certainty: Certainty::Sure,
        bare: false,
        number,
        last,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_without_its_zero_is_found_where_it_is_named() {
        let serial = format!("{:04}", 1000 + 17);
        for (parted, named) in [("", true), ("-", true), (" ", true), ("", false)] {
            let text = format!("{} 70761{parted}{serial}.", if named { "CPR-nr.:" } else { "sag" });
            let found = lost_zeros(&text);
            assert_eq!(found.len(), usize::from(named), "{parted}");
            for hit in found {
                assert_eq!(&text[hit.span.clone()], format!("70761{parted}{serial}"));
                assert_eq!(hit.last[3].end, hit.span.end);
            }
        }
        for other in ["170761", "71361", "7076"] {
            assert!(lost_zeros(&format!("cpr {other}{serial}")).is_empty(), "{other}");
        }
    }
}
