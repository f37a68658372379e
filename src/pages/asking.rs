//! Whom to call or write to about an entry: the units that it names, the nearest unit above them
//! that can be reached, and where there is none, the portal's own contact point. Takes the
//! catalogue; gives the part that stands at the top of the page. No page leads nowhere.

use std::borrow::Cow;

use super::contact::phone_url;
use super::context::Context;
use super::fact::{Fact, Part};
use super::link::Link;
use crate::model::{Contact, ContactPoint, Entry, EntryRef, Key, Kind, Offer, Procedure};
use crate::percent;

/// The part of an offer: its contacts, else who runs it, else who refers to it or answers for the
/// page.
pub(super) fn of_offer<'e>(context: &'e Context<'_>, offer: &'e Offer) -> Part<'e> {
    let named = if offer.contacts.is_empty() { offer.provider.as_slice() } else { &offer.contacts };
    let provider = offer.provider.filter(|provider| !named.contains(provider));
    let units = named
        .iter()
        .chain(&offer.provider)
        .chain(&offer.referral.by)
        .chain(&offer.entry.owner)
        .copied();
    Part::new(context, "del-kontakt")
        .given(Fact::new(context, "contacts").links(named.iter().map(|unit| context.link(*unit))))
        .given(Fact::new(context, "provider").links(provider.map(|unit| context.link(unit))))
        .and(ways(context, units))
}

/// The part of a procedure: who must act first, the first deadline, and how to reach who does the
/// steps.
pub(super) fn of_procedure<'e>(context: &'e Context<'_>, procedure: &'e Procedure) -> Part<'e> {
    let units = units_of(procedure);
    let initiative = procedure.initiative.as_ref();
    let holder = initiative.and_then(|initiative| initiative.holder);
    let text = initiative.and_then(|initiative| initiative.text.as_deref());
    let first = units.first().filter(|_| initiative.is_none()).map(|unit| context.link(*unit));
    Part::new(context, "del-kontakt")
        .given(
            Fact::new(context, "initiative")
                .text(text)
                .links(holder.map(|holder| context.link(holder))),
        )
        .given(Fact::new(context, "first_deadline").links(first_deadline(context, procedure)))
        .given(Fact::new(context, "contacts").links(first))
        .and(ways(context, units.into_iter().chain(procedure.entry.owner)))
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

/// How to reach the first of these units that can be reached, itself or by a unit above it; else
/// the portal.
pub(super) fn ways<'e>(
    context: &'e Context<'_>,
    units: impl IntoIterator<Item = Key<Contact>>,
) -> Vec<Fact<'e>> {
    let catalogue = context.catalogue;
    let mut units = units.into_iter().peekable();
    let first = units.peek().copied();
    let Some(near) = units.find_map(|unit| catalogue.reachable(unit)) else {
        return portal(context, first);
    };
    // Whose telephone it is matters only where it is not the unit's that is named first.
    let whose = (first != Some(near)).then(|| catalogue.contacts[near].entry.title.as_str());
    reach(context, &catalogue.contacts[near], whose)
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

/// That the sources give no contact, and whom to ask instead, but for the unit that is `named`
/// already: that may be the page itself.
fn portal<'e>(context: &'e Context<'_>, named: Option<Key<Contact>>) -> Vec<Fact<'e>> {
    let asked = context.catalogue.asked();
    let unnamed = asked.filter(|at| named.map(EntryRef::from) != Some(*at));
    let unit = unnamed.map(|at| context.link(at));
    let (text, links) = match &context.catalogue.site.contact_point {
        Some(point) => (Some(point.text.as_str()), ways_to(point)),
        None if asked.is_some() => (None, Vec::new()),
        None => (Some(context.words.page("ask.nothing")), Vec::new()),
    };
    let ask = Fact::new(context, "ask").text(Some(context.words.page("ask.none"))).text(text);
    vec![ask.links(links.into_iter().chain(unit))]
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
