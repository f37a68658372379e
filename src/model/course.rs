//! Course packs: what trainers link to and hand out, in order.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;

use super::entry::raw_entry;
use super::{Entry, EntryKind, EntryRef, Key, Kind, Relation, Resolver, Vocabulary, VocabularyTerm};
use crate::source::{OneOrMore, Span, Text};

raw_entry! {
    /// A course as written.
    struct RawCourse {
        audience: Option<OneOrMore<Text>>,
        intro: Option<String>,
        since: Option<Text>,
        #[serde(default)]
        parts: Vec<RawPart>,
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPart {
    heading: String,
    text: Option<String>,
    #[serde(default)]
    items: Vec<RawItem>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawItem {
    entry: Option<Text>,
    anchor: Option<Text>,
    search: Option<Text>,
    #[serde(default)]
    facets: BTreeMap<String, OneOrMore<Text>>,
    title: Option<String>,
    note: Option<String>,
}

/// A part of a course.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its heading.
    pub heading: String,
    /// How to go about it: for the trainer.
    pub text: Option<String>,
    /// What it shows.
    pub items: Vec<Item>,
}

/// One thing that a course shows.
#[derive(Clone, Debug)]
pub struct Item {
    /// What is shown.
    pub shown: Shown,
    /// The title, where it is not the entry's own.
    pub title: Option<String>,
    /// A note for the trainer.
    pub note: Option<String>,
}

/// What an item shows.
#[derive(Clone, Debug)]
pub enum Shown {
    /// An entry, or a place in it.
    Entry {
        /// The entry.
        entry: EntryRef,
        /// The anchor within its page.
        anchor: Option<Text>,
    },
    /// A saved search.
    Search {
        /// The words.
        query: String,
        /// The chosen facet values by facet name.
        facets: BTreeMap<String, Vec<Text>>,
    },
}

/// A course.
#[derive(Clone, Debug)]
pub struct Course {
    /// What every entry has.
    pub entry: Entry,
    /// Whom it is for.
    pub audience: Vec<Key<VocabularyTerm>>,
    /// What it is about.
    pub intro: Option<String>,
    /// The day from which changes are pointed out: that of the last course.
    pub since: Option<Date>,
    /// Its parts, in order.
    pub parts: Vec<Part>,
}

impl EntryKind for Course {
    type Raw = RawCourse;

    const KIND: Kind = Kind::Course;

    fn entry(&self) -> &Entry {
        &self.entry
    }

    fn resolve(mut raw: RawCourse, body: Option<Span>, resolver: &mut Resolver<'_>) -> Self {
        let parts = std::mem::take(&mut raw.parts);
        Self {
            entry: raw.take_entry().resolve(Kind::Course, body, resolver),
            audience: resolver.terms(Vocabulary::Administrations, &raw.audience.unwrap_or_default().0),
            intro: raw.intro,
            since: resolver.date(raw.since),
            parts: parts.into_iter().map(|part| part.resolve(resolver)).collect(),
        }
    }
}

impl RawPart {
    fn resolve(self, resolver: &mut Resolver<'_>) -> Part {
        let items = self.items.into_iter().filter_map(|item| item.resolve(resolver)).collect();
        Part { heading: self.heading, text: self.text, items }
    }
}

impl RawItem {
    fn resolve(self, resolver: &mut Resolver<'_>) -> Option<Item> {
        let shown = match self.entry {
            Some(id) => Shown::Entry { entry: resolver.entry(&id, Relation::CourseItem)?, anchor: self.anchor },
            None => Shown::Search {
                query: self.search.map(|query| query.value).unwrap_or_default(),
                facets: self.facets.into_iter().map(|(name, values)| (name, values.0)).collect(),
            },
        };
        Some(Item { shown, title: self.title, note: self.note })
    }
}
