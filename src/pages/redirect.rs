//! Addresses that lead on: the short link of every entry, which never changes, and the addresses
//! that entries had before. Both lead with and without a script, and say where to.

use rayon::prelude::*;
use serde::Serialize;

use super::Page;
use super::edition::{Edition, Rendered};
use super::frame::Frame;
use super::link::Link;
use crate::diagnostics::Diagnostic;
use crate::model::EntryRef;

/// What the template shows.
#[derive(Serialize)]
struct RedirectView<'e> {
    /// Where it leads.
    to: Link<'e>,
    /// The full address of that place.
    canonical: String,
}

/// A page at `url` that leads to an entry.
fn redirect(edition: &Edition<'_>, url: &str, at: EntryRef) -> Result<Page, Diagnostic> {
    let to = edition.link(at);
    let canonical = format!("{}{}", edition.catalogue.site.base_url, to.url);
    let frame = Frame::new(edition, url, to.title.clone());
    edition.render("redirect.html", &frame, &RedirectView { to, canonical }, Some(at))
}

/// `/t/<id>/` of every entry, terms too.
pub(super) fn short_links(edition: &Edition<'_>) -> Rendered {
    let entries: Vec<EntryRef> = edition.catalogue.entries().collect();
    let pages = entries.into_par_iter().map(|at| {
        let url = edition.catalogue.entry(at).short_url();
        redirect(edition, &url, at)
    });
    pages.collect()
}

/// The addresses that entries had before.
pub(super) fn aliases(edition: &Edition<'_>) -> Rendered {
    let aliases = edition.catalogue.entries().flat_map(|at| {
        edition
            .catalogue
            .entry(at)
            .aliases
            .iter()
            .map(move |alias| redirect(edition, &alias.value, at))
    });
    aliases.collect()
}
