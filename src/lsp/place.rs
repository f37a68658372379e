//! Between our places and the protocol's: lines from 0, columns in UTF-16 units, files as
//! addresses.

use std::path::Path;
use std::str::FromStr as _;

use lsp_types::{Position, Range, Uri};

use crate::percent;
use crate::source::Span;

/// The position of a byte.
pub(super) fn position(text: &str, offset: usize) -> Position {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let before = &text[..offset];
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let line = before.bytes().filter(|byte| *byte == b'\n').count();
    let column = before[start..].encode_utf16().count();
    Position { line: number(line), character: number(column) }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The byte of a position; past the end of a line is its end.
pub(super) fn offset(text: &str, position: Position) -> usize {
    let mut start = 0;
    for _ in 0..position.line {
        let Some(end) = text[start..].find('\n') else { return text.len() };
        start += end + 1;
    }
    let line = text[start..].split('\n').next().unwrap_or_default();
    let mut units = 0;
    for (at, sign) in line.char_indices() {
        if units >= position.character {
            return start + at;
        }
        units += number(sign.len_utf16());
    }
    start + line.len()
}

/// The range of some bytes.
pub(super) fn range(text: &str, span: Span) -> Range {
    Range { start: position(text, span.start as usize), end: position(text, span.end as usize) }
}

/// The address of a file of the portal in `root`.
pub(super) fn address(root: &Path, path: &str) -> Option<Uri> {
    let full = root.join(path).to_string_lossy().replace('\\', "/");
    Uri::from_str(&format!("file:///{}", percent::path(full.trim_start_matches('/')))).ok()
}

/// The path of an address from `root`, with `/`; none outside of it.
pub(super) fn path(root: &Path, uri: &Uri) -> Option<String> {
    let full = percent::decoded(uri.as_str().strip_prefix("file://")?).into_owned();
    // The address of a drive has a slash before it.
    let is_drive = full.get(2..3) == Some(":");
    let full = if is_drive { full[1..].to_owned() } else { full };
    let inner = Path::new(&full).strip_prefix(root).ok()?;
    let names: Vec<_> = inner.iter().map(|name| name.to_string_lossy()).collect();
    Some(names.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_utf_16_units_both_ways() {
        let text = "å😀x\nz";
        for (byte, line, character) in [(0, 0, 0), (2, 0, 1), (6, 0, 3), (7, 0, 4), (8, 1, 0)] {
            let at = Position { line, character };
            assert_eq!((position(text, byte), offset(text, at)), (at, byte));
        }
        assert_eq!(offset(text, Position { line: 0, character: 99 }), 7);
        assert_eq!(offset(text, Position { line: 9, character: 0 }), text.len());
    }

    #[test]
    fn an_address_leads_back_to_its_path() {
        let root = Path::new("/home/anna/vores portal");
        let uri = address(root, "content/offers/å.md").expect("an address");
        assert_eq!(uri.as_str(), "file:///home/anna/vores%20portal/content/offers/%C3%A5.md");
        assert_eq!(path(root, &uri).as_deref(), Some("content/offers/å.md"));
        assert_eq!(path(Path::new("/elsewhere"), &uri), None);
    }
}
