//! A procedure's steps as a drawing: a lane for each party, a box for each step, arrows for how the case travels. Takes
//! the steps and what each leads to; gives plain numbers and words for the template. The list of steps says the same.

mod flow;
mod layout;
mod measure;
#[cfg(test)]
mod tests;
mod ways;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde::Serialize;

use crate::model::{Contact, Key, Lane, Step, UnitType};
use crate::pages::edition::Edition;
use crate::pages::link::Link;
pub(in crate::pages) use flow::{Onward, onward};
use layout::{Arrow, Drawing, Line, MARK, Mark, Meaning, Placed, Stage, TITLE};

/// The tallest drawing whose letters can be read when it is made to fit a sheet.
const SHEET: usize = 1300;
/// How far a line ends from the tip of its point.
const SHY: usize = 5;

/// The drawing as the template shows it. One unit is a pixel on a telephone.
#[derive(Serialize)]
pub(in crate::pages) struct Swimlane<'e> {
    width: usize,
    height: usize,
    /// The size in the font's own, so that the drawing grows with the reader's letters.
    width_em: String,
    height_em: String,
    /// Whether there are so many lanes that it is not made larger on wide screens.
    wide: bool,
    /// Whether it is too tall to be read on one sheet of paper, where the list has to do.
    tall: bool,
    lanes: Vec<LaneView>,
    arrows: Vec<ArrowView>,
    marks: Vec<MarkView>,
    receivers: Vec<Vec<LineView>>,
    boxes: Vec<BoxView<'e>>,
    /// What the marks on the ways mean.
    ways: Vec<WayView<'e>>,
}

#[derive(Serialize)]
struct LaneView {
    lane: &'static str,
    x: usize,
    width: usize,
    name: Vec<LineView>,
}

#[derive(Serialize)]
struct ArrowView {
    meaning: &'static str,
    path: String,
    point: Option<String>,
}

#[derive(Serialize)]
struct MarkView {
    x: usize,
    y: usize,
    width: usize,
    text_x: usize,
    text_y: usize,
    text: String,
}

#[derive(Serialize)]
struct LineView {
    x: usize,
    y: usize,
    text: String,
}

#[derive(Serialize)]
struct BoxView<'e> {
    number: usize,
    id: &'e str,
    lane: &'static str,
    x: usize,
    y: usize,
    width: usize,
    height: usize,
    title: Vec<LineView>,
    chip: Option<ChipView>,
}

#[derive(Serialize)]
struct ChipView {
    x: usize,
    y: usize,
    width: usize,
    height: usize,
    lines: Vec<LineView>,
}

/// One way, in words.
#[derive(Serialize)]
struct WayView<'e> {
    mark: String,
    condition: &'e str,
    goto: Link<'e>,
}

/// The targets of each step's branches.
pub(in crate::pages) fn targets(steps: &[Step]) -> Vec<Vec<usize>> {
    steps.iter().map(|step| step.branches.iter().map(|branch| branch.goto).collect()).collect()
}

/// The drawing of a procedure; none where there is nothing to see in it.
pub(in crate::pages) fn swimlane<'e>(
    edition: &'e Edition<'_>,
    steps: &'e [Step],
    onward: &[Onward],
) -> Option<Swimlane<'e>> {
    if steps.len() < 2 {
        return None;
    }
    let lanes: BTreeSet<Lane> = steps.iter().map(|step| step.lane).collect();
    let lanes: Vec<Lane> = lanes.into_iter().collect();
    let stages = steps.iter().enumerate().map(|(index, step)| {
        let column = lanes.iter().position(|lane| *lane == step.lane).unwrap_or(0);
        stage(edition, (index, step), onward[index], column)
    });
    let stages: Vec<Stage> = stages.collect();
    let names: Vec<&str> = lanes.iter().map(|lane| edition.lane(*lane).0).collect();
    let drawing = layout::drawing(&stages, &names);
    Some(view(edition, steps, &lanes, drawing))
}

fn stage(edition: &Edition<'_>, (index, step): (usize, &Step), onward: Onward, column: usize) -> Stage {
    let words = &edition.words;
    let straight = matches!(onward, Onward::Plain | Onward::Chosen);
    let mut marks = marks(index, step);
    let chosen = marks.remove(&(index + 1)).filter(|_| straight);
    let handover = step.handover_to.filter(|_| straight).map(|_| words.page("swimlane.handover").to_owned());
    let on_arrow: Vec<String> = chosen.into_iter().chain(handover).collect();
    let receiver = step
        .handover_to
        .filter(|_| !straight)
        .map(|receiver| words.fill("swimlane.handed_to", &[("name", short_name(edition, receiver))]));
    Stage {
        column,
        title: step.title.clone(),
        deadline: step.deadline.as_ref().map(|deadline| words.deadline(deadline).into_owned()),
        receiver,
        onward,
        hands_over: straight && step.handover_to.is_some(),
        mark: Some(on_arrow.join(" · ")).filter(|mark| !mark.is_empty()),
        ways: marks.into_iter().collect(),
    }
}

/// A whole administration by its abbreviation, as its lane is named; any other unit by its title.
fn short_name<'e>(edition: &'e Edition<'_>, unit: Key<Contact>) -> &'e str {
    let contact = &edition.catalogue.contacts[unit];
    let whole = contact.administration().filter(|_| contact.unit_type == UnitType::Administration);
    let term = whole.map(|term| &edition.catalogue.vocabulary[term]);
    term.and_then(|term| term.abbreviation.as_deref()).unwrap_or(&contact.entry.title)
}

