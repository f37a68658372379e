//! The vocabulary of an index in chunks, which everybody who searches fetches: every form once, and
//! what the analysis found as differences from it. Opening makes the keys of it again, without
//! analysing anything.
//!
//! Twelve sections. The forms, in order: how many bytes each shares with the one before; how many
//! are its own; these. In how many documents each stands, and its fields, one byte each. Three
//! sections of texts that follow from others: how many bytes are dropped of the other, how many
//! come instead, and these. They are told in this order, per form: its stem key, from its folded
//! form; its root key, from its stem key; and the stem key of each run of its parts that no form
//! before had, from the folded run. Then the parts: how many each form has; per part the bytes
//! between it and the one before, twice, and one more where an -e was left out; and its length.
//! Last the keys that a register gave: per key its length, its letters, how many forms it leads to,
//! and these.

use rustc_hash::FxHashMap;
use tantivy::directory::OwnedBytes;

use super::codec::{read_section, read_varint};
use super::table::{Letters, Table};
use super::{FormId, KeyKind};
use crate::analysis::compound::{self, Part};
use crate::analysis::fold;

/// A vocabulary that was opened: what [`Vocabulary`](super::Vocabulary) is made of.
pub(super) struct Opened {
    pub(super) starts: OwnedBytes,
    pub(super) text: OwnedBytes,
    pub(super) statistics: OwnedBytes,
    pub(super) table: Table,
    pub(super) forms: usize,
}

/// Texts that follow from others.
struct Derived<'b> {
    dropped: &'b [u8],
    added: &'b [u8],
    letters: &'b [u8],
}

impl Derived<'_> {
    /// The next text, made of `other`.
    fn next(&mut self, other: &str) -> Option<Vec<u8>> {
        let (dropped, added) = (read_varint(&mut self.dropped)?, read_varint(&mut self.added)?);
        let kept = other.len().checked_sub(dropped as usize)?;
        let (letters, rest) = self.letters.split_at_checked(added as usize)?;
        self.letters = rest;
        Some([&other.as_bytes()[..kept], letters].concat())
    }
}

/// The parts of compounds.
struct Parts<'b> {
    counts: &'b [u8],
    gaps: &'b [u8],
    lengths: &'b [u8],
}

impl Parts<'_> {
    fn next(&mut self, form: &str) -> Option<Vec<Part>> {
        let count = read_varint(&mut self.counts)?;
        let mut from = 0;
        let part = |at: u32| {
            let (gap, length) =
                (read_varint(&mut self.gaps)?, read_varint(&mut self.lengths)? as usize);
            let start = from + (gap >> 1) as usize;
            let mut part = form.get(start..start + length)?.to_owned();
            from = start + compound::shared_start(&part).len();
            if gap & 1 == 1 {
                from = start + length;
                part.push('e');
            }
            Some(Part { form: part, is_head: at + 1 == count })
        };
        (0..count).map(part).collect()
    }
}

/// Opens the bytes that `compact_write` made; none where they are something else.
pub(super) fn open(bytes: &OwnedBytes) -> Option<Opened> {
    let mut rest = bytes.as_slice();
    let mut section = || read_section(&mut rest);
    let [mut shared, mut own, mut letters] = [section()?, section()?, section()?];
    let (mut documents, fields) = (section()?, section()?);
    let mut derived = Derived { dropped: section()?, added: section()?, letters: section()? };
    let mut parts = Parts { counts: section()?, gaps: section()?, lengths: section()? };
    let registered = section()?;
    let count = fields.len();
    let (mut starts, mut text, mut statistics) =
        (Vec::with_capacity(4 * (count + 1)), Vec::new(), Vec::new());
    let mut keys = Keys::default();
    let mut before = 0..0;
    for (form, fields) in fields.iter().enumerate() {
        let start = text.len();
        starts.extend_from_slice(&u32::try_from(start).ok()?.to_le_bytes());
        let kept = before.start + read_varint(&mut shared)? as usize;
        if kept > before.end {
            return None;
        }
        text.extend_from_within(before.start..kept);
        let length = read_varint(&mut own)? as usize;
        let (suffix, others) = letters.split_at_checked(length)?;
        letters = others;
        text.extend_from_slice(suffix);
        before = start..text.len();
        statistics.extend_from_slice(&read_varint(&mut documents)?.to_le_bytes());
        statistics.push(*fields);
        let spelling = std::str::from_utf8(&text[start..]).ok()?;
        keys.add(spelling, FormId::try_from(form).ok()?, &mut derived, &mut parts)?;
    }
    starts.extend_from_slice(&u32::try_from(text.len()).ok()?.to_le_bytes());
    keys.add_registered(registered, FormId::try_from(count).ok()?)?;
    keys.table.sort();
    let [starts, text, statistics] = [starts, text, statistics].map(OwnedBytes::new);
    rest.is_empty().then_some(Opened { starts, text, statistics, table: keys.table, forms: count })
}

/// The keys so far.
#[derive(Default)]
struct Keys {
    table: Table,
    /// The stem keys of the runs that were met.
    runs: FxHashMap<String, Letters>,
}

impl Keys {
    /// Adds all keys of a form.
    fn add(
        &mut self,
        form: &str,
        id: FormId,
        derived: &mut Derived<'_>,
        parts: &mut Parts<'_>,
    ) -> Option<()> {
        let folded = fold(form);
        let spelling = self.table.letters(folded.as_bytes())?;
        self.table.add(KeyKind::Spelling, spelling, id);
        let stem = derived.next(&folded)?;
        let root = derived.next(std::str::from_utf8(&stem).ok()?)?;
        let stem_letters = self.letters_like((folded.as_bytes(), spelling), &stem)?;
        let root_letters = self.letters_like((&stem, stem_letters), &root)?;
        self.table.add(KeyKind::Stem, stem_letters, id);
        self.table.add(KeyKind::Root, root_letters, id);
        for run in compound::runs(form, &parts.next(form)?) {
            let kind = if run.is_head { KeyKind::Head } else { KeyKind::Modifier };
            let letters = if let Some(known) = self.runs.get(&run.form) {
                *known
            } else {
                let letters = self.table.letters(&derived.next(&fold(&run.form))?)?;
                *self.runs.entry(run.form).or_insert(letters)
            };
            self.table.add(kind, letters, id);
        }
        Some(())
    }

    /// Adds the keys that a register gave to forms of which there are `count`.
    fn add_registered(&mut self, mut bytes: &[u8], count: FormId) -> Option<()> {
        while !bytes.is_empty() {
            let length = read_varint(&mut bytes)? as usize;
            let (key, rest) = bytes.split_at_checked(length)?;
            bytes = rest;
            let letters = self.table.letters(key)?;
            for _ in 0..read_varint(&mut bytes)? {
                let form = read_varint(&mut bytes).filter(|form| *form < count)?;
                self.table.add(KeyKind::Registered, letters, form);
            }
        }
        Some(())
    }

    /// The letters of a key that may be the beginning of another one.
    fn letters_like(
        &mut self,
        (other, (start, _)): (&[u8], Letters),
        key: &[u8],
    ) -> Option<Letters> {
        if other.starts_with(key) {
            return Some((start, u32::try_from(key.len()).ok()?));
        }
        self.table.letters(key)
    }
}
