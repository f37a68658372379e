//! The words in files that are no text: PDF, Word, Excel and their kin, pictures with what cameras
//! and programs wrote into them. Takes bytes; gives everything that somebody could read out of
//! them, shown or not, or says that it cannot.

mod office;
mod pdf;
mod strings;

/// Why the words of a file are not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unreadable {
    /// It is locked by a password.
    Encrypted,
    /// It is damaged, or larger inside than anybody would look through.
    Damaged,
}

/// What a file says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Words {
    /// Everything in it, in the order of the file.
    pub(super) text: String,
    /// Whether every page was read: a scanned letter is a picture.
    pub(super) all_is_text: bool,
}

/// The most that is read out of one file, in bytes.
const MOST: usize = 64 << 20;

/// How deep files in files are opened.
const DEPTH: u8 = 3;

/// The words of a file. What it is, its first bytes tell, whatever its name says.
///
/// # Errors
/// When it is known that something in it cannot be read.
pub(super) fn words(bytes: &[u8]) -> Result<Words, Unreadable> {
    words_within(bytes, DEPTH)
}

fn words_within(bytes: &[u8], depth: u8) -> Result<Words, Unreadable> {
    let is = |magic: &[u8]| bytes.starts_with(magic);
    // Some programs write a few bytes before the beginning of a PDF.
    let is_pdf = bytes[..bytes.len().min(1024)].windows(5).any(|window| window == b"%PDF-");
    let is_archive = is(b"PK\x03\x04") || is(b"PK\x05\x06");
    if (is_pdf || is_archive) && depth == 0 {
        return Err(Unreadable::Damaged);
    }
    if is_pdf {
        return pdf::words(bytes, depth - 1);
    }
    if is_archive {
        let mut text = String::new();
        office::archive(bytes, depth - 1, &mut text)?;
        return Ok(Words { text, all_is_text: true });
    }
    // The container of old Office files, and of locked new ones.
    if is(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") && strings::has_utf16(bytes, "EncryptedPackage") {
        return Err(Unreadable::Encrypted);
    }
    Ok(Words { text: strings::strings(bytes), all_is_text: true })
}

#[cfg(test)]
mod tests;
