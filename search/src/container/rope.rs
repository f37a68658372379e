//! Bytes that lie in several pieces, read as if they were one: what is packed need not be put
//! together first.

use std::ops::Range;

/// The pieces, in order.
#[derive(Default)]
pub(super) struct Rope<'a> {
    /// Each with the place where it ends.
    pieces: Vec<(usize, &'a [u8])>,
}

impl<'a> Rope<'a> {
    /// Puts a piece at the end.
    pub(super) fn push(&mut self, piece: &'a [u8]) {
        self.pieces.push((self.len() + piece.len(), piece));
    }

    /// How many bytes there are.
    pub(super) fn len(&self) -> usize {
        self.pieces.last().map_or(0, |(end, _)| *end)
    }

    /// The bytes of a range, as far as there are any.
    pub(super) fn copy(&self, range: Range<usize>) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(range.len());
        let first = self.pieces.partition_point(|(end, _)| *end <= range.start);
        for (end, piece) in &self.pieces[first..] {
            let start = end - piece.len();
            if start >= range.end {
                break;
            }
            let from = range.start.saturating_sub(start);
            bytes.extend_from_slice(&piece[from..piece.len().min(range.end - start)]);
        }
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_range_is_as_if_all_were_one() {
        let pieces: [&[u8]; 5] = [b"ab", b"", b"c", b"defgh", b""];
        let mut rope = Rope::default();
        for piece in pieces {
            rope.push(piece);
        }
        let whole = pieces.concat();
        assert_eq!(rope.len(), whole.len());
        for start in 0..=whole.len() {
            for end in start..=whole.len() {
                assert_eq!(rope.copy(start..end), whole[start..end], "{start}..{end}");
            }
        }
    }
}
