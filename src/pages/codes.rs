//! What can be wrong when pages are made: a template that cannot be used.

use crate::diagnostics::{Code, Diagnostic};
use crate::source::Place;

/// All codes of this stage.
pub(crate) static CODES: &[&Code] = &[&TEMPLATE_ERROR];

/// A template with a syntax error, or one that asks for something that its page does not have.
static TEMPLATE_ERROR: Code = Code::error("template-error");

/// `reason` is the template engine's own message, in English.
pub(super) fn template_error(place: Place, template: &str, reason: &str) -> Diagnostic {
    Diagnostic::new(&TEMPLATE_ERROR, place).with("template", template).with("reason", reason)
}
