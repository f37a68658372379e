//! A personal number whose date is written as people write dates, without zeros: `D/M-YY-SSSS`.
//! Takes a text; gives what it found. Other things are numbered so as well: it is sure only where
//! the text says what it is.

use std::ops::Range;

use super::context::context;
use super::joint::{SERIAL, digits_before, hit, joints};
use super::number::Number;
use super::scan::{Certainty, Hit};

/// Every number whose day or month has one digit.
pub(super) fn short_dates(text: &str) -> Vec<Hit> {
    let tight = joints(text).filter(|joint| !text[joint.clone()].contains(char::is_whitespace));
    tight.filter_map(|joint| before(text, &joint)).collect()
}

/// The number whose date ends before this dash.
fn before(text: &str, dash: &Range<usize>) -> Option<Hit> {
    let bytes = text.as_bytes();
    let end = dash.end + SERIAL;
    let year = digits_before(bytes, dash.start)?;
    let month = parted_before(bytes, year.start, b"./-")?;
    let day = parted_before(bytes, month.start, b"./")?;
    let is_short = day.len() == 1 || month.len() == 1;
    let is_date = day.len() <= 2 && month.len() <= 2 && matches!(year.len(), 2 | 4);
    let begins = !bytes[..day.start]
        .last()
        .is_some_and(|byte| byte.is_ascii_alphanumeric() || b"./-".contains(byte));
    if !(is_short && is_date && begins) {
        return None;
    }
    let start = day.start;
    let written =
        format!("{:0>2}{:0>2}{}{}", &text[day], &text[month], &text[year], &text[dash.end..end]);
    let number = Number::read(&written)?;
    let is_named = context(text, start, end).personal;
    let certainty = if is_named { Certainty::Sure } else { Certainty::Possible };
    Some(hit(start, dash, number, certainty))
}

/// The digits before one of these signs, which stands right before `start`.
fn parted_before(bytes: &[u8], start: usize, signs: &[u8]) -> Option<Range<usize>> {
    let sign = start.checked_sub(1)?;
    signs.contains(&bytes[sign]).then(|| digits_before(bytes, sign)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Four digits that are made here.
    fn serial() -> String {
        format!("{:04}", 1000 + 17)
    }

    #[test]
    fn a_date_without_zeros_and_four_digits_are_a_number() {
        let serial = serial();
        assert_eq!(short_dates(&format!("7/7-61–{serial}")).len(), 1, "any dash will do");
        for (date, is_named) in
            [("7/7-61", true), ("07.7.61", true), ("7/12-1961", true), ("1/10-61", false)]
        {
            let text = format!("{} {date}-{serial}.", if is_named { "cpr" } else { "sag" });
            let found = short_dates(&text);
            assert_eq!(found.len(), 1, "{date}");
            let expected = if is_named { Certainty::Sure } else { Certainty::Possible };
            assert_eq!(found[0].certainty, expected, "{date}");
            assert_eq!(&text[found[0].span.clone()], format!("{date}-{serial}"));
            assert_eq!(found[0].last[3].end, found[0].span.end);
        }
    }

    #[test]
    fn what_is_no_date_is_left_alone() {
        let serial = serial();
        for text in ["7/13-61", "32/1-61", "7-7-61", "1.7/7-61", "a7/7-61", "7/7/7/61", "7/7-1861"]
        {
            assert!(short_dates(&format!("cpr {text}-{serial}")).is_empty(), "{text}");
        }
        assert!(short_dates(&format!("cpr 7/7-61-{serial}5")).is_empty(), "it goes on");
        assert!(short_dates("fra 1/5-2012 til 7/7-13").is_empty());
    }
}
