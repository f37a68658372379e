//! The page of a procedure: who must act first, what the administrations owe each other, and the
//! steps in order, each with an anchor that trainers can link to. The drawing and the checklist are
//! made from the same steps.

pub(super) mod checklist;
pub(crate) mod swimlane;

use std::borrow::Cow;
use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;

use self::swimlane::{Onward, Swimlane, onward, swimlane, targets};
use super::asking;
use super::context::{Context, Rendered};
use super::entry::{EntryView, Parts, entry_view, frame, law_fact, links};
use super::fact::{Fact, Part, within_a_sentence};
use super::link::Link;
use super::offer::terms;
use super::related::Known;
use crate::model::{
    Branch, Deadline, DeadlineRule, EntryRef, Initiative, Key, LegalBasis, Period, Procedure, Step,
    Unit,
};

/// What the template shows.
#[derive(Serialize)]
struct ProcedureView<'e> {
    entry: EntryView<'e>,
    duties: Duties<'e>,
    facts: Part<'e>,
    swimlane: Option<Swimlane<'e>>,
    steps: Vec<StepView<'e>>,
    /// What the sources do not tell of the steps, each with the steps that it is of.
    silences: Vec<String>,
    /// Where the steps are to be ticked on paper.
    checklist: Option<String>,
    /// Whether deadlines are reckoned there.
    reckoned: bool,
}

/// What binds the administrations.
#[derive(Serialize)]
pub(super) struct Duties<'e> {
    initiative: Option<InitiativeView<'e>>,
    obligations: &'e [String],
}

#[derive(Serialize)]
struct InitiativeView<'e> {
    holder: Option<Link<'e>>,
    text: Option<&'e str>,
}

/// One step.
#[derive(Serialize)]
pub(super) struct StepView<'e> {
    number: usize,
    id: &'e str,
    title: &'e str,
    /// The name of the lane's colour, which stands beside its word.
    lane: &'static str,
    lane_word: &'e str,
    responsible: Option<Link<'e>>,
    trigger: Option<&'e str>,
    /// What its time is called: a deadline, how often, or only a time.
    timing: Option<&'e str>,
    deadline: Option<Cow<'e, str>>,
    /// The deadline as scripts reckon with it.
    rule: Option<RuleView>,
    text: Option<&'e str>,
    documents_in: &'e [String],
    documents_out: &'e [String],
    laws: Vec<Link<'e>>,
    consent: Option<&'e str>,
    offers: Vec<Link<'e>>,
    handover_to: Option<Link<'e>>,
    branches: Vec<BranchView<'e>>,
    /// What they are called: a choice where every way on is one of them.
    choice: &'e str,
    /// That the next step of the list does not follow this one.
    other_way: Option<String>,
    /// What staff look for and the sources do not tell.
    unknown: Vec<Cow<'e, str>>,
}

/// A deadline that can be reckoned from the day when the procedure begins.
#[derive(Serialize, Default)]
struct RuleView {
    days: Option<u16>,
    months: Option<u16>,
    /// The day itself, where it is always the same.
    day: Option<String>,
    /// How often it comes again, as calendars write it (RFC 5545, 3.3.10).
    again: Option<String>,
}

/// Another way on.
#[derive(Serialize)]
struct BranchView<'e> {
    condition: &'e str,
    goto: Link<'e>,
}

/// All pages of this kind.
pub(super) fn pages(context: &Context<'_>) -> Rendered {
    let procedures = context.catalogue.procedures.rows().par_iter().enumerate();
    let pages = procedures.map(|(index, procedure)| {
        let at = EntryRef::from(Key::<Procedure>::new(index));
        let view = view(context, at, procedure);
        context.render("procedure.html", &frame(context, at), &view, Some(at))
    });
    pages.collect()
}

fn view<'e>(context: &'e Context<'_>, at: EntryRef, procedure: &'e Procedure) -> ProcedureView<'e> {
    let onward = onward(&targets(&procedure.steps));
    let swimlane = swimlane(context, &procedure.steps, &onward);
    let steps = steps(context, &procedure.steps, &onward);
    ProcedureView {
        silences: silences(context, &steps),
        entry: entry_view(context, at, parts(context, procedure, swimlane.is_some())),
        duties: duties(context, procedure),
        facts: facts(context, procedure),
        swimlane,
        reckoned: is_reckoned(&steps),
        steps,
        checklist: (!procedure.steps.is_empty()).then(|| checklist::address(context, at)),
    }
}

