//! The lines of ways that do not go straight on: out of a way's row to the right, up or down in the
//! gutter beside the lanes, and into the box that is meant. Takes where each step's ways lead;
//! gives what every row shows of the lines. All ways to one box share a track, and tracks that do
//! not meet share a place. Knows no sizes: rows are as tall as their words, which the browser sets.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use serde::Serialize;

/// What a row shows of one track.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cell {
    /// A line from the row's upper edge to its middle.
    pub(super) up: bool,
    /// A line from its middle to its lower edge.
    pub(super) down: bool,
    /// The line of this row, which lies at its middle and comes from the lanes.
    pub(super) across: Across,
}

/// How far a row's own line reaches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Across {
    /// Not to this track.
    #[default]
    Not,
    /// Over this track to one farther out.
    Over,
    /// To this track, where it turns.
    Ends,
}

impl Serialize for Cell {
    /// As the names that the style knows.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let across = match self.across {
            Across::Not => "",
            Across::Over => "h",
            Across::Ends => "e",
        };
        let names = [if self.up { "u" } else { "" }, if self.down { "d" } else { "" }, across];
        let names: Vec<&str> = names.into_iter().filter(|name| !name.is_empty()).collect();
        serializer.serialize_str(&names.join(" "))
    }
}

/// What all rows show, from above: for each step its box, its ways and what leads to the next step.
#[derive(Debug)]
pub(super) struct Gutter {
    /// How many tracks lie beside each other.
    pub(super) tracks: usize,
    rows: Vec<Vec<Cell>>,
}

/// Where the rows of every step begin.
fn starts(ways: &[Vec<usize>]) -> Vec<usize> {
    let mut next = 0;
    let mut starts = Vec::with_capacity(ways.len());
    for ways in ways {
        starts.push(next);
        next += ways.len() + 2;
    }
    starts
}

impl Gutter {
    /// The gutter for steps whose ways lead to these steps.
    pub(super) fn new(ways: &[Vec<usize>]) -> Self {
        let starts = starts(ways);
        let mut by_target: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (ways, start) in ways.iter().zip(&starts) {
            for (way, target) in ways.iter().enumerate() {
                by_target.entry(*target).or_default().push(start + 1 + way);
            }
        }
        let lines =
            by_target.into_iter().filter_map(|(target, ways)| Some((*starts.get(target)?, ways)));
        let lines: Vec<(usize, Vec<usize>)> = lines.collect();
        let (places, tracks) = places(&lines);
        let count = ways.iter().map(|ways| ways.len() + 2).sum();
        let mut gutter = Self { tracks, rows: vec![Vec::new(); count] };
        for ((arrival, ways), place) in lines.iter().zip(places) {
            // What begins first runs outermost: lines that begin later then stay within it.
            gutter.draw(*arrival, ways, tracks - 1 - place);
        }
        gutter
    }

    /// What a row shows, from the innermost track to the outermost.
    pub(super) fn row(&self, row: usize) -> Vec<Cell> {
        let mut cells = self.rows.get(row).cloned().unwrap_or_default();
        cells.resize(self.tracks, Cell::default());
        cells
    }

    fn draw(&mut self, arrival: usize, ways: &[usize], track: usize) {
        let (top, bottom) = span(arrival, ways);
        for row in top..=bottom {
            let cell = self.cell(row, track);
            cell.up |= row > top;
            cell.down |= row < bottom;
        }
        for row in ways.iter().chain([&arrival]) {
            for inner in 0..track {
                self.cell(*row, inner).across = Across::Over;
            }
            self.cell(*row, track).across = Across::Ends;
        }
    }

    fn cell(&mut self, row: usize, track: usize) -> &mut Cell {
        let cells = &mut self.rows[row];
        if cells.len() <= track {
            cells.resize(track + 1, Cell::default());
        }
        &mut cells[track]
    }
}

/// The first and the last row that a line touches.
fn span(arrival: usize, ways: &[usize]) -> (usize, usize) {
    ways.iter().fold((arrival, arrival), |(top, bottom), row| (top.min(*row), bottom.max(*row)))
}

