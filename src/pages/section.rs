//! The list of every kind that has one: offers, procedures, contacts, goals, courses and news.

use std::collections::HashMap;

use rayon::prelude::*;

use super::card::Heading;
use super::context::{Context, Rendered};
use super::goal::figures;
use super::link::Link;
use super::listing::{Listing, Table, listing, of_them};
use super::news;
use crate::model::{
    Catalogue, Contact, EntryRef, GoalType, Key, Kind, Lane, Procedure, UnitType, VocabularyTerm,
};
use crate::routes::{COLLABORATION_MAP, FINDER, ORGANISATION};

/// All lists.
pub(super) fn pages(context: &Context<'_>) -> Rendered {
    // The list of terms is the glossary, which is a page of its own kind.
    let kinds = Kind::ALL.into_par_iter().filter(|kind| *kind != Kind::Term);
    kinds.flat_map_iter(|kind| section(context, kind)).collect()
}

fn section(context: &Context<'_>, kind: Kind) -> Rendered {
    let Some(url) = kind.list() else { return Rendered::new() };
    let homes = Homes::of(context.catalogue);
    let entries = entries(context, kind, &homes);
    let historical = entries.iter().filter(|at| context.catalogue.heading(**at).historical).count();
    let list = Listing {
        url: url.to_owned(),
        title: context.words.kinds(kind),
        kind: "",
        intro: Some(context.words.word("section_intro", kind.as_str())),
        facts: None,
        above: None,
        sources: Vec::new(),
        on: None,
        of_them: of_them_and_found(context, kind, entries.len(), historical),
        entries,
        counted: kind.as_str(),
        ways: ways(context, kind),
    };
    let heading = |at: EntryRef| match at.kind {
        Kind::Contact => homes.heading(context, Key::new(at.index as usize)),
        _ => heading(context, at, historical > 0),
    };
    listing(context, &list, heading, tables(context, kind))
}

/// How many of the entries are history, and that the finder leaves those out.
fn of_them_and_found(
    context: &Context<'_>,
    kind: Kind,
    all: usize,
    historical: usize,
) -> Option<String> {
    let said = of_them(context, historical)?;
    if kind != Kind::Offer {
        return Some(said);
    }
    let current = (all - historical).to_string();
    Some(format!("{said} {}", context.words.fill("list.found", &[("count", &current)])))
}

/// Pages that lead to the same entries another way.
fn ways<'e>(context: &'e Context<'_>, kind: Kind) -> Vec<Link<'e>> {
    let words = &context.words;
    match kind {
        Kind::Offer => vec![Link::to(FINDER, words.page("finder.title"))],
        Kind::Contact => vec![
            Link::to(ORGANISATION, words.page("organisation.title")),
            Link::to(COLLABORATION_MAP, words.page("map.title")),
        ],
        _ => Vec::new(),
    }
}

/// Where a unit stands in the list of units, the first first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Home {
    /// With its administration, of which the list has more than one unit.
    Administration(Key<VocabularyTerm>),
    /// With the administrations of which the list has nothing but one unit.
    OtherAdministrations,
    /// With all who are no administration's.
    Partners,
    /// With those who decide, and whom nobody calls.
    Committees,
}

/// Where the units of a portal stand.
struct Homes<'c> {
    catalogue: &'c Catalogue,
    /// How many units each administration has.
    units: HashMap<Key<VocabularyTerm>, usize>,
}

impl<'c> Homes<'c> {
    fn of(catalogue: &'c Catalogue) -> Self {
        let mut units = HashMap::new();
        for administration in catalogue.contacts.iter().filter_map(Contact::administration) {
            *units.entry(administration).or_default() += 1;
        }
        Self { catalogue, units }
    }

    fn home(&self, unit: Key<Contact>) -> Home {
        let contact = &self.catalogue.contacts[unit];
        match contact.administration() {
            Some(administration) if self.units.get(&administration) > Some(&1) => {
                Home::Administration(administration)
            }
            Some(_) => Home::OtherAdministrations,
            None if contact.unit_type == UnitType::Committee => Home::Committees,
            None => Home::Partners,
        }
    }

