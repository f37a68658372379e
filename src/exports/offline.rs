//! `/offline.js`: the script by which a browser keeps the portal and shows it without a network.
//! Takes what is published; gives the script with the list of what belongs to this edition. It lies
//! at the portal's root, for a browser lets it answer for its own folder and what is below (Service
//! Workers, "Service worker script request").

use serde::Serialize;

use super::search_bundle::is_chunk;
use crate::diagnostics::Texts;
use crate::publish::Inventory;
use crate::routes::{
    A_TO_Z, FRONT, NOT_FOUND, Routes, SEARCH, SEARCH_BUNDLE, SEARCH_FROM_FILE, address_of, file_of,
};

/// The script, with an empty list.
const SCRIPT: &str = include_str!("offline-worker.js");

/// The line of the script that the list takes the place of.
const EMPTY: &str = r#"const SITE = { edition: "", core: [], rest: [], missing: "" };"#;

/// Larger files wait until somebody opens them.
const MOST_BYTES_OF_A_FILE: u64 = 300_000;

/// How many bytes a browser is asked to keep of its own accord, as they lie in it; over the line it
/// is a quarter.
const MOST_BYTES: u64 = 16_000_000;

/// What the script reads.
#[derive(Serialize)]
struct Site<'t> {
    /// Another for every other byte that is published.
    edition: String,
    /// Without these nothing works. Paths from the portal's root without a slash in front.
    core: Vec<&'t str>,
    /// What else is kept, the first first.
    rest: Vec<&'t str>,
    /// What is said instead of a page that is not kept.
    missing: &'t str,
}

/// The script, of a site that has everything else.
pub(crate) fn offline(published: &Inventory, routes: &Routes, texts: &Texts) -> Vec<u8> {
    // Letters for figures, so that no number that is guarded against can come about by chance.
    let letter =
        |digit: u8| char::from(if digit.is_ascii_digit() { digit - b'0' + b'g' } else { digit });
    let edition: String = published.digest().to_string().bytes().take(16).map(letter).collect();
    let core = [FRONT, SEARCH, A_TO_Z, NOT_FOUND].map(file_of);
    let is_core =
        |path: &str| core.iter().any(|own| own == path) || matches!(ending(path), "css" | "js");
    let bundle = SEARCH_BUNDLE.trim_start_matches('/');
    let mut site = Site {
        edition,
        core: Vec::new(),
        rest: Vec::new(),
        missing: texts.get("pages.away.missing"),
    };
    let mut pages = Vec::new();
    let mut left = MOST_BYTES;
    // What is meant for another place is no part of what a browser keeps.
    let from_file = file_of(SEARCH_FROM_FILE);
    for (path, bytes) in published.sizes().filter(|(path, _)| *path != from_file) {
        let is_picture = matches!(ending(path), "svg" | "png" | "jpg" | "jpeg" | "webp");
        if is_core(path) {
            site.core.push(relative(path));
        } else if is_chunk(path) {
            // Kept once a search has needed it: all of them are as large as a large portal.
        } else if path.starts_with(bundle) {
            site.rest.push(path);
        } else if (routes.is_page(path) || is_picture) && bytes <= MOST_BYTES_OF_A_FILE.min(left) {
            left -= bytes;
            pages.push(relative(path));
        }
    }
    site.rest.append(&mut pages);
    // Strings always serialize. The list is no longer JSON but JavaScript, which has all of JSON in
    // it.
    let list = serde_json::to_string(&site).unwrap_or_default();
    SCRIPT.replacen(EMPTY, &format!("const SITE = {list};"), 1).into_bytes()
}

fn ending(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, ending)| ending)
}

/// The path that a reader has in the address bar: a page's without the name of its file.
fn relative(path: &str) -> &str {
    let is_page = address_of(path).ends_with('/');
    if is_page { path.strip_suffix("index.html").unwrap_or(path) } else { path }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_has_a_place_for_its_list() {
        assert_eq!(SCRIPT.matches(EMPTY).count(), 1);
    }
}
