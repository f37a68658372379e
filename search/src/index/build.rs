//! The whole index from documents and synonyms: the steps in their order.

use std::collections::BTreeSet;

use super::{SYNONYMS_FILE, VOCABULARY_FILE, forms, manifest, order, segment};
use crate::{IndexError, IndexFiles, SearchDocument, Synonyms, vocabulary};

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
    files.0.insert(VOCABULARY_FILE.to_owned(), vocabulary::write(&forms)?);
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
