//! What every kind of entry has in common, as written and as meant.

use jiff::civil::Date;
use serde::Deserialize;

use super::{Contact, Document, Key, Kind, Law, Period, Resolver, Validity, codes, ids};
use crate::source::{FileId, Place, Span, Spanned, Text};

/// Any entry of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryRef {
    /// Its kind.
    pub kind: Kind,
    /// Its row in the table of that kind.
    pub index: u32,
}

impl EntryRef {
    pub(crate) fn new(kind: Kind, index: usize) -> Self {
        Self { kind, index: u32::try_from(index).unwrap_or(u32::MAX) }
    }
}

/// Where an entry is in its life.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Decided or proposed, not yet in use.
    Planned,
    /// In use.
    #[default]
    Active,
    /// Not in use for a time.
    Paused,
    /// Ended: history.
    Closed,
}

impl Status {
    /// All there are.
    pub const ALL: [Self; 4] = [Self::Planned, Self::Active, Self::Paused, Self::Closed];

    /// The name as written, in the index and as key of the texts.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Active => "active",
            Self::Paused => "paused",
            Self::Closed => "closed",
        }
    }
}

/// What every entry has.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The kind.
    pub kind: Kind,
    /// The id that never changes.
    pub id: String,
    /// The last part of the address.
    pub slug: String,
    /// The name.
    pub title: String,
    /// Other names: older ones, abbreviations, staff's own words.
    pub also_called: Vec<String>,
    /// One sentence.
    pub summary: String,
    /// Where it is in its life.
    pub status: Status,
    /// From when to when it holds.
    pub valid: Validity,
    /// What came instead.
    pub replaced_by: Vec<EntryRef>,
    /// The unit that answers for it.
    pub owner: Option<Key<Contact>>,
    /// When somebody last checked it.
    pub reviewed: Option<Date>,
    /// How often somebody should.
    pub review_every: Option<Period>,
    /// Where it is said.
    pub sources: Vec<Source>,
    /// The law it rests on.
    pub legal_basis: Vec<LegalBasis>,
    /// Older addresses that lead to it.
    pub aliases: Vec<Text>,
    /// Only shown with `--drafts`.
    pub draft: bool,
    /// The file.
    pub file: FileId,
    /// The Markdown in it, if this kind has any.
    pub body: Option<Span>,
    /// Where the title, the slug (or id) and the review date are written.
    pub at: EntryPlaces,
}

/// Where the parts of an [`Entry`] that checks point at are written.
#[derive(Clone, Copy, Debug)]
pub struct EntryPlaces {
    /// The title.
    pub title: Span,
    /// The slug, else the id, else the title.
    pub slug: Span,
    /// The date of review, else the title.
    pub reviewed: Span,
}

impl Entry {
    /// How it stands on `today`: what is over is closed, whatever is written.
    #[must_use]
    pub fn standing(&self, today: Date) -> Status {
        if self.valid.is_over(today) { Status::Closed } else { self.status }
    }

    /// Whether it is history on `today`.
    #[must_use]
    pub fn is_historical(&self, today: Date) -> bool {
        self.standing(today) == Status::Closed
    }

    /// The place of a span in this entry's file.
    #[must_use]
    pub fn place(&self, span: Span) -> Place {
        Place { file: self.file, span }
    }
}

/// A law, and the part of it if one is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegalBasis {
    /// The law.
    pub law: Key<Law>,
    /// As written: `§ 104`.
    pub section: Option<Text>,
}

