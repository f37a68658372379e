//! Ways that do not go straight on: out of a box to the right, up or down in the gutter, and into the box that is meant.
//! All ways to one box share a track, and tracks that do not meet share a place. Takes the placed boxes; adds lines and
//! marks. In time that grows with the number of ways, but for the sorting of them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use super::layout::{Arrow, Drawing, MARK, Mark, Meaning, Placed, Stage};

/// Between two tracks, and outside the last one.
const TRACK: usize = 14;

/// A place on a box's right edge where lines begin or end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Port {
    /// A way out, by its place among the step's ways.
    Out(usize),
    /// Where all ways in arrive.
    In,
}

/// A way on its track.
struct Way<'s> {
    from: usize,
    y: usize,
    mark: &'s str,
}

/// The ports of every box from above to below: ways that lead up, ways in, ways that lead down; and among those that
/// lead down the farthest first, so that lines do not cross where they need not.
pub(super) fn ports(stages: &[Stage]) -> Vec<Vec<Port>> {
    let targets: BTreeSet<usize> = stages.iter().flat_map(|stage| stage.ways.iter().map(|way| way.0)).collect();
    let each = stages.iter().enumerate().map(|(step, stage)| {
        let mut out: Vec<usize> = (0..stage.ways.len()).collect();
        out.sort_by_key(|way| (stage.ways[*way].0 >= step, Reverse(stage.ways[*way].0)));
        let up = out.partition_point(|way| stage.ways[*way].0 < step);
        let mut ports: Vec<Port> = out.into_iter().map(Port::Out).collect();
        if targets.contains(&step) {
            ports.insert(up, Port::In);
        }
        ports
    });
    each.collect()
}

/// Draws every way, and widens the drawing by the gutter that they need.
pub(super) fn route(drawing: &mut Drawing, stages: &[Stage], ports: &[Vec<Port>]) {
    let mut by_target: BTreeMap<usize, (usize, Vec<Way<'_>>)> = BTreeMap::new();
    for (step, (stage, ports)) in stages.iter().zip(ports).enumerate() {
        for (place, port) in ports.iter().enumerate() {
            let y = height_of(&drawing.boxes[step], place, ports.len());
            match port {
                Port::In => by_target.entry(step).or_default().0 = y,
                Port::Out(way) => {
                    let (target, mark) = &stage.ways[*way];
                    by_target.entry(*target).or_default().1.push(Way { from: step, y, mark });
                }
            }
        }
    }
    if by_target.is_empty() {
        return;
    }
    let widest = stages.iter().flat_map(|stage| stage.ways.iter().map(|way| Mark::width(&way.1))).max().unwrap_or(0);
    let (tracks, count) = tracks(&by_target);
    let first = drawing.width + widest + 8;
    drawing.width = first + count * TRACK;
    for ((target, (y, ways)), track) in by_target.into_iter().zip(tracks) {
        // What begins first runs outermost: lines that begin later then stay within it.
        let x = first + (count - 1 - track) * TRACK;
        draw(drawing, (target, y), x, ways);
    }
}

fn height_of(placed: &Placed, place: usize, of: usize) -> usize {
    placed.y + placed.height * (place + 1) / (of + 1)
}

/// A place for every target's track, in the order of targets, and how many places there are: the first that is free
/// from its upper to its lower end.
fn tracks(by_target: &BTreeMap<usize, (usize, Vec<Way<'_>>)>) -> (Vec<usize>, usize) {
    let reach = |(y, ways): &(usize, Vec<Way<'_>>)| {
        ways.iter().fold((*y, *y), |(top, bottom), way| (top.min(way.y), bottom.max(way.y)))
    };
    let mut spans: Vec<_> = by_target.values().map(reach).enumerate().map(|(index, span)| (span, index)).collect();
    spans.sort_unstable();
    let mut places = vec![0; spans.len()];
    let (mut count, mut free, mut taken) = (0, BTreeSet::new(), BinaryHeap::new());
    for ((top, bottom), index) in spans {
        while let Some(&Reverse((end, place))) = taken.peek()
            && end + TRACK < top
        {
            taken.pop();
            free.insert(place);
        }
        let place = free.pop_first().unwrap_or(count);
        count = count.max(place + 1);
        taken.push(Reverse((bottom, place)));
        places[index] = place;
    }
    (places, count)
}

/// All ways to one box. The nearest is drawn whole; those farther off end where they meet it, so that no line lies on
/// another.
fn draw(drawing: &mut Drawing, (target, y): (usize, usize), x: usize, mut ways: Vec<Way<'_>>) {
    ways.sort_by_key(|way| way.y.abs_diff(y));
    let (mut top, mut bottom) = (y, y);
    for (index, way) in ways.into_iter().enumerate() {
        let from = &drawing.boxes[way.from];
        let met = if way.y < y { &mut top } else { &mut bottom };
        let mut points = vec![(from.right(), way.y), (x, way.y), (x, *met)];
        *met = way.y;
        let mark =
            Mark { x: from.right() + 5, y: way.y - MARK / 2, width: Mark::width(way.mark), text: way.mark.into() };
        drawing.marks.push(mark);
        if index == 0 {
            points.push((drawing.boxes[target].right(), y));
        }
        drawing.arrows.push(Arrow { meaning: Meaning::Way, points, pointed: index == 0 });
    }
}
