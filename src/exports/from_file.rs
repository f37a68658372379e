//! `/soeg/index/from-file.js`: the search for a portal that is opened from a file share or a stick.
//! There a browser loads classic scripts only, no modules and no data; so engine, index, manifest
//! and the search's modules stand in one of them. An index in chunks is whole here. Nobody else
//! loads it: only `js/from-file.js` does, and only at such an address.

use std::borrow::Cow;
use std::collections::BTreeMap;

use base64::alphabet::{Alphabet, STANDARD};
use base64::display::Base64Display;
use base64::engine::general_purpose::{GeneralPurpose, NO_PAD};
use portal_search::{IndexFiles, container};
use serde::{Serialize, Serializer};

use super::Assets;
use super::search_bundle::SearchBundle;
use crate::routes::{SEARCH_FROM_FILE, file_of};

/// The modules by what the door calls them in its data attributes; `door` is the door itself.
const MODULES: [(&str, &str); 7] = [
    ("client", "js/search-client.js"),
    ("door", "js/search.js"),
    ("memory", "js/search-memory.js"),
    ("names", "js/search-names.js"),
    ("results", "js/search-results.js"),
    ("suggest", "js/search-suggest.js"),
    ("worker", "js/search-worker.js"),
];

/// The letters of base64 (RFC 4648) and signs for its figures: no number that is guarded against
/// can come about by chance.
const WITHOUT_FIGURES: Alphabet =
    match Alphabet::new("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*,.+/") {
        Ok(alphabet) => alphabet,
        Err(_) => STANDARD,
    };

/// What the script holds.
#[derive(Serialize)]
struct FromFile<'b> {
    manifest: serde_json::Value,
    engine: Packed<'b>,
    index: Packed<'b>,
    modules: BTreeMap<&'static str, &'b str>,
}

/// Bytes as a text. It is written piece by piece: an index is large, and as a text a third larger.
struct Packed<'b>(&'b [u8]);

impl Packed<'_> {
    /// How they are packed.
    const AS: GeneralPurpose = GeneralPurpose::new(&WITHOUT_FIGURES, NO_PAD);

    /// How many letters they become, at most.
    fn length(&self) -> usize {
        self.0.len().div_ceil(3) * 4
    }
}

impl Serialize for Packed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&Base64Display::new(self.0, &Self::AS))
    }
}

/// What opens the search from what the script holds, and stands behind it.
const OPENS: &str = "js/search-from-file.js";

/// What stands before the data, and behind it. There is no other line end in them.
const AROUND: [&[u8]; 2] = [b"globalThis.portalFromFile = ", b";\n"];

/// The script, from the search's bundle and the theme's modules; none where one of them is missing.
pub(crate) fn from_file(
    assets: &Assets<'_>,
    bundle: &SearchBundle,
    index_files: &IndexFiles,
) -> Option<(String, Vec<u8>)> {
    let part = |start: &str| {
        let found = bundle
            .files
            .iter()
            .find(|(path, _)| path.rsplit('/').next().is_some_and(|name| name.starts_with(start)));
        found.map(|(_, bytes)| bytes)
    };
    let module = |name: &str| {
        let path = assets.urls.get(name)?.trim_start_matches('/');
        let (_, bytes) = assets.files.iter().find(|(file, _)| file == path)?;
        std::str::from_utf8(bytes).ok()
    };
    let mut manifest: serde_json::Value = serde_json::from_slice(part("manifest.")?).ok()?;
    let mut index = Cow::Borrowed(part("index.")?);
    if bundle.is_chunked {
        index = Cow::Owned(container::whole(index_files).ok()?);
        manifest["index"]["bytes"] = index.len().into();
    }
    let held = FromFile {
        manifest,
        engine: Packed(part("engine.")?),
        index: Packed(&index),
        modules: MODULES
            .into_iter()
            .map(|(name, path)| Some((name, module(path)?)))
            .collect::<Option<_>>()?,
    };
    let opens = module(OPENS)?;
    let others = opens.len()
        + part("manifest.")?.len()
        + 2 * held.modules.values().map(|module| module.len()).sum::<usize>();
    let mut script = Vec::with_capacity(held.engine.length() + held.index.length() + others);
    script.extend_from_slice(AROUND[0]);
    serde_json::to_writer(&mut script, &held).ok()?;
    script.extend_from_slice(AROUND[1]);
    script.extend_from_slice(opens.as_bytes());
    Some((file_of(SEARCH_FROM_FILE), script))
}

/// What such a script holds, as JSON.
pub(crate) fn search_data(script: &[u8]) -> Option<&[u8]> {
    let line = script.split_inclusive(|byte| *byte == b'\n').next()?;
    line.strip_prefix(AROUND[0])?.strip_suffix(AROUND[1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_has_no_figures() {
        let bytes: Vec<u8> = (0..=255).collect();
        let packed = Base64Display::new(&bytes, &Packed::AS).to_string();
        assert!(packed.len() <= Packed(&bytes).length(), "{packed}");
        assert!(
            !packed.contains(|letter: char| letter.is_ascii_digit()
                || letter == '"'
                || letter == '\\'),
            "{packed}"
        );
    }
}
