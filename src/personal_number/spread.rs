//! The two halves of a personal number that stand apart, with words between them: `født DDMMYY,
//! løbenr. SSSS`, two lines after each other, the first and last cell of a row. Takes a text; gives
//! what it found. Told only where the text itself speaks of both halves: a date and four digits
//! are everywhere.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::context::{context, names_personal_numbers};
use super::number::Number;
use super::scan::{Certainty, Hit};

/// What the last four digits are called.
static SERIAL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let words = r"(?i)\bløbe[ -]?(nr|num)|\blb\.?[ -]?nr|\bsidste (fire|4)\b|\bkontrolcif";
    Regex::new(words).ok()
});

/// Most bytes between the halves.
const APART: usize = 160;
/// How many lines above a row its heading is looked for.
const HEADING: usize = 200;

/// Every number whose halves stand apart.
pub(super) fn spread(text: &str) -> Vec<Hit> {
    let Some(serial) = SERIAL.as_ref().filter(|serial| serial.is_match(text)) else {
        return Vec::new();
    };
    let groups = groups(text);
    let mut hits = Vec::new();
    for at in 0..groups.len() {
        let Some((date, used)) = date(text, &groups[at..]) else { continue };
        let Some(last) = groups.get(at + used).filter(|last| last.len() == 4) else { continue };
        let between = &text[date.end..last.start];
        let start = groups[at].start;
        let is_told = between.len() <= APART
            && (context(text, start, date.end).personal && serial.is_match(between)
                || is_row(between) && has_heading(text, start, serial));
        if is_told {
            hits.extend(hit(text, start..last.end, &date.digits, last));
        }
    }
    hits
}

/// Every run of ASCII digits that no letter touches.
fn groups(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let (mut groups, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let length = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        groups.push(at..at + length);
        at += length;
    }
    groups
}

/// A date: its six digits, and where it ends.
struct Day {
    digits: String,
    end: usize,
}

/// The date that the groups begin with, and how many of them it takes: one of six digits, or day,
/// month and year, with their zeros or without.
fn date(text: &str, groups: &[Range<usize>]) -> Option<(Day, usize)> {
    let first = groups.first()?;
    if first.len() == 6 {
        return Some((Day { digits: text[first.clone()].to_owned(), end: first.end }, 1));
    }
    let [day, month, year] = groups.get(..3)? else { return None };
    let is_joined = |one: &Range<usize>, other: &Range<usize>| {
        let between = text[one.end..other.start].trim();
        other.start - one.end <= 3
            && (between.is_empty() || [".", "/", "-", "–"].contains(&between))
    };
    let is_date = day.len() <= 2
        && month.len() <= 2
        && matches!(year.len(), 2 | 4)
        && is_joined(day, month)
        && is_joined(month, year);
    let short = &text[year.end.checked_sub(2)?..year.end];
    let digits = format!("{:0>2}{:0>2}{short}", &text[day.clone()], &text[month.clone()]);
    is_date.then_some((Day { digits, end: year.end }, 3))
}

/// Whether the halves are cells of one row.
fn is_row(between: &str) -> bool {
    !between.contains('\n') && between.matches(['|', '\t', ';']).count() > 0
}

/// Whether a line above speaks of both halves.
fn has_heading(text: &str, start: usize, serial: &Regex) -> bool {
    let mut above = text[..start].lines().rev().take(HEADING);
    above.any(|line| serial.is_match(line) && names_personal_numbers(line))
}

fn hit(text: &str, span: Range<usize>, date: &str, last: &Range<usize>) -> Option<Hit> {
    let digits: Vec<u8> =
        date.bytes().chain(text[last.clone()].bytes()).map(|byte| byte - b'0').collect();
    let number = Number::of(digits.try_into().ok()?)?;
    let last = std::array::from_fn(|at| last.start + at..last.start + at + 1);
    Some(Hit { span, certainty: Certainty::Sure, bare: false, number, last })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A date and four digits that are made here.
    fn halves() -> (String, String) {
        (["07", "07", "61"].concat(), format!("{:04}", 1000 + 17))
    }

    #[test]
    fn halves_with_words_between_them_are_found() {
        let (date, last) = halves();
        let dotted = format!("{}.{}.{}", &date[..2], &date[2..4], &date[4..]);
        for text in [
            format!("cpr {date} løbenr {last}"),
            format!("Fødselsdato: {dotted}\n\nLøbenummer: {last}\n"),
            format!("Født 7/7-61, de sidste fire er {last}."),
            format!("| Født | Navn | Løbenr. |\n|---|---|---|\n| {date} | Bo | {last} |\n"),
            format!("Født;Navn;Løbenr\n{};Bo;{last}\n", dotted.replace('.', "-")),
        ] {
            let found = spread(&text);
            assert_eq!(found.len(), 1, "{}", text.replace(char::is_numeric, "0"));
            assert!(found[0].span.end <= text.len() && found[0].last[3].end == found[0].span.end);
        }
    }

    #[test]
    fn dates_and_years_are_left_alone() {
        let (date, last) = halves();
        for text in [
            format!("Mødet er {date}, og lokalet er {last}."),
            format!("Født {date}. Hun kom hertil i {last}."),
            format!("Sag {date} har løbenr. {last}."),
            format!("| Dato | Løbenr. |\n|---|---|\n| {date} | {last} |\n"),
        ] {
            assert!(spread(&text).is_empty(), "{}", text.replace(char::is_numeric, "0"));
        }
    }
}
