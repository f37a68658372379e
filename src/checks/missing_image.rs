//! `missing-image`: an image that the portal does not have.
//!
//! Why: the reader sees a broken frame; and an image from elsewhere would tell others who reads the
//! portal. Wrong: `![Modellen](model.svg)`, `![Modellen](https://eksempel.dk/model.svg)`. Right:
//! put the file in `content/images/` and write `![Modellen](/images/model.svg)`.

use std::collections::HashSet;

use super::Inputs;
use crate::diagnostics::{Code, Diagnostic, Findings, nearest};
use crate::markup::{Address, address};
use crate::percent::decoded;
use crate::source::{Place, Role, Sources};

/// No file of `content/images/` or of the theme is published at this address.
pub(super) static MISSING_IMAGE: Code = Code::error("missing-image");

fn missing_image(place: Place, image: &str, sources: &Sources) -> Diagnostic {
    let diagnostic = Diagnostic::new(&MISSING_IMAGE, place).with("address", image);
    if address(image) == Address::Outside || image.starts_with("www.") {
        return diagnostic.message("message_outside").help("help_outside");
    }
    let files = sources.assets().iter().map(|asset| asset.path.as_str());
    let images = files.filter(|path| path.starts_with("images/"));
    // In the folder of the sources, or in none.
    let name = image.rsplit(['/', '\\']).next().unwrap_or_default();
    let images: Vec<&str> = images.collect();
    let of_name = images.iter().copied().find(|path| path.rsplit('/').next() == Some(name));
    match of_name.or_else(|| nearest(image.trim_start_matches('/'), images)) {
        Some(path) => {
            let written =
                sources.file(place.file).text().get(place.span.range()).unwrap_or_default();
            let mended = written.replacen(image, &format!("/{path}"), 1);
            diagnostic
                .with("suggestion", format!("/{path}"))
                .help("help_suggestion")
                .instead(mended)
        }
        None => diagnostic,
    }
}

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    // All files, also one that lost its address to another: that is told by itself.
    let files: HashSet<&str> =
        input.sources.assets().iter().map(|asset| asset.path.as_str()).collect();
    let unread: HashSet<String> = input
        .sources
        .of_role(Role::Unknown)
        .filter_map(|(_, file)| file.path().rsplit('/').next().map(str::to_lowercase))
        .collect();
    let missing = input.entries().flat_map(|(entry, prose)| {
        let images =
            prose.images.iter().filter(|image| address(&image.address) != Address::Dangerous);
        // An image without an address is told as that.
        let images = images.filter(|image| !image.address.is_empty());
        let missing = images.filter(|image| !is_there(&image.address, &files));
        // A file that is not read is told by itself.
        let missing = missing.filter(|image| {
            let name = image.address.rsplit('/').next().unwrap_or_default();
            !unread.contains(&name.to_lowercase())
        });
        missing.map(|image| missing_image(entry.place(image.span), &image.address, input.sources))
    });
    missing.collect()
}

fn is_there(image: &str, files: &HashSet<&str>) -> bool {
    let path = image.split(['?', '#']).next().unwrap_or_default();
    path.strip_prefix('/').is_some_and(|path| files.contains(&*decoded(path)))
}
