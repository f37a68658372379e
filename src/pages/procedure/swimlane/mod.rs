//! A procedure's steps as a drawing: a lane for each party, a box for each step, arrows for how the
//! case travels. Takes the steps and what each leads to; gives rows of boxes, ways and arrows for
//! the template. How wide and tall they are is left to the browser, so that no word is cut: where
//! the lanes do not fit beside each other, the boxes stand below each other and say their lane. The
//! list of steps says the same.

mod flow;
mod gutter;
mod measure;
mod readable;

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde::Serialize;

use self::gutter::{Cell, Gutter};
pub(in crate::pages) use flow::{Onward, onward};
pub(crate) use readable::{LANES, TRACKS, Trouble, trouble};

use crate::model::{Contact, Key, Lane, Step, UnitType};
use crate::pages::context::Context;
use crate::pages::link::Link;

/// More lanes than these have the whole width of the page.
const BESIDE_CONTENTS: usize = 3;

/// The drawing as the template shows it.
#[derive(Serialize)]
pub(in crate::pages) struct Swimlane<'e> {
    lanes: Vec<LaneView<'e>>,
    /// How many lanes the style lays beside each other: one where there are too many.
    columns: usize,
    /// The tracks beside the lanes, with nothing in them; none where there are too many to follow.
    tracks: Vec<Cell>,
    /// Whether it has the whole width of the page.
    wide: bool,
    stages: Vec<StageView<'e>>,
}

#[derive(Serialize)]
struct LaneView<'e> {
    lane: &'static str,
    name: &'e str,
}

/// A step's box, its ways, and what leads to the next step.
#[derive(Serialize)]
struct StageView<'e> {
    number: usize,
    id: &'e str,
    title: &'e str,
    lane: &'static str,
    lane_name: &'e str,
    /// The column it stands in, from 1.
    column: usize,
    deadline: Option<String>,
    /// Whether an arrow comes from the step above.
    follows: bool,
    /// Whether a line comes in from the gutter.
    meant: bool,
    gutter: Vec<Cell>,
    ways: Vec<WayView<'e>>,
    arrow: Option<ArrowView<'e>>,
}

/// A way that does not go to the next step.
#[derive(Serialize)]
struct WayView<'e> {
    condition: &'e str,
    goto: Link<'e>,
    gutter: Vec<Cell>,
}

/// What lies between a step and the next one.
#[derive(Serialize)]
struct ArrowView<'e> {
    meaning: &'static str,
    /// The column it ends in.
    column: usize,
    /// Which way it goes aside.
    aside: &'static str,
    /// What stands on it, in lines.
    label: Vec<Cow<'e, str>>,
    gutter: Vec<Cell>,
}

/// The targets of each step's branches.
pub(in crate::pages) fn targets(steps: &[Step]) -> Vec<Vec<usize>> {
    steps.iter().map(|step| step.branches.iter().map(|branch| branch.goto).collect()).collect()
}

/// The lanes that steps stand in, in their order.
fn lanes(steps: &[Step]) -> Vec<Lane> {
    let lanes: BTreeSet<Lane> = steps.iter().map(|step| step.lane).collect();
    lanes.into_iter().collect()
}

/// Where the ways lead that do not go straight on.
fn detours(steps: &[Step], onward: &[Onward]) -> Vec<Vec<usize>> {
    let each = steps.iter().zip(onward).enumerate();
    let each = each.map(|(index, (step, onward))| {
        let targets = step.branches.iter().map(|branch| branch.goto);
        targets.filter(|target| !is_straight(index, *onward, *target)).collect()
    });
    each.collect()
}

/// Whether the arrow to the next step is the way to `target`.
fn is_straight(index: usize, onward: Onward, target: usize) -> bool {
    target == index + 1 && goes_on(onward)
}

fn goes_on(onward: Onward) -> bool {
    matches!(onward, Onward::Plain | Onward::Chosen)
}

/// The drawing of a procedure; none where there is nothing to see in it.
pub(in crate::pages) fn swimlane<'e>(
    context: &'e Context<'_>,
    steps: &'e [Step],
    onward: &[Onward],
) -> Option<Swimlane<'e>> {
    if steps.len() < 2 {
        return None;
    }
    let lanes = lanes(steps);
    let ways = detours(steps, onward);
    let gutter = Gutter::new(&ways);
    let drawn = gutter.tracks <= TRACKS;
    let gutter = if drawn { gutter } else { Gutter::new(&[]) };
    let mut drawing = Drawing { context, steps, lanes: &lanes, onward, gutter: &gutter, row: 0 };
    let meant: BTreeSet<usize> = ways.into_iter().flatten().filter(|_| drawn).collect();
    let stages = (0..steps.len()).map(|index| drawing.stage(index, &meant)).collect();
    let names = lanes.iter().map(|lane| context.lane(*lane));
    Some(Swimlane {
        columns: if lanes.len() > LANES { 1 } else { lanes.len() },
        wide: lanes.len() > BESIDE_CONTENTS,
        lanes: names.map(|(name, lane)| LaneView { lane, name }).collect(),
        tracks: vec![Cell::default(); gutter.tracks],
        stages,
    })
}

