//! Documents → index files, in one deterministic segment.
//!
//! 1. [`order`] the documents by title, so that document ids settle ties and browsing needs no
//!    sorting;
//! 2. write them to a [`segment`] under the one [`schema`];
//! 3. read the segment's own dictionaries back as the [`vocabulary`](crate::vocabulary), with every
//!    key of every form;
//! 4. add the synonyms and the [`manifest`].
//!
//! What only writes is behind the feature `writer`.

#[cfg(feature = "writer")]
mod build;
pub(crate) mod directory;
pub(crate) mod exact;
pub(crate) mod forms;
#[cfg(feature = "writer")]
mod inspect;
#[cfg(feature = "writer")]
mod law_names;
#[cfg(feature = "writer")]
pub(crate) mod manifest;
#[cfg(feature = "writer")]
pub(crate) mod new_files;
#[cfg(feature = "writer")]
pub(crate) mod order;
pub(crate) mod schema;
#[cfg(feature = "writer")]
pub(crate) mod segment;
#[cfg(feature = "writer")]
pub(crate) mod store;
#[cfg(feature = "writer")]
pub(crate) mod tokens;

#[cfg(feature = "writer")]
pub use build::{Heading, build, build_from};
#[cfg(feature = "writer")]
pub use inspect::each_text;

/// Version of the schema, the vocabulary and the manifest.
const FORMAT: u32 = 4;

/// What an engine must be to read an index: its format and its analysis.
fn version(format: u32, analysis: &str) -> String {
    format!("{format}/{analysis}")
}

/// The version that this engine writes and reads.
pub(crate) fn own_version() -> String {
    version(FORMAT, &crate::analysis::version())
}

/// The vocabulary's file among the index's files.
pub(crate) const VOCABULARY_FILE: &str = "portal-vocabulary.bin";

/// The texts' file, where the browser gets the index as one.
pub(crate) const DOCUMENTS_FILE: &str = "portal-documents.bin";

/// The synonyms' file among the index's files.
pub(crate) const SYNONYMS_FILE: &str = "portal-synonyms.json";
