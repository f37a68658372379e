//! The opened segment: postings, lengths, stored texts; whole, or in chunks of which some may be
//! missing.

use std::sync::{Arc, MutexGuard};

use tantivy::directory::FileSlice;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::index::SegmentReader;
use tantivy::postings::{Postings as _, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, InvertedIndexReader, Term};

use super::real;
use crate::chunks::columns::Lengths;
use crate::chunks::documents::{Documents, Stored};
use crate::chunks::shelf::Shelf;
use crate::chunks::words;
use crate::index::schema::Fields;
#[cfg(feature = "writer")]
use crate::index::store::Store;
use crate::query::Plan;
use crate::vocabulary::{FormId, Vocabulary};
use crate::{OpenError, SearchError};

/// How many of the store's blocks are kept: a page of hits.
#[cfg(feature = "writer")]
const STORE_BLOCKS: usize = 32;

/// How much a field's length matters, in the order of the schema's text fields.
const LENGTH_SHARE: [f64; 6] = [0.4, 0.0, 0.4, 0.5, 0.7, 0.4];

/// The lengths of one text field.
struct FieldLengths {
    norms: Option<FieldNormReader>,
    /// What one occurrence weighs by the field's length class.
    by_length: Vec<f64>,
}

impl FieldLengths {
    fn new(at: usize, norms: Option<FieldNormReader>, tokens: u64, documents: DocId) -> Self {
        let documents = f64::from(documents.max(1));
        let average = (real(usize::try_from(tokens).unwrap_or(usize::MAX)) / documents).max(1.0);
        let share = LENGTH_SHARE[at];
        let by_length = (0..=u8::MAX)
            .map(|class| f64::from(FieldNormReader::id_to_fieldnorm(class)))
            .map(|length| 1.0 / (1.0 - share + share * length / average))
            .collect();
        Self { norms, by_length }
    }
}

/// A segment all of which is here.
struct Whole {
    fields: Fields,
    reader: SegmentReader,
    text: Vec<Arc<InvertedIndexReader>>,
    texts: SegmentTexts,
}

/// Where the texts of a whole segment are.
pub(crate) enum SegmentTexts {
    /// In tantivy's own store, which a browser does not get.
    #[cfg(feature = "writer")]
    InStore,
    Beside(Documents),
}

/// Where lists and texts come from.
enum Source {
    Whole(Box<Whole>),
    Chunks(Box<Shelf>),
}

/// The one segment of the index.
pub(crate) struct Segment {
    documents: DocId,
    lengths: Vec<FieldLengths>,
    source: Source,
}

/// The documents of a form, one after the other.
pub(crate) enum Postings {
    Whole(Box<SegmentPostings>),
    Chunks(words::Postings),
}

impl Segment {
    pub(crate) fn open(reader: SegmentReader, texts: SegmentTexts) -> Result<Self, OpenError> {
        let fields = Fields::new();
        if *reader.schema() != fields.schema {
            return Err(OpenError::Inconsistent("the schema is not the one of this engine"));
        }
        let (mut text, mut lengths) = (Vec::new(), Vec::new());
        for (at, field) in fields.text.into_iter().enumerate() {
            let inverted = reader.inverted_index(field)?;
            let norms = reader.fieldnorms_readers().get_field(field)?;
            lengths.push(FieldLengths::new(
                at,
                norms,
                inverted.total_num_tokens(),
                reader.max_doc(),
            ));
            text.push(inverted);
        }
        let documents = reader.max_doc();
        if matches!(&texts, SegmentTexts::Beside(texts) if texts.len() != documents as usize) {
            return Err(OpenError::Inconsistent("there are not as many texts as documents"));
        }
        Ok(Self {
            documents,
            lengths,
            source: Source::Whole(Box::new(Whole { fields, reader, text, texts })),
        })
    }

    /// A segment in chunks.
    pub(crate) fn in_chunks(
        documents: DocId,
        lengths: Vec<Lengths>,
        shelf: Shelf,
    ) -> Result<Self, OpenError> {
        let mut all = Vec::new();
        for (at, Lengths { tokens, classes }) in lengths.into_iter().enumerate() {
            let norms = if classes.is_empty() {
                None
            } else {
                Some(FieldNormReader::open(FileSlice::new(Arc::new(classes)))?)
            };
            all.push(FieldLengths::new(at, norms, tokens, documents));
        }
        Ok(Self { documents, lengths: all, source: Source::Chunks(Box::new(shelf)) })
    }

    /// The chunks, where it is in chunks.
    pub(crate) fn shelf(&mut self) -> Option<&mut Shelf> {
        if let Source::Chunks(chunks) = &mut self.source { Some(chunks) } else { None }
    }

    /// How many documents there are.
    pub(crate) fn documents(&self) -> DocId {
        self.documents
    }

