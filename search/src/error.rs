//! Why an index could not be built, opened or searched. Broken bytes become one of these values,
//! never a panic.

use std::collections::BTreeSet;
use std::fmt;

/// The index could not be built.
#[derive(Debug)]
pub enum IndexError {
    /// Two documents have the same kind and id.
    DuplicateId {
        /// The id, as `kind/id`.
        id: String,
    },
    /// tantivy could not write the segment.
    Segment(tantivy::TantivyError),
    /// The vocabulary could not be written.
    Vocabulary(String),
    /// The index is too large for its container.
    TooLarge,
    /// The manifest, the synonyms or tantivy's own list of files could not be written as JSON.
    Json(serde_json::Error),
}

/// The index could not be opened.
#[derive(Debug)]
pub enum OpenError {
    /// A file that the manifest names, or the manifest itself, is not there.
    MissingFile(String),
    /// A file is not what the manifest says that it is.
    Damaged(String),
    /// The index was written in another format, or analysed with other rules.
    OtherVersion {
        /// The version that this engine reads.
        expected: String,
        /// The version of the index.
        found: String,
    },
    /// tantivy could not open the segment.
    Segment(tantivy::TantivyError),
    /// A part of the index does not fit the others.
    Inconsistent(&'static str),
}

/// A search could not be carried out.
#[derive(Debug)]
pub enum SearchError {
    /// tantivy could not read the segment.
    Segment(tantivy::TantivyError),
    /// A part of the index does not fit the others.
    Inconsistent(&'static str),
    /// Chunks of the index are missing; with them in, the search may be asked again.
    Needs(BTreeSet<u32>),
}

impl fmt::Display for IndexError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DuplicateId { id } => write!(formatter, "two documents are called `{id}`"),
            Self::Segment(error) => write!(formatter, "the segment could not be written: {error}"),
            Self::Vocabulary(reason) => {
                write!(formatter, "the vocabulary could not be written: {reason}")
            }
            Self::TooLarge => formatter.write_str("the index is larger than its container can say"),
            Self::Json(error) => {
                write!(formatter, "a list of the index could not be written: {error}")
            }
        }
    }
}

impl fmt::Display for OpenError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingFile(name) => write!(formatter, "the index has no file `{name}`"),
            Self::Damaged(name) => write!(formatter, "the file `{name}` of the index is damaged"),
            Self::OtherVersion { expected, found } => {
                write!(
                    formatter,
                    "the index has version `{found}`, and this engine reads `{expected}`"
                )
            }
            Self::Segment(error) => write!(formatter, "the segment could not be opened: {error}"),
            Self::Inconsistent(what) => write!(formatter, "the index contradicts itself: {what}"),
        }
    }
}

impl fmt::Display for SearchError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Segment(error) => write!(formatter, "the segment could not be read: {error}"),
            Self::Inconsistent(what) => write!(formatter, "the index contradicts itself: {what}"),
            Self::Needs(chunks) => {
                write!(formatter, "{} chunks of the index are missing", chunks.len())
            }
        }
    }
}

impl std::error::Error for IndexError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Segment(error) => Some(error),
            Self::Json(error) => Some(error),
            Self::DuplicateId { .. } | Self::Vocabulary(_) | Self::TooLarge => None,
        }
    }
}

impl std::error::Error for OpenError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        if let Self::Segment(error) = self { Some(error) } else { None }
    }
}

impl std::error::Error for SearchError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        if let Self::Segment(error) = self { Some(error) } else { None }
    }
}

impl From<tantivy::TantivyError> for IndexError {
    fn from(error: tantivy::TantivyError) -> Self {
        Self::Segment(error)
    }
}

impl From<serde_json::Error> for IndexError {
    fn from(error: serde_json::Error) -> Self {
        Self::Json(error)
    }
}

impl From<tantivy::TantivyError> for OpenError {
    fn from(error: tantivy::TantivyError) -> Self {
        Self::Segment(error)
    }
}

impl From<tantivy::TantivyError> for SearchError {
    fn from(error: tantivy::TantivyError) -> Self {
        Self::Segment(error)
    }
}

impl From<std::io::Error> for SearchError {
    fn from(error: std::io::Error) -> Self {
        Self::Segment(error.into())
    }
}
