//! `orphan`: an offer, a procedure, a contact or a goal that stands alone.
//!
//! Why: what the portal adds to a list of names is how things hang together. An entry that points
//! at nothing and that nothing points at is found by luck. Not told while files have faults: what
//! they point at is not known.
//!
//! Wrong: a contact that no offer, procedure or page mentions. Right: `provider: vaerestedet` in
//! its offer.

use std::collections::HashSet;

use super::Inputs;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::model::{Entry, EntryRef, Kind, Target};

/// No other entry points at it, and it points at no other entry.
pub(super) static ORPHAN: Code = Code::warning("orphan");

fn orphan(entry: &Entry) -> Diagnostic {
    Diagnostic::new(&ORPHAN, entry.place(entry.at.title))
        .with_word("kind", format!("kinds.{}", entry.kind.as_str()))
        .with("id", &entry.id)
}

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    if !input.catalogue.is_settled() {
        return Findings::default();
    }
    let tied = tied(input);
    let entries =
        input.catalogue.entries().filter(|at| needs_company(at.kind) && !tied.contains(at));
    entries.map(|at| orphan(input.catalogue.entry(at))).collect()
}

fn needs_company(kind: Kind) -> bool {
    matches!(kind, Kind::Offer | Kind::Procedure | Kind::Contact | Kind::Goal)
}

/// Every entry at either end of a reference, and the unit that every page tells readers to ask.
fn tied(input: &Inputs<'_>) -> HashSet<EntryRef> {
    let ends = input.catalogue.references.iter().filter_map(|reference| match reference.to {
        Target::Entry(to) if to != reference.from => Some([reference.from, to]),
        _ => None,
    });
    ends.flatten().chain(input.catalogue.asked()).collect()
}
