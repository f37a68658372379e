//! Whom an offer is for, against whom it is not for, and how old both are; how old the citizens of
//! a term are, against what it is called.

use std::sync::LazyLock;

use regex::Regex;

use super::super::Inputs;
use super::contradiction;
use crate::diagnostics::Diagnostic;
use crate::model::{AgeRange, Catalogue, Key, Offer, VocabularyTerm};
use crate::prose::pattern;

/// `18-29 år`: youngest and oldest.
static AGES: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(\d{1,2})\s*(?:-|–|til|to)\s*(\d{1,2})\s*(?:år|years)"));
/// `under 30 år`, `over 30 år`: one end, which is not included.
static END: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(under|over)\s+(\d{1,2})\s*(?:år|years)"));

pub(super) fn check(input: &Inputs<'_>) -> Vec<Diagnostic> {
    let catalogue = input.catalogue;
    let offers = catalogue.offers.iter();
    let offers = offers.flat_map(|offer| excluded(offer, catalogue).chain(ages(offer, catalogue)));
    offers.chain(catalogue.vocabulary.iter().filter_map(named)).collect()
}

/// Whom an offer is for, by the key that says so.
fn citizens<'c>(
    offer: &'c Offer,
    catalogue: &'c Catalogue,
) -> impl Iterator<Item = (&'static str, Key<VocabularyTerm>, &'c VocabularyTerm)> {
    let keys = [
        ("target_groups", &offer.target_groups),
        ("citizen_categories", &offer.citizen_categories),
    ];
    keys.into_iter()
        .flat_map(|(key, terms)| terms.iter().map(move |term| (key, *term)))
        .map(|(key, term)| (key, term, &catalogue.vocabulary[term]))
}

/// Terms that an offer is for, and is not for.
fn excluded<'c>(
    offer: &'c Offer,
    catalogue: &'c Catalogue,
) -> impl Iterator<Item = Diagnostic> + 'c {
    let place = offer.entry.place_of("excludes");
    citizens(offer, catalogue)
        .filter(|(_, key, _)| offer.excludes.contains(key))
        .map(move |(key, _, term)| contradiction(place, ("excludes", &term.id), (key, &term.id)))
}

/// A group of citizens of whom none is as old as the offer asks for.
fn ages<'c>(offer: &'c Offer, catalogue: &'c Catalogue) -> impl Iterator<Item = Diagnostic> + 'c {
    let place = offer.entry.place_of("age");
    citizens(offer, catalogue)
        .filter(|(_, _, term)| term.age.is_some_and(|age| are_apart(age, offer.age)))
        .map(move |(key, _, term)| contradiction(place, ("age", &said(offer.age)), (key, &term.id)))
}

/// A term that is called by other ages than it has.
fn named(term: &VocabularyTerm) -> Option<Diagnostic> {
    let (age, called) = (term.age?, called(&term.label)?);
    let differs = |end: Option<u8>, called: Option<u8>| called.is_some() && end != called;
    let is_other = differs(age.0, called.0) || differs(age.1, called.1);
    is_other.then(|| contradiction(term.at, ("age", &said(age)), ("label", &term.label)))
}

/// The ages that a name speaks of; none where it speaks of several.
fn called(label: &str) -> Option<AgeRange> {
    let number = |text: &str| text.parse::<u8>().ok();
    if let Some(ages) = AGES.captures(label) {
        return Some((number(&ages[1]), number(&ages[2])));
    }
    let mut ends = END.captures_iter(label);
    let (end, None) = (ends.next()?, ends.next()) else { return None };
    let age = number(&end[2])?;
    // Who is over 30 may be 30, in some laws.
    if end[1].eq_ignore_ascii_case("under") { Some((None, age.checked_sub(1))) } else { None }
}

fn are_apart(one: AgeRange, other: AgeRange) -> bool {
    let ends_before = |one: AgeRange, other: AgeRange| {
        one.1.zip(other.0).is_some_and(|(oldest, youngest)| oldest < youngest)
    };
    ends_before(one, other) || ends_before(other, one)
}

fn said((from, to): AgeRange) -> String {
    let end = |end: Option<u8>| end.map_or_else(|| "…".to_owned(), |age| age.to_string());
    format!("{}–{}", end(from), end(to))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_speak_of_ages() {
        assert_eq!(called("Unge 18-29 år"), Some((Some(18), Some(29))));
        assert_eq!(called("Unge under 30 år"), Some((None, Some(29))));
        for silent in ["Unge", "Match 2 og 3", "Voksne over 30 år", "Under 25 år eller under 30 år"]
        {
            assert_eq!(called(silent), None, "{silent}");
        }
    }

    #[test]
    fn open_ends_reach_everybody() {
        assert!(are_apart((Some(30), Some(64)), (None, Some(29))));
        assert!(!are_apart((Some(18), None), (None, Some(29))));
        assert!(!are_apart((None, None), (Some(30), None)));
    }
}