/// What the views of all steps are made from.
struct Drawing<'d, 'e, 'a> {
    context: &'e Context<'a>,
    steps: &'e [Step],
    lanes: &'d [Lane],
    onward: &'d [Onward],
    gutter: &'d Gutter,
    /// The next row to be shown.
    row: usize,
}

impl<'e> Drawing<'_, 'e, '_> {
    fn stage(&mut self, index: usize, meant: &BTreeSet<usize>) -> StageView<'e> {
        let step = &self.steps[index];
        let (lane_name, lane) = self.context.lane(step.lane);
        let deadline = step.deadline.as_ref();
        StageView {
            number: index + 1,
            id: &step.id,
            title: &step.title,
            lane,
            lane_name,
            column: self.column(step.lane),
            deadline: deadline.map(|deadline| self.context.words.deadline(deadline).into_owned()),
            follows: index > 0 && goes_on(self.onward[index - 1]),
            meant: meant.contains(&index),
            gutter: self.next_row(),
            ways: self.ways(index, step),
            arrow: self.arrow(index, step),
        }
    }

    fn next_row(&mut self) -> Vec<Cell> {
        self.row += 1;
        self.gutter.row(self.row - 1)
    }

    /// The place of a lane among those that stand beside each other.
    fn column(&self, lane: Lane) -> usize {
        self.lanes
            .iter()
            .position(|one| *one == lane)
            .filter(|at| *at < LANES)
            .map_or(1, |at| at + 1)
    }

    fn ways(&mut self, index: usize, step: &'e Step) -> Vec<WayView<'e>> {
        let mut ways = Vec::new();
        for branch in &step.branches {
            if is_straight(index, self.onward[index], branch.goto) {
                continue;
            }
            // A way to a step that is not there has its row all the same, since the gutter counts
            // it.
            let gutter = self.next_row();
            let Some(target) = self.steps.get(branch.goto) else { continue };
            let number = Some((branch.goto + 1).to_string());
            let goto = Link::to(format!("#{}", target.id), &*target.title).noted(number);
            ways.push(WayView { condition: &branch.condition, goto, gutter });
        }
        ways
    }

    /// What leads on from a step: to the next one, to somebody who has no step here, or nowhere.
    fn arrow(&mut self, index: usize, step: &'e Step) -> Option<ArrowView<'e>> {
        let gutter = self.next_row();
        let words = &self.context.words;
        let onward = self.onward[index];
        let next = self.steps.get(index + 1).filter(|_| goes_on(onward));
        let from = self.column(step.lane);
        let receiver = step.handover_to.filter(|_| next.is_none());
        let given = receiver.and_then(|unit| self.lane_of(unit)).map(|lane| self.column(lane));
        let column = next.map(|next| self.column(next.lane)).or(given).unwrap_or(from);
        let mut label: Vec<Cow<'e, str>> = Vec::new();
        let taken = step.branches.iter().filter(|branch| is_straight(index, onward, branch.goto));
        label.extend(taken.map(|branch| branch.condition.as_str().into()));
        label.extend(self.handed_over(step, next));
        if matches!(onward, Onward::OtherWayFrom(_)) {
            label.push(words.page("swimlane.ends").into());
        }
        if next.is_none() && label.is_empty() {
            return None;
        }
        let meaning = match next {
            None if receiver.is_some() && column != from => "leaves gives",
            None if receiver.is_some() => "leaves",
            None => "end",
            Some(_) if step.handover_to.is_some() => "passes",
            Some(_) if onward == Onward::Chosen => "choice",
            Some(_) => "next",
        };
        let aside = if column < from { "left" } else { "right" };
        Some(ArrowView { meaning, column, aside, label, gutter })
    }

    /// The lane that a unit acts in, if it is drawn.
    fn lane_of(&self, unit: Key<Contact>) -> Option<Lane> {
        let administration = self.context.catalogue.contacts[unit].administration();
        let lane = administration.map_or(Lane::Others, Lane::Administration);
        Some(lane).filter(|lane| self.lanes.contains(lane))
    }

    /// To whom the case goes and what goes with it, where it changes hands.
    fn handed_over(&self, step: &'e Step, next: Option<&Step>) -> Option<Cow<'e, str>> {
        let what = step.documents_out.join(", ");
        if let Some(receiver) = step.handover_to {
            let name = short_name(self.context, receiver);
            let said = self.context.words.fill("swimlane.handed_to", &[("name", name)]);
            return Some(if what.is_empty() {
                said.into()
            } else {
                format!("{said}: {what}").into()
            });
        }
        let changes = next.is_some_and(|next| next.lane != step.lane);
        (changes && !what.is_empty()).then_some(what.into())
    }
}

/// A whole administration by its abbreviation, as its lane is named; any other unit by its title.
fn short_name<'e>(context: &'e Context<'_>, unit: Key<Contact>) -> &'e str {
    let contact = &context.catalogue.contacts[unit];
    let whole = contact.administration().filter(|_| contact.unit_type == UnitType::Administration);
    let term = whole.map(|term| &context.catalogue.vocabulary[term]);
    term.and_then(|term| term.abbreviation.as_deref()).unwrap_or(&contact.entry.title)
}
