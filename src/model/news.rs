//! News, which in time becomes history.

use jiff::civil::Date;

use super::entry::raw_entry;
use super::{Entry, EntryKind, EntryRef, Kind, Relation, Resolver};
use crate::source::{Span, Text};

raw_entry! {
    /// A piece of news as written.
    struct RawNews {
        date: Text,
        date_text: Option<String>,
        #[serde(default)]
        about: Vec<Text>,
    }
}

/// A dated piece of news.
#[derive(Clone, Debug)]
pub struct News {
    /// What every entry has.
    pub entry: Entry,
    /// The day; the first one of a longer time.
    pub date: Option<Date>,
    /// The time in words, where the day is not exact.
    pub date_text: Option<String>,
    /// What it is about.
    pub about: Vec<EntryRef>,
}

impl EntryKind for News {
    type Raw = RawNews;

    const KIND: Kind = Kind::News;

    fn entry(&self) -> &Entry {
        &self.entry
    }

    fn resolve(mut raw: RawNews, body: Option<Span>, resolver: &mut Resolver<'_>) -> Self {
        Self {
            entry: raw.take_entry().resolve(Kind::News, body, resolver),
            date: resolver.date(Some(raw.date)),
            date_text: raw.date_text,
            about: resolver.entries(&raw.about, Relation::About),
        }
    }
}