/// Who must act first, and what the administrations owe each other.
pub(super) fn duties<'e>(context: &'e Context<'_>, procedure: &'e Procedure) -> Duties<'e> {
    let initiative =
        procedure.initiative.as_ref().map(|initiative| initiative_view(context, initiative));
    Duties { initiative, obligations: &procedure.obligations }
}

/// The steps in order.
pub(super) fn steps<'e>(
    context: &'e Context<'_>,
    steps: &'e [Step],
    onward: &[Onward],
) -> Vec<StepView<'e>> {
    let each = steps.iter().zip(onward).enumerate();
    each.map(|(index, (step, onward))| step_view(context, steps, (index, step), *onward)).collect()
}

pub(super) fn facts<'e>(context: &'e Context<'_>, procedure: &'e Procedure) -> Part<'e> {
    let words = &context.words;
    Part::new(context, "del-kort")
        .asked(Fact::new(context, "purpose").text(procedure.purpose.as_deref()))
        .asked(Fact::new(context, "start_event").text(procedure.start_event.as_deref()))
        .asked(Fact::new(context, "end_event").text(procedure.end_event.as_deref()))
        .asked(Fact::new(context, "taking_part").links(terms(context, &procedure.administrations)))
        .asked(Fact::new(context, "target_groups").links(terms(context, &procedure.target_groups)))
        .given(
            Fact::new(context, "citizen_categories")
                .links(terms(context, &procedure.citizen_categories)),
        )
        .asked(law_fact(context, &procedure.entry))
        .given(Fact::new(context, "approved").text(procedure.approved.map(|date| words.date(date))))
}

pub(super) fn parts<'e>(
    context: &'e Context<'_>,
    procedure: &'e Procedure,
    drawn: bool,
) -> Parts<'e> {
    let words = &context.words;
    let named = |id: &'static str| (id, words.word("part", id));
    let drawing = drawn.then(|| named("del-overblik"));
    let steps = procedure.steps.iter();
    let offers = steps.clone().flat_map(|step| step.offers.iter().copied());
    let units = steps.flat_map(|step| step.responsible.iter().chain(&step.handover_to).copied());
    let holder = procedure.initiative.iter().filter_map(|initiative| initiative.holder);
    Parts {
        before: vec![asking::of_procedure(context, procedure)],
        own: [named("del-kort")].into_iter().chain(drawing).chain([named("del-trin")]).collect(),
        after: Vec::new(),
        known: Known::default().and(offers).and(units).and(holder),
    }
}

fn initiative_view<'e>(context: &'e Context<'_>, initiative: &'e Initiative) -> InitiativeView<'e> {
    InitiativeView {
        holder: initiative.holder.map(|at| context.link(at)),
        text: initiative.text.as_deref(),
    }
}

fn step_view<'e>(
    context: &'e Context<'_>,
    steps: &'e [Step],
    (index, step): (usize, &'e Step),
    onward: Onward,
) -> StepView<'e> {
    let other_way = match onward {
        Onward::OtherWayFrom(from) => Some((from + 1).to_string()),
        Onward::Plain | Onward::Chosen | Onward::Last => None,
    };
    let (lane_word, lane) = context.lane(step.lane);
    StepView {
        number: index + 1,
        id: &step.id,
        title: &step.title,
        lane,
        lane_word,
        responsible: step.responsible.map(|at| context.link(at)),
        trigger: step.trigger.as_deref(),
        timing: step.deadline.as_ref().map(|deadline| timing(context, deadline)),
        deadline: step.deadline.as_ref().map(|deadline| context.words.deadline(deadline)),
        rule: step.deadline.as_ref().and_then(|deadline| rule(deadline.rule?)),
        text: step.text.as_deref(),
        documents_in: &step.documents_in,
        documents_out: &step.documents_out,
        laws: step.legal_basis.iter().map(|basis| law(context, basis)).collect(),
        consent: step.consent.as_deref(),
        offers: links(context, &step.offers),
        handover_to: step.handover_to.map(|at| context.link(at)),
        branches: step.branches.iter().filter_map(|branch| branch_view(steps, branch)).collect(),
        choice: context.words.page(match onward {
            Onward::Chosen => "procedure.choice",
            _ => "procedure.branches",
        }),
        unknown: unknown(context, step),
        other_way: other_way
            .map(|from| context.words.fill("swimlane.other_way", &[("number", &from)])),
    }
}

