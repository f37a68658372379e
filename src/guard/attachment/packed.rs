//! What is packed into bytes of any kind: an archive behind the end of a picture, a compressed chunk
//! of a PNG. Takes bytes; gives what was packed, unpacked. Nothing is taken at its word: neither the
//! list at the end of an archive nor the end of a picture.

use std::io::Read;

use brotli::Decompressor;
use flate2::read::{DeflateDecoder, GzDecoder, MultiGzDecoder, ZlibDecoder};
use memchr::memmem;

use super::{Budget, Unreadable};

/// Archives that are not opened here: 7-Zip, RAR, xz, bzip2.
const FOREIGN: &[&[u8]] = &[b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"\xfd7zXZ\0", b"BZh91AY&SY"];

/// Zstandard (RFC 8878, 3.1.1): four bytes, which pixels may be too; looked for at the start only.
const ZSTANDARD: &[u8] = b"\x28\xb5\x2f\xfd";

/// More beginnings of streams than this in one file are not real.
const STREAMS: usize = 256;

/// Shorter texts are noise.
const SHORTEST: usize = 6;

/// All of a gzip file, which may be several after each other (RFC 1952, 2.2).
///
/// # Errors
/// When it is damaged, or larger inside than anybody reads.
pub(super) fn gunzipped(bytes: &[u8], budget: &mut Budget) -> Result<Vec<u8>, Unreadable> {
    let mut inner = Vec::new();
    let read = MultiGzDecoder::new(bytes).take(most(budget)).read_to_end(&mut inner);
    budget.take(inner.len())?;
    read.map(|_| inner).map_err(|_| Unreadable::Damaged)
}

/// All of a file that a web server has packed with Brotli.
///
/// # Errors
/// When it is none, or larger inside than anybody reads.
pub(super) fn unbrotlied(bytes: &[u8], budget: &mut Budget) -> Result<Vec<u8>, Unreadable> {
    const BUFFER: usize = 4096;
    let mut inner = Vec::new();
    let read = Decompressor::new(bytes, BUFFER).take(most(budget)).read_to_end(&mut inner);
    budget.take(inner.len())?;
    read.map(|_| inner).map_err(|_| Unreadable::Damaged)
}

/// Everything that is packed somewhere in `bytes`.
///
/// # Errors
/// When it is seen that something is, and it cannot be unpacked.
pub(super) fn packed(bytes: &[u8], budget: &mut Budget) -> Result<Vec<Vec<u8>>, Unreadable> {
    let foreign = |magic: &&[u8]| memmem::find(bytes, magic).is_some();
    if bytes.starts_with(ZSTANDARD) || FOREIGN.iter().any(foreign) {
        return Err(Unreadable::Packed);
    }
    let mut found = Vec::new();
    for at in memmem::find_iter(bytes, b"PK\x03\x04").take(STREAMS) {
        if let Some(header) = LocalHeader::of(&bytes[at..]) {
            header.unpack(&mut found, budget)?;
        }
    }
    for at in memmem::find_iter(bytes, b"\x1f\x8b\x08").take(STREAMS) {
        // Its flags leave three bits unused.
        if bytes.get(at + 3).is_some_and(|flags| flags & 0xe0 == 0) {
            unpack(GzDecoder::new(&bytes[at..]), &mut found, budget)?;
        }
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        chunks(bytes, &mut found, budget)?;
    }
    Ok(found)
}

/// How many bytes may still be unpacked.
fn most(budget: &Budget) -> u64 {
    u64::try_from(budget.left()).unwrap_or(u64::MAX)
}

/// What a stream holds; of one that is cut short, what there is counts.
fn unpack(
    stream: impl Read,
    found: &mut Vec<Vec<u8>>,
    budget: &mut Budget,
) -> Result<(), Unreadable> {
    let mut inner = Vec::new();
    let _ = stream.take(most(budget)).read_to_end(&mut inner);
    budget.take(inner.len())?;
    if inner.len() >= SHORTEST {
        found.push(inner);
    }
    Ok(())
}

/// What stands before each file of a ZIP archive (PKWARE APPNOTE 4.3.7).
struct LocalHeader<'b> {
    locked: bool,
    method: u16,
    name: &'b [u8],
    /// The packed bytes, and all that follows.
    data: &'b [u8],
}

