//! The one file for the browser: what was packed is read back, and broken bytes give an error
//! value.

use std::io::Read;

use crate::corpus;
use portal_search::container::{self, pack, read, unpack};
use portal_search::{Engine, IndexFiles, OpenError, Request, build};

/// Where the gzip stream starts.
const PRELUDE: usize = 28;

fn small() -> IndexFiles {
    let names = ["a.idx", "empty", "b.json"];
    names
        .into_iter()
        .zip([vec![7; 60], Vec::new(), b"{}".to_vec()])
        .map(|(name, bytes)| (name.to_owned(), bytes))
        .collect()
}

fn real() -> IndexFiles {
    build(&corpus::documents(), &corpus::synonyms()).unwrap()
}

/// What the worker hands to the engine: the prelude and what the browser inflated.
fn inflated(packed: &[u8]) -> Vec<u8> {
    let mut bytes = packed[..PRELUDE].to_vec();
    flate2::read::GzDecoder::new(&packed[PRELUDE..]).read_to_end(&mut bytes).unwrap();
    bytes
}

/// Fails if any change at any of the positions goes unnoticed.
fn assert_noticed(
    bytes: &[u8],
    positions: impl Iterator<Item = usize>,
    open: fn(&[u8]) -> Result<IndexFiles, OpenError>,
) {
    for at in positions {
        for bit in 0..8 {
            let mut broken = bytes.to_vec();
            broken[at] ^= 1 << bit;
            assert!(open(&broken).is_err(), "bit {bit} of byte {at}");
        }
        assert!(open(&bytes[..at]).is_err(), "cut to {at}");
    }
    let mut longer = bytes.to_vec();
    longer.push(0);
    assert!(open(&longer).is_err());
}

#[test]
fn what_was_packed_is_read_back() {
    for files in [small(), real(), IndexFiles::default()] {
        let packed = pack(&files).unwrap();
        assert_eq!(packed, pack(&files).unwrap());
        assert_eq!(unpack(&packed).unwrap(), files);
        assert_eq!(read(&inflated(&packed)).unwrap(), files);
    }
}

#[test]
fn an_index_in_one_file_answers_as_the_index_does() {
    let files = real();
    let one = container::open(&inflated(&container::whole(&files).unwrap())).unwrap();
    let own = Engine::open(files).unwrap();
    for query in ["samtale", "støtte i hjemmet", "misbrgu", "hjem", "", "xqzw"] {
        let request = Request::new(query);
        assert_eq!(one.search(&request).unwrap(), own.search(&request).unwrap(), "{query}");
    }
}

#[test]
fn the_stream_is_plain_gzip_without_time_or_system() {
    let packed = pack(&real()).unwrap();
    assert_eq!(packed[PRELUDE..PRELUDE + 10], [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
}

#[test]
fn every_broken_bit_and_every_cut_of_a_small_file_is_noticed() {
    let packed = pack(&small()).unwrap();
    assert_noticed(&packed, 0..packed.len(), unpack);
    let inflated = inflated(&packed);
    assert_noticed(&inflated, 0..inflated.len(), read);
}

#[test]
fn broken_bits_and_cuts_all_over_a_real_file_are_noticed() {
    let packed = pack(&real()).unwrap();
    assert_noticed(&packed, (0..packed.len()).step_by(499), unpack);
    let inflated = inflated(&packed);
    assert_noticed(&inflated, (0..inflated.len()).filter(|at| at % 499 == 0 || *at < 200), read);
}

#[test]
fn another_engine_s_file_is_refused_by_its_version() {
    let mut bytes = inflated(&pack(&small()).unwrap());
    // The version's first letter, after the head's length and the text's; then the head's checksum
    // is made good.
    bytes[PRELUDE + 6] = b'9';
    let head = u32::from_le_bytes(bytes[PRELUDE..PRELUDE + 4].try_into().unwrap()) as usize;
    let end = PRELUDE + head - 4;
    let checksum = crc32fast::hash(&bytes[PRELUDE..end]);
    bytes[end..end + 4].copy_from_slice(&checksum.to_le_bytes());
    let Err(OpenError::OtherVersion { expected, found }) = read(&bytes) else {
        panic!("it was read")
    };
    assert_eq!(expected, container::version());
    assert!(found.starts_with('9') && found[1..] == expected[1..]);
}
