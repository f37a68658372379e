//! Readable runs in bytes of any kind: EXIF, XMP and IPTC of pictures, comments, names, old Office
//! files. Pixels hold no runs of ten digits by chance: that is one in 10^13 for each place.

/// Shorter runs are noise.
const SHORTEST: usize = 6;

/// Every run of text, a line each: in ASCII or UTF-8, and in UTF-16 of both orders.
pub(super) fn strings(bytes: &[u8]) -> String {
    let mut found = String::new();
    ascii(bytes, &mut found);
    for order in [u16::from_le_bytes, u16::from_be_bytes] {
        for start in [0, 1] {
            utf16(bytes.get(start..).unwrap_or_default(), order, &mut found);
        }
    }
    found
}

/// Whether a word stands somewhere in UTF-16.
pub(super) fn has_utf16(bytes: &[u8], word: &str) -> bool {
    let wanted: Vec<u8> = word.encode_utf16().flat_map(u16::to_le_bytes).collect();
    memchr::memmem::find(bytes, &wanted).is_some()
}

/// Every run of ASCII or UTF-8, added to `found`. Every digit of Unicode counts too, so what is not
/// ASCII is kept as it is.
pub(super) fn ascii(bytes: &[u8], found: &mut String) {
    let readable = |byte: &u8| matches!(byte, b' '..=b'~' | b'\n' | b'\t' | 0x80..);
    for run in bytes.split(|byte| !readable(byte)).filter(|run| run.len() >= SHORTEST) {
        // Pixels are not ASCII for long.
        if run.iter().filter(|byte| byte.is_ascii()).count() * 2 >= run.len() || is_wide(run) {
            found.push_str(&String::from_utf8_lossy(run));
            found.push('\u{1}');
        }
    }
}

/// Whether half of a run is ASCII or letters of three and four bytes, as full-width digits are: by
/// chance those are rare.
fn is_wide(run: &[u8]) -> bool {
    let letters = run.utf8_chunks().flat_map(|chunk| chunk.valid().chars().map(char::len_utf8));
    letters.filter(|length| *length != 2).sum::<usize>() * 2 >= run.len()
}

fn utf16(bytes: &[u8], order: fn([u8; 2]) -> u16, found: &mut String) {
    let mut run = String::new();
    for pair in bytes.chunks_exact(2) {
        let unit = order([pair[0], pair[1]]);
        match char::from_u32(u32::from(unit)) {
            // ASCII, Latin and punctuation: the rest of UTF-16 is what other bytes look like.
            Some(
                character @ (' '..='~'
                | '\u{a0}'..='\u{24f}'
                | '\u{2000}'..='\u{206f}'
                | '\u{ff10}'..='\u{ff19}'),
            ) => {
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
