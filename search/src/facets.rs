//! Facet values per document, and how many documents each value would leave.

use std::collections::{BTreeMap, BTreeSet};

use tantivy::DocId;
use tantivy::directory::OwnedBytes;
#[cfg(feature = "writer")]
use tantivy::index::SegmentReader;

#[cfg(feature = "writer")]
use crate::DocumentKind;
use crate::Facet;
#[cfg(feature = "writer")]
use crate::OpenError;
use crate::vocabulary::codec::{read_section, read_varint};
#[cfg(feature = "writer")]
use crate::vocabulary::codec::{write_section, write_varint};

/// The values of one facet, by ordinal. Few documents have values of their own: each points at one
/// of the sets that occur.
struct Column {
    facet: Facet,
    values: Vec<String>,
    /// Every set of ordinals that some document has.
    sets: Vec<Vec<u32>>,
    /// The place of each document's set, in so many bytes each, lowest first.
    width: usize,
    of: OwnedBytes,
}

impl Column {
    #[cfg(feature = "writer")]
    fn open(reader: &SegmentReader, facet: Facet) -> Result<Self, OpenError> {
        let found = reader.fast_fields().str(facet.as_str())?;
        let mut values = Vec::new();
        if let Some(found) = &found {
            for ordinal in 0..found.num_terms() as u64 {
                let mut value = String::new();
                found.ord_to_str(ordinal, &mut value).map_err(tantivy::TantivyError::from)?;
                values.push(value);
            }
        }
        let of = (0..reader.max_doc()).map(|document| {
            let ordinals = found.iter().flat_map(|found| found.term_ords(document));
            ordinals.filter_map(|ordinal| u32::try_from(ordinal).ok()).collect()
        });
        Self::of_sets(facet, values, of).ok_or(OpenError::Inconsistent("too many facet values"))
    }

    /// A column of documents with these ordinals.
    #[cfg(feature = "writer")]
    fn of_sets(
        facet: Facet,
        values: Vec<String>,
        of: impl Iterator<Item = Vec<u32>>,
    ) -> Option<Self> {
        let mut known: BTreeMap<Vec<u32>, u32> = BTreeMap::new();
        let mut sets = Vec::new();
        let mut places = Vec::new();
        for set in of {
            let next = u32::try_from(sets.len()).ok()?;
            let place = *known.entry(set.clone()).or_insert(next);
            if place == next {
                sets.push(set);
            }
            places.push(place);
        }
        let width = match sets.len() {
            0..=0x100 => 1,
            0x101..=0x1_0000 => 2,
            _ => 4,
        };
        let of = places
            .iter()
            .flat_map(|place| place.to_le_bytes().into_iter().take(width))
            .collect::<Vec<u8>>();
        Some(Self { facet, values, sets, width, of: OwnedBytes::new(of) })
    }

    fn of(&self, document: DocId) -> &[u32] {
        let at = self.width * document as usize;
        let bytes = self.of.get(at..at + self.width).unwrap_or_default();
        let place = bytes.iter().rev().fold(0, |place, byte| place << 8 | usize::from(*byte));
        self.sets.get(place).map_or(&[], Vec::as_slice)
    }

    /// Appends the column: its width, its values, its sets, and each document's place.
    #[cfg(feature = "writer")]
    fn write(&self, bytes: &mut Vec<u8>) {
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let (mut values, mut sets) = (Vec::new(), Vec::new());
        for value in &self.values {
            write_section(value.as_bytes(), &mut values);
        }
        for set in &self.sets {
            write_varint(number(set.len()), &mut sets);
            for ordinal in set {
                write_varint(*ordinal, &mut sets);
            }
        }
        write_varint(number(self.width), bytes);
        for section in [values.as_slice(), &sets, &self.of] {
            write_section(section, bytes);
        }
    }

    /// Takes a column off the front of `rest`, which is the end of `bytes`.
    fn read(facet: Facet, bytes: &OwnedBytes, rest: &mut &[u8]) -> Option<Self> {
        let width = read_varint(rest)? as usize;
        let (mut listed, mut grouped) = (read_section(rest)?, read_section(rest)?);
        let of = read_section(rest)?.len();
        let end = bytes.len() - rest.len();
        let (mut values, mut sets) = (Vec::new(), Vec::new());
        while !listed.is_empty() {
            values.push(std::str::from_utf8(read_section(&mut listed)?).ok()?.to_owned());
        }
        while !grouped.is_empty() {
            let count = read_varint(&mut grouped)?;
            sets.push((0..count).map(|_| read_varint(&mut grouped)).collect::<Option<_>>()?);
        }
        matches!(width, 1 | 2 | 4).then(|| Self {
            facet,
            values,
            sets,
            width,
            of: bytes.slice(end - of..end),
        })
    }
}

/// The facet values of all documents.
pub(crate) struct Facets {
    columns: Vec<Column>,
}

