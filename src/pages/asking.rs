//! Whom to call or write to about an entry. One rule says who is asked first, for the part that
//! stands at the top of a page and for the cards of the finder: whom the entry names, by the
//! telephone or mailbox of the first unit that has one, itself or above it; where there is none, the
//! portal's own. Takes the catalogue. No page leads nowhere.

use std::borrow::Cow;

use serde::Serialize;

use super::contact::phone_url;
use super::context::Context;
use super::fact::{Fact, Part};
use super::link::Link;
use super::section::beginner;
use crate::model::{
    Catalogue, Contact, ContactPoint, Entry, EntryRef, Key, Kind, Offer, Procedure,
};
use crate::percent;

/// Whom to ask.
pub(super) struct Whom<'e> {
    context: &'e Context<'e>,
    /// The units that are asked by name, the first of them first.
    pub(super) named: Vec<Key<Contact>>,
    /// Whether the sources name none, and these are no more than where it belongs.
    pub(super) is_home: bool,
    /// The unit whose telephone or mailbox is given.
    near: Option<Key<Contact>>,
}

/// Whom the portal itself names, where nobody else can be reached.
#[derive(Serialize)]
pub(super) struct OfPortal<'e> {
    /// What is said of it.
    pub(super) text: Option<&'e str>,
    /// The ways to it, the first to take first.
    pub(super) ways: Vec<Link<'e>>,
}

impl<'e> Whom<'e> {
    /// The units to name, and those that are only asked for a telephone or a mailbox.
    fn of(
        context: &'e Context<'_>,
        named: Vec<Key<Contact>>,
        others: impl IntoIterator<Item = Key<Contact>>,
    ) -> Self {
        let mut all = named.iter().copied().chain(others);
        let near = all.find_map(|unit| context.catalogue.reachable(unit));
        Self { context, named, is_home: false, near }
    }

    /// About an offer: its contacts, else who runs it, else the administrations that it is of; then
    /// who refers to it and who answers for the page.
    pub(super) fn of_offer(context: &'e Context<'_>, offer: &'e Offer) -> Self {
        let named =
            if offer.contacts.is_empty() { offer.provider.as_slice() } else { &offer.contacts };
        let others = offer.provider.iter().chain(&offer.referral.by).chain(&offer.entry.owner);
        let is_home = named.is_empty();
        let named = if is_home {
            offer.administrations.iter().filter_map(|key| context.catalogue.whole(*key)).collect()
        } else {
            named.to_vec()
        };
        Self { is_home, ..Self::of(context, named, others.copied()) }
    }

    /// About a procedure: who must act first, else who does the first step that somebody does.
    fn of_procedure(context: &'e Context<'_>, procedure: &'e Procedure) -> Self {
        let units = units_of(procedure);
        let first = units.first().copied().into_iter().collect();
        Self::of(context, first, units.into_iter().chain(procedure.entry.owner))
    }

    /// About what a unit does: itself, else the nearest unit above that can be reached, else the
    /// one just above. It is not named on its own page.
    pub(super) fn of_unit(context: &'e Context<'_>, unit: Key<Contact>) -> Self {
        let catalogue = context.catalogue;
        let near = catalogue.reachable(unit);
        let above = near.or(catalogue.contacts[unit].parent).filter(|above| *above != unit);
        Self { context, named: above.into_iter().collect(), is_home: false, near }
    }

    /// Where nothing but a unit is known.
    pub(super) fn of_named(context: &'e Context<'_>, unit: Option<Key<Contact>>) -> Self {
        Self::of(context, unit.into_iter().collect(), None)
    }

    /// The first telephone number or mailbox, and whose it is where that is not the unit that is
    /// named first.
    pub(super) fn reach(&self) -> Option<(&'e str, Option<&'e str>)> {
        Some((first_way(self.context.catalogue, self.near?)?, self.whose()))
    }

