//! The words in files that are no text: PDF, Word, Excel and their kin, pictures with what cameras
//! and programs wrote into them. Takes bytes; gives everything that somebody could read out of
//! them, shown or not, or says that it cannot.

mod formula;
mod office;
mod packed;
mod pdf;
mod sheet;
mod strings;

pub(super) use sheet::separated as cells;

/// Why the words of a file are not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unreadable {
    /// It is locked by a password.
    Encrypted,
    /// It is damaged, or larger inside than anybody would look through.
    Damaged,
    /// It is packed, or holds something that is, by a program whose files are not opened here.
    Packed,
}

/// What a file says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Words {
    /// Everything in it, in the order of the file.
    pub(super) text: String,
    /// Whether every page was read: a scanned letter is a picture.
    pub(super) all_is_text: bool,
    /// Whether it holds changes that nobody has accepted, or comments.
    pub(super) is_unfinished: bool,
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
    let is_pdf = memchr::memmem::find(&bytes[..bytes.len().min(1024)], b"%PDF-").is_some();
    let is_archive = is(b"PK\x03\x04") || is(b"PK\x05\x06");
    let is_gzip = is(b"\x1f\x8b");
    if (is_pdf || is_archive || is_gzip) && depth == 0 {
        return Err(Unreadable::Damaged);
    }
    if is_pdf {
        return pdf::words(bytes, depth - 1);
    }
    if is_archive {
        let mut text = String::new();
        let is_unfinished = office::archive(bytes, depth - 1, &mut text)?;
        return Ok(Words { text, all_is_text: true, is_unfinished });
    }
    if is_gzip {
        return words_within(&packed::gunzipped(bytes)?, depth - 1);
    }
    // The container of old Office files, and of locked new ones.
    if is(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") && strings::has_utf16(bytes, "EncryptedPackage") {
        return Err(Unreadable::Encrypted);
    }
    let mut text = strings::strings(bytes);
    hidden_within(bytes, depth, &mut text)?;
    Ok(Words { text, all_is_text: true, is_unfinished: false })
}

/// What is packed into a picture or a file of any kind, or stands behind its end, added to `text`.
fn hidden_within(bytes: &[u8], depth: u8, text: &mut String) -> Result<(), Unreadable> {
    for inner in packed::packed(bytes)? {
        let Some(depth) = depth.checked_sub(1) else { return Err(Unreadable::Damaged) };
        match words_within(&inner, depth) {
            Ok(words) => text.push_str(&words.text),
            Err(Unreadable::Damaged) => text.push_str(&strings::strings(&inner)),
            Err(why) => return Err(why),
        }
        text.push('\n');
        if text.len() > MOST {
            return Err(Unreadable::Damaged);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
