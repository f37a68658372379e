//! `broken-anchor`: a link to a place within a page, where the page is there and the place is not.
//!
//! Why: the reader lands at the top of a long page and must search for what the link promised.
//! Wrong: `[Trin 9](/sagsgange/visitation/#step-9)`. Right: `[Trin
//! 2](/sagsgange/visitation/#step-2)`.

use super::stray_links::StrayLink;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::routes::Missing;

/// No element of the page has this id.
pub(super) static BROKEN_ANCHOR: Code = Code::error("broken-anchor");

fn broken_anchor(stray: &StrayLink, page: &str, anchor: &str) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(&BROKEN_ANCHOR, stray.place).with("page", page).with("anchor", anchor);
    match &stray.template_page {
        Some(on) => diagnostic.with("on", on).message("message_template").help("help_template"),
        None => diagnostic,
    }
}

pub(super) fn check(strays: &[StrayLink]) -> Findings {
    let broken = strays.iter().filter_map(|stray| match &stray.missing {
        Missing::Anchor { page, anchor } => Some(broken_anchor(stray, page, anchor)),
        Missing::Page(_) => None,
    });
    broken.collect()
}
