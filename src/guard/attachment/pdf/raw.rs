//! What stands in the bytes of a PDF, whether a reader of PDF finds it or not: between its objects,
//! and in the editions that a later one was written behind. Counts as well what all of it would be,
//! unpacked, before anybody unpacks it.

use std::io::Read;

use flate2::read::ZlibDecoder;
use memchr::memmem;

use super::super::{Budget, MOST, Unreadable, strings};

/// What the bytes of a stream stand between (ISO 32000-2, 7.3.8).
const BEGIN: &[u8] = b"stream";
const END: &[u8] = b"endstream";

/// What can be read in the bytes as they are, outside of streams; of a file with more than one
/// edition, what is packed in those too.
pub(super) fn text(bytes: &[u8], budget: &mut Budget) -> Result<String, Unreadable> {
    let is_edited = memmem::find_iter(bytes, b"startxref").nth(1).is_some();
    let (mut text, mut rest) = (String::new(), bytes);
    while let Some(at) = memmem::find(rest, BEGIN) {
        let (before, data) = rest.split_at(at);
        strings::ascii(before, &mut text);
        let data = data[BEGIN.len()..].trim_ascii_start();
        let (packed, after) = data.split_at(memmem::find(data, END).unwrap_or(data.len()));
        if !is_picture(before) {
            let inner = unpacked(packed, budget)?;
            if is_edited {
                strings::ascii(&inner, &mut text);
            }
        }
        super::bounded(&text)?;
        rest = after.get(END.len()..).unwrap_or_default();
    }
    strings::ascii(rest, &mut text);
    Ok(text)
}

/// What is packed in a stream. What is packed in another way is left to those who know it; of what
/// is cut short, what there is counts.
fn unpacked(packed: &[u8], budget: &mut Budget) -> Result<Vec<u8>, Unreadable> {
    let mut inner = Vec::new();
    let most = u64::try_from(budget.left().min(MOST)).unwrap_or(u64::MAX);
    let _ = ZlibDecoder::new(packed).take(most).read_to_end(&mut inner);
    budget.take(inner.len())?;
    Ok(inner)
}

/// Whether the dictionary before a stream is that of a picture.
fn is_picture(before: &[u8]) -> bool {
    const PICTURES: [&[u8]; 2] = [b"/Subtype/Image", b"/Subtype /Image"];
    let begins = memmem::rfind(before, b" obj").unwrap_or_default();
    PICTURES.iter().any(|picture| memmem::find(&before[begins..], picture).is_some())
}
