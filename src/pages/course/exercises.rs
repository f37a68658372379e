//! What participants of a course are asked, to be printed on both sides: the questions with room to
//! write on the front, the answers on the back, under the same numbers.

use serde::Serialize;

use super::handout;
use crate::model::{Course, EntryRef, Exercise, Kind};
use crate::pages::context::{Context, Rendered};
use crate::pages::link::Link;
use crate::routes;

/// What the template shows.
#[derive(Serialize)]
struct SheetView<'e> {
    title: &'e str,
    exercises: Exercises<'e>,
}

/// The exercises of a course, part by part.
#[derive(Default, Serialize)]
pub(in crate::pages) struct Exercises<'e> {
    parts: Vec<PartView<'e>>,
}

#[derive(Serialize)]
struct PartView<'e> {
    title: &'e str,
    /// The number of its first exercise: they are numbered through all parts.
    first: usize,
    exercises: Vec<ExerciseView<'e>>,
}

#[derive(Serialize)]
struct ExerciseView<'e> {
    question: &'e str,
    answer: &'e str,
    /// Where it can be read.
    link: Option<Link<'e>>,
}

/// A sheet for every course that has any.
pub(in crate::pages) fn pages(context: &Context<'_>) -> Rendered {
    let courses = context.catalogue.courses.rows().iter().enumerate();
    let pages = courses.filter_map(|(index, course)| {
        let at = EntryRef::new(Kind::Course, index);
        let address = address(context, at, course)?;
        let title = context.words.fill("exercises.of", &[("title", &course.entry.title)]);
        let frame = handout(context, at, (address, title));
        let mut exercises = Exercises::default();
        exercises.add(context, course);
        let view = SheetView { title: &course.entry.title, exercises };
        Some(context.render("exercises.html", &frame, &view, None))
    });
    pages.collect()
}

/// Where the sheet of a course lies, if it has one.
pub(super) fn address(context: &Context<'_>, at: EntryRef, course: &Course) -> Option<String> {
    course.has_exercises().then(|| routes::exercises(context.url(at)))
}

impl<'e> Exercises<'e> {
    /// Adds those of a course, numbered on from those that are there.
    pub(in crate::pages) fn add(&mut self, context: &'e Context<'_>, course: &'e Course) {
        let mut first = 1 + self.parts.iter().map(|part| part.exercises.len()).sum::<usize>();
        for part in course.parts.iter().filter(|part| !part.exercises.is_empty()) {
            let exercises = part.exercises.iter().map(|one| exercise(context, one)).collect();
            self.parts.push(PartView { title: &part.heading, first, exercises });
            first += part.exercises.len();
        }
    }
}

fn exercise<'e>(context: &'e Context<'_>, written: &'e Exercise) -> ExerciseView<'e> {
    ExerciseView {
        question: &written.question,
        answer: &written.answer,
        link: written.entry.map(|at| context.link(at)),
    }
}
