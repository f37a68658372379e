//! Documents → index files, in one deterministic segment.
//!
//! 1. [`order`] the documents by title, so that document ids settle ties and browsing needs no sorting;
//! 2. write them to a [`segment`] under the one [`schema`];
//! 3. read the segment's own dictionaries back as the [`vocabulary`](crate::vocabulary), with every key of every form;
//! 4. add the synonyms and the [`manifest`].

pub(crate) mod directory;
pub(crate) mod exact;
pub(crate) mod forms;
pub(crate) mod manifest;
pub(crate) mod order;
pub(crate) mod schema;
pub(crate) mod segment;
pub(crate) mod tokenizer;

use std::collections::BTreeSet;

use crate::{IndexError, IndexFiles, SearchDocument, Synonyms, vocabulary};

/// The vocabulary's file among the index's files.
pub(crate) const VOCABULARY_FILE: &str = "portal-vocabulary.bin";

/// The synonyms' file among the index's files.
pub(crate) const SYNONYMS_FILE: &str = "portal-synonyms.json";

/// Builds the index of `documents`. The same documents in any order and the same synonyms give the same files.
///
/// # Errors
/// When two documents share kind and id, or when the segment cannot be written.
pub fn build(documents: &[SearchDocument], synonyms: &Synonyms) -> Result<IndexFiles, IndexError> {
    refuse_duplicates(documents)?;
    let ordered = order::by_title(documents);
    let index = segment::write(&ordered)?;
    let forms = forms::collect(&index)?;
    let mut files = segment::into_files(&index)?;
    files.0.insert(VOCABULARY_FILE.to_owned(), vocabulary::write(forms)?);
    files.0.insert(SYNONYMS_FILE.to_owned(), serde_json::to_vec(synonyms)?);
    manifest::seal(&mut files)?;
    Ok(files)
}

fn refuse_duplicates(documents: &[SearchDocument]) -> Result<(), IndexError> {
    let mut seen = BTreeSet::new();
    for document in documents {
        if !seen.insert((document.kind, document.id.as_str())) {
            return Err(IndexError::DuplicateId { id: format!("{}/{}", document.kind, document.id) });
        }
    }
    Ok(())
}
