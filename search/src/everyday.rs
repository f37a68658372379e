//! Everyday words as an index holds them: by situations of life, from what people say to what its
//! texts call it.

use serde::{Deserialize, Serialize};

/// A situation of life.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Situation {
    /// The words that entries about it use at large.
    pub(crate) words: Vec<String>,
    pub(crate) lines: Vec<Everyday>,
}

/// What people say, and what the texts call it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Everyday {
    pub(crate) from: Vec<String>,
    pub(crate) to: Vec<String>,
}
