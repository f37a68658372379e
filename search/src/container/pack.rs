//! Index files → the one file, and back where there is no browser to inflate it.

use std::io::Read;

use flate2::read::GzDecoder;

use super::gzip::gzip;
use super::prelude::{self, Prelude};
use super::read::ChunkRow;
use super::rope::Rope;
use super::{damaged, read, version};
use crate::{IndexError, IndexFiles, OpenError};

/// Packs files. The same files give the same bytes.
///
/// # Errors
/// When the index does not fit the format: 4 GiB at most.
pub fn pack(files: &IndexFiles) -> Result<Vec<u8>, IndexError> {
    packed(files, &[]).ok_or(IndexError::TooLarge)
}

/// None where a name or a length is too long.
pub(super) fn packed(files: &IndexFiles, chunks: &[ChunkRow]) -> Option<Vec<u8>> {
    let head = head(files, chunks)?;
    let mut hot = Rope::default();
    hot.push(&head);
    files.0.values().for_each(|bytes| hot.push(bytes));
    // The prelude is known last and stands first.
    let mut bytes = vec![0; prelude::LENGTH];
    gzip(&hot, &mut bytes)?;
    let (prelude, stream) = bytes.split_at_mut(prelude::LENGTH);
    let length = u32::try_from(stream.len()).ok()?;
    let own =
        Prelude { stream: (length, crc32fast::hash(stream)), hot: u32::try_from(hot.len()).ok()? };
    prelude.copy_from_slice(&own.to_bytes());
    Some(bytes)
}

/// Inflates and reads what [`pack`] made.
///
/// # Errors
/// As [`read`].
pub fn unpack(bytes: &[u8]) -> Result<IndexFiles, OpenError> {
    read(&inflate(bytes)?)
}

/// The prelude with what the stream behind it holds: what [`open`](super::open()) takes.
///
/// # Errors
/// As [`read`].
pub fn inflate(bytes: &[u8]) -> Result<Vec<u8>, OpenError> {
    let (prelude, stream) = Prelude::read(bytes)?;
    if (u32::try_from(stream.len()), crc32fast::hash(stream))
        != (Ok(prelude.stream.0), prelude.stream.1)
    {
        return Err(damaged());
    }
    let mut inflated = prelude.to_bytes();
    // One byte more than announced is enough to see that there is too much.
    GzDecoder::new(stream)
        .take(u64::from(prelude.hot) + 1)
        .read_to_end(&mut inflated)
        .map_err(|_| damaged())?;
    Ok(inflated)
}

/// What stands before the data.
fn head(files: &IndexFiles, chunks: &[ChunkRow]) -> Option<Vec<u8>> {
    let mut head = vec![0; 4];
    push_text(&version(), &mut head)?;
    head.extend_from_slice(&u32::try_from(files.0.len()).ok()?.to_le_bytes());
    let mut offset = 0_u64;
    for (name, bytes) in &files.0 {
        push_text(name, &mut head)?;
        head.extend_from_slice(&offset.to_le_bytes());
        head.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
        head.extend_from_slice(&crc32fast::hash(bytes).to_le_bytes());
        offset += bytes.len() as u64;
    }
    head.extend_from_slice(&u32::try_from(chunks.len()).ok()?.to_le_bytes());
    for ChunkRow { checksum, digest } in chunks {
        head.extend_from_slice(&checksum.to_le_bytes());
        head.extend_from_slice(&digest.to_le_bytes());
    }
    let length = u32::try_from(head.len() + 4).ok()?.to_le_bytes();
    head.splice(..4, length);
    head.extend_from_slice(&crc32fast::hash(&head).to_le_bytes());
    Some(head)
}

fn push_text(text: &str, bytes: &mut Vec<u8>) -> Option<()> {
    bytes.extend_from_slice(&u16::try_from(text.len()).ok()?.to_le_bytes());
    bytes.extend_from_slice(text.as_bytes());
    Some(())
}
