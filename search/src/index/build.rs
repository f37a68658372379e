//! The whole index from documents and synonyms: the steps in their order.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::{SYNONYMS_FILE, VOCABULARY_FILE, forms, manifest, order, segment};
use crate::analysis::everyday::used_situations;
use crate::vocabulary::Vocabulary;
use crate::{
    DocumentKind, IndexError, IndexFiles, Lexicon, OpenError, SearchDocument, Synonyms, vocabulary,
};
use tantivy::directory::OwnedBytes;

/// What must be known of all documents before the first of them is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heading<'d> {
    /// What the document is.
    pub kind: DocumentKind,
    /// Its id, of which there is one in each kind.
    pub id: &'d str,
    /// Its title, by which the index is ordered.
    pub title: &'d str,
}

impl<'d> From<&'d SearchDocument> for Heading<'d> {
    fn from(document: &'d SearchDocument) -> Self {
        Self { kind: document.kind, id: &document.id, title: &document.title }
    }
}

/// Builds the index of `documents`. The same documents in any order and the same synonyms give the
/// same files.
///
/// # Errors
/// When two documents share kind and id, or when the segment cannot be written.
pub fn build(documents: &[SearchDocument], synonyms: &Synonyms) -> Result<IndexFiles, IndexError> {
    let headings: Vec<Heading<'_>> = documents.iter().map(Heading::from).collect();
    build_from(&headings, |at| Cow::Borrowed(&documents[at]), synonyms, &Lexicon::default())
}

/// As [`build`], of documents that are made when they are written and forgotten afterwards:
/// `document` gives the one that `headings` has at a place. All of them together would be as large
/// as the portal. `register` says which forms are of one word.
///
/// # Errors
/// As [`build`].
pub fn build_from<'d>(
    headings: &[Heading<'_>],
    document: impl Fn(usize) -> Cow<'d, SearchDocument> + Sync,
    synonyms: &Synonyms,
    register: &Lexicon,
) -> Result<IndexFiles, IndexError> {
    refuse_duplicates(headings)?;
    let written = segment::write(&order::by_title(headings), document)?;
    let forms = forms::collect(&written.index)?;
    let mut files = segment::into_files(&written)?;
    let vocabulary = OwnedBytes::new(vocabulary::write(&forms, register)?);
    let situations = {
        let broken = |error: OpenError| IndexError::Vocabulary(error.to_string());
        let vocabulary = Vocabulary::open(&vocabulary).map_err(broken)?;
        used_situations(|phrase| vocabulary.use_of(phrase))
    };
    files.0.insert(VOCABULARY_FILE.to_owned(), vocabulary);
    files.insert(SYNONYMS_FILE, serde_json::to_vec(&(synonyms, situations))?);
    manifest::seal(&mut files)?;
    Ok(files)
}

fn refuse_duplicates(headings: &[Heading<'_>]) -> Result<(), IndexError> {
    let mut seen = BTreeSet::new();
    for heading in headings {
        if !seen.insert((heading.kind, heading.id)) {
            return Err(IndexError::DuplicateId { id: format!("{}/{}", heading.kind, heading.id) });
        }
    }
    Ok(())
}
