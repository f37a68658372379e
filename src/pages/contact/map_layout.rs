//! Where units and lines stand on a map of shared citizens. Takes pairs of units with numbers and
//! each unit's administration; gives two columns and curves between them. Knows no words and no
//! pages.
//!
//! Heights are in rem, widths in hundredths of the space between the columns, so that the map fits
//! any screen.

use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The height of a unit's row.
const ROW: f64 = 6.5;
/// The thickest line, in pixels, and the thinnest.
const THICKNESS: (f64, f64) = (24.0, 2.0);
/// The height of a line's words.
const LABEL: f64 = 1.3;
/// Where on a curve its words may stand, best first.
const ALONG: [f64; 9] = [0.5, 0.4, 0.6, 0.32, 0.68, 0.45, 0.55, 0.36, 0.64];

/// Two units that share citizens.
#[derive(Clone, Copy, Debug)]
pub(in crate::pages) struct Pair {
    pub(in crate::pages) from: usize,
    pub(in crate::pages) with: usize,
    /// How many; 0 where that is not known.
    pub(in crate::pages) citizens: u32,
}

/// The map.
#[derive(Debug)]
pub(in crate::pages) struct Layout {
    /// The units of each column, from the top, and the administration that gives the column its
    /// name.
    pub(in crate::pages) columns: [Column; 2],
    /// A line for every pair, in the same order.
    pub(in crate::pages) lines: Vec<Line>,
    /// The height in rem.
    pub(in crate::pages) height: f64,
}

/// One side of the map.
#[derive(Debug, Default)]
pub(in crate::pages) struct Column {
    pub(in crate::pages) administration: Option<usize>,
    pub(in crate::pages) units: Vec<usize>,
}

/// A line between two units.
#[derive(Debug)]
pub(in crate::pages) struct Line {
    pub(in crate::pages) path: String,
    /// In pixels.
    pub(in crate::pages) width: f64,
    /// Where its words stand: hundredths from the left, rem from the top. None where all places are
    /// taken.
    pub(in crate::pages) label: Option<(f64, f64)>,
}

/// The map of `pairs`, the strongest of which come first.
pub(in crate::pages) fn layout(
    pairs: &[Pair],
    administration: impl Fn(usize) -> Option<usize>,
) -> Layout {
    let mut columns = columns(pairs, administration);
    let [left, right] = &mut columns;
    untangle(pairs, &left.units, &mut right.units);
    let rows = left.units.len().max(right.units.len());
    let places: BTreeMap<usize, (bool, f64)> = [(false, &*left), (true, &*right)]
        .into_iter()
        .flat_map(|(is_right, column)| {
            let free = count(rows - column.units.len()) / 2.0;
            column
                .units
                .iter()
                .zip(0_u32..)
                .map(move |(unit, row)| (*unit, (is_right, (free + f64::from(row)) * ROW)))
        })
        .collect();
    let most = pairs.iter().map(|pair| pair.citizens).max().unwrap_or(0).max(1);
    let mut taken = Vec::new();
    let lines = pairs.iter().map(|pair| {
        let end =
            |unit| places.get(unit).map_or((false, 0.0), |(side, top)| (*side, top + ROW / 2.0));
        let share = f64::from(pair.citizens) / f64::from(most);
        let curve = Curve::between(end(&pair.from), end(&pair.with));
        Line {
            path: curve.path(),
            width: (share * THICKNESS.0).max(THICKNESS.1),
            label: curve.label(&mut taken),
        }
    });
    Layout { lines: lines.collect(), height: count(rows) * ROW, columns }
}

/// A count that is small.
fn count(of: usize) -> f64 {
    u32::try_from(of).map_or(f64::MAX, f64::from)
}

/// The two administrations that share most stand on sides of their own, the first of them to the
/// left. Units of others stand where fewer of their partners do, then where there is more room.
fn columns(pairs: &[Pair], administration: impl Fn(usize) -> Option<usize>) -> [Column; 2] {
    let mut units: Vec<usize> = Vec::new();
    let mut shares: BTreeMap<usize, usize> = BTreeMap::new();
    for unit in pairs.iter().flat_map(|pair| [pair.from, pair.with]) {
        if let Some(known) = administration(unit) {
            *shares.entry(known).or_default() += 1;
        }
        if !units.contains(&unit) {
            units.push(unit);
        }
    }
    let mut main: Vec<usize> = shares.keys().copied().collect();
    main.sort_by_key(|one| (Reverse(shares.get(one)), *one));
    main.truncate(2);
    main.sort_unstable();
    let mut columns =
        [0, 1].map(|at| Column { administration: main.get(at).copied(), units: Vec::new() });
    let place = |unit: usize| main.iter().position(|one| administration(unit) == Some(*one));
    let (sure, free): (Vec<usize>, Vec<usize>) =
        units.into_iter().partition(|unit| place(*unit).is_some());
    for unit in sure {
        columns[place(unit).unwrap_or(0)].units.push(unit);
    }
    for unit in free {
        let crowd = |column: &Column| (partners(pairs, unit, &column.units), column.units.len());
        let to_right = crowd(&columns[1]) < crowd(&columns[0]);
        columns[usize::from(to_right)].units.push(unit);
    }
    columns
}

fn partners(pairs: &[Pair], unit: usize, among: &[usize]) -> usize {
    let others = pairs.iter().filter_map(|pair| match unit {
        one if one == pair.from => Some(pair.with),
        one if one == pair.with => Some(pair.from),
        _ => None,
    });
    others.filter(|other| among.contains(other)).count()
}

