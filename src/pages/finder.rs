//! The finder: a few questions about a citizen's situation, none of which tells who the citizen is. Takes the offers that hold; gives each
//! answer with its number of offers, and as a link to the page that lists them, so that it can be used without a script.

use std::collections::{BTreeMap, BTreeSet};

use portal_search::Facet;
use serde::Serialize;

use super::edition::{Edition, Rendered};
use super::frame::{Frame, section_url};
use super::front::facet_links;
use super::link::Link;
use crate::model::{AgeGroup, EntryRef, Key, Kind, Offer, Vocabulary};

/// Its address.
pub(super) const URL: &str = "/find-tilbud/";

/// What is asked, what tells most first.
const QUESTIONS: [Facet; 6] =
    [Facet::CitizenCategory, Facet::TargetGroup, Facet::Age, Facet::Administration, Facet::Area, Facet::OfferType];

/// How many answers of a long question are shown at once.
const AT_ONCE: usize = 8;

/// What the template shows.
#[derive(Serialize)]
struct FinderView<'e> {
    questions: Vec<Question<'e>>,
    /// How many offers hold.
    count: String,
    /// What the search is asked besides the answers: `kind=offer&status=active`.
    fixed: String,
    /// The lists of the facets' pages, for those who browse.
    indexes: Vec<Link<'e>>,
}

/// A question.
#[derive(Serialize)]
struct Question<'e> {
    name: &'static str,
    title: &'e str,
    /// Of how many offers the answer is known; nothing where it is of all.
    known: Option<String>,
    answers: Vec<Answer<'e>>,
    /// The answers that are not shown at once.
    rest: Vec<Answer<'e>>,
    /// The words that lead to them.
    more: String,
}

/// An answer, and how many offers that hold fit it.
#[derive(Serialize)]
pub(super) struct Answer<'e> {
    id: &'e str,
    pub(super) label: &'e str,
    pub(super) url: String,
    pub(super) count: usize,
    historical: bool,
}

/// The page.
pub(super) fn pages(edition: &Edition<'_>) -> Rendered {
    let words = &edition.words;
    let offers = offers_that_hold(edition);
    let section = section_url(Kind::Offer).unwrap_or("/");
    let frame = Frame::new(edition, URL, words.page("finder.title"))
        .described(words.page("finder.intro"))
        .below(section, words.kinds(Kind::Offer));
    let view = FinderView {
        questions: QUESTIONS.into_iter().filter_map(|facet| question(edition, facet, &offers)).collect(),
        count: words.count(offers.len(), Kind::Offer.as_str()),
        fixed: fixed(&offers),
        indexes: facet_links(edition),
    };
    vec![edition.render("finder.html", &frame, &view, None)]
}

/// The offers that are not history.
pub(super) fn offers_that_hold<'e>(edition: &Edition<'e>) -> Vec<&'e Offer> {
    let catalogue = edition.catalogue;
    let offers = catalogue.offers.keyed();
    let holding = offers.filter(|(key, _)| !catalogue.heading(EntryRef::from(*key)).historical);
    holding.map(|(_, offer)| offer).collect()
}

/// That only offers are meant, and of these only what is not history.
fn fixed(offers: &[&Offer]) -> String {
    let statuses: BTreeSet<_> = offers.iter().map(|offer| offer.entry.status).collect();
    let statuses = statuses.into_iter().map(|status| format!("&status={}", status.as_str()));
    std::iter::once(format!("kind={}", Kind::Offer.as_str())).chain(statuses).collect()
}

/// A question, unless no offer would answer it.
fn question<'e>(edition: &'e Edition<'_>, facet: Facet, offers: &[&Offer]) -> Option<Question<'e>> {
    let words = &edition.words;
    let mut answers = answers(edition, facet, offers);
    let known = offers.iter().filter(|offer| is_known(facet, offer)).count();
    let rest = if answers.len() > AT_ONCE {
        answers.sort_by_key(|answer| std::cmp::Reverse(answer.count));
        answers.split_off(AT_ONCE)
    } else {
        Vec::new()
    };
    let numbers = [("known", known.to_string()), ("total", offers.len().to_string())];
    let known_of = || words.fill("finder.known", &numbers.each_ref().map(|(name, value)| (*name, value.as_str())));
    (known > 0).then(|| Question {
        name: facet.as_str(),
        title: words.word("finder_question", facet.as_str()),
        known: (known < offers.len()).then(known_of),
        more: words.fill("finder.more", &[("count", &rest.len().to_string())]),
        answers,
        rest,
    })
}

fn is_known(facet: Facet, offer: &Offer) -> bool {
    match vocabulary(facet) {
        Some(vocabulary) => !terms(vocabulary, offer).is_empty(),
        None => offer.age != (None, None),
    }
}

/// The vocabulary that a question's answers are the terms of; none of ages.
fn vocabulary(facet: Facet) -> Option<Vocabulary> {
    Vocabulary::ALL.into_iter().find(|vocabulary| vocabulary.facet() == facet.as_str())
}

fn terms(vocabulary: Vocabulary, offer: &Offer) -> Vec<Key<crate::model::VocabularyTerm>> {
    match vocabulary {
        Vocabulary::Administrations => offer.administrations.clone(),
        Vocabulary::TargetGroups => offer.target_groups.clone(),
        Vocabulary::CitizenCategories => offer.citizen_categories.clone(),
        Vocabulary::OfferTypes => offer.offer_type.into_iter().collect(),
        Vocabulary::Areas => offer.areas.clone(),
    }
}

/// The answers in the editors' order. A term that no offer has is none; an age that none is for is an answer of its own.
pub(super) fn answers<'e>(edition: &'e Edition<'_>, facet: Facet, offers: &[&Offer]) -> Vec<Answer<'e>> {
    let Some(vocabulary) = vocabulary(facet) else { return ages(edition, offers) };
    let mut counts = BTreeMap::new();
    for key in offers.iter().flat_map(|offer| terms(vocabulary, offer).into_iter().collect::<BTreeSet<_>>()) {
        *counts.entry(key).or_insert(0) += 1;
    }
    let catalogue = edition.catalogue;
    let found = catalogue.terms_of(vocabulary).filter_map(|(key, term)| Some((term, *counts.get(&key)?)));
    let answers = found.map(|(term, count)| Answer {
        id: &term.id,
        label: &term.label,
        url: term.url(),
        count,
        historical: term.valid.is_over(catalogue.today),
    });
    answers.collect()
}

fn ages<'e>(edition: &'e Edition<'_>, offers: &[&Offer]) -> Vec<Answer<'e>> {
    let answers = AgeGroup::ALL.into_iter().map(|group| Answer {
        id: group.id(),
        label: edition.words.word("age", group.id()),
        url: format!("/alder/{}/", group.id()),
        count: offers.iter().filter(|offer| group.meets(offer.age)).count(),
        historical: false,
    });
    answers.collect()
}
