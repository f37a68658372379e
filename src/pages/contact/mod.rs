//! The page of a unit: where it stands in the tree of units, what it does, whom to ask about what,
//! and with whom it shares citizens, told from both ends.

pub(super) mod collaboration_map;
mod map_layout;
pub(super) mod organisation;
mod unit_tree;

use std::borrow::Cow;

use rayon::prelude::*;
use serde::Serialize;

use self::unit_tree::{Row, neighbourhood, rows};
use super::asking::Whom;
use super::cited::source_link;
use super::context::{Context, Rendered};
use super::entry::{EntryView, Parts, entry_view, frame};
use super::fact::{Fact, Part};
use super::link::Link;
use super::offer::terms;
use super::related::Known;
pub(super) use crate::model::phone_url;
use crate::model::{Address, Collaboration, Contact, EntryRef, Key, Relation, Target};

/// What the template shows.
#[derive(Serialize)]
struct ContactView<'e> {
    entry: EntryView<'e>,
    /// The tree of units around it; empty where it stands alone.
    tree: Vec<Row<'e>>,
    shared: Vec<SharedCitizens<'e>>,
}

/// Citizens that this unit shares with another.
#[derive(Serialize)]
pub(super) struct SharedCitizens<'e> {
    pub(super) unit: Link<'e>,
    pub(super) citizens: Option<String>,
    group: Option<&'e str>,
    year: Option<u16>,
    pub(super) source: Option<Link<'e>>,
}

/// All pages of this kind.
pub(super) fn pages(context: &Context<'_>) -> Rendered {
    let contacts = context.catalogue.contacts.rows().par_iter().enumerate();
    let pages = contacts.map(|(index, contact)| {
        let key = Key::new(index);
        let at = EntryRef::from(key);
        let view = view(context, key, contact);
        context.render("contact.html", &frame(context, at), &view, Some(at))
    });
    pages.collect()
}

fn view<'e>(context: &'e Context<'_>, key: Key<Contact>, contact: &'e Contact) -> ContactView<'e> {
    let at = EntryRef::from(key);
    let shared = shared(context, key, contact);
    let around = neighbourhood(context, key);
    let tree = if around.len() > 1 { rows(context, &around, Some(key)) } else { Vec::new() };
    let mut own = Vec::new();
    let mut name = |id: &'static str, there: bool| {
        own.extend(there.then(|| (id, context.words.word("part", id))));
    };
    name("del-enheder", !tree.is_empty());
    name("del-faelles-borgere", !shared.is_empty());
    let known = Known::relations(&[Relation::Parent, Relation::CollaboratesWith])
        .and(contact.parent)
        .and(contact.ask_about.iter().filter_map(|topic| topic.contact))
        .and(contact.collaborates_with.iter().map(|with| with.unit));
    let parts = Parts { before: before(context, key, contact), own, after: Vec::new(), known };
    ContactView { entry: entry_view(context, at, parts), tree, shared }
}

/// How to reach it, and what it does.
pub(super) fn before<'e>(
    context: &'e Context<'_>,
    key: Key<Contact>,
    contact: &'e Contact,
) -> Vec<Part<'e>> {
    let words = &context.words;
    let topics = contact.ask_about.iter().map(|topic| match topic.contact {
        Some(unit) => context.link(unit).about(&topic.topic),
        None => Link::to("", &*topic.topic),
    });
    let what = Part::new(context, "del-hvad")
        .asked(Fact::new(context, "does").texts(&contact.does))
        .given(Fact::new(context, "target_groups").links(terms(context, &contact.target_groups)))
        .given(Fact::new(context, "areas").links(terms(context, &contact.areas)))
        .given(Fact::new(context, "ask_about").links(topics))
        .given(
            Fact::new(context, "unit_type")
                .text(Some(words.word("unit_type", contact.unit_type.as_str()))),
        )
        .asked(
            Fact::new(context, "administration").links(terms(context, &contact.administrations)),
        );
    vec![reach(context, key, contact), what]
}

/// Its own ways to be reached, else those of the nearest unit above or of the portal.
fn reach<'e>(context: &'e Context<'_>, key: Key<Contact>, contact: &'e Contact) -> Part<'e> {
    let website = contact.website.as_deref().map(|website| Link::to(website, website));
    let whom = Whom::of_unit(context, key);
    Part::new(context, "del-kontakt")
        .given(whom.names("ask_first"))
        .and(whom.ways(Some(key)))
        .given(Fact::new(context, "address").text(contact.address.as_ref().map(address)))
        .given(Fact::new(context, "website").links(website))
        .given(Fact::new(context, "ean").text(contact.ean.as_deref()))
        .of_whom_to_ask()
}

fn address(address: &Address) -> Cow<'_, str> {
    let town = [address.postal_code.as_deref(), address.city.as_deref()];
    let town = town.into_iter().flatten().collect::<Vec<_>>().join(" ");
    if town.is_empty() {
        Cow::Borrowed(&address.street)
    } else {
        Cow::Owned(format!("{}, {town}", address.street))
    }
}

/// The citizens that a unit shares, as it says itself and as others say of it; what both say stands
/// once.
pub(super) fn shared<'e>(
    context: &'e Context<'_>,
    key: Key<Contact>,
    contact: &'e Contact,
) -> Vec<SharedCitizens<'e>> {
    let own = contact.collaborates_with.iter().map(|with| (with.unit, with));
    let references = context.catalogue.references.to(Target::Entry(key.into()));
    let wanted = references.filter(|reference| reference.relation == Relation::CollaboratesWith);
    let mut others: Vec<Key<Contact>> =
        wanted.map(|reference| Key::new(reference.from.index as usize)).collect();
    others.sort_unstable();
    others.dedup();
    let told = others.into_iter().flat_map(|other| {
        let with = context.catalogue.contacts[other].collaborates_with.iter();
        with.filter(move |with| with.unit == key).map(move |with| (other, with))
    });
    let same = |a: &Collaboration, b: &Collaboration| {
        (a.citizens, &a.group, a.as_of) == (b.citizens, &b.group, b.as_of)
    };
    let mut all: Vec<(Key<Contact>, &Collaboration)> = own.collect();
    for (unit, with) in told {
        if !all.iter().any(|(known, known_with)| *known == unit && same(known_with, with)) {
            all.push((unit, with));
        }
    }
    all.sort_by_key(|(_, with)| std::cmp::Reverse(with.citizens));
    all.into_iter().map(|(unit, with)| shared_citizens(context, unit, with)).collect()
}

/// One row of a table of shared citizens.
pub(super) fn shared_citizens<'e>(
    context: &'e Context<'_>,
    unit: Key<Contact>,
    with: &'e Collaboration,
) -> SharedCitizens<'e> {
    let citizens = with
        .citizens
        .map(|citizens| context.words.amount(f64::from(citizens), None, with.approximate));
    SharedCitizens {
        unit: context.link(unit),
        citizens,
        group: with.group.as_deref(),
        year: with.as_of,
        source: with.source.as_ref().map(|source| source_link(context, source)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_telephone_link_has_digits_alone() {
        assert_eq!(phone_url("+45 3317 3321"), "tel:+4533173321");
    }

    #[test]
    fn an_address_without_a_town_is_its_street() {
        let mut place =
            Address { street: "Bernstorffsgade 17".to_owned(), postal_code: None, city: None };
        assert_eq!(address(&place), "Bernstorffsgade 17");
        place.postal_code = Some("1592".to_owned());
        assert_eq!(address(&place), "Bernstorffsgade 17, 1592");
    }
}
