//! A chart of targets against measurements in time. Takes figures with days and values; gives
//! series of points, lines between them, round marks on the axes, and words at the points that
//! never overlap. Knows no words of the portal.
//!
//! Heights are pixels, widths are shares of the drawing, so that it fits any screen and its text
//! keeps its size. What is free of overlap in the narrowest drawing is so in every wider one:
//! points move apart, words do not grow.

use jiff::civil::Date;
use serde::Serialize;

use crate::pages::years::{YearMark, Years, percent};

/// The drawing's height, and the heights of its highest and lowest value.
const HEIGHT: u32 = 280;
const TOP: f64 = 34.0;
const BOTTOM: f64 = 238.0;
/// The shares of the width that the first day begins and the last one ends at.
const ACROSS: (f64, f64) = (0.15, 0.94);
/// The narrowest drawing, in pixels.
const NARROW: f64 = 290.0;
/// At most so many steps on the upright axis.
const STEPS: f64 = 6.0;
/// The height of a line of words, and the width of a letter.
const LETTER: (f64, f64) = (15.0, 7.6);

/// A figure that can be placed.
#[derive(Clone, Debug)]
pub(in crate::pages) struct Placed {
    pub(in crate::pages) date: Date,
    pub(in crate::pages) value: f64,
    /// What is said at the point.
    pub(in crate::pages) label: String,
}

/// How a series is told from the others: by the shape of its points first.
#[derive(Clone, Copy, Debug, Serialize)]
pub(in crate::pages) struct Look {
    /// The name that themes know it by.
    pub(in crate::pages) class: &'static str,
    /// The outline of a point, around its middle, in pixels.
    pub(in crate::pages) shape: &'static str,
}

/// Figures that belong together.
#[derive(Debug)]
pub(in crate::pages) struct Series {
    /// Whether it is what was aimed at.
    pub(in crate::pages) is_target: bool,
    pub(in crate::pages) look: Look,
    pub(in crate::pages) points: Vec<Placed>,
}

/// The drawing.
#[derive(Debug, Serialize)]
pub(in crate::pages) struct Chart {
    height: u32,
    /// The line below the lowest value, and the line that years are named on.
    bottom: u32,
    years_y: u32,
    years: Vec<YearMark>,
    values: Vec<ValueMark>,
    pub(in crate::pages) lines: Vec<Line>,
    pub(in crate::pages) points: Vec<Point>,
}

/// A round value on the upright axis.
#[derive(Debug, Serialize)]
pub(in crate::pages) struct ValueMark {
    y: String,
    name_y: String,
    name: String,
}

/// A straight line between points of a series.
#[derive(Debug, Serialize)]
pub(in crate::pages) struct Line {
    look: Look,
    x1: String,
    y1: String,
    x2: String,
    y2: String,
}

/// A point, and what is said at it.
#[derive(Debug, Serialize)]
pub(in crate::pages) struct Point {
    look: Look,
    x: String,
    y: String,
    pub(in crate::pages) label: Option<Label>,
}

/// Words at a point: how far from it, and which of their ends is there.
#[derive(Debug, Serialize)]
pub(in crate::pages) struct Label {
    dx: i32,
    dy: i32,
    anchor: &'static str,
    text: String,
}

/// Round values, equally far apart, that cover all `values` and nought; few enough to be told
/// apart.
pub(in crate::pages) fn round_values(values: impl IntoIterator<Item = f64>) -> Vec<f64> {
    let (low, high) = values
        .into_iter()
        .fold((0.0_f64, 0.0_f64), |(low, high), one| (low.min(one), high.max(one)));
    if high <= low {
        return vec![0.0, 1.0];
    }
    let span = high - low;
    let magnitude = 10_f64.powf((span / STEPS).log10().floor());
    let steps = [1.0, 2.0, 5.0, 10.0].map(|step| step * magnitude);
    let step = steps.into_iter().find(|step| span / step <= STEPS).unwrap_or(span);
    let first = (low / step).floor();
    let marks = (0_u32..).map(|count| (first + f64::from(count)) * step);
    marks.take_while(|mark| *mark < high + step * (1.0 - 1e-9)).take(20).collect()
}

