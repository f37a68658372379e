//! The search page: the form, the elements that the search's script fills, and what readers without it need.

use serde::Serialize;

use super::edition::{Edition, Rendered};
use super::frame::Frame;
use super::front::facet_links;
use super::link::Link;

/// What the template shows.
#[derive(Serialize)]
struct SearchView<'e> {
    facets: Vec<Link<'e>>,
}

/// The page.
pub(super) fn pages(edition: &Edition<'_>) -> Rendered {
    let frame = Frame::new(edition, "/soeg/", edition.words.page("search.title")).in_section("/soeg/");
    vec![edition.render("search.html", &frame, &SearchView { facets: facet_links(edition) }, None)]
}
