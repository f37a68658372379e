//! Blocks of integers packed by bits, byte for byte as the crate `bitpacking` packs them, whose
//! place this takes by a patch in the root's `Cargo.toml`: that one has every width unrolled, a
//! quarter of what the browser's engine would have to run.
//!
//! A block has 32 rows of as many integers as there are lanes (1 or 4). Each lane is a stream of
//! bits of its own, lowest first, cut into words of 32 bits; the first words of all lanes come
//! first, little-endian, then the second words (Lemire's simdcomp). `tests/reference.rs` compares
//! with the crate.

#![expect(clippy::cast_possible_truncation, reason = "what is cut off is meant to be")]

/// Rows of a block: after so many integers of any width, each lane ends with a whole word.
const ROWS: usize = 32;

/// A way to pack blocks of [`Self::BLOCK_LEN`] integers.
///
/// # Panics
///
/// Its functions panic where a block has another length, or where packed bytes are too few, as the
/// crate's do.
pub trait BitPacker: Sized + Clone + Copy {
    /// Integers a block.
    const BLOCK_LEN: usize;

    /// The packer.
    fn new() -> Self;

    /// Packs integers below 2 to the power of `num_bits`; gives the bytes written.
    fn compress(&self, decompressed: &[u32], compressed: &mut [u8], num_bits: u8) -> usize;

    /// Packs the steps between ascending integers, from `initial`; gives the bytes written.
    fn compress_sorted(
        &self,
        initial: u32,
        decompressed: &[u32],
        compressed: &mut [u8],
        num_bits: u8,
    ) -> usize;

    /// Packs the steps between strictly ascending integers, less one; gives the bytes written.
    fn compress_strictly_sorted(
        &self,
        initial: Option<u32>,
        decompressed: &[u32],
        compressed: &mut [u8],
        num_bits: u8,
    ) -> usize;

    /// Unpacks a block; gives the bytes read.
    fn decompress(&self, compressed: &[u8], decompressed: &mut [u32], num_bits: u8) -> usize;

    /// Unpacks what [`Self::compress_sorted`] packed; gives the bytes read.
    fn decompress_sorted(
        &self,
        initial: u32,
        compressed: &[u8],
        decompressed: &mut [u32],
        num_bits: u8,
    ) -> usize;

    /// Unpacks what [`Self::compress_strictly_sorted`] packed; gives the bytes read.
    fn decompress_strictly_sorted(
        &self,
        initial: Option<u32>,
        compressed: &[u8],
        decompressed: &mut [u32],
        num_bits: u8,
    ) -> usize;

    /// The bits that the largest integer needs.
    fn num_bits(&self, decompressed: &[u32]) -> u8;

    /// The bits that the largest step needs.
    fn num_bits_sorted(&self, initial: u32, decompressed: &[u32]) -> u8;

    /// The bits that the largest step, less one, needs.
    fn num_bits_strictly_sorted(&self, initial: Option<u32>, decompressed: &[u32]) -> u8;

    /// The bytes of a packed block.
    fn compressed_block_size(num_bits: u8) -> usize {
        Self::BLOCK_LEN * usize::from(num_bits) / 8
    }
}

/// Blocks of 32 integers in one lane.
#[derive(Clone, Copy)]
pub struct BitPacker1x;

/// Blocks of 128 integers in four lanes.
#[derive(Clone, Copy)]
pub struct BitPacker4x;

macro_rules! packer {
    ($packer:ident, $lanes:literal) => {
        impl BitPacker for $packer {
            const BLOCK_LEN: usize = ROWS * $lanes;

            fn new() -> Self {
                Self
            }

            fn compress(&self, decompressed: &[u32], compressed: &mut [u8], num_bits: u8) -> usize {
                pack::<$lanes>(decompressed, compressed, num_bits, |integer| integer)
            }

            fn compress_sorted(
                &self,
                initial: u32,
                decompressed: &[u32],
                compressed: &mut [u8],
                num_bits: u8,
            ) -> usize {
                pack::<$lanes>(decompressed, compressed, num_bits, steps(initial, 0))
            }

            fn compress_strictly_sorted(
                &self,
                initial: Option<u32>,
                decompressed: &[u32],
                compressed: &mut [u8],
                num_bits: u8,
            ) -> usize {
                pack::<$lanes>(decompressed, compressed, num_bits, steps(before(initial), 1))
            }

            fn decompress(
                &self,
                compressed: &[u8],
                decompressed: &mut [u32],
                num_bits: u8,
            ) -> usize {
                unpack::<$lanes>(compressed, &mut decompressed[..Self::BLOCK_LEN], num_bits)
            }

            fn decompress_sorted(
                &self,
                initial: u32,
                compressed: &[u8],
                decompressed: &mut [u32],
                num_bits: u8,
            ) -> usize {
                let read = self.decompress(compressed, decompressed, num_bits);
                climb(&mut decompressed[..Self::BLOCK_LEN], initial, 0);
                read
            }

            fn decompress_strictly_sorted(
                &self,
                initial: Option<u32>,
                compressed: &[u8],
                decompressed: &mut [u32],
                num_bits: u8,
            ) -> usize {
                let read = self.decompress(compressed, decompressed, num_bits);
                climb(&mut decompressed[..Self::BLOCK_LEN], before(initial), 1);
                read
            }

            fn num_bits(&self, decompressed: &[u32]) -> u8 {
                width(&decompressed[..Self::BLOCK_LEN], |integer| integer)
            }

            fn num_bits_sorted(&self, initial: u32, decompressed: &[u32]) -> u8 {
                width(&decompressed[..Self::BLOCK_LEN], steps(initial, 0))
            }

            fn num_bits_strictly_sorted(&self, initial: Option<u32>, decompressed: &[u32]) -> u8 {
                width(&decompressed[..Self::BLOCK_LEN], steps(before(initial), 1))
            }
        }
    };
}

