//! What a reader sees at an address that is not there.

use serde::Serialize;

use super::context::{Context, Rendered};
use super::frame::Frame;
use super::link::Link;
use crate::model::Kind;
use crate::routes::{A_TO_Z, FINDER, NOT_FOUND, SEARCH};

/// What the template shows.
#[derive(Serialize)]
struct NotFoundView<'e> {
    ways: Vec<Link<'e>>,
}

/// The page.
pub(super) fn pages(context: &Context<'_>) -> Rendered {
    let words = &context.words;
    let lists =
        Kind::ALL.into_iter().filter_map(|kind| Some(Link::to(kind.list()?, words.kinds(kind))));
    let tools = [(FINDER, "finder.title"), (SEARCH, "search.label"), (A_TO_Z, "a_to_z.title")];
    let tools = tools.map(|(url, title)| Link::to(url, words.page(title)));
    let ways = tools.into_iter().chain(lists).collect();
    let frame = Frame::new(context, NOT_FOUND, words.page("not_found.title")).without_address();
    vec![context.render("not_found.html", &frame, &NotFoundView { ways }, None)]
}
