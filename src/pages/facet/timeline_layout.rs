//! Where the bars and arrows of a timeline stand. Takes stretches of validity and what came instead
//! of each; gives bars with arrows between them. Knows no words.
//!
//! Heights are pixels, widths are shares of the drawing, so that it fits any screen and its text
//! keeps its size.

use jiff::civil::Date;
use serde::Serialize;

use crate::model::Validity;
use crate::pages::years::{Years, percent};

/// The room for the names of the years.
const TOP: u32 = 30;
/// A bar with its name above it.
const ROW: u32 = 50;
/// From the top of a row to its bar, the height of the bar, and the bottom line of its name.
const BAR: (u32, u32, u32) = (24, 14, 17);
/// The room below, for the day that the portal is of.
const BOTTOM: u32 = 28;

/// Something that holds for a time.
#[derive(Debug)]
pub(in crate::pages) struct Stretch {
    pub(in crate::pages) valid: Validity,
    /// What came instead, as places in the same list.
    pub(in crate::pages) replaced_by: Vec<usize>,
}

/// The drawing.
#[derive(Debug)]
pub(in crate::pages) struct Timeline {
    /// The bars from the top, each with its place in the list.
    pub(in crate::pages) bars: Vec<(usize, Bar)>,
    pub(in crate::pages) arrows: Vec<Arrow>,
    pub(in crate::pages) height: u32,
}

/// A bar. An end that is not known is open: it is drawn differently, from the edge of the drawing.
#[derive(Debug, Serialize)]
pub(in crate::pages) struct Bar {
    /// The part that is drawn as known.
    known: Option<Part>,
    /// The parts towards ends that are not known.
    open: Vec<Part>,
    y: u32,
    height: u32,
    /// Where its name stands, and from which of its ends it is written.
    name_x: String,
    name_y: u32,
    name_anchor: &'static str,
    #[serde(skip)]
    ends: (f64, f64),
    #[serde(skip)]
    start_is_known: bool,
}

/// A part of a bar.
#[derive(Debug, Serialize)]
pub(in crate::pages) struct Part {
    x: String,
    width: String,
}

impl Part {
    fn between(start: f64, end: f64) -> Self {
        Self { x: percent(start), width: percent(end - start) }
    }
}

/// What came instead of what: down (or up) from a bar, across, and a tip.
#[derive(Debug, Serialize)]
pub(in crate::pages) struct Arrow {
    /// Where it leaves, and its way there in pixels.
    x: String,
    path: String,
    /// Where its tip is, and the tip in pixels.
    tip_x: String,
    tip: String,
    /// The height at which it goes across to the tip, where that is apart.
    across: Option<u32>,
}

/// The timeline of all stretches that tell anything. What holds on `today` is known to hold then,
/// whatever its open end.
pub(in crate::pages) fn timeline(stretches: &[Stretch], years: Years, today: Date) -> Timeline {
    let order = order(stretches);
    let row = |(place, row): (&usize, u32)| {
        Some((*place, bar(&stretches.get(*place)?.valid, (years, today), TOP + row * ROW)))
    };
    let bars: Vec<(usize, Bar)> = order.iter().zip(0..).filter_map(row).collect();
    let find = |wanted: usize| bars.iter().find(|(place, _)| *place == wanted).map(|(_, bar)| bar);
    let arrows = bars.iter().flat_map(|(place, bar)| {
        let later = stretches.get(*place).into_iter().flat_map(|stretch| &stretch.replaced_by);
        later
            .filter(move |other| *other != place)
            .filter_map(move |other| Some(arrow(bar, find(*other)?)))
    });
    let rows = u32::try_from(bars.len()).unwrap_or(0);
    Timeline { arrows: arrows.collect(), height: TOP + rows * ROW + BOTTOM, bars }
}

/// What is drawn, from the top: what came first, each followed by what came instead of it.
fn order(stretches: &[Stretch]) -> Vec<usize> {
    let mut later = vec![false; stretches.len()];
    for other in stretches.iter().flat_map(|stretch| &stretch.replaced_by) {
        if let Some(later) = later.get_mut(*other) {
            *later = true;
        }
    }
    let mut tops: Vec<usize> = (0..stretches.len()).collect();
    let tells = |place: usize| {
        let stretch = &stretches[place];
        later[place]
            || !stretch.replaced_by.is_empty()
            || stretch.valid.from.or(stretch.valid.to).is_some()
    };
    tops.retain(|place| tells(*place));
    // What nothing leads to comes first; what is left then is rings, which are entered where they
    // begin.
    tops.sort_by_key(|place| (later[*place], stretches[*place].valid.from));
    let mut seen = vec![false; stretches.len()];
    let mut order = Vec::new();
    let mut waiting: Vec<usize> = tops.into_iter().rev().collect();
    while let Some(place) = waiting.pop() {
        let Some(new) = seen.get_mut(place).filter(|seen| !**seen) else { continue };
        *new = true;
        order.push(place);
        waiting.extend(stretches[place].replaced_by.iter().rev());
    }
    order
}

fn bar(valid: &Validity, (years, today): (Years, Date), top: u32) -> Bar {
    let start = valid.from.map_or(0.0, |date| years.share(date));
    let end = valid.to.map_or(1.0, |date| years.share_of_end(date)).max(start);
    let now = years.share(today);
    let middle = if start < now && now < end { now } else { f64::midpoint(start, end) };
    let (known, open) = match (valid.from, valid.to) {
        (Some(_), Some(_)) => (Some((start, end)), vec![]),
        (Some(_), None) => (Some((start, middle)), vec![(middle, end)]),
        (None, Some(_)) => (Some((middle, end)), vec![(start, middle)]),
        (None, None) => (None, vec![(start, end)]),
    };
    // A bar that begins late has its name written back from the edge, where there is room on a
    // narrow screen.
    let late = start > 0.5;
    Bar {
        known: known.map(|(start, end)| Part::between(start, end)),
        open: open.into_iter().map(|(start, end)| Part::between(start, end)).collect(),
        y: top + BAR.0,
        height: BAR.1,
        name_x: percent(if late { 1.0 } else { start }),
        name_y: top + BAR.2,
        name_anchor: if late { "end" } else { "start" },
        ends: (start, end),
        start_is_known: valid.from.is_some(),
    }
}

