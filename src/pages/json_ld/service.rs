//! An offer as schema.org's `GovernmentService`.

#![expect(clippy::struct_field_names, reason = "the names are schema.org's")]

use serde::Serialize;

use super::organization::{Mention, administration, contact_point, mention};
use super::{Node, Thing, absolute, thing};
use crate::model::{Contact, Key, Offer};
use crate::pages::context::Context;

/// <https://schema.org/GovernmentService>
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Service<'e> {
    #[serde(flatten)]
    thing: Thing<'e>,
    #[serde(skip_serializing_if = "Option::is_none")]
    service_type: Option<&'e str>,
    /// The administrations that answer for it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    provider: Vec<Mention<'e>>,
    /// Who runs it.
    #[serde(skip_serializing_if = "Option::is_none")]
    service_operator: Option<Mention<'e>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    audience: Vec<Audience<'e>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    area_served: Vec<Area<'e>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    available_channel: Vec<Channel<'e>>,
}

/// <https://schema.org/PeopleAudience>
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Audience<'e> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    audience_type: Option<&'e str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    required_min_age: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    required_max_age: Option<u8>,
}

/// <https://schema.org/AdministrativeArea>
#[derive(Serialize)]
pub(super) struct Area<'e> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'e str,
}

/// <https://schema.org/ServiceChannel>: whom to ask.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Channel<'e> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'e str,
    service_url: String,
    /// Only where the documents give a number.
    #[serde(skip_serializing_if = "Option::is_none")]
    service_phone: Option<super::organization::ContactPoint<'e>>,
}

/// The offer that a page is about.
pub(super) fn service<'e>(context: &'e Context<'_>, key: Key<Offer>) -> Node<'e> {
    let catalogue = context.catalogue;
    let offer = &catalogue.offers[key];
    Node::GovernmentService(Service {
        thing: thing(context, key.into()),
        service_type: offer.offer_type.map(|term| catalogue.vocabulary[term].label.as_str()),
        provider: offer.administrations.iter().map(|term| administration(context, *term)).collect(),
        service_operator: offer.provider.map(|unit| mention(context, unit)),
        audience: audience(context, offer),
        area_served: offer
            .areas
            .iter()
            .map(|term| area(&catalogue.vocabulary[*term].label))
            .collect(),
        available_channel: offer.contacts.iter().map(|unit| channel(context, *unit)).collect(),
    })
}

/// A place by its name.
pub(super) fn area(name: &str) -> Area<'_> {
    Area { kind: "AdministrativeArea", name }
}

/// Those it is for: a group each, and the ages of them all.
fn audience<'e>(context: &'e Context<'_>, offer: &'e Offer) -> Vec<Audience<'e>> {
    let nobody = Audience {
        kind: "PeopleAudience",
        audience_type: None,
        required_min_age: None,
        required_max_age: None,
    };
    let groups = offer.target_groups.iter().chain(&offer.citizen_categories);
    let groups = groups.map(|term| Audience {
        audience_type: Some(&context.catalogue.vocabulary[*term].label),
        ..nobody
    });
    let (from, to) = offer.age;
    let ages = (offer.age != (None, None)).then_some(Audience {
        required_min_age: from,
        required_max_age: to,
        ..nobody
    });
    groups.chain(ages).collect()
}

fn channel<'e>(context: &'e Context<'_>, unit: Key<Contact>) -> Channel<'e> {
    let contact = &context.catalogue.contacts[unit];
    Channel {
        kind: "ServiceChannel",
        name: &contact.entry.title,
        service_url: absolute(context, context.url(unit.into())),
        service_phone: contact.phones.first().map(|phone| contact_point(phone)),
    }
}
