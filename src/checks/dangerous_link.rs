//! `dangerous-link`: a link that would run a program or open a file instead of a page.
//!
//! Why: `javascript:` and `data:` addresses run what somebody else wrote, in the name of the
//! portal. The address is judged as a browser reads it: entities, capitals, tabs and spaces do not
//! hide the scheme. (A `website` that is not `https://` or `http://` is a `bad-url`, and an `email`
//! with a colon a `bad-email`: neither gets this far.) Wrong: `[Åbn skemaet](javascript:aabn())`.
//! Right: `[Åbn skemaet](https://www.kk.dk/skema)`.

use super::Inputs;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::markup::{Address, address};
use crate::prose::Leads;
use crate::source::Place;

/// A scheme other than `https`, `http`, `mailto` and `tel`.
pub(super) static DANGEROUS_LINK: Code = Code::error("dangerous-link");

fn dangerous_link(place: Place, address: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(&DANGEROUS_LINK, place)
        .with("address", address.replace(char::is_control, " "));
    match local_file(address) {
        Some(name) => diagnostic.with("name", name).message("message_local").help("help_local"),
        None => diagnostic,
    }
}

/// A local file whose copy is published already: the link as it should be.
fn mended(diagnostic: Diagnostic, address: &str, input: &Inputs<'_>) -> Diagnostic {
    let place = diagnostic.place;
    let published = local_file(address).map(|name| format!("filer/{name}"));
    let written = input.sources.file(place.file).text().get(place.span.range()).unwrap_or_default();
    let is_there = |path: &String| input.sources.assets().iter().any(|asset| asset.path == *path);
    match (published.filter(is_there), written.rfind("](")) {
        (Some(path), Some(at)) => diagnostic.instead(format!("{}](/{path})", &written[..at])),
        _ => diagnostic,
    }
}

/// The name of a file on a drive or a share: `C:\plan.docx`, `\\\\server\\plan.docx`,
/// `file:///C:/plan.docx`.
fn local_file(address: &str) -> Option<&str> {
    let bytes = address.as_bytes();
    let drive = bytes.len() > 2 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':';
    let is_local =
        drive || address.starts_with('\\') || address.to_lowercase().starts_with("file:");
    let name = address.rsplit(['/', '\\', ':']).next().filter(|name| !name.is_empty());
    if is_local { name } else { None }
}

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let dangerous = input.entries().flat_map(|(entry, prose)| {
        let links = prose.links.iter().filter(|link| link.leads == Leads::Dangerous);
        let links = links.map(|link| (link.span, &link.destination));
        let images =
            prose.images.iter().filter(|image| address(&image.address) == Address::Dangerous);
        let images = images.map(|image| (image.span, &image.address));
        links.chain(images).map(|(span, address)| {
            mended(dangerous_link(entry.place(span), address), address, input)
        })
    });
    dangerous.collect()
}
