//! `unlinked-file`: a document of the content that no page leads to.
//!
//! Why: it is published all the same, and found by who knows or guesses its address: a draft, an
//! internal list, a form that nobody finds. Wrong: `content/files/bemanding.csv` alone. Right: a
//! link to `/filer/bemanding.csv` where it belongs, or no file.

use std::collections::HashSet;

use super::Inputs;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::percent::decoded;
use crate::routes::own_address;
use crate::source::{Place, Span};

/// No text links to it.
pub(super) static UNLINKED_FILE: Code = Code::warning("unlinked-file");

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let base = input.catalogue.site.base_url.as_str();
    let links = input.entries().flat_map(|(_, prose)| &prose.links);
    let linked: HashSet<_> = links
        .filter_map(|link| {
            let link = own_address(&link.destination, base).unwrap_or(&link.destination);
            let path = link.split(['?', '#']).next()?;
            Some(decoded(path.strip_prefix('/')?))
        })
        .collect();
    let documents = input.sources.assets().iter().filter(|asset| {
        asset.of_content && input.sources.file(asset.file).path().starts_with("content/files/")
    });
    let alone = documents.filter(|asset| !linked.contains(asset.path.as_str()));
    alone
        .map(|asset| {
            let place = Place { file: asset.file, span: Span::default() };
            Diagnostic::new(&UNLINKED_FILE, place).with("address", format!("/{}", asset.path))
        })
        .collect()
}
