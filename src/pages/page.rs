//! A page of prose: what every entry shows, and nothing more. A kind that has no page of its own is
//! shown so too, with the facts that its declaration marks for the part `del-kort`.

use rayon::prelude::*;
use serde::Serialize;

use super::context::{Context, Rendered};
use super::entry::{EntryView, Parts, entry_view, frame};
use super::fact::Part;
use super::related::Known;
use crate::model::{EntryRef, Kind};

/// What the template shows.
#[derive(Serialize)]
struct PageView<'e> {
    entry: EntryView<'e>,
}

/// All pages of this kind.
pub(super) fn pages(context: &Context<'_>) -> Rendered {
    let entries: Vec<EntryRef> =
        context.catalogue.entries().filter(|at| !has_its_own(at.kind)).collect();
    let pages = entries.into_par_iter().map(|at| {
        let view = PageView { entry: entry_view(context, at, parts(context, at)) };
        context.render("page.html", &frame(context, at), &view, Some(at))
    });
    pages.collect()
}

pub(super) fn parts<'e>(context: &'e Context<'_>, at: EntryRef) -> Parts<'e> {
    let facts =
        Part::new(context, "del-kort").declared(context, context.catalogue.facts(at, "del-kort"));
    Parts {
        before: facts.unless_empty().into_iter().collect(),
        own: Vec::new(),
        after: Vec::new(),
        known: Known::default(),
    }
}

/// Whether entries of the kind are shown by a file beside this one.
fn has_its_own(kind: Kind) -> bool {
    use Kind::{Contact, Course, Goal, News, Offer, Procedure, Term};
    matches!(kind, Offer | Procedure | Contact | Goal | Course | News | Term)
}
