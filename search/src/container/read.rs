//! The inflated file → the index's files. Every byte is under a checksum that is compared before
//! the byte is used.

use super::bytes::Bytes;
use super::prelude::Prelude;
use super::{damaged, version};
use crate::{Engine, IndexFiles, OpenError};

/// What the file says of a chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ChunkRow {
    /// CRC-32 after inflating.
    pub(crate) checksum: u32,
    /// So that two contents with one checksum have two names.
    pub(crate) digest: u16,
}

impl ChunkRow {
    /// Twelve hexadecimal digits, of which the chunk's file is named.
    pub(crate) fn name(self) -> String {
        format!("{:08x}{:04x}", self.checksum, self.digest)
    }
}

/// What was packed: the index's files, and the chunks that lie elsewhere.
#[derive(Clone, Debug)]
pub(crate) struct Packed {
    pub(crate) files: IndexFiles,
    pub(crate) chunks: Vec<ChunkRow>,
}

/// A file of the index within the data.
struct Section<'a> {
    name: &'a str,
    offset: usize,
    length: usize,
    crc32: u32,
}

/// What stands before the data.
struct Head<'a> {
    version: &'a str,
    sections: Vec<Section<'a>>,
    chunks: Vec<ChunkRow>,
}

/// Reads the prelude with the inflated hot part behind it, of an index that is whole.
///
/// # Errors
/// When a byte is missing, broken or too many, when another engine wrote the file, or when the
/// index is in chunks.
pub fn read(bytes: &[u8]) -> Result<IndexFiles, OpenError> {
    let Packed { files, chunks } = read_packed(bytes)?;
    if chunks.is_empty() {
        Ok(files)
    } else {
        Err(OpenError::Inconsistent("the index is in chunks"))
    }
}

/// Opens the prelude with the inflated hot part behind it; what is in chunks is handed in when a
/// search needs it.
///
/// # Errors
/// As [`read`] and [`Engine::open`].
pub fn open(bytes: &[u8]) -> Result<Engine, OpenError> {
    Engine::open_packed(read_packed(bytes)?)
}

fn read_packed(bytes: &[u8]) -> Result<Packed, OpenError> {
    let (prelude, hot) = Prelude::read(bytes)?;
    if u32::try_from(hot.len()) != Ok(prelude.hot) {
        return Err(damaged());
    }
    let (head, data) = head(hot).ok_or_else(damaged)?;
    if head.version != version() {
        return Err(OpenError::OtherVersion {
            expected: version(),
            found: head.version.to_owned(),
        });
    }
    let end =
        head.sections.iter().map(|section| section.offset.saturating_add(section.length)).max();
    if end.unwrap_or(0) != data.len() {
        return Err(damaged());
    }
    let files = head.sections.iter().map(|section| file(section, data).ok_or_else(damaged));
    Ok(Packed { files: files.collect::<Result<_, _>>()?, chunks: head.chunks })
}

fn head(hot: &[u8]) -> Option<(Head<'_>, &[u8])> {
    let length = Bytes(hot).u32()?;
    let (head, data) = hot.split_at_checked(usize::try_from(length).ok()?)?;
    let (fields, checksum) = head.split_last_chunk::<4>()?;
    if crc32fast::hash(fields) != u32::from_le_bytes(*checksum) {
        return None;
    }
    let mut fields = Bytes(fields.get(4..)?);
    let version = fields.text()?;
    let count = fields.u32()?;
    let sections = (0..count).map(|_| section(&mut fields)).collect::<Option<_>>()?;
    let count = fields.u32()?;
    let chunk = |_| Some(ChunkRow { checksum: fields.u32()?, digest: fields.u16()? });
    let chunks = (0..count).map(chunk).collect::<Option<_>>()?;
    fields.0.is_empty().then_some((Head { version, sections, chunks }, data))
}

fn section<'a>(fields: &mut Bytes<'a>) -> Option<Section<'a>> {
    Some(Section {
        name: fields.text()?,
        offset: fields.length()?,
        length: fields.length()?,
        crc32: fields.u32()?,
    })
}

fn file(section: &Section<'_>, data: &[u8]) -> Option<(String, Vec<u8>)> {
    let bytes = data.get(section.offset..)?.get(..section.length)?;
    (crc32fast::hash(bytes) == section.crc32).then(|| (section.name.to_owned(), bytes.to_vec()))
}
