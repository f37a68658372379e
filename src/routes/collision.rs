//! `slug-collision`: two things of the portal would be published at the same address.
//!
//! Why: one of them would overwrite the other. Addresses are compared as Windows and macOS compare
//! file names: without regard to case, and however accents are written (NFC). A file and a folder
//! of one name are a collision too. Wrong: the alias `/tilbud/dag-til-dag/` on another offer while
//! `dag-til-dag` is in use. Right: give it up.

use super::claims::Claim;
use super::{What, replaces_generated::REPLACES_GENERATED};
use crate::diagnostics::{Code, Diagnostic};
use crate::model::Catalogue;

/// The codes of this stage.
pub(crate) static CODES: &[&Code] = &[&REPLACES_GENERATED, &SLUG_COLLISION];

/// An address that another entry, a term's page, a file or the portal itself has.
static SLUG_COLLISION: Code = Code::error("slug-collision");

/// What to tell of a claim that meets an earlier one; nothing where another rule tells the same.
pub(super) fn collision(claim: &Claim, first: &Claim, catalogue: &Catalogue) -> Option<Diagnostic> {
    // The values whose rows keep no place have ids that others judge.
    claim.place?;
    let is_own = claim.owner.is_some() && claim.owner == first.owner;
    match first.place {
        // Two entries with one id: told as that, and their addresses follow from it.
        _ if is_own_address(claim) && is_own_address(first) && same_id(claim, first, catalogue) => {
            None
        }
        _ if is_own && first.what == What::Entry => {
            Some(told(claim, catalogue).message("message_own").help("help_own"))
        }
        // What is gone must not stand in the way of what is there.
        Some(place) if claim.what == What::Tombstone => Some(
            told(claim, catalogue)
                .related(place, "first")
                .message("message_gone")
                .help("help_gone"),
        ),
        Some(place) => Some(told(claim, catalogue).related(place, "first")),
        None => Some(reserved(claim, catalogue)),
    }
}

/// What to tell of a claim to an address that the portal needs itself.
pub(super) fn reserved(claim: &Claim, catalogue: &Catalogue) -> Diagnostic {
    told(claim, catalogue).message("message_reserved")
}

fn told(claim: &Claim, catalogue: &Catalogue) -> Diagnostic {
    let place = claim.place.unwrap_or_else(|| catalogue.site.place());
    let diagnostic = Diagnostic::new(&SLUG_COLLISION, place).with("address", &claim.address);
    match claim.what {
        What::Image | What::Static => diagnostic.help("help_file"),
        _ => diagnostic,
    }
}

fn is_own_address(claim: &Claim) -> bool {
    matches!(claim.what, What::Entry | What::Part | What::ShortLink)
}

fn same_id(claim: &Claim, first: &Claim, catalogue: &Catalogue) -> bool {
    let id = |claim: &Claim| claim.owner.map(|at| &catalogue.entry(at).id);
    claim.owner != first.owner && id(claim) == id(first)
}
