//! The page of a course: what trainers show, in order, each with a note for them, an address that
//! never changes, and what has changed since the last time. What is handed out is made from the
//! same items.

mod change;
pub(super) mod exercises;
pub(super) mod item;
pub(super) mod participant;
pub(super) mod print_pack;
pub(super) mod qr;

use rayon::prelude::*;
use serde::Serialize;

use self::item::{CourseItem, course_item};
use super::context::{Context, Rendered};
use super::entry::{EntryView, Parts, entry_view, frame};
use super::fact::{Fact, Part as FactPart};
use super::frame::Frame;
use super::link::Link;
use super::offer::terms;
use super::related::Known;
use crate::model::{Course, EntryRef, Kind};
use crate::routes::FRONT;

/// What the template shows.
#[derive(Serialize)]
struct CourseView<'e> {
    entry: EntryView<'e>,
    intro: Option<&'e str>,
    /// From which day changes are pointed out.
    since: Option<String>,
    /// The pages to hand out.
    pack: String,
    participant: String,
    exercises: Option<String>,
    parts: Vec<PartView<'e>>,
    /// Whether anything is said to the trainer alone.
    has_notes: bool,
}

#[derive(Serialize)]
struct PartView<'e> {
    number: usize,
    title: &'e str,
    text: Option<&'e str>,
    /// The part alone, to hand out.
    pack: String,
    items: Vec<ItemView<'e>>,
}

/// One thing to show.
#[derive(Serialize)]
struct ItemView<'e> {
    item: CourseItem<'e>,
    /// A note for the trainer.
    note: Option<&'e str>,
}

/// All pages of this kind.
pub(super) fn pages(context: &Context<'_>) -> Rendered {
    let courses = context.catalogue.courses.rows().par_iter().enumerate();
    let pages = courses.map(|(index, course)| {
        let at = EntryRef::new(Kind::Course, index);
        let view = view(context, at, course);
        context.render("course.html", &frame(context, at), &view, Some(at))
    });
    pages.collect()
}

/// The frame of a page that is handed out, below the course's own.
fn handout<'e>(
    context: &'e Context<'_>,
    at: EntryRef,
    (url, title): (String, String),
) -> Frame<'e> {
    let (entry, list) = (context.catalogue.entry(at), Kind::Course.list().unwrap_or(FRONT));
    let frame = Frame::new(context, url, title).described(&*entry.summary);
    frame
        .below(list, context.words.kinds(Kind::Course))
        .below(context.url(at), &entry.title)
        .in_section(list)
}

fn view<'e>(context: &'e Context<'_>, at: EntryRef, course: &'e Course) -> CourseView<'e> {
    let facts = FactPart::new(context, "del-kort")
        .given(Fact::new(context, "audience").links(terms(context, &course.audience)))
        .unless_empty();
    let own = vec![("del-forloeb", context.words.word("part", "del-forloeb"))];
    let parts = Parts {
        before: facts.into_iter().collect(),
        own,
        after: Vec::new(),
        known: Known::default(),
    };
    let mut entry = entry_view(context, at, parts);
    let place = entry.contents.iter().position(|link| link.url == "#_del-forloeb");
    let place = place.map_or(0, |place| place + 1);
    entry.contents.splice(place..place, way_around(course));
    CourseView {
        entry,
        intro: course.intro.as_deref(),
        since: course.since.map(|since| context.words.date(since)),
        pack: print_pack::address(context, at, None),
        participant: participant::address(context, at),
        exercises: exercises::address(context, at, course),
        has_notes: course.parts.iter().flat_map(|part| &part.items).any(|item| item.note.is_some()),
        parts: (0..course.parts.len()).map(|index| part_view(context, at, course, index)).collect(),
    }
}

/// The ways to the course's parts.
fn way_around(course: &Course) -> impl Iterator<Item = Link<'_>> {
    (1..).zip(&course.parts).map(|(number, part)| {
        Link::to(format!("#afsnit-{number}"), format!("{number}. {}", part.heading))
    })
}

fn part_view<'e>(
    context: &'e Context<'_>,
    at: EntryRef,
    course: &'e Course,
    index: usize,
) -> PartView<'e> {
    let part = &course.parts[index];
    let items = part.items.iter().enumerate().map(|(place, item)| ItemView {
        item: course_item(context, course, (index, place), item),
        note: item.note.as_deref(),
    });
    PartView {
        number: index + 1,
        title: &part.heading,
        text: part.text.as_deref(),
        pack: print_pack::address(context, at, Some(index)),
        items: items.collect(),
    }
}
