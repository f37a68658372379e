//! The page of a goal: what was aimed at and what was measured, drawn where there is something to
//! compare, and as tables with the source of every figure.

mod chart;
mod picture;

use std::borrow::Cow;

use rayon::prelude::*;
use serde::Serialize;

use self::picture::{Picture, picture};
use super::cited::source_link;
use super::context::{Context, Rendered};
use super::entry::{EntryView, Parts, entry_view, frame, law_fact};
use super::fact::{Fact, Part};
use super::link::Link;
use super::offer::terms;
use super::related::Known;
use crate::model::{EntryRef, Figure, Goal, Kind};

/// What the template shows.
#[derive(Serialize)]
struct GoalView<'e> {
    entry: EntryView<'e>,
    /// What the tables say, drawn.
    picture: Option<Picture<'e>>,
    figures: Figures<'e>,
}

/// The two tables.
#[derive(Serialize)]
pub(super) struct Figures<'e> {
    targets: Vec<FigureView<'e>>,
    measurements: Vec<FigureView<'e>>,
}

/// A row of a table.
#[derive(Serialize)]
struct FigureView<'e> {
    when: Option<Cow<'e, str>>,
    value: Option<String>,
    text: Option<&'e str>,
    /// The colour's name, for the shape that stands beside its word.
    status: Option<&'static str>,
    status_word: Option<&'e str>,
    source: Option<Link<'e>>,
}

/// All pages of this kind.
pub(super) fn pages(context: &Context<'_>) -> Rendered {
    let goals = context.catalogue.goals.rows().par_iter().enumerate();
    let pages = goals.map(|(index, goal)| {
        let at = EntryRef::new(Kind::Goal, index);
        let entry = entry_view(context, at, parts(context, goal));
        let view =
            GoalView { entry, picture: picture(context, goal), figures: figures(context, goal) };
        context.render("goal.html", &frame(context, at), &view, Some(at))
    });
    pages.collect()
}

pub(super) fn parts<'e>(context: &'e Context<'_>, goal: &'e Goal) -> Parts<'e> {
    let facts = Part::new(context, "del-kort")
        .asked(
            Fact::new(context, "goal_type")
                .text(Some(context.words.word("goal_type", goal.goal_type.as_str()))),
        )
        .asked(Fact::new(context, "shared_by").links(terms(context, &goal.administrations)))
        .asked(Fact::new(context, "target_groups").links(terms(context, &goal.target_groups)))
        .given(Fact::new(context, "unit").text(goal.unit.as_deref()))
        .given(law_fact(context, &goal.entry));
    let has_figures = !goal.targets.is_empty() || !goal.measurements.is_empty();
    let own = has_figures.then(|| ("del-tal", context.words.word("part", "del-tal")));
    Parts {
        before: vec![facts],
        own: own.into_iter().collect(),
        after: Vec::new(),
        known: Known::default(),
    }
}

/// A goal's tables.
pub(super) fn figures<'e>(context: &'e Context<'_>, goal: &'e Goal) -> Figures<'e> {
    let rows = |figures: &'e [Figure]| {
        figures.iter().map(|one| figure(context, one, goal.unit.as_deref())).collect()
    };
    Figures { targets: rows(&goal.targets), measurements: rows(&goal.measurements) }
}

fn figure<'e>(context: &'e Context<'_>, figure: &'e Figure, unit: Option<&str>) -> FigureView<'e> {
    let written = figure.date_text.as_deref().map(Cow::Borrowed);
    let status = figure.status.map(crate::model::TrafficLight::as_str);
    FigureView {
        when: written.or_else(|| figure.date.map(|date| Cow::Owned(context.words.date(date)))),
        value: figure.value.map(|value| context.words.amount(value, unit, figure.approximate)),
        text: figure.text.as_deref(),
        status,
        status_word: status.map(|name| context.words.word("traffic_light", name)),
        source: figure.source.as_ref().map(|source| source_link(context, source)),
    }
}