    fn whose(&self) -> Option<&'e str> {
        let near = self.near.filter(|near| self.named.first() != Some(near))?;
        Some(&self.context.catalogue.contacts[near].entry.title)
    }

    /// The units that are named, as a fact.
    pub(super) fn names(&self, fact: &'static str) -> Fact<'e> {
        let context = self.context;
        Fact::new(context, fact).links(self.named.iter().map(|unit| context.link(*unit)))
    }

    /// How to reach the one that can be, else the portal; `page` is the unit whose page it is.
    pub(super) fn ways(&self, page: Option<Key<Contact>>) -> Vec<Fact<'e>> {
        let context = self.context;
        if let Some(near) = self.near {
            let whose = self.whose().filter(|_| page != Some(near));
            return reach(context, &context.catalogue.contacts[near], whose);
        }
        let known: Vec<_> = self.named.iter().copied().chain(page).map(EntryRef::from).collect();
        let OfPortal { text, ways } = of_portal(context, &known);
        let ask = Fact::new(context, "ask").text(Some(context.words.page("ask.none"))).text(text);
        vec![ask.links(ways)]
    }
}

/// The part of an offer.
pub(super) fn of_offer<'e>(context: &'e Context<'_>, offer: &'e Offer) -> Part<'e> {
    let whom = Whom::of_offer(context, offer);
    let provider = offer.provider.filter(|provider| !whom.named.contains(provider));
    Part::new(context, "del-kontakt")
        .given(whom.names(if whom.is_home { "ask_first" } else { "contacts" }))
        .given(Fact::new(context, "provider").links(provider.map(|unit| context.link(unit))))
        .and(whom.ways(None))
        .of_whom_to_ask()
}

/// The part of a procedure: who begins, the first deadline, and how to reach who does the steps.
pub(super) fn of_procedure<'e>(context: &'e Context<'_>, procedure: &'e Procedure) -> Part<'e> {
    let whom = Whom::of_procedure(context, procedure);
    let initiative = procedure.initiative.as_ref();
    let holder = initiative.and_then(|initiative| initiative.holder);
    let text = initiative.and_then(|initiative| initiative.text.as_deref());
    let begins = beginner(context.catalogue, procedure).filter(|_| initiative.is_none());
    let deadline = first_deadline(context, procedure);
    let unknown = deadline.is_none().then(|| context.words.page("unknown"));
    let part = Part::new(context, "del-kontakt")
        .given(
            Fact::new(context, "initiative")
                .text(text)
                .links(holder.map(|holder| context.link(holder))),
        )
        .given(Fact::new(context, "begins").text(begins.map(|lane| context.lane(lane).0)))
        .given(Fact::new(context, "first_deadline").links(deadline).text(unknown));
    // Who holds the initiative is named there.
    let part = if holder.is_none() { part.given(whom.names("contacts")) } else { part };
    part.and(whom.ways(None)).of_whom_to_ask()
}

/// The first step that must be done by a certain time.
fn first_deadline<'e>(context: &'e Context<'_>, procedure: &'e Procedure) -> Option<Link<'e>> {
    let mut dated = procedure.steps.iter().filter_map(|step| Some((step, step.deadline.as_ref()?)));
    let (step, deadline) = dated.find(|(_, deadline)| deadline.is_limit())?;
    let link = Link::to(format!("#{}", step.id), &*step.title);
    Some(link.noted(Some(context.words.deadline(deadline))))
}

fn units_of(procedure: &Procedure) -> Vec<Key<Contact>> {
    let holder = procedure.initiative.as_ref().and_then(|initiative| initiative.holder);
    holder.into_iter().chain(procedure.steps.iter().filter_map(|step| step.responsible)).collect()
}

