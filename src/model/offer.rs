//! Offers: what a citizen can be referred to or receive.

use super::declare::{
    choice, choices, contact, day, declaration, excluded, expected, mapping, number, offer,
    one_or_more, optional, or_default, procedure, prose, required, term, then, yes_no,
};
use super::{AgeRange, Contact, Entry, Key, Procedure, Relation, Vocabulary, VocabularyTerm};
use jiff::civil::Date;

declaration! {
    /// An offer.
    #[derive(Clone, Debug)]
    pub struct Offer in "offer" {
        /// What every entry has.
        pub entry: Entry,
        /// The administrations that offer it; none if the documents do not tell.
        pub administrations: Vec<Key<VocabularyTerm>> =
            one_or_more("administration", term(Vocabulary::Administrations)),
        /// What sort of offer it is.
        pub offer_type: Option<Key<VocabularyTerm>> = expected("offer_type", term(Vocabulary::OfferTypes)),
        /// Whom it is for, by problem or situation.
        pub target_groups: Vec<Key<VocabularyTerm>> = one_or_more("target_groups", term(Vocabulary::TargetGroups)),
        /// Whom it is for, by category in the employment system.
        pub citizen_categories: Vec<Key<VocabularyTerm>> =
            one_or_more("citizen_categories", term(Vocabulary::CitizenCategories)),
        /// Where it is.
        pub areas: Vec<Key<VocabularyTerm>> = one_or_more("areas", term(Vocabulary::Areas)),
        /// Youngest and oldest, in whole years.
        pub age: AgeRange = or_default("age", mapping()),
        /// How much one takes part.
        pub attendance: Option<Attendance> = optional("attendance", mapping()) => searched,
        /// How long it lasts.
        pub duration: Option<Duration> = optional("duration", mapping()) => searched,
        /// Whether the citizen may say no.
        pub voluntary: Option<bool> = optional("voluntary", yes_no()),
        /// What the citizen pays or is paid.
        pub cost: Option<String> = optional("cost", then(mapping(), Worded::into_text)) => searched & asked("del-praktisk"),
        /// Who pays for it.
        pub funding: Option<String> = optional("funding", then(mapping(), Worded::into_text)) => searched & given("del-praktisk"),
        /// How many there is room for.
        pub capacity: Option<String> = optional("capacity", then(mapping(), Worded::into_text)) => searched & given("del-praktisk"),
        /// The lists that are not to be read as limits.
        pub not_only: Vec<OpenList> = one_or_more("not_only", choice()),
        /// Whom it is not for.
        pub not_for: Option<String> = optional("not_for", prose()) => asked("del-for-hvem"),
        /// The target groups and categories that it is not for.
        pub excludes: Vec<Key<VocabularyTerm>> = or_default("excludes", then(mapping(), Exclusion::all)),
        /// Who runs it.
        pub provider: Option<Key<Contact>> = optional("provider", contact(Relation::Provider)) => searched,
        /// Whom to ask.
        pub contacts: Vec<Key<Contact>> = one_or_more("contacts", contact(Relation::Contact)) => searched,
        /// How a citizen gets there.
        pub referral: Referral = or_default("referral", mapping()) => searched,
        /// The procedures that it takes part in.
        pub procedures: Vec<Key<Procedure>> = one_or_more("procedures", procedure(Relation::PartOf)),
        /// Offers of the other administration that it supports.
        pub supports: Vec<Key<Offer>> = one_or_more("supports", offer(Relation::Supports)),
        /// Offers that it comes after.
        pub follows: Vec<Key<Offer>> = one_or_more("follows", offer(Relation::Follows)),
    }
}

choices! {
    /// What names some of those whom an offer is for, and not all.
    pub enum OpenList in "open_list" {
        /// Problems and situations.
        TargetGroups = "target_groups",
        /// Categories of the employment system.
        CitizenCategories = "citizen_categories",
        /// How old they are.
        Age = "age",
    }
}

declaration! {
    /// How much a citizen takes part.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Attendance in "attendance" {
        /// In words.
        pub text: Option<String> = optional("text", prose()) => searched,
        /// Hours a week.
        pub hours_per_week: Option<f64> = optional("hours_per_week", number()),
        /// When somebody last looked at it.
        pub checked: Option<Date> = optional("checked", day()),
        /// The last day on which it is right.
        pub expires: Option<Date> = optional("expires", day()),
    }
}

declaration! {
    /// How long it lasts.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Duration in "duration" {
        /// In words.
        pub text: Option<String> = optional("text", prose()) => searched,
        /// Weeks.
        pub weeks: Option<f64> = optional("weeks", number()),
        /// When somebody last looked at it.
        pub checked: Option<Date> = optional("checked", day()),
        /// The last day on which it is right.
        pub expires: Option<Date> = optional("expires", day()),
    }
}

declaration! {
    /// Something that is only said in words.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Worded in "worded" {
        /// The words.
        pub text: String = required("text", prose()),
        /// When somebody last looked at it.
        pub checked: Option<Date> = optional("checked", day()),
        /// The last day on which it is right.
        pub expires: Option<Date> = optional("expires", day()),
    }
}

declaration! {
    /// How a citizen gets there.
    #[derive(Clone, Debug, Default)]
    pub struct Referral in "referral" {
        /// In words.
        pub how: Option<String> = optional("how", prose()) => searched,
        /// Who refers.
        pub by: Vec<Key<Contact>> = one_or_more("by", contact(Relation::RefersTo)) => searched,
        /// By which procedure.
        pub procedure: Option<Key<Procedure>> = optional("procedure", procedure(Relation::ReferralProcedure)),
        /// When somebody last looked at it.
        pub checked: Option<Date> = optional("checked", day()),
        /// The last day on which it is right.
        pub expires: Option<Date> = optional("expires", day()),
    }
}

declaration! {
    /// Whom an offer is not for, in the vocabularies' terms.
    struct Exclusion in "exclusion" {
        /// Problems and situations.
        pub target_groups: Vec<Key<VocabularyTerm>> = one_or_more("target_groups", excluded(Vocabulary::TargetGroups)),
        /// Categories of the employment system.
        pub citizen_categories: Vec<Key<VocabularyTerm>> =
            one_or_more("citizen_categories", excluded(Vocabulary::CitizenCategories)),
    }
}

impl Exclusion {
    fn all(self) -> Vec<Key<VocabularyTerm>> {
        [self.target_groups, self.citizen_categories].concat()
    }
}

impl Worded {
    fn into_text(self) -> String {
        self.text
    }
}
