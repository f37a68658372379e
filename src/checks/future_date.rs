//! `future-date`: what somebody has done, or what was measured, on a day that is not yet.
//!
//! Why: a review, an approval or a measurement is of the past; a year with two figures exchanged
//! makes a page look fresh for years. What is planned, ends or applies from a day may lie ahead.
//! Wrong: `reviewed: 2031-06-01`, in 2013. Right: `reviewed: 2013-06-01`.

use jiff::civil::Date;

use super::Inputs;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::model::{Catalogue, Entry, Status};
use crate::source::Place;

/// Later than the portal's day.
pub(super) static FUTURE_DATE: Code = Code::warning("future-date");

/// A key, where it is written and the day it gives.
type Dated = (&'static str, Place, Date);

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let catalogue = input.catalogue;
    let entries = input.entries().flat_map(|(entry, _)| of_entry(entry));
    let documents = catalogue.documents.iter();
    let documents = documents.filter_map(|document| Some(("date", document.at, document.date?)));
    let dates = entries.chain(of_kinds(catalogue)).chain(documents);
    let today = catalogue.today;
    let ahead = dates.filter(|(_, _, date)| *date > today);
    ahead
        .map(|(key, place, date)| {
            Diagnostic::new(&FUTURE_DATE, place)
                .with("field", key)
                .with("date", date)
                .with("today", today)
        })
        .collect()
}

fn of_entry(entry: &Entry) -> Vec<Dated> {
    let reviewed = entry.reviewed.map(|date| ("reviewed", entry.place(entry.at.reviewed), date));
    let confirmed = entry.confirmed_by.iter();
    let confirmed = confirmed.map(|by| ("confirmed_by", entry.place_of("confirmed_by"), by.date));
    let facts = entry
        .dated()
        .filter_map(|(key, dated)| Some(("checked", entry.place_of(key), dated.checked?)));
    reviewed.into_iter().chain(confirmed).chain(facts).collect()
}

fn of_kinds(catalogue: &Catalogue) -> impl Iterator<Item = Dated> {
    let happened = |entry: &Entry, key, date: Option<Date>| {
        let date = date.filter(|_| entry.status != Status::Planned)?;
        Some((key, entry.place_of(key), date))
    };
    let approved = catalogue.procedures.iter();
    let approved = approved
        .filter_map(move |procedure| happened(&procedure.entry, "approved", procedure.approved));
    let news =
        catalogue.news.iter().filter_map(move |news| happened(&news.entry, "date", news.date));
    let measured = catalogue.goals.iter().flat_map(|goal| {
        let place = goal.entry.place_of("measurements");
        let dates = goal.measurements.iter().filter_map(|figure| figure.date);
        dates.map(move |date| ("measurements", place, date))
    });
    let since = catalogue
        .courses
        .iter()
        .filter_map(|course| Some(("since", course.entry.place_of("since"), course.since?)));
    let shared = catalogue.contacts.iter().flat_map(|unit| {
        let place = unit.entry.place_of("collaborates_with");
        let years = unit.collaborates_with.iter().filter_map(|shared| shared.as_of);
        let first_day = |year: u16| Date::new(i16::try_from(year).ok()?, 1, 1).ok();
        years.filter_map(first_day).map(move |date| ("as_of", place, date))
    });
    approved.chain(news).chain(measured).chain(since).chain(shared)
}
