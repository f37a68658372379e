//! `broken-link`: a link to a page or file of the site that is not there.
//!
//! Why: the reader meets "not found". A link by id (`[[id]]`) follows its page wherever it moves.
//! Wrong: `[Dag til Dag](/tilbud/dag-til-dagg/)`. Right: `[[dag-til-dag]]`.

use super::stray_links::StrayLink;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::model::Catalogue;
use crate::routes::Missing;

/// Nothing is published at this address.
pub(super) static BROKEN_LINK: Code = Code::error("broken-link");

fn broken_link(stray: &StrayLink, address: &str, catalogue: &Catalogue) -> Diagnostic {
    let diagnostic = Diagnostic::new(&BROKEN_LINK, stray.place).with("address", address);
    if let Some(on) = &stray.template_page {
        return diagnostic.with("on", on).message("message_template").help("help_template");
    }
    match meant(address, catalogue) {
        Some(id) => diagnostic.with("id", id).help("help_suggestion"),
        None => diagnostic,
    }
}

/// The entry whose id is the address's last part: the page that has moved, or lacks its slash or
/// its folder.
fn meant<'a>(address: &'a str, catalogue: &Catalogue) -> Option<&'a str> {
    let last = address.trim_end_matches('/').rsplit('/').next()?;
    catalogue.by_id(last).map(|_| last)
}

pub(super) fn check(strays: &[StrayLink], catalogue: &Catalogue) -> Findings {
    let broken = strays.iter().filter_map(|stray| match &stray.missing {
        Missing::Page(address) => Some(broken_link(stray, address, catalogue)),
        Missing::Anchor { .. } => None,
    });
    broken.collect()
}
