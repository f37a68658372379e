//! `image-without-alt`: an image that says nothing to those who cannot see it.
//!
//! Why: the act on accessibility of public websites asks for it, and so does a reader whose image
//! does not load. Wrong: `![](/images/model.svg)`. Right: `![Modellen i tre trin: den ene
//! visiterer, den anden udreder](/images/model.svg)`.

use std::sync::LazyLock;

use super::Inputs;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::prose::{Pattern, pattern};
use crate::source::Place;

/// No text between the brackets, or the name of a file.
pub(super) static IMAGE_WITHOUT_ALT: Code = Code::error("image-without-alt");

fn image_without_alt(place: Place, address: &str) -> Diagnostic {
    Diagnostic::new(&IMAGE_WITHOUT_ALT, place).with("address", address)
}

/// A name that a camera or a program gave.
static FILE_NAME: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?i)^\s*(?:\S+\.(?:png|jpe?g|gif|webp|avif|svg|heic)|(?:img|dsc|image|billede|skærmbillede)[ _-]?\d*)\s*$",
    )
});

fn file_name(place: Place, alt: &str) -> Diagnostic {
    Diagnostic::new(&IMAGE_WITHOUT_ALT, place)
        .with("text", alt)
        .message("message_file_name")
        .help("help_file_name")
}

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let silent = input.entries().flat_map(|(entry, prose)| {
        prose.images.iter().filter_map(|image| {
            let place = entry.place(image.span);
            if image.alt.trim().is_empty() {
                return Some(image_without_alt(place, &image.address));
            }
            FILE_NAME.is_match(&image.alt).then(|| file_name(place, &image.alt))
        })
    });
    silent.collect()
}
