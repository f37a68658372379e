//! `/soeg/index/from-file.js`: the search for a portal that is opened from a file share or a stick. There a browser loads
//! classic scripts only, no modules and no data; so engine, index, manifest and the search's modules stand in one of them.
//! Nobody else loads it: only `js/from-file.js` does, and only at such an address.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::alphabet::{Alphabet, STANDARD};
use base64::engine::general_purpose::{GeneralPurpose, NO_PAD};
use serde::Serialize;

use super::Assets;
use crate::routes::{SEARCH_FROM_FILE, file_of};

/// The modules by what the door calls them in its data attributes; `door` is the door itself.
const MODULES: [(&str, &str); 6] = [
    ("client", "js/search-client.js"),
    ("door", "js/search.js"),
    ("names", "js/search-names.js"),
    ("results", "js/search-results.js"),
    ("suggest", "js/search-suggest.js"),
    ("worker", "js/search-worker.js"),
];

/// The letters of base64 (RFC 4648) and signs for its figures: no number that is guarded against can come about by chance.
const WITHOUT_FIGURES: Alphabet =
    match Alphabet::new("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*,.+/") {
        Ok(alphabet) => alphabet,
        Err(_) => STANDARD,
    };

/// What the script holds.
#[derive(Serialize)]
struct FromFile<'b> {
    manifest: serde_json::Value,
    engine: String,
    index: String,
    modules: BTreeMap<&'static str, &'b str>,
}

/// The script, from the search's bundle and the theme's modules; none where one of them is missing.
pub(crate) fn from_file(assets: &Assets<'_>, bundle: &[(String, Vec<u8>)]) -> Option<(String, Vec<u8>)> {
    let part = |start: &str| {
        let found = bundle.iter().find(|(path, _)| path.rsplit('/').next().is_some_and(|name| name.starts_with(start)));
        found.map(|(_, bytes)| bytes)
    };
    let module = |name: &str| {
        let path = assets.urls.get(name)?.trim_start_matches('/');
        let (_, bytes) = assets.files.iter().find(|(file, _)| file == path)?;
        std::str::from_utf8(bytes).ok()
    };
    let packer = GeneralPurpose::new(&WITHOUT_FIGURES, NO_PAD);
    let held = FromFile {
        manifest: serde_json::from_slice(part("manifest.")?).ok()?,
        engine: packer.encode(part("engine.")?),
        index: packer.encode(part("index.")?),
        modules: MODULES.into_iter().map(|(name, path)| Some((name, module(path)?))).collect::<Option<_>>()?,
    };
    let json = serde_json::to_string(&held).ok()?;
    Some((file_of(SEARCH_FROM_FILE), format!("globalThis.portalFromFile = {json};\n").into_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_has_no_figures() {
        let packed = GeneralPurpose::new(&WITHOUT_FIGURES, NO_PAD).encode((0..=255).collect::<Vec<u8>>());
        assert!(
            !packed.contains(|letter: char| letter.is_ascii_digit() || letter == '"' || letter == '\\'),
            "{packed}"
        );
    }
}
