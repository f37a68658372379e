//! What a reader sees where something was that is no more: what it was, since when, what came
//! instead and whom to ask.

use rayon::prelude::*;
use serde::Serialize;

use super::asking;
use super::edition::{Edition, Rendered};
use super::fact::Fact;
use super::frame::Frame;
use super::link::Link;
use crate::model::Gone;

/// What the template shows.
#[derive(Serialize)]
struct GoneView<'e> {
    since: String,
    note: Option<&'e str>,
    /// What came instead.
    instead: Option<Link<'e>>,
    ask: Vec<Fact<'e>>,
}

/// A page at each of the addresses that are gone.
pub(super) fn pages(edition: &Edition<'_>) -> Rendered {
    let gone: Vec<_> = edition.catalogue.gone.iter().collect();
    let pages = gone.into_par_iter().flat_map_iter(|gone| {
        gone.pages().map(move |address| {
            let frame = Frame::new(edition, &*address.value, &*gone.title);
            edition.render("gone.html", &frame, &view(edition, gone), None)
        })
    });
    pages.collect()
}

fn view<'e>(edition: &'e Edition<'_>, gone: &'e Gone) -> GoneView<'e> {
    GoneView {
        since: edition.words.fill("gone.since", &[("date", &edition.words.date(gone.since))]),
        note: gone.note.as_deref(),
        instead: gone.replaced_by.as_ref().map(|to| instead(edition, &to.value)),
        ask: asking::ways(edition, gone.ask).into_iter().filter(|fact| !fact.is_empty()).collect(),
    }
}

/// A link to an entry by its id, or to an address.
fn instead<'e>(edition: &'e Edition<'_>, to: &'e str) -> Link<'e> {
    edition.catalogue.by_id(to).map_or_else(|| Link::to(to, to), |at| edition.link(at))
}
