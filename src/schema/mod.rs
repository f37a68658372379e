//! What editors may write, for other programs and for people: the JSON Schema of each sort of file,
//! the forms in the browser, and the tables of the editors' guide. Takes the declarations of
//! [`crate::model`]; makes up nothing of its own.

mod forms;
mod guide;
mod json;
mod values;

pub use forms::{Host as FormsHost, Repository, forms};
pub(crate) use forms::{days_among_mappings, forms_page};
pub use guide::table;
pub use json::json_schemas;

use std::collections::BTreeMap;

use crate::diagnostics::Texts;
use crate::model::{self, FieldSchema};
use crate::source::Sources;

/// The JSON Schemas of a portal's files, by their names; none where its settings cannot be read.
#[must_use]
pub fn of_sources(
    sources: &Sources,
    texts: &Texts,
) -> Option<BTreeMap<&'static str, serde_json::Value>> {
    let (catalogue, _) = model::model(sources, None, true);
    catalogue.map(|catalogue| json_schemas(&catalogue, texts))
}

/// The forms of a portal's files; none where its settings cannot be read.
#[must_use]
pub fn forms_of_sources(
    sources: &Sources,
    texts: &Texts,
    repository: &Repository,
) -> Option<serde_json::Value> {
    let (catalogue, _) = model::model(sources, None, true);
    catalogue.map(|catalogue| forms(sources, &catalogue, texts, repository))
}

/// What a field means, in the words of the guide.
fn description(field: &FieldSchema, texts: &Texts) -> String {
    texts.get(&format!("fields.{}.{}", field.words, field.key)).to_owned()
}
