//! What a reader sees at an address that is not there.

use serde::Serialize;

use super::context::{Context, Rendered};
use super::frame::Frame;
use super::front::ways;
use super::link::Link;
use crate::routes::{A_TO_Z, NOT_FOUND};

/// What the template shows.
#[derive(Serialize)]
struct NotFoundView<'e> {
    ways: Vec<Link<'e>>,
}

/// The page.
pub(super) fn pages(context: &Context<'_>) -> Rendered {
    let words = &context.words;
    let ways =
        ways(context).into_iter().map(|way| Link::to(way.url, way.title).noted(Some(way.text)));
    let all = Link::to(A_TO_Z, words.page("a_to_z.title"));
    let ways = ways.chain([all]).collect();
    let frame = Frame::new(context, NOT_FOUND, words.page("not_found.title")).without_address();
    vec![context.render("not_found.html", &frame, &NotFoundView { ways }, None)]
}
