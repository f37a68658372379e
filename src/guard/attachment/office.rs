//! Word, Excel, PowerPoint and OpenDocument files: zip archives of XML. Every part is read: hidden
//! sheets, comments, headers, properties, earlier versions of changed text, and what is embedded.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;
use zip::result::ZipError;

use super::{MOST, Unreadable};

/// The words of an archive, added to `text`; `depth` tells how deep files in files are still
/// opened.
pub(super) fn archive(bytes: &[u8], depth: u8, text: &mut String) -> Result<(), Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    for at in 0..archive.len() {
        let file = archive.by_index(at).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Unreadable::Encrypted,
            _ => Unreadable::Damaged,
        })?;
        text.push_str(&String::from_utf8_lossy(file.name_raw()));
        text.push('\n');
        let most = u64::try_from(MOST.saturating_sub(text.len())).unwrap_or(u64::MAX);
        let mut inner = Vec::new();
        file.take(most).read_to_end(&mut inner).map_err(|_| Unreadable::Damaged)?;
        if u64::try_from(inner.len()).is_ok_and(|length| length >= most) {
            return Err(Unreadable::Damaged);
        }
        part(&inner, depth, text)?;
    }
    Ok(())
}

/// One part: XML, or a file of any kind.
fn part(bytes: &[u8], depth: u8, text: &mut String) -> Result<(), Unreadable> {
    let bare = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    if bare.starts_with(b"<") {
        xml(&String::from_utf8_lossy(bare), text);
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
fn xml(source: &str, text: &mut String) {
    let mut reader = Reader::from_str(source);
    reader.config_mut().check_end_names = false;
    let mut attributes = String::new();
    let mut in_value = false;
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => {
                attributes.extend([element.attributes_raw(), "\n"]);
                in_value = element.local_name().as_ref() == "v";
                begin(element.local_name().as_ref(), text);
            }
            Ok(Event::Empty(element)) => {
                attributes.extend([element.attributes_raw(), "\n"]);
                text.push_str(empty(element.local_name().as_ref()));
            }
            Ok(Event::End(element)) => begin(element.local_name().as_ref(), text),
            Ok(Event::Text(inner)) => text.extend([lost_zero(&inner, in_value), &*inner]),
            Ok(Event::CData(inner)) => text.push_str(&inner),
            Ok(Event::Comment(inner)) => text.extend(["\n", &*inner, "\n"]),
            Ok(Event::GeneralRef(name)) => text.extend(["&", &*name, ";"]),
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    // What the reader stumbled over is looked at as it stands.
    let read = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
    text.extend([source.get(read..).unwrap_or_default(), "\n", &attributes]);
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

/// Excel keeps a number without the zero in front.
fn lost_zero(text: &str, in_value: bool) -> &'static str {
    let lost = in_value && text.len() == 9 && text.bytes().all(|byte| byte.is_ascii_digit());
    if lost { "0" } else { "" }
}

fn begin(name: &str, text: &mut String) {
    if !INLINE.contains(&name) {
        text.push('\n');
    }
}
