//! `no-such-day`: a date in the text that no calendar has, or that falls on another day of the
//! week.
//!
//! Why: who plans by it comes on the wrong day; a date in a field is checked, and one in the text
//! should be no worse. Wrong: `den 31. juni 2013`, `mandag den 18. april 2013`. Right: `den 30. juni
//! 2013`, `torsdag den 18. april 2013`.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::{Captures, Regex};

use super::{Inputs, written};
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::prose::pattern;
use crate::source::{Place, Span};

/// A day that is not in the calendar, or not on that day of the week.
pub(super) static NO_SUCH_DAY: Code = Code::warning("no-such-day");

/// A day of the week, if one is named; a day; a month; a year, if one is named.
static DAY: LazyLock<Regex> = LazyLock::new(|| {
    let (days, months) = (DAYS.join("|"), MONTHS.join("|"));
    pattern(&format!(
        r"(?i)(?:\b({days}),?\s+(?:den\s+|d\.\s*)?)?\b(\d{{1,2}})\.\s*({months})\b(?:\s+(\d{{4}})\b)?"
    ))
});

const MONTHS: [&str; 12] = [
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
const DAYS: [&str; 7] = ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"];

/// Any leap year, for a date without a year.
const LEAP_YEAR: i16 = 2012;

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let files = written::files(input.sources);
    files
        .flat_map(|(file, source)| {
            let lines = written::lines(file, source).filter(|(_, line)| line.contains(". "));
            lines.flat_map(move |(start, line)| {
                DAY.captures_iter(line).filter_map(move |day| {
                    let whole = day.get(0)?;
                    let span = Span::new(start + whole.start(), start + whole.end());
                    judge(Place { file, span }, &day)
                })
            })
        })
        .collect()
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