/// Where something is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The document.
    pub document: Key<Document>,
    /// The line in the document's text.
    pub line: Option<u32>,
    /// The words.
    pub quote: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawValidity {
    from: Option<Text>,
    to: Option<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSource {
    document: Text,
    line: Option<u32>,
    quote: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawLegalBasis {
    law: Text,
    section: Option<Text>,
}

/// The common keys as written. The same set stands in every kind's own raw type, put there by [`raw_entry!`]:
/// serde's `flatten` would lose the places.
#[derive(Debug)]
pub(super) struct RawEntry {
    pub(super) id: Option<Text>,
    pub(super) slug: Option<Text>,
    pub(super) title: Text,
    pub(super) also_called: Vec<Text>,
    pub(super) summary: Text,
    pub(super) status: Option<Status>,
    pub(super) valid: Option<RawValidity>,
    pub(super) replaced_by: Vec<Text>,
    pub(super) owner: Option<Text>,
    pub(super) reviewed: Option<Text>,
    pub(super) review_every: Option<Text>,
    pub(super) sources: Vec<RawSource>,
    pub(super) legal_basis: Vec<RawLegalBasis>,
    pub(super) aliases: Vec<Text>,
    pub(super) draft: bool,
}

/// What the loader needs to know of any kind as written.
pub(crate) trait RawFields {
    /// Whether it is shown only with `--drafts`.
    fn is_draft(&self) -> bool;
}

/// Declares a kind's keys as written: its own and those of every entry.
macro_rules! raw_entry {
    ($(#[$meta:meta])* struct $name:ident { $($(#[$field_meta:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$meta])*
        #[derive(Debug, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(crate) struct $name {
            id: Option<$crate::source::Text>,
            slug: Option<$crate::source::Text>,
            title: $crate::source::Text,
            #[serde(default)]
            also_called: Vec<$crate::source::Text>,
            summary: $crate::source::Text,
            status: Option<$crate::model::Status>,
            valid: Option<$crate::model::entry::RawValidity>,
            #[serde(default)]
            replaced_by: Vec<$crate::source::Text>,
            owner: Option<$crate::source::Text>,
            reviewed: Option<$crate::source::Text>,
            review_every: Option<$crate::source::Text>,
            #[serde(default)]
            sources: Vec<$crate::model::entry::RawSource>,
            #[serde(default)]
            legal_basis: Vec<$crate::model::entry::RawLegalBasis>,
            #[serde(default)]
            aliases: Vec<$crate::source::Text>,
            #[serde(default)]
            draft: bool,
            $($(#[$field_meta])* $field: $type,)*
        }

        impl $crate::model::entry::RawFields for $name {
            fn is_draft(&self) -> bool {
                self.draft
            }
        }

        impl $name {
            /// Takes the common keys out.
            fn take_entry(&mut self) -> $crate::model::entry::RawEntry {
                use std::mem::take;
                $crate::model::entry::RawEntry {
                    id: self.id.take(),
                    slug: self.slug.take(),
                    title: take(&mut self.title),
                    also_called: take(&mut self.also_called),
                    summary: take(&mut self.summary),
                    status: self.status,
                    valid: self.valid.take(),
                    replaced_by: take(&mut self.replaced_by),
                    owner: self.owner.take(),
                    reviewed: self.reviewed.take(),
                    review_every: self.review_every.take(),
                    sources: take(&mut self.sources),
                    legal_basis: take(&mut self.legal_basis),
                    aliases: take(&mut self.aliases),
                    draft: self.draft,
                }
            }
        }
    };
}
pub(super) use raw_entry;

impl RawEntry {
    /// What the common keys mean.
    pub(super) fn resolve(self, kind: Kind, body: Option<Span>, resolver: &mut Resolver<'_>) -> Entry {
        let file = resolver.file();
        let id = resolver.own_id().to_owned();
        let at = EntryPlaces {
            title: self.title.span,
            slug: self.slug.as_ref().or(self.id.as_ref()).unwrap_or(&self.title).span,
            reviewed: self.reviewed.as_ref().unwrap_or(&self.title).span,
        };
        let slug = match self.slug {
            Some(slug) if !ids::is_id(&slug.value) => {
                resolver.report(codes::bad_id(resolver.place(slug.span), &slug.value));
                id.clone()
            }
            Some(slug) => slug.value,
            None => id.clone(),
        };
        for alias in self.aliases.iter().filter(|alias| !is_alias(&alias.value)) {
            resolver.report(codes::bad_alias(resolver.place(alias.span), &alias.value));
        }
        Entry {
            kind,
            id,
            slug,
            title: self.title.value,
            also_called: self.also_called.into_iter().map(|name| name.value).collect(),
            summary: self.summary.value,
            status: self.status.unwrap_or_default(),
            valid: self.valid.map(|valid| resolver.validity(valid.from, valid.to)).unwrap_or_default(),
            replaced_by: resolver.entries(&self.replaced_by, super::Relation::ReplacedBy),
            owner: resolver.contact(self.owner, super::Relation::Owner),
            reviewed: resolver.date(self.reviewed),
            review_every: resolver.period(self.review_every),
            sources: self.sources.into_iter().filter_map(|source| source.resolve(resolver)).collect(),
            legal_basis: resolver.legal_basis(self.legal_basis),
            aliases: self.aliases,
            draft: self.draft,
            file,
            body,
            at,
        }
    }
}

/// `/a/b/` with plain parts: nothing that could leave the site or hide a file.
fn is_alias(text: &str) -> bool {
    let inner = text.strip_prefix('/').and_then(|text| text.strip_suffix('/'));
    inner.is_some_and(|inner| inner.split('/').all(ids::is_id))
}

impl RawSource {
    /// What a source means; nothing if its document is unknown.
    pub(super) fn resolve(self, resolver: &mut Resolver<'_>) -> Option<Source> {
        let document = resolver.document(&self.document)?;
        Some(Source { document, line: self.line, quote: self.quote })
    }
}

impl RawLegalBasis {
    pub(super) fn into_parts(self) -> (Text, Option<Text>) {
        (self.law, self.section)
    }
}

/// An age in whole years, both ends included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawAge {
    pub(super) from: Option<Spanned<u8>>,
    pub(super) to: Option<Spanned<u8>>,
}
