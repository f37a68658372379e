//! A page of prose: what every entry shows, and nothing more.

use rayon::prelude::*;
use serde::Serialize;

use super::edition::{Edition, Rendered};
use super::entry::{EntryView, Parts, entry_view, frame};
use super::related::Known;
use crate::model::{EntryRef, Kind};

/// What the template shows.
#[derive(Serialize)]
struct PageView<'e> {
    entry: EntryView<'e>,
}

/// All pages of this kind.
pub(super) fn pages(edition: &Edition<'_>) -> Rendered {
    let pages = (0..edition.catalogue.count(Kind::Page)).into_par_iter().map(|index| {
        let at = EntryRef::new(Kind::Page, index);
        let parts = Parts { before: Vec::new(), own: Vec::new(), after: Vec::new(), known: Known::default() };
        let view = PageView { entry: entry_view(edition, at, parts) };
        edition.render("page.html", &frame(edition, at), &view, Some(at))
    });
    pages.collect()
}
