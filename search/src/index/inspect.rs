//! Everything that an index says in plain words, for those who must know what they hand out. Read
//! from the finished files, and not from what they were made of.

use tantivy::index::SegmentReader;
use tantivy::schema::Value;
use tantivy::{Index, TantivyDocument, TantivyError};

use super::SYNONYMS_FILE;
use super::directory::FilesDirectory;
use super::schema::Fields;
use crate::{IndexError, IndexFiles};

/// Tells every stored value, with the address of what it is stored of; every term of every field,
/// and the synonyms.
///
/// # Errors
/// When a file is missing or cannot be read.
pub fn each_text(
    files: &IndexFiles,
    mut tell: impl FnMut(&str, Option<&str>),
) -> Result<(), IndexError> {
    if let Some(synonyms) = files.0.get(SYNONYMS_FILE) {
        tell(&String::from_utf8_lossy(synonyms), None);
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
    tell: &mut impl FnMut(&str, Option<&str>),
) -> Result<(), IndexError> {
    let store = reader.get_store_reader(1).map_err(TantivyError::from)?;
    let fields = Fields::new();
    for document in store.iter::<TantivyDocument>(None) {
        let document = document?;
        let address = document.get_first(fields.url);
        let address = address.as_ref().and_then(Value::as_str);
        for (_, value) in document.field_values() {
            value.as_str().into_iter().for_each(|text| tell(text, address));
        }
    }
    Ok(())
}

fn each_term(
    reader: &SegmentReader,
    tell: &mut impl FnMut(&str, Option<&str>),
) -> Result<(), IndexError> {
    let fields = Fields::new();
    for field in fields.text.into_iter().chain([fields.exact, fields.id]).chain(fields.facets) {
        let inverted = reader.inverted_index(field)?;
        let mut terms = inverted.terms().stream().map_err(TantivyError::from)?;
        while let Some((term, _)) = terms.next() {
            tell(&String::from_utf8_lossy(term), None);
        }
    }
    Ok(())
}