fn arrow(from: &Bar, to: &Bar) -> Arrow {
    let down = to.y > from.y;
    let leave = if down { from.y + from.height } else { from.y };
    let ((first, last), (start, end)) = (from.ends, to.ends);
    if to.start_is_known && start > first {
        let (x, level) = (last.min(start), to.y + to.height / 2);
        return Arrow {
            x: percent(x),
            path: format!("M-10 {leave}V{level}H0"),
            tip_x: percent(start),
            tip: format!("M-7 {}L0 {level}L-7 {}z", level - 5, level + 5),
            across: (start > x).then_some(level),
        };
    }
    // It began earlier, or it is not known when: the arrow ends on the bar itself.
    let x = percent(last.min(end).max(first).max(start));
    let (edge, back) =
        if down { (to.y, to.y - 7) } else { (to.y + to.height, to.y + to.height + 7) };
    Arrow {
        path: format!("M-10 {leave}V{edge}"),
        tip: format!("M-15 {back}L-10 {edge}L-5 {back}z"),
        tip_x: x.clone(),
        x,
        across: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::parse_date;

    fn stretch(from: &str, to: &str, replaced_by: &[usize]) -> Stretch {
        let valid = Validity { from: parse_date(from), to: parse_date(to) };
        Stretch { valid, replaced_by: replaced_by.to_vec() }
    }

    fn drawn(stretches: &[Stretch]) -> Timeline {
        let mut dates = stretches.iter().flat_map(|one| [one.valid.from, one.valid.to]).flatten();
        let first = dates.next().unwrap_or_else(|| panic!("a date is needed"));
        timeline(stretches, Years::around(first, dates).widened(), first)
    }

    #[test]
    fn what_holds_today_is_known_to_hold_until_then() {
        let today = parse_date("2013-01-01").unwrap_or_else(|| panic!("a date"));
        let all = [stretch("2010-01-01", "", &[])];
        let timeline = timeline(&all, Years::around(today, [today]).widened(), today);
        let known: Vec<_> =
            timeline.bars.iter().filter_map(|(_, bar)| bar.known.as_ref()).map(shares).collect();
        assert_eq!(known, [(0.0, 33.33)]);
    }

    fn shares(part: &Part) -> (f64, f64) {
        let number = |text: &str| text.trim_end_matches('%').parse().unwrap_or(f64::NAN);
        (number(&part.x), number(&part.x) + number(&part.width))
    }

    #[test]
    fn a_bar_lies_within_its_period() {
        let timeline = drawn(&[stretch("2010-01-01", "2011-12-31", &[])]);
        let known: Vec<_> =
            timeline.bars.iter().filter_map(|(_, bar)| bar.known.as_ref()).map(shares).collect();
        assert_eq!(known, [(25.0, 75.0)]);
    }

    #[test]
    fn ends_that_are_not_known_are_open_to_the_edge() {
        let timeline = drawn(&[
            stretch("2010-01-01", "", &[]),
            stretch("", "2011-12-31", &[]),
            stretch("", "", &[0]),
        ]);
        let open: Vec<_> =
            timeline.bars.iter().map(|(_, bar)| bar.open.iter().map(shares).collect()).collect();
        let open: Vec<Vec<(f64, f64)>> = open;
        assert_eq!(open, [vec![(0.0, 25.0)], vec![(0.0, 100.0)], vec![(62.5, 100.0)]]);
    }

    #[test]
    fn what_came_instead_stands_below_what_it_replaced() {
        let old = || stretch("", "2010-12-31", &[2]);
        let places = |stretches: &[Stretch]| {
            drawn(stretches).bars.iter().map(|(at, _)| *at).collect::<Vec<_>>()
        };
        let all = [
            old(),
            stretch("", "2010-12-31", &[3]),
            stretch("2010-01-01", "", &[]),
            stretch("2010-01-01", "", &[]),
        ];
        assert_eq!(places(&all), [0, 2, 1, 3]);
    }

    #[test]
    fn what_tells_nothing_is_not_drawn() {
        let timeline = drawn(&[stretch("", "", &[]), stretch("2010-01-01", "", &[])]);
        assert_eq!(timeline.bars.iter().map(|(at, _)| *at).collect::<Vec<_>>(), [1]);
    }

    #[test]
    fn terms_that_replace_each_other_in_a_ring_are_drawn_once() {
        let timeline = drawn(&[stretch("2010-01-01", "", &[1]), stretch("", "", &[0, 1])]);
        assert_eq!((timeline.bars.len(), timeline.arrows.len()), (2, 2));
    }

    #[test]
    fn an_arrow_goes_across_only_where_there_is_a_gap() {
        let near =
            drawn(&[stretch("2010-01-01", "2011-12-31", &[1]), stretch("2012-01-01", "", &[])]);
        assert_eq!(near.arrows.iter().map(|arrow| arrow.across).collect::<Vec<_>>(), [None]);
        let far =
            drawn(&[stretch("2010-01-01", "2010-12-31", &[1]), stretch("2012-01-01", "", &[])]);
        assert_eq!(
            far.arrows.iter().map(|arrow| arrow.across).collect::<Vec<_>>(),
            [Some(TOP + ROW + 31)]
        );
    }
}
