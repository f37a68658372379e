//! An entry in a list: its title as a link, what it is in one sentence, and a few words to tell it
//! from others.

use std::borrow::Cow;
use std::collections::HashMap;

use serde::Serialize;

use super::context::Context;
use super::entry::{StatusLabel, status_label};
use super::link::Link;
use super::news;
use crate::model::{Catalogue, Contact, EntryRef, Key, Kind};

/// How many things that a unit is asked about its card names.
const TOPICS: usize = 2;

/// An entry in a list.
#[derive(Serialize)]
pub(super) struct Card<'e> {
    id: &'e str,
    /// The id of the administration that it is of alone.
    of: Option<&'e str>,
    link: Link<'e>,
    summary: &'e str,
    status: Option<StatusLabel<'e>>,
    tags: Vec<Cow<'e, str>>,
    /// The day of a piece of news.
    date: Option<Cow<'e, str>>,
    /// What a unit is asked about, the first things.
    topics: Option<String>,
    /// What else a list that is narrowed by words finds it by.
    words: Vec<&'e str>,
}

/// A heading and the cards under it.
#[derive(Serialize)]
pub(super) struct CardGroup<'e> {
    pub(super) title: Option<Cow<'e, str>>,
    /// The id of the administration that it is, where readers may work in it.
    pub(super) of: Option<&'e str>,
    pub(super) cards: Vec<Card<'e>>,
}

/// What a group of cards stands under.
#[derive(Default)]
pub(super) struct Heading<'e> {
    pub(super) title: Option<Cow<'e, str>>,
    /// What cards call the same.
    pub(super) short: Option<&'e str>,
    /// The id of the administration that the heading is, where readers may work in it.
    pub(super) of: Option<&'e str>,
}

impl<'e> From<&'e str> for Heading<'e> {
    fn from(title: &'e str) -> Self {
        Self { title: Some(title.into()), ..Self::default() }
    }
}

/// The card of an entry.
pub(super) fn card<'e>(context: &'e Context<'_>, at: EntryRef) -> Card<'e> {
    let entry = context.catalogue.entry(at);
    Card {
        id: &entry.id,
        of: context.workplace(at),
        link: context.link(at),
        summary: &entry.summary,
        status: status_label(context, entry),
        tags: tags(context, at),
        date: date(context, at),
        topics: None,
        words: Vec::new(),
    }
}

fn date<'e>(context: &'e Context<'_>, at: EntryRef) -> Option<Cow<'e, str>> {
    let news = (at.kind == Kind::News).then_some(&context.catalogue.news)?;
    news::day(context, &news[Key::new(at.index as usize)])
}

impl<'e> Card<'e> {
    /// Leaves out what the heading above it says already.
    fn leave_out(&mut self, said: &[Option<&str>]) {
        self.tags.retain(|tag| !said.contains(&Some(tag.as_ref())));
        self.status.take_if(|status| said.contains(&Some(status.word)));
    }

    /// Says what the unit is asked about, and has it found by that and by what it is called too: it
    /// is looked for by its work more than by its name.
    pub(super) fn found_by_work(
        &mut self,
        context: &Context<'_>,
        contact: &'e Contact,
        topics: &[&'e str],
    ) {
        let first = topics.iter().take(TOPICS).copied().collect::<Vec<_>>().join(" · ");
        let line = || context.words.fill("list.topics", &[("list", &first)]);
        self.topics = (!first.is_empty()).then(line);
        let words = contact.entry.also_called.iter().chain(&contact.does).map(String::as_str);
        self.words.extend(words.chain(topics.iter().copied()));
    }
}

/// What each unit is asked about: by its own page, or by that of another unit that names it. What a
/// unit sends on to others it is not asked about.
pub(super) fn topics(catalogue: &Catalogue) -> HashMap<Key<Contact>, Vec<&str>> {
    let mut topics: HashMap<Key<Contact>, Vec<&str>> = HashMap::new();
    for (_, asked, topic) in catalogue.topics() {
        let of_unit = topics.entry(asked).or_default();
        if !of_unit.contains(&topic) {
            of_unit.push(topic);
        }
    }
    topics
}

/// What tells it from others of its kind: administrations in short, and the sort of offer, unit or
/// goal.
pub(super) fn tags<'e>(context: &'e Context<'_>, at: EntryRef) -> Vec<Cow<'e, str>> {
    let catalogue: &'e Catalogue = context.catalogue;
    let index = at.index as usize;
    let short = |key| Cow::Borrowed(catalogue.vocabulary[key].short_name());
    match at.kind {
        Kind::Offer => {
            let offer = &catalogue.offers[Key::new(index)];
            let form = offer.offer_type.map(|key| catalogue.vocabulary[key].label.as_str().into());
            offer.administrations.iter().copied().map(short).chain(form).collect()
        }
        Kind::Procedure => {
            let procedure = &catalogue.procedures[Key::new(index)];
            let steps = match procedure.steps.len() {
                0 => context.words.page("list.no_steps").into(),
                count => context.words.count(count, "step").into(),
            };
            procedure.administrations.iter().copied().map(short).chain([steps]).collect()
        }
        Kind::Contact => {
            let contact = &catalogue.contacts[Key::new(index)];
            let form = context.words.word("unit_type", contact.unit_type.as_str());
            contact.administrations.iter().copied().map(short).chain([form.into()]).collect()
        }
        Kind::Goal => {
            let goal = &catalogue.goals[Key::new(index)];
            vec![context.words.word("goal_type", goal.goal_type.as_str()).into()]
        }
        Kind::Course => {
            catalogue.courses[Key::new(index)].audience.iter().copied().map(short).collect()
        }
        _ => Vec::new(),
    }
}

/// Cards under headings: entries in a row that have the same heading stand together.
pub(super) fn grouped<'e>(
    context: &'e Context<'_>,
    entries: &[EntryRef],
    heading: impl Fn(EntryRef) -> Heading<'e>,
) -> Vec<CardGroup<'e>> {
    let mut groups: Vec<CardGroup<'e>> = Vec::new();
    for at in entries {
        let Heading { title, short, of } = heading(*at);
        let mut card = card(context, *at);
        card.leave_out(&[title.as_deref(), short]);
        match groups.last_mut() {
            Some(group) if group.title == title => group.cards.push(card),
            _ => groups.push(CardGroup { title, of, cards: vec![card] }),
        }
    }
    groups
}
