//! A goal's figures as a drawing: a chart in time where there are days enough, else bars side by
//! side, else nothing. Takes a goal; gives numbers for the template. What has no day is left to the
//! tables and said to be.

use serde::Serialize;

use super::chart::{Chart, Look, Placed, Series, chart};
use crate::model::{Figure, Goal};
use crate::pages::context::Context;
use crate::pages::fact::within_a_sentence;

/// Shapes of points, around their middle: those that are first stand for most.
const SHAPES: [&str; 3] = ["M0-7 7 0 0 7-7 0Z", "M-5.5-5.5h11v11h-11Z", "M0-7 7 6-7 6Z"];
/// A dot, for the first measurements.
const DOT: &str = "M-5.5 0a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0Z";
/// Names of the series' looks, for targets and for measurements.
const TARGETS: [&str; 3] = ["target-1", "target-2", "target-3"];
const MEASURED: &str = "measured";
/// With more figures than these, bars say less than the tables.
const BARS: usize = 6;
/// The longest words, in letters, that a legend takes over, and the most values that it names.
const LEGEND: usize = 60;
const SAID: usize = 4;

/// The drawing.
#[derive(Serialize)]
pub(in crate::pages) struct Picture<'e> {
    /// What it is called.
    name: String,
    /// What the values are counted in.
    unit: Option<&'e str>,
    chart: Option<Chart>,
    legend: Vec<Legend>,
    bars: Vec<Bar>,
    notes: Vec<&'e str>,
}

/// What a shape stands for.
#[derive(Serialize)]
struct Legend {
    look: Look,
    name: String,
}

/// A figure as a bar.
#[derive(Serialize)]
struct Bar {
    class: &'static str,
    /// Target or measurement, and when.
    name: String,
    value: String,
    /// Measured against the greatest of all.
    width: String,
}

/// The drawing of a goal's figures; none where there is nothing to compare.
pub(in crate::pages) fn picture<'e>(
    context: &'e Context<'_>,
    goal: &'e Goal,
) -> Option<Picture<'e>> {
    let (legend, series): (Vec<Legend>, Vec<Series>) =
        all_series(context, goal).into_iter().unzip();
    let count: usize = series.iter().map(|series| series.points.len()).sum();
    let chart = (count > 2).then(|| chart(&series, |value| context.words.number(value))).flatten();
    let bars = if chart.is_none() { bars(context, goal) } else { Vec::new() };
    if chart.is_none() && bars.is_empty() {
        return None;
    }
    let name = context.words.fill("picture.goal", &[("title", &goal.entry.title)]);
    let legend = if chart.is_some() { legend } else { Vec::new() };
    let notes = if chart.is_some() { notes(context, goal, count) } else { Vec::new() };
    Some(Picture { name, unit: goal.unit.as_deref(), chart, legend, bars, notes })
}

fn all_series(context: &Context<'_>, goal: &Goal) -> Vec<(Legend, Series)> {
    let mut all = Vec::new();
    for (is_target, figures) in [(true, &goal.targets), (false, &goal.measurements)] {
        let parts = in_order(context, figures);
        let several = parts.len() > 1;
        for (number, (figures, points)) in parts.into_iter().enumerate() {
            let look = look(is_target, number);
            let series = series_name(context, is_target);
            let name = if several {
                told_apart(context, goal, series, &figures)
            } else {
                series.to_owned()
            };
            all.push((Legend { look, name }, Series { is_target, look, points }));
        }
    }
    all
}

/// Figures that follow each other in time, and their points. A day that is not later begins a new
/// series: a target that was changed, or another number of the same day.
fn in_order<'g>(
    context: &Context<'_>,
    figures: &'g [Figure],
) -> Vec<(Vec<&'g Figure>, Vec<Placed>)> {
    let mut all: Vec<(Vec<&Figure>, Vec<Placed>)> = Vec::new();
    for figure in figures {
        let Some((date, value)) = figure.date.zip(figure.value.filter(|value| value.is_finite()))
        else {
            continue;
        };
        let label = context.words.amount(value, None, figure.approximate);
        let point = Placed { date, value, label };
        match all
            .last_mut()
            .filter(|(_, points)| points.last().is_some_and(|last| last.date < date))
        {
            Some((figures, points)) => {
                figures.push(figure);
                points.push(point);
            }
            None => all.push((vec![figure], vec![point])),
        }
    }
    all
}

