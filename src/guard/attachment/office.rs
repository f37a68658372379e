//! Word, Excel, PowerPoint and OpenDocument files: zip archives of XML. Every part is read: hidden
//! sheets, comments, headers, properties, earlier versions of changed text, and what is embedded.

use std::io::{Cursor, Read};

use memchr::memmem;
use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;
use zip::result::ZipError;

use super::sheet::{self, Columns};
use super::{MOST, Unreadable, formula};

/// The words of an archive, added to `text`; `depth` tells how deep files in files are still
/// opened. Tells whether somebody is still at work on it: changes that are kept beside what they
/// change, or comments.
pub(super) fn archive(bytes: &[u8], depth: u8, text: &mut String) -> Result<bool, Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    // The words of a workbook lie apart from its cells; in the archive they often come last.
    let shared = match archive.index_for_name(SHARED_STRINGS) {
        Some(at) => shared_strings(&content(&mut archive, at, text.len())?.1),
        None => Vec::new(),
    };
    let mut is_unfinished = false;
    for at in 0..archive.len() {
        let (name, inner) = content(&mut archive, at, text.len())?;
        is_unfinished |= is_under_work(&name, &inner);
        text.extend([name.as_str(), "\n"]);
        part(&inner, depth, &shared, text)?;
    }
    Ok(is_unfinished)
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

/// The name and the bytes of a part, beside `held` bytes that were read before.
fn content(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    at: usize,
    held: usize,
) -> Result<(String, Vec<u8>), Unreadable> {
    let file = archive.by_index(at).map_err(|error| match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Unreadable::Encrypted,
        _ => Unreadable::Damaged,
    })?;
    let name = String::from_utf8_lossy(file.name_raw()).into_owned();
    let most = u64::try_from(MOST.saturating_sub(held)).unwrap_or(u64::MAX);
    let mut inner = Vec::new();
    file.take(most).read_to_end(&mut inner).map_err(|_| Unreadable::Damaged)?;
    if u64::try_from(inner.len()).is_ok_and(|length| length >= most) {
        return Err(Unreadable::Damaged);
    }
    Ok((name, inner))
}

/// The texts that cells name by their number; those too long for a heading are left empty.
fn shared_strings(bytes: &[u8]) -> Vec<String> {
    let source = String::from_utf8_lossy(bytes);
    let mut reader = Reader::from_str(&source);
    reader.config_mut().check_end_names = false;
    let (mut strings, mut item) = (Vec::new(), String::new());
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) if element.local_name().as_ref() == "si" => item.clear(),
            Ok(Event::End(element)) if element.local_name().as_ref() == "si" => {
                let heading = sheet::is_heading(&item);
                strings.push(if heading { std::mem::take(&mut item) } else { String::new() });
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
fn part(bytes: &[u8], depth: u8, shared: &[String], text: &mut String) -> Result<(), Unreadable> {
    let bare = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    if bare.starts_with(b"<") {
        xml(&String::from_utf8_lossy(bare), shared, text);
        return Ok(());
    }
    text.push_str(&super::words_within(bytes, depth)?.text);
    Ok(())
}

/// Elements that stand within a line of text, without their prefix: Word cuts one number into
/// several runs.
const INLINE: &[&str] = &[
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
fn xml(source: &str, shared: &[String], text: &mut String) {
    let mut reader = Reader::from_str(source);
    reader.config_mut().check_end_names = false;
    let mut attributes = String::new();
    let mut cells = Cells { shared, columns: Columns::default(), cell: Cell::default() };
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => {
                attributes.extend([element.attributes_raw(), "\n"]);
                cells.start(element.local_name().as_ref(), element.attributes_raw());
                begin(element.local_name().as_ref(), text);
            }
            Ok(Event::Empty(element)) => {
                attributes.extend([element.attributes_raw(), "\n"]);
                text.push_str(empty(element.local_name().as_ref()));
            }
            Ok(Event::End(element)) => {
                begin(element.local_name().as_ref(), text);
                text.push_str(&cells.end(element.local_name().as_ref()));
            }
            Ok(Event::Text(inner)) => {
                cells.add(&inner);
                text.push_str(&inner);
            }
            Ok(Event::CData(inner)) => {
                cells.add(&inner);
                text.push_str(&inner);
            }
            Ok(Event::Comment(inner)) => text.extend(["\n", &*inner, "\n"]),
            Ok(Event::GeneralRef(name)) => {
                cells.add(entity(&name));
                text.extend(["&", &*name, ";"]);
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    // What the reader stumbled over is looked at as it stands.
    let read = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
    text.extend([source.get(read..).unwrap_or_default(), "\n", &attributes]);
}

/// What formulas are written with.
fn entity(name: &str) -> &'static str {
    match name {
        "amp" => "&",
        "quot" => "\"",
        _ => "",
    }
}

/// The cells of a sheet of Excel (ISO/IEC 29500-1, 18.3.1.4).
struct Cells<'s> {
    shared: &'s [String],
    columns: Columns,
    cell: Cell,
}

/// The cell that is being read.
#[derive(Default)]
struct Cell {
    column: String,
    is_shared: bool,
    said: String,
}

impl Cells<'_> {
    fn start(&mut self, name: &str, attributes: &str) {
        let value = |key: &str| {
            let (_, rest) = attributes.split_once(&format!("{key}=\""))?;
            rest.split_once('"').map(|(value, _)| value)
        };
        match name {
            "c" => {
                sheet::column(value("r").unwrap_or_default()).clone_into(&mut self.cell.column);
                self.cell.is_shared = value("t") == Some("s");
            }
            "v" | "is" | "f" => self.cell.said.clear(),
            _ => {}
        }
    }

    fn add(&mut self, text: &str) {
        // Other files than sheets have no cells, and nothing that ends them.
        if self.cell.said.len() < 4096 {
            self.cell.said.push_str(text);
        }
    }

    /// What the cell says beside what stands in it.
    fn end(&mut self, name: &str) -> String {
        let said = match name {
            "v" | "is" | "f" => std::mem::take(&mut self.cell.said),
            _ => return String::new(),
        };
        if name == "f" {
            return formula::joined(&said).map_or_else(String::new, |joined| joined + "\n");
        }
        let shared = || said.trim().parse().ok().and_then(|at: usize| self.shared.get(at));
        let value = if self.cell.is_shared { shared() } else { Some(&said) };
        let Some(value) = value else { return String::new() };
        let read = self.columns.read(&self.cell.column, value);
        if read == said { String::new() } else { read + "\n" }
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

fn begin(name: &str, text: &mut String) {
    if !INLINE.contains(&name) {
        text.push('\n');
    }
}
