//! The words of a PDF: of its pages and of what is drawn on them, of its properties, notes, forms
//! and form fields, of what is attached to it, and of what stands between its objects. Tells as
//! well whether something in it runs.

mod content;
mod pen;
mod raw;

use std::collections::BTreeSet;

use lopdf::xref::XrefRecovery;
use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, Stream};

use super::{Budget, MOST, Unreadable, Words};

pub(super) fn words(bytes: &[u8], budget: &mut Budget) -> Result<Words, Unreadable> {
    let mut text = raw::text(bytes, budget)?;
    let options = LoadOptions::with_max_decompressed_size(MOST);
    let document =
        Document::load_mem_with_options(bytes, options).map_err(|_| Unreadable::Damaged)?;
    // One that opens without a password is read already.
    if document.is_encrypted() && !document.was_encrypted() {
        return Err(Unreadable::Encrypted);
    }
    if is_cut(bytes, &document) {
        return Err(Unreadable::Damaged);
    }
    let (drawn, all_is_text) = pages(&document, &mut text)?;
    let mut reader =
        Reader { document: &document, budget: &mut *budget, text, all_is_text, is_active: false };
    for (id, object) in &document.objects {
        reader.object(object, !drawn.contains(id))?;
    }
    let Reader { mut text, all_is_text, is_active, .. } = reader;
    after_the_end(bytes, budget, &mut text)?;
    bounded(&text)?;
    Ok(Words { text, all_is_text, is_unfinished: false, is_active })
}

/// What the pages say, added to `text`. Gives the streams that they are drawn by, and whether each
/// page was read.
fn pages(document: &Document, text: &mut String) -> Result<(BTreeSet<ObjectId>, bool), Unreadable> {
    let pages = document.get_pages();
    if pages.is_empty() {
        return Err(Unreadable::Damaged);
    }
    let (mut drawn, mut all_is_text) = (BTreeSet::new(), true);
    for page in pages.into_values() {
        all_is_text &= content::page(document, page, text)?;
        drawn.extend(document.get_page_contents(page));
        bounded(text)?;
    }
    Ok((drawn, all_is_text))
}

/// Whether a part of the file is missing: its table of objects had to be guessed, or it is shorter
/// than it says (ISO 32000-2, 7.5.4 and annex F).
fn is_cut(bytes: &[u8], document: &Document) -> bool {
    let length = |object: &Object| {
        let dictionary = object.as_dict().ok().filter(|object| object.has(b"Linearized"))?;
        dictionary.get(b"L").and_then(Object::as_i64).ok()
    };
    let is_shorter = |length: i64| usize::try_from(length).is_ok_and(|length| length > bytes.len());
    document.xref_recovery == Some(XrefRecovery::Reconstructed)
        || document.objects.values().filter_map(length).any(is_shorter)
}

/// What stands behind the last end of the file (ISO 32000-2, 7.5.5), and behind any other what a
/// program joined to it.
fn after_the_end(bytes: &[u8], budget: &mut Budget, text: &mut String) -> Result<(), Unreadable> {
    const END: &[u8] = b"%%EOF";
    let mut last: &[u8] = b"";
    for at in memchr::memmem::find_iter(bytes, END) {
        last = bytes[at + END.len()..].trim_ascii();
        if last.starts_with(b"PK\x03\x04") {
            break;
        }
    }
    if !last.is_empty() {
        text.push_str(&super::words_within(last, budget)?.text);
    }
    Ok(())
}

fn bounded(text: &str) -> Result<(), Unreadable> {
    if text.len() > MOST { Err(Unreadable::Damaged) } else { Ok(()) }
}

/// Reads one object after the other.
struct Reader<'d, 'b> {
    document: &'d Document,
    budget: &'b mut Budget,
    text: String,
    /// Whether all letters are known.
    all_is_text: bool,
    is_active: bool,
}

impl Reader<'_, '_> {
    /// Every string of an object, a line each, and the words of a stream where `is_new`.
    fn object(&mut self, object: &Object, is_new: bool) -> Result<(), Unreadable> {
        match object {
            Object::String(bytes, _) => {
                self.text.push_str(&decoded(bytes));
                self.text.push('\n');
                bounded(&self.text)
            }
            Object::Array(items) => items.iter().try_for_each(|item| self.object(item, is_new)),
            Object::Dictionary(dictionary) => self.dictionary(dictionary),
            Object::Stream(stream) => {
                self.dictionary(&stream.dict)?;
                if is_new { self.stream(stream) } else { Ok(()) }
            }
            _ => Ok(()),
        }
    }

