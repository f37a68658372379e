//! The inflated file → the index's files. Every byte is under a checksum that is compared before the byte is used.

use super::bytes::Bytes;
use super::prelude::Prelude;
use super::{damaged, version};
use crate::{IndexFiles, OpenError};

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
    chunks: u32,
}

/// Reads the prelude with the inflated hot part behind it.
///
/// # Errors
/// When a byte is missing, broken or too many, or when another engine wrote the file.
pub fn read(bytes: &[u8]) -> Result<IndexFiles, OpenError> {
    let (prelude, hot) = Prelude::read(bytes)?;
    if u32::try_from(hot.len()) != Ok(prelude.hot) {
        return Err(damaged());
    }
    let (head, data) = head(hot).ok_or_else(damaged)?;
    if head.version != version() || head.chunks > 0 {
        return Err(OpenError::OtherVersion { expected: version(), found: head.version.to_owned() });
    }
    let end = head.sections.iter().map(|section| section.offset.saturating_add(section.length)).max();
    if end.unwrap_or(0) != data.len() {
        return Err(damaged());
    }
    head.sections.iter().map(|section| file(section, data).ok_or_else(damaged)).collect()
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
    Some((Head { version, sections, chunks: fields.u32()? }, data))
}

fn section<'a>(fields: &mut Bytes<'a>) -> Option<Section<'a>> {
    Some(Section { name: fields.text()?, offset: fields.length()?, length: fields.length()?, crc32: fields.u32()? })
}

fn file(section: &Section<'_>, data: &[u8]) -> Option<(String, Vec<u8>)> {
    let bytes = data.get(section.offset..)?.get(..section.length)?;
    (crc32fast::hash(bytes) == section.crc32).then(|| (section.name.to_owned(), bytes.to_vec()))
}
