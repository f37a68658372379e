//! `missing-image`: an image that the portal does not have.
//!
//! Why: the reader sees a broken frame; and an image from elsewhere would tell others who reads the portal.
//! Wrong: `![Modellen](model.svg)`, `![Modellen](https://eksempel.dk/model.svg)`.
//! Right: put the file in `content/images/` and write `![Modellen](/images/model.svg)`.

use super::Inputs;
use super::site_index::decoded;
use crate::diagnostics::{Code, Diagnostic, Findings, nearest};
use crate::markup::{Address, address};
use crate::source::{Place, Sources};

/// No file of `content/images/` or of the theme is published at this address.
pub(super) static MISSING_IMAGE: Code = Code::error("missing-image");

fn missing_image(place: Place, image: &str, sources: &Sources) -> Diagnostic {
    let diagnostic = Diagnostic::new(&MISSING_IMAGE, place).with("address", image);
    if address(image) == Address::Outside {
        return diagnostic.message("message_outside").help("help_outside");
    }
    let images = sources.assets().keys().map(String::as_str).filter(|path| path.starts_with("images/"));
    match nearest(image.trim_start_matches('/'), images) {
        Some(path) => diagnostic.with("suggestion", format!("/{path}")).help("help_suggestion"),
        None => diagnostic,
    }
}

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let missing = input.entries().flat_map(|(entry, prose)| {
        let images = prose.images.iter().filter(|image| address(&image.address) != Address::Dangerous);
        let missing = images.filter(|image| !is_there(&image.address, input.sources));
        missing.map(|image| missing_image(entry.place(image.span), &image.address, input.sources))
    });
    missing.collect()
}

fn is_there(image: &str, sources: &Sources) -> bool {
    let path = image.split(['?', '#']).next().unwrap_or_default();
    path.strip_prefix('/').is_some_and(|path| sources.assets().contains_key(decoded(path).as_ref()))
}
