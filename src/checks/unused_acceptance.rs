//! `unused-acceptance`: `site.toml` accepts a finding that is not made.
//!
//! Why: the list of what is lived with must not outlive what it lists, or the next such fault passes unseen.
//! Wrong: an `[[accept]]` for a page that has been mended. Right: delete it.

use crate::diagnostics::{Code, Diagnostic, Findings, Severity};
use crate::model::{Acceptance, Site};

/// No finding of this run has the code (and file) that is accepted.
pub(super) static UNUSED_ACCEPTANCE: Code = Code::warning("unused-acceptance");

fn unused(acceptance: &Acceptance) -> Diagnostic {
    let diagnostic = Diagnostic::new(&UNUSED_ACCEPTANCE, acceptance.at).with("code", &acceptance.code);
    let code = super::codes().into_iter().find(|code| code.name == acceptance.code);
    match (code.map(|code| code.severity), &acceptance.file) {
        (None, _) => diagnostic.message("message_unknown").help("help_unknown"),
        (Some(Severity::Error), _) => diagnostic.message("message_error").help("help_error"),
        (_, Some(file)) => diagnostic.with("file", file).message("message_file"),
        _ => diagnostic,
    }
}

/// The acceptances that matched nothing; `used` tells of each, in the order of `site.accept`, whether it matched.
pub(crate) fn unused_acceptance(site: &Site, used: &[bool]) -> Findings {
    let told = used.iter().chain(std::iter::repeat(&false));
    site.accept.iter().zip(told).filter(|(_, used)| !**used).map(|(acceptance, _)| unused(acceptance)).collect()
}
