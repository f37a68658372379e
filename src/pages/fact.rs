//! Facts of an entry as a definition list: what staff look for, in the order they look for it. What they would look for
//! and the sources do not tell is shown as not known; what they would not miss is left out.

use std::borrow::Cow;

use serde::Serialize;

use super::edition::Edition;
use super::link::Link;

/// One fact: a label, and words or links.
#[derive(Debug, Serialize)]
pub(super) struct Fact<'e> {
    /// The name that themes know it by.
    name: &'static str,
    label: &'e str,
    texts: Vec<Cow<'e, str>>,
    links: Vec<Link<'e>>,
}

impl<'e> Fact<'e> {
    /// An empty fact; its label is the text `pages.facts.<name>`.
    pub(super) fn new(edition: &'e Edition<'_>, name: &'static str) -> Self {
        Self { name, label: edition.words.word("fact", name), texts: Vec::new(), links: Vec::new() }
    }

    /// With some words, if there are any.
    pub(super) fn text<T: Into<Cow<'e, str>>>(mut self, text: Option<T>) -> Self {
        self.texts.extend(text.map(Into::into).filter(|text| !text.is_empty()));
        self
    }

    /// With several pieces of words.
    pub(super) fn texts(mut self, texts: &'e [String]) -> Self {
        self.texts.extend(texts.iter().map(|text| Cow::Borrowed(text.as_str())));
        self
    }

    /// With links.
    pub(super) fn links(mut self, links: impl IntoIterator<Item = Link<'e>>) -> Self {
        self.links.extend(links);
        self
    }

    /// Whether nothing is known.
    pub(super) fn is_empty(&self) -> bool {
        self.texts.is_empty() && self.links.is_empty()
    }
}

/// A part of an entry's page: a heading, and the facts under it.
#[derive(Debug, Serialize)]
pub(super) struct Part<'e> {
    /// The key of its words, and with `_` before it the anchor.
    pub(super) id: &'static str,
    pub(super) title: &'e str,
    facts: Vec<Fact<'e>>,
}

impl<'e> Part<'e> {
    /// An empty part; its heading is the text `words.part.<id>`.
    pub(super) fn new(edition: &'e Edition<'_>, id: &'static str) -> Self {
        Self { id, title: edition.words.word("part", id), facts: Vec::new() }
    }

    /// With a fact that staff look for: shown as not known when it is empty.
    pub(super) fn asked(mut self, fact: Fact<'e>) -> Self {
        self.facts.push(fact);
        self
    }

    /// With a fact that is shown only when it is known.
    pub(super) fn given(mut self, fact: Fact<'e>) -> Self {
        if !fact.is_empty() {
            self.facts.push(fact);
        }
        self
    }

    /// The part, unless it has no facts at all.
    pub(super) fn unless_empty(self) -> Option<Self> {
        (!self.facts.is_empty()).then_some(self)
    }
}