fn look(is_target: bool, number: usize) -> Look {
    let at = number % SHAPES.len();
    match (is_target, number) {
        (true, _) => Look { class: TARGETS[at], shape: SHAPES[at] },
        (false, 0) => Look { class: MEASURED, shape: DOT },
        (false, _) => Look { class: MEASURED, shape: SHAPES[at] },
    }
}

fn series_name<'e>(context: &'e Context<'_>, is_target: bool) -> &'e str {
    context.words.page(if is_target { "goal.target" } else { "goal.measured" })
}

/// A series among others of its sort: by what its figures are said to be, if they all are the same,
/// and their values.
fn told_apart(context: &Context<'_>, goal: &Goal, series: &str, figures: &[&Figure]) -> String {
    let words = &context.words;
    let values = figures.iter().enumerate().filter_map(|(index, figure)| {
        let unit = goal.unit.as_deref().filter(|_| index + 1 == figures.len());
        Some(words.amount(figure.value?, unit, figure.approximate))
    });
    let values: Vec<String> = values.collect();
    let first = figures.first().and_then(|figure| figure.text.as_deref());
    let text = first.filter(|text| text.chars().count() <= LEGEND);
    let text =
        text.filter(|text| figures.iter().all(|figure| figure.text.as_deref() == Some(text)));
    let values = match &*values {
        [first, .., last] if values.len() > SAID => format!("{first} … {last}"),
        _ => values.join(", "),
    };
    match text {
        Some(text) => {
            let text = within_a_sentence(text);
            words.fill(
                "picture.series_of",
                &[("series", series), ("text", &text), ("values", &values)],
            )
        }
        None => words.fill("picture.series", &[("series", series), ("values", &values)]),
    }
}

/// What readers must know of the points: that days are reckoned, and that some figures are not
/// drawn.
fn notes<'e>(context: &'e Context<'_>, goal: &Goal, drawn: usize) -> Vec<&'e str> {
    let all = || goal.targets.iter().chain(&goal.measurements);
    let in_words = all().any(|figure| figure.date.is_some() && figure.date_text.is_some());
    let left_out = all().count() > drawn;
    let notes = [(in_words, "picture.reckoned"), (left_out, "picture.left_out")];
    notes
        .into_iter()
        .filter(|(wanted, _)| *wanted)
        .map(|(_, key)| context.words.page(key))
        .collect()
}

/// Targets against measurements, whenever they were: none unless there is some of both.
fn bars(context: &Context<'_>, goal: &Goal) -> Vec<Bar> {
    let valued = |figures: &'_ [Figure]| {
        figures.iter().filter(|figure| figure.value.is_some_and(is_length)).count()
    };
    let (targets, measured) = (valued(&goal.targets), valued(&goal.measurements));
    if targets == 0 || measured == 0 || targets + measured > BARS {
        return Vec::new();
    }
    let figures = goal.targets.iter().map(|figure| (true, figure));
    let figures: Vec<_> =
        figures.chain(goal.measurements.iter().map(|figure| (false, figure))).collect();
    let most = figures
        .iter()
        .filter_map(|(_, figure)| figure.value)
        .filter(|value| is_length(*value))
        .fold(0.0, f64::max);
    let bar = |(is_target, figure): &(bool, &Figure)| bar(context, goal, *is_target, figure, most);
    figures.iter().filter_map(bar).collect()
}

fn is_length(value: f64) -> bool {
    value.is_finite() && value >= 0.0
}

fn bar(
    context: &Context<'_>,
    goal: &Goal,
    is_target: bool,
    figure: &Figure,
    most: f64,
) -> Option<Bar> {
    let words = &context.words;
    let value = figure.value.filter(|value| is_length(*value))?;
    let when = figure.date_text.clone().or_else(|| figure.date.map(|date| words.date(date)));
    let series = series_name(context, is_target).to_owned();
    let share = if most > 0.0 { value / most } else { 0.0 };
    Some(Bar {
        class: look(is_target, 0).class,
        name: when.map_or(series.clone(), |when| format!("{series}, {when}")),
        value: words.amount(value, goal.unit.as_deref(), figure.approximate),
        width: format!("{:.1}%", share * 99.0),
    })
}
