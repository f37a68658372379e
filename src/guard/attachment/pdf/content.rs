//! What a page or a form of a PDF shows, by the operators that draw it (ISO 32000-2, 9.4), and what
//! is said in its place to those who do not see it (`ActualText`, 14.9.4).

use std::collections::BTreeMap;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Encoding, Object, ObjectId};

use super::pen::Pen;
use super::{MOST, Unreadable, decoded, is};

/// What the codes of fonts mean, by the fonts' names.
type Fonts<'d> = BTreeMap<Vec<u8>, Encoding<'d>>;

/// What a page says, added to `text`; whether all of it could be read.
pub(super) fn page(
    document: &Document,
    page: ObjectId,
    text: &mut String,
) -> Result<bool, Unreadable> {
    let streams = document.get_page_contents(page);
    let is_there =
        |id: &ObjectId| document.get_object(*id).is_ok_and(|object| object.as_stream().is_ok());
    let content = document.get_page_content_with_limit(page, MOST);
    let content =
        content.ok().filter(|_| streams.iter().all(is_there)).ok_or(Unreadable::Damaged)?;
    let Ok(operators) = Content::decode(&content) else {
        text.push_str(&String::from_utf8_lossy(&content));
        return Ok(content.trim_ascii().is_empty());
    };
    let dictionaries = document.get_page_fonts(page).unwrap_or_default();
    let count = dictionaries.len();
    let fonts = encodings(document, dictionaries);
    let before = text.len();
    let shows = shown(&operators, &fonts, text);
    let read = text[before..].chars().any(char::is_alphanumeric);
    text.push('\n');
    Ok(fonts.len() == count && (read || !shows))
}

/// What a form or a pattern says, added to `text`; whether its letters are known.
pub(super) fn form(
    document: &Document,
    form: &Dictionary,
    content: &[u8],
    text: &mut String,
) -> bool {
    let inner = |outer: &Dictionary, key: &[u8]| -> Dictionary {
        let inner = outer.get_deref(key, document).and_then(Object::as_dict);
        inner.cloned().unwrap_or_default()
    };
    let named = inner(&inner(form, b"Resources"), b"Font");
    let fonts = named.iter().filter_map(|(name, font)| {
        let (_, font) = document.dereference(font).ok()?;
        Some((name.clone(), font.as_dict().ok()?))
    });
    let dictionaries: BTreeMap<_, _> = fonts.collect();
    let count = dictionaries.len();
    let fonts = encodings(document, dictionaries);
    match Content::decode(content) {
        Ok(operators) => {
            shown(&operators, &fonts, text);
        }
        Err(_) => text.push_str(&String::from_utf8_lossy(content)),
    }
    fonts.len() == count
}

fn encodings<'d>(document: &'d Document, fonts: BTreeMap<Vec<u8>, &'d Dictionary>) -> Fonts<'d> {
    let known = fonts.into_iter().filter(|(_, font)| !is_nameless(font));
    let read = known.filter_map(|(name, font)| {
        Some((name, font.get_font_encoding_with_limit(document, MOST).ok()?))
    });
    read.collect()
}

/// Whether nothing tells what letters the codes of a font stand for: they are the places of its
/// drawings (ISO 32000-2, 9.7.5 and 9.10.2).
fn is_nameless(font: &Dictionary) -> bool {
    let is_named = |name: &[u8]| !name.starts_with(b"Identity");
    let encoding = font.get(b"Encoding").and_then(Object::as_name);
    is(font, b"Subtype", b"Type0") && !font.has(b"ToUnicode") && !encoding.is_ok_and(is_named)
}

/// What is drawn, added to `text`; whether there is text or a picture.
fn shown(content: &Content<Vec<Operation>>, fonts: &Fonts<'_>, text: &mut String) -> bool {
    let (mut font, mut shows) = (None, false);
    let (mut pen, mut begins) = (Pen::new(), false);
    for Operation { operator, operands } in &content.operations {
        pen.follow(operator, operands);
        let writes = matches!(operator.as_str(), "Tj" | "TJ" | "'" | "\"");
        let goes_on = writes && pen.write();
        if std::mem::take(&mut begins) {
            match (writes, goes_on) {
                (true, true) => space(text),
                (true, false) => new_line(text),
                _ => begins = true,
            }
        }
        match operator.as_str() {
            "Tf" => {
                let name = operands.first().and_then(|font| font.as_name().ok());
                font = name.and_then(|name| fonts.get(name));
            }
            "Tj" | "TJ" => strings(operands, font, text),
            "'" | "\"" => {
                new_line(text);
                strings(&operands[operands.len().saturating_sub(1)..], font, text);
            }
            "T*" => new_line(text),
            "ET" => begins = true,
            "BDC" | "DP" => said(operands, text),
            _ => {}
        }
        shows |= writes || matches!(operator.as_str(), "Do" | "BI" | "EI");
    }
    shows
}

fn space(text: &mut String) {
    if !text.ends_with([' ', '\n']) {
        text.push(' ');
    }
}

fn new_line(text: &mut String) {
    if !text.ends_with('\n') {
        text.push('\n');
    }
}

/// The strings that are shown in a font; a wide gap between two is a space.
fn strings(operands: &[Object], font: Option<&Encoding<'_>>, text: &mut String) {
    /// In thousandths of the font's size.
    const GAP: f32 = -100.0;
    for operand in operands {
        match operand {
            Object::String(bytes, _) => {
                let read = font.and_then(|font| Document::decode_text(font, bytes).ok());
                text.push_str(&read.unwrap_or_else(|| decoded(bytes)));
            }
            Object::Array(items) => {
                strings(items, font, text);
                text.push(' ');
            }
            other if other.as_float().is_ok_and(|gap| gap < GAP) => text.push(' '),
            _ => {}
        }
    }
}

/// The texts among the properties of what is drawn, a line each.
fn said(operands: &[Object], text: &mut String) {
    for property in operands.iter().filter_map(|operand| operand.as_dict().ok()) {
        for (_, value) in property {
            if let Object::String(bytes, _) = value {
                text.extend(["\n", &decoded(bytes), "\n"]);
            }
        }
    }
}
