//! Bytes → one gzip stream (RFC 1952), on all cores where the feature `parallel` is on. The same
//! bytes give the same stream, whatever the number of cores: the pieces are cut by size.

use flate2::{Compress, Compression, Crc, FlushCompress, Status};

use super::rope::Rope;

/// How many bytes are packed at a time.
const PIECE: usize = 1 << 20;

/// How many pieces are packed before they are written: enough for many cores, and not so many that
/// all of it is held twice.
const PIECES: usize = 32;

/// How far back a match may reach (RFC 1951), so what a piece must know of those before it.
const WINDOW: usize = 32 << 10;

/// Magic, method "deflate", no flags, no time, no word on the level, and "unknown" for the system:
/// every system writes the same.
const HEADER: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];

/// A packed piece, and the checksum of what it was.
struct Packed {
    bytes: Vec<u8>,
    checksum: Crc,
}

/// Packs `bytes` and puts the stream behind what is in `stream`; none where the packer gives up,
/// which it has no reason to.
pub(super) fn gzip(bytes: &Rope<'_>, stream: &mut Vec<u8>) -> Option<()> {
    let starts: Vec<usize> = (0..bytes.len().max(1)).step_by(PIECE).collect();
    // What is not needed of it is never touched; a stream that grows is copied, and for a moment
    // there twice.
    stream.reserve(bytes.len() / 3);
    stream.extend_from_slice(&HEADER);
    let mut checksum = Crc::new();
    for starts in starts.chunks(PIECES) {
        for piece in each(starts, &|start: &usize| piece(bytes, *start)) {
            let piece = piece?;
            stream.extend_from_slice(&piece.bytes);
            checksum.combine(&piece.checksum);
        }
    }
    stream.extend_from_slice(&checksum.sum().to_le_bytes());
    stream.extend_from_slice(&u32::try_from(bytes.len()).ok()?.to_le_bytes());
    Some(())
}

/// What `work` makes of each, in order.
#[cfg(feature = "parallel")]
pub(super) fn each<T: Sync, R: Send>(list: &[T], work: &(impl Fn(&T) -> R + Sync)) -> Vec<R> {
    use rayon::prelude::*;
    list.par_iter().map(work).collect()
}

#[cfg(not(feature = "parallel"))]
pub(super) fn each<T, R>(list: &[T], work: &impl Fn(&T) -> R) -> Vec<R> {
    list.iter().map(work).collect()
}

/// The piece that starts at `start`, as blocks that go on where those of the piece before it end.
fn piece(bytes: &Rope<'_>, start: usize) -> Option<Packed> {
    let end = bytes.len().min(start + PIECE);
    let known = start.saturating_sub(WINDOW);
    let both = bytes.copy(known..end);
    let (known, input) = both.split_at_checked(start - known)?;
    let mut packer = Compress::new(Compression::default(), false);
    if !known.is_empty() {
        packer.set_dictionary(known).ok()?;
    }
    let flush = if end == bytes.len() { FlushCompress::Finish } else { FlushCompress::Sync };
    let mut checksum = Crc::new();
    checksum.update(input);
    Some(Packed { bytes: compress(&mut packer, input, flush)?, checksum })
}

fn compress(packer: &mut Compress, input: &[u8], flush: FlushCompress) -> Option<Vec<u8>> {
    let mut output = Vec::with_capacity(input.len() / 2 + 64);
    loop {
        let done = usize::try_from(packer.total_in()).ok()?;
        let status = packer.compress_vec(input.get(done..)?, &mut output, flush).ok()?;
        if status == Status::StreamEnd {
            return Some(output);
        }
        if output.len() < output.capacity() {
            // Room to spare: all that was to be flushed is written.
            return (flush == FlushCompress::Sync).then_some(output);
        }
        output.reserve(output.capacity());
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let (head, tail) = bytes.split_at(bytes.len() / 3);
        let mut rope = Rope::default();
        for piece in [head, tail] {
            rope.push(piece);
        }
        let mut stream = Vec::new();
        gzip(&rope, &mut stream).unwrap();
        stream
    }

    fn inflated(stream: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        flate2::read::GzDecoder::new(stream).read_to_end(&mut bytes).unwrap();
        bytes
    }

    /// Bytes that are neither all alike nor all different.
    fn sample(length: usize) -> Vec<u8> {
        let mut state = 7_u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 27) as u8
        };
        (0..length).map(|_| next()).collect()
    }

    #[test]
    fn what_was_packed_is_inflated_again_at_every_length() {
        for length in [0, 1, 100, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE + 17] {
            let bytes = sample(length);
            assert_eq!(inflated(&packed(&bytes)), bytes, "{length}");
        }
    }

    #[test]
    fn what_does_not_pack_is_packed_all_the_same() {
        let mut state = 1_u64;
        let noise = std::iter::repeat_with(|| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 56) as u8
        });
        let bytes: Vec<u8> = noise.take(PIECE + 5).collect();
        assert_eq!(inflated(&packed(&bytes)), bytes);
    }
}
