//! What is shown with a hit and never searched: who answers for the entry, what one needs of it at
//! once, and where the parts of its page begin in its text. The engine keeps it as it is given;
//! what the names mean is the host's business.

use serde::{Deserialize, Serialize};

/// What is shown with a hit besides its texts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// Who answers for the entry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// What one needs of it at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub need: Option<Need>,
    /// The parts of the page in the order of the body; each reaches to the next.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
}

/// What one needs of an entry at once: the telephone of a unit, the way in of an offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Need {
    /// The name of what it is.
    pub name: String,
    /// What it says.
    pub text: String,
    /// Where it leads: a telephone or mailbox, or a place within the entry's page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// A part of the page: the byte of the body where its text begins, its anchor, and the number of
/// the step that it is, else 0.
///
/// The anchor is empty where nothing can lead to the text. Anchors that begin with `_` are the
/// host's own: it knows what it calls those parts. Of all others the first line of the text is the
/// title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part(pub usize, pub String, pub usize);

impl Part {
    /// A part that begins at a byte of the body.
    #[must_use]
    pub fn new(start: usize, anchor: impl Into<String>) -> Self {
        Self(start, anchor.into(), 0)
    }

    /// The same part as a step, counted from 1.
    #[must_use]
    pub fn step(mut self, number: usize) -> Self {
        self.2 = number;
        self
    }

    /// Whether its title stands in its text.
    pub(crate) fn has_own_title(&self) -> bool {
        !self.1.starts_with('_')
    }
}
