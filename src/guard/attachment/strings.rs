//! Readable runs in bytes of any kind: EXIF, XMP and IPTC of pictures, comments, names, old Office
//! files. Pixels hold no runs of ten digits by chance: that is one in 10^13 for each place.

use std::io::Read;

use flate2::read::ZlibDecoder;

use super::MOST;

/// Shorter runs are noise.
const SHORTEST: usize = 6;

/// Every run of text, a line each: in ASCII or UTF-8, in UTF-16 of both orders, and in PNG's
/// compressed texts.
pub(super) fn strings(bytes: &[u8]) -> String {
    let mut found = String::new();
    ascii(bytes, &mut found);
    for order in [u16::from_le_bytes, u16::from_be_bytes] {
        for start in [0, 1] {
            utf16(bytes.get(start..).unwrap_or_default(), order, &mut found);
        }
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        png(bytes, &mut found);
    }
    found
}

/// Whether a word stands somewhere in UTF-16.
pub(super) fn has_utf16(bytes: &[u8], word: &str) -> bool {
    let wanted: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

/// Every digit of Unicode counts too, so what is not ASCII is kept as it is.
fn ascii(bytes: &[u8], found: &mut String) {
    let readable = |byte: &u8| matches!(byte, b' '..=b'~' | b'\n' | b'\t' | 0x80..);
    for run in bytes.split(|byte| !readable(byte)).filter(|run| run.len() >= SHORTEST) {
        // Pixels are not ASCII for long.
        if run.iter().filter(|byte| byte.is_ascii()).count() * 2 >= run.len() {
            found.push_str(&String::from_utf8_lossy(run));
            found.push('\u{1}');
        }
    }
}

fn utf16(bytes: &[u8], order: fn([u8; 2]) -> u16, found: &mut String) {
    let mut run = String::new();
    for pair in bytes.chunks_exact(2) {
        let unit = order([pair[0], pair[1]]);
        match char::from_u32(u32::from(unit)) {
            // ASCII, Latin and punctuation: the rest of UTF-16 is what other bytes look like.
            Some(character @ (' '..='~' | '\u{a0}'..='\u{24f}' | '\u{2000}'..='\u{206f}')) => {
                run.push(character);
            }
            _ => end(&mut run, found),
        }
    }
    end(&mut run, found);
}

fn end(run: &mut String, found: &mut String) {
    if run.len() >= SHORTEST {
        found.push_str(run);
        found.push('\u{1}');
    }
    run.clear();
}

/// `zTXt`, `iTXt`: a keyword, some bytes, and a zlib stream (PNG, third edition, 11.3.3).
fn png(bytes: &[u8], found: &mut String) {
    let mut rest = bytes.get(8..).unwrap_or_default();
    while let Some((head, after)) = rest.split_at_checked(8) {
        let length =
            head[..4].iter().fold(0_usize, |length, byte| length << 8 | usize::from(*byte));
        let Some((data, next)) = after.split_at_checked(length) else { return };
        if matches!(&head[4..], b"zTXt" | b"iTXt") {
            inflated(data, found);
        }
        rest = next.get(4..).unwrap_or_default();
    }
}

/// What the first zlib stream holds.
fn inflated(data: &[u8], found: &mut String) {
    for start in
        data.iter().enumerate().filter(|(_, byte)| **byte == 0x78).map(|(at, _)| at).take(16)
    {
        let mut text = Vec::new();
        let most = u64::try_from(MOST).unwrap_or(u64::MAX);
        // Of a stream that is cut short, what there is counts.
        let _ = ZlibDecoder::new(&data[start..]).take(most).read_to_end(&mut text);
        if text.len() >= SHORTEST {
            found.push_str(&String::from_utf8_lossy(&text));
            found.push('\u{1}');
            return;
        }
    }
}
