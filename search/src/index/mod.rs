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
pub(crate) mod manifest;
#[cfg(feature = "writer")]
pub(crate) mod new_files;
#[cfg(feature = "writer")]
pub(crate) mod order;
pub(crate) mod schema;
#[cfg(feature = "writer")]
pub(crate) mod segment;
#[cfg(feature = "writer")]
pub(crate) mod tokens;

#[cfg(feature = "writer")]
pub use build::{Heading, build, build_from};
#[cfg(feature = "writer")]
pub use inspect::each_text;

/// The vocabulary's file among the index's files.
pub(crate) const VOCABULARY_FILE: &str = "portal-vocabulary.bin";

/// The synonyms' file among the index's files.
pub(crate) const SYNONYMS_FILE: &str = "portal-synonyms.json";
