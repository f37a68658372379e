//! The segment's own dictionaries → every form that the portal uses, with how common it is and
//! where it stands.

#[cfg(feature = "writer")]
use tantivy::{Index, index::SegmentReader};

#[cfg(feature = "writer")]
use super::schema::Fields;
#[cfg(feature = "writer")]
use crate::IndexError;

/// What is known of a surface form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct FormStatistics {
    /// In how many documents it stands: that of the field where it is most common.
    pub(crate) documents: u32,
    /// The fields that it stands in, one bit each, in the order of the schema's text fields.
    pub(crate) fields: u8,
}

/// Every form of the index, sorted.
#[cfg(feature = "writer")]
pub(crate) fn collect(index: &Index) -> Result<Vec<(String, FormStatistics)>, IndexError> {
    let mut found: Vec<(String, FormStatistics)> = Vec::new();
    for segment in index.searchable_segments()? {
        let reader = SegmentReader::open(&segment)?;
        for (bit, field) in Fields::new().text.into_iter().enumerate() {
            let inverted = reader.inverted_index(field)?;
            let mut terms = inverted.terms().stream().map_err(tantivy::TantivyError::from)?;
            while let Some((term, info)) = terms.next() {
                let form = String::from_utf8_lossy(term).into_owned();
                found.push((form, FormStatistics { documents: info.doc_freq, fields: 1 << bit }));
            }
        }
    }
    // Each field's forms are sorted already, so this only merges them.
    found.sort_by(|(left, _), (right, _)| left.cmp(right));
    found.dedup_by(|(form, one), (kept, known)| {
        let is_same = form == kept;
        if is_same {
            known.documents = known.documents.max(one.documents);
            known.fields |= one.fields;
        }
        is_same
    });
    Ok(found)
}
