//! The first bytes of the file: what it is, and how much should follow.

use super::bytes::Bytes;
use super::{FORMAT, damaged};
use crate::OpenError;

/// How many bytes it has.
pub(super) const LENGTH: usize = 28;

/// The first byte is no text, the rest breaks when line ends are translated.
const MAGIC: [u8; 8] = *b"\x89PSI\r\n\x1a\n";

/// What the prelude says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Prelude {
    /// Length and CRC-32 of the gzip stream.
    pub(super) stream: (u32, u32),
    /// Length of the inflated hot part.
    pub(super) hot: u32,
}

impl Prelude {
    /// Reads it off the front of the bytes and gives what follows.
    pub(super) fn read(bytes: &[u8]) -> Result<(Self, &[u8]), OpenError> {
        let (own, rest) = bytes.split_at_checked(LENGTH).ok_or_else(damaged)?;
        let mut fields = Bytes(own);
        if fields.take(MAGIC.len()) != Some(&MAGIC) {
            return Err(damaged());
        }
        let (format, prelude) = Self::fields(&mut fields).ok_or_else(damaged)?;
        if fields.u32() != Some(crc32fast::hash(&own[..LENGTH - 4])) {
            return Err(damaged());
        }
        if format != FORMAT {
            return Err(OpenError::OtherVersion {
                expected: FORMAT.to_string(),
                found: format.to_string(),
            });
        }
        Ok((prelude, rest))
    }

    fn fields(bytes: &mut Bytes<'_>) -> Option<(u32, Self)> {
        let format = bytes.u32()?;
        Some((format, Self { stream: (bytes.u32()?, bytes.u32()?), hot: bytes.u32()? }))
    }

    #[cfg(feature = "writer")]
    pub(super) fn to_bytes(self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        for field in [FORMAT, self.stream.0, self.stream.1, self.hot] {
            bytes.extend_from_slice(&field.to_le_bytes());
        }
        bytes.extend_from_slice(&crc32fast::hash(&bytes).to_le_bytes());
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_read_back() {
        let prelude = Prelude { stream: (7, 0xdead_beef), hot: 9 };
        let mut bytes = prelude.to_bytes();
        bytes.extend_from_slice(b"rest");
        assert_eq!(Prelude::read(&bytes).unwrap(), (prelude, b"rest".as_slice()));
    }

    #[test]
    fn another_format_is_refused_by_its_number() {
        let mut bytes = Prelude { stream: (0, 0), hot: 0 }.to_bytes();
        bytes[8] += 1;
        let checksum = crc32fast::hash(&bytes[..LENGTH - 4]);
        bytes[LENGTH - 4..].copy_from_slice(&checksum.to_le_bytes());
        assert!(matches!(Prelude::read(&bytes), Err(OpenError::OtherVersion { .. })));
    }
}
