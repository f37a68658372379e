//! Contacts: units, centres, committees and partners; never a person by name.

use super::declare::{
    choice, choices, contact, day, declaration, list, mapping, one_or_more, optional, or_default,
    prose, required, span_of, term, text, web_address, whole, yes_no,
};
use super::{Catalogue, Citation, Entry, Key, Relation, Vocabulary, VocabularyTerm};
use crate::source::Span;
use jiff::civil::Date;

declaration! {
    /// A unit.
    #[derive(Clone, Debug)]
    pub struct Contact in "contact" {
        /// What every entry has.
        pub entry: Entry,
        /// The administrations it belongs to.
        pub administrations: Vec<Key<VocabularyTerm>> =
            one_or_more("administration", term(Vocabulary::Administrations)),
        /// What sort of body it is.
        pub unit_type: UnitType = required("unit_type", choice()),
        /// The unit above.
        pub parent: Option<Key<Contact>> = optional("parent", contact(Relation::Parent)) => searched,
        /// Where it is.
        pub address: Option<Address> = optional("address", mapping()) => searched,
        /// Its numbers.
        pub phones: Vec<Phone> = list("phones", mapping()) => searched,
        /// A mailbox of the function.
        pub email: Option<String> = optional("email", text()) => searched,
        /// Its site.
        pub website: Option<String> = optional("website", web_address()),
        /// Its EAN/GLN location number, 13 digits.
        pub ean: Option<String> = optional("ean", text()) => searched,
        /// When it is open, a line each.
        pub opening_hours: Vec<String> = list("opening_hours", text()),
        /// Where it works.
        pub areas: Vec<Key<VocabularyTerm>> = one_or_more("areas", term(Vocabulary::Areas)),
        /// Whom it works for.
        pub target_groups: Vec<Key<VocabularyTerm>> = one_or_more("target_groups", term(Vocabulary::TargetGroups)),
        /// What it does.
        pub does: Vec<String> = list("does", prose()) => searched,
        /// What to ask, and whom.
        pub ask_about: Vec<Topic> = list("ask_about", mapping()) => searched,
        /// Whom it shares citizens with.
        pub collaborates_with: Vec<Collaboration> = list("collaborates_with", mapping()) => searched,
    }
}

choices! {
    /// What sort of body it is.
    pub enum UnitType in "unit_type" {
        /// A whole administration.
        Administration = "administration",
        /// A job centre or a part of one.
        Jobcenter = "jobcenter",
        /// A centre.
        Centre = "centre",
        /// A unit of a centre.
        Unit = "unit",
        /// A political committee.
        Committee = "committee",
        /// A project's organisation.
        Project = "project",
        /// A partner outside the municipality's line.
        Partner = "partner",
        /// A state authority.
        Authority = "authority",
    }
}

declaration! {
    /// A postal address.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Address in "address" {
        /// Street and number.
        pub street: String = required("street", text()) => searched,
        /// Four digits.
        pub postal_code: Option<String> = optional("postal_code", text()) => searched,
        /// Town.
        pub city: Option<String> = optional("city", text()) => searched,
    }
}

declaration! {
    /// A telephone number of a unit.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Phone in "phone" {
        /// As people write it.
        pub number: String = required("number", text()) => searched,
        /// What it is for.
        pub text: Option<String> = optional("text", prose()),
        /// When somebody last looked at it.
        pub checked: Option<Date> = optional("checked", day()),
        /// The last day on which it is right.
        pub expires: Option<Date> = optional("expires", day()),
        /// Where the number is written.
        pub at: Span = span_of("number"),
    }
}

impl Catalogue {
    /// Every topic, with the unit that tells of it and the one that is asked.
    pub(crate) fn topics(&self) -> impl Iterator<Item = (Key<Contact>, Key<Contact>, &str)> {
        self.contacts.keyed().flat_map(|(unit, contact)| {
            let topics = contact.ask_about.iter();
            topics.map(move |topic| (unit, topic.contact.unwrap_or(unit), topic.topic.as_str()))
        })
    }
}

declaration! {
    /// A topic, and whom to ask about it.
    #[derive(Clone, Debug)]
    pub struct Topic in "topic" {
        /// The topic.
        pub topic: String = required("topic", text()) => searched,
        /// The unit; this one if none is named.
        pub contact: Option<Key<Contact>> = optional("contact", contact(Relation::AskAbout)),
    }
}

/// A unit that tells of citizens whom another one tells of as well.
pub(crate) struct ToldByBoth<'c> {
    /// The second of the two, by their ids, and what it says.
    pub(crate) unit: &'c Contact,
    pub(crate) row: &'c Collaboration,
    pub(crate) other: &'c Contact,
    /// What the other says of the same group and year: one row or more.
    pub(crate) theirs: Vec<&'c Collaboration>,
}

impl Catalogue {
    /// The citizens that two units share and both tell of.
    pub(crate) fn told_by_both(&self) -> impl Iterator<Item = ToldByBoth<'_>> {
        let units = self.contacts.iter();
        let rows = units.flat_map(|unit| unit.collaborates_with.iter().map(move |row| (unit, row)));
        rows.filter_map(|(unit, row)| {
            let other = &self.contacts[row.unit];
            let is_of_both = |theirs: &&Collaboration| {
                // Who names neither group nor year speaks of what the other does.
                let is_open = |row: &Collaboration| row.group.is_none() && row.as_of.is_none();
                let is_same = (&theirs.group, theirs.as_of) == (&row.group, row.as_of)
                    || is_open(theirs)
                    || is_open(row);
                self.contacts[theirs.unit].entry.id == unit.entry.id && is_same
            };
            let theirs: Vec<_> = other.collaborates_with.iter().filter(is_of_both).collect();
            let is_second = unit.entry.id > other.entry.id && !theirs.is_empty();
            is_second.then_some(ToldByBoth { unit, row, other, theirs })
        })
    }
}

declaration! {
    /// Citizens that two units share.
    #[derive(Clone, Debug)]
    pub struct Collaboration in "collaboration" {
        /// The other unit.
        pub unit: Key<Contact> = required("unit", contact(Relation::CollaboratesWith)) => searched,
        /// How many citizens.
        pub citizens: Option<u32> = optional("citizens", whole()),
        /// Whether the number is rounded.
        pub approximate: bool = or_default("approximate", yes_no()),
        /// Which citizens.
        pub group: Option<String> = optional("group", text()) => searched,
        /// In which year.
        pub as_of: Option<u16> = optional("as_of", whole()),
        /// Where it is said.
        pub source: Option<Citation> = optional("source", mapping()),
    }
}

impl Contact {
    /// The administration it belongs to; of several, the one that is named first.
    #[must_use]
    pub fn administration(&self) -> Option<Key<VocabularyTerm>> {
        self.administrations.first().copied()
    }
}

/// A telephone link: the digits alone, with the plus of a foreign number.
pub(crate) fn phone_url(number: &str) -> String {
    let digits: String = number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    format!("tel:{digits}")
}
