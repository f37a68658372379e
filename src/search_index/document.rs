//! One entry as the search sees it: everything that its page says, as plain text.

use std::collections::BTreeMap;

use portal_search::{Facet, Part, SearchDocument, asked_for};

use super::shown::shown;
use crate::fit::{Judge, Question, UNSTATED, Value, Verdict};
use crate::model::{
    AgeGroup, Catalogue, Contact, EntryRef, Goal, Key, Kind, Offer, Term, classes_of,
};
use crate::prose::Heading;

/// What an entry's Markdown says.
pub(super) struct Text<'t> {
    pub(super) headings: &'t [Heading],
    pub(super) body: String,
}

/// The search document of an entry.
pub(super) fn document(
    at: EntryRef,
    catalogue: &Catalogue,
    judge: &Judge<'_>,
    text: &Text<'_>,
) -> SearchDocument {
    let entry = catalogue.entry(at);
    let historical = entry.is_historical(catalogue.today);
    let mut names = entry.also_called.clone();
    let mut body = Body(String::new());
    catalogue.say(at, catalogue, &mut |text| body.add(Some(text)));
    match at.kind {
        Kind::Goal => numbers(&catalogue.goals[Key::new(at.index as usize)], &mut body),
        Kind::Term => {
            names.extend(catalogue.terms[Key::new(at.index as usize)].abbreviation.clone());
        }
        _ => {}
    }
    body.add(Some(text.body.trim()));
    let shown = shown(at, catalogue, text, &body.0);
    SearchDocument {
        id: entry.id.clone(),
        kind: at.kind.into(),
        title: entry.title.clone(),
        names,
        summary: entry.summary.clone(),
        headings: text.headings.iter().map(|heading| heading.text.clone()).collect(),
        body: body.0,
        keywords: keywords(at, catalogue),
        url: entry.url(),
        facets: facets(at, catalogue, judge),
        historical,
        shown,
    }
}

/// A unit is found by all that the term of its title is found by.
pub(super) fn add_term(document: &mut SearchDocument, term: &Term) {
    let names = term.abbreviation.iter().chain(&term.entry.also_called);
    let names: Vec<_> = names.filter(|name| !document.names.contains(name)).cloned().collect();
    document.names.extend(names);
    if !document.body.contains(&term.entry.summary) {
        document.body.push('\n');
        // Nothing on the unit's page leads to it.
        document.shown.parts.push(Part::new(document.body.len(), ""));
        document.body.push_str(&term.entry.summary);
    }
}

/// Plain text, a line for each thing said.
struct Body(String);

impl Body {
    fn add(&mut self, text: Option<&str>) {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            self.0.push_str(text);
            self.0.push('\n');
        }
    }
}

/// The labels and older names of the terms that classify the entry, and its laws: found, but not
/// part of what it says.
fn keywords(at: EntryRef, catalogue: &Catalogue) -> Vec<String> {
    let terms = catalogue.classes(at).iter().map(|key| &catalogue.vocabulary[*key]);
    let mut keywords: Vec<_> = terms
        .flat_map(|term| [&term.label].into_iter().chain(&term.also_called))
        .cloned()
        .collect();
    let steps = (at.kind == Kind::Procedure)
        .then(|| &catalogue.procedures[Key::new(at.index as usize)].steps);
    let of_steps = steps.into_iter().flatten().flat_map(|step| &step.legal_basis);
    for basis in catalogue.entry(at).legal_basis.iter().chain(of_steps) {
        let law = &catalogue.laws[basis.law];
        keywords.extend([law.title.clone(), law.short.clone()]);
        keywords.extend(law.also_called.iter().cloned());
        keywords.extend(
            basis.section.as_ref().map(|section| format!("{} {}", law.short, section.value)),
        );
    }
    if at.kind == Kind::Contact {
        let contact = &catalogue.contacts[Key::new(at.index as usize)];
        keywords.extend(fields(contact).into_iter().flat_map(asked_for).map(str::to_owned));
    }
    keywords
}

/// The fields that a contact has of those that people ask for.
fn fields(contact: &Contact) -> Vec<&'static str> {
    let fields = [
        ("phones", !contact.phones.is_empty()),
        ("email", contact.email.is_some()),
        ("opening_hours", !contact.opening_hours.is_empty()),
        ("address", contact.address.is_some()),
        ("website", contact.website.is_some()),
        ("ean", contact.ean.is_some()),
    ];
    fields.into_iter().filter(|(_, is_there)| *is_there).map(|(key, _)| key).collect()
}

/// The numbers of a goal, each with its unit.
fn numbers(goal: &Goal, body: &mut Body) {
    for figure in goal.targets.iter().chain(&goal.measurements) {
        if let (Some(value), Some(unit)) = (figure.value, &goal.unit) {
            body.add(Some(&format!("{value} {unit}").replace('.', ",")));
        }
    }
}

fn facets(at: EntryRef, catalogue: &Catalogue, judge: &Judge<'_>) -> BTreeMap<Facet, Vec<String>> {
    let mut facets: BTreeMap<Facet, Vec<String>> = BTreeMap::new();
    for term in catalogue.classes(at).iter().map(|key| &catalogue.vocabulary[*key]) {
        facets.entry(term.vocabulary.facet()).or_default().push(term.id.clone());
    }
    let entry = catalogue.entry(at);
    let laws = entry.legal_basis.iter().map(|basis| catalogue.laws[basis.law].id.clone());
    facets.entry(Facet::Law).or_default().extend(laws);
    match at.kind {
        Kind::Offer => {
            asked(&catalogue.offers[Key::new(at.index as usize)], catalogue, judge, &mut facets);
        }
        Kind::Procedure => {
            for class in classes_of(Kind::Procedure) {
                facets.entry(class.vocabulary.facet()).or_insert_with(|| vec![UNSTATED.to_owned()]);
            }
        }
        _ => {}
    }
    if at.kind != Kind::Term {
        facets
            .entry(Facet::Status)
            .or_default()
            .push(entry.standing(catalogue.today).as_str().to_owned());
    }
    facets.retain(|_, values| {
        values.sort();
        values.dedup();
        !values.is_empty()
    });
    facets
}

/// What an offer answers to the finder's questions, by the finder's rule: what it names, by a
/// broader group too, and that it is silent.
fn asked(
    offer: &Offer,
    catalogue: &Catalogue,
    judge: &Judge<'_>,
    facets: &mut BTreeMap<Facet, Vec<String>>,
) {
    for question in Question::all() {
        let values = facets.entry(question.facet()).or_default();
        if judge.leaves_open(offer, question) {
            values.push(UNSTATED.to_owned());
        }
        match question {
            Question::Age => {
                let groups = AgeGroup::ALL.into_iter();
                let met = groups
                    .filter(|group| judge.verdict(offer, Value::Age(*group)) <= Verdict::Partly);
                values.extend(met.map(|group| group.id().to_owned()));
            }
            Question::Terms(vocabulary) => {
                let terms = catalogue.terms_of(vocabulary);
                let right =
                    terms.filter(|(key, _)| judge.verdict(offer, Value::Term(*key)).is_right());
                values.extend(right.map(|(_, term)| term.id.clone()));
            }
        }
    }
}
