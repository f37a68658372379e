//! A link as templates show it.

use std::borrow::Cow;

use serde::Serialize;

/// A link to an entry, a term, a law or another place in the site.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Link<'e> {
    pub(super) url: Cow<'e, str>,
    pub(super) title: Cow<'e, str>,
    /// The word for the kind of entry; empty for what is no entry.
    pub(super) kind: &'e str,
    /// Whether it leads to history.
    pub(super) historical: bool,
    /// The id of the administration that it leads to, where that is one alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) of: Option<&'e str>,
    /// What stands before it: what to ask there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) topic: Option<&'e str>,
    /// What is said beside it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) note: Option<Cow<'e, str>>,
}

impl<'e> Link<'e> {
    /// A link to what is no entry.
    pub(super) fn to(url: impl Into<Cow<'e, str>>, title: impl Into<Cow<'e, str>>) -> Self {
        Self {
            url: url.into(),
            title: title.into(),
            kind: "",
            historical: false,
            of: None,
            topic: None,
            note: None,
        }
    }

    /// With something said beside it.
    pub(super) fn noted(mut self, note: Option<impl Into<Cow<'e, str>>>) -> Self {
        self.note = note.map(Into::into);
        self
    }

    /// With something said before it.
    pub(super) fn about(mut self, topic: &'e str) -> Self {
        self.topic = Some(topic);
        self
    }

    /// Leads to a place within the page.
    pub(super) fn at_anchor(mut self, anchor: &str) -> Self {
        self.url = Cow::Owned(format!("{}#{anchor}", self.url));
        self
    }
}

/// A heading and the links under it.
#[derive(Debug, Serialize)]
pub(super) struct LinkGroup<'e> {
    pub(super) title: &'e str,
    pub(super) links: Vec<Link<'e>>,
}
