//! Pages of prose.

use super::entry::raw_entry;
use super::{Entry, EntryKind, Kind, Resolver};
use crate::source::Span;

raw_entry! {
    /// A page as written.
    struct RawPage {
        menu: Option<u32>,
    }
}

/// A page of prose.
#[derive(Clone, Debug)]
pub struct Page {
    /// What every entry has.
    pub entry: Entry,
    /// Its place in the main menu; smaller comes first.
    pub menu: Option<u32>,
}

impl EntryKind for Page {
    type Raw = RawPage;

    const KIND: Kind = Kind::Page;

    fn entry(&self) -> &Entry {
        &self.entry
    }

    fn resolve(mut raw: RawPage, body: Option<Span>, resolver: &mut Resolver<'_>) -> Self {
        Self { entry: raw.take_entry().resolve(Kind::Page, body, resolver), menu: raw.menu }
    }
}
