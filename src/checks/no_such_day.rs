//! `no-such-day`: a date in the text that no calendar has, or that falls on another day of the
//! week; an hour that no day has.
//!
//! Why: who plans by it comes on the wrong day; a date in a field is checked, and one in the text
//! should be no worse. Wrong: `den 31. juni 2013`, `mandag den 18. april 2013`. Right: `den 30. juni
//! 2013`, `torsdag den 18. april 2013`. Hours are looked at behind a day or `kl.`, and may go on past
//! midnight: `mandag kl. 9-25` and `kl. 15-9` are wrong, `kl. 22-8` is not.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Captures;

use super::{Inputs, written};
use crate::diagnostics::{Code, Diagnostic, Findings, Language, nearest};
use crate::model::Contact;
use crate::prose::{Pattern, pattern};
use crate::source::{Place, Span};

/// A day that is not in the calendar, or not on that day of the week.
pub(super) static NO_SUCH_DAY: Code = Code::warning("no-such-day");

/// A day of the week, if one is named; a day; a month; a year, if one is named.
static DAY: LazyLock<Pattern> = LazyLock::new(|| {
    let (days, months) = (DAYS.join("|"), MONTHS.join("|"));
    pattern(&format!(
        r"(?i)(?:\b({days}),?\s+(?:den\s+|d\.\s*)?)?\b(\d{{1,2}})\.\s*({months})\b(?:\s+(\d{{4}})\b)?"
    ))
});

/// From one hour to another, behind the name of a day or `kl.`: the hours and minutes of both.
static HOURS: LazyLock<Pattern> = LazyLock::new(|| {
    let days = DAYS.join("|");
    pattern(&format!(
        r"(?i)\b(?:{days}|hverdage?|kl)\b[^\d\n]{{0,12}}((\d{{1,2}})(?:[.:](\d{{2}}))?\s*[-–]\s*(\d{{1,2}})(?:[.:](\d{{2}}))?)(.?\s*\w*)"
    ))
});

/// The day ends with this hour, an hour with the minute before this one.
const HOURS_OF_A_DAY: u8 = 24;
const MINUTES_OF_AN_HOUR: u8 = 60;

/// In minutes: what begins after the one may go on past midnight, and so may what ends before the
/// other.
const EVENING: u16 = 18 * 60;
const MORNING: u16 = 6 * 60;

/// From January on.
pub(super) const MONTHS: [&str; 12] = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
];

/// From Monday on.
pub(super) const DAYS: [&str; 7] =
    ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"];

/// Any leap year, for a date without a year.
const LEAP_YEAR: i16 = 2012;

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let files = written::files(input.sources);
    let is_danish = input.catalogue.site.language == Language::Danish;
    let units = input.catalogue.contacts.iter().filter(move |_| is_danish);
    let spelled = units.flat_map(misspelt);
    files
        .flat_map(|(file, source)| {
            let place = move |start, found: regex::Match<'_>| {
                let span = Span::new(start + found.start(), start + found.end());
                Place { file, span }
            };
            written::lines(file, source).flat_map(move |(start, line)| {
                // Most lines have neither.
                let dated = if line.contains(". ") { line } else { "" };
                let timed = if line.contains(|c: char| c.is_ascii_digit()) { line } else { "" };
                let days = DAY.captures_iter(dated);
                let days = days.filter_map(move |day| judge(place(start, day.get(0)?), &day));
                let hours = HOURS.captures_iter(timed);
                let hours = hours.filter_map(move |found| {
                    let hours = found.get(1)?;
                    let place = place(start, hours);
                    if is_time(&found) {
                        return is_backwards(&found).then(|| backwards(place, hours.as_str()));
                    }
                    Some(no_such_hour(place, hours.as_str()))
                });
                days.chain(hours)
            })
        })
        .chain(spelled)
        .collect()
}

