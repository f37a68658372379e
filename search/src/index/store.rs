//! What tantivy has stored of documents, as hits show it. A browser gets no store: its texts stand
//! as in chunks.

use tantivy::index::SegmentReader;
use tantivy::schema::{Field, Value};
use tantivy::store::StoreReader;
use tantivy::{DocId, TantivyDocument, TantivyError};

use super::schema::Fields;
use crate::Facet;
use crate::chunks::documents::Stored;

/// The store of a segment.
pub(crate) struct Store<'f> {
    reader: StoreReader,
    documents: DocId,
    fields: &'f Fields,
}

impl<'f> Store<'f> {
    /// One that keeps so many blocks.
    pub(crate) fn open(
        reader: &SegmentReader,
        fields: &'f Fields,
        blocks: usize,
    ) -> Result<Self, TantivyError> {
        let documents = reader.max_doc();
        Ok(Self { reader: reader.get_store_reader(blocks)?, documents, fields })
    }

    /// How many bytes the documents have.
    pub(crate) fn bytes(&self) -> u64 {
        self.reader.space_usage().data_usage().get_bytes()
    }

    /// All documents, in their order.
    pub(crate) fn all(&self) -> impl Iterator<Item = Result<Stored, TantivyError>> {
        (0..self.documents).map(|document| self.get(document))
    }

    /// A document.
    pub(crate) fn get(&self, document: DocId) -> Result<Stored, TantivyError> {
        let document: TantivyDocument = self.reader.get(document)?;
        let all = |field: Field| -> Vec<String> {
            document.get_all(field).filter_map(|value| value.as_str()).map(str::to_owned).collect()
        };
        let first = |field: Field| all(field).into_iter().next().unwrap_or_default();
        let [title, names, headings, summary, body, _] = self.fields.text;
        Ok(Stored {
            id: first(self.fields.id),
            url: first(self.fields.url),
            title: first(title),
            summary: first(summary),
            body: first(body),
            names: all(names),
            headings: all(headings),
            status: self.fields.facet(Facet::Status).map(first).unwrap_or_default(),
            shown: first(self.fields.shown),
        })
    }
}