/// The marks of a step's ways by their target: `2a`, or `2a, b` where two ways lead to the same step.
fn marks(index: usize, step: &Step) -> BTreeMap<usize, String> {
    let mut marks: BTreeMap<usize, String> = BTreeMap::new();
    for (way, branch) in step.branches.iter().enumerate() {
        let mark = marks.entry(branch.goto).or_default();
        match mark.matches(',').count() {
            _ if mark.is_empty() => *mark = mark_of(index, way),
            0..3 => *mark = format!("{mark}, {}", letter(way)),
            3 => mark.push_str(", …"),
            _ => {}
        }
    }
    marks
}

/// `2a` for the first way from the second step.
fn mark_of(step: usize, way: usize) -> String {
    format!("{}{}", step + 1, letter(way))
}

/// `a` to `z`, then `aa` to `zz`, then `aaa` and so on.
fn letter(way: usize) -> String {
    let letter = ('a'..='z').nth(way % 26).unwrap_or('a');
    std::iter::repeat_n(letter, way / 26 + 1).collect()
}

fn view<'e>(edition: &'e Edition<'_>, steps: &'e [Step], lanes: &[Lane], drawing: Drawing) -> Swimlane<'e> {
    let width = drawing.lane;
    let lanes = lanes.iter().zip(drawing.heads).enumerate().map(|(column, (lane, head))| {
        let (_, lane) = edition.lane(*lane);
        LaneView { lane, x: column * width, width, name: lines(head) }
    });
    let lanes: Vec<LaneView> = lanes.collect();
    let boxes = drawing.boxes.into_iter().zip(steps).enumerate();
    Swimlane {
        width: drawing.width,
        height: drawing.height,
        width_em: in_font(drawing.width),
        height_em: in_font(drawing.height),
        wide: lanes.len() > 3,
        tall: drawing.height > SHEET,
        lanes,
        arrows: drawing.arrows.iter().map(arrow_view).collect(),
        marks: drawing.marks.into_iter().map(mark_view).collect(),
        receivers: drawing.receivers.into_iter().map(lines).collect(),
        boxes: boxes.map(|(index, (placed, step))| box_view(edition, (index, step), placed)).collect(),
        ways: way_views(steps),
    }
}

/// Units as a share of the size of letters, to two decimals.
fn in_font(units: usize) -> String {
    let hundredths = units * 100 / TITLE;
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

fn arrow_view(arrow: &Arrow) -> ArrowView {
    let meaning = match arrow.meaning {
        Meaning::Next => "next",
        Meaning::Handover => "handover",
        Meaning::Way => "way",
    };
    let point = arrow.pointed.then(|| point(&arrow.points));
    let mut line = arrow.points.clone();
    if let (true, [.., before, end]) = (arrow.pointed, &mut *line) {
        // A thick line would show on both sides of the point's tip.
        *end = if before.0 == end.0 { (end.0, end.1 - SHY) } else { (end.0 + SHY, end.1) };
    }
    ArrowView { meaning, path: path(&line), point }
}

fn path(points: &[(usize, usize)]) -> String {
    let mut path = String::new();
    for (index, (x, y)) in points.iter().enumerate() {
        let _ = write!(path, "{}{x} {y}", if index == 0 { 'M' } else { 'L' });
    }
    path
}

/// The triangle at the end of a line, which comes from above or from the right.
fn point(points: &[(usize, usize)]) -> String {
    match points {
        [.., (before, _), (x, y)] if before == x => {
            format!("M{} {}h12l-6 9z", x.saturating_sub(6), y.saturating_sub(9))
        }
        [.., (x, y)] => format!("M{} {}v12l-9-6z", x + 9, y.saturating_sub(6)),
        [] => String::new(),
    }
}

fn mark_view(mark: Mark) -> MarkView {
    let Mark { x, y, width, text } = mark;
    MarkView { x, y, width, text_x: x + width / 2, text_y: y + MARK / 2 + 4, text }
}

fn lines(lines: Vec<Line>) -> Vec<LineView> {
    lines.into_iter().map(|line| LineView { x: line.x, y: line.y, text: line.text }).collect()
}

fn box_view<'e>(edition: &Edition<'_>, (index, step): (usize, &'e Step), placed: Placed) -> BoxView<'e> {
    let Placed { x, y, width, height, title, chip } = placed;
    let chip = chip.map(|chip| ChipView {
        x: x + 8,
        y: chip.y,
        width: width - 16,
        height: chip.height,
        lines: lines(chip.lines),
    });
    let (_, lane) = edition.lane(step.lane);
    BoxView { number: index + 1, id: &step.id, lane, x, y, width, height, title: lines(title), chip }
}

fn way_views(steps: &[Step]) -> Vec<WayView<'_>> {
    let ways = steps.iter().enumerate().flat_map(|(index, step)| {
        let branches = step.branches.iter().enumerate();
        branches.filter_map(move |(way, branch)| {
            let target = steps.get(branch.goto)?;
            let goto = Link::to(format!("#{}", target.id), &*target.title).noted(Some((branch.goto + 1).to_string()));
            Some(WayView { mark: mark_of(index, way), condition: &branch.condition, goto })
        })
    });
    ways.collect()
}
