//! Where everything in the drawing stands. Takes what each step says and where it leads; gives plain numbers. Each step
//! has a row of its own, so that a line which runs sideways out of a box meets no other box; what does not go straight on
//! runs in a gutter to the right of all lanes (`ways`). Knows no words and no markup.

use super::flow::Onward;
use super::measure::{self, widest_piece, wrapped};
use super::ways::{self, Port};

/// The sizes of letters: titles, and everything else. One unit of the drawing is one pixel on a telephone.
pub(super) const TITLE: usize = 13;
pub(super) const SMALL: usize = 12;
/// Titles in bold are as wide as if they were a size larger.
const BOLD: usize = 14;
/// The height of the lanes' names where each is one line, and the first line of them.
const HEAD: usize = 32;
const NAME: usize = 22;
/// From one line of words to the next.
const TITLE_LINE: usize = 17;
const SMALL_LINE: usize = 15;
/// Between a lane's edge and its boxes, and between a box's edge and its words.
const MARGIN: usize = 6;
const PADDING: usize = 8;
/// The widest lane. Only a word wider than this is cut.
const WIDEST: usize = 260;
/// The height of a mark on an arrow.
pub(super) const MARK: usize = 18;
/// How far a step's number reaches over the upper edge of its box.
const NUMBER: usize = 12;
/// The free height that two ports of a box need between them, for the marks on their lines.
const PORT: usize = 22;

/// One step, as far as it matters to the drawing.
#[derive(Clone, Debug)]
pub(super) struct Stage {
    /// Its lane, counted among those that are drawn.
    pub(super) column: usize,
    pub(super) title: String,
    pub(super) deadline: Option<String>,
    /// What stands at the end of an arrow that leads to no other step.
    pub(super) receiver: Option<String>,
    pub(super) onward: Onward,
    /// What stands on the arrow to the next step.
    pub(super) mark: Option<String>,
    /// Whether the next step is in other hands.
    pub(super) hands_over: bool,
    /// Ways that do not go to the next step, one for each target, with the mark on its line.
    pub(super) ways: Vec<(usize, String)>,
}

/// Everything, placed.
#[derive(Debug)]
pub(super) struct Drawing {
    pub(super) width: usize,
    pub(super) height: usize,
    /// How wide each lane is; they stand side by side from 0.
    pub(super) lane: usize,
    /// The lanes' names, in lines.
    pub(super) heads: Vec<Vec<Line>>,
    pub(super) boxes: Vec<Placed>,
    pub(super) arrows: Vec<Arrow>,
    pub(super) marks: Vec<Mark>,
    /// Who takes over where the drawing ends.
    pub(super) receivers: Vec<Vec<Line>>,
}

/// A step's box.
#[derive(Debug)]
pub(super) struct Placed {
    pub(super) x: usize,
    pub(super) y: usize,
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) title: Vec<Line>,
    pub(super) chip: Option<Chip>,
}

/// The deadline within its box.
#[derive(Debug)]
pub(super) struct Chip {
    pub(super) y: usize,
    pub(super) height: usize,
    pub(super) lines: Vec<Line>,
}

/// A line of words; `x` is its start, or its middle where words are centred.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) x: usize,
    pub(super) y: usize,
    pub(super) text: String,
}

/// What an arrow means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// This comes next.
    Next,
    /// Somebody else takes over.
    Handover,
    /// One of several ways.
    Way,
}

/// An arrow from the first point to the last.
#[derive(Debug)]
pub(super) struct Arrow {
    pub(super) meaning: Meaning,
    pub(super) points: Vec<(usize, usize)>,
    /// Whether it ends in a point; not where it runs into another line to the same box.
    pub(super) pointed: bool,
}

/// Words on an arrow.
#[derive(Debug)]
pub(super) struct Mark {
    pub(super) x: usize,
    pub(super) y: usize,
    pub(super) width: usize,
    pub(super) text: String,
}

impl Placed {
    pub(super) fn middle(&self) -> usize {
        self.x + self.width / 2
    }

    pub(super) fn right(&self) -> usize {
        self.x + self.width
    }

    pub(super) fn bottom(&self) -> usize {
        self.y + self.height
    }
}

impl Mark {
    /// The room that a mark's words need.
    pub(super) fn width(text: &str) -> usize {
        measure::width(text, SMALL) + 10
    }

    fn centred(middle: usize, y: usize, text: &str) -> Self {
        let width = Self::width(text);
        Self { x: middle - (width / 2).min(middle), y: y - MARK / 2, width, text: text.to_owned() }
    }
}

/// The drawing of `stages` in lanes of these names.
pub(super) fn drawing(stages: &[Stage], names: &[&str]) -> Drawing {
    let lane = lane_width(stages, names);
    let heads: Vec<Vec<Line>> = names.iter().enumerate().map(|(column, name)| head(name, column, lane)).collect();
    let lines = heads.iter().map(Vec::len).max().unwrap_or(1);
    let ports = ways::ports(stages);
    let mut drawing = Drawing {
        width: lane * names.len(),
        height: HEAD + TITLE_LINE * lines.saturating_sub(1) + NUMBER + MARGIN,
        lane,
        heads,
        boxes: Vec::with_capacity(stages.len()),
        arrows: Vec::new(),
        marks: Vec::new(),
        receivers: Vec::new(),
    };
    for (stage, ports) in stages.iter().zip(&ports) {
        drawing.place(stage, ports);
    }
    drawing.height += MARGIN;
    for (stage, pair) in stages.iter().zip(drawing.boxes.windows(2)) {
        if let [from, to] = pair {
            let (arrow, mark) = straight(stage, from, to);
            drawing.arrows.extend(arrow);
            drawing.marks.extend(mark);
        }
    }
    ways::route(&mut drawing, stages, &ports);
    drawing
}