/// Telephone, mail and hours of a unit, each with whose it is.
fn reach<'e>(context: &'e Context<'_>, unit: &'e Contact, whose: Option<&'e str>) -> Vec<Fact<'e>> {
    let phones = unit.phones.iter().map(|phone| {
        let note =
            [whose, phone.text.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(", ");
        Link::to(phone_url(&phone.number), &*phone.number)
            .noted(Some(note).filter(|note| !note.is_empty()))
    });
    let email =
        unit.email.as_deref().map(|email| Link::to(format!("mailto:{email}"), email).noted(whose));
    vec![
        Fact::new(context, "phones").links(phones),
        Fact::new(context, "email").links(email),
        Fact::new(context, "opening_hours").texts(&unit.opening_hours),
    ]
}

/// The telephone number of a unit, else its mailbox.
fn first_way(catalogue: &Catalogue, unit: Key<Contact>) -> Option<&str> {
    let unit = &catalogue.contacts[unit];
    unit.phones.first().map(|phone| phone.number.as_str()).or(unit.email.as_deref())
}

/// The unit that the portal asks, where it can be reached; else the contact point, which can, and
/// the unit by its name. What is `known` already is not named again: it may be the page itself.
pub(super) fn of_portal<'e>(context: &'e Context<'_>, known: &[EntryRef]) -> OfPortal<'e> {
    let catalogue = context.catalogue;
    let asked = catalogue.asked();
    let unit =
        asked.filter(|at| !known.contains(at)).map(|at| (context.link(at), way_to(catalogue, at)));
    match (unit, &catalogue.site.contact_point) {
        (Some((link, Some(way))), _) => OfPortal { text: None, ways: vec![link.noted(Some(way))] },
        (unit, Some(point)) => OfPortal {
            text: Some(&point.text),
            ways: ways_to(point).into_iter().chain(unit.map(|(link, _)| link)).collect(),
        },
        (unit, None) => OfPortal {
            text: asked.is_none().then(|| context.words.page("ask.nothing")),
            ways: unit.map(|(link, _)| link).into_iter().collect(),
        },
    }
}

/// How an entry can be reached, where it is a unit that can.
fn way_to(catalogue: &Catalogue, at: EntryRef) -> Option<&str> {
    let unit = (at.kind == Kind::Contact).then(|| Key::new(at.index as usize))?;
    first_way(catalogue, catalogue.reachable(unit)?)
}

/// Telephone, mail and page of the portal's contact point.
fn ways_to(point: &ContactPoint) -> Vec<Link<'_>> {
    let phone = point.phone.as_deref().map(|phone| Link::to(phone_url(phone), phone));
    let email = point.email.as_deref().map(|email| Link::to(format!("mailto:{email}"), email));
    let link = point.link.as_deref().map(|link| Link::to(link, link));
    [phone, email, link].into_iter().flatten().collect()
}

/// The mailbox of those who answer for the portal; none where it names nobody who has one.
pub(super) fn mailbox<'e>(context: &'e Context<'_>) -> Option<&'e str> {
    let catalogue = context.catalogue;
    let point = catalogue.site.contact_point.as_ref().and_then(|point| point.email.as_deref());
    let asked = || {
        let unit = catalogue.asked().filter(|at| at.kind == Kind::Contact)?;
        let near = catalogue.reachable(Key::new(unit.index as usize))?;
        catalogue.contacts[near].email.as_deref()
    };
    point.or_else(asked)
}

/// Where a fault of a page is told: a mail to those who answer for it with the page's address in
/// it, else a page that says whom to ask. None where the portal names nobody.
pub(super) fn report<'e>(
    context: &'e Context<'_>,
    owner: Option<&Entry>,
    address: &str,
) -> Option<Cow<'e, str>> {
    let catalogue = context.catalogue;
    let unit = owner.and_then(|entry| entry.owner).and_then(|unit| catalogue.reachable(unit));
    let email = unit.and_then(|unit| catalogue.contacts[unit].email.as_deref());
    let point = catalogue.site.contact_point.as_ref();
    if let Some(email) = email.or_else(|| point?.email.as_deref()) {
        let subject =
            percent::query(&context.words.fill("report.subject", &[("address", address)]));
        return Some(Cow::Owned(format!("mailto:{email}?subject={subject}")));
    }
    if let Some(link) = point.and_then(|point| point.link.as_deref()) {
        return Some(Cow::Borrowed(link));
    }
    let asked = catalogue.asked().filter(|at| at.kind == Kind::Contact);
    asked.map(|at| Cow::Borrowed(context.url(at)))
}
