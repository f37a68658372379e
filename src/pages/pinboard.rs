//! The pinboard: entries that a member of staff has put aside. The page holds none of them; its
//! script keeps them in the browser.

use super::edition::{Edition, Rendered};
use super::frame::Frame;
use crate::routes::PINBOARD;

/// The page.
pub(super) fn pages(edition: &Edition<'_>) -> Rendered {
    let words = &edition.words;
    let frame = Frame::new(edition, PINBOARD, words.page("pinboard.title"))
        .described(words.page("pinboard.intro"))
        .in_section(PINBOARD);
    vec![edition.render("pinboard.html", &frame, &(), None)]
}
