//! A figure, against the words beside it, and against what there can be of it.

use std::sync::LazyLock;

use super::super::Inputs;
use super::contradiction;
use crate::diagnostics::Diagnostic;
use crate::model::{DeadlineRule, Goal, Offer, Period, Procedure, Unit};
use crate::prose::{Pattern, pattern};

/// `12 uger`, `hver 12. uge`: the number and the first letters of the unit.
static LENGTH: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r"(?i)\b(\d{1,4})\.?\s*(dag|uge|måned|år|time|day|week|month|year|hour)")
});

/// `37,4 pct.`
static SHARE: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"(?i)\b(\d{1,3}(?:,\d+)?)\s*(?:pct\b|procent\b|%)"));

/// Hours of a week.
const WEEK: f64 = 168.0;

pub(super) fn check(input: &Inputs<'_>) -> Vec<Diagnostic> {
    let catalogue = input.catalogue;
    let offers = catalogue.offers.iter().flat_map(offer);
    let goals = catalogue.goals.iter().flat_map(shares);
    let steps = catalogue.procedures.iter().flat_map(deadlines);
    offers.chain(goals).chain(steps).collect()
}

fn offer(offer: &Offer) -> Vec<Diagnostic> {
    let duration = offer.duration.as_ref().and_then(|duration| {
        let (weeks, words) = (duration.weeks?, duration.text.as_deref()?);
        let place = offer.entry.place_of("duration");
        let is_said = says(words, weeks * 7.0, units(Unit::Weeks))
            .or_else(|| in_other_unit(words, weeks, units(Unit::Weeks)).then_some(false))?;
        (!is_said).then(|| {
            contradiction(place, ("duration.weeks", &weeks.to_string()), ("duration.text", words))
        })
    });
    let attendance = offer.attendance.as_ref().and_then(|attendance| {
        let hours = attendance.hours_per_week?;
        let place = offer.entry.place_of("attendance");
        let said = ("attendance.hours_per_week", &*hours.to_string());
        let words = attendance.text.as_deref();
        // `3 timer to gange om ugen` names no hours of a week.
        let is_of_week = |words: &&str| !words.contains("gang") && !words.contains(" dag");
        let against = words.filter(is_of_week);
        let against = against.filter(|words| says(words, hours, &["time", "hour"]) == Some(false));
        match against {
            Some(words) => Some(contradiction(place, said, ("attendance.text", words))),
            None if hours > WEEK => Some(
                contradiction(place, said, ("", &WEEK.to_string()))
                    .message("message_week")
                    .help("help_week"),
            ),
            None => None,
        }
    });
    duration.into_iter().chain(attendance).collect()
}

/// More than all of them.
fn shares(goal: &Goal) -> Vec<Diagnostic> {
    let Some(unit) = goal.unit.as_deref() else { return Vec::new() };
    if !is_share(unit) {
        return counted(goal, unit).into_iter().collect();
    }
    let over = goal.figures().filter_map(|(_, figure)| {
        let value = figure.value.filter(|value| *value > 100.0)?;
        let place = goal.entry.place(figure.at);
        Some(contradiction(place, ("value", &value.to_string()), ("unit", unit)))
    });
    over.collect()
}

/// A unit of whole things, where the source of a figure says per cent behind it.
fn counted(goal: &Goal, unit: &str) -> Option<Diagnostic> {
    // `procentpoint` is a unit of its own.
    if unit.to_lowercase().contains("pro") || unit.contains(['%', '.']) {
        return None;
    }
    let share = goal.figures().find_map(|(_, figure)| {
        let quote = figure.source.as_ref()?.quote.as_deref()?;
        let value = figure.value?.to_string().replace('.', ",");
        let found = SHARE.captures_iter(quote).find(|found| found[1] == value)?;
        Some(found.get(0)?.as_str())
    })?;
    let place = goal.entry.place_of("unit");
    Some(contradiction(place, ("unit", unit), ("quote", share)))
}

