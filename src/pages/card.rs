//! An entry in a list: its title as a link, what it is in one sentence, and a few words to tell it
//! from others.

use std::borrow::Cow;
use std::collections::HashMap;
use std::iter;

use serde::Serialize;

use super::context::Context;
use super::entry::{StatusLabel, status_label};
use super::link::Link;
use super::news;
use crate::model::{Catalogue, Contact, Entry, EntryRef, Key, Kind, UnitType, VocabularyTerm};

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
    topics: Vec<&'e str>,
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
        topics: Vec::new(),
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

    /// Says of which unit it is a part and what it is asked about, and has it found by its work, for
    /// which it is looked for more than by its name.
    pub(super) fn of_unit(
        &mut self,
        context: &'e Context<'_>,
        unit: Key<Contact>,
        work: Option<&Work<'e>>,
    ) {
        let contacts = &context.catalogue.contacts;
        let contact = &contacts[unit];
        let above = contact.parent.map(|above| &contacts[above]);
        let above = above.filter(|above| above.unit_type != UnitType::Administration);
        if let Some((form, above)) = self.tags.last_mut().zip(above) {
            let names = [("form", form.as_ref()), ("unit", &above.entry.title)];
            *form = context.words.fill("list.part_of", &names).into();
        }
        self.words
            .extend(contact.entry.also_called.iter().chain(&contact.does).map(String::as_str));
        if let Some(Work { topics, offers }) = work {
            self.topics = topics.iter().take(TOPICS).copied().collect();
            self.words.extend(topics.iter().chain(offers).copied());
        }
        self.words.sort_unstable();
        self.words.dedup();
    }
}

/// What a unit is looked for by.
#[derive(Default)]
pub(super) struct Work<'e> {
    /// What it is asked about: by its own page, or by that of another unit that names it. What a
    /// unit sends on to others it is not asked about.
    topics: Vec<&'e str>,
    /// What the offers that it has to do with and whom they are for are called.
    offers: Vec<&'e str>,
}

/// What each unit is looked for by. A whole administration has to do with everything.
pub(super) fn work(catalogue: &Catalogue) -> HashMap<Key<Contact>, Work<'_>> {
    let mut work: HashMap<Key<Contact>, Work<'_>> = HashMap::new();
    for (_, asked, topic) in catalogue.topics() {
        let topics = &mut work.entry(asked).or_default().topics;
        if !topics.contains(&topic) {
            topics.push(topic);
        }
    }
    let group = |key: &Key<VocabularyTerm>| {
        let term = &catalogue.vocabulary[*key];
        iter::once(&term.label).chain(&term.also_called).map(String::as_str)
    };
    for (unit, contact) in catalogue.contacts.keyed() {
        let of_unit = &mut work.entry(unit).or_default().offers;
        of_unit.extend(contact.target_groups.iter().flat_map(group));
    }
    for offer in &catalogue.offers {
        let units = offer.provider.iter().chain(&offer.contacts).chain(&offer.referral.by);
        let is_whole =
            |unit: &&Key<Contact>| catalogue.contacts[**unit].unit_type == UnitType::Administration;
        for unit in units.filter(|unit| !is_whole(unit)) {
            let Entry { title, also_called, .. } = &offer.entry;
            let names = iter::once(title).chain(also_called).map(String::as_str);
            work.entry(*unit).or_default().offers.extend(names);
        }
    }
    work
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
        // What a heading is the name of stands under it as a whole, not by the same name again.
        if title.as_deref() == Some(&card.link.title) {
            card.link.title =
                context.words.fill("list.whole", &[("name", &card.link.title)]).into();
        }
        match groups.last_mut() {
            Some(group) if group.title == title => group.cards.push(card),
            _ => groups.push(CardGroup { title, of, cards: vec![card] }),
        }
    }
    groups
}
