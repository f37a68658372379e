//! `image-without-alt`: an image that says nothing to those who cannot see it.
//!
//! Why: the act on accessibility of public websites asks for it, and so does a reader whose image
//! does not load. Wrong: `![](/images/model.svg)`. Right: `![Modellen i tre trin: den ene
//! visiterer, den anden udreder](/images/model.svg)`.

use super::Inputs;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::source::Place;

/// No text between the brackets.
pub(super) static IMAGE_WITHOUT_ALT: Code = Code::error("image-without-alt");

fn image_without_alt(place: Place, address: &str) -> Diagnostic {
    Diagnostic::new(&IMAGE_WITHOUT_ALT, place).with("address", address)
}

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let silent = input.entries().flat_map(|(entry, prose)| {
        let silent = prose.images.iter().filter(|image| image.alt.trim().is_empty());
        silent.map(|image| image_without_alt(entry.place(image.span), &image.address))
    });
    silent.collect()
}
