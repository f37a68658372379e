//! Shared procedures: what starts them, who must act first, and the steps from unit to unit.

use jiff::civil::Date;

use super::cx::Cx;
use super::declare::{
    self, Declared, Fields, Read, Schema, contact, day, declaration, lane, list, mapping, offer,
    one_or_more, optional, or_default, own_id, period, prose, required, span_of, step_anchor, term,
    text, whole, yes_no,
};
use super::{
    Contact, Entry, Key, Lane, LegalBasis, Offer, Period, Relation, Vocabulary, VocabularyTerm,
    codes, ids,
};
use crate::source::{ListOf, Node, Span};

declaration! {
    /// A shared procedure.
    #[derive(Clone, Debug)]
    pub struct Procedure in "procedure" {
        /// What every entry has.
        pub entry: Entry,
        /// What it is for.
        pub purpose: Option<String> = optional("purpose", prose()) => searched,
        /// What starts it.
        pub start_event: Option<String> = optional("start_event", prose()) => searched,
        /// What ends it.
        pub end_event: Option<String> = optional("end_event", prose()) => searched,
        /// The administrations that take part.
        pub administrations: Vec<Key<VocabularyTerm>> =
            one_or_more("administrations", term(Vocabulary::Administrations)),
        /// Whom it is about, by problem or situation.
        pub target_groups: Vec<Key<VocabularyTerm>> = one_or_more("target_groups", term(Vocabulary::TargetGroups)),
        /// Whom it is about, by category in the employment system.
        pub citizen_categories: Vec<Key<VocabularyTerm>> =
            one_or_more("citizen_categories", term(Vocabulary::CitizenCategories)),
        /// When it was approved.
        pub approved: Option<Date> = optional("approved", day()),
        /// Who must act first.
        pub initiative: Option<Initiative> = optional("initiative", mapping()) => searched,
        /// What the administrations owe each other.
        pub obligations: Vec<String> = list("obligations", prose()) => searched,
        /// What is done, in order.
        pub steps: Vec<Step> = or_default("steps", Steps) => searched,
    }
}

declaration! {
    /// Who must act first.
    #[derive(Clone, Debug)]
    pub struct Initiative in "initiative" {
        /// The unit.
        pub holder: Option<Key<Contact>> = optional("holder", contact(Relation::Initiative)),
        /// In words.
        pub text: Option<String> = optional("text", prose()) => searched,
    }
}

declaration! {
    /// One step.
    #[derive(Clone, Debug)]
    pub struct Step in "step" {
        /// What is done.
        pub title: String = required("title", text()) => searched,
        /// The anchor within the page: the one that is written, else `step-1`, `step-2` …
        pub id: String = or_default("id", own_id()),
        /// In which column it stands.
        pub lane: Lane = required("lane", lane()),
        /// Who does it.
        pub responsible: Option<Key<Contact>> = optional("responsible", contact(Relation::Responsible)) => searched,
        /// What starts it.
        pub trigger: Option<String> = optional("trigger", prose()) => searched,
        /// When it must be done.
        pub deadline: Option<Deadline> = optional("deadline", mapping()),
        /// What is needed.
        pub documents_in: Vec<String> = list("documents_in", text()) => searched,
        /// What comes out.
        pub documents_out: Vec<String> = list("documents_out", text()) => searched,
        /// The law it rests on.
        pub legal_basis: Vec<LegalBasis> = list("legal_basis", mapping()),
        /// The consent it needs.
        pub consent: Option<String> = optional("consent", prose()) => searched,
        /// Who takes over.
        pub handover_to: Option<Key<Contact>> = optional("handover_to", contact(Relation::HandsOverTo)) => searched,
        /// Other ways on.
        pub branches: Vec<Branch> = list("branches", mapping()) => searched,
        /// Offers that are used.
        pub offers: Vec<Key<Offer>> = one_or_more("offers", offer(Relation::UsesOffer)),
        /// More in words.
        pub text: Option<String> = optional("text", prose()) => searched,
        /// Where it is written.
        pub at: Span = span_of("title"),
        /// Where it says who does it.
        pub responsible_at: Span = span_of("responsible"),
        /// Where it says who takes over.
        pub handover_at: Span = span_of("handover_to"),
        /// Where it says when it must be done.
        pub deadline_at: Span = span_of("deadline"),
    }
}

declaration! {
    /// Another way on from a step.
    #[derive(Clone, Debug)]
    pub struct Branch in "branch" {
        /// When it is taken.
        pub condition: String = required("if", prose()) => searched,
        /// The step that follows, from 0.
        pub goto: usize = required("goto", step_anchor()),
    }
}