packer!(BitPacker1x, 1);
packer!(BitPacker4x, 4);

/// What a strictly ascending block follows: without a predecessor, the integer before 0.
fn before(initial: Option<u32>) -> u32 {
    initial.unwrap_or(u32::MAX)
}

/// Gives each integer's distance from the one before it, less `least`.
fn steps(initial: u32, least: u32) -> impl FnMut(u32) -> u32 {
    let mut previous = initial;
    move |integer| {
        integer.wrapping_sub(std::mem::replace(&mut previous, integer)).wrapping_sub(least)
    }
}

/// Turns steps, less `least`, back into integers.
fn climb(steps: &mut [u32], initial: u32, least: u32) {
    let mut height = initial;
    for step in steps {
        height = height.wrapping_add(*step).wrapping_add(least);
        *step = height;
    }
}

/// The bits that the largest of what `of` gives needs.
fn width(integers: &[u32], of: impl FnMut(u32) -> u32) -> u8 {
    let any = integers.iter().copied().map(of).fold(0, std::ops::BitOr::bitor);
    // At most 32.
    (u32::BITS - any.leading_zeros()) as u8
}

/// Packs what `of` gives for each integer.
fn pack<const LANES: usize>(
    integers: &[u32],
    packed: &mut [u8],
    num_bits: u8,
    mut of: impl FnMut(u32) -> u32,
) -> usize {
    assert_eq!(integers.len(), ROWS * LANES, "a block has {} integers", ROWS * LANES);
    let words = &mut packed.as_chunks_mut::<4>().0[..usize::from(num_bits) * LANES];
    words.fill([0; 4]);
    let mut put = |at: usize, bits: u32| {
        let word = u32::from_le_bytes(words[at]) | bits;
        words[at] = word.to_le_bytes();
    };
    for (row, integers) in integers.as_chunks::<LANES>().0.iter().enumerate() {
        let (first, shift) = place(row, num_bits);
        for (lane, integer) in integers.iter().enumerate() {
            let bits = u64::from(of(*integer)) << shift;
            if bits as u32 != 0 {
                put(first * LANES + lane, bits as u32);
            }
            if bits >> 32 != 0 {
                put((first + 1) * LANES + lane, (bits >> 32) as u32);
            }
        }
    }
    words.len() * 4
}

/// Unpacks a block.
fn unpack<const LANES: usize>(packed: &[u8], integers: &mut [u32], num_bits: u8) -> usize {
    let words = packed.as_chunks::<4>().0[..usize::from(num_bits) * LANES].as_chunks::<LANES>().0;
    let mask = ((1_u64 << num_bits) - 1) as u32;
    let nothing = [[0; 4]; LANES];
    for (row, integers) in integers.as_chunks_mut::<LANES>().0.iter_mut().enumerate() {
        let (first, shift) = place(row, num_bits);
        // Of the second word there are bits only where the first ends too early; behind the last
        // row there is none.
        let low = words.get(first).unwrap_or(&nothing);
        let high = words.get(first + 1).unwrap_or(&nothing);
        for (integer, (low, high)) in integers.iter_mut().zip(low.iter().zip(high)) {
            let bits =
                u64::from(u32::from_le_bytes(*low)) | u64::from(u32::from_le_bytes(*high)) << 32;
            *integer = (bits >> shift) as u32 & mask;
        }
    }
    packed.len().min(words.len() * LANES * 4)
}

/// Where a row's bits begin: the word of its lane, and the bit in it.
fn place(row: usize, num_bits: u8) -> (usize, usize) {
    let bit = row * usize::from(num_bits);
    (bit / 32, bit % 32)
}
