//! `replaces-generated`: a file of the theme stands where the program would have made one.
//!
//! Why: a portal may have a `robots.txt` of its own, but whoever wonders why `search_engines` has
//! no effect should be told. Wrong: nothing; it is told so that it is known. Right: delete the
//! file, or accept the finding with a reason.

use crate::diagnostics::{Code, Diagnostic};
use crate::source::Place;

/// A static file that is published in place of a generated one.
pub(super) static REPLACES_GENERATED: Code = Code::info("replaces-generated");

pub(super) fn replaces_generated(place: Place, address: &str) -> Diagnostic {
    Diagnostic::new(&REPLACES_GENERATED, place).with("address", address)
}
