//! An index as the browser fetches it: one file where that is small, else a file to begin with and
//! chunks. These are packed while the next are cut and given away at once: all of them together
//! would be as large as the index.

use sha2::{Digest, Sha256};

use super::gzip::{each, gzip};
use super::pack::packed;
use super::read::ChunkRow;
use super::rope::Rope;
use super::whole::whole;
use crate::chunks::layout::Kind;
use crate::chunks::write::write;
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

/// So many chunks are packed at a time, on all cores.
const TOGETHER: usize = 128;

/// Packs an index for the browser: what opening reads. What searches read goes to `give`, some at
/// a time and in no particular order; nothing does where the index is whole. The same files give
/// the same bytes.
///
/// # Errors
/// When the index does not fit the format, or cannot be read.
pub fn bundle(
    files: &IndexFiles,
    give: &mut dyn FnMut(Vec<PackedChunk>),
) -> Result<Vec<u8>, IndexError> {
    if files.bytes() > LARGEST_WHOLE { in_chunks(files, give) } else { whole(files) }
}

/// Packs an index in chunks, however small it is; only one without documents has none.
///
/// # Errors
/// As [`bundle`].
pub fn in_chunks(
    files: &IndexFiles,
    give: &mut dyn FnMut(Vec<PackedChunk>),
) -> Result<Vec<u8>, IndexError> {
    let mut packer = Packer { waiting: Vec::new(), rows: Default::default(), give };
    let resident = write(files, &mut |kind, chunk| packer.add(kind, chunk))?;
    packer.flush()?;
    let rows = packer.rows.concat();
    if rows.is_empty() {
        return whole(files);
    }
    packed(&resident, &rows).ok_or(IndexError::TooLarge)
}

/// Chunks on their way out.
struct Packer<'g> {
    waiting: Vec<(Kind, Vec<u8>)>,
    /// What is kept of each, by kind.
    rows: [Vec<ChunkRow>; Kind::ALL.len()],
    give: &'g mut dyn FnMut(Vec<PackedChunk>),
}

impl Packer<'_> {
    fn add(&mut self, kind: Kind, chunk: Vec<u8>) -> Result<(), IndexError> {
        self.waiting.push((kind, chunk));
        if self.waiting.len() < TOGETHER { Ok(()) } else { self.flush() }
    }

    fn flush(&mut self) -> Result<(), IndexError> {
        let packed = each(&self.waiting, &|(_, chunk): &(Kind, Vec<u8>)| pack_chunk(chunk));
        let mut chunks = Vec::with_capacity(packed.len());
        for ((kind, _), packed) in self.waiting.drain(..).zip(packed) {
            let (row, chunk) = packed.ok_or(IndexError::TooLarge)?;
            self.rows[kind as usize].push(row);
            chunks.push(chunk);
        }
        if !chunks.is_empty() {
            (self.give)(chunks);
        }
        Ok(())
    }
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