/// A place for every line, and how many places there are: the first that is free from its first to
/// its last row. In time that grows with the number of lines, but for the sorting of them.
fn places(lines: &[(usize, Vec<usize>)]) -> (Vec<usize>, usize) {
    let spans =
        lines.iter().enumerate().map(|(line, (arrival, ways))| (span(*arrival, ways), line));
    let mut spans: Vec<((usize, usize), usize)> = spans.collect();
    spans.sort_unstable();
    let mut places = vec![0; lines.len()];
    let (mut count, mut free, mut taken) = (0, BTreeSet::new(), BinaryHeap::new());
    for ((top, bottom), line) in spans {
        while let Some(&Reverse((end, place))) = taken.peek()
            && end < top
        {
            taken.pop();
            free.insert(place);
        }
        let place = free.pop_first().unwrap_or(count);
        count = count.max(place + 1);
        taken.push(Reverse((bottom, place)));
        places[line] = place;
    }
    (places, count)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where a way ends, followed from its row through the cells; panics where the line breaks or
    /// joins one that leads elsewhere.
    fn followed(gutter: &Gutter, row: usize, arrival: usize) -> usize {
        let track = gutter.row(row).iter().position(|cell| cell.across == Across::Ends);
        let track = track.unwrap_or_else(|| panic!("row {row} has a line"));
        let mut at = row;
        while at != arrival {
            let here = gutter.row(at)[track];
            assert!(
                if arrival > at { here.down } else { here.up },
                "broken at row {at}, track {track}"
            );
            at = if arrival > at { at + 1 } else { at - 1 };
        }
        track
    }

    fn assert_sound(ways: &[Vec<usize>]) -> Gutter {
        let gutter = Gutter::new(ways);
        let starts = starts(ways);
        // Who uses a track in a row, by the step that is meant.
        let mut users: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for (step, targets) in ways.iter().enumerate() {
            for (way, target) in targets.iter().enumerate() {
                let (row, arrival) = (starts[step] + 1 + way, starts[*target]);
                let track = followed(&gutter, row, arrival);
                assert_eq!(
                    gutter.row(arrival)[track].across,
                    Across::Ends,
                    "the line reaches its box"
                );
                for between in row.min(arrival)..=row.max(arrival) {
                    let user = *users.entry((between, track)).or_insert(*target);
                    assert_eq!(user, *target, "two lines lie on one another in row {between}");
                }
            }
        }
        for (at, row) in gutter.rows.iter().enumerate() {
            assert!(
                row.iter().filter(|cell| cell.across == Across::Ends).count() <= 1,
                "row {at} has one line"
            );
            assert!(row.len() <= gutter.tracks);
        }
        gutter
    }

    #[test]
    fn ways_back_forth_and_to_the_step_itself_find_their_boxes() {
        assert_sound(&[vec![2, 3], vec![0], vec![0, 3], vec![2, 3, 0]]);
        assert_sound(&[vec![0]]);
    }

    #[test]
    fn sixty_steps_that_all_lead_to_the_first_and_the_last_need_two_tracks() {
        let gutter = assert_sound(&vec![vec![0, 59]; 60]);
        assert_eq!(gutter.tracks, 2);
    }

    #[test]
    fn twenty_steps_with_five_ways_each_hold_together() {
        let ways: Vec<Vec<usize>> =
            (0..20).map(|step| (1..6).map(|way| (step * 7 + way * 3) % 20).collect()).collect();
        assert_sound(&ways);
    }

    #[test]
    fn lines_that_do_not_meet_share_a_track() {
        let apart = [vec![2], vec![], vec![], vec![5], vec![], vec![]];
        assert_eq!(assert_sound(&apart).tracks, 1);
        let nested = [vec![4], vec![3], vec![], vec![], vec![]];
        assert_eq!(assert_sound(&nested).tracks, 2);
    }

    #[test]
    fn steps_without_ways_have_an_empty_gutter() {
        let gutter = assert_sound(&[vec![], vec![]]);
        assert_eq!((gutter.tracks, gutter.row(0), gutter.row(99)), (0, vec![], vec![]));
    }
}