    fn dictionary(&mut self, dictionary: &Dictionary) -> Result<(), Unreadable> {
        self.is_active |= is_active(dictionary, self.document);
        dictionary.iter().try_for_each(|(_, value)| self.object(value, true))
    }

    /// What cameras and programs wrote into a picture.
    fn picture(&mut self, stream: &Stream) -> Result<(), Unreadable> {
        let Some(picture) = picture(stream, self.budget.left().min(MOST)) else { return Ok(()) };
        self.budget.take(picture.len())?;
        self.text.push_str(&super::words_within(&picture, self.budget)?.text);
        self.text.push('\n');
        bounded(&self.text)
    }

    /// The words of a stream that may have some.
    fn stream(&mut self, stream: &Stream) -> Result<(), Unreadable> {
        if is(&stream.dict, b"Subtype", b"Image") {
            return self.picture(stream);
        }
        if !has_words(&stream.dict) {
            return Ok(());
        }
        let most = self.budget.left().min(MOST);
        let content = match stream.decompressed_content_with_limit(most) {
            Ok(content) => content,
            Err(lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded {
                ..
            })) => {
                return Err(Unreadable::Damaged);
            }
            Err(_) => stream.content.clone(),
        };
        self.budget.take(content.len())?;
        if is(&stream.dict, b"Subtype", b"Form") || stream.dict.has(b"PatternType") {
            self.all_is_text &=
                content::form(self.document, &stream.dict, &content, &mut self.text);
        } else {
            match super::words_within(&content, self.budget) {
                Ok(inner) => self.text.push_str(&inner.text),
                Err(_) => self.text.push_str(&String::from_utf8_lossy(&content)),
            }
        }
        self.text.push('\n');
        bounded(&self.text)
    }
}

/// The filters whose output is a file of its own: JPEG and JPEG 2000 (ISO 32000-2, 7.4.8 and 7.4.9).
const PICTURES: [&[u8]; 2] = [b"DCTDecode", b"JPXDecode"];

/// The file that a picture is, if it is one.
fn picture(stream: &Stream, most: usize) -> Option<Vec<u8>> {
    let filters = stream.filters().ok()?;
    let (_, before) = filters.split_last().filter(|(last, _)| PICTURES.contains(last))?;
    if before.is_empty() {
        return Some(stream.content.clone());
    }
    let names = before.iter().map(|name| Object::Name(name.to_vec())).collect();
    let mut packed = Stream::new(Dictionary::new(), stream.content.clone());
    packed.dict.set("Filter", Object::Array(names));
    packed.decompressed_content_with_limit(most).ok()
}

/// Whether the content of a stream may be read by people: not that of fonts, colours and
/// of the tables that the file itself is found by.
fn has_words(dictionary: &Dictionary) -> bool {
    const FONTS: [&[u8]; 3] = [b"Type1C", b"CIDFontType0C", b"OpenType"];
    const TABLES: [&[u8]; 3] = [b"ObjStm", b"XRef", b"CMap"];
    const NUMBERS: [&[u8]; 5] = [b"Length1", b"Length2", b"FunctionType", b"ShadingType", b"N"];
    let is_one_of =
        |key: &[u8], names: &[&[u8]]| names.iter().any(|name| is(dictionary, key, name));
    !(is_one_of(b"Subtype", &FONTS)
        || is_one_of(b"Type", &TABLES)
        || NUMBERS.iter().any(|key| dictionary.has(key)))
}

/// Whether something in the dictionary runs or is opened with the document: a program, or a file
/// that is attached (ISO 32000-2, 7.11.4, 12.6.4.6 and 12.6.4.17). What Acrobat writes into a form
/// so that a date looks like one is none.
fn is_active(dictionary: &Dictionary, document: &Document) -> bool {
    let runs = |script: &Object| script.as_str().map_or(true, |script| !is_format(script));
    is(dictionary, b"S", b"Launch")
        || is(dictionary, b"Type", b"EmbeddedFile")
        || dictionary.has(b"EF")
        || dictionary.get_deref(b"JS", document).is_ok_and(runs)
}

/// `AFDate_FormatEx("dd-mm-yyyy");`: one call of the functions that Acrobat has for fields.
fn is_format(script: &[u8]) -> bool {
    let script = decoded(script);
    let call = script.trim().trim_end_matches(';');
    let name = call.split('(').next().unwrap_or_default();
    let is_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    name.starts_with("AF")
        && name.chars().all(is_name)
        && call.ends_with(')')
        && call.matches('(').count() == 1
        && !call.contains([';', '\n', '\r'])
}

fn is(dictionary: &Dictionary, key: &[u8], name: &[u8]) -> bool {
    dictionary.get(key).and_then(Object::as_name).is_ok_and(|found| found == name)
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
