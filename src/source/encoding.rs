//! What a file was saved as that is no UTF-8: one of the character sets that Danish programs have
//! used, or no text at all. Takes its bytes; gives a guess. Nothing is read with it.

/// The name of a character set, and the bytes that it has for æ, ø, å, Æ, Ø and Å.
const CHARACTER_SETS: &[(&str, [u8; 6])] = &[
    // WHATWG Encoding, windows-1252; ISO 8859-1 has the same letters.
    ("Windows-1252", [0xe6, 0xf8, 0xe5, 0xc6, 0xd8, 0xc5]),
    // WHATWG Encoding, macintosh.
    ("Mac OS Roman", [0xbe, 0xbf, 0x8c, 0xae, 0xaf, 0x81]),
    // IBM code page 850, as DOS in Denmark had it.
    ("CP850", [0x91, 0x9b, 0x86, 0x92, 0x9d, 0x8f]),
];

/// The character set that has most Danish letters among the bytes; none where there are none, or as
/// many in two.
pub(super) fn character_set(bytes: &[u8]) -> Option<&'static str> {
    let count = |letters: &[u8; 6]| bytes.iter().filter(|byte| letters.contains(byte)).count();
    let mut counts: Vec<_> =
        CHARACTER_SETS.iter().map(|(name, letters)| (count(letters), *name)).collect();
    counts.sort_unstable_by(|one, other| other.cmp(one));
    let (most, name) = *counts.first()?;
    (most > 0 && counts.get(1).is_none_or(|(next, _)| *next < most)).then_some(name)
}

/// What a file with NUL bytes is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Binary {
    /// Text in units of two bytes.
    Utf16,
    /// What another program made, by the name of its kind.
    Document(&'static str),
    /// Anything else.
    Other,
}

/// The beginnings of files that are saved under the name of a text.
const BEGINNINGS: &[(&[u8], &str)] = &[
    (b"PK\x03\x04", "Word, Excel, Pages (zip)"),
    (b"\xD0\xCF\x11\xE0", "Word, Excel (97-2003)"),
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xFF\xD8\xFF", "JPEG"),
];

pub(super) fn binary(bytes: &[u8]) -> Binary {
    let begins = BEGINNINGS.iter().find(|(begin, _)| bytes.starts_with(begin));
    if let Some((_, name)) = begins {
        return Binary::Document(name);
    }
    let nul_at = |odd: usize| {
        let every_second = bytes.iter().skip(odd).step_by(2);
        every_second.filter(|byte| **byte == 0).count() * 4 > bytes.len()
    };
    let is_marked = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    if is_marked || nul_at(0) || nul_at(1) { Binary::Utf16 } else { Binary::Other }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn danish_letters_tell_what_a_file_was_saved_as() {
        for (bytes, name) in [
            (&b"P\xe5 \xd8sterbro"[..], Some("Windows-1252")),
            (b"P\x8c \xafsterbro", Some("Mac OS Roman")),
            (b"P\x86 \x9dsterbro", Some("CP850")),
            (b"\x80", None),
        ] {
            assert_eq!(character_set(bytes), name, "{bytes:?}");
        }
    }

    #[test]
    fn a_file_with_nul_bytes_is_known_by_them() {
        assert_eq!(binary(b"\xFF\xFEa\0"), Binary::Utf16);
        assert_eq!(binary(b"-\0-\0-\0\n\0"), Binary::Utf16);
        assert_eq!(binary(b"PK\x03\x04\0\0"), Binary::Document("Word, Excel, Pages (zip)"));
        assert_eq!(binary(b"title: a\0b"), Binary::Other);
    }
}
