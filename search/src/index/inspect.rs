//! Everything that an index says in plain words, for those who must know what they hand out. Read
//! from the finished files, and not from what they were made of.

use tantivy::index::SegmentReader;
use tantivy::schema::Value;
use tantivy::{Index, TantivyDocument, TantivyError};

use super::SYNONYMS_FILE;
use super::directory::FilesDirectory;
use super::schema::Fields;
use crate::{IndexError, IndexFiles};

/// Tells every stored value and every term of every field, and the synonyms.
///
/// # Errors
/// When a file is missing or cannot be read.
pub fn each_text(files: &IndexFiles, mut tell: impl FnMut(&str)) -> Result<(), IndexError> {
    if let Some(synonyms) = files.0.get(SYNONYMS_FILE) {
        tell(&String::from_utf8_lossy(synonyms));
    }
    let index = Index::open(FilesDirectory::new(files.clone()))?;
    for segment in index.searchable_segments()? {
        let reader = SegmentReader::open(&segment)?;
        each_stored_value(&reader, &mut tell)?;
        each_term(&reader, &mut tell)?;
    }
    Ok(())
}

fn each_stored_value(
    reader: &SegmentReader,
    tell: &mut impl FnMut(&str),
) -> Result<(), IndexError> {
    let store = reader.get_store_reader(1).map_err(TantivyError::from)?;
    for document in store.iter::<TantivyDocument>(None) {
        for (_, value) in document?.field_values() {
            value.as_str().into_iter().for_each(&mut *tell);
        }
    }
    Ok(())
}

fn each_term(reader: &SegmentReader, tell: &mut impl FnMut(&str)) -> Result<(), IndexError> {
    let fields = Fields::new();
    for field in fields.text.into_iter().chain([fields.exact, fields.id]).chain(fields.facets) {
        let inverted = reader.inverted_index(field)?;
        let mut terms = inverted.terms().stream().map_err(TantivyError::from)?;
        while let Some((term, _)) = terms.next() {
            tell(&String::from_utf8_lossy(term));
        }
    }
    Ok(())
}
