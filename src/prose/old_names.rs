//! Names of units and administrations that another name has come instead of.

use std::collections::BTreeSet;

use super::spelled::Spelled;
use crate::model::{Catalogue, Entry, EntryRef, Key, Kind, Vocabulary, VocabularyTerm};

/// What once had a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renamed {
    /// A unit that is history.
    Unit(EntryRef),
    /// An administration that is out of use.
    Administration(Key<VocabularyTerm>),
}

/// The names of what has been replaced, but for those that something in use still has.
pub(super) fn old_names(catalogue: &Catalogue) -> Spelled<Renamed> {
    let today = catalogue.today;
    let units = (0..catalogue.count(Kind::Contact)).map(|at| EntryRef::new(Kind::Contact, at));
    let units: Vec<_> = units.map(|at| (at, catalogue.entry(at))).collect();
    let administrations = || catalogue.terms_of(Vocabulary::Administrations);
    let in_use: BTreeSet<&str> = units
        .iter()
        .filter(|(_, unit)| !unit.is_historical(today))
        .flat_map(|(_, unit)| names_of_unit(unit))
        .chain(
            administrations()
                .filter(|(_, term)| !term.valid.is_over(today))
                .flat_map(|(_, term)| names_of_term(term)),
        )
        .collect();
    let replaced = units
        .iter()
        .filter(|(_, unit)| unit.is_historical(today) && !unit.replaced_by.is_empty())
        .flat_map(|(at, unit)| names_of_unit(unit).map(|name| (name, Renamed::Unit(*at))));
    let renamed = administrations()
        .filter(|(_, term)| term.valid.is_over(today) && !term.replaced_by.is_empty())
        .flat_map(|(key, term)| {
            names_of_term(term).map(move |name| (name, Renamed::Administration(key)))
        });
    let names = replaced.chain(renamed).filter(|(name, _)| !in_use.contains(name));
    Spelled::of(names.map(|(name, of)| (name.to_owned(), of)))
}

fn names_of_unit(unit: &Entry) -> impl Iterator<Item = &str> {
    [&unit.title].into_iter().chain(&unit.also_called).map(String::as_str)
}

fn names_of_term(term: &VocabularyTerm) -> impl Iterator<Item = &str> {
    let names = [&term.label].into_iter().chain(&term.abbreviation).chain(&term.also_called);
    names.map(String::as_str)
}