impl<'b> LocalHeader<'b> {
    const LENGTH: usize = 30;

    /// The header at the start of `bytes`, if it can be one and those four bytes are no chance.
    fn of(bytes: &'b [u8]) -> Option<Self> {
        let (head, rest) = bytes.split_at_checked(Self::LENGTH)?;
        let number = |at: usize| u16::from_le_bytes([head[at], head[at + 1]]);
        let (version, flags, method) = (number(4) & 0xff, number(6), number(8));
        let (name, rest) = rest.split_at_checked(usize::from(number(26)))?;
        let data = rest.get(usize::from(number(28))..)?;
        let is_name = !name.is_empty() && !name.iter().any(u8::is_ascii_control);
        let is_header = version <= 63 && (method <= 20 || (93..=99).contains(&method)) && is_name;
        is_header.then_some(Self { locked: flags & 1 == 1, method, name, data })
    }

    /// What is stored as it is stands in the bytes to read.
    fn unpack(&self, found: &mut Vec<Vec<u8>>, budget: &mut Budget) -> Result<(), Unreadable> {
        const STORED: u16 = 0;
        const DEFLATED: u16 = 8;
        found.push(self.name.to_vec());
        match self.method {
            _ if self.locked => Err(Unreadable::Encrypted),
            STORED => Ok(()),
            DEFLATED => unpack(DeflateDecoder::new(self.data), found, budget),
            _ => Err(Unreadable::Packed),
        }
    }
}

/// The zlib streams in the chunks of a PNG (third edition, 5.3 and 11.3.3), but for its pixels:
/// `zTXt`, `iTXt`, and those that a program has for itself.
fn chunks(bytes: &[u8], found: &mut Vec<Vec<u8>>, budget: &mut Budget) -> Result<(), Unreadable> {
    let mut rest = bytes.get(8..).unwrap_or_default();
    while let Some((head, after)) = rest.split_at_checked(8) {
        let length =
            head[..4].iter().fold(0_usize, |length, byte| length << 8 | usize::from(*byte));
        let data = &after[..length.min(after.len())];
        if !matches!(&head[4..], b"IDAT" | b"fdAT") {
            let before = found.len();
            zlib(data, found, budget)?;
            let texts = found[before..].iter().map(Vec::as_slice).chain([behind_keyword(data)]);
            let profiles: Vec<_> =
                texts.filter(|_| data.starts_with(PROFILE)).filter_map(profile).collect();
            found.extend(profiles);
        }
        rest = after.get(length.saturating_add(4)..).unwrap_or_default();
    }
    Ok(())
}

/// The keyword of what ImageMagick and its kin write into a PNG of the metadata of other pictures.
const PROFILE: &[u8] = b"Raw profile type";

/// What stands behind the keyword of a `tEXt` chunk.
fn behind_keyword(data: &[u8]) -> &[u8] {
    let end = memchr::memchr(0, data).map_or(data.len(), |at| at + 1);
    &data[end..]
}

/// The bytes of a profile: its name, its length and its hexadecimal digits, in lines.
fn profile(text: &[u8]) -> Option<Vec<u8>> {
    let lines = text.trim_ascii_start().splitn(3, |byte| *byte == b'\n');
    let digits: Vec<u8> = lines.last()?.iter().filter_map(|byte| hexadecimal(*byte)).collect();
    let bytes: Vec<u8> = digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect();
    (bytes.len() >= SHORTEST).then_some(bytes)
}

fn hexadecimal(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// Every zlib stream, by its two first bytes (RFC 1950, 2.2).
fn zlib(data: &[u8], found: &mut Vec<Vec<u8>>, budget: &mut Budget) -> Result<(), Unreadable> {
    let begins =
        |two: &[u8]| two[0] & 0x0f == 8 && u16::from_be_bytes([two[0], two[1]]).is_multiple_of(31);
    let starts = data.windows(2).enumerate().filter(|(_, two)| begins(two)).map(|(at, _)| at);
    for start in starts.take(STREAMS) {
        unpack(ZlibDecoder::new(&data[start..]), found, budget)?;
    }
    Ok(())
}
