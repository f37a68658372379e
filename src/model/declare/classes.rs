//! What entries of a kind are classified by: read off the declarations, so that a field of terms is
//! a facet by being declared.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::declarations;
use super::schema::Schema;
use crate::model::{Kind, Vocabulary};

/// A field whose terms an entry is classified by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Class {
    /// The key in the files.
    pub(crate) key: &'static str,
    /// Whose terms it holds.
    pub(crate) vocabulary: Vocabulary,
}

/// What entries of a kind are classified by, in the order of the declaration.
pub(crate) fn classes_of(kind: Kind) -> &'static [Class] {
    static CLASSES: LazyLock<BTreeMap<&'static str, Vec<Class>>> = LazyLock::new(|| {
        let declared = declarations().into_iter();
        declared.map(|(name, schema)| (name, of_schema(&schema))).collect()
    });
    CLASSES.get(kind.as_str()).map_or(&[], Vec::as_slice)
}

fn of_schema(schema: &Schema) -> Vec<Class> {
    let Schema::Mapping(fields) = schema else { return Vec::new() };
    let classes = fields.iter().filter_map(|field| match field.value.item() {
        Schema::Term { of, classifies: true } => Some(Class { key: field.key, vocabulary: *of }),
        _ => None,
    });
    classes.collect()
}
