//! Dates, periods and stretches of validity. No clock: "today" is always given.

use std::fmt;
use std::str::FromStr;

use jiff::ToSpan;
use jiff::civil::Date;

use super::declare::{Declared, Fields, between};

/// A length of time as editors write it: `6 months`, `14 days`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// How many; at least 1.
    pub count: u16,
    /// Of what.
    pub unit: Unit,
}

/// The unit of a [`Period`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Days.
    Days,
    /// Weeks of seven days.
    Weeks,
    /// Calendar months.
    Months,
    /// Calendar years.
    Years,
}

impl Unit {
    /// The name as written, and as key of the texts.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Days => "days",
            Self::Weeks => "weeks",
            Self::Months => "months",
            Self::Years => "years",
        }
    }
}

impl Period {
    /// The day that lies this long after `date`; the last day there is if that is out of range.
    #[must_use]
    pub fn after(self, date: Date) -> Date {
        let count = i64::from(self.count);
        let span = match self.unit {
            Unit::Days => count.days(),
            Unit::Weeks => count.weeks(),
            Unit::Months => count.months(),
            Unit::Years => count.years(),
        };
        date.saturating_add(span)
    }
}

/// A text that is not a [`Period`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAPeriod;

impl fmt::Display for NotAPeriod {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("not a period such as `6 months`")
    }
}

impl std::error::Error for NotAPeriod {}

impl FromStr for Period {
    type Err = NotAPeriod;

    fn from_str(text: &str) -> Result<Self, NotAPeriod> {
        let (count, unit) = text.split_once(' ').ok_or(NotAPeriod)?;
        let count = count.parse().map_err(|_| NotAPeriod)?;
        let unit = match unit.trim() {
            "day" | "days" => Unit::Days,
            "week" | "weeks" => Unit::Weeks,
            "month" | "months" => Unit::Months,
            "year" | "years" => Unit::Years,
            _ => return Err(NotAPeriod),
        };
        if count == 0 { Err(NotAPeriod) } else { Ok(Self { count, unit }) }
    }
}

/// The date of a text that is exactly `YYYY-MM-DD` and in the calendar.
#[must_use]
pub fn parse_date(text: &str) -> Option<Date> {
    let shape = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if shape { text.parse().ok() } else { None }
}

/// The date that a text in another form most likely means, as the files take it: `31-12-2013`,
/// `2013-6-30`, `30/6-2013`, `30. juni 2013`.
#[must_use]
pub(crate) fn meant_date(text: &str) -> Option<String> {
    let day = text
        .split(['T', 't'])
        .next()
        .filter(|day| day.len() == 10 && day.as_bytes()[4] == b'-')
        .unwrap_or(text);
    let parts: Vec<&str> = day
        .split(|c: char| "-./ ,\u{a0}".contains(c))
        .filter(|part| !["", "d", "den"].contains(part))
        .collect();
    let number = |part: &str| part.parse::<u16>().ok();
    let (year, month, day) = match parts.as_slice() {
        [year, month, day] if year.len() == 4 => (number(year)?, month_of(month)?, number(day)?),
        [day, month, year] if year.len() == 4 => (number(year)?, month_of(month)?, number(day)?),
        [compact] if compact.len() == 8 && compact.bytes().all(|byte| byte.is_ascii_digit()) => {
            (number(&compact[..4])?, number(&compact[4..6])?, number(&compact[6..])?)
        }
        _ => return None,
    };
    let date = format!("{year:04}-{month:02}-{day:02}");
    parse_date(&date).map(|_| date)
}

/// The first day of a month that is named without a day: `april 2013`.
pub(super) fn month(text: &str) -> Option<String> {
    let (month, year) = text.trim().split_once(' ')?;
    let is_named = month.starts_with(char::is_alphabetic) && year.len() == 4;
    is_named.then(|| meant_date(&format!("1. {month} {year}")))?
}