/// The chart of all series; none without two days to draw between. `name` writes a value of the
/// axis.
pub(in crate::pages) fn chart(all: &[Series], name: impl Fn(f64) -> String) -> Option<Chart> {
    let mut dates = all.iter().flat_map(|series| &series.points).map(|point| point.date);
    let first = dates.next()?;
    let years = Years::around(first, dates.clone());
    dates.any(|date| date != first).then_some(())?;
    let marks = round_values(all.iter().flat_map(|series| &series.points).map(|point| point.value));
    let (low, high) = (*marks.first()?, *marks.last()?);
    let y = move |value: f64| BOTTOM - (value - low) / (high - low) * (BOTTOM - TOP);
    let values = marks.iter().map(|mark| ValueMark {
        y: pixels(y(*mark)),
        name_y: pixels(y(*mark) - 4.0),
        name: name(*mark),
    });
    let values: Vec<ValueMark> = values.collect();
    let plot = Plot { years, y: &y };
    let mut room = Room::around(&plot, &values, &marks, all);
    let points =
        all.iter().flat_map(|series| series.points.iter().map(move |point| (series.look, point)));
    let points: Vec<Point> =
        points.map(|(look, point)| plot.point(look, point, &mut room)).collect();
    Some(Chart {
        height: HEIGHT,
        bottom: 238,
        years_y: 258,
        years: years.marks(|share| percent(across(share))),
        values,
        lines: all.iter().flat_map(|series| plot.lines(series)).collect(),
        points,
    })
}

/// Where a share of all days lies in the drawing.
fn across(share: f64) -> f64 {
    ACROSS.0 + share * (ACROSS.1 - ACROSS.0)
}

fn pixels(y: f64) -> String {
    format!("{y:.1}")
}

/// How days and values become places.
struct Plot<'p> {
    years: Years,
    y: &'p dyn Fn(f64) -> f64,
}

impl Plot<'_> {
    fn x(&self, date: Date) -> f64 {
        across(self.years.share(date))
    }

    fn point(&self, look: Look, point: &Placed, room: &mut Room) -> Point {
        let (x, y) = (self.x(point.date), (self.y)(point.value));
        Point { look, x: percent(x), y: pixels(y), label: room.label(x, y, &point.label) }
    }

    /// Straight between measurements; level and then upright between targets, which hold until
    /// their day.
    fn lines(&self, series: &Series) -> Vec<Line> {
        let place = |point: &Placed| (self.x(point.date), (self.y)(point.value));
        let line = |(x1, y1): (f64, f64), (x2, y2): (f64, f64)| Line {
            look: series.look,
            x1: percent(x1),
            y1: pixels(y1),
            x2: percent(x2),
            y2: pixels(y2),
        };
        let pairs = series
            .points
            .windows(2)
            .filter_map(|pair| Some((place(pair.first()?), place(pair.last()?))));
        let lines = pairs.flat_map(|(from, to)| {
            if series.is_target {
                vec![line(from, (to.0, from.1)), line((to.0, from.1), to)]
            } else {
                vec![line(from, to)]
            }
        });
        lines.collect()
    }
}

/// A box in the narrowest drawing: left, top, right and bottom, in pixels.
type Area = [f64; 4];

/// What is taken of the narrowest drawing.
struct Room {
    taken: Vec<Area>,
}

impl Room {
    /// With the points and the names of the values taken.
    fn around(plot: &Plot<'_>, values: &[ValueMark], marks: &[f64], all: &[Series]) -> Self {
        let names = values.iter().zip(marks).map(|(value, mark)| {
            let y = (plot.y)(*mark) - 4.0;
            [0.0, y - LETTER.0, width(&value.name), y]
        });
        let points = all.iter().flat_map(|series| &series.points).map(|point| {
            let (x, y) = (plot.x(point.date) * NARROW, (plot.y)(point.value));
            [x - 6.0, y - 6.0, x + 6.0, y + 6.0]
        });
        Self { taken: names.chain(points).collect() }
    }

    /// The first free place around a point; none if all are taken.
    fn label(&mut self, x: f64, y: f64, text: &str) -> Option<Label> {
        const PLACES: [(i32, i32, &str); 6] = [
            (0, -11, "middle"),
            (0, 21, "middle"),
            (-10, -8, "end"),
            (-10, 5, "end"),
            (10, 5, "start"),
            (-10, 18, "end"),
        ];
        let (left, width) = (x * NARROW, width(text));
        let place = PLACES.into_iter().find_map(|(dx, dy, anchor)| {
            let start = left + f64::from(dx)
                - match anchor {
                    "middle" => width / 2.0,
                    "end" => width,
                    _ => 0.0,
                };
            let foot = y + f64::from(dy) + 3.0;
            let area = [start, foot - LETTER.0, start + width, foot];
            self.is_free(area).then_some((area, dx, dy, anchor))
        });
        let (area, dx, dy, anchor) = place?;
        self.taken.push(area);
        Some(Label { dx, dy, anchor, text: text.to_owned() })
    }

    fn is_free(&self, [left, top, right, bottom]: Area) -> bool {
        let inside = left >= 0.0 && right <= NARROW && top >= 0.0 && bottom <= BOTTOM + 8.0;
        inside
            && self
                .taken
                .iter()
                .all(|one| right <= one[0] || one[2] <= left || bottom <= one[1] || one[3] <= top)
    }
}

