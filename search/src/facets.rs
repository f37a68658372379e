//! Facet values per document, and how many documents each value would leave.

use std::collections::{BTreeMap, BTreeSet};

use tantivy::DocId;
use tantivy::index::SegmentReader;

use crate::{Facet, Kind, OpenError};

/// The values of one facet, by ordinal.
struct Column {
    facet: Facet,
    values: Vec<String>,
    /// Where each document's ordinals start; one more than there are documents.
    starts: Vec<u32>,
    ordinals: Vec<u32>,
}

impl Column {
    fn open(reader: &SegmentReader, facet: Facet) -> Result<Self, OpenError> {
        let mut column = Self { facet, values: Vec::new(), starts: vec![0], ordinals: Vec::new() };
        let found = reader.fast_fields().str(facet.as_str())?;
        if let Some(found) = &found {
            for ordinal in 0..found.num_terms() as u64 {
                let mut value = String::new();
                found.ord_to_str(ordinal, &mut value).map_err(tantivy::TantivyError::from)?;
                column.values.push(value);
            }
        }
        for document in 0..reader.max_doc() {
            if let Some(found) = &found {
                column.ordinals.extend(found.term_ords(document).filter_map(|ordinal| u32::try_from(ordinal).ok()));
            }
            column.starts.push(
                u32::try_from(column.ordinals.len()).map_err(|_| OpenError::Inconsistent("too many facet values"))?,
            );
        }
        Ok(column)
    }

    fn of(&self, document: DocId) -> &[u32] {
        let at = document as usize;
        let range = self.starts.get(at).zip(self.starts.get(at + 1));
        range.and_then(|(from, to)| self.ordinals.get(*from as usize..*to as usize)).unwrap_or_default()
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
    pub(crate) fn open(reader: &SegmentReader) -> Result<Self, OpenError> {
        let columns = Facet::ALL.into_iter().map(|facet| Column::open(reader, facet)).collect::<Result<_, _>>()?;
        Ok(Self { columns })
    }

    /// What a document is.
    pub(crate) fn kind(&self, document: DocId) -> Option<Kind> {
        let column = self.columns.iter().find(|column| column.facet == Facet::Kind)?;
        column.values.get(*column.of(document).first()? as usize)?.parse().ok()
    }

    /// Any value within a facet, all facets together; a facet's own counts leave its own selection out of account.
    pub(crate) fn filter(&self, documents: &[DocId], filters: &BTreeMap<Facet, BTreeSet<String>>) -> Filtered {
        let chosen: Vec<Option<Vec<bool>>> = self.columns.iter().map(|column| chosen(column, filters)).collect();
        let mut counts: Vec<Vec<u64>> = self.columns.iter().map(|column| vec![0; column.values.len()]).collect();
        let mut passed = Vec::new();
        for (at, document) in documents.iter().enumerate() {
            let mut failed = (0..self.columns.len()).filter(|column| !self.passes(*column, *document, &chosen));
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
        self.columns[column].of(document).iter().any(|ordinal| chosen.get(*ordinal as usize) == Some(&true))
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
            let mut values: BTreeMap<String, u64> =
                filters.get(&column.facet).into_iter().flatten().map(|value| (value.clone(), 0)).collect();
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
