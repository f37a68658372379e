//! Word, Excel, PowerPoint and OpenDocument files: zip archives of XML. Every part is read: hidden
//! sheets, comments, headers, properties, earlier versions of changed text, and what is embedded.

use std::io::{Cursor, Read};

use memchr::memmem;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;
use zip::result::ZipError;

use super::cells::Cells;
use super::{Budget, MOST, Unreadable, Words, sheet};

/// The words of an archive; and whether somebody is still at work on it: changes that are kept
/// beside what they change, or comments.
pub(super) fn words(bytes: &[u8], budget: &mut Budget) -> Result<Words, Unreadable> {
    let mut text = String::new();
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    // The words of a workbook lie apart from its cells; in the archive they often come last.
    let shared = match archive.index_for_name(SHARED_STRINGS) {
        Some(at) => shared_strings(&content(&mut archive, at, budget)?.1),
        None => Vec::new(),
    };
    let mut is_unfinished = false;
    for at in 0..archive.len() {
        let (name, inner) = content(&mut archive, at, budget)?;
        is_unfinished |= is_under_work(&name, &inner);
        text.extend([name.as_str(), "\n"]);
        part(&inner, budget, &shared, &mut text)?;
        if text.len() > MOST {
            return Err(Unreadable::Damaged);
        }
    }
    Ok(Words { is_unfinished, ..Words::of(text) })
}

/// Whether a part of an archive holds changes or comments (ISO/IEC 29500-1, 17.13.4 and 17.13.5;
/// OpenDocument 1.2, part 1, 5.5.1).
fn is_under_work(name: &str, bytes: &[u8]) -> bool {
    // An element and its first attribute: words do not stand so.
    const MARKS: &[&[u8]] = &[b"w:ins w:", b"w:del w:", b"w:comment w:", b"text:tracked-changes"];
    let is_text = name.starts_with("word/") || name == "content.xml";
    is_text && MARKS.iter().any(|mark| memmem::find(bytes, mark).is_some())
}

/// The part of a workbook with the texts of its cells (ISO/IEC 29500-1, 18.4).
const SHARED_STRINGS: &str = "xl/sharedStrings.xml";

/// The largest part of an archive that is read, in bytes: more of it is markup than text.
const LARGEST_PART: usize = 2 * MOST;

/// The name and the bytes of a part.
fn content(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    at: usize,
    budget: &mut Budget,
) -> Result<(String, Vec<u8>), Unreadable> {
    let file = archive.by_index(at).map_err(|error| match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Unreadable::Encrypted,
        _ => Unreadable::Damaged,
    })?;
    let name = String::from_utf8_lossy(file.name_raw()).into_owned();
    let most = u64::try_from(budget.left().min(LARGEST_PART)).unwrap_or(u64::MAX);
    let mut inner = Vec::new();
    file.take(most).read_to_end(&mut inner).map_err(|_| Unreadable::Damaged)?;
    budget.take(inner.len())?;
    if inner.len() >= LARGEST_PART {
        return Err(Unreadable::Damaged);
    }
    Ok((name, inner))
}

/// The texts that cells name by their number; those too long for a heading or a half of a number
/// are left empty.
fn shared_strings(bytes: &[u8]) -> Vec<String> {
    let source = String::from_utf8_lossy(bytes);
    let mut reader = Reader::from_str(&source);
    reader.config_mut().check_end_names = false;
    let (mut strings, mut item) = (Vec::new(), String::new());
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) if element.local_name().as_ref() == "si" => item.clear(),
            Ok(Event::End(element)) if element.local_name().as_ref() == "si" => {
                let is_short = sheet::is_short(&item);
                strings.push(if is_short { std::mem::take(&mut item) } else { String::new() });
            }
            Ok(Event::Empty(element)) if element.local_name().as_ref() == "si" => {
                strings.push(String::new());
            }
            Ok(Event::Text(inner)) => item.push_str(&inner),
            Ok(Event::Eof) | Err(_) => return strings,
            Ok(_) => {}
        }
    }
}

/// One part: XML, or a file of any kind.
fn part(
    bytes: &[u8],
    budget: &mut Budget,
    shared: &[String],
    text: &mut String,
) -> Result<(), Unreadable> {
    let bare = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    if bare.starts_with(b"<") {
        return xml(&String::from_utf8_lossy(bare), shared, text);
    }
    text.push_str(&super::words_within(bytes, budget)?.text);
    Ok(())
}

