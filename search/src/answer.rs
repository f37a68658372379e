//! What is asked of the engine and what it answers: texts with marks are data, which the host shows.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{DocumentKind, Excerpt, Facet, Need, Passage};

/// What the reader asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// The words as typed; empty means everything, in the order of the titles.
    #[serde(default)]
    pub query: String,
    /// The chosen values: any of them within a facet, all facets together.
    #[serde(default)]
    pub filters: BTreeMap<Facet, BTreeSet<String>>,
    /// How many hits to give.
    #[serde(default = "default_limit")]
    pub limit: usize,
    /// How many hits to leave out first.
    #[serde(default)]
    pub offset: usize,
    /// Whether the words are meant as they are typed: none is taken for another that is spelled
    /// like it.
    #[serde(default)]
    pub exact: bool,
}

fn default_limit() -> usize {
    20
}

impl Request {
    /// A request for the first 20 hits of `query`, without filters.
    #[must_use]
    pub fn new(query: impl Into<String>) -> Self {
        Self {
            query: query.into(),
            filters: BTreeMap::new(),
            limit: default_limit(),
            offset: 0,
            exact: false,
        }
    }

    /// The same request, narrowed by one more value of `facet`.
    #[must_use]
    pub fn with_filter(mut self, facet: Facet, value: impl Into<String>) -> Self {
        self.filters.entry(facet).or_default().insert(value.into());
        self
    }
}

/// What the engine found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// The query as it was typed.
    pub query: String,
    /// How many documents match the query and the filters.
    pub total: u64,
    /// The query with its typos corrected, where the search was done with other words than were
    /// typed.
    pub corrected: Option<String>,
    /// What the reader must know of the answer besides its hits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Note>,
    /// The hits from `offset` on, best first.
    pub hits: Vec<Hit>,
    /// How many documents each value would leave; a facet's own selection does not count against
    /// its values.
    pub facets: BTreeMap<Facet, BTreeMap<String, u64>>,
}

/// What is peculiar about an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Note {
    /// The query has no words, only signs: there is nothing to search for, and nothing was found.
    NoWords,
    /// Nothing has the words. The hits come nearest: they have parts of them, or are of the
    /// situation that they speak of.
    Nearest,
}

/// One document that was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    /// The entry's id.
    pub id: String,
    /// What the entry is.
    pub kind: DocumentKind,
    /// The title, as plain text.
    pub title: String,
    /// The title, with what was typed marked.
    pub marked_title: Passage,
    /// Where the entry's page is.
    pub url: String,
    /// How well it fits: comparable within one answer only.
    pub score: f64,
    /// One sentence on what it is, as plain text.
    pub summary: String,
    /// The passage that matched, with what was typed marked.
    pub excerpt: Excerpt,
    /// Whether the entry is history.
    pub historical: bool,
    /// Where the entry is in its life, as its facet has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// Who answers for the entry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// What one needs of it at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub need: Option<Need>,
    /// The places within its page where the words stand, in the order of the page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Found>,
}

/// A place within a page where the words stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// The anchor within the page.
    pub anchor: String,
    /// What it is called, as plain text; empty where the anchor's `_` says that the host knows.
    pub title: String,
    /// The number of the step that it is, else 0.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub step: usize,
    /// The passage that matched, with what was typed marked; empty where the words stand in the
    /// title alone.
    pub excerpt: Passage,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_zero(number: &usize) -> bool {
    *number == 0
}
