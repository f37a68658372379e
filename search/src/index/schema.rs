//! The one schema that is written and read. Only tokenizer names that every tantivy has, so that
//! any other front end can open the index.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, SchemaBuilder,
    TextFieldIndexing, TextOptions,
};

use crate::Facet;

/// The text fields in the order of their weight; the order is also that of the bits in a form's
/// field mask.
pub(crate) const TEXT_FIELDS: [&str; 6] =
    ["title", "names", "headings", "summary", "body", KEYWORDS];

/// Name of the field of words that find a document and are never shown.
const KEYWORDS: &str = "keywords";

/// Name of the field of exact titles and names.
pub(crate) const EXACT: &str = "exact";

/// The fields of the index.
#[cfg_attr(
    not(feature = "writer"),
    expect(dead_code, reason = "a browser gets texts without them")
)]
#[derive(Clone, Debug)]
pub(crate) struct Fields {
    pub(crate) schema: Schema,
    /// In the order of [`TEXT_FIELDS`].
    pub(crate) text: [Field; 6],
    /// The exact keys of titles and names, not tokenized.
    pub(crate) exact: Field,
    pub(crate) id: Field,
    pub(crate) url: Field,
    pub(crate) historical: Field,
    /// What is shown with a hit, as JSON.
    pub(crate) shown: Field,
    /// In the order of [`Facet::ALL`].
    pub(crate) facets: [Field; Facet::ALL.len()],
}

impl Fields {
    pub(crate) fn new() -> Self {
        let mut builder = Schema::builder();
        let text = TEXT_FIELDS.map(|name| add_text(&mut builder, name));
        let exact = builder.add_text_field(EXACT, raw());
        let id = builder.add_text_field("id", STRING | STORED);
        let url = builder.add_text_field("url", STORED);
        let historical = builder.add_bool_field("historical", INDEXED | FAST | STORED);
        let facets = Facet::ALL.map(|facet| {
            builder.add_text_field(facet.as_str(), raw().set_fast("raw").set_stored())
        });
        let shown = builder.add_text_field("shown", STORED);
        Self { schema: builder.build(), text, exact, id, url, historical, shown, facets }
    }

    /// The field of a facet.
    #[cfg(feature = "writer")]
    pub(crate) fn facet(&self, facet: Facet) -> Option<Field> {
        Facet::ALL
            .into_iter()
            .zip(self.facets)
            .find(|(known, _)| *known == facet)
            .map(|(_, field)| field)
    }
}

fn add_text(builder: &mut SchemaBuilder, name: &str) -> Field {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("default")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let options = TextOptions::default().set_indexing_options(indexing);
    // What is never shown need not be kept.
    builder.add_text_field(name, if name == KEYWORDS { options } else { options.set_stored() })
}

fn raw() -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("raw")
        .set_fieldnorms(false)
        .set_index_option(IndexRecordOption::Basic);
    TextOptions::default().set_indexing_options(indexing)
}
