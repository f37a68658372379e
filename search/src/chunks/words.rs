//! The postings and positions of forms, as chunks hold them.
//!
//! A chunk of words is a count, then per form its number (as the difference to the one before), the
//! length of its postings and that of its positions, and then all of these. Lists go by the text
//! fields that the form stands in, of which the vocabulary knows: per field a length in bytes and
//! then
//!
//! - postings: per document `difference << 1 | more`, and where there is more than one occurrence
//!   their number;
//! - positions: per document so many differences.

#[cfg(feature = "writer")]
use tantivy::DocSet;
#[cfg(feature = "writer")]
use tantivy::postings::{Postings as _, SegmentPostings};
use tantivy::{DocId, TERMINATED};

use super::take;
use crate::vocabulary::FormId;
use crate::vocabulary::codec::read_varint;
#[cfg(feature = "writer")]
use crate::vocabulary::codec::write_varint;

/// Where a form's bytes lie within its chunk: start and length.
pub(crate) type Stretch = (usize, usize);

/// A form in a chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Record {
    pub(crate) form: FormId,
    pub(crate) postings: Stretch,
    pub(crate) positions: Stretch,
}

/// What is in a chunk; none where it is no chunk of words.
pub(crate) fn records(chunk: &[u8]) -> Option<Vec<Record>> {
    let mut rest = chunk;
    let count = read_varint(&mut rest)?;
    let mut form = 0_u32;
    let mut lengths = Vec::new();
    for _ in 0..count {
        form = form.checked_add(read_varint(&mut rest)?)?;
        lengths.push((form, read_varint(&mut rest)? as usize, read_varint(&mut rest)? as usize));
    }
    let mut at = chunk.len() - rest.len();
    let mut next = |length: usize| {
        let stretch = (at, length);
        at = at.checked_add(length)?;
        (at <= chunk.len()).then_some(stretch)
    };
    let record = |(form, postings, positions)| {
        Some(Record { form, postings: next(postings)?, positions: next(positions)? })
    };
    lengths.into_iter().map(record).collect()
}

/// The list of one field among those of a form with these `fields`.
fn of_field(mut bytes: &[u8], fields: u8, field: usize) -> Option<&[u8]> {
    for at in 0..=field {
        if fields >> at & 1 == 1 {
            let length = read_varint(&mut bytes)? as usize;
            let list = take(&mut bytes, length)?;
            if at == field {
                return Some(list);
            }
        }
    }
    None
}

/// The documents of a form in one field, with how often it stands there and where.
#[derive(Debug, Default)]
pub(crate) struct Postings {
    documents: Vec<DocId>,
    frequencies: Vec<u32>,
    /// All positions, one document's after the other's, and where each document's start. Empty
    /// where nobody asked.
    positions: Vec<u32>,
    starts: Vec<usize>,
    at: usize,
}

impl Postings {
    /// Reads the lists of a field; none where the bytes are not such.
    pub(crate) fn read(
        postings: &[u8],
        positions: Option<&[u8]>,
        fields: u8,
        field: usize,
    ) -> Option<Self> {
        let mut list = of_field(postings, fields, field)?;
        let mut read = Self::default();
        let mut document = 0_u32;
        while !list.is_empty() {
            let value = read_varint(&mut list)?;
            document = document.checked_add(value >> 1)?;
            read.documents.push(document);
            read.frequencies.push(if value & 1 == 1 { read_varint(&mut list)? } else { 1 });
        }
        if let Some(positions) = positions {
            read.read_positions(of_field(positions, fields, field)?)?;
        }
        Some(read)
    }

    fn read_positions(&mut self, mut list: &[u8]) -> Option<()> {
        for frequency in &self.frequencies {
            self.starts.push(self.positions.len());
            let mut position = 0_u32;
            for _ in 0..*frequency {
                position = position.wrapping_add(read_varint(&mut list)?);
                self.positions.push(position);
            }
        }
        list.is_empty().then_some(())
    }

    /// The document here; [`tantivy::TERMINATED`] behind the last.
    pub(crate) fn doc(&self) -> DocId {
        self.documents.get(self.at).copied().unwrap_or(TERMINATED)
    }

    pub(crate) fn term_freq(&self) -> u32 {
        self.frequencies.get(self.at).copied().unwrap_or_default()
    }

    pub(crate) fn advance(&mut self) {
        self.at += 1;
    }

    /// Goes on to the first document that is not before `target`.
    pub(crate) fn seek(&mut self, target: DocId) {
        let rest = self.documents.get(self.at..).unwrap_or_default();
        self.at += rest.partition_point(|document| *document < target);
    }

    /// The positions in the document here.
    pub(crate) fn positions(&self) -> &[u32] {
        let from = self.starts.get(self.at).copied().unwrap_or(self.positions.len());
        let to = self.starts.get(self.at + 1).copied().unwrap_or(self.positions.len());
        self.positions.get(from..to).unwrap_or_default()
    }
}

/// A form's lists, as they are written.
#[cfg(feature = "writer")]
#[derive(Clone, Debug, Default)]
pub(crate) struct Lists {
    pub(crate) postings: Vec<u8>,
    pub(crate) positions: Vec<u8>,
}

#[cfg(feature = "writer")]
impl Lists {
    /// Appends the next field's lists.
    pub(crate) fn add_field(&mut self, found: Option<SegmentPostings>) {
        let (mut postings, mut positions) = (Vec::new(), Vec::new());
        let (mut before, mut places) = (0, Vec::new());
        let mut found = found.unwrap_or_else(SegmentPostings::empty);
        while found.doc() != TERMINATED {
            let frequency = found.term_freq();
            write_varint((found.doc() - before) << 1 | u32::from(frequency != 1), &mut postings);
            if frequency != 1 {
                write_varint(frequency, &mut postings);
            }
            before = found.doc();
            found.positions(&mut places);
            let mut last = 0;
            for place in &places {
                write_varint(place.wrapping_sub(last), &mut positions);
                last = *place;
            }
            found.advance();
        }
        for (list, all) in [(postings, &mut self.postings), (positions, &mut self.positions)] {
            write_varint(u32::try_from(list.len()).unwrap_or(u32::MAX), all);
            all.extend(list);
        }
    }
}

/// A chunk of forms, ascending.
#[cfg(feature = "writer")]
pub(crate) fn chunk(forms: &[(FormId, &[u8], &[u8])]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    write_varint(number(forms.len()), &mut bytes);
    let mut before = 0;
    for (form, postings, positions) in forms {
        write_varint(form - before, &mut bytes);
        write_varint(number(postings.len()), &mut bytes);
        write_varint(number(positions.len()), &mut bytes);
        before = *form;
    }
    for (_, postings, positions) in forms {
        bytes.extend_from_slice(postings);
        bytes.extend_from_slice(positions);
    }
    bytes
}
