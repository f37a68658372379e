//! The facts of one entry that are most likely old.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::{Span, ToSpan as _};

use super::Why;
use crate::model::{
    Catalogue, Contact, Entry, EntryRef, Key, Kind, Offer, Overdue, Relation, Target, Vocabulary,
    VocabularyTerm,
};

/// A fact, and why it should be looked at.
pub(crate) struct Fact {
    /// The key that editors write.
    pub(crate) name: &'static str,
    pub(crate) why: Why,
    pub(crate) what: Option<String>,
    pub(crate) date: Option<Date>,
}

impl Fact {
    fn new(name: &'static str, why: Why) -> Self {
        Self { name, why, what: None, date: None }
    }

    fn about(mut self, what: impl Into<String>) -> Self {
        self.what = Some(what.into());
        self
    }

    fn on(mut self, date: Option<Date>) -> Self {
        self.date = date;
        self
    }
}

/// What ends within these days is told ahead.
fn soon() -> Span {
    60.days()
}

/// The facts of an entry that should be looked at on `today`.
pub(crate) fn facts(catalogue: &Catalogue, at: EntryRef, today: Date) -> Vec<Fact> {
    let entry = catalogue.entry(at);
    let mut facts: Vec<Fact> = page(entry, today).into_iter().collect();
    facts.extend(units(catalogue, at, today));
    facts.extend(terms(catalogue, at, today));
    facts.extend(unconfirmed(catalogue, at));
    facts.extend(own(catalogue, at, today));
    facts
}

/// Those that can be told by the entry alone.
pub(crate) fn own(catalogue: &Catalogue, at: EntryRef, today: Date) -> Vec<Fact> {
    let entry = catalogue.entry(at);
    let mut facts = laws(catalogue, entry, today);
    facts.extend(ends(entry, today));
    facts.extend(expired(entry, today));
    match at.kind {
        Kind::Offer => facts.extend(price(&catalogue.offers[Key::new(at.index as usize)], today)),
        Kind::Contact => {
            facts.extend(ways(&catalogue.contacts[Key::new(at.index as usize)], today));
        }
        _ => {}
    }
    facts
}

/// The page as a whole, where its owner has promised to look at it.
fn page(entry: &Entry, today: Date) -> Option<Fact> {
    Some(match entry.overdue(today)? {
        Overdue::Since(due) => Fact::new("page", Why::Overdue).on(Some(due)),
        Overdue::Never => Fact::new("page", Why::Never),
    })
}

/// The field that a relation is written in, where an old unit would mislead.
fn field(relation: Relation) -> Option<&'static str> {
    match relation {
        Relation::Provider => Some("provider"),
        Relation::Contact => Some("contacts"),
        Relation::RefersTo => Some("referral.by"),
        Relation::ReferralProcedure => Some("referral.procedure"),
        Relation::Owner => Some("owner"),
        Relation::Parent => Some("parent"),
        Relation::AskAbout => Some("ask_about"),
        Relation::Responsible => Some("steps.responsible"),
        Relation::HandsOverTo => Some("steps.handover_to"),
        Relation::UsesOffer => Some("steps.offers"),
        Relation::Initiative => Some("initiative"),
        _ => None,
    }
}

fn units(catalogue: &Catalogue, at: EntryRef, today: Date) -> Vec<Fact> {
    let own = catalogue.references.iter().filter(|reference| reference.from == at);
    let old = own.filter_map(|reference| {
        let (Target::Entry(to), Some(name)) = (reference.to, field(reference.relation)) else {
            return None;
        };
        let named = catalogue.entry(to);
        let ended = named.valid.to.and_then(|last| last.tomorrow().ok());
        named
            .is_historical(today)
            .then(|| Fact::new(name, Why::UnitIsHistory).about(&named.title).on(ended))
    });
    old.collect()
}

/// History apart, what is classified by a term that is over is found by nobody who looks for the
/// new one.
fn terms(catalogue: &Catalogue, at: EntryRef, today: Date) -> Vec<Fact> {
    let own = catalogue.references.iter().filter(|reference| reference.from == at);
    let over = own.filter_map(|reference| {
        let Target::Vocabulary(key) = reference.to else { return None };
        let term = &catalogue.vocabulary[key];
        let ended = term.valid.to.and_then(|last| last.tomorrow().ok());
        let name = term.vocabulary.as_str();
        term.valid
            .is_over(today)
            .then(|| Fact::new(name, Why::TermIsOver).about(&term.label).on(ended))
    });
    over.collect()
}

