//! What a browser searched for in vain, to be told to those who answer for the portal. The page
//! holds none of it: its script reads it from the browser, and a mail tells it when the reader
//! sends one.

use serde::Serialize;

use super::asking;
use super::context::{Context, Rendered};
use super::frame::Frame;
use crate::routes::{MISSED, SEARCH};

/// What the template shows.
#[derive(Serialize)]
struct MissedView<'e> {
    /// Where the mail goes; none where the portal names no mailbox.
    mail: Option<&'e str>,
}

/// The page.
pub(super) fn pages(context: &Context<'_>) -> Rendered {
    let words = &context.words;
    let frame = Frame::new(context, MISSED, words.page("missed.title"))
        .described(words.page("missed.intro"))
        .below(SEARCH, words.page("search.title"));
    vec![context.render(
        "missed.html",
        &frame,
        &MissedView { mail: asking::mailbox(context) },
        None,
    )]
}