/// The first and the last day of a year or a month of a year: `2009`, `2013-01`, `januar 2013`.
pub(super) fn days_of(text: &str) -> Option<(Date, Date)> {
    let is_number = |text: &str, length: usize| {
        text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let text = text.trim();
    if is_number(text, 4) {
        let day = |day: &str| parse_date(&format!("{text}-{day}"));
        return day("01-01").zip(day("12-31"));
    }
    let first = match text.split_once('-') {
        Some((year, month)) if is_number(year, 4) && is_number(month, 2) => {
            parse_date(&format!("{text}-01"))?
        }
        _ => parse_date(&month(text)?)?,
    };
    Some((first, first.last_of_month()))
}

/// The day that is meant where the year has two digits: `31-12-11`.
pub(super) fn short_year(text: &str) -> Option<String> {
    let (start, year) = text.trim().rsplit_once(['-', '.', '/'])?;
    let is_short = year.len() == 2 && year.bytes().all(|byte| byte.is_ascii_digit());
    is_short.then(|| meant_date(&format!("{start}-20{year}")))?
}

fn month_of(text: &str) -> Option<u16> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];
    let word = text.to_lowercase();
    let named =
        MONTHS.iter().zip(1..).find(|(name, _)| word.starts_with(*name)).map(|(_, month)| month);
    named.or_else(|| text.parse().ok())
}

/// From when to when something holds; both ends included, either may be open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Validity {
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
}

impl Declared for Validity {
    const WORDS: &'static str = "validity";

    fn declare(fields: &mut Fields<'_, '_>) -> Option<Self> {
        fields.take(between("from", "to"))
    }
}

impl Validity {
    /// Whether `date` lies within.
    #[must_use]
    pub fn contains(self, date: Date) -> bool {
        self.from.is_none_or(|from| from <= date) && self.to.is_none_or(|to| date <= to)
    }

    /// Whether the two have a day in common.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        let starts_before_end = |a: Self, b: Self| match (a.from, b.to) {
            (Some(from), Some(to)) => from <= to,
            _ => true,
        };
        starts_before_end(self, other) && starts_before_end(other, self)
    }

    /// Whether the last day is past.
    #[must_use]
    pub fn is_over(self, today: Date) -> bool {
        self.to.is_some_and(|to| to < today)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn validity(from: Option<&str>, to: Option<&str>) -> Validity {
        Validity { from: from.and_then(parse_date), to: to.and_then(parse_date) }
    }

    #[test]
    fn only_real_dates_of_one_form_are_dates() {
        assert!(parse_date("2013-06-01").is_some());
        for wrong in ["2013-6-1", "31-02-2013", "2013-02-30", "2013-13-01", "2013-06-01T10:00:00"] {
            assert_eq!(parse_date(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn dates_of_other_forms_are_understood() {
        for text in [
            "30-06-2013",
            "2013-6-30",
            "30/6-2013",
            "30.6.2013",
            "30. juni 2013",
            "den 30. juni 2013",
            "2013/06/30",
            "20130630",
            "2013-06-30T10:00:00",
        ] {
            assert_eq!(meant_date(text).as_deref(), Some("2013-06-30"), "{text}");
        }
        for text in ["31-02-2013", "juni 2013", "30-06-13", "snart", ""] {
            assert_eq!(meant_date(text), None, "{text}");
        }
    }

    #[test]
    fn months_end_where_the_calendar_ends() {
        let from = parse_date("2013-08-31");
        let period: Result<Period, _> = "6 months".parse();
        assert_eq!(
            from.zip(period.ok()).map(|(from, period)| period.after(from)),
            parse_date("2014-02-28")
        );
    }

    #[test]
    fn stretches_that_share_a_day_overlap() {
        let old = validity(None, Some("2010-12-31"));
        assert!(old.overlaps(validity(Some("2010-12-31"), None)));
        assert!(!old.overlaps(validity(Some("2011-01-01"), None)));
        assert!(old.overlaps(Validity::default()));
    }
}