/// Whether a unit is a hundredth of a whole. A growth may be of more than that, and says so.
fn is_share(unit: &str) -> bool {
    let unit = unit.trim().trim_end_matches('.').to_lowercase();
    ["pct", "procent", "%", "percent", "per cent"].contains(&unit.as_str())
}

fn deadlines(procedure: &Procedure) -> Vec<Diagnostic> {
    let steps = procedure.steps.iter().filter_map(|step| {
        let deadline = step.deadline.as_ref()?;
        let (key, period) = match deadline.rule? {
            DeadlineRule::Within(period) => ("within", period),
            DeadlineRule::Every(period) => ("every", period),
            _ => return None,
        };
        let words = deadline.text.as_deref()?;
        let count = f64::from(period.count);
        let is_said = says(words, length(period), units(period.unit))
            .or_else(|| in_other_unit(words, count, units(period.unit)).then_some(false))?;
        let said = format!("{} {}", period.count, period.unit.as_str());
        let place = procedure.entry.place(step.deadline_at);
        (!is_said).then(|| contradiction(place, (key, &said), ("text", words)))
    });
    steps.collect()
}

/// Days for days and weeks, months for months and years: the one cannot be told in the other.
fn length(period: Period) -> f64 {
    let of_unit = match period.unit {
        Unit::Days | Unit::Months => 1.0,
        Unit::Weeks => 7.0,
        Unit::Years => 12.0,
    };
    f64::from(period.count) * of_unit
}

/// The words for lengths that can be compared with one in this unit.
fn units(unit: Unit) -> &'static [&'static str] {
    match unit {
        Unit::Days | Unit::Weeks => &["dag", "uge", "day", "week"],
        Unit::Months | Unit::Years => &["måned", "år", "month", "year"],
    }
}

/// Whether the words name the length; none where they name none in these units.
fn says(words: &str, length: f64, units: &[&str]) -> Option<bool> {
    let named = LENGTH.captures_iter(words).filter_map(|named| {
        let unit = named[2].to_lowercase();
        let number: f64 = named[1].parse().ok()?;
        let of_unit = match unit.as_str() {
            "uge" | "week" => 7.0,
            "år" | "year" => 12.0,
            _ => 1.0,
        };
        units.contains(&unit.as_str()).then_some(number * of_unit)
    });
    let named: Vec<f64> = named.collect();
    (!named.is_empty()).then(|| named.iter().any(|named| (named - length).abs() < 0.01))
}

/// Whether the words name this very number in a unit that cannot be told in these.
fn in_other_unit(words: &str, number: f64, units: &[&str]) -> bool {
    LENGTH.captures_iter(words).any(|named| {
        let is_same = named[1].parse().is_ok_and(|named: f64| (named - number).abs() < 0.01);
        is_same && number > 1.0 && !units.contains(&named[2].to_lowercase().as_str())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_may_be_meant_in_another_unit() {
        let weeks = units(Unit::Weeks);
        assert!(in_other_unit("Eksempelvis 12 måneder", 12.0, weeks));
        for fine in ["12 uger", "3 måneder", "1 år"] {
            assert!(
                !in_other_unit(fine, 12.0, weeks) && !in_other_unit(fine, 1.0, weeks),
                "{fine}"
            );
        }
    }

    #[test]
    fn words_say_a_length_in_any_unit_that_can_be_compared() {
        let weeks = units(Unit::Weeks);
        for words in ["hver 12. uge", "12 uger, dog 14 dage", "84 dage"] {
            assert_eq!(says(words, 84.0, weeks), Some(true), "{words}");
        }
        assert_eq!(says("hver 21. uge", 84.0, weeks), Some(false));
        for silent in ["snarest", "3 måneder", "for unge under 30 år", "tolv uger"] {
            assert_eq!(says(silent, 84.0, weeks), None, "{silent}");
        }
    }
}
