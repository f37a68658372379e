//! A day, against the same day in words.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::super::Inputs;
use super::contradiction;
use crate::diagnostics::Diagnostic;
use crate::prose::pattern;
use crate::source::Place;

static YEAR: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:1[89]|20|21)\d\d\b"));

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

/// Words that name years, all of them before the day's or all after it.
fn judge(place: Place, date: Option<Date>, words: Option<&str>) -> Option<Diagnostic> {
    let (date, words) = (date?, words?);
    let years: Vec<i16> =
        YEAR.find_iter(words).filter_map(|year| year.as_str().parse().ok()).collect();
    let (first, last) = (years.iter().min()?, years.iter().max()?);
    let is_apart = date.year() < *first || date.year() > *last;
    is_apart.then(|| contradiction(place, ("date_text", words), ("date", &date.to_string())))
}
