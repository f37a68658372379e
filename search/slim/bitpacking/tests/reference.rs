//! The same bytes and the same integers as the crate whose place this takes.

#![expect(clippy::cast_possible_truncation, reason = "what is cut off is meant to be")]

use reference::BitPacker as _;

/// Integers of up to `bits` bits, the same in every run (xorshift).
fn integers(count: usize, bits: u32, seed: u64) -> Vec<u32> {
    let mut state = seed | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 16) as u32
    };
    (0..count).map(|_| if bits == 0 { 0 } else { next() >> (32 - bits) }).collect()
}

/// As ascending integers, each at least `least` above the one before it, for as long as there is
/// room above.
fn ascending(steps: &[u32], least: u32) -> Vec<u32> {
    let room = u32::MAX / steps.len() as u32 - 2;
    let climb = |height: &mut u32, step: &u32| {
        *height += step % room + least;
        Some(*height)
    };
    steps.iter().scan(0, climb).collect()
}

macro_rules! compared {
    ($name:ident, $packer:ident) => {
        #[test]
        fn $name() {
            use bitpacking::BitPacker as _;
            let (own, theirs) = (bitpacking::$packer::new(), reference::$packer::new());
            let count = bitpacking::$packer::BLOCK_LEN;
            for case in 0..33 * 40 {
                let (bits, seed) = (case % 33, u64::from(case).wrapping_mul(0x9e37_79b9_7f4a_7c15));
                let block = integers(count, bits, seed);
                let (sorted, strict) = (ascending(&block, 0), ascending(&block, 1));
                let before = [None, Some(strict[0] - 1)][case as usize % 2];
                let base = sorted[0] / 2;

                let width = own.num_bits(&block);
                assert_eq!(width, theirs.num_bits(&block));
                assert_eq!(
                    own.num_bits_sorted(base, &sorted),
                    theirs.num_bits_sorted(base, &sorted)
                );
                assert_eq!(
                    own.num_bits_strictly_sorted(before, &strict),
                    theirs.num_bits_strictly_sorted(before, &strict)
                );

                // Behind the block lies what must stay as it is; a block may be packed wider than
                // it must.
                for width in [width, (width + 3).min(32)] {
                    let (mut ours, mut expected) = ([0xa5; 600], [0xa5; 600]);
                    assert_eq!(
                        own.compress(&block, &mut ours, width),
                        theirs.compress(&block, &mut expected, width)
                    );
                    assert_eq!(ours, expected);
                    let (mut read, mut read_by_them) = (vec![7; count], vec![7; count]);
                    let size = own.decompress(&expected, &mut read, width);
                    assert_eq!(size, theirs.decompress(&expected, &mut read_by_them, width));
                    assert_eq!(size, bitpacking::$packer::compressed_block_size(width));
                    assert_eq!((&read, &read_by_them), (&block, &block));
                    // No more than the block is read.
                    assert_eq!(own.decompress(&expected[..size], &mut read, width), size);
                }

                let width = own.num_bits_sorted(base, &sorted);
                let (mut ours, mut expected) = ([0; 600], [0; 600]);
                let size = own.compress_sorted(base, &sorted, &mut ours, width);
                assert_eq!(size, theirs.compress_sorted(base, &sorted, &mut expected, width));
                assert_eq!(ours, expected);
                let mut read = vec![0; count];
                assert_eq!(own.decompress_sorted(base, &ours, &mut read, width), size);
                assert_eq!(read, sorted);

                let width = own.num_bits_strictly_sorted(before, &strict);
                let (mut ours, mut expected) = ([0; 600], [0; 600]);
                let size = own.compress_strictly_sorted(before, &strict, &mut ours, width);
                assert_eq!(
                    size,
                    theirs.compress_strictly_sorted(before, &strict, &mut expected, width)
                );
                assert_eq!(ours, expected);
                assert_eq!(own.decompress_strictly_sorted(before, &ours, &mut read, width), size);
                assert_eq!(read, strict);
            }
        }
    };
}

compared!(one_lane_is_packed_as_the_crate_does, BitPacker1x);
compared!(four_lanes_are_packed_as_the_crate_does, BitPacker4x);
