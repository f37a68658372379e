//! A day, against the same day in words.

use std::sync::LazyLock;

use jiff::civil::Date;

use super::super::Inputs;
use super::super::no_such_day::MONTHS;
use super::contradiction;
use crate::diagnostics::Diagnostic;
use crate::prose::{Pattern, pattern};
use crate::source::Place;

static YEAR: LazyLock<Pattern> = LazyLock::new(|| pattern(r"\b(?:1[89]|20|21)\d\d\b"));
static MONTH: LazyLock<Pattern> =
    LazyLock::new(|| pattern(&format!(r"(?i)\b(?:{})\b", MONTHS.join("|"))));
/// What lies before or after what is named.
static OPEN: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:før|efter|fra|siden|inden|senest|tidligst|omkring|until|before|after|since|from)\b",
    )
});
/// Nothing but a day: `den 25. september 2008`.
static DAY: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"^\s*(?:[Dd]en\s+)?(\d{1,2})\.\s*\p{L}+(?:\s+\d{4})?\s*$"));

pub(super) fn check(input: &Inputs<'_>) -> Vec<Diagnostic> {
    let catalogue = input.catalogue;
    let news = catalogue.news.iter().filter_map(|news| {
        judge(news.entry.place_of("date_text"), news.date, news.date_text.as_deref())
    });
    let documents = catalogue
        .documents
        .iter()
        .filter_map(|document| judge(document.at, document.date, document.date_text.as_deref()));
    let figures = catalogue.goals.iter().flat_map(|goal| {
        goal.figures().filter_map(|(key, figure)| {
            judge(goal.entry.place_of(key), figure.date, figure.date_text.as_deref())
        })
    });
    news.chain(documents).chain(figures).collect()
}

fn judge(place: Place, date: Option<Date>, words: Option<&str>) -> Option<Diagnostic> {
    let (date, words) = (date?, words?);
    are_apart(date, words)
        .then(|| contradiction(place, ("date_text", words), ("date", &date.to_string())))
}

/// Whether words name years or months, all of them before the day's or all after it; or another
/// day.
fn are_apart(date: Date, words: &str) -> bool {
    let years: Vec<i16> =
        YEAR.find_iter(words).filter_map(|year| year.as_str().parse().ok()).collect();
    let months = months(words);
    // Of several years the months are not those of one, and `efter marts` is any later one.
    let is_one_year = years.len() < 2;
    let is_closed = months.len() > 1 || !OPEN.is_match(words);
    is_outside(&date.year(), &years)
        || (is_one_year && is_closed && is_outside(&date.month(), &months))
        || day(words).is_some_and(|day| day != date.day())
}

fn is_outside<T: Ord>(value: &T, named: &[T]) -> bool {
    named.iter().min().is_some_and(|first| value < first)
        || named.iter().max().is_some_and(|last| value > last)
}

fn months(words: &str) -> Vec<i8> {
    let number = |name: &str| (1..).zip(MONTHS).find(|(_, month)| *month == name);
    let named = MONTH.find_iter(words).filter_map(|name| number(&name.as_str().to_lowercase()));
    named.map(|(number, _)| number).collect()
}

fn day(words: &str) -> Option<i8> {
    DAY.captures(words)?[1].parse().ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn words_and_a_day_go_together_as_far_as_the_words_go() {
        let day = date(2008, 9, 25);
        for words in [
            "25. oktober 2008",
            "den 24. september 2008",
            "september 2009",
            "fra oktober til december",
        ] {
            assert!(are_apart(day, words), "{words}");
        }
        for words in [
            "Den 25. september",
            "fra juni til december 2008",
            "november 2007 – februar 2009",
            "i 2008, efter 22. marts",
            "i sensommeren 2008",
        ] {
            assert!(!are_apart(day, words), "{words}");
        }
    }
}
