//! Contacts: units, centres, committees and partners; never a person by name.

use serde::Deserialize;

use super::entry::{RawSource, raw_entry};
use super::{Entry, EntryKind, Key, Kind, Relation, Resolver, Source, Vocabulary, VocabularyTerm};
use crate::source::{Span, Text};

raw_entry! {
    /// A contact as written.
    struct RawContact {
        administration: Option<Text>,
        unit_type: UnitType,
        parent: Option<Text>,
        address: Option<Address>,
        #[serde(default)]
        phones: Vec<Phone>,
        email: Option<String>,
        website: Option<Text>,
        ean: Option<String>,
        #[serde(default)]
        opening_hours: Vec<String>,
        #[serde(default)]
        areas: Vec<Text>,
        #[serde(default)]
        target_groups: Vec<Text>,
        #[serde(default)]
        does: Vec<String>,
        #[serde(default)]
        ask_about: Vec<RawTopic>,
        #[serde(default)]
        collaborates_with: Vec<RawCollaboration>,
    }
}

/// What sort of body it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum UnitType {
    /// A whole administration.
    Administration,
    /// A job centre or a part of one.
    Jobcenter,
    /// A centre.
    Centre,
    /// A unit of a centre.
    Unit,
    /// A political committee.
    Committee,
    /// A project's organisation.
    Project,
    /// A partner outside the municipality's line.
    Partner,
    /// A state authority.
    Authority,
}

impl UnitType {
    /// All there are.
    pub const ALL: [Self; 8] = [
        Self::Administration,
        Self::Jobcenter,
        Self::Centre,
        Self::Unit,
        Self::Committee,
        Self::Project,
        Self::Partner,
        Self::Authority,
    ];

    /// The name as written, and as key of the texts.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Administration => "administration",
            Self::Jobcenter => "jobcenter",
            Self::Centre => "centre",
            Self::Unit => "unit",
            Self::Committee => "committee",
            Self::Project => "project",
            Self::Partner => "partner",
            Self::Authority => "authority",
        }
    }
}

/// A postal address.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Address {
    /// Street and number.
    pub street: String,
    /// Four digits.
    pub postal_code: Option<String>,
    /// Town.
    pub city: Option<String>,
}

/// A telephone number of a unit.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phone {
    /// As people write it.
    pub number: String,
    /// What it is for.
    pub text: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTopic {
    topic: String,
    contact: Option<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCollaboration {
    unit: Text,
    citizens: Option<u32>,
    #[serde(default)]
    approximate: bool,
    group: Option<String>,
    as_of: Option<u16>,
    source: Option<RawSource>,
}

/// A topic, and whom to ask about it.
#[derive(Clone, Debug)]
pub struct Topic {
    /// The topic.
    pub topic: String,
    /// The unit; this one if none is named.
    pub contact: Option<Key<Contact>>,
}

/// Citizens that two units share.
#[derive(Clone, Debug)]
pub struct Collaboration {
    /// The other unit.
    pub unit: Key<Contact>,
    /// How many citizens.
    pub citizens: Option<u32>,
    /// Whether the number is rounded.
    pub approximate: bool,
    /// Which citizens.
    pub group: Option<String>,
    /// In which year.
    pub as_of: Option<u16>,
    /// Where it is said.
    pub source: Option<Source>,
}

/// A unit.
#[derive(Clone, Debug)]
pub struct Contact {
    /// What every entry has.
    pub entry: Entry,
    /// The administration it belongs to.
    pub administration: Option<Key<VocabularyTerm>>,
    /// What sort of body it is.
    pub unit_type: UnitType,
    /// The unit above.
    pub parent: Option<Key<Contact>>,
    /// Where it is.
    pub address: Option<Address>,
    /// Its numbers.
    pub phones: Vec<Phone>,
    /// A mailbox of the function.
    pub email: Option<String>,
    /// Its site.
    pub website: Option<String>,
    /// Its EAN/GLN location number, 13 digits.
    pub ean: Option<String>,
    /// When it is open, a line each.
    pub opening_hours: Vec<String>,
    /// Where it works.
    pub areas: Vec<Key<VocabularyTerm>>,
    /// Whom it works for.
    pub target_groups: Vec<Key<VocabularyTerm>>,
    /// What it does.
    pub does: Vec<String>,
    /// What to ask, and whom.
    pub ask_about: Vec<Topic>,
    /// Whom it shares citizens with.
    pub collaborates_with: Vec<Collaboration>,
}

impl EntryKind for Contact {
    type Raw = RawContact;

    const KIND: Kind = Kind::Contact;

    fn entry(&self) -> &Entry {
        &self.entry
    }

    fn resolve(mut raw: RawContact, body: Option<Span>, resolver: &mut Resolver<'_>) -> Self {
        Self {
            entry: raw.take_entry().resolve(Kind::Contact, body, resolver),
            administration: raw.administration.and_then(|id| resolver.term(Vocabulary::Administrations, &id)),
            unit_type: raw.unit_type,
            parent: resolver.contact(raw.parent, Relation::Parent),
            address: raw.address,
            phones: raw.phones,
            email: raw.email,
            website: resolver.web_address(raw.website),
            ean: raw.ean,
            opening_hours: raw.opening_hours,
            areas: resolver.terms(Vocabulary::Areas, &raw.areas),
            target_groups: resolver.terms(Vocabulary::TargetGroups, &raw.target_groups),
            does: raw.does,
            ask_about: raw.ask_about.into_iter().map(|topic| topic.resolve(resolver)).collect(),
            collaborates_with: raw.collaborates_with.into_iter().filter_map(|with| with.resolve(resolver)).collect(),
        }
    }
}

impl RawTopic {
    fn resolve(self, resolver: &mut Resolver<'_>) -> Topic {
        Topic { topic: self.topic, contact: resolver.contact(self.contact, Relation::AskAbout) }
    }
}

impl RawCollaboration {
    fn resolve(self, resolver: &mut Resolver<'_>) -> Option<Collaboration> {
        let source = self.source.and_then(|source| source.resolve(resolver));
        Some(Collaboration {
            unit: resolver.contact(Some(self.unit), Relation::CollaboratesWith)?,
            citizens: self.citizens,
            approximate: self.approximate,
            group: self.group,
            as_of: self.as_of,
            source,
        })
    }
}