fn laws(catalogue: &Catalogue, entry: &Entry, today: Date) -> Vec<Fact> {
    // What nobody has looked at is told by those who have promised to.
    if entry.reviewed.is_none() {
        return Vec::new();
    }
    let checked = entry.checked("legal_basis");
    let newer = entry.legal_basis.iter().filter_map(|basis| {
        let law = &catalogue.laws[basis.law];
        let from = law.versions.iter().filter_map(|version| version.valid.from);
        let is_newer =
            |from: &Date| checked.is_none_or(|checked| checked < *from) && *from <= today;
        let newest = from.filter(is_newer).max()?;
        Some(Fact::new("legal_basis", Why::LawIsNewer).about(&law.short).on(Some(newest)))
    });
    newer.collect()
}

/// What says itself until when it is right.
fn expired(entry: &Entry, today: Date) -> impl Iterator<Item = Fact> {
    let past = entry.expiring().filter(move |(_, last)| *last < today);
    past.map(|(name, last)| Fact::new(name, Why::Expired).on(Some(last)))
}

/// The administrations whose word is missing, where one of them has given hers.
fn unconfirmed(catalogue: &Catalogue, at: EntryRef) -> impl Iterator<Item = Fact> {
    let awaited = awaiting(catalogue, at).into_iter();
    awaited.map(|term| {
        Fact::new("confirmed_by", Why::NotConfirmed).about(catalogue.vocabulary[term].short_name())
    })
}

/// Of the administrations that an entry belongs to, or whose units and offers it names, those that
/// have not confirmed it; none where nobody has, for then nobody was asked.
pub(crate) fn awaiting(catalogue: &Catalogue, at: EntryRef) -> BTreeSet<Key<VocabularyTerm>> {
    let entry = catalogue.entry(at);
    if entry.confirmed_by.is_empty() {
        return BTreeSet::new();
    }
    let named = catalogue.references.iter().filter(|reference| reference.from == at);
    let named = named.filter_map(|reference| match reference.to {
        Target::Entry(to) if field(reference.relation).is_some() => Some(to),
        _ => None,
    });
    let of_entries =
        [at].into_iter().chain(named).flat_map(|at| catalogue.entry(at).classes.iter().copied());
    let concerned = of_entries
        .filter(|term| catalogue.vocabulary[*term].vocabulary == Vocabulary::Administrations);
    let has_confirmed =
        |term: &Key<VocabularyTerm>| entry.confirmed_by.iter().any(|by| by.administration == *term);
    concerned.filter(|term| !has_confirmed(term)).collect()
}

fn ends(entry: &Entry, today: Date) -> Option<Fact> {
    let last = entry.valid.to?;
    let limit = today.checked_add(soon()).ok()?;
    (last <= limit).then(|| Fact::new("valid", Why::EndsSoon).on(Some(last)))
}

/// What citizens pay is set anew with the year.
fn price(offer: &Offer, today: Date) -> Option<Fact> {
    let text = offer.cost.as_ref()?;
    let checked = offer.entry.checked("cost");
    let new_year = jiff::civil::date(today.year(), 1, 1);
    let is_old = checked.map_or(offer.entry.reviewed.is_some(), |checked| checked < new_year);
    is_old.then(|| Fact::new("cost", Why::NewYear).about(text).on(Some(new_year)))
}

/// The ways to a unit: telephone before mailbox before hours, one line for all of them.
fn ways(contact: &Contact, today: Date) -> Option<Fact> {
    let ways = [
        ("phones", !contact.phones.is_empty()),
        ("email", contact.email.is_some()),
        ("opening_hours", !contact.opening_hours.is_empty()),
    ];
    let (name, _) = ways.into_iter().find(|(_, is_there)| *is_there)?;
    let numbers: Vec<&str> = contact.phones.iter().map(|phone| phone.number.as_str()).collect();
    let what = if numbers.is_empty() {
        contact.email.clone().unwrap_or_default()
    } else {
        numbers.join(", ")
    };
    let Some(checked) = contact.entry.checked(name) else {
        return Some(Fact::new(name, Why::Never).about(what));
    };
    let due = checked.checked_add(1.year()).ok()?;
    (due < today).then(|| Fact::new(name, Why::YearOld).about(what).on(Some(due)))
}
