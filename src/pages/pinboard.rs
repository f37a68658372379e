//! The pinboard: entries that a member of staff has put aside. The page holds none of them; its
//! script keeps them in the browser.

use super::context::{Context, Rendered};
use super::frame::Frame;
use crate::routes::PINBOARD;

/// The page.
pub(super) fn pages(context: &Context<'_>) -> Rendered {
    let words = &context.words;
    let frame = Frame::new(context, PINBOARD, words.page("pinboard.title"))
        .described(words.page("pinboard.intro"))
        .in_section(PINBOARD);
    vec![context.render("pinboard.html", &frame, &(), None)]
}
