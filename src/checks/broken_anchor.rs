//! `broken-anchor`: a link to a place within a page, where the page is there and the place is not.
//!
//! Why: the reader lands at the top of a long page and must search for what the link promised.
//! Wrong: `[Trin 9](/sagsgange/visitation/#step-9)`. Right: `[Trin
//! 2](/sagsgange/visitation/#step-2)`.

use super::Inputs;
use super::stray_links::StrayLink;
use super::unknown_reference::anchors_of;
use crate::diagnostics::{Code, Diagnostic, Findings, nearest};
use crate::routes::Missing;

/// No element of the page has this id.
pub(super) static BROKEN_ANCHOR: Code = Code::error("broken-anchor");

fn broken_anchor(
    stray: &StrayLink,
    (page, anchor): (&str, &str),
    input: &Inputs<'_>,
) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(&BROKEN_ANCHOR, stray.place).with("page", page).with("anchor", anchor);
    match &stray.template_page {
        Some(on) => diagnostic.with("on", on).message("message_template").help("help_template"),
        None => match meant(page, anchor, input) {
            Some(meant) => diagnostic.with("suggestion", meant).help("help_suggestion"),
            None => diagnostic,
        },
    }
}

/// The place on an entry's page that the anchor is a slip of, or the first words of.
fn meant<'a>(page: &str, anchor: &str, input: &Inputs<'a>) -> Option<&'a str> {
    let id = page.trim_end_matches('/').rsplit('/').next()?;
    let known = anchors_of(input.catalogue.by_id(id)?, input);
    let begins =
        |known: &&str| known.strip_prefix(anchor).is_some_and(|rest| rest.starts_with('-'));
    nearest(anchor, known.iter().copied()).or_else(|| known.iter().copied().find(begins))
}

pub(super) fn check(strays: &[StrayLink], input: &Inputs<'_>) -> Findings {
    let broken = strays.iter().filter_map(|stray| match &stray.missing {
        Missing::Anchor { page, anchor } => Some(broken_anchor(stray, (page, anchor), input)),
        Missing::Page(_) => None,
    });
    broken.collect()
}
