//! A personal number whose date is written with words: `7. juli 1961-SSSS`, `den syvende juli
//! 61-SSSS`. Takes a text; gives what it found. Behind such a date a year or an hour may stand as
//! well: then it is one only where the text says so.

use std::ops::Range;

use super::context::context;
use super::joint::{SERIAL, digits_before, hit, joints};
use super::number::Number;
use super::scan::{Certainty, Hit};

/// The months in Danish and English; a name may be cut after its third letter.
const MONTHS: [&[&str]; 12] = [
    &["januar", "january"],
    &["februar", "february"],
    &["marts", "march"],
    &["april"],
    &["maj", "may"],
    &["juni", "june"],
    &["juli", "july"],
    &["august"],
    &["september"],
    &["oktober", "october"],
    &["november"],
    &["december"],
];

/// The days of a month in words.
const DAYS: [&str; 31] = [
    "første",
    "anden",
    "tredje",
    "fjerde",
    "femte",
    "sjette",
    "syvende",
    "ottende",
    "niende",
    "tiende",
    "ellevte",
    "tolvte",
    "trettende",
    "fjortende",
    "femtende",
    "sekstende",
    "syttende",
    "attende",
    "nittende",
    "tyvende",
    "enogtyvende",
    "toogtyvende",
    "treogtyvende",
    "fireogtyvende",
    "femogtyvende",
    "seksogtyvende",
    "syvogtyvende",
    "otteogtyvende",
    "niogtyvende",
    "tredivte",
    "enogtredivte",
];

/// Every number behind a date whose month has a name.
pub(super) fn named_months(text: &str) -> Vec<Hit> {
    joints(text).filter_map(|joint| number(text, &joint)).collect()
}

fn number(text: &str, joint: &Range<usize>) -> Option<Hit> {
    let year = digits_before(text.as_bytes(), joint.start)?;
    let month = word_before(text, year.start)?;
    let day = day_before(text, month.start)?;
    let serial = joint.end..joint.end + SERIAL;
    let written = format!(
        "{:02}{:02}{}{}",
        day.of_month,
        month_of(&text[month])?,
        &text[year],
        &text[serial.clone()]
    );
    let number = Number::read(&written)?;
    let is_other = number.ends_like_a_year() || number.ends_like_a_time();
    let is_sure = !is_other || context(text, day.start, serial.end).personal;
    is_sure.then(|| hit(day.start, joint, number, Certainty::Sure))
}

/// A day as it is written.
struct Day {
    of_month: usize,
    start: usize,
}

/// `7.`, `07`, `syvende` before a month.
fn day_before(text: &str, month: usize) -> Option<Day> {
    let before = text[..month].trim_end_matches(is_between);
    if let Some(digits) = digits_before(text.as_bytes(), before.len()) {
        let is_day = digits.len() <= 2;
        let of_month = text[digits.clone()].parse().ok().filter(|_| is_day)?;
        return Some(Day { of_month, start: digits.start });
    }
    let word = word_before(text, before.len())?;
    let name = text[word.clone()].to_lowercase();
    let at = DAYS.iter().position(|day| *day == name)?;
    Some(Day { of_month: at + 1, start: word.start })
}

/// The month of the year that a word is the name of, or a beginning of it.
fn month_of(word: &str) -> Option<usize> {
    let word = word.to_lowercase();
    let is_name = |names: &&[&str]| names.iter().any(|name| name.starts_with(&word));
    let at = MONTHS.iter().position(is_name)?;
    (word.len() >= 3).then_some(at + 1)
}

/// The word that ends before `end`, with blanks and points in between.
fn word_before(text: &str, end: usize) -> Option<Range<usize>> {
    let before = text[..end].trim_end_matches(is_between);
    let letters = before.chars().rev().take_while(|letter| letter.is_alphabetic());
    let length: usize = letters.map(char::len_utf8).sum();
    (length > 0).then(|| before.len() - length..before.len())
}

fn is_between(character: char) -> bool {
    character.is_whitespace() || ".,'’".contains(character)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::personal_number::{mask, scan};

    /// Four digits that are made here, and are neither a year nor an hour.
    fn serial() -> String {
        format!("{:04}", 1000 + 17)
    }

    #[test]
    fn a_month_s_name_is_a_month() {
        let serial = serial();
        for date in [
            "7. juli 1961",
            "7. Juli 61",
            "07 jul. 1961",
            "7.juli.1961",
            "den syvende juli 1961",
            "7. juli\n1961",
            "enogtredivte oktober 61",
            "1 Sept 1961",
            "24 December 1961",
        ] {
            for dash in ["-", " - ", "–", " – "] {
                let text = format!("Ring om {date}{dash}{serial}, tak.");
                let found = named_months(&text);
                assert_eq!(found.len(), 1, "{date}{dash}");
                assert_eq!(found[0].last[3].end, found[0].span.end);
                assert!(
                    mask(&text).ends_with("****, tak.") && named_months(&mask(&text)).is_empty()
                );
            }
        }
    }

    #[test]
    fn years_hours_and_other_words_are_left_alone() {
        let serial = serial();
        for text in [
            "1. juli 1961-1965".to_owned(),
            "7. juli 61-2005".to_owned(),
            "1. maj 12-1430".to_owned(),
            "31. december 2012-2013".to_owned(),
            format!("31. juni 1961-{serial}"),
            format!("7. ju 1961-{serial}"),
            format!("7. julius 1961-{serial}"),
            format!("107. juli 1961-{serial}"),
            format!("7. juli 2061-{serial}"),
        ] {
            assert!(named_months(&text).is_empty(), "{text}");
        }
        assert_eq!(scan("cpr: 7. juli 61-2005").len(), 1, "the text says what it is");
    }
}