/// When a step must be done.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Deadline {
    /// The rule, if it can be reckoned with.
    pub rule: Option<DeadlineRule>,
    /// In words.
    pub text: Option<String>,
}

impl Deadline {
    /// Whether it says by when something must be done: not how often, and not in words alone,
    /// which may say anything.
    #[must_use]
    pub fn is_limit(&self) -> bool {
        use DeadlineRule::{AtOnce, By, Every, TimesPerYear, Within};
        match self.rule {
            Some(Within(_) | AtOnce | By(_)) => true,
            Some(Every(_) | TimesPerYear(_)) | None => false,
        }
    }
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

impl Declared for Deadline {
    const WORDS: &'static str = "deadline";

    fn declare(fields: &mut Fields<'_, '_>) -> Option<Self> {
        let within = fields.take(optional("within", period()))?;
        let every = fields.take(optional("every", period()))?;
        let times_per_year = fields.take(optional("times_per_year", whole()))?;
        let at_once = fields.take(or_default("at_once", yes_no()))?;
        let by = fields.take(optional("by", day()))?;
        let text = fields.take(optional("text", prose()))?;
        let written = ["within", "every", "times_per_year", "by"]
            .into_iter()
            .filter(|key| fields.has(key))
            .count();
        let rules = written + usize::from(at_once);
        if rules > 1 || (rules == 0 && text.is_none()) {
            let place = fields.place();
            fields.cx.report(codes::bad_deadline(place));
        }
        let rule = within
            .map(DeadlineRule::Within)
            .or(every.map(DeadlineRule::Every))
            .or(times_per_year.map(DeadlineRule::TimesPerYear))
            .or(at_once.then_some(DeadlineRule::AtOnce))
            .or(by.map(DeadlineRule::By));
        Some(Self { rule, text })
    }
}

/// The steps, which know each other by their anchors.
struct Steps;

impl Read for Steps {
    type Value = Vec<Step>;

    fn read(&self, node: &Node, cx: &mut Cx<'_>) -> Option<Vec<Step>> {
        let nodes = cx.decoder.items(node, self.items());
        cx.anchors = anchors(&nodes, cx);
        let mut steps = Vec::with_capacity(nodes.len());
        for (at, node) in nodes.into_iter().enumerate() {
            cx.in_step(u16::try_from(at).ok());
            let step = declare::read::<Step>(node, cx);
            steps.extend(step.map(|step| Step { id: cx.anchors[at].clone(), ..step }));
        }
        cx.in_step(None);
        Some(steps)
    }

    fn schema(&self) -> Schema {
        Schema::List(Box::new(mapping::<Step>().schema()))
    }

    fn items(&self) -> ListOf {
        ListOf::Mappings
    }
}

/// The steps' anchors: the id that is written, else `step-1`, `step-2` …
fn anchors(steps: &[&Node], cx: &mut Cx<'_>) -> Vec<String> {
    let written = |step: &Node| {
        let id = step.get("id")?;
        Some((id.as_text()?.trim().to_owned(), id.span)).filter(|(id, _)| !id.is_empty())
    };
    let mut anchors: Vec<(String, Span)> = Vec::with_capacity(steps.len());
    for (at, step) in steps.iter().enumerate() {
        let own = written(step);
        let unnamed = || (format!("step-{}", at + 1), step.get("title").unwrap_or(step).span);
        if let Some((id, span)) = own.as_ref().filter(|(id, _)| !ids::is_id(id)) {
            cx.report(codes::bad_id(cx.place(*span), id));
        }
        let (anchor, span) = own.unwrap_or_else(unnamed);
        if let Some((_, first)) = anchors.iter().find(|(earlier, _)| *earlier == anchor) {
            cx.report(codes::duplicate_id(cx.place(span), &anchor, cx.place(*first)));
        }
        anchors.push((anchor, span));
    }
    anchors.into_iter().map(|(anchor, _)| anchor).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Unit;

    #[test]
    fn how_often_and_words_alone_are_no_limit() {
        let of = |rule| Deadline { rule, text: Some("senest hver uge".to_owned()) }.is_limit();
        let period = Period { count: 1, unit: Unit::Weeks };
        assert!(of(Some(DeadlineRule::Within(period))) && of(Some(DeadlineRule::AtOnce)));
        for rule in [None, Some(DeadlineRule::Every(period)), Some(DeadlineRule::TimesPerYear(4))] {
            assert!(!of(rule), "{rule:?}");
        }
    }
}