    fn heading<'e>(&self, context: &'e Context<'_>, unit: Key<Contact>) -> Heading<'e> {
        let words = &context.words;
        match self.home(unit) {
            Home::Administration(administration) => {
                let term = &context.catalogue.vocabulary[administration];
                Heading {
                    of: context.as_workplace(term),
                    short: Some(term.short_name()),
                    ..term.label.as_str().into()
                }
            }
            Home::OtherAdministrations => words.page("contact.other_administrations").into(),
            Home::Partners => words.page("contact.no_administration").into(),
            Home::Committees => words.page("contact.committees").into(),
        }
    }
}

fn entries(context: &Context<'_>, kind: Kind, homes: &Homes<'_>) -> Vec<EntryRef> {
    let catalogue = context.catalogue;
    let mut entries = context.all(kind);
    match kind {
        Kind::News => return news::latest_first(context),
        Kind::Contact => entries.sort_by_key(|at| {
            let unit = Key::new(at.index as usize);
            (homes.home(unit), catalogue.contacts[unit].unit_type != UnitType::Administration)
        }),
        Kind::Offer => entries.sort_by_key(|at| {
            let offer = &catalogue.offers[Key::new(at.index as usize)];
            (catalogue.heading(*at).historical, offer.offer_type.map_or(usize::MAX, Key::index))
        }),
        Kind::Procedure => entries.sort_by_key(|at| {
            let procedure = &catalogue.procedures[Key::new(at.index as usize)];
            let beginner = beginner(catalogue, procedure);
            (catalogue.heading(*at).historical, beginner.is_none(), beginner)
        }),
        Kind::Goal => entries.sort_by_key(|at| {
            let goal = &catalogue.goals[Key::new(at.index as usize)];
            GoalType::ALL.iter().position(|one| *one == goal.goal_type)
        }),
        _ => {}
    }
    entries
}

/// Who begins a procedure: whoever has the initiative, else who does the first step.
pub(super) fn beginner(catalogue: &Catalogue, procedure: &Procedure) -> Option<Lane> {
    let holder = procedure.initiative.as_ref().and_then(|initiative| initiative.holder);
    let administration = holder.and_then(|unit| catalogue.contacts[unit].administration());
    let first = procedure.steps.first();
    administration.map(Lane::Administration).or_else(|| first.map(|step| step.lane))
}

/// The heading that an entry stands under: offers by type, procedures by who begins, goals by sort,
/// news by year, all others by whether they hold or are history, where there is history: one
/// heading over everything divides nothing.
fn heading<'e>(context: &'e Context<'_>, at: EntryRef, has_history: bool) -> Heading<'e> {
    let (catalogue, words) = (context.catalogue, &context.words);
    let index = at.index as usize;
    match at.kind {
        Kind::Offer if !catalogue.heading(at).historical => {
            let form = catalogue.offers[Key::new(index)].offer_type;
            form.map_or(words.page("unknown"), |key| catalogue.vocabulary[key].label.as_str())
                .into()
        }
        Kind::Procedure if !catalogue.heading(at).historical => {
            let lane = beginner(catalogue, &catalogue.procedures[Key::new(index)]);
            let title = lane.map(|lane| match lane {
                Lane::Citizen => words.page("list.begins_citizen").into(),
                _ => words.fill("list.begins", &[("name", context.lane(lane).0)]).into(),
            });
            Heading {
                title: Some(title.unwrap_or(words.page("list.begins_unknown").into())),
                ..Heading::default()
            }
        }
        Kind::Goal => {
            words.word("goal_types", catalogue.goals[Key::new(index)].goal_type.as_str()).into()
        }
        Kind::News => {
            let date = catalogue.news[Key::new(index)].date;
            let title = date.map_or_else(
                || words.page("unknown").into(),
                |date| date.year().to_string().into(),
            );
            Heading { title: Some(title), ..Heading::default() }
        }
        _ if catalogue.heading(at).historical => words.page("list.historical").into(),
        _ if has_history => words.page("list.current").into(),
        _ => Heading::default(),
    }
}

/// The figures of all goals that are measured, on the list of goals.
fn tables<'e>(context: &'e Context<'_>, kind: Kind) -> Vec<Table<'e>> {
    if kind != Kind::Goal {
        return Vec::new();
    }
    let goals = context.catalogue.goals.iter().enumerate();
    let measured = goals.filter(|(_, goal)| goal.goal_type == GoalType::Result);
    let tables = measured.map(|(index, goal)| Table {
        link: context.link(EntryRef::new(Kind::Goal, index)),
        figures: figures(context, goal),
    });
    tables.collect()
}
