//! `broken-link`: a link to a page or file of the site that is not there.
//!
//! Why: the reader meets "not found". A link by id (`[[id]]`) follows its page wherever it moves.
//! Wrong: `[Dag til Dag](/tilbud/dag-til-dagg/)`. Right: `[[dag-til-dag]]`.

use super::Inputs;
use super::meant_address::Meant;
use super::stray_links::StrayLink;
use super::written::readdressed;
use crate::diagnostics::{Code, Diagnostic, Findings, nearest};
use crate::model::Catalogue;
use crate::routes::Missing;

/// Nothing is published at this address.
pub(super) static BROKEN_LINK: Code = Code::error("broken-link");

fn broken_link(stray: &StrayLink, address: &str, input: &Inputs<'_>) -> Diagnostic {
    let diagnostic = Diagnostic::new(&BROKEN_LINK, stray.place).with("address", address);
    if let Some(on) = &stray.template_page {
        return diagnostic.with("on", on).message("message_template").help("help_template");
    }
    let written = stray.written.as_deref().unwrap_or_default();
    let as_written = Meant::of(written, input.catalogue, input.sources);
    // What is plainly elsewhere is no page of ours, whatever its address ends in.
    let is_elsewhere = matches!(as_written, Some(Meant::Outside(_) | Meant::Mailbox(_)));
    match (meant(address, input.catalogue), as_written) {
        (Some(id), _) if !is_elsewhere => diagnostic.with("id", id).help("help_suggestion"),
        (_, Some(meant)) => as_meant(diagnostic, written, &meant, input),
        (_, None) => diagnostic,
    }
}

/// What to write for an address that is no page's.
fn as_meant(found: Diagnostic, written: &str, meant: &Meant, input: &Inputs<'_>) -> Diagnostic {
    let found = found.with("written", written);
    match meant {
        Meant::Outside(meant) => {
            let found = found.with("meant", meant).message("message_outside").help("help_outside");
            readdressed(found, written, meant, input.sources)
        }
        Meant::Mailbox(meant) => {
            let found = found.with("meant", meant).message("message_mailbox").help("help_mailbox");
            readdressed(found, written, meant, input.sources)
        }
        Meant::Entry(id) => found.with("id", id).help("help_suggestion"),
        Meant::File { folder, address, is_there } => {
            let found = found.with("folder", folder).with("meant", address);
            let found = found.message("message_file");
            if *is_there {
                readdressed(found.help("help_file_there"), written, address, input.sources)
            } else {
                found.help("help_file")
            }
        }
    }
}

/// The entry whose id is the address's last part: the page that has moved, or lacks its slash or
/// its folder; or whose id is nearly that.
fn meant<'a>(address: &'a str, catalogue: &'a Catalogue) -> Option<&'a str> {
    let page = address.trim_end_matches('/');
    let last = page.rsplit('/').next()?;
    let is_page = page.len() < address.len() && page.contains('/');
    let near = || nearest(last, catalogue.ids()).filter(|_| is_page);
    catalogue.by_id(last).map(|_| last).or_else(near)
}

pub(super) fn check(strays: &[StrayLink], input: &Inputs<'_>) -> Findings {
    let broken = strays.iter().filter_map(|stray| match &stray.missing {
        Missing::Page(address) => Some(broken_link(stray, address, input)),
        Missing::Anchor { .. } => None,
    });
    broken.collect()
}
