//! The search for the browser: the engine, the packed index, and the manifest that names both and
//! holds the names that answer until they are there. Of a large index it is what opening reads, and
//! chunks of the rest lie beside it, which the engine knows by name. All but the manifest are named
//! by their content, so browsers may keep them for ever.

use std::collections::BTreeSet;

use portal_search::container::bundle;
use portal_search::{IndexError, IndexFiles};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::names::Names;
use crate::model::{Catalogue, EntryRef};
use crate::publish::hex;
use crate::routes::{SEARCH_BUNDLE, file_of};

/// How the name of a chunk's file begins.
const CHUNK: &str = "chunk.";

/// Version of the manifest.
const FORMAT: u32 = 1;

#[derive(Serialize)]
struct Manifest {
    format: u32,
    engine: Part,
    index: Part,
    documents: usize,
    edition: String,
    /// Here and not in a file of their own: whoever asks for one needs the other, in the same round
    /// trip.
    names: Names,
}

/// A file of the bundle.
#[derive(Serialize)]
struct Part {
    url: String,
    sha256: String,
    bytes: usize,
}

impl Part {
    /// `name` gets a piece of the hash before its ending.
    fn of(bytes: &[u8], name: &str, ending: &str) -> Self {
        let sha256 = hex(&Sha256::digest(bytes));
        Self {
            url: format!("{SEARCH_BUNDLE}{name}.{}.{ending}", &sha256[..12]),
            sha256,
            bytes: bytes.len(),
        }
    }
}

/// The bundle, but for the chunks of its index.
pub(crate) struct SearchBundle {
    /// The files, by path.
    pub(crate) files: Vec<(String, Vec<u8>)>,
    /// Whether the index is in chunks.
    pub(crate) is_chunked: bool,
}

/// The bundle's files, with `engine` as its WebAssembly; of a part, the names are those of its
/// entries. The chunks of a large index go to `give` as soon as they are made, with their paths.
///
/// # Errors
/// When the index does not fit into its container.
pub(crate) fn search_bundle(
    catalogue: &Catalogue,
    part: Option<&BTreeSet<EntryRef>>,
    (index, engine): (&IndexFiles, &[u8]),
    give: &mut dyn FnMut(Vec<(String, Vec<u8>)>),
) -> Result<SearchBundle, IndexError> {
    let mut is_chunked = false;
    let path = |name: &str| file_of(&format!("{SEARCH_BUNDLE}{CHUNK}{name}.bin"));
    let packed = bundle(index, &mut |chunks| {
        is_chunked = true;
        give(chunks.into_iter().map(|chunk| (path(&chunk.name), chunk.bytes)).collect());
    })?;
    let manifest = Manifest {
        format: FORMAT,
        engine: Part::of(engine, "engine", "wasm"),
        index: Part::of(&packed, "index", "bin"),
        documents: part.map_or_else(|| catalogue.entries().count(), BTreeSet::len),
        edition: catalogue.site.edition.to_string(),
        names: Names::of(catalogue, part),
    };
    let mut json = serde_json::to_vec(&manifest)?;
    json.push(b'\n');
    let path = |part: &Part| file_of(&part.url);
    let files = vec![
        (path(&manifest.engine), engine.to_vec()),
        (path(&manifest.index), packed),
        (file_of(&format!("{SEARCH_BUNDLE}manifest.json")), json),
    ];
    Ok(SearchBundle { files, is_chunked })
}

/// Whether a published file is a chunk of the index.
pub(super) fn is_chunk(path: &str) -> bool {
    let name = path.strip_prefix(SEARCH_BUNDLE.trim_start_matches('/'));
    name.is_some_and(|name| name.starts_with(CHUNK))
}