/// The rule in days and months: what is done at once is due on the first day, and what is done so
/// often in a year has as many equal periods, in months where they are whole.
fn rule(rule: DeadlineRule) -> Option<RuleView> {
    Some(match rule {
        DeadlineRule::Within(period) => after(period),
        DeadlineRule::Every(period) => again(period),
        DeadlineRule::AtOnce => after(Period { count: 0, unit: Unit::Days }),
        DeadlineRule::TimesPerYear(times @ 1..=12) if 12 % times == 0 => {
            again(Period { count: 12 / times, unit: Unit::Months })
        }
        DeadlineRule::TimesPerYear(times @ 1..=365) => {
            again(Period { count: 365 / times, unit: Unit::Days })
        }
        DeadlineRule::TimesPerYear(_) => return None,
        DeadlineRule::By(day) => RuleView { day: Some(day.to_string()), ..RuleView::default() },
    })
}

/// Whether a deadline is reckoned from the day that the procedure begins.
fn is_reckoned(steps: &[StepView<'_>]) -> bool {
    let mut rules = steps.iter().filter_map(|step| step.rule.as_ref());
    rules.any(|rule| rule.days.is_some() || rule.months.is_some())
}

fn after(Period { count, unit }: Period) -> RuleView {
    let (days, months) = match unit {
        Unit::Days => (Some(count), None),
        Unit::Weeks => (count.checked_mul(7), None),
        Unit::Months => (None, Some(count)),
        Unit::Years => (None, count.checked_mul(12)),
    };
    RuleView { days, months, ..RuleView::default() }
}

fn again(period: Period) -> RuleView {
    let frequency = match period.unit {
        Unit::Days => "DAILY",
        Unit::Weeks => "WEEKLY",
        Unit::Months => "MONTHLY",
        Unit::Years => "YEARLY",
    };
    RuleView { again: Some(format!("FREQ={frequency};INTERVAL={}", period.count)), ..after(period) }
}

/// What the sources do not tell of the steps: what is missing everywhere, in a word; what is
/// missing here and there, with the numbers of the steps.
fn silences(context: &Context<'_>, steps: &[StepView<'_>]) -> Vec<String> {
    let mut missing: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for step in steps {
        for word in &step.unknown {
            missing.entry(word).or_default().push(step.number.to_string());
        }
    }
    let told = missing.into_iter().map(|(word, numbers)| {
        if numbers.len() == steps.len() {
            return word.to_owned();
        }
        let numbers = numbers.join(", ");
        context.words.fill("procedure.silent", &[("word", word), ("numbers", &numbers)])
    });
    told.collect()
}

/// What is not told of a step.
fn unknown<'e>(context: &'e Context<'_>, step: &Step) -> Vec<Cow<'e, str>> {
    let words = &context.words;
    let responsible = step.responsible.is_none().then(|| words.page("procedure.responsible"));
    let deadline = step.deadline.is_none().then(|| words.page("procedure.deadline"));
    responsible.into_iter().chain(deadline).map(within_a_sentence).collect()
}

fn law<'e>(context: &'e Context<'_>, basis: &'e LegalBasis) -> Link<'e> {
    context.law(basis.law, basis.section.as_ref().map(|section| section.value.as_str()))
}

fn branch_view<'e>(steps: &'e [Step], branch: &'e Branch) -> Option<BranchView<'e>> {
    let target = steps.get(branch.goto)?;
    let goto = Link::to(format!("#{}", target.id), &*target.title)
        .noted(Some((branch.goto + 1).to_string()));
    Some(BranchView { condition: &branch.condition, goto })
}

/// What the time of a step is called: by when, how often, or no more than what the source says.
fn timing<'e>(context: &'e Context<'_>, deadline: &Deadline) -> &'e str {
    context.words.page(match deadline.rule {
        _ if deadline.is_limit() => "procedure.deadline",
        Some(_) => "procedure.frequency",
        None => "procedure.time",
    })
}
