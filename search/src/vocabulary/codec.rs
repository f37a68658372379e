//! The vocabulary's file: five sections, each after its length (u64, little-endian).
//!
//! | section | holds |
//! |---|---|
//! | starts | where each form starts in `text`, u32 each, with the end of the last |
//! | text | all forms, sorted, one after the other |
//! | statistics | per form: documents (u32), fields (u8) |
//! | keys | FST: key → list |
//! | lists | per key with several forms: count, then ascending form ids as varint differences |
//!
//! A key with one form needs no list: the FST's value is `id << 1 | 1`; otherwise `offset << 1`.

/// Bytes of one form's statistics.
pub(crate) const STATISTICS_BYTES: usize = 5;

/// Appends `value` in seven bits a byte, lowest first.
#[cfg(feature = "writer")]
pub(crate) fn write_varint(mut value: u32, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    out.push((value & 0x7f) as u8);
}

/// Takes a varint off the front; none where the bytes end first.
pub(crate) fn read_varint(bytes: &mut &[u8]) -> Option<u32> {
    let mut value = 0_u32;
    for shift in (0..32).step_by(7) {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u32::from(first & 0x7f) << shift;
        if first & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

/// Appends a section with its length.
#[cfg(feature = "writer")]
pub(crate) fn write_section(section: &[u8], out: &mut Vec<u8>) {
    out.extend_from_slice(&(section.len() as u64).to_le_bytes());
    out.extend_from_slice(section);
}

/// Takes the next section off the front; none where the bytes end first.
pub(crate) fn read_section<'a>(bytes: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (length, rest) = bytes.split_first_chunk::<8>()?;
    let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
    let (section, rest) = rest.split_at_checked(length)?;
    *bytes = rest;
    Some(section)
}

#[cfg(all(test, feature = "writer"))]
mod tests {
    use super::*;

    #[test]
    fn varints_are_read_back() {
        for value in [0, 1, 127, 128, 16_383, 16_384, u32::MAX] {
            let mut bytes = Vec::new();
            write_varint(value, &mut bytes);
            assert_eq!(read_varint(&mut bytes.as_slice()), Some(value));
        }
    }

    #[test]
    fn cut_bytes_are_refused() {
        assert_eq!(read_varint(&mut [0x80].as_slice()), None);
        assert_eq!(read_section(&mut [9, 0, 0, 0, 0, 0, 0, 0, 1].as_slice()), None);
    }
}