/// First words of opening hours that are almost a day of the week.
fn misspelt(unit: &Contact) -> Vec<Diagnostic> {
    let place = unit.entry.place_of("opening_hours");
    let told = unit.opening_hours.iter().filter_map(|line| {
        let word = line.split(|c: char| !c.is_alphabetic()).next()?;
        let lower = word.to_lowercase();
        let stem = lower.trim_end_matches("ene").trim_end_matches(['e', 's']);
        let day = nearest(&lower, DAYS).filter(|day| *day != stem && *day != lower)?;
        let found = Diagnostic::new(&NO_SUCH_DAY, place).with("text", word).with("right", day);
        Some(found.message("message_spelled").help("help_spelled"))
    });
    told.collect()
}

fn no_such_hour(place: Place, hours: &str) -> Diagnostic {
    Diagnostic::new(&NO_SUCH_DAY, place)
        .with("text", hours)
        .message("message_hour")
        .help("help_hour")
}

fn backwards(place: Place, hours: &str) -> Diagnostic {
    let told = Diagnostic::new(&NO_SUCH_DAY, place).with("text", hours);
    told.message("message_backwards").help("help_backwards")
}

/// Whether hours of one day end before they begin. A night begins in the evening, or ends in the
/// morning; days of a month are no hours.
fn is_backwards(found: &Captures<'_>) -> bool {
    let (from, to) = (minutes(found, (2, 3)), minutes(found, (4, 5)));
    let (Some(from), Some(to)) = (from, to) else { return false };
    !is_of_a_month(found) && to < from && from < EVENING && to > MORNING
}

/// The minute of the day that an hour and a minute are; the minute may be missing.
pub(super) fn minutes(found: &Captures<'_>, (hour, minute): (usize, usize)) -> Option<u16> {
    let number =
        |at: usize| found.get(at).map_or(Some(0), |number| number.as_str().parse::<u16>().ok());
    Some(number(hour)? * u16::from(MINUTES_OF_AN_HOUR) + number(minute)?)
}

/// Whether a month follows: these are days.
fn is_of_a_month(found: &Captures<'_>) -> bool {
    let next = found[6].trim_start_matches('.').trim().to_lowercase();
    MONTHS.contains(&next.as_str())
}

/// Whether both hours are hours of a day; days of a month are no hours.
fn is_time(found: &Captures<'_>) -> bool {
    let number = |at: usize| found.get(at).and_then(|number| number.as_str().parse::<u8>().ok());
    let is_hour = |at: usize| number(at).is_none_or(|hour| hour <= HOURS_OF_A_DAY);
    let is_minute = |at: usize| number(at).is_none_or(|minute| minute < MINUTES_OF_AN_HOUR);
    is_of_a_month(found) || (is_hour(2) && is_minute(3) && is_hour(4) && is_minute(5))
}

fn judge(place: Place, day: &Captures<'_>) -> Option<Diagnostic> {
    let month = MONTHS.iter().position(|name| *name == day[3].to_lowercase())?;
    let month = i8::try_from(month).ok()? + 1;
    let year: Option<i16> = day.get(4).and_then(|year| year.as_str().parse().ok());
    let told = || Diagnostic::new(&NO_SUCH_DAY, place).with("text", &day[0]);
    let Ok(date) = Date::new(year.unwrap_or(LEAP_YEAR), month, day[2].parse().ok()?) else {
        return Some(told());
    };
    let (named, _) = (day.get(1)?, year?);
    let right = DAYS[usize::try_from(date.weekday().to_monday_zero_offset()).ok()?];
    let is_right = named.as_str().to_lowercase() == right;
    let place = Place {
        span: Span { end: place.span.start + u32::try_from(named.len()).ok()?, ..place.span },
        ..place
    };
    (!is_right).then(|| {
        told()
            .with("right", right)
            .message("message_weekday")
            .help("help_weekday")
            .mended(place, like(named.as_str(), right))
    })
}

/// With a capital where there was one.
fn like(written: &str, right: &str) -> String {
    let mut letters = right.chars();
    let first = letters.next().filter(|_| written.starts_with(char::is_uppercase));
    match first {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => right.to_owned(),
    }
}
