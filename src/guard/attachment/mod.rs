//! The words in files that are no text: PDF, Word, Excel and their kin, pictures with what cameras
//! and programs wrote into them. Takes bytes; gives everything that somebody could read out of
//! them, shown or not, or says that it cannot.

mod cells;
mod day;
mod encoded;
mod formula;
mod office;
mod packed;
mod pdf;
mod sheet;
mod strings;

pub(super) use encoded::encoded;
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
    /// Whether something in it runs, or is opened with it.
    pub(super) is_active: bool,
}

impl Words {
    /// Those of a file that is nothing but words.
    fn of(text: String) -> Self {
        Self { text, all_is_text: true, is_unfinished: false, is_active: false }
    }
}

/// The most text that is read out of one file, in bytes.
const MOST: usize = 32 << 20;

/// The most that is unpacked of one file, in bytes, whether it is text or not.
const UNPACKED: usize = 192 << 20;

/// How deep files in files are opened.
const DEPTH: u8 = 3;

/// How much of one file is still opened. It is counted in bytes and not in seconds, so that a file
/// is judged alike on every machine.
#[derive(Debug)]
pub(super) struct Budget {
    depth: u8,
    unpacked: usize,
}

impl Budget {
    /// How many bytes may still be unpacked.
    fn left(&self) -> usize {
        self.unpacked
    }

    /// So many bytes have been unpacked.
    ///
    /// # Errors
    /// When those are all that there were.
    fn take(&mut self, bytes: usize) -> Result<(), Unreadable> {
        self.unpacked = self.unpacked.saturating_sub(bytes);
        if self.unpacked == 0 { Err(Unreadable::Damaged) } else { Ok(()) }
    }

    /// What `read` gives of a file in this one.
    ///
    /// # Errors
    /// When it lies too deep, and those of `read`.
    fn within<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, Unreadable>,
    ) -> Result<T, Unreadable> {
        self.depth = self.depth.checked_sub(1).ok_or(Unreadable::Damaged)?;
        let given = read(self);
        self.depth += 1;
        given
    }
}

/// The words of a file. What it is, its first bytes tell, whatever its name says; but for Brotli
/// (RFC 7932), which begins as anything may.
///
/// # Errors
/// When it is known that something in it cannot be read.
pub(super) fn words_of(path: &str, bytes: &[u8]) -> Result<Words, Unreadable> {
    let budget = &mut Budget { depth: DEPTH, unpacked: UNPACKED };
    if path.to_ascii_lowercase().ends_with(".br") {
        return budget.within(|budget| words_within(&packed::unbrotlied(bytes, budget)?, budget));
    }
    words_within(bytes, budget)
}

/// The words of a file without a name.
///
/// # Errors
/// Those of [`words_of`].
pub(super) fn words(bytes: &[u8]) -> Result<Words, Unreadable> {
    words_of("", bytes)
}

fn words_within(bytes: &[u8], budget: &mut Budget) -> Result<Words, Unreadable> {
    let is = |magic: &[u8]| bytes.starts_with(magic);
    // Some programs write a few bytes before the beginning of a PDF.
    if memchr::memmem::find(&bytes[..bytes.len().min(1024)], b"%PDF-").is_some() {
        return budget.within(|budget| pdf::words(bytes, budget));
    }
    if is(b"PK\x03\x04") || is(b"PK\x05\x06") {
        return budget.within(|budget| office::words(bytes, budget));
    }
    if is(b"\x1f\x8b") {
        return budget.within(|budget| words_within(&packed::gunzipped(bytes, budget)?, budget));
    }
    // The container of old Office files, and of locked new ones.
    if is(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") && strings::has_utf16(bytes, "EncryptedPackage") {
        return Err(Unreadable::Encrypted);
    }
    let mut text = strings::strings(bytes);
    hidden_within(bytes, budget, &mut text)?;
    Ok(Words::of(text))
}

/// What is packed into a picture or a file of any kind, or stands behind its end, added to `text`.
fn hidden_within(bytes: &[u8], budget: &mut Budget, text: &mut String) -> Result<(), Unreadable> {
    for inner in packed::packed(bytes, budget)? {
        match budget.within(|budget| words_within(&inner, budget)) {
            Ok(words) => text.push_str(&words.text),
            Err(Unreadable::Damaged) if budget.depth > 0 => {
                text.push_str(&strings::strings(&inner));
            }
            Err(why) => return Err(why),
        }
        text.push('\n');
        if text.len() > MOST || budget.left() == 0 {
            return Err(Unreadable::Damaged);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
