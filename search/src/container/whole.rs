//! An index as one file: tantivy's own files, of which a browser's engine reads the dictionaries,
//! the postings and the positions. Texts and columns stand as they do beside chunks: an engine that
//! reads neither tantivy's store nor its columnar format is a quarter smaller. The vocabulary leaves
//! out what opening can make again.

use tantivy::Index;
use tantivy::directory::OwnedBytes;
use tantivy::index::SegmentReader;

use super::pack::pack;
use crate::chunks::write::{columns, compact_vocabulary};
use crate::chunks::{COLUMNS_FILE, documents};
use crate::index::directory::FilesDirectory;
use crate::index::schema::Fields;
use crate::index::store::Store;
use crate::index::{DOCUMENTS_FILE, VOCABULARY_FILE};
use crate::{IndexError, IndexFiles, MANIFEST_FILE};

/// How the name of a segment's texts ends.
const STORE: &str = ".store";

/// What ends a file of tantivy's: how long the footer before it is, and a magic number, four bytes
/// each.
const FOOTER_END: usize = 8;

/// Packs an index as one file, however large it is.
///
/// # Errors
/// As [`bundle`](super::bundle()).
pub fn whole(files: &IndexFiles) -> Result<Vec<u8>, IndexError> {
    pack(&slim(files)?)
}

fn slim(files: &IndexFiles) -> Result<IndexFiles, IndexError> {
    let mut slim = files.clone();
    slim.0.remove(MANIFEST_FILE);
    slim.insert(VOCABULARY_FILE, compact_vocabulary(files)?.1);
    let fields = Fields::new();
    let mut texts = Vec::new();
    for segment in Index::open(FilesDirectory::new(files.clone()))?.searchable_segments()? {
        let reader = SegmentReader::open(&segment)?;
        for stored in Store::open(&reader, &fields, 1)?.all() {
            documents::push(&stored?, &mut texts);
        }
        slim.insert(COLUMNS_FILE, columns(&reader, &fields)?);
    }
    slim.insert(DOCUMENTS_FILE, texts);
    for (_, bytes) in slim.0.iter_mut().filter(|(name, _)| name.ends_with(STORE)) {
        *bytes = footer(bytes);
    }
    Ok(slim)
}

/// What is left of a file of tantivy's when all that it holds is taken out: it is opened with the
/// segment, and never read.
fn footer(bytes: &OwnedBytes) -> OwnedBytes {
    let end = bytes.len().saturating_sub(FOOTER_END);
    let length =
        bytes.get(end..).and_then(|end| end.first_chunk().copied()).map_or(0, u32::from_le_bytes);
    bytes.slice(end.saturating_sub(length as usize)..bytes.len())
}
