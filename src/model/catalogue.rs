//! The whole portal as typed values, with every reference resolved.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use portal_search::Lexicon;

use crate::source::Place;

use super::contact::UnitType;
use super::lost::Lost;
use super::past::Past;
use super::{
    Contact, Document, Entry, EntryRef, EntryTables, Gone, Key, Kind, Law, References, SearchTest,
    Site, Synonym, Table, Vocabulary, VocabularyTerm,
};

/// Everything that a portal is made from, resolved.
#[derive(Clone, Debug)]
pub struct Catalogue {
    /// The settings.
    pub site: Site,
    /// The day that everything is reckoned from.
    pub today: Date,
    /// The entries, by kind.
    pub(super) tables: EntryTables,
    /// Terms of all vocabularies.
    pub vocabulary: Table<VocabularyTerm>,
    /// Laws.
    pub laws: Table<Law>,
    /// Documents.
    pub documents: Table<Document>,
    /// Synonyms.
    pub synonyms: Vec<Synonym>,
    /// The forms of words, from a register.
    pub lexicon: Lexicon,
    /// What is gone for good.
    pub gone: Vec<Gone>,
    /// Search tests.
    pub search_tests: Vec<SearchTest>,
    /// Who points at whom.
    pub references: References,
    pub(super) ids: BTreeMap<String, EntryRef>,
    pub(super) faulty: BTreeSet<String>,
    /// Terms, laws and documents that faults keep out.
    pub(super) lost: Lost,
    pub(super) past: Arc<Past>,
    pub(super) has_errors: bool,
    pub(super) drafts: BTreeMap<String, Place>,
}

/// What a link to an entry shows.
#[derive(Clone, Copy, Debug)]
pub struct Heading<'a> {
    /// The entry.
    pub entry: &'a Entry,
    /// Whether it is history.
    pub historical: bool,
}

impl Catalogue {
    /// The entry of an id, of any kind.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<EntryRef> {
        self.ids.get(id).copied()
    }

    /// Whether an entry of this id is written, with faults that keep it out of the catalogue.
    #[must_use]
    pub fn is_faulty(&self, id: &str) -> bool {
        self.faulty.contains(id)
    }

    /// Whether a row of a register (by the key of its words) may be there, behind a fault.
    pub(crate) fn is_hidden(&self, register: &'static str, id: &str) -> bool {
        self.lost.hides(register, id)
    }

    /// Whether an entry was never published, where it is known what was.
    pub(crate) fn is_new(&self, id: &str) -> bool {
        self.past.is_fresh(id)
    }

    /// What was published before.
    pub(crate) fn past(&self) -> &Past {
        &self.past
    }

    /// Where an entry of this id is written that is not shown yet.
    #[must_use]
    pub fn draft(&self, id: &str) -> Option<Place> {
        self.drafts.get(id).copied()
    }

    /// The ids of all drafts that are left out, in order.
    pub(crate) fn draft_ids(&self) -> impl Iterator<Item = &String> {
        self.drafts.keys()
    }

    /// Whether it is known who points at what: no entry is kept out of the catalogue by faults, and
    /// none points at what is not there.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.faulty.is_empty() && !self.has_errors
    }

    /// All ids, in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.ids.keys().map(String::as_str)
    }

    /// What a link to an entry shows.
    #[must_use]
    pub fn heading(&self, at: EntryRef) -> Heading<'_> {
        let entry = self.entry(at);
        Heading { entry, historical: entry.is_historical(self.today) }
    }

    /// Every entry of every kind: by kind, then by file.
    pub fn entries(&self) -> impl Iterator<Item = EntryRef> + '_ {
        Kind::ALL
            .into_iter()
            .flat_map(|kind| (0..self.count(kind)).map(move |index| EntryRef::new(kind, index)))
    }

    /// The terms of one vocabulary, in the order of its file.
    pub fn terms_of(
        &self,
        vocabulary: Vocabulary,
    ) -> impl Iterator<Item = (Key<VocabularyTerm>, &VocabularyTerm)> {
        self.vocabulary.keyed().filter(move |(_, term)| term.vocabulary == vocabulary)
    }

    /// The administrations that a reader may work in, each with the unit that is the whole of it:
    /// those in use that have one. None where there are not two to tell apart.
    #[must_use]
    pub fn workplaces(&self) -> Vec<(Key<VocabularyTerm>, Key<Contact>)> {
        let terms = self.terms_of(Vocabulary::Administrations);
        let in_use = terms.filter(|(_, term)| !term.valid.is_over(self.today));
        let places: Vec<_> = in_use.filter_map(|(key, _)| Some((key, self.whole(key)?))).collect();
        if places.len() > 1 { places } else { Vec::new() }
    }

    /// The unit that is the whole of an administration.
    #[must_use]
    pub fn whole(&self, administration: Key<VocabularyTerm>) -> Option<Key<Contact>> {
        let mut units = self.contacts.keyed().filter(|(_, unit)| {
            unit.unit_type == UnitType::Administration
                && unit.administration() == Some(administration)
                && !unit.entry.is_historical(self.today)
        });
        units.next().map(|(unit, _)| unit)
    }

    /// The administration that an entry is of alone, where it is of one.
    #[must_use]
    pub fn only_administration(&self, at: EntryRef) -> Option<&VocabularyTerm> {
        let terms = self.classes(at).iter().map(|key| &self.vocabulary[*key]);
        let mut own = terms.filter(|term| term.vocabulary == Vocabulary::Administrations);
        own.next().filter(|_| own.next().is_none())
    }

    /// Every vocabulary term that an entry is classified by.
    #[must_use]
    pub fn classes(&self, at: EntryRef) -> &[Key<VocabularyTerm>] {
        &self.entry(at).classes
    }

    /// Whom the portal asks where it has no answer itself; none where that is not said, or is no
    /// entry.
    #[must_use]
    pub fn asked(&self) -> Option<EntryRef> {
        self.by_id(&self.site.ask.as_ref()?.value)
    }

    /// The unit itself, or the nearest above it, that can be called or written to.
    #[must_use]
    pub fn reachable(&self, unit: Key<Contact>) -> Option<Key<Contact>> {
        let mut seen = BTreeSet::new();
        let mut next = Some(unit);
        while let Some(key) = next.filter(|key| seen.insert(*key)) {
            let contact = &self.contacts[key];
            if !contact.phones.is_empty() || contact.email.is_some() {
                return Some(key);
            }
            next = contact.parent;
        }
        None
    }
}
