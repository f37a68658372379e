//! Which units share how many citizens: a drawing, and the table that says the same. Takes
//! contacts; gives one page.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use serde::Serialize;

use super::map_layout::{Column, Layout, Pair, layout};
use super::{SharedCitizens, shared_citizens};
use crate::model::{Collaboration, Contact, Key, Kind, Lane, VocabularyTerm};
use crate::pages::context::{Context, Rendered};
use crate::pages::frame::Frame;
use crate::pages::link::Link;
use crate::routes::{COLLABORATION_MAP, FRONT};

/// What the template shows.
#[derive(Serialize)]
struct MapView<'e> {
    rows: Vec<Row<'e>>,
    /// The columns of the drawing, left and right.
    columns: Vec<ColumnView<'e>>,
    lines: Vec<Line>,
    /// The drawing's height in rem, as a number and as a length.
    span: f64,
    height: String,
    /// When the numbers were counted.
    years: Option<String>,
    sources: Vec<Link<'e>>,
}

/// A row of the table.
#[derive(Serialize)]
struct Row<'e> {
    from: Link<'e>,
    with: SharedCitizens<'e>,
}

/// A side of the drawing.
#[derive(Serialize)]
struct ColumnView<'e> {
    /// The administration that has the side.
    title: Option<&'e str>,
    /// The name of its colour in the styles.
    tone: &'static str,
    units: Vec<Link<'e>>,
}

/// Citizens between two units.
#[derive(Serialize)]
struct Line {
    path: String,
    width: String,
    label: Option<Label>,
}

/// What is said on a line, and where.
#[derive(Serialize)]
struct Label {
    text: String,
    x: String,
    y: String,
}

/// A pair of units, as one of them tells of it.
type Told<'e> = (Key<Contact>, &'e Collaboration);

/// The page; empty where no units share citizens.
pub(in crate::pages) fn pages(context: &Context<'_>) -> Rendered {
    let contacts = context.catalogue.contacts.keyed();
    let pairs = contacts
        .flat_map(|(key, contact)| contact.collaborates_with.iter().map(move |with| (key, with)));
    let mut pairs: Vec<Told<'_>> = pairs.collect();
    pairs.sort_by_key(|(from, with)| (Reverse(with.citizens), context.rank((*from).into())));
    let view = view(context, &pairs);
    let frame = Frame::new(context, COLLABORATION_MAP, context.words.page("map.title"));
    let frame = frame
        .described(context.words.page("map.intro"))
        .below(Kind::Contact.list().unwrap_or(FRONT), context.words.page("map.above"));
    vec![context.render("collaboration_map.html", &frame, &view, None)]
}

fn view<'e>(context: &'e Context<'_>, pairs: &[Told<'e>]) -> MapView<'e> {
    let drawing = drawn(context, pairs);
    let rows = pairs.iter().map(|(from, with)| Row {
        from: context.link(*from),
        with: shared_citizens(context, with.unit, with),
    });
    let lines = drawing.lines.into_iter().zip(pairs).map(|(line, (_, with))| {
        let text = citizens(context, with);
        let label =
            line.label.map(|(x, y)| Label { text, x: format!("{x:.1}%"), y: format!("{y:.2}rem") });
        Line { path: line.path, width: format!("{:.1}", line.width), label }
    });
    let rows: Vec<Row<'e>> = rows.collect();
    let (years, sources) = origin(context, pairs, &rows);
    MapView {
        rows,
        columns: drawing.columns.iter().map(|column| column_view(context, column)).collect(),
        lines: lines.collect(),
        span: drawing.height,
        height: format!("{}rem", drawing.height),
        years,
        sources,
    }
}

fn drawn(context: &Context<'_>, pairs: &[Told<'_>]) -> Layout {
    let pairs = pairs.iter().map(|(from, with)| Pair {
        from: from.index(),
        with: with.unit.index(),
        citizens: with.citizens.unwrap_or(0),
    });
    layout(&pairs.collect::<Vec<_>>(), |unit| {
        context.catalogue.contacts[Key::new(unit)].administration().map(Key::index)
    })
}

fn column_view<'e>(context: &'e Context<'_>, column: &Column) -> ColumnView<'e> {
    let own = column.administration.map(Key::new);
    let units = column.units.iter().map(|unit| {
        let key = Key::<Contact>::new(*unit);
        let administration = context.catalogue.contacts[key].administration();
        // A guest on this side says where it belongs, for the heading does not.
        let guest =
            administration.filter(|_| administration != own).map(|other| short(context, other));
        context.link(key).noted(guest)
    });
    let tone = own.map_or(Lane::OTHERS, |key| context.catalogue.tone(key).as_str());
    ColumnView { title: own.map(|key| short(context, key)), tone, units: units.collect() }
}

/// What an administration is called where there is little room.
fn short<'e>(context: &'e Context<'_>, key: Key<VocabularyTerm>) -> &'e str {
    context.catalogue.vocabulary[key].short_name()
}

fn citizens(context: &Context<'_>, with: &Collaboration) -> String {
    let citizens = with
        .citizens
        .map(|citizens| context.words.amount(f64::from(citizens), None, with.approximate));
    citizens.unwrap_or_else(|| context.words.page("unknown").to_owned())
}

/// The years of the numbers and the places where they are said, each once.
fn origin<'e>(
    context: &Context<'_>,
    pairs: &[Told<'_>],
    rows: &[Row<'e>],
) -> (Option<String>, Vec<Link<'e>>) {
    let years: BTreeSet<u16> = pairs.iter().filter_map(|(_, with)| with.as_of).collect();
    let years = years.iter().map(u16::to_string).collect::<Vec<_>>().join(", ");
    let years =
        (!years.is_empty()).then(|| context.words.fill("picture.years", &[("years", &years)]));
    let mut sources: Vec<Link<'e>> = Vec::new();
    for source in rows.iter().filter_map(|row| row.with.source.as_ref()) {
        if !sources.iter().any(|known| (&known.url, &known.note) == (&source.url, &source.note)) {
            sources.push(source.clone());
        }
    }
    (years, sources)
}
