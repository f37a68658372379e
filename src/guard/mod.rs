//! The guard: no personal number (CPR) is published or printed.
//!
//! One scanner for all (`scan`): it reads a text as a reader sees it, whatever the digits are written with, and finds
//! what looks like a personal number. It runs where bytes come in (`incoming`), where words go out to a terminal or a
//! log ([`mask()`]), and over what is about to be published. Rules and their sources are in `docs/reliability.md`.

mod attachment;
mod character;
mod codes;
mod contact_data;
mod context;
mod exceptions;
mod glyph;
mod incoming;
mod mask;
mod number;
mod outgoing;
mod scan;
mod shape;
mod typed;

pub(crate) use codes::CODES;
pub(crate) use exceptions::Exception;
pub(crate) use incoming::{Passed, incoming};
pub use mask::mask;
pub(crate) use outgoing::{Origin, outgoing, outgoing_index};
pub use scan::{Certainty, Hit, scan};
