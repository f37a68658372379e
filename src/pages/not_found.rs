//! What a reader sees at an address that is not there.

use serde::Serialize;

use super::edition::{Edition, Rendered};
use super::frame::{Frame, section_url};
use super::link::Link;
use crate::model::Kind;

/// What the template shows.
#[derive(Serialize)]
struct NotFoundView<'e> {
    ways: Vec<Link<'e>>,
}

/// The page.
pub(super) fn pages(edition: &Edition<'_>) -> Rendered {
    let words = &edition.words;
    let lists = Kind::ALL.into_iter().filter_map(|kind| Some(Link::to(section_url(kind)?, words.kinds(kind))));
    let ways = [Link::to("/a-aa/", words.page("a_to_z.title"))].into_iter().chain(lists).collect();
    let frame = Frame::new(edition, "/404.html", words.page("not_found.title"));
    vec![edition.render("not_found.html", &frame, &NotFoundView { ways }, None)]
}
