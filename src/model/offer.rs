//! Offers: what a citizen can be referred to or receive.

use serde::Deserialize;

use super::entry::{RawAge, raw_entry};
use super::{
    AgeRange, Contact, Entry, EntryKind, Key, Kind, Procedure, Relation, Resolver, Vocabulary, VocabularyTerm,
};
use crate::source::{OneOrMore, Span, Text};

raw_entry! {
    /// An offer as written.
    struct RawOffer {
        administration: Option<OneOrMore<Text>>,
        offer_type: Text,
        #[serde(default)]
        target_groups: Vec<Text>,
        #[serde(default)]
        citizen_categories: Vec<Text>,
        #[serde(default)]
        areas: Vec<Text>,
        age: Option<RawAge>,
        attendance: Option<Attendance>,
        duration: Option<Duration>,
        voluntary: Option<bool>,
        cost: Option<Worded>,
        funding: Option<Worded>,
        capacity: Option<Worded>,
        #[serde(default)]
        not_only: Vec<OpenList>,
        not_for: Option<String>,
        excludes: Option<RawExclusion>,
        provider: Option<Text>,
        #[serde(default)]
        contacts: Vec<Text>,
        referral: Option<RawReferral>,
        #[serde(default)]
        procedures: Vec<Text>,
        #[serde(default)]
        supports: Vec<Text>,
        #[serde(default)]
        follows: Vec<Text>,
    }
}

/// A list that names some of those whom an offer is for, and not all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OpenList {
    /// Problems and situations.
    TargetGroups,
    /// Categories of the employment system.
    CitizenCategories,
}

/// How much a citizen takes part.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attendance {
    /// In words.
    pub text: Option<String>,
    /// Hours a week.
    pub hours_per_week: Option<f64>,
}

/// How long it lasts.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duration {
    /// In words.
    pub text: Option<String>,
    /// Weeks.
    pub weeks: Option<f64>,
}

/// Something that is only said in words.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Worded {
    /// The words.
    pub text: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawReferral {
    how: Option<String>,
    #[serde(default)]
    by: Vec<Text>,
    procedure: Option<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawExclusion {
    #[serde(default)]
    target_groups: Vec<Text>,
    #[serde(default)]
    citizen_categories: Vec<Text>,
}

/// How a citizen gets there.
#[derive(Clone, Debug, Default)]
pub struct Referral {
    /// In words.
    pub how: Option<String>,
    /// Who refers.
    pub by: Vec<Key<Contact>>,
    /// By which procedure.
    pub procedure: Option<Key<Procedure>>,
}

/// An offer.
#[derive(Clone, Debug)]
pub struct Offer {
    /// What every entry has.
    pub entry: Entry,
    /// The administrations that offer it; none if the documents do not tell.
    pub administrations: Vec<Key<VocabularyTerm>>,
    /// What sort of offer it is.
    pub offer_type: Option<Key<VocabularyTerm>>,
    /// Whom it is for, by problem or situation.
    pub target_groups: Vec<Key<VocabularyTerm>>,
    /// Whom it is for, by category in the employment system.
    pub citizen_categories: Vec<Key<VocabularyTerm>>,
    /// Where it is.
    pub areas: Vec<Key<VocabularyTerm>>,
    /// Youngest and oldest, in whole years.
    pub age: AgeRange,
    /// How much one takes part.
    pub attendance: Option<Attendance>,
    /// How long it lasts.
    pub duration: Option<Duration>,
    /// Whether the citizen may say no.
    pub voluntary: Option<bool>,
    /// What the citizen pays or is paid.
    pub cost: Option<String>,
    /// Who pays for it.
    pub funding: Option<String>,
    /// How many there is room for.
    pub capacity: Option<String>,
    /// The lists that are not to be read as limits.
    pub not_only: Vec<OpenList>,
    /// Whom it is not for.
    pub not_for: Option<String>,
    /// The target groups and categories that it is not for.
    pub excludes: Vec<Key<VocabularyTerm>>,
    /// Who runs it.
    pub provider: Option<Key<Contact>>,
    /// Whom to ask.
    pub contacts: Vec<Key<Contact>>,
    /// How a citizen gets there.
    pub referral: Referral,
    /// The procedures that it takes part in.
    pub procedures: Vec<Key<Procedure>>,
    /// Offers of the other administration that it supports.
    pub supports: Vec<Key<Offer>>,
    /// Offers that it comes after.
    pub follows: Vec<Key<Offer>>,
}

impl EntryKind for Offer {
    type Raw = RawOffer;

    const KIND: Kind = Kind::Offer;

    fn entry(&self) -> &Entry {
        &self.entry
    }

    fn resolve(mut raw: RawOffer, body: Option<Span>, resolver: &mut Resolver<'_>) -> Self {
        let referral = raw.referral.take();
        Self {
            entry: raw.take_entry().resolve(Kind::Offer, body, resolver),
            administrations: resolver.terms(Vocabulary::Administrations, &raw.administration.unwrap_or_default().0),
            offer_type: resolver.term(Vocabulary::OfferTypes, &raw.offer_type),
            target_groups: resolver.terms(Vocabulary::TargetGroups, &raw.target_groups),
            citizen_categories: resolver.terms(Vocabulary::CitizenCategories, &raw.citizen_categories),
            areas: resolver.terms(Vocabulary::Areas, &raw.areas),
            age: resolver.age(raw.age.unwrap_or_default()),
            attendance: raw.attendance,
            duration: raw.duration,
            voluntary: raw.voluntary,
            cost: raw.cost.map(|cost| cost.text),
            funding: raw.funding.map(|funding| funding.text),
            capacity: raw.capacity.map(|capacity| capacity.text),
            not_only: raw.not_only,
            not_for: raw.not_for,
            excludes: raw.excludes.map(|excludes| excludes.resolve(resolver)).unwrap_or_default(),
            provider: resolver.contact(raw.provider, Relation::Provider),
            contacts: resolver.contacts(raw.contacts, Relation::Contact),
            referral: referral.map(|referral| referral.resolve(resolver)).unwrap_or_default(),
            procedures: resolver.procedures(&raw.procedures, Relation::PartOf),
            supports: resolver.offers(&raw.supports, Relation::Supports),
            follows: resolver.offers(&raw.follows, Relation::Follows),
        }
    }
}

impl RawExclusion {
    fn resolve(self, resolver: &mut Resolver<'_>) -> Vec<Key<VocabularyTerm>> {
        let groups = resolver.excluded(Vocabulary::TargetGroups, &self.target_groups);
        let categories = resolver.excluded(Vocabulary::CitizenCategories, &self.citizen_categories);
        groups.into_iter().chain(categories).collect()
    }
}

impl RawReferral {
    fn resolve(self, resolver: &mut Resolver<'_>) -> Referral {
        Referral {
            how: self.how,
            by: resolver.contacts(self.by, Relation::RefersTo),
            procedure: self.procedure.and_then(|id| resolver.procedure(&id, Relation::ReferralProcedure)),
        }
    }
}
