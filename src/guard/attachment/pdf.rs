//! The words of a PDF: of its pages, its properties, its notes and form fields, and of what is
//! attached to it.

use lopdf::{Document, Object, ObjectId};

use super::{MOST, Unreadable, Words};

pub(super) fn words(bytes: &[u8], depth: u8) -> Result<Words, Unreadable> {
    let document = Document::load_mem(bytes).map_err(|_| Unreadable::Damaged)?;
    // One that opens without a password is read already.
    if document.is_encrypted() && !document.was_encrypted() {
        return Err(Unreadable::Encrypted);
    }
    let pages = document.get_pages();
    if pages.is_empty() {
        return Err(Unreadable::Damaged);
    }
    let (mut text, mut all_is_text) = (String::new(), true);
    for (page, object) in pages {
        let before = text.len();
        for chunk in document.extract_text_chunks_with_limit(&[page], MOST) {
            all_is_text &= chunk.is_ok();
            text.push_str(&chunk.unwrap_or_default());
        }
        let read = text[before..].chars().any(char::is_alphanumeric);
        text.push('\n');
        all_is_text &= read || !shows_something(&document, object);
        bounded(&text)?;
    }
    for object in document.objects.values() {
        collect(object, depth, &mut text);
        bounded(&text)?;
    }
    after_the_end(bytes, depth, &mut text)?;
    bounded(&text)?;
    Ok(Words { text, all_is_text, is_unfinished: false })
}

/// What stands behind the last end of the file (ISO 32000-2, 7.5.5), and behind any other what a
/// program joined to it.
fn after_the_end(bytes: &[u8], depth: u8, text: &mut String) -> Result<(), Unreadable> {
    const END: &[u8] = b"%%EOF";
    let mut last: &[u8] = b"";
    for at in memchr::memmem::find_iter(bytes, END) {
        last = bytes[at + END.len()..].trim_ascii();
        if last.starts_with(b"PK\x03\x04") {
            break;
        }
    }
    if !last.is_empty() {
        text.push_str(&super::words_within(last, depth)?.text);
    }
    Ok(())
}

fn bounded(text: &str) -> Result<(), Unreadable> {
    if text.len() > MOST { Err(Unreadable::Damaged) } else { Ok(()) }
}

/// Whether a page shows text (`Tj`, `TJ`) or a picture (`Do`): ISO 32000-2, annex A.
fn shows_something(document: &Document, page: ObjectId) -> bool {
    match document.get_page_content_with_limit(page, MOST) {
        Ok(content) => content.windows(2).any(|operator| matches!(operator, b"Tj" | b"TJ" | b"Do")),
        Err(_) => true,
    }
}

/// Every string of an object, a line each, and the text of XMP and attached files.
fn collect(object: &Object, depth: u8, text: &mut String) {
    match object {
        Object::String(bytes, _) => {
            text.push_str(&decoded(bytes));
            text.push('\n');
        }
        Object::Array(items) => {
            for item in items {
                collect(item, depth, text);
            }
        }
        Object::Dictionary(dictionary) => {
            for (_, value) in dictionary {
                collect(value, depth, text);
            }
        }
        Object::Stream(stream) => {
            for (_, value) in &stream.dict {
                collect(value, depth, text);
            }
            let kind = stream.dict.get(b"Type").and_then(Object::as_name).unwrap_or_default();
            if matches!(kind, b"Metadata" | b"EmbeddedFile") {
                let content = stream
                    .decompressed_content_with_limit(MOST)
                    .unwrap_or_else(|_| stream.content.clone());
                match super::words_within(&content, depth) {
                    Ok(inner) => text.push_str(&inner.text),
                    Err(_) => text.push_str(&String::from_utf8_lossy(&content)),
                }
            }
        }
        _ => {}
    }
}

/// A text string: UTF-16 or UTF-8 with its mark, else one byte a character (ISO 32000-2, 7.9.2.2).
fn decoded(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => {
            let units: Vec<u16> =
                rest.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16_lossy(&units)
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}
