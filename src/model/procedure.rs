//! Shared procedures: what starts them, who must act first, and the steps from unit to unit.

use jiff::civil::Date;
use serde::Deserialize;

use super::entry::{RawLegalBasis, raw_entry};
use super::{
    Contact, Entry, EntryKind, Key, Kind, Lane, LegalBasis, Offer, Period, Relation, Resolver, Vocabulary,
    VocabularyTerm, codes, ids,
};
use crate::source::{OneOrMore, Place, Span, Spanned, Text};

raw_entry! {
    /// A procedure as written.
    struct RawProcedure {
        purpose: Option<String>,
        start_event: Option<String>,
        end_event: Option<String>,
        administrations: Option<OneOrMore<Text>>,
        #[serde(default)]
        target_groups: Vec<Text>,
        #[serde(default)]
        citizen_categories: Vec<Text>,
        approved: Option<Text>,
        initiative: Option<RawInitiative>,
        #[serde(default)]
        obligations: Vec<String>,
        #[serde(default)]
        steps: Vec<RawStep>,
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawInitiative {
    holder: Option<Text>,
    text: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawStep {
    title: Text,
    id: Option<Text>,
    lane: Text,
    responsible: Option<Text>,
    trigger: Option<String>,
    deadline: Option<Spanned<RawDeadline>>,
    #[serde(default)]
    documents_in: Vec<String>,
    #[serde(default)]
    documents_out: Vec<String>,
    #[serde(default)]
    legal_basis: Vec<RawLegalBasis>,
    consent: Option<String>,
    handover_to: Option<Text>,
    #[serde(default)]
    branches: Vec<RawBranch>,
    #[serde(default)]
    offers: Vec<Text>,
    text: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDeadline {
    within: Option<Text>,
    every: Option<Text>,
    times_per_year: Option<u16>,
    at_once: Option<bool>,
    by: Option<Text>,
    text: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawBranch {
    r#if: String,
    goto: Text,
}

/// When a step must be done.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Deadline {
    /// The rule, if it can be reckoned with.
    pub rule: Option<DeadlineRule>,
    /// In words.
    pub text: Option<String>,
}

/// A deadline that can be reckoned with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeadlineRule {
    /// This long after the trigger.
    Within(Period),
    /// Again and again, at this distance.
    Every(Period),
    /// This often in a year.
    TimesPerYear(u16),
    /// Without delay.
    AtOnce,
    /// Before the end of this day.
    By(Date),
}

/// Another way on from a step.
#[derive(Clone, Debug)]
pub struct Branch {
    /// When it is taken.
    pub condition: String,
    /// The step that follows, from 0.
    pub goto: usize,
}

/// One step.
#[derive(Clone, Debug)]
pub struct Step {
    /// The anchor within the page.
    pub id: String,
    /// What is done.
    pub title: String,
    /// In which column it stands.
    pub lane: Lane,
    /// Who does it.
    pub responsible: Option<Key<Contact>>,
    /// What starts it.
    pub trigger: Option<String>,
    /// When it must be done.
    pub deadline: Option<Deadline>,
    /// What is needed.
    pub documents_in: Vec<String>,
    /// What comes out.
    pub documents_out: Vec<String>,
    /// The law it rests on.
    pub legal_basis: Vec<LegalBasis>,
    /// The consent it needs.
    pub consent: Option<String>,
    /// Who takes over.
    pub handover_to: Option<Key<Contact>>,
    /// Other ways on.
    pub branches: Vec<Branch>,
    /// Offers that are used.
    pub offers: Vec<Key<Offer>>,
    /// More in words.
    pub text: Option<String>,
    /// Where it is written.
    pub at: Span,
}

/// Who must act first.
#[derive(Clone, Debug)]
pub struct Initiative {
    /// The unit.
    pub holder: Option<Key<Contact>>,
    /// In words.
    pub text: Option<String>,
}

/// A shared procedure.
#[derive(Clone, Debug)]
pub struct Procedure {
    /// What every entry has.
    pub entry: Entry,
    /// What it is for.
    pub purpose: Option<String>,
    /// What starts it.
    pub start_event: Option<String>,
    /// What ends it.
    pub end_event: Option<String>,
    /// The administrations that take part.
    pub administrations: Vec<Key<VocabularyTerm>>,
    /// Whom it is about, by problem or situation.
    pub target_groups: Vec<Key<VocabularyTerm>>,
    /// Whom it is about, by category in the employment system.
    pub citizen_categories: Vec<Key<VocabularyTerm>>,
    /// When it was approved.
    pub approved: Option<Date>,
    /// Who must act first.
    pub initiative: Option<Initiative>,
    /// What the administrations owe each other.
    pub obligations: Vec<String>,
    /// What is done, in order.
    pub steps: Vec<Step>,
}

impl EntryKind for Procedure {
    type Raw = RawProcedure;

    const KIND: Kind = Kind::Procedure;

    fn entry(&self) -> &Entry {
        &self.entry
    }

    fn resolve(mut raw: RawProcedure, body: Option<Span>, resolver: &mut Resolver<'_>) -> Self {
        let steps = std::mem::take(&mut raw.steps);
        Self {
            entry: raw.take_entry().resolve(Kind::Procedure, body, resolver),
            purpose: raw.purpose,
            start_event: raw.start_event,
            end_event: raw.end_event,
            administrations: resolver.terms(Vocabulary::Administrations, &raw.administrations.unwrap_or_default().0),
            target_groups: resolver.terms(Vocabulary::TargetGroups, &raw.target_groups),
            citizen_categories: resolver.terms(Vocabulary::CitizenCategories, &raw.citizen_categories),
            approved: resolver.date(raw.approved),
            initiative: raw.initiative.map(|initiative| Initiative {
                holder: resolver.contact(initiative.holder, Relation::Initiative),
                text: initiative.text,
            }),
            obligations: raw.obligations,
            steps: resolve_steps(steps, resolver),
        }
    }
}

fn resolve_steps(raw: Vec<RawStep>, resolver: &mut Resolver<'_>) -> Vec<Step> {
    let anchors = anchors(&raw, resolver);
    let steps = raw.into_iter().enumerate().map(|(at, step)| {
        resolver.in_step(u16::try_from(at).ok());
        step.resolve(at, &anchors, resolver)
    });
    let steps = steps.collect();
    resolver.in_step(None);
    steps
}

/// The steps' anchors: the id that is written, else `step-1`, `step-2` …
fn anchors(steps: &[RawStep], resolver: &mut Resolver<'_>) -> Vec<String> {
    let mut anchors: Vec<String> = Vec::with_capacity(steps.len());
    for (at, step) in steps.iter().enumerate() {
        let anchor = step.id.as_ref().map_or_else(|| format!("step-{}", at + 1), |id| id.value.clone());
        if let Some(id) = step.id.as_ref().filter(|id| !ids::is_id(&id.value)) {
            resolver.report(codes::bad_id(resolver.place(id.span), &id.value));
        }
        if let Some(first) = anchors.iter().position(|earlier| *earlier == anchor) {
            let [here, there] = [step, &steps[first]].map(|step| step.id.as_ref().unwrap_or(&step.title).span);
            resolver.report(codes::duplicate_id(resolver.place(here), &anchor, resolver.place(there)));
        }
        anchors.push(anchor);
    }
    anchors
}

impl RawStep {
    fn resolve(self, at: usize, anchors: &[String], resolver: &mut Resolver<'_>) -> Step {
        Step {
            id: anchors[at].clone(),
            lane: resolver.lane(&self.lane).unwrap_or(Lane::Others),
            responsible: resolver.contact(self.responsible, Relation::Responsible),
            trigger: self.trigger,
            deadline: self.deadline.map(|deadline| {
                let place = resolver.place(deadline.span);
                deadline.value.resolve(place, resolver)
            }),
            documents_in: self.documents_in,
            documents_out: self.documents_out,
            legal_basis: resolver.legal_basis(self.legal_basis),
            consent: self.consent,
            handover_to: resolver.contact(self.handover_to, Relation::HandsOverTo),
            branches: self.branches.into_iter().filter_map(|branch| branch.resolve(anchors, resolver)).collect(),
            offers: resolver.offers(&self.offers, Relation::UsesOffer),
            text: self.text,
            at: self.title.span,
            title: self.title.value,
        }
    }
}

impl RawBranch {
    fn resolve(self, anchors: &[String], resolver: &mut Resolver<'_>) -> Option<Branch> {
        let goto = anchors.iter().position(|anchor| *anchor == self.goto.value);
        if goto.is_none() {
            let place = resolver.place(self.goto.span);
            resolver.report(codes::branch_to_nowhere(place, &self.goto.value, anchors.iter().map(String::as_str)));
        }
        Some(Branch { condition: self.r#if, goto: goto? })
    }
}

impl RawDeadline {
    fn resolve(self, place: Place, resolver: &mut Resolver<'_>) -> Deadline {
        let written = [self.within.is_some(), self.every.is_some(), self.times_per_year.is_some()]
            .into_iter()
            .chain([self.at_once == Some(true), self.by.is_some()]);
        let rules = written.filter(|written| *written).count();
        if rules > 1 || (rules == 0 && self.text.is_none()) {
            resolver.report(codes::bad_deadline(place));
        }
        let rule = resolver
            .period(self.within)
            .map(DeadlineRule::Within)
            .or_else(|| resolver.period(self.every).map(DeadlineRule::Every))
            .or_else(|| self.times_per_year.map(DeadlineRule::TimesPerYear))
            .or_else(|| (self.at_once == Some(true)).then_some(DeadlineRule::AtOnce))
            .or_else(|| resolver.date(self.by).map(DeadlineRule::By));
        Deadline { rule, text: self.text }
    }
}