/// What is left after filtering.
pub(crate) struct Filtered {
    /// The documents that pass every filter, in the order in which they came.
    pub(crate) documents: Vec<usize>,
    pub(crate) counts: BTreeMap<Facet, BTreeMap<String, u64>>,
}

impl Facets {
    #[cfg(feature = "writer")]
    pub(crate) fn open(reader: &SegmentReader) -> Result<Self, OpenError> {
        let columns = Facet::ALL
            .into_iter()
            .map(|facet| Column::open(reader, facet))
            .collect::<Result<_, _>>()?;
        Ok(Self { columns })
    }

    /// Takes all columns off the front of `rest`, which is the end of `bytes`.
    pub(crate) fn read(bytes: &OwnedBytes, rest: &mut &[u8]) -> Option<Self> {
        let columns = Facet::ALL
            .into_iter()
            .map(|facet| Column::read(facet, bytes, rest))
            .collect::<Option<_>>()?;
        Some(Self { columns })
    }

    /// Appends all columns.
    #[cfg(feature = "writer")]
    pub(crate) fn write(&self, bytes: &mut Vec<u8>) {
        self.columns.iter().for_each(|column| column.write(bytes));
    }

    /// What a document is.
    #[cfg(feature = "writer")]
    pub(crate) fn kind(&self, document: DocId) -> Option<DocumentKind> {
        let column = self.columns.iter().find(|column| column.facet == Facet::Kind)?;
        column.values.get(*column.of(document).first()? as usize)?.parse().ok()
    }

    /// How many documents share the first value that a document has of a facet: of a law, those that
    /// rest on it.
    pub(crate) fn sharing(&self, facet: Facet, document: DocId) -> usize {
        let Some(column) = self.columns.iter().find(|column| column.facet == facet) else {
            return 0;
        };
        let Some(own) = column.of(document).first() else { return 0 };
        let documents = (0..).take(column.of.len() / column.width);
        documents.filter(|other| column.of(*other).contains(own)).count()
    }

    /// Any value within a facet, all facets together; a facet's own counts leave its own selection
    /// out of account.
    pub(crate) fn filter(
        &self,
        documents: &[DocId],
        filters: &BTreeMap<Facet, BTreeSet<String>>,
    ) -> Filtered {
        let chosen: Vec<Option<Vec<bool>>> =
            self.columns.iter().map(|column| chosen(column, filters)).collect();
        let mut counts: Vec<Vec<u64>> =
            self.columns.iter().map(|column| vec![0; column.values.len()]).collect();
        let mut passed = Vec::new();
        for (at, document) in documents.iter().enumerate() {
            let mut failed =
                (0..self.columns.len()).filter(|column| !self.passes(*column, *document, &chosen));
            match (failed.next(), failed.next()) {
                (None, _) => {
                    passed.push(at);
                    (0..counts.len()).for_each(|column| self.count(column, *document, &mut counts));
                }
                (Some(column), None) => self.count(column, *document, &mut counts),
                (Some(_), Some(_)) => {}
            }
        }
        Filtered { documents: passed, counts: self.named(&counts, filters) }
    }

    fn passes(&self, column: usize, document: DocId, chosen: &[Option<Vec<bool>>]) -> bool {
        let Some(chosen) = &chosen[column] else { return true };
        self.columns[column]
            .of(document)
            .iter()
            .any(|ordinal| chosen.get(*ordinal as usize) == Some(&true))
    }

    fn count(&self, column: usize, document: DocId, counts: &mut [Vec<u64>]) {
        for ordinal in self.columns[column].of(document) {
            if let Some(count) = counts[column].get_mut(*ordinal as usize) {
                *count += 1;
            }
        }
    }

    /// The counts by name; values that nothing is left of are told only where they were chosen.
    fn named(
        &self,
        counts: &[Vec<u64>],
        filters: &BTreeMap<Facet, BTreeSet<String>>,
    ) -> BTreeMap<Facet, BTreeMap<String, u64>> {
        let mut named = BTreeMap::new();
        for (column, counts) in self.columns.iter().zip(counts) {
            let mut values: BTreeMap<String, u64> = filters
                .get(&column.facet)
                .into_iter()
                .flatten()
                .map(|value| (value.clone(), 0))
                .collect();
            let found = column.values.iter().zip(counts).filter(|(_, count)| **count > 0);
            values.extend(found.map(|(value, count)| (value.clone(), *count)));
            named.insert(column.facet, values);
        }
        named
    }
}

/// Which ordinals of a column were chosen; none where the facet is not filtered.
fn chosen(column: &Column, filters: &BTreeMap<Facet, BTreeSet<String>>) -> Option<Vec<bool>> {
    let values = filters.get(&column.facet).filter(|values| !values.is_empty())?;
    Some(column.values.iter().map(|value| values.contains(value)).collect())
}
