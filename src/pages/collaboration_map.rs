//! Which units share how many citizens: a drawing, and the table that says the same.

use std::borrow::Cow;
use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;

use serde::Serialize;

use super::contact::{SharedCitizens, shared_citizens};
use super::edition::{Edition, Rendered};
use super::frame::Frame;
use super::link::Link;
use crate::model::{Collaboration, Contact, Key};

/// The size of the drawing's parts, in its own units.
const WIDTH: usize = 760;
const ROW: usize = 64;
const BOX: (usize, usize) = (250, 44);
/// The thickest line.
const THICKEST: f64 = 26.0;

/// What the template shows.
#[derive(Serialize)]
struct MapView<'e> {
    rows: Vec<Row<'e>>,
    view_box: String,
    nodes: Vec<Node<'e>>,
    lines: Vec<Line>,
}

/// A row of the table.
#[derive(Serialize)]
struct Row<'e> {
    from: Link<'e>,
    with: SharedCitizens<'e>,
}

/// A unit in the drawing.
#[derive(Serialize)]
struct Node<'e> {
    x: usize,
    y: usize,
    width: usize,
    height: usize,
    /// Where its words begin.
    text_x: usize,
    text_y: usize,
    lines: Vec<NodeText>,
    side: &'static str,
    url: Cow<'e, str>,
}

/// A line of a unit's name.
#[derive(Serialize)]
struct NodeText {
    y: usize,
    text: String,
}

/// Citizens between two units.
#[derive(Serialize)]
struct Line {
    path: String,
    width: String,
    label: String,
    label_x: usize,
    label_y: usize,
}

/// The page; none where no units share citizens.
pub(super) fn pages(edition: &Edition<'_>) -> Rendered {
    let contacts = edition.catalogue.contacts.keyed();
    let pairs = contacts.flat_map(|(key, contact)| contact.collaborates_with.iter().map(move |with| (key, with)));
    let mut pairs: Vec<(Key<Contact>, &Collaboration)> = pairs.collect();
    pairs.sort_by_key(|(from, with)| (Reverse(with.citizens), edition.rank((*from).into())));
    let view = view(edition, &pairs);
    let frame = Frame::new(edition, "/samarbejde/", edition.words.page("map.title"));
    let frame = frame.described(edition.words.page("map.intro")).below("/kontakter/", edition.words.page("map.above"));
    vec![edition.render("collaboration_map.html", &frame, &view, None)]
}

fn view<'e>(edition: &'e Edition<'_>, pairs: &[(Key<Contact>, &'e Collaboration)]) -> MapView<'e> {
    let rows = pairs
        .iter()
        .map(|(from, with)| Row { from: edition.link(*from), with: shared_citizens(edition, with.unit, with) });
    let left = places(pairs.iter().map(|(from, _)| *from));
    let right = places(pairs.iter().map(|(_, with)| with.unit));
    let height = left.len().max(right.len()) * ROW;
    let top = |side: &BTreeMap<Key<Contact>, usize>| (height - side.len() * ROW) / 2;
    let (left_top, right_top) = (top(&left), top(&right));
    let nodes = left.iter().map(|(key, place)| node(edition, *key, (0, left_top + place * ROW), "from"));
    let right_x = WIDTH - BOX.0;
    let others = right.iter().map(|(key, place)| node(edition, *key, (right_x, right_top + place * ROW), "to"));
    let most = pairs.iter().filter_map(|(_, with)| with.citizens).max().unwrap_or(1);
    let lines = pairs.iter().filter_map(|(from, with)| {
        let ends = (left_top + left.get(from)? * ROW + ROW / 2, right_top + right.get(&with.unit)? * ROW + ROW / 2);
        Some(line(edition, ends, with, most))
    });
    let view_box = format!("-2 0 {} {height}", WIDTH + 4);
    MapView { rows: rows.collect(), view_box, lines: lines.collect(), nodes: nodes.chain(others).collect() }
}

/// Each unit's place from the top, in the order that they come.
fn places(units: impl Iterator<Item = Key<Contact>>) -> BTreeMap<Key<Contact>, usize> {
    let mut places = BTreeMap::new();
    for unit in units {
        let next = places.len();
        places.entry(unit).or_insert(next);
    }
    places
}

fn node<'e>(edition: &'e Edition<'_>, key: Key<Contact>, at: (usize, usize), side: &'static str) -> Node<'e> {
    let link = edition.link(key);
    let (x, y) = (at.0, at.1 + (ROW - BOX.1) / 2);
    let texts = wrapped(&link.title, 30);
    let first = y + BOX.1 / 2 + 5 - (texts.len() - 1) * 8;
    let lines = texts.into_iter().enumerate().map(|(index, text)| NodeText { y: first + index * 16, text });
    Node {
        lines: lines.collect(),
        x,
        y,
        width: BOX.0,
        height: BOX.1,
        text_x: x + 12,
        text_y: y + BOX.1 / 2 + 5,
        side,
        url: link.url,
    }
}

/// A name in at most two lines of about `length` characters.
fn wrapped(name: &str, length: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in name.split_whitespace() {
        let full =
            lines.last().is_some_and(|line| !line.is_empty() && line.chars().count() + word.chars().count() >= length);
        if full && lines.len() < 2 {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}

/// A line between two heights, as thick as the citizens are many, measured against the `most` of all.
fn line(edition: &Edition<'_>, ends: (usize, usize), with: &Collaboration, most: u32) -> Line {
    let (left, right) = (BOX.0, WIDTH - BOX.0);
    let middle = usize::midpoint(left, right);
    let share = f64::from(with.citizens.unwrap_or(0)) / f64::from(most.max(1));
    let citizens = with.citizens.map(|citizens| edition.words.amount(f64::from(citizens), None, with.approximate));
    let (label_x, label_y) = label_place((left, right), ends);
    Line {
        path: format!("M{left} {}C{middle} {} {middle} {} {right} {}", ends.0, ends.0, ends.1, ends.1),
        width: format!("{:.1}", (share * THICKEST).max(2.0)),
        label: citizens.unwrap_or_else(|| edition.words.page("unknown").to_owned()),
        label_x,
        label_y: label_y + 5,
    }
}

/// Where a line's words stand: late on a line that falls, early on one that rises, so that lines that cross keep
/// their words apart. The shares are those of the cubic Bézier curve at 1/4 and 3/4.
fn label_place(across: (usize, usize), ends: (usize, usize)) -> (usize, usize) {
    let width = across.1 - across.0;
    match ends.0.cmp(&ends.1) {
        Ordering::Equal => (across.0 + width / 2, ends.0),
        Ordering::Less => (across.0 + width * 64 / 100, ends.0 + (ends.1 - ends.0) * 84 / 100),
        Ordering::Greater => (across.0 + width * 36 / 100, ends.1 + (ends.0 - ends.1) * 84 / 100),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_takes_two_lines() {
        assert_eq!(wrapped("Socialcenter København", 30), ["Socialcenter København"]);
        let lines = wrapped("Jobcenter København – Center for Indsats og Integration", 30);
        assert_eq!(lines.len(), 2);
    }
}
