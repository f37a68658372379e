//! Whose a unit or an offer is, against whose the unit above it, its provider and what it supports
//! are; laws with two versions in force at once.

use super::super::Inputs;
use super::contradiction;
use crate::diagnostics::Diagnostic;
use crate::model::{Catalogue, Entry, Key, Law, ToldByBoth, VocabularyTerm};

pub(super) fn check(input: &Inputs<'_>) -> Vec<Diagnostic> {
    let catalogue = input.catalogue;
    // Whose a unit is cannot be told while administrations have faults.
    if !catalogue.is_settled() {
        return Vec::new();
    }
    let parents = catalogue.contacts.iter().filter_map(|unit| {
        let parent = &catalogue.contacts[unit.parent?];
        let own = (&unit.entry, unit.administrations.as_slice());
        apart(own, ("parent", &parent.entry.id, &parent.administrations), catalogue)
    });
    let providers = catalogue.offers.iter().filter_map(|offer| {
        let provider = &catalogue.contacts[offer.provider?];
        let own = (&offer.entry, offer.administrations.as_slice());
        apart(own, ("provider", &provider.entry.id, &provider.administrations), catalogue)
    });
    let supported = catalogue.offers.iter().flat_map(|offer| {
        let supported = offer.supports.iter().map(|key| &catalogue.offers[*key]);
        supported.filter_map(|supported| {
            // One that supports itself is a ring.
            let is_own = offer.entry.id != supported.entry.id
                && !offer.administrations.is_empty()
                && offer.administrations == supported.administrations;
            let says = format!(
                "{} ({})",
                supported.entry.id,
                names(&supported.administrations, catalogue)
            );
            let own = names(&offer.administrations, catalogue);
            is_own.then(|| {
                let place = offer.entry.place_of("supports");
                contradiction(place, ("supports", &says), ("administration", &own))
                    .message("message_supports")
                    .help("help_supports")
            })
        })
    });
    let supported: Vec<_> = supported.chain(shared(catalogue)).collect();
    parents
        .chain(providers)
        .chain(supported)
        .chain(catalogue.laws.iter().flat_map(versions))
        .collect()
}

/// The ids of administrations.
fn names(terms: &[Key<VocabularyTerm>], catalogue: &Catalogue) -> String {
    let ids = terms.iter().map(|term| catalogue.vocabulary[*term].id.as_str());
    ids.collect::<Vec<_>>().join(", ")
}

/// Two that are both of some administration, and of none in common.
fn apart(
    (entry, own): (&Entry, &[Key<VocabularyTerm>]),
    (key, id, theirs): (&'static str, &str, &[Key<VocabularyTerm>]),
    catalogue: &Catalogue,
) -> Option<Diagnostic> {
    let is_apart =
        !own.is_empty() && !theirs.is_empty() && !own.iter().any(|term| theirs.contains(term));
    is_apart.then(|| {
        let place = entry.place_of(key);
        contradiction(
            place,
            (key, &format!("{id} ({})", names(theirs, catalogue))),
            ("administration", &names(own, catalogue)),
        )
    })
}

/// Numbers of the citizens that two units share, of the same group and year, where each says
/// another one.
fn shared(catalogue: &Catalogue) -> Vec<Diagnostic> {
    let told = catalogue.told_by_both().filter_map(|ToldByBoth { unit, row, other, theirs }| {
        let (own, theirs) = (row.citizens?, theirs.first()?.citizens?);
        (own != theirs).then(|| {
            let place = unit.entry.place_of("collaborates_with");
            let against = format!("{theirs} ({})", other.entry.id);
            contradiction(place, ("citizens", &own.to_string()), ("citizens", &against))
        })
    });
    told.collect()
}

/// Versions of a law that have a day in common.
fn versions(law: &Law) -> Vec<Diagnostic> {
    let mut versions: Vec<_> = law.versions.iter().collect();
    versions.sort_by_key(|version| version.valid.from);
    let pairs = versions.windows(2).filter(|pair| pair[0].valid.overlaps(pair[1].valid));
    pairs
        .map(|pair| {
            let end = |day: Option<jiff::civil::Date>| {
                day.map_or_else(|| "…".to_owned(), |day| day.to_string())
            };
            let (from, to) = (end(pair[1].valid.from), end(pair[0].valid.to));
            contradiction(pair[1].at, ("from", &from), ("to", &to))
        })
        .collect()
}
