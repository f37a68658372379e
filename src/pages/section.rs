//! The list of every kind that has one: offers, procedures, contacts, goals, courses and news.

use std::borrow::Cow;

use rayon::prelude::*;

use super::contact::collaboration_map;
use super::contact::organisation;
use super::edition::{Edition, Rendered};
use super::finder;
use super::frame::section_url;
use super::goal::figures;
use super::link::Link;
use super::listing::{Listing, Table, listing};
use super::news;
use crate::model::{EntryRef, GoalType, Key, Kind};

const KINDS: [Kind; 6] = [Kind::Offer, Kind::Procedure, Kind::Contact, Kind::Goal, Kind::Course, Kind::News];

/// All lists.
pub(super) fn pages(edition: &Edition<'_>) -> Rendered {
    KINDS.into_par_iter().flat_map_iter(|kind| section(edition, kind)).collect()
}

fn section(edition: &Edition<'_>, kind: Kind) -> Rendered {
    let list = Listing {
        url: section_url(kind).unwrap_or("/").to_owned(),
        title: edition.words.kinds(kind),
        kind: "",
        intro: Some(edition.words.word("section_intro", kind.as_str())),
        facts: None,
        above: None,
        entries: entries(edition, kind),
        counted: kind.as_str(),
        ways: ways(edition, kind),
    };
    listing(edition, &list, |at| Some(heading(edition, at)), tables(edition, kind))
}

/// Pages that lead to the same entries another way.
fn ways<'e>(edition: &'e Edition<'_>, kind: Kind) -> Vec<Link<'e>> {
    let words = &edition.words;
    match kind {
        Kind::Offer => vec![Link::to(finder::URL, words.page("finder.title"))],
        Kind::Contact => vec![
            Link::to(organisation::URL, words.page("organisation.title")),
            Link::to(collaboration_map::URL, words.page("map.title")),
        ],
        _ => Vec::new(),
    }
}

fn entries(edition: &Edition<'_>, kind: Kind) -> Vec<EntryRef> {
    let catalogue = edition.catalogue;
    let mut entries = edition.all(kind);
    match kind {
        Kind::News => return news::latest_first(edition),
        Kind::Contact => entries.sort_by_key(|at| {
            let contact = &catalogue.contacts[Key::new(at.index as usize)];
            contact.administration.map_or(usize::MAX, Key::index)
        }),
        Kind::Goal => entries.sort_by_key(|at| {
            let goal = &catalogue.goals[Key::new(at.index as usize)];
            GoalType::ALL.iter().position(|one| *one == goal.goal_type)
        }),
        _ => {}
    }
    entries
}

/// The heading that an entry stands under: contacts by administration, goals by sort, news by year, all others by
/// whether they hold or are history.
fn heading<'e>(edition: &'e Edition<'_>, at: EntryRef) -> Cow<'e, str> {
    let (catalogue, words) = (edition.catalogue, &edition.words);
    let index = at.index as usize;
    match at.kind {
        Kind::Contact => {
            let administration = catalogue.contacts[Key::new(index)].administration;
            let label = administration.map(|key| catalogue.vocabulary[key].label.as_str());
            Cow::Borrowed(label.unwrap_or(words.page("contact.no_administration")))
        }
        Kind::Goal => words.word("goal_types", catalogue.goals[Key::new(index)].goal_type.as_str()).into(),
        Kind::News => {
            let date = catalogue.news[Key::new(index)].date;
            date.map_or_else(|| words.page("unknown").into(), |date| date.year().to_string().into())
        }
        _ => words.page(if catalogue.heading(at).historical { "list.historical" } else { "list.current" }).into(),
    }
}

/// The figures of all goals that are measured, on the list of goals.
fn tables<'e>(edition: &'e Edition<'_>, kind: Kind) -> Vec<Table<'e>> {
    if kind != Kind::Goal {
        return Vec::new();
    }
    let goals = edition.catalogue.goals.iter().enumerate();
    let measured = goals.filter(|(_, goal)| goal.goal_type == GoalType::Result);
    let tables = measured.map(|(index, goal)| Table {
        link: edition.link(EntryRef::new(Kind::Goal, index)),
        figures: figures(edition, goal),
    });
    tables.collect()
}
