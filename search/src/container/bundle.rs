//! An index as the browser fetches it: one file where that is small, else a file to begin with and
//! chunks.

use sha2::{Digest, Sha256};

use super::gzip::{each, gzip};
use super::pack::{pack, packed};
use super::read::ChunkRow;
use super::rope::Rope;
use crate::chunks::write::{Chunked, write};
use crate::{IndexError, IndexFiles};

/// An index of more bytes, before it is packed, is cut into chunks: packed it would have about 1.5
/// MB.
const LARGEST_WHOLE: usize = 3_500_000;

/// A chunk's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackedChunk {
    /// Twelve hexadecimal digits that follow from the content.
    pub name: String,
    /// A gzip stream.
    pub bytes: Vec<u8>,
}

/// The files of an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundle {
    /// What opening reads.
    pub index: Vec<u8>,
    /// What searches read, by number; none where the index is whole.
    pub chunks: Vec<PackedChunk>,
}

/// Packs an index for the browser. The same files give the same bytes.
///
/// # Errors
/// When the index does not fit the format, or cannot be read.
pub fn bundle(files: &IndexFiles) -> Result<Bundle, IndexError> {
    if files.bytes() > LARGEST_WHOLE {
        return in_chunks(files);
    }
    Ok(Bundle { index: pack(files)?, chunks: Vec::new() })
}

/// Packs an index in chunks, however small it is; only one without documents has none.
///
/// # Errors
/// As [`bundle`].
pub fn in_chunks(files: &IndexFiles) -> Result<Bundle, IndexError> {
    let Chunked { resident, chunks } = write(files)?;
    if chunks.is_empty() {
        return Ok(Bundle { index: pack(files)?, chunks: Vec::new() });
    }
    let packed_chunks = each(&chunks, &|chunk: &Vec<u8>| pack_chunk(chunk));
    let (rows, chunks): (Vec<ChunkRow>, Vec<PackedChunk>) = packed_chunks
        .into_iter()
        .collect::<Option<Vec<_>>>()
        .ok_or(IndexError::TooLarge)?
        .into_iter()
        .unzip();
    Ok(Bundle { index: packed(&resident, &rows).ok_or(IndexError::TooLarge)?, chunks })
}

fn pack_chunk(chunk: &[u8]) -> Option<(ChunkRow, PackedChunk)> {
    let digest = Sha256::digest(chunk);
    let row = ChunkRow {
        checksum: crc32fast::hash(chunk),
        digest: u16::from_le_bytes([digest[0], digest[1]]),
    };
    let mut rope = Rope::default();
    rope.push(chunk);
    let mut bytes = Vec::new();
    gzip(&rope, &mut bytes)?;
    Some((row, PackedChunk { name: row.name(), bytes }))
}
