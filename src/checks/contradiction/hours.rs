//! When a unit is open, against when another line says that it is open on the same day.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::super::Inputs;
use super::super::no_such_day::{DAYS, minutes};
use super::contradiction;
use crate::diagnostics::Diagnostic;
use crate::model::Contact;
use crate::prose::{Pattern, pattern};

/// A day of the week, or from one to another.
static WEEKDAYS: LazyLock<Pattern> = LazyLock::new(|| {
    let days = DAYS.join("|");
    pattern(&format!(r"(?i)\b({days})(?:\s*(?:-|–|til)\s*({days}))?"))
});
/// From an hour to another: hours and minutes of both.
static HOURS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r"(\d{1,2})(?:[.:](\d{2}))?\s*(?:-|–|til)\s*(?:kl\.?\s*)?(\d{1,2})(?:[.:](\d{2}))?")
});

pub(super) fn check(input: &Inputs<'_>) -> Vec<Diagnostic> {
    let units = || input.catalogue.contacts.iter();
    units().filter_map(twice).chain(units().filter_map(closed)).collect()
}

/// Two lines with a day in common, and hours that overlap without being the same. Hours of the
/// morning and of the afternoon do not overlap.
fn twice(unit: &Contact) -> Option<Diagnostic> {
    let mut open: HashMap<usize, Vec<(Range<u16>, &str)>> = HashMap::new();
    for line in &unit.opening_hours {
        for (day, hours) in
            days(line).into_iter().flat_map(|day| hours(line).map(move |at| (day, at)))
        {
            let known = open.entry(day).or_default();
            let other = known.iter().find(|(other, told)| {
                *told != line
                    && *other != hours
                    && other.start < hours.end
                    && hours.start < other.end
            });
            if let Some((_, other)) = other {
                let place = unit.entry.place_of("opening_hours");
                let key = "opening_hours";
                return Some(contradiction(place, (key, line), (key, other)));
            }
            known.push((hours, line));
        }
    }
    None
}

/// A line that is closed on days of which another says the hours. One with a figure is closed in a
/// week or a month.
fn closed(unit: &Contact) -> Option<Diagnostic> {
    let is_closed = |line: &&String| {
        line.to_lowercase().contains("lukket") && !line.contains(|c: char| c.is_ascii_digit())
    };
    let lines = || unit.opening_hours.iter();
    lines().filter(is_closed).find_map(|line| {
        let shut = days(line);
        let opens = |other: &&String| {
            hours(other).next().is_some() && days(other).iter().any(|day| shut.contains(day))
        };
        let other = lines().find(opens)?;
        let place = unit.entry.place_of("opening_hours");
        Some(contradiction(place, ("opening_hours", line), ("opening_hours", other)))
    })
}

/// The days that a line names, by their places in the week.
fn days(line: &str) -> Vec<usize> {
    let place = |name: &str| {
        let name = name.to_lowercase();
        DAYS.iter().position(|day| *day == name)
    };
    let named = WEEKDAYS.captures_iter(line).filter_map(|named| {
        let first = place(&named[1])?;
        let last = named.get(2).map_or(Some(first), |last| place(last.as_str()))?;
        Some(first..=last)
    });
    named.flatten().collect()
}

/// When a line says that there is somebody, in minutes of the day.
fn hours(line: &str) -> impl Iterator<Item = Range<u16>> {
    HOURS
        .captures_iter(line)
        .filter_map(|hours| Some(minutes(&hours, (1, 2))?..minutes(&hours, (3, 4))?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_hours_are_read_as_people_write_them() {
        assert_eq!(days("Mandag – onsdag og fredag"), [0, 1, 2, 4]);
        assert_eq!(days("Lukket i juli"), [0; 0]);
        let read: Vec<_> = hours("tirsdag kl. 9-12.30 og 13 til 15").collect();
        assert_eq!(read, [540..750, 780..900]);
    }
}