/// Puts the units of the right column at the heights of their partners in the left one, so that
/// fewer lines cross.
fn untangle(pairs: &[Pair], left: &[usize], right: &mut [usize]) {
    let height = |unit: usize| {
        let ends = pairs.iter().filter_map(|pair| match unit {
            one if one == pair.with => Some(pair.from),
            one if one == pair.from => Some(pair.with),
            _ => None,
        });
        let rows: Vec<f64> =
            ends.filter_map(|end| left.iter().position(|one| *one == end)).map(count).collect();
        if rows.is_empty() { f64::MAX } else { rows.iter().sum::<f64>() / count(rows.len()) }
    };
    right.sort_by(|a, b| height(*a).total_cmp(&height(*b)));
}

/// A cubic Bézier curve that leaves both its ends level.
#[derive(Clone, Copy, Debug)]
struct Curve {
    /// Across: the ends, and the two points that pull.
    x: [f64; 4],
    /// The heights of the ends.
    y: (f64, f64),
}

impl Curve {
    /// Between two ends, each a side and a height. Ends on one side are joined by a bow.
    fn between(from: (bool, f64), with: (bool, f64)) -> Self {
        let edge = |end: (bool, f64)| if end.0 { 100.0 } else { 0.0 };
        let (start, end) = (edge(from), edge(with));
        let x = if from.0 == with.0 { [start, 60.0, 60.0, end] } else { [start, 50.0, 50.0, end] };
        let x = if from.0 && with.0 { [start, 40.0, 40.0, end] } else { x };
        Self { x, y: (from.1, with.1) }
    }

    fn path(&self) -> String {
        let ([start, pull, pull_back, end], (from, with)) = (self.x, self.y);
        format!("M{start} {from}C{pull} {from} {pull_back} {with} {end} {with}")
    }

    /// The point at `along`, from 0 to 1.
    fn at(&self, along: f64) -> (f64, f64) {
        let rest = 1.0 - along;
        let weights =
            [rest.powi(3), 3.0 * rest * rest * along, 3.0 * rest * along * along, along.powi(3)];
        let y = [self.y.0, self.y.0, self.y.1, self.y.1];
        let sum = |points: [f64; 4]| {
            weights.iter().zip(points).map(|(weight, point)| weight * point).sum()
        };
        (sum(self.x), sum(y))
    }

    /// Where its words stand free of those that are there. Between columns that stand close, words
    /// take up all the width, so that they must be apart in height.
    fn label(&self, taken: &mut Vec<f64>) -> Option<(f64, f64)> {
        let places = ALONG.iter().map(|along| self.at(*along));
        let free = |(_, y): &(f64, f64)| taken.iter().all(|other| (other - y).abs() >= LABEL);
        let place = places.into_iter().find(free)?;
        taken.push(place.1);
        Some(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(from: usize, with: usize, citizens: u32) -> Pair {
        Pair { from, with, citizens }
    }

    #[test]
    fn administrations_have_a_side_each_whoever_tells_of_the_pair() {
        let pairs = [pair(0, 10, 1200), pair(11, 1, 550)];
        let layout = layout(&pairs, |unit| Some(usize::from(unit >= 10)));
        assert_eq!(layout.columns[0].units, [0, 1]);
        assert_eq!(layout.columns[1].units, [10, 11]);
        assert_eq!(layout.columns[1].administration, Some(1));
    }

    #[test]
    fn others_stand_where_their_partners_do_not() {
        let administration = |unit| [Some(0), Some(1), None, Some(7)].get(unit).copied().flatten();
        let layout =
            layout(&[pair(0, 1, 9), pair(1, 0, 8), pair(1, 2, 5), pair(0, 3, 4)], administration);
        assert_eq!(layout.columns[0].units, [0, 2]);
        assert_eq!(layout.columns[1].units, [3, 1]);
    }

    #[test]
    fn lines_that_need_not_cross_do_not() {
        let pairs = [pair(0, 10, 9), pair(1, 11, 8), pair(0, 12, 7)];
        let layout = layout(&pairs, |unit| Some(usize::from(unit >= 10)));
        assert_eq!(layout.columns[1].units, [10, 12, 11]);
    }

    #[test]
    fn words_of_many_lines_never_overlap() {
        let pairs: Vec<Pair> = (0..90).map(|at| pair(at % 9, 9 + at / 9, 100)).collect();
        let layout = layout(&pairs, |unit| Some(usize::from(unit >= 9)));
        let heights: Vec<f64> =
            layout.lines.iter().filter_map(|line| line.label).map(|(_, y)| y).collect();
        assert!(heights.len() > 20 && heights.len() < 90, "{} of 90", heights.len());
        for (at, height) in heights.iter().enumerate() {
            assert!(*height > 0.0 && *height < layout.height);
            assert!(heights[at + 1..].iter().all(|other| (other - height).abs() >= LABEL));
        }
    }

    #[test]
    fn two_units_of_one_side_are_joined_by_a_bow() {
        let layout = layout(&[pair(0, 1, 9), pair(0, 2, 1)], |unit| Some(usize::from(unit == 2)));
        assert!(layout.lines[0].path.starts_with("M0 ") && layout.lines[0].path.contains(" 0 "));
        assert!(layout.lines[0].label.is_some_and(|(x, _)| x > 0.0));
    }
}
