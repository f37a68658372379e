//! The portal's search engine: one crate, two hosts. It takes plain documents and gives index
//! files; it takes index files and answers queries. No file system, no clock, no threads: the
//! browser runs the very same code.
//!
//! ```
//! use portal_search::{Engine, Kind, Request, SearchDocument, Synonyms, build};
//!
//! let document = SearchDocument {
//!     id: "jobsamtale".into(),
//!     kind: Kind::Procedure.into(),
//!     title: "Jobsamtaler i kontaktforløbet".into(),
//!     names: vec![],
//!     summary: "Jobcentret holder samtaler med borgeren.".into(),
//!     headings: vec![],
//!     body: String::new(),
//!     keywords: vec![],
//!     url: "/sagsgange/jobsamtale/".into(),
//!     facets: Default::default(),
//!     historical: false,
//!     shown: Default::default(),
//! };
//! let files = build(&[document], &Synonyms::default())?;
//! let engine = Engine::open(files)?;
//! let answer = engine.search(&Request::new("jobsamtalen"))?;
//! assert_eq!(answer.hits[0].id, "jobsamtale");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod analysis;
mod answer;
mod chunks;
pub mod container;
mod document;
mod engine;
mod error;
mod everyday;
mod excerpt;
mod facet;
mod facets;
mod files;
mod index;
mod kind;
#[cfg(feature = "writer")]
mod lexicon;
mod passage;
mod query;
mod rank;
mod shown;
mod synonyms;
mod vocabulary;

#[cfg(feature = "writer")]
pub use analysis::asked_fields::asked_for;
pub use answer::{Answer, Found, Hit, Note, Request};
pub use document::SearchDocument;
pub use engine::Engine;
pub use error::{IndexError, OpenError, SearchError};
pub use facet::{Facet, Vocabulary};
pub use files::IndexFiles;
#[cfg(feature = "writer")]
pub use index::manifest::{MANIFEST_FILE, listed_files};
#[cfg(feature = "writer")]
pub use index::{Heading, build, build_from, each_text};
pub use kind::{DocumentKind, Kind, UnknownName};
#[cfg(feature = "writer")]
pub use lexicon::{BadLine, Lexicon};
pub use passage::{Excerpt, Passage};
pub use shown::{Need, Part, Shown};
pub use synonyms::{Abbreviation, OneWay, Synonyms};
pub use tantivy::directory::OwnedBytes;
