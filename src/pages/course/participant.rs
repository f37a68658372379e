//! A course as its participants have it: the list of what to see, each to be ticked. The ticks stay
//! in the browser; nobody is asked who they are. Without scripts it is a plain list.

use rayon::prelude::*;
use serde::Serialize;

use super::handout;
use super::item::{CourseItem, course_item};
use crate::model::{Course, EntryRef, Kind};
use crate::pages::context::{Context, Rendered};
use crate::routes;

/// What the template shows.
#[derive(Serialize)]
struct ParticipantView<'e> {
    /// What the browser keeps the ticks under.
    id: &'e str,
    title: &'e str,
    intro: Option<&'e str>,
    count: usize,
    parts: Vec<PartView<'e>>,
}

#[derive(Serialize)]
struct PartView<'e> {
    number: usize,
    title: &'e str,
    items: Vec<CourseItem<'e>>,
}

/// A list for every course.
pub(in crate::pages) fn pages(context: &Context<'_>) -> Rendered {
    let courses = context.catalogue.courses.rows().par_iter().enumerate();
    let pages = courses.map(|(index, course)| {
        let at = EntryRef::new(Kind::Course, index);
        let title = context.words.fill("participant.of", &[("title", &course.entry.title)]);
        let frame = handout(context, at, (address(context, at), title));
        context.render("participant.html", &frame, &view(context, course), None)
    });
    pages.collect()
}

/// Where the list of a course lies.
pub(in crate::pages) fn address(context: &Context<'_>, course: EntryRef) -> String {
    routes::participant(context.url(course))
}

fn view<'e>(context: &'e Context<'_>, course: &'e Course) -> ParticipantView<'e> {
    let parts = course.parts.iter().enumerate().map(|(index, part)| {
        let items = part.items.iter().enumerate();
        let items = items.map(|(place, item)| course_item(context, course, (index, place), item));
        PartView { number: index + 1, title: &part.heading, items: items.collect() }
    });
    ParticipantView {
        id: &course.entry.id,
        title: &course.entry.title,
        intro: course.intro.as_deref(),
        count: course.parts.iter().map(|part| part.items.len()).sum(),
        parts: parts.collect(),
    }
}
