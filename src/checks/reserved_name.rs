//! `reserved-name`: a part of an address that Windows or IIS refuses.
//!
//! Why: the portal is copied to file shares and served by IIS. Windows cannot make a folder named
//! `con` or `lpt1`, and IIS answers 404 to anything below `bin`. Wrong: `content/offers/con.md`.
//! Right: `content/offers/con-amore.md`.
//!
//! The names: Microsoft, "Naming Files, Paths, and Namespaces" (devices), and IIS request
//! filtering's default `hiddenSegments`.

use super::Inputs;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::model::{Catalogue, is_id};
use crate::routes::{Route, What};
use crate::source::{Place, Role, Span};

/// A slug, an id or a part of an alias that is a device of Windows or hidden by IIS.
pub(super) static RESERVED_NAME: Code = Code::error("reserved-name");

const DEVICES: &[&str] = &["con", "prn", "aux", "nul", "conin$", "conout$"];

const HIDDEN_BY_IIS: &[&str] = &[
    "web.config",
    "bin",
    "app_code",
    "app_globalresources",
    "app_localresources",
    "app_webreferences",
    "app_data",
    "app_browsers",
];

fn reserved_name(place: Place, name: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(&RESERVED_NAME, place).with("name", name);
    if is_device(name) { diagnostic } else { diagnostic.message("message_iis") }
}

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let mut findings = Findings::default();
    for (_, Route { address, what, place, .. }) in input.routes.iter() {
        let written = matches!(what, What::Entry | What::Value | What::Alias | What::Static);
        let Some(place) = place.filter(|_| written) else { continue };
        let refused = address.split('/').find(|part| is_device(part) || is_hidden(part));
        // What is no slug at all is told as that.
        let refused = refused.filter(|part| *what != What::Entry || is_id(part));
        findings.extend(refused.map(|name| reserved_name(place, name)));
    }
    findings.extend(refused_ids(input.catalogue));
    findings.extend(refused_laws(input));
    findings
}

/// Laws are told at their file: their rows keep no places.
fn refused_laws<'a>(input: &Inputs<'a>) -> impl Iterator<Item = Diagnostic> + use<'a> {
    let file = input.sources.of_role(Role::Laws).next().map(|(file, _)| file);
    let refused =
        input.catalogue.laws.iter().filter(|law| is_device(&law.id) || is_hidden(&law.id));
    refused.filter_map(move |law| {
        Some(reserved_name(Place { file: file?, span: Span::default() }, &law.id))
    })
}

/// Ids stand in the short links, and differ from the slug where one is written.
fn refused_ids(catalogue: &Catalogue) -> impl Iterator<Item = Diagnostic> {
    let entries = catalogue.entries().map(|at| catalogue.entry(at));
    let hidden_by_slug = entries.filter(|entry| entry.id != entry.slug);
    hidden_by_slug
        .filter(|entry| is_device(&entry.id) || is_hidden(&entry.id))
        .map(|entry| reserved_name(entry.place(entry.at.title), &entry.id))
}

/// `con`, `nul.txt`, `LPT1` …: Windows looks at what stands before the first dot.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_lowercase();
    let port = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    DEVICES.contains(&stem.as_str())
        || port.is_some_and(|number| number.len() == 1 && is_digit(number))
}

fn is_digit(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_hidden(name: &str) -> bool {
    HIDDEN_BY_IIS.contains(&name.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_are_known_with_any_ending_and_number() {
        for name in ["con", "NUL", "com0", "lpt9", "aux.html"] {
            assert!(is_device(name), "{name}");
        }
        for name in ["concern", "com10", "com", "lpta", "console", "nulpunkt"] {
            assert!(!is_device(name), "{name}");
        }
    }
}
