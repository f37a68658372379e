//! The opened segment: dictionaries, postings, lengths.

use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::index::SegmentReader;
use tantivy::postings::SegmentPostings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, InvertedIndexReader, Term};

use super::real;
use crate::index::schema::Fields;
use crate::{OpenError, SearchError};

/// How much a field's length matters, in the order of the schema's text fields.
const LENGTH_SHARE: [f64; 6] = [0.4, 0.0, 0.4, 0.5, 0.7, 0.4];

/// One text field.
struct TextField {
    inverted: Arc<InvertedIndexReader>,
    norms: Option<FieldNormReader>,
    /// What one occurrence weighs by the field's length class.
    by_length: Vec<f64>,
}

/// The one segment of the index.
pub(crate) struct Segment {
    fields: Fields,
    reader: SegmentReader,
    text: Vec<TextField>,
}

impl Segment {
    pub(crate) fn open(reader: SegmentReader) -> Result<Self, OpenError> {
        let fields = Fields::new();
        if *reader.schema() != fields.schema {
            return Err(OpenError::Inconsistent("the schema is not the one of this engine"));
        }
        let text = (0..fields.text.len()).map(|at| open_field(&reader, &fields, at)).collect::<Result<_, _>>()?;
        Ok(Self { fields, reader, text })
    }

    pub(crate) fn reader(&self) -> &SegmentReader {
        &self.reader
    }

    pub(crate) fn fields(&self) -> &Fields {
        &self.fields
    }

    /// How many documents there are.
    pub(crate) fn documents(&self) -> DocId {
        self.reader.max_doc()
    }

    /// The postings of a form in the text field with this place; none where it does not occur.
    pub(crate) fn postings(
        &self,
        field: usize,
        form: &str,
        with: IndexRecordOption,
    ) -> Result<Option<SegmentPostings>, SearchError> {
        let Some(text) = self.text.get(field) else { return Ok(None) };
        Ok(text.inverted.read_postings(&Term::from_field_text(self.fields.text[field], form), with)?)
    }

    /// What one occurrence in a field of `document` weighs, by the field's length.
    pub(crate) fn length_weight(&self, field: usize, document: DocId) -> f64 {
        let Some(text) = self.text.get(field) else { return 0.0 };
        let class = text.norms.as_ref().map_or(0, |norms| norms.fieldnorm_id(document));
        text.by_length.get(usize::from(class)).copied().unwrap_or(0.0)
    }

    /// The documents whose title or name is exactly `term`.
    pub(crate) fn exactly(&self, term: &str) -> Result<Vec<DocId>, SearchError> {
        let inverted = self.reader.inverted_index(self.fields.exact)?;
        let term = Term::from_field_text(self.fields.exact, term);
        let mut documents = Vec::new();
        if let Some(mut postings) = inverted.read_postings(&term, IndexRecordOption::Basic)? {
            while postings.doc() != tantivy::TERMINATED {
                documents.push(postings.doc());
                postings.advance();
            }
        }
        Ok(documents)
    }
}

fn open_field(reader: &SegmentReader, fields: &Fields, at: usize) -> Result<TextField, OpenError> {
    let inverted = reader.inverted_index(fields.text[at])?;
    let norms = reader.fieldnorms_readers().get_field(fields.text[at])?;
    let documents = f64::from(reader.max_doc().max(1));
    let average = (real(usize::try_from(inverted.total_num_tokens()).unwrap_or(usize::MAX)) / documents).max(1.0);
    let share = LENGTH_SHARE[at];
    let by_length = (0..=u8::MAX)
        .map(|class| f64::from(FieldNormReader::id_to_fieldnorm(class)))
        .map(|length| 1.0 / (1.0 - share + share * length / average))
        .collect();
    Ok(TextField { inverted, norms, by_length })
}
