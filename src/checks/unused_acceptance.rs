//! `unused-acceptance`: `site.toml` accepts a finding that is not made.
//!
//! Why: the list of what is lived with must not outlive what it lists, or the next such fault
//! passes unseen. Wrong: an `[[accept]]` for a page that has been mended. Right: delete it.

use crate::diagnostics::{Change, Code, Diagnostic, Findings, Severity, nearest};
use crate::model::{Acceptance, Site};
use crate::source::{Place, Sources, Span};

/// No finding of this run has the code (and file) that is accepted.
pub(super) static UNUSED_ACCEPTANCE: Code = Code::warning("unused-acceptance");

fn unused(acceptance: &Acceptance, sources: &Sources) -> Diagnostic {
    let diagnostic =
        Diagnostic::new(&UNUSED_ACCEPTANCE, acceptance.at).with("code", &acceptance.code);
    let codes = super::codes();
    let code = codes.iter().find(|code| code.name == acceptance.code);
    let whole = group_of(acceptance.at, sources);
    match (code.map(|code| code.severity), &acceptance.file) {
        (None, _) => misspelt(
            diagnostic.message("message_unknown").help("help_unknown"),
            acceptance,
            sources,
        ),
        (Some(Severity::Error), _) => {
            diagnostic.message("message_error").help("help_error").changed(whole, Change::Remove)
        }
        (_, Some(file)) if file.contains('*') => {
            diagnostic.with("file", file).message("message_star").help("help_star")
        }
        (_, Some(file)) => {
            let is_there = sources.files().any(|(_, source)| source.path() == file);
            let diagnostic = diagnostic.with("file", file).message(if is_there {
                "message_file"
            } else {
                "message_gone"
            });
            if acceptance.shared {
                diagnostic.help("help_shared").changed(acceptance.at, Change::Remove)
            } else {
                diagnostic.changed(whole, Change::Remove)
            }
        }
        _ => diagnostic.changed(whole, Change::Remove),
    }
}

/// A code that is written almost right; told once for all the files that it is accepted for.
fn misspelt(diagnostic: Diagnostic, acceptance: &Acceptance, sources: &Sources) -> Diagnostic {
    let group = group_of(acceptance.at, sources);
    let text = sources.file(group.file).text().get(group.span.range()).unwrap_or_default();
    let near = nearest(&acceptance.code, super::codes().into_iter().map(|code| code.name));
    let written = format!("\"{}\"", acceptance.code);
    let diagnostic = diagnostic.caused_by(format!("{} {}", group.span.start, acceptance.code));
    match near.zip(text.find(&written)) {
        Some((near, at)) => {
            let start = group.span.start as usize + at;
            let place = Place { span: Span::new(start, start + written.len()), ..group };
            diagnostic.at(place).instead(format!("\"{near}\""))
        }
        None => diagnostic.changed(group, Change::Remove),
    }
}

/// The whole `[[accept]]` around a place.
fn group_of(at: Place, sources: &Sources) -> Place {
    let text = sources.file(at.file).text();
    let here = at.span.start as usize;
    let start = text[..here].rfind("[[accept]]").unwrap_or(here);
    let end = text[here..].find("\n[").map_or(text.len(), |end| here + end);
    let end = start + text[start..end].trim_end().len();
    Place { span: Span::new(start, end), ..at }
}

/// The acceptances that matched nothing; `used` tells of each, in the order of `site.accept`,
/// whether it matched.
pub(crate) fn unused_acceptance(site: &Site, used: &[bool], sources: &Sources) -> Findings {
    let told = used.iter().chain(std::iter::repeat(&false));
    site.accept
        .iter()
        .zip(told)
        .filter(|(_, used)| !**used)
        .map(|(acceptance, _)| unused(acceptance, sources))
        .collect()
}