/// Elements that stand within a line of text, without their prefix: Word cuts one number into
/// several runs.
const INLINE: &[&str] = &[
    "AlternateContent",
    "Choice",
    "Fallback",
    "a",
    "bdo",
    "bookmark",
    "customXml",
    "del",
    "delText",
    "dir",
    "fldSimple",
    "hyperlink",
    "ins",
    "moveFrom",
    "moveTo",
    "oMath",
    "r",
    "rPr",
    "rPh",
    "sdt",
    "sdtContent",
    "sdtPr",
    "smartTag",
    "span",
    "t",
];

/// The text of XML, with a line end where something new begins, and after it the attributes of
/// every element.
fn xml(source: &str, shared: &[String], text: &mut String) -> Result<(), Unreadable> {
    let mut reader = Reader::from_str(source);
    reader.config_mut().check_end_names = false;
    let mut attributes = String::new();
    let mut cells = Cells::new(shared);
    let mut open = Open::default();
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => {
                start(&element, &mut cells, &mut attributes);
                open.start(element.local_name().as_ref(), text);
            }
            Ok(Event::Empty(element)) => {
                start(&element, &mut cells, &mut attributes);
                text.push_str(empty(element.local_name().as_ref()));
                text.push_str(&cells.end(element.local_name().as_ref()));
            }
            Ok(Event::End(element)) => {
                open.end(element.local_name().as_ref(), text, &mut attributes);
                text.push_str(&cells.end(element.local_name().as_ref()));
            }
            Ok(Event::Text(inner)) => {
                if cells.add(&inner) {
                    text.push_str(&inner);
                }
            }
            Ok(Event::CData(inner)) => {
                if cells.add(&inner) {
                    text.push_str(&inner);
                }
            }
            Ok(Event::Comment(inner)) => text.extend(["\n", &*inner, "\n"]),
            Ok(Event::GeneralRef(name)) => {
                cells.add(entity(&name));
                text.extend(["&", &*name, ";"]);
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
        if text.len() + attributes.len() > MOST {
            return Err(Unreadable::Damaged);
        }
    }
    // What the reader stumbled over is looked at as it stands.
    let read = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
    let cells = cells.finish();
    text.extend(["\n", &cells, source.get(read..).unwrap_or_default(), "\n", &attributes]);
    Ok(())
}

/// An element and its attributes, but for the value of a cell.
fn start(element: &BytesStart<'_>, cells: &mut Cells<'_>, attributes: &mut String) {
    let raw = element.attributes_raw();
    let value = cells.start(element.local_name().as_ref(), raw);
    if !may_hold_a_number(raw) {
        return;
    }
    match value {
        Some(value) => attributes.push_str(&raw.replace(&format!("\"{value}\""), "\"\"")),
        None => attributes.push_str(raw),
    }
    attributes.push('\n');
}

/// Whether there are as many digits as the shortest way to write a number has, or signs that may
/// stand for some. Half of a sheet is names of its cells.
fn may_hold_a_number(text: &str) -> bool {
    const FEWEST: usize = 8;
    let stands_for_some = |byte: u8| !byte.is_ascii() || b"&%\\OoIl".contains(&byte);
    text.bytes().filter(u8::is_ascii_digit).count() >= FEWEST || text.bytes().any(stands_for_some)
}

/// What formulas are written with.
fn entity(name: &str) -> &'static str {
    match name {
        "amp" => "&",
        "quot" => "\"",
        _ => "",
    }
}

/// What an element without content stands for.
fn empty(name: &str) -> &'static str {
    match name {
        "br" | "cr" | "p" | "c" | "line-break" => "\n",
        "tab" | "s" => " ",
        "noBreakHyphen" => "-",
        _ => "",
    }
}

/// Elements whose text stands in the place of another, or is not shown: what is around them goes on
/// behind them.
const ASIDE: &[&str] = &["Fallback", "instrText"];

/// The elements that have begun, by how long the text was before them and with the line they begin.
#[derive(Default)]
struct Open(Vec<(usize, usize)>);

impl Open {
    fn start(&mut self, name: &str, text: &mut String) {
        let before = text.len();
        begin(name, text);
        self.0.push((before, text.len()));
    }

    /// An element ends. One that held no text is as good as one without an end, and begins no line.
    fn end(&mut self, name: &str, text: &mut String, aside: &mut String) {
        let (before, within) = self.0.pop().unwrap_or((text.len(), usize::MAX));
        if within == text.len() {
            text.truncate(before);
            text.push_str(empty(name));
        } else if ASIDE.contains(&name) && before < text.len() {
            aside.extend([text.split_off(before).as_str(), "\n"]);
        } else {
            begin(name, text);
        }
    }
}

fn begin(name: &str, text: &mut String) {
    if !INLINE.contains(&name) {
        text.push('\n');
    }
}
