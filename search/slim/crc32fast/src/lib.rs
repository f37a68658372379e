//! The checksum CRC-32 (ISO 3309), as zip and gzip have it, a byte at a time. Takes the place of
//! the crate of this name by a patch in the root's `Cargo.toml`: that one's sixteen tables would be
//! a twentieth of what a browser has to fetch for a search.

#![expect(clippy::cast_possible_truncation, reason = "what is cut off is meant to be")]

/// The polynomial, lowest bit first.
const POLYNOMIAL: u32 = 0xedb8_8320;

/// What each byte does to the checksum.
static TABLE: [u32; 256] = table();

const fn table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < table.len() {
        let mut rest = byte as u32;
        let mut bit = 0;
        while bit < 8 {
            rest = if rest & 1 == 1 { rest >> 1 ^ POLYNOMIAL } else { rest >> 1 };
            bit += 1;
        }
        table[byte] = rest;
        byte += 1;
    }
    table
}

/// The checksum of `bytes`.
pub fn hash(bytes: &[u8]) -> u32 {
    let mut hasher = Hasher::new();
    hasher.update(bytes);
    hasher.finalize()
}

/// The checksum of what comes piece by piece.
#[derive(Clone, Debug, Default)]
pub struct Hasher {
    /// Of what came so far.
    checksum: u32,
}

impl Hasher {
    /// Of nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Goes on where `checksum` is that of what came so far; its length matters to nothing here.
    pub fn new_with_initial_len(checksum: u32, _length: u64) -> Self {
        Self { checksum }
    }

    /// Takes in the next piece.
    pub fn update(&mut self, bytes: &[u8]) {
        let step = |rest: u32, byte: &u8| TABLE[usize::from(rest as u8 ^ byte)] ^ rest >> 8;
        self.checksum = !bytes.iter().fold(!self.checksum, step);
    }

    /// The checksum of all pieces.
    pub fn finalize(self) -> u32 {
        self.checksum
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By the definition, a bit at a time.
    fn defined(bytes: &[u8]) -> u32 {
        let mut rest = u32::MAX;
        for bit in bytes.iter().flat_map(|byte| (0..8).map(move |bit| u32::from(byte >> bit & 1))) {
            rest = if rest & 1 == bit { rest >> 1 } else { rest >> 1 ^ POLYNOMIAL };
        }
        !rest
    }

    #[test]
    fn the_checksum_is_as_it_is_defined() {
        let bytes: Vec<u8> =
            (0_u32..5_000).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        for end in (0..300).chain([1_000, 4_999, 5_000]) {
            assert_eq!(hash(&bytes[..end]), defined(&bytes[..end]), "{end} bytes");
        }
        // The check value of the catalogue of CRCs.
        assert_eq!(hash(b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn pieces_give_the_checksum_of_the_whole() {
        let mut hasher = Hasher::new_with_initial_len(hash(b"1234"), 4);
        hasher.update(b"");
        hasher.update(b"56789");
        assert_eq!(hasher.finalize(), hash(b"123456789"));
    }
}