/// Wide enough for a telephone's screen to hold two, and for the widest word.
fn lane_width(stages: &[Stage], names: &[&str]) -> usize {
    let usual = if names.len() == 1 { 240 } else { 162 };
    let words = stages.iter().flat_map(|stage| {
        let deadline = stage.deadline.as_deref().map(|text| widest_piece(text, SMALL) + 2 * PADDING);
        let receiver = stage.receiver.as_deref().map(|text| widest_piece(text, SMALL).saturating_sub(2 * PADDING));
        [Some(widest_piece(&stage.title, TITLE)), deadline, receiver]
    });
    let names = names.iter().map(|name| widest_piece(name, BOLD).saturating_sub(2 * PADDING));
    let widest = words.flatten().chain(names).max().unwrap_or(0) + 2 * (MARGIN + PADDING);
    widest.clamp(usual, WIDEST)
}

/// A lane's name over its middle.
fn head(name: &str, column: usize, lane: usize) -> Vec<Line> {
    let lines = wrapped(name, lane - 2 * MARGIN, BOLD).into_iter().enumerate();
    let x = column * lane + lane / 2;
    lines.map(|(index, text)| Line { x, y: NAME + TITLE_LINE * index, text }).collect()
}

impl Drawing {
    /// Puts the next step under those that stand already, and leaves the room that its arrow needs.
    fn place(&mut self, stage: &Stage, ports: &[Port]) {
        let placed = placed(stage, ports, (stage.column * self.lane + MARGIN, self.height), self.lane - 2 * MARGIN);
        self.height = placed.bottom();
        if let Some(receiver) = &stage.receiver {
            self.hand_out(&placed, receiver);
        }
        self.height += NUMBER + gap(stage);
        self.boxes.push(placed);
    }

    /// An arrow to somebody who has no step here.
    fn hand_out(&mut self, from: &Placed, receiver: &str) {
        let end = from.bottom() + 22;
        let points = vec![(from.middle(), from.bottom()), (from.middle(), end)];
        self.arrows.push(Arrow { meaning: Meaning::Handover, points, pointed: true });
        let lines = wrapped(receiver, self.lane - 2 * MARGIN, SMALL).into_iter().enumerate();
        let lines = lines.map(|(index, text)| Line { x: from.middle(), y: end + SMALL_LINE * (index + 1), text });
        let lines: Vec<Line> = lines.collect();
        self.height = end + SMALL_LINE * lines.len() + MARGIN;
        self.receivers.push(lines);
    }
}

/// What lies between a step and the number of the next one.
fn gap(stage: &Stage) -> usize {
    match (stage.onward, &stage.mark) {
        (Onward::Last, _) => 0,
        (Onward::OtherWayFrom(_), _) => 10,
        (_, None) => 18,
        (_, Some(_)) => MARK + 18,
    }
}

fn placed(stage: &Stage, ports: &[Port], (x, y): (usize, usize), width: usize) -> Placed {
    let title = wrapped(&stage.title, width - 2 * PADDING, TITLE);
    let baseline = y + NUMBER + TITLE + 1;
    let title = title.into_iter().enumerate();
    let title = title.map(|(index, text)| Line { x: x + PADDING, y: baseline + TITLE_LINE * index, text });
    let title: Vec<Line> = title.collect();
    let below = title.last().map_or(baseline, |line| line.y) + PADDING;
    let chip = stage.deadline.as_deref().map(|text| chip(text, (x, below), width));
    let bottom = chip.as_ref().map_or(below, |chip| chip.y + chip.height) + PADDING;
    let height = (bottom - y).max(PORT * (ports.len() + 1));
    Placed { x, y, width, height, title, chip }
}

fn chip(text: &str, (x, y): (usize, usize), width: usize) -> Chip {
    let lines = wrapped(text, width - 4 * PADDING, SMALL).into_iter().enumerate();
    let first = y + 4 + SMALL;
    let lines = lines.map(|(index, text)| Line { x: x + 2 * PADDING, y: first + SMALL_LINE * index, text });
    let lines: Vec<Line> = lines.collect();
    Chip { y, height: SMALL_LINE * lines.len() + 6, lines }
}

/// The arrow to the next step, and what stands on it.
fn straight(stage: &Stage, from: &Placed, to: &Placed) -> (Option<Arrow>, Option<Mark>) {
    let meaning = match stage.onward {
        Onward::Last | Onward::OtherWayFrom(_) => return (None, None),
        _ if stage.hands_over => Meaning::Handover,
        Onward::Plain => Meaning::Next,
        Onward::Chosen => Meaning::Way,
    };
    let bend = usize::midpoint(from.bottom(), to.y - NUMBER);
    let (start, end) = ((from.middle(), from.bottom()), (to.middle(), to.y));
    let points = if start.0 == end.0 { vec![start, end] } else { vec![start, (start.0, bend), (end.0, bend), end] };
    let centre = usize::midpoint(from.middle(), to.middle());
    let mark = stage.mark.as_deref().map(|text| Mark::centred(centre, bend, text));
    (Some(Arrow { meaning, points, pointed: true }), mark)
}
