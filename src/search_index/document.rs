//! One entry as the search sees it: everything that its page says, as plain text.

use std::collections::BTreeMap;

use portal_search::{Facet, SearchDocument, asked_for};

use crate::fit::{Judge, Question, UNSTATED, Value, Verdict};
use crate::model::{
    AgeGroup, Catalogue, Contact, Course, EntryRef, Goal, Key, Kind, Offer, Procedure, Shown, Vocabulary,
};
use crate::prose::Prose;

/// The search document of an entry.
pub(super) fn document(at: EntryRef, catalogue: &Catalogue, judge: &Judge<'_>, prose: &Prose) -> SearchDocument {
    let entry = catalogue.entry(at);
    let historical = entry.is_historical(catalogue.today);
    let mut names = entry.also_called.clone();
    let mut body = Body(String::new());
    let key = at.index as usize;
    match at.kind {
        Kind::Offer => offer(&catalogue.offers[Key::new(key)], catalogue, &mut body),
        Kind::Procedure => procedure(&catalogue.procedures[Key::new(key)], catalogue, &mut body),
        Kind::Contact => contact(&catalogue.contacts[Key::new(key)], catalogue, &mut body),
        Kind::Goal => goal(&catalogue.goals[Key::new(key)], &mut body),
        Kind::Course => course(&catalogue.courses[Key::new(key)], &mut body),
        Kind::News => body.add(catalogue.news[Key::new(key)].date_text.as_deref()),
        Kind::Term => names.extend(catalogue.terms[Key::new(key)].abbreviation.clone()),
        Kind::Page => {}
    }
    body.add(Some(prose.plain.trim()));
    SearchDocument {
        id: entry.id.clone(),
        kind: kind(at.kind),
        title: entry.title.clone(),
        names,
        summary: entry.summary.clone(),
        headings: prose.headings.iter().map(|heading| heading.text.clone()).collect(),
        body: body.0,
        keywords: keywords(at, catalogue),
        url: entry.url(),
        facets: facets(at, catalogue, judge),
        historical,
    }
}

pub(super) fn kind(kind: Kind) -> portal_search::Kind {
    match kind {
        Kind::Offer => portal_search::Kind::Offer,
        Kind::Procedure => portal_search::Kind::Procedure,
        Kind::Contact => portal_search::Kind::Contact,
        Kind::Goal => portal_search::Kind::Goal,
        Kind::Course => portal_search::Kind::Course,
        Kind::Page => portal_search::Kind::Page,
        Kind::News => portal_search::Kind::News,
        Kind::Term => portal_search::Kind::Term,
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

    fn all<'t>(&mut self, texts: impl IntoIterator<Item = &'t String>) {
        texts.into_iter().for_each(|text| self.add(Some(text)));
    }
}

