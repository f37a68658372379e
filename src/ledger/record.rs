//! The ledger as a file: sorted, one line an address, so that git can merge what two people
//! recorded. `#` begins a remark.
//!
//! ```text
//! /tilbud/dag-til-dag/ dag-til-dag
//! /tilbud/dag-til-dag/#pris dag-til-dag
//! /soeg/
//! ```
//!
//! The second word is the id of the entry that the address belonged to when it was last recorded:
//! it tells where the entry is today. Spaces and `%` in an address are spelled by their codes.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Addresses;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::model::is_id;
use crate::source::{FileId, Place, Role, Sources, Span};

/// Where the ledger lies, from the portal's root.
pub(crate) const PATH: &str = "content/urls.lock";

/// A line of the ledger that is no address.
pub(super) static BAD_LEDGER: Code = Code::error("bad-ledger");

/// What is recorded of an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Recorded {
    /// The id of the entry that it belonged to.
    pub(super) owner: Option<String>,
    /// The line.
    pub(super) place: Place,
}

/// Every recorded address.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ledger {
    pub(super) by_address: BTreeMap<String, Recorded>,
}

/// The ledger was committed, and is not there; `settings` is the portal's file, which is.
pub(crate) fn deleted(settings: FileId) -> Diagnostic {
    let place = Place { file: settings, span: Span::default() };
    Diagnostic::new(&BAD_LEDGER, place).message("message_deleted").help("help_deleted")
}

impl Ledger {
    /// Reads the ledger; an empty one where none is kept yet. Lines may stand in any order and more
    /// than once, as a merge leaves them; of two that name one address, the one that knows the
    /// owner holds.
    pub(crate) fn read(sources: &Sources) -> (Self, Findings) {
        let (mut ledger, mut findings) = (Self::default(), Findings::default());
        for (file, text) in sources.of_role(Role::Ledger).filter(|(_, text)| text.is_readable()) {
            let mut start = 0;
            for line in text.text().split_inclusive('\n') {
                let place = Place { file, span: Span::new(start, start + line.trim_end().len()) };
                start += line.len();
                findings.extend(ledger.take(line.trim(), place));
            }
            if ledger.by_address.is_empty() && findings.is_empty() {
                let place = Place { file, span: Span::default() };
                let found = Diagnostic::new(&BAD_LEDGER, place);
                findings.push(found.message("message_emptied").help("help_emptied"));
            }
        }
        (ledger, findings)
    }

    /// Takes a line, or tells what is wrong with it.
    fn take(&mut self, line: &str, place: Place) -> Option<Diagnostic> {
        if line.is_empty() || line.starts_with('#') {
            return None;
        }
        let mut words = line.split_whitespace();
        let address = words.next().filter(|address| is_address(address));
        let owner = words.next();
        let (Some(address), true, None) = (address, owner.is_none_or(is_id), words.next()) else {
            return Some(Diagnostic::new(&BAD_LEDGER, place).with("line", line));
        };
        if is_folder_without_end(address) {
            let whole = line.replacen(address, &format!("{address}/"), 1);
            let found = Diagnostic::new(&BAD_LEDGER, place).with("line", line);
            return Some(found.message("message_end").help("help_end").instead(whole));
        }
        let recorded = Recorded { owner: owner.map(str::to_owned), place };
        let known = self.by_address.entry(read(address)).or_insert_with(|| recorded.clone());
        if known.owner.is_none() {
            known.owner = recorded.owner;
        }
        None
    }

    /// How many addresses it has.
    pub(crate) fn len(&self) -> usize {
        self.by_address.len()
    }

    /// Whether an address is recorded.
    pub(crate) fn has(&self, address: &str) -> bool {
        self.by_address.contains_key(address)
    }

    /// The file with what is published now added; `remark` stands at its top.
    pub(crate) fn with(&self, now: &Addresses, remark: &str) -> String {
        let recorded =
            self.by_address.iter().map(|(address, line)| (address.as_str(), line.owner.as_deref()));
        let mut lines: BTreeMap<&str, Option<&str>> = recorded.collect();
        for (address, owner) in now.iter() {
            let line = lines.entry(address).or_default();
            *line = owner.or(*line);
        }
        let mut text = format!("# {remark}\n");
        for (address, owner) in lines {
            // Writing to a String cannot fail.
            let _ = match owner {
                Some(owner) => writeln!(text, "{} {owner}", written(address)),
                None => writeln!(text, "{}", written(address)),
            };
        }
        text
    }
}

/// `/a/`, `/a/#b`, `/a/b.pdf`: from the root, and of this host.
fn is_address(text: &str) -> bool {
    text.starts_with('/') && !text.starts_with("//")
}

/// `/tilbud/madhold`: a page without the sign that its address ends in; a file has an ending.
fn is_folder_without_end(address: &str) -> bool {
    let page = address.split('#').next().unwrap_or_default();
    let last = page.rsplit('/').next().unwrap_or_default();
    !last.is_empty() && !last.contains('.')
}

/// An address with nothing in it that would end it.
fn written(address: &str) -> String {
    let code = |character: char| match character {
        '%' => "%25".to_owned(),
        ' ' => "%20".to_owned(),
        other if other.is_whitespace() => {
            let mut bytes = [0; 4];
            let codes = other.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}"));
            codes.collect::<Vec<_>>().concat()
        }
        other => other.to_string(),
    };
    address.chars().map(code).collect()
}

fn read(written: &str) -> String {
    crate::percent::decoded(written).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ledger(text: &str) -> (Ledger, Findings) {
        let (sources, _) = Sources::from_files([(PATH.to_owned(), text.as_bytes().to_vec())]);
        Ledger::read(&sources)
    }

    #[test]
    fn what_is_written_is_read_again() {
        let now: Addresses =
            [("/filer/å b%.pdf", None), ("/t/a/", Some("a")), ("/a/#b", Some("a"))]
                .into_iter()
                .collect();
        let text = Ledger::default().with(&now, "bemærkning");
        let (read, findings) = ledger(&text);
        assert!(findings.is_empty(), "{text}");
        assert_eq!(
            read.by_address.keys().collect::<Vec<_>>(),
            ["/a/#b", "/filer/å b%.pdf", "/t/a/"]
        );
        assert_eq!(
            read.with(&Addresses::default(), "bemærkning"),
            text,
            "recording again changes nothing"
        );
    }

    #[test]
    fn a_merge_that_left_lines_twice_and_out_of_order_is_healed() {
        let (merged, findings) = ledger("/b/\n/a/ a\n# bemærkning\n/b/ b\n/a/ a\n");
        assert!(findings.is_empty());
        assert_eq!(merged.with(&Addresses::default(), "x"), "# x\n/a/ a\n/b/ b\n");
    }

    #[test]
    fn an_owner_that_has_an_address_now_takes_the_place_of_the_earlier_one() {
        let (before, _) = ledger("/a/ a\n");
        let now = [("/a/", Some("b"))].into_iter().collect();
        assert_eq!(before.with(&now, "x"), "# x\n/a/ b\n");
    }

    #[test]
    fn a_line_that_is_no_address_is_told() {
        for line in ["tilbud/a/", "//host/a/", "/a/ Å", "/a/ a b"] {
            assert_eq!(ledger(line).1.len(), 1, "{line}");
        }
    }
}
