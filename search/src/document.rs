//! What the portal gives the index: one plain document per entry.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{DocumentKind, Facet, Shown};

/// One entry of the portal as the search sees it. All text is plain: no Markdown, no HTML.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchDocument {
    /// The entry's id, unique within its kind.
    pub id: String,
    /// What the entry is.
    pub kind: DocumentKind,
    /// The title.
    pub title: String,
    /// Everything else that it is called: `also_called`, older names, abbreviations. Ranks like the
    /// title.
    #[serde(default)]
    pub names: Vec<String>,
    /// One sentence on what it is.
    #[serde(default)]
    pub summary: String,
    /// The headings of the body.
    #[serde(default)]
    pub headings: Vec<String>,
    /// The prose, without the headings or with them.
    #[serde(default)]
    pub body: String,
    /// Words that find it and are not part of its text: labels of its classes, older names of
    /// those, its laws. Never in an excerpt.
    #[serde(default)]
    pub keywords: Vec<String>,
    /// Where the entry's page is, from the site's root.
    pub url: String,
    /// The facet values. [`Facet::Kind`] is filled from `kind` and need not be given.
    #[serde(default)]
    pub facets: BTreeMap<Facet, Vec<String>>,
    /// Whether the entry is history; what is current outranks it.
    #[serde(default)]
    pub historical: bool,
    /// What is shown with a hit and never searched.
    #[serde(default)]
    pub shown: Shown,
}
