//! What stands in a text as base64 (RFC 2397, RFC 4648): pictures, fonts and files in styles, pages
//! and scripts. Takes a text; gives what it is, and where.

use std::ops::Range;

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use memchr::memmem;

/// What stands before it.
const MARK: &str = ";base64,";

/// However it ends.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// The bytes behind each mark, up to the first sign that is none of base64's.
pub(in crate::guard) fn encoded(text: &str) -> Vec<(Range<usize>, Vec<u8>)> {
    let starts = memmem::find_iter(text.as_bytes(), MARK).map(|at| at + MARK.len());
    starts.filter_map(|start| decoded(text, start)).collect()
}

fn decoded(text: &str, start: usize) -> Option<(Range<usize>, Vec<u8>)> {
    let written = text.as_bytes().get(start..)?;
    let length = written.iter().take_while(|byte| is_written(**byte)).count();
    // Styles break lines by a backslash; addresses have signs of their own for two of the letters.
    let letters: Vec<u8> = written[..length]
        .iter()
        .filter(|byte| !byte.is_ascii_whitespace() && !b"\\=".contains(byte))
        .map(|byte| match byte {
            b'-' => b'+',
            b'_' => b'/',
            byte => *byte,
        })
        .collect();
    // A single letter at the end is no byte.
    let whole = letters.len() - usize::from(letters.len() % 4 == 1);
    let bytes = LENIENT.decode(&letters[..whole]).ok()?;
    Some((start..start + length, bytes))
}

fn is_written(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte.is_ascii_whitespace() || b"+/-_=\\".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_encoded_is_found_however_it_is_written() {
        for written in ["SGVqIGRlcg==", "SGVqIGRlcg", "SGVq\\\n  IGRl cg==", "SGVqIGRlcg=\n="] {
            let text = format!("a {{ b: url(data:text/plain;base64,{written}) }}");
            let [(place, bytes)] = encoded(&text).try_into().expect("one");
            assert_eq!(bytes, b"Hej der", "{written}");
            assert_eq!(&text[place], written);
        }
        assert_eq!(encoded(";base64,-_8=").pop().expect("one").1, [0xfb, 0xff]);
        assert!(encoded("base64,SGVq").is_empty());
        assert_eq!(encoded(";base64,").len(), 1);
    }
}
