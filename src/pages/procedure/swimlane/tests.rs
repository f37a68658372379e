//! Drawings of every shape hold together: boxes apart, arrows from box to box, nothing outside.

use super::layout::{Arrow, Drawing, Meaning, Placed, Stage};
use super::{Onward, letter, onward};

/// A step: its lane, a title of so many characters, and the steps that its branches lead to.
type Shape<'a> = (usize, usize, &'a [usize]);

fn stages(shapes: &[Shape<'_>]) -> Vec<Stage> {
    let targets: Vec<Vec<usize>> = shapes.iter().map(|shape| shape.2.to_vec()).collect();
    let onward = onward(&targets);
    let each = shapes.iter().zip(onward).enumerate().map(|(index, ((column, length, targets), onward))| {
        let title: String = "Afklar borgerens behov for støtte ".chars().cycle().take(*length).collect();
        let ways = targets.iter().filter(|target| **target != index + 1);
        Stage {
            column: *column,
            title: title.trim().to_owned(),
            deadline: index.is_multiple_of(2).then(|| "Inden 14 dage – efter mødet".to_owned()),
            receiver: ends(onward).then(|| "Overdrages til centret".to_owned()),
            onward,
            mark: (index.is_multiple_of(3) || targets.contains(&(index + 1))).then(|| "Overdragelse".to_owned()),
            hands_over: index.is_multiple_of(3),
            ways: ways.map(|target| (*target, "1a".to_owned())).collect(),
        }
    });
    each.collect()
}

fn drawing(stages: &[Stage], columns: usize) -> Drawing {
    super::layout::drawing(stages, &vec!["Borger"; columns])
}

fn ends(onward: Onward) -> bool {
    matches!(onward, Onward::Last | Onward::OtherWayFrom(_))
}

fn columns(shapes: &[Shape<'_>]) -> usize {
    shapes.iter().map(|shape| shape.0 + 1).max().unwrap_or(1)
}

/// The place on a box's edge that a point lies on, if it lies on one.
fn on_edge(placed: &Placed, (x, y): (usize, usize)) -> bool {
    let across = x == placed.middle() && (y == placed.y || y == placed.bottom());
    across || (x == placed.right() && (placed.y + 5..=placed.bottom() - 5).contains(&y))
}

fn inside(placed: &Placed, (x, y): (usize, usize)) -> bool {
    (placed.x + 1..placed.right()).contains(&x) && (placed.y + 1..placed.bottom()).contains(&y)
}

/// Whether a part of a line lies within a box.
fn crosses(arrow: &Arrow, placed: &Placed) -> bool {
    arrow.points.windows(2).any(|ends| {
        let [(ax, ay), (bx, by)] = [ends[0], ends[1]];
        let (left, right, top, bottom) = (ax.min(bx), ax.max(bx), ay.min(by), ay.max(by));
        (left..=right).any(|x| inside(placed, (x, top)) || inside(placed, (x, bottom)))
            || (top..=bottom).any(|y| inside(placed, (left, y)) || inside(placed, (right, y)))
    })
}

/// Whether lines in the gutter lie on one another for more than a point.
fn overlap(drawing: &Drawing, columns: usize) -> bool {
    let parts = drawing.arrows.iter().flat_map(|arrow| arrow.points.windows(2));
    let upright = parts.filter(|ends| ends[0].0 == ends[1].0 && ends[0].0 > drawing.lane * columns);
    let mut spans: Vec<_> =
        upright.map(|ends| (ends[0].0, ends[0].1.min(ends[1].1), ends[0].1.max(ends[1].1))).collect();
    spans.sort_unstable();
    spans.windows(2).any(|pair| pair[0].0 == pair[1].0 && pair[1].1 < pair[0].2)
}

/// Whether a line ends on a box, in another line, or at words below its box.
fn arrives(drawing: &Drawing, arrow: &Arrow) -> bool {
    let end = *arrow.points.last().unwrap_or(&(0, 0));
    let another = drawing.arrows.iter().filter(|other| !std::ptr::eq(*other, arrow));
    let met = another.flat_map(|other| other.points.windows(2)).any(|ends| {
        let [(ax, ay), (bx, by)] = [ends[0], ends[1]];
        (ax.min(bx)..=ax.max(bx)).contains(&end.0) && (ay.min(by)..=ay.max(by)).contains(&end.1)
    });
    let words = drawing.receivers.iter().any(|lines| lines.first().is_some_and(|line| line.x == end.0));
    if arrow.pointed { drawing.boxes.iter().any(|placed| on_edge(placed, end)) || words } else { met }
}

fn assert_sound(shapes: &[Shape<'_>]) {
    let drawing = drawing(&stages(shapes), columns(shapes));
    for (first, second) in drawing.boxes.iter().zip(drawing.boxes.iter().skip(1)) {
        assert!(first.bottom() + 20 <= second.y, "boxes are apart: {first:?} {second:?}");
    }
    for (placed, shape) in drawing.boxes.iter().zip(shapes) {
        let lane = shape.0 * drawing.lane..(shape.0 + 1) * drawing.lane;
        assert!(lane.contains(&placed.x) && lane.contains(&placed.right()), "a box is in its lane");
        assert!(placed.title.iter().all(|line| (placed.y..placed.bottom()).contains(&line.y)), "words are in the box");
        assert!(placed.bottom() < drawing.height);
        let chip = placed.chip.as_ref();
        assert!(chip.is_none_or(|chip| chip.y + chip.height < placed.bottom()), "the deadline is in the box");
    }
    for arrow in &drawing.arrows {
        let start = arrow.points[0];
        assert!(drawing.boxes.iter().any(|placed| on_edge(placed, start)), "an arrow begins at a box: {arrow:?}");
        assert!(arrives(&drawing, arrow), "an arrow ends where it should: {arrow:?}");
        assert!(arrow.points.iter().all(|(x, y)| *x + 6 <= drawing.width && *y < drawing.height), "{arrow:?}");
        assert!(!drawing.boxes.iter().any(|placed| crosses(arrow, placed)), "an arrow crosses a box: {arrow:?}");
    }
    assert!(!overlap(&drawing, columns(shapes)), "lines in the gutter lie on one another");
    for mark in &drawing.marks {
        assert!(mark.x + mark.width <= drawing.width, "a mark is in the drawing: {mark:?}");
    }
}

#[test]
fn one_step_is_a_box_alone() {
    assert_sound(&[(0, 20, &[])]);
    assert!(drawing(&stages(&[(0, 20, &[])]), 1).arrows.len() < 2);
}

#[test]
fn sixty_steps_in_five_lanes_hold_together() {
    let shapes: Vec<Shape<'_>> = (0..60).map(|index| (index * 7 % 5, 10 + index * 2, &[][..])).collect();
    assert_sound(&shapes);
}

#[test]
fn titles_of_120_characters_fit_their_boxes() {
    assert_sound(&[(0, 120, &[]), (1, 120, &[]), (0, 120, &[0])]);
}

#[test]
fn ways_back_forth_and_to_the_step_itself_find_their_boxes() {
    assert_sound(&[(0, 20, &[2, 3]), (1, 20, &[0, 1]), (2, 20, &[0, 3]), (1, 20, &[2, 3, 0])]);
}

#[test]
fn sixty_steps_that_all_lead_to_the_first_and_the_last_hold_together() {
    let shapes: Vec<Shape<'_>> = (0..60).map(|index| (index % 3, 30, &[0, 59][..])).collect();
    assert_sound(&shapes);
}

#[test]
fn ways_whose_tracks_do_not_meet_share_a_place() {
    let apart: [Shape<'_>; 7] =
        [(0, 9, &[2]), (0, 9, &[]), (0, 9, &[]), (0, 9, &[5]), (0, 9, &[]), (0, 9, &[]), (0, 9, &[])];
    let one: [Shape<'_>; 3] = [(0, 9, &[2]), (0, 9, &[]), (0, 9, &[])];
    assert_eq!(drawing(&stages(&apart), 1).width, drawing(&stages(&one), 1).width);
    let nested: [Shape<'_>; 5] = [(0, 9, &[4]), (0, 9, &[3]), (0, 9, &[]), (0, 9, &[]), (0, 9, &[])];
    assert!(drawing(&stages(&nested), 1).width > drawing(&stages(&one), 1).width);
}

#[test]
fn two_lanes_fit_a_telephone() {
    let shapes: [Shape<'_>; 3] = [(0, 60, &[]), (1, 40, &[]), (0, 50, &[])];
    assert!(drawing(&stages(&shapes), 2).width <= 328);
}

#[test]
fn what_is_chosen_instead_has_no_arrow_from_above() {
    let drawing = drawing(&stages(&[(0, 9, &[1, 2]), (0, 9, &[]), (0, 9, &[])]), 1);
    let ends: Vec<_> = drawing.arrows.iter().filter_map(|arrow| arrow.points.last().copied()).collect();
    let last = &drawing.boxes[2];
    assert!(ends.iter().all(|end| *end != (last.middle(), last.y)), "{ends:?}");
    assert!(ends.iter().any(|end| end.0 == last.right()), "{ends:?}");
}

#[test]
fn a_handover_is_marked_by_its_meaning() {
    let drawing = drawing(&stages(&[(0, 9, &[]), (1, 9, &[])]), 2);
    let straight = drawing.arrows.iter().find(|arrow| arrow.points.len() == 4);
    assert_eq!(straight.map(|arrow| arrow.meaning), Some(Meaning::Handover));
}

#[test]
fn ways_are_lettered_as_far_as_there_are_ways() {
    assert_eq!([0, 25, 26, 53].map(letter), ["a", "z", "aa", "bbb"]);
}

#[test]
fn the_name_of_a_lane_stands_within_its_lane_and_above_its_boxes() {
    let names = ["Borger", "Beskæftigelses- og Integrationsforvaltningen", "Sundhedsforvaltningen"];
    let stages = stages(&[(0, 9, &[]), (1, 9, &[]), (2, 9, &[])]);
    let drawing = super::layout::drawing(&stages, &names);
    for (column, (lines, name)) in drawing.heads.iter().zip(names).enumerate() {
        assert_eq!(lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" "), name);
        for line in lines {
            let half = super::measure::width(&line.text, 14) / 2;
            assert!(line.x - half >= column * drawing.lane && line.x + half <= (column + 1) * drawing.lane);
            assert!(drawing.boxes.iter().all(|placed| line.y < placed.y - 11), "{line:?}");
        }
    }
}