    /// Begins a search, which lasts as long as what this gives.
    pub(crate) fn begin(&self) -> Option<MutexGuard<'_, ()>> {
        if let Source::Chunks(chunks) = &self.source { Some(chunks.begin()) } else { None }
    }

    /// Notes what a plan needs of what is missing.
    pub(crate) fn foresee(&self, plan: &Plan, vocabulary: &Vocabulary) {
        if let Source::Chunks(chunks) = &self.source {
            chunks.foresee(plan, vocabulary);
        }
    }

    /// Fails if anything was missing since the last time.
    ///
    /// # Errors
    /// With all that was missing.
    pub(crate) fn settle(&self) -> Result<(), SearchError> {
        if let Source::Chunks(chunks) = &self.source { chunks.settle() } else { Ok(()) }
    }

    /// The postings of a form in the text field with this place; none where it does not occur or
    /// they are missing.
    pub(crate) fn postings(
        &self,
        field: usize,
        (form, vocabulary): (FormId, &Vocabulary),
        with: IndexRecordOption,
    ) -> Result<Option<Postings>, SearchError> {
        match &self.source {
            Source::Whole(whole) => {
                let Some(inverted) = whole.text.get(field) else { return Ok(None) };
                let term = Term::from_field_text(whole.fields.text[field], vocabulary.form(form));
                let postings = inverted.read_postings(&term, with)?;
                Ok(postings.map(|postings| Postings::Whole(Box::new(postings))))
            }
            Source::Chunks(chunks) => {
                let form = (form, vocabulary.statistics(form).fields);
                Ok(chunks.postings(form, field, with.has_positions())?.map(Postings::Chunks))
            }
        }
    }

    /// What one occurrence in a field of `document` weighs, by the field's length.
    pub(crate) fn length_weight(&self, field: usize, document: DocId) -> f64 {
        let Some(lengths) = self.lengths.get(field) else { return 0.0 };
        let class = lengths.norms.as_ref().map_or(0, |norms| norms.fieldnorm_id(document));
        lengths.by_length.get(usize::from(class)).copied().unwrap_or(0.0)
    }

    /// The documents whose title or name is exactly `term`.
    pub(crate) fn exactly(&self, term: &str) -> Result<Vec<DocId>, SearchError> {
        match &self.source {
            Source::Whole(whole) => whole.exactly(term),
            Source::Chunks(chunks) => Ok(chunks.exactly(term)),
        }
    }

    /// What is stored of documents. What is missing is noted for all of them.
    pub(crate) fn stored(&self, documents: &[DocId]) -> Result<Vec<Stored>, SearchError> {
        match &self.source {
            Source::Whole(whole) => whole.stored(documents),
            Source::Chunks(chunks) => {
                let stored = documents.iter().map(|document| chunks.stored(*document));
                let stored = stored.collect::<Result<Vec<_>, _>>()?;
                chunks.settle()?;
                Ok(stored.into_iter().flatten().collect())
            }
        }
    }
}

impl Whole {
    fn exactly(&self, term: &str) -> Result<Vec<DocId>, SearchError> {
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

    fn stored(&self, documents: &[DocId]) -> Result<Vec<Stored>, SearchError> {
        match &self.texts {
            #[cfg(feature = "writer")]
            SegmentTexts::InStore => {
                let store = Store::open(&self.reader, &self.fields, STORE_BLOCKS)?;
                documents.iter().map(|document| Ok(store.get(*document)?)).collect()
            }
            SegmentTexts::Beside(texts) => {
                let missing = || SearchError::Inconsistent("a document has no text");
                documents.iter().map(|document| texts.get(*document).ok_or_else(missing)).collect()
            }
        }
    }
}

impl Postings {
    /// The document here; [`tantivy::TERMINATED`] behind the last.
    pub(crate) fn doc(&self) -> DocId {
        match self {
            Self::Whole(postings) => postings.doc(),
            Self::Chunks(postings) => postings.doc(),
        }
    }

    /// How often the form stands in the document here.
    pub(crate) fn term_freq(&self) -> u32 {
        match self {
            Self::Whole(postings) => postings.term_freq(),
            Self::Chunks(postings) => postings.term_freq(),
        }
    }

    pub(crate) fn advance(&mut self) {
        match self {
            Self::Whole(postings) => {
                postings.advance();
            }
            Self::Chunks(postings) => postings.advance(),
        }
    }

    /// Goes on to the first document that is not before `target`.
    pub(crate) fn seek(&mut self, target: DocId) {
        match self {
            Self::Whole(postings) => {
                postings.seek(target);
            }
            Self::Chunks(postings) => postings.seek(target),
        }
    }

    /// The positions in the document here.
    pub(crate) fn positions(&mut self, positions: &mut Vec<u32>) {
        match self {
            Self::Whole(postings) => postings.positions(positions),
            Self::Chunks(postings) => {
                positions.clear();
                positions.extend_from_slice(postings.positions());
            }
        }
    }
}
