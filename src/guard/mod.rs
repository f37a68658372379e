//! The guard: no personal number (CPR) is published or printed.
//!
//! The scanner (`personal_number`) runs where bytes come in (`incoming`), where words go out to a
//! terminal or a log ([`mask()`]), and over what is about to be published. Rules and their sources
//! are in `docs/reliability.md`.

mod attachment;
mod codes;
mod contact_data;
mod exceptions;
mod incoming;
mod mailbox;
mod outgoing;
mod phones;
mod typed;

pub(crate) use codes::CODES;
pub(crate) use exceptions::Exception;
pub(crate) use incoming::{Passed, incoming};
pub(crate) use outgoing::{Origin, outgoing, outgoing_index};

pub use crate::personal_number::{Certainty, Hit, mask, scan};
