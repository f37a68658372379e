//! A unit and the term of the glossary that has its title are one thing to who searches: one row,
//! that of the unit, found by whatever the term is found by.

use std::collections::HashMap;

use crate::model::{Catalogue, EntryRef, Key, Kind, Term};

/// The terms that units stand for.
pub(crate) struct Twins {
    units: HashMap<EntryRef, EntryRef>,
    terms: HashMap<EntryRef, EntryRef>,
}

impl Twins {
    pub(crate) fn of(catalogue: &Catalogue) -> Self {
        let title = |at: &EntryRef| catalogue.entry(*at).title.trim().to_lowercase();
        let of_kind =
            |kind| (0..catalogue.count(kind)).map(move |index| EntryRef::new(kind, index));
        let units: HashMap<String, EntryRef> =
            of_kind(Kind::Contact).map(|unit| (title(&unit), unit)).collect();
        let twins = of_kind(Kind::Term).filter_map(|term| Some((term, *units.get(&title(&term))?)));
        let units: HashMap<EntryRef, EntryRef> = twins.collect();
        Self { terms: units.iter().map(|(term, unit)| (*unit, *term)).collect(), units }
    }

    /// The unit that stands for a term.
    pub(crate) fn unit(&self, term: EntryRef) -> Option<EntryRef> {
        self.units.get(&term).copied()
    }

    /// The term that a unit stands for.
    pub(crate) fn term<'c>(&self, unit: EntryRef, catalogue: &'c Catalogue) -> Option<&'c Term> {
        self.terms.get(&unit).map(|term| &catalogue.terms[Key::new(term.index as usize)])
    }
}
