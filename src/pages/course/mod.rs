//! The page of a course: what trainers show, in order, each with a note for them, an address that
//! never changes, and what has changed since the last time. What is handed out is made from the
//! same items.

mod change;
pub(super) mod item;
pub(super) mod participant;
pub(super) mod print_pack;
pub(super) mod qr;

use rayon::prelude::*;
use serde::Serialize;

use self::item::{CourseItem, course_item};
use super::edition::{Edition, Rendered};
use super::entry::{EntryView, Parts, entry_view, frame};
use super::fact::{Fact, Part as FactPart};
use super::frame::Frame;
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
    parts: Vec<PartView<'e>>,
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
pub(super) fn pages(edition: &Edition<'_>) -> Rendered {
    let courses = edition.catalogue.courses.rows().par_iter().enumerate();
    let pages = courses.map(|(index, course)| {
        let at = EntryRef::new(Kind::Course, index);
        let view = view(edition, at, course);
        edition.render("course.html", &frame(edition, at), &view, Some(at))
    });
    pages.collect()
}

/// The frame of a page that is handed out, below the course's own.
fn handout<'e>(
    edition: &'e Edition<'_>,
    at: EntryRef,
    (url, title): (String, String),
) -> Frame<'e> {
    let (entry, list) = (edition.catalogue.entry(at), Kind::Course.list().unwrap_or(FRONT));
    let frame = Frame::new(edition, url, title).described(&*entry.summary);
    frame
        .below(list, edition.words.kinds(Kind::Course))
        .below(edition.url(at), &entry.title)
        .in_section(list)
}

fn view<'e>(edition: &'e Edition<'_>, at: EntryRef, course: &'e Course) -> CourseView<'e> {
    let facts = FactPart::new(edition, "del-kort")
        .given(Fact::new(edition, "audience").links(terms(edition, &course.audience)))
        .unless_empty();
    let own = vec![("del-forloeb", edition.words.word("part", "del-forloeb"))];
    let parts = Parts {
        before: facts.into_iter().collect(),
        own,
        after: Vec::new(),
        known: Known::default(),
    };
    CourseView {
        entry: entry_view(edition, at, parts),
        intro: course.intro.as_deref(),
        since: course.since.map(|since| edition.words.date(since)),
        pack: print_pack::address(edition, at, None),
        participant: participant::address(edition, at),
        parts: (0..course.parts.len()).map(|index| part_view(edition, at, course, index)).collect(),
    }
}

fn part_view<'e>(
    edition: &'e Edition<'_>,
    at: EntryRef,
    course: &'e Course,
    index: usize,
) -> PartView<'e> {
    let part = &course.parts[index];
    let items = part.items.iter().enumerate().map(|(place, item)| ItemView {
        item: course_item(edition, course, (index, place), item),
        note: item.note.as_deref(),
    });
    PartView {
        number: index + 1,
        title: &part.heading,
        text: part.text.as_deref(),
        pack: print_pack::address(edition, at, Some(index)),
        items: items.collect(),
    }
}
