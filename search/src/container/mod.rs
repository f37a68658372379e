//! The index as one file for the browser, `index.<hash>.bin`. Native and wasm read it with the same
//! code.
//!
//! The file is a prelude and one gzip stream (RFC 1952), so that any web server will do and none
//! needs to know. The host inflates the stream, the browser with its own `DecompressionStream`;
//! [`read`] takes the prelude with what was inflated behind it. All numbers are little-endian.
//!
//! | prelude, 28 bytes | |
//! |---|---|
//! | magic | 8 bytes, `89 50 53 49 0d 0a 1a 0a`: as PNG's, it shows a transfer as text |
//! | format | u32, [`FORMAT`] |
//! | stream | length (u32) and CRC-32 (u32) of the gzip stream |
//! | hot part | length (u32) after inflating |
//! | checksum | CRC-32 (u32) of the 24 bytes before |
//!
//! | hot part | |
//! |---|---|
//! | head length | u32, of all up to the data |
//! | version | text: [`version`] of the engine that wrote it, and the only one that reads it |
//! | sections | count (u32), then name (text), offset (u64), length (u64) and CRC-32 (u32) of each |
//! | chunks | count (u32), then CRC-32 after inflating (u32) and the name's second half (2 bytes) of each |
//! | checksum | CRC-32 (u32) of the head before |
//! | data | the sections |
//!
//! A text is its length (u16) and its UTF-8 bytes. Offsets of sections count through the data of
//! the hot part.
//!
//! A large index leaves all that only single searches need to chunks, files of their own
//! (`crate::chunks`): each a gzip stream, named by its checksum and a piece of its SHA-256, so that
//! the table of their names is small.

#[cfg(feature = "writer")]
mod bundle;
mod bytes;
#[cfg(feature = "writer")]
mod gzip;
#[cfg(feature = "writer")]
mod pack;
mod prelude;
mod read;
#[cfg(feature = "writer")]
mod rope;
#[cfg(feature = "writer")]
mod whole;

#[cfg(feature = "writer")]
pub use bundle::{PackedChunk, bundle, in_chunks};
#[cfg(feature = "writer")]
pub use pack::{inflate, pack, unpack};
pub(crate) use read::Packed;
pub use read::{open, read};
#[cfg(feature = "writer")]
pub use whole::whole;

/// Version of the prelude and of the hot part's head.
pub const FORMAT: u32 = 2;

/// What an error calls the file.
const NAME: &str = "index.bin";

/// Who wrote an index and how: the engine, the format of its files, the analysis. Only the very
/// same engine reads it.
#[must_use]
pub fn version() -> String {
    format!("{}+{}", env!("CARGO_PKG_VERSION"), crate::index::own_version())
}

fn damaged() -> crate::OpenError {
    crate::OpenError::Damaged(NAME.to_owned())
}
