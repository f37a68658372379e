//! A unit as schema.org's `GovernmentOrganization`; a partner outside the administrations is an
//! `Organization`.

#![expect(clippy::struct_field_names, reason = "the names are schema.org's")]

use serde::Serialize;

use super::service::{Area, area};
use super::{Node, Thing, absolute, thing};
use crate::model::{Address, Contact, Key, Phone, UnitType, VocabularyTerm};
use crate::pages::context::Context;

/// <https://schema.org/GovernmentOrganization>
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Organization<'e> {
    #[serde(flatten)]
    thing: Thing<'e>,
    #[serde(skip_serializing_if = "Option::is_none")]
    same_as: Option<&'e str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent_organization: Option<Mention<'e>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<PostalAddress<'e>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    contact_point: Vec<ContactPoint<'e>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    area_served: Vec<Area<'e>>,
}

/// An organisation that has a page of its own.
#[derive(Serialize)]
pub(super) struct Mention<'e> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'e str,
    url: String,
}

/// <https://schema.org/PostalAddress>
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PostalAddress<'e> {
    #[serde(rename = "@type")]
    kind: &'static str,
    street_address: &'e str,
    #[serde(skip_serializing_if = "Option::is_none")]
    postal_code: Option<&'e str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address_locality: Option<&'e str>,
}

/// <https://schema.org/ContactPoint>
#[derive(Serialize)]
pub(super) struct ContactPoint<'e> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    telephone: Option<&'e str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'e str>,
    /// What it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'e str>,
}

/// The unit that a page is about.
pub(super) fn organization<'e>(context: &'e Context<'_>, key: Key<Contact>) -> Node<'e> {
    let catalogue = context.catalogue;
    let contact = &catalogue.contacts[key];
    let belongs =
        contact.administration().filter(|_| contact.unit_type != UnitType::Administration);
    let above = contact.parent.map(|unit| mention(context, unit));
    let organization = Organization {
        thing: thing(context, key.into()),
        same_as: contact.website.as_deref(),
        parent_organization: above.or_else(|| belongs.map(|term| administration(context, term))),
        address: contact.address.as_ref().map(postal_address),
        contact_point: contact.phones.iter().map(contact_point).chain(mailbox(contact)).collect(),
        area_served: contact
            .areas
            .iter()
            .map(|term| area(&catalogue.vocabulary[*term].label))
            .collect(),
    };
    match contact.unit_type {
        UnitType::Partner => Node::Organization(organization),
        _ => Node::GovernmentOrganization(organization),
    }
}

/// A unit in a word, with its page.
pub(super) fn mention<'e>(context: &'e Context<'_>, key: Key<Contact>) -> Mention<'e> {
    let contact = &context.catalogue.contacts[key];
    let kind = match contact.unit_type {
        UnitType::Partner => "Organization",
        _ => "GovernmentOrganization",
    };
    Mention { kind, name: &contact.entry.title, url: absolute(context, context.url(key.into())) }
}

/// An administration in a word, with its page.
pub(super) fn administration<'e>(
    context: &'e Context<'_>,
    key: Key<VocabularyTerm>,
) -> Mention<'e> {
    let term = &context.catalogue.vocabulary[key];
    Mention {
        kind: "GovernmentOrganization",
        name: &term.label,
        url: absolute(context, &term.url()),
    }
}

/// A telephone number as it is written.
pub(super) fn contact_point(phone: &Phone) -> ContactPoint<'_> {
    let (telephone, description) = (Some(phone.number.as_str()), phone.text.as_deref());
    ContactPoint { kind: "ContactPoint", telephone, email: None, description }
}

fn mailbox(contact: &Contact) -> Option<ContactPoint<'_>> {
    let email = Some(contact.email.as_deref()?);
    Some(ContactPoint { kind: "ContactPoint", telephone: None, email, description: None })
}

fn postal_address(address: &Address) -> PostalAddress<'_> {
    PostalAddress {
        kind: "PostalAddress",
        street_address: &address.street,
        postal_code: address.postal_code.as_deref(),
        address_locality: address.city.as_deref(),
    }
}