/// The labels and older names of the terms that classify the entry, and its laws: found, but not part of what it says.
fn keywords(at: EntryRef, catalogue: &Catalogue) -> Vec<String> {
    let terms = catalogue.classes(at).iter().map(|key| &catalogue.vocabulary[*key]);
    let mut keywords: Vec<_> =
        terms.flat_map(|term| [&term.label].into_iter().chain(&term.also_called)).cloned().collect();
    for basis in &catalogue.entry(at).legal_basis {
        let law = &catalogue.laws[basis.law];
        keywords.extend([law.title.clone(), law.short.clone()]);
        keywords.extend(law.also_called.iter().cloned());
        keywords.extend(basis.section.as_ref().map(|section| format!("{} {}", law.short, section.value)));
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

fn offer(offer: &Offer, catalogue: &Catalogue, body: &mut Body) {
    let worded = [&offer.referral.how, &offer.cost, &offer.funding, &offer.capacity, &offer.not_for];
    body.all(worded.into_iter().flatten());
    body.add(offer.attendance.as_ref().and_then(|attendance| attendance.text.as_deref()));
    body.add(offer.duration.as_ref().and_then(|duration| duration.text.as_deref()));
    let contacts = offer.provider.iter().chain(&offer.contacts).chain(&offer.referral.by);
    body.all(contacts.map(|contact| &catalogue.contacts[*contact].entry.title));
}

fn procedure(procedure: &Procedure, catalogue: &Catalogue, body: &mut Body) {
    body.all([&procedure.purpose, &procedure.start_event, &procedure.end_event].into_iter().flatten());
    body.add(procedure.initiative.as_ref().and_then(|initiative| initiative.text.as_deref()));
    body.all(&procedure.obligations);
    for step in &procedure.steps {
        body.add(Some(&step.title));
        body.all([&step.trigger, &step.text, &step.consent].into_iter().flatten());
        body.all(step.documents_in.iter().chain(&step.documents_out));
        body.all(step.branches.iter().map(|branch| &branch.condition));
        body.all(step.responsible.iter().chain(&step.handover_to).map(|key| &catalogue.contacts[*key].entry.title));
    }
}

fn contact(contact: &Contact, catalogue: &Catalogue, body: &mut Body) {
    body.all(&contact.does);
    body.all(contact.ask_about.iter().map(|topic| &topic.topic));
    body.all(contact.parent.map(|parent| &catalogue.contacts[parent].entry.title));
    if let Some(address) = &contact.address {
        let rest = [&address.postal_code, &address.city].into_iter().flatten();
        body.all([&address.street].into_iter().chain(rest));
    }
    body.all(contact.phones.iter().map(|phone| &phone.number));
    body.all([&contact.email, &contact.ean].into_iter().flatten());
    for with in &contact.collaborates_with {
        body.add(Some(&catalogue.contacts[with.unit].entry.title));
        body.add(with.group.as_deref());
    }
}

fn goal(goal: &Goal, body: &mut Body) {
    for figure in goal.targets.iter().chain(&goal.measurements) {
        body.all([&figure.text, &figure.date_text].into_iter().flatten());
        if let (Some(value), Some(unit)) = (figure.value, &goal.unit) {
            body.add(Some(&format!("{value} {unit}").replace('.', ",")));
        }
    }
}

fn course(course: &Course, body: &mut Body) {
    body.add(course.intro.as_deref());
    for part in &course.parts {
        body.add(Some(&part.heading));
        body.add(part.text.as_deref());
        for item in &part.items {
            body.all([&item.title, &item.note].into_iter().flatten());
            if let Shown::Search { query, .. } = &item.shown {
                body.add(Some(query));
            }
        }
    }
}

fn facets(at: EntryRef, catalogue: &Catalogue, judge: &Judge<'_>) -> BTreeMap<Facet, Vec<String>> {
    let mut facets: BTreeMap<Facet, Vec<String>> = BTreeMap::new();
    for term in catalogue.classes(at).iter().map(|key| &catalogue.vocabulary[*key]) {
        facets.entry(facet(term.vocabulary)).or_default().push(term.id.clone());
    }
    let entry = catalogue.entry(at);
    let laws = entry.legal_basis.iter().map(|basis| catalogue.laws[basis.law].id.clone());
    facets.entry(Facet::Law).or_default().extend(laws);
    match at.kind {
        Kind::Offer => asked(&catalogue.offers[Key::new(at.index as usize)], catalogue, judge, &mut facets),
        Kind::Procedure => {
            for facet in [Facet::Administration, Facet::TargetGroup, Facet::CitizenCategory] {
                facets.entry(facet).or_insert_with(|| vec![UNSTATED.to_owned()]);
            }
        }
        _ => {}
    }
    if at.kind != Kind::Term {
        facets.entry(Facet::Status).or_default().push(entry.standing(catalogue.today).as_str().to_owned());
    }
    facets.retain(|_, values| {
        values.sort();
        values.dedup();
        !values.is_empty()
    });
    facets
}

/// What an offer answers to the finder's questions, by the finder's rule: what it names, by a broader group too, and that it is silent.
fn asked(offer: &Offer, catalogue: &Catalogue, judge: &Judge<'_>, facets: &mut BTreeMap<Facet, Vec<String>>) {
    for question in Question::ALL {
        let values = match question {
            Question::Age => facets.entry(Facet::Age).or_default(),
            Question::Terms(vocabulary) => facets.entry(facet(vocabulary)).or_default(),
        };
        if judge.leaves_open(offer, question) {
            values.push(UNSTATED.to_owned());
        }
        match question {
            Question::Age => {
                let groups = AgeGroup::ALL.into_iter();
                let met = groups.filter(|group| judge.verdict(offer, Value::Age(*group)) <= Verdict::Partly);
                values.extend(met.map(|group| group.id().to_owned()));
            }
            Question::Terms(vocabulary) => {
                let terms = catalogue.terms_of(vocabulary);
                let right = terms.filter(|(key, _)| judge.verdict(offer, Value::Term(*key)).is_right());
                values.extend(right.map(|(_, term)| term.id.clone()));
            }
        }
    }
}

fn facet(vocabulary: Vocabulary) -> Facet {
    match vocabulary {
        Vocabulary::Administrations => Facet::Administration,
        Vocabulary::TargetGroups => Facet::TargetGroup,
        Vocabulary::CitizenCategories => Facet::CitizenCategory,
        Vocabulary::OfferTypes => Facet::OfferType,
        Vocabulary::Areas => Facet::Area,
    }
}