fn width(text: &str) -> f64 {
    u32::try_from(text.chars().count()).map_or(f64::MAX, f64::from) * LETTER.1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::parse_date;

    fn point(date: &str, value: f64) -> Placed {
        let date = parse_date(date).unwrap_or_else(|| panic!("{date} is a date"));
        Placed { date, value, label: format!("{value}") }
    }

    fn series(is_target: bool, points: &[(&str, f64)]) -> Series {
        let look = Look { class: if is_target { "target" } else { "measured" }, shape: "" };
        Series {
            is_target,
            look,
            points: points.iter().map(|(date, value)| point(date, *value)).collect(),
        }
    }

    #[test]
    fn marks_are_round_and_cover_the_values() {
        assert_eq!(round_values([37.4, 60.0]), [0.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0]);
        assert_eq!(round_values([3500.0, 1160.0]), [0.0, 1000.0, 2000.0, 3000.0, 4000.0]);
        assert_eq!(round_values([-3.0, 4.0]), [-4.0, -2.0, 0.0, 2.0, 4.0]);
        assert_eq!(round_values([]), [0.0, 1.0]);
        for high in [0.03, 0.7, 1.0, 7.0, 41.0, 99.0, 101.0, 12345.0, 9e9] {
            let marks = round_values([high]);
            assert!(
                marks.len() <= 8 && marks.last().is_some_and(|last| *last >= high),
                "{high}: {marks:?}"
            );
        }
    }

    #[test]
    fn targets_are_steps_and_measurements_are_straight() {
        let days = [("2009-12-31", 40.0), ("2010-12-31", 50.0)];
        let chart = chart(&[series(true, &days), series(false, &days)], |value| value.to_string());
        let lines = chart.map(|chart| chart.lines).unwrap_or_default();
        let of = |class| lines.iter().filter(|line| line.look.class == class).collect::<Vec<_>>();
        let targets = of("target");
        assert_eq!((targets.len(), of("measured").len()), (2, 1));
        assert_eq!((&targets[0].y1, &targets[0].x2), (&targets[0].y2, &targets[1].x1));
    }

    #[test]
    fn one_day_makes_no_chart() {
        let same = [("2009-12-31", 40.0), ("2009-12-31", 50.0)];
        assert!(chart(&[series(true, &same)], |value| value.to_string()).is_none());
        assert!(chart(&[], |value| value.to_string()).is_none());
    }

    #[test]
    fn words_keep_apart_from_each_other_and_from_points() {
        let days =
            ["2009-01-01", "2009-07-01", "2010-01-01", "2010-07-01", "2011-01-01", "2011-12-31"];
        let of = |is_target, add: f64| {
            let points: Vec<(&str, f64)> = days
                .iter()
                .zip([40.0, 41.0, 42.0, 50.0, 50.0, 51.0])
                .map(|(day, value)| (*day, value + add))
                .collect();
            series(is_target, &points)
        };
        let all = [of(true, 0.0), of(false, 1.0), of(true, 2.5)];
        let marks = round_values([54.0]);
        let high = marks.last().copied().unwrap_or(1.0);
        let y = move |value: f64| BOTTOM - value / high * (BOTTOM - TOP);
        let dates = all.iter().flat_map(|series| &series.points).map(|point| point.date);
        let plot = Plot { years: Years::around(point("2009-01-01", 0.0).date, dates), y: &y };
        let mut room = Room::around(&plot, &[], &[], &all);
        let before = room.taken.len();
        for one in all.iter().flat_map(|series| &series.points) {
            plot.point(all[0].look, one, &mut room);
        }
        let words = &room.taken[before..];
        assert!(words.len() >= 6, "{} words", words.len());
        for (at, one) in words.iter().enumerate() {
            let others = room.taken[..before].iter().chain(&words[at + 1..]);
            for other in others {
                let apart = one[2] <= other[0]
                    || other[2] <= one[0]
                    || one[3] <= other[1]
                    || other[3] <= one[1];
                assert!(apart, "{one:?} {other:?}");
            }
        }
    }

    #[test]
    fn every_word_of_a_simple_chart_finds_its_place() {
        let old = series(true, &[("2009-12-31", 40.0), ("2010-12-31", 50.0), ("2011-12-31", 60.0)]);
        let new = series(true, &[("2010-12-31", 40.0), ("2011-12-31", 50.0)]);
        let measured = series(false, &[("2009-12-31", 37.4), ("2011-12-31", 44.0)]);
        let chart = chart(&[old, new, measured], |value| value.to_string());
        let points = chart.map(|chart| chart.points).unwrap_or_default();
        assert_eq!(points.len(), 7);
        assert!(points.iter().all(|point| point.label.is_some()), "{points:?}");
    }
}
