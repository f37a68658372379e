//! Whom an offer is for, against whom it is not for, and how old both are; how old the citizens of
//! an offer or a term are, against what it is called and its summary says.

use std::sync::LazyLock;

use super::super::Inputs;
use super::contradiction;
use crate::diagnostics::Diagnostic;
use crate::model::{AgeRange, Catalogue, Key, Offer, VocabularyTerm};
use crate::prose::{Pattern, pattern};

/// `18-29 år`: youngest and oldest.
static AGES: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"\b(\d{1,2})\s*(?:-|–|til|to)\s*(\d{1,2})\s*(?:år|years)"));
/// `under 30 år`, `over 30 år`: one end, which is not included.
static END: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"(?i)\b(under|over)\s+(\d{1,2})\s*(?:år|years)"));

pub(super) fn check(input: &Inputs<'_>) -> Vec<Diagnostic> {
    let catalogue = input.catalogue;
    let offers = catalogue.offers.iter();
    let offers = offers.flat_map(|offer| {
        excluded(offer, catalogue).chain(ages(offer, catalogue)).chain(told(offer))
    });
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

/// An offer that is told of with other ages than it has.
fn told(offer: &Offer) -> impl Iterator<Item = Diagnostic> {
    let entry = &offer.entry;
    let is_stated = offer.age != AgeRange::default();
    let words = [("title", &entry.title), ("summary", &entry.summary)];
    words.into_iter().filter(move |(_, words)| is_stated && is_other(offer.age, words)).map(
        |(key, words)| {
            contradiction(entry.place_of("age"), ("age", &said(offer.age)), (key, words))
        },
    )
}

/// A term that is called by other ages than it has.
fn named(term: &VocabularyTerm) -> Option<Diagnostic> {
    let age = term.age.filter(|age| is_other(*age, &term.label) || is_below(*age, &term.label))?;
    Some(contradiction(term.at, ("age", &said(age)), ("label", &term.label)))
}

/// Whether words name other ages than these.
fn is_other(age: AgeRange, words: &str) -> bool {
    let differs = |end: Option<u8>, called: Option<u8>| called.is_some() && end != called;
    called(words).is_some_and(|called| differs(age.0, called.0) || differs(age.1, called.1))
}

/// Whether words speak of those over an age, and these are younger.
fn is_below(age: AgeRange, words: &str) -> bool {
    let mut over = END.captures_iter(words).filter(|end| end[1].eq_ignore_ascii_case("over"));
    let youngest = over.next().and_then(|end| end[2].parse::<u8>().ok());
    let is_younger = |over: u8| {
        age.0.is_some_and(|from| from < over) || age.1.is_some_and(|oldest| oldest <= over)
    };
    youngest.is_some_and(is_younger) && over.next().is_none()
}

/// The ages that a name speaks of; none where it speaks of several.
fn called(label: &str) -> Option<AgeRange> {
    let number = |text: &str| text.parse::<u8>().ok();
    let mut spans = AGES.captures_iter(label);
    if let Some(ages) = spans.next() {
        let is_one = spans.next().is_none();
        return is_one.then(|| (number(&ages[1]), number(&ages[2])));
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
        let over = "Voksne over 30 år";
        assert!(is_below((Some(13), None), over) && !is_below((Some(30), None), over));
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
