//! What stands in a text as base64 (RFC 2397, RFC 4648): pictures, fonts and files in styles, pages
//! and scripts. Takes a text; gives what it is, and where.

use std::ops::Range;

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use memchr::memmem;

/// The end of what stands before it.
const MARK: &str = "64";

/// However it ends.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// The bytes behind each mark, up to the first sign that is none of base64's.
pub(in crate::guard) fn encoded(text: &str) -> Vec<(Range<usize>, Vec<u8>)> {
    let marks = memmem::find_iter(text.as_bytes(), MARK).map(|at| at + MARK.len());
    let stretches = marks.filter_map(|end| stretch(text.as_bytes(), end));
    stretches.filter_map(|stretch| decoded(text, stretch)).collect()
}

/// The stretch that a mark which ends at `end` stands before: `;base64,` of an address,
/// `;ENCODING=BASE64…:` of a calendar (RFC 5545, 3.1.3), whose lines go on behind a blank.
fn stretch(bytes: &[u8], end: usize) -> Option<Range<usize>> {
    /// What other words a calendar has before the colon.
    const PARAMETERS: usize = 256;
    let before = before_suffix(&bytes[..end - MARK.len()], b"base")?;
    let after = &bytes[end..];
    if after.first() == Some(&b',') && before.trim_ascii_end().last() == Some(&b';') {
        return Some(end + 1..bytes.len());
    }
    before_suffix(before, b"encoding=")?;
    let colon = after.iter().take(PARAMETERS).position(|byte| *byte == b':')?;
    let start = end + colon + 1;
    let ends = |at: &usize| bytes.get(at + 1).is_none_or(|next| !b" \t".contains(next));
    let line = memchr::memchr_iter(b'\n', &bytes[start..]).map(|at| start + at).find(ends);
    Some(start..line.unwrap_or(bytes.len()))
}

/// What stands before `suffix`, in letters of either case.
fn before_suffix<'b>(bytes: &'b [u8], suffix: &[u8]) -> Option<&'b [u8]> {
    let (before, last) = bytes.split_at_checked(bytes.len().checked_sub(suffix.len())?)?;
    last.eq_ignore_ascii_case(suffix).then_some(before)
}

fn decoded(text: &str, stretch: Range<usize>) -> Option<(Range<usize>, Vec<u8>)> {
    let start = stretch.start;
    let written = text.as_bytes().get(stretch)?;
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
        for mark in [
            ";BASE64,",
            ";charset=x; base64,",
            "ATTACH;ENCODING=BASE64;VALUE=BINARY:",
            "Photo;encoding=base64:",
        ] {
            let [(_, bytes)] =
                encoded(&format!("{mark}SGVq\n IGRlcg==\nEND:VEVENT")).try_into().expect("one");
            assert!(bytes.starts_with(b"Hej der"), "{mark}");
        }
        assert_eq!(encoded(";base64,-_8=").pop().expect("one").1, [0xfb, 0xff]);
        assert!(encoded("base64,SGVq").is_empty());
        assert_eq!(encoded(";base64,").len(), 1);
    }
}
