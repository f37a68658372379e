//! Addresses that lead on: the short link of every entry, which never changes, and the addresses
//! that entries had before. Both lead with and without a script, and say where to.

use rayon::prelude::*;
use serde::Serialize;

use super::Page;
use super::context::{Context, Rendered};
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
fn redirect(context: &Context<'_>, url: &str, at: EntryRef) -> Result<Page, Diagnostic> {
    let to = context.link(at);
    let canonical = format!("{}{}", context.catalogue.site.base_url, to.url);
    let frame = Frame::new(context, url, to.title.clone());
    context.render("redirect.html", &frame, &RedirectView { to, canonical }, Some(at))
}

/// `/t/<id>/` of every entry, terms too.
pub(super) fn short_links(context: &Context<'_>) -> Rendered {
    let entries: Vec<EntryRef> = context.catalogue.entries().collect();
    let pages = entries.into_par_iter().map(|at| {
        let url = context.catalogue.entry(at).short_url();
        redirect(context, &url, at)
    });
    pages.collect()
}

/// The addresses that entries had before.
pub(super) fn aliases(context: &Context<'_>) -> Rendered {
    let aliases = context.catalogue.entries().flat_map(|at| {
        context
            .catalogue
            .entry(at)
            .aliases
            .iter()
            .map(move |alias| redirect(context, &alias.value, at))
    });
    aliases.collect()
}
