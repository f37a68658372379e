//! What every kind of entry has in common.

use super::declare::{
    Declared, Fields, alias, choice, choices, contact, declaration, document, entry, id, law, list,
    mapping, one_or_more, optional, or, or_default, own_id, period, placed, prose, required, text,
    whole_in, yes_no,
};
use super::review::{Confirmation, Dated, Looked, Review};
use super::{Contact, Document, Key, Kind, Law, Period, Relation, Validity, VocabularyTerm};
use crate::source::{FileId, Place, Span, Text};
use jiff::civil::Date;

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

choices! {
    /// Where an entry is in its life.
    pub enum Status in "status" {
        /// Decided or proposed, not yet in use.
        Planned = "planned",
        /// In use.
        Active = "active",
        /// Not in use for a time.
        Paused = "paused",
        /// Ended: history.
        Closed = "closed",
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
    /// When somebody last checked it, or some of it.
    pub reviewed: Option<Date>,
    /// Who that was, and what of it.
    pub review: Option<Review>,
    /// The administrations that say that it is right.
    pub confirmed_by: Vec<Confirmation>,
    /// How often somebody should.
    pub review_every: Option<Period>,
    /// Where it is said.
    pub sources: Vec<Citation>,
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
    /// The vocabulary terms that it is classified by, in the order of its keys.
    pub(crate) classes: Box<[Key<VocabularyTerm>]>,
    /// The facts that say themselves how old they are.
    pub(super) dated: Box<[(&'static str, Dated)]>,
    /// Where the values of all keys are written, those of the kind too.
    pub(super) places: Box<[(&'static str, Span)]>,
}

/// That a promised review was not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overdue {
    /// It was due on this day.
    Since(Date),
    /// There never was a first.
    Never,
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

    /// The day by which it is to be reviewed again; none where nobody has promised it, or it never
    /// was.
    #[must_use]
    pub fn review_due(&self) -> Option<Date> {
        Some(self.review_every?.after(self.reviewed?))
    }

    /// Whether nobody has looked at it on `today` for longer than its owner has promised. History
    /// needs no review.
    #[must_use]
    pub fn overdue(&self, today: Date) -> Option<Overdue> {
        self.review_every.filter(|_| !self.is_historical(today))?;
        match self.review_due() {
            None => Some(Overdue::Never),
            Some(due) => (due < today).then_some(Overdue::Since(due)),
        }
    }

    /// When somebody last looked at a fact, by its key: at it alone, or at all or some of the
    /// entry. None where nobody says so.
    #[must_use]
    pub fn checked(&self, fact: &str) -> Option<Date> {
        let with_others =
            self.review.as_ref().filter(|review| review.covers(fact)).map(|review| review.date);
        with_others.max(
            self.dated.iter().find(|(key, _)| *key == fact).and_then(|(_, dated)| dated.checked),
        )
    }

    /// The facts that say until when they are right, with the last day.
    pub(crate) fn expiring(&self) -> impl Iterator<Item = (&'static str, Date)> {
        self.dated.iter().filter_map(|(key, dated)| Some((*key, dated.expires?)))
    }

    /// The facts that say themselves how old they are.
    pub(crate) fn dated(&self) -> impl Iterator<Item = (&'static str, Dated)> {
        self.dated.iter().copied()
    }

    /// Whether a key is written.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.places.iter().any(|(written, _)| *written == key)
    }

    /// The place of the value of a key; the title's if it has none.
    #[must_use]
    pub fn place_of(&self, key: &str) -> Place {
        let written = self.places.iter().find(|(written, _)| *written == key);
        self.place(written.map_or(self.at.title, |(_, span)| *span))
    }

    /// The place of a span in this entry's file.
    #[must_use]
    pub fn place(&self, span: Span) -> Place {
        Place { file: self.file, span }
    }
}

declaration! {
    /// A law, and the part of it if one is named.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct LegalBasis in "legal_basis" {
        /// The law.
        pub law: Key<Law> = required("law", law()),
        /// As written: `§ 104`.
        pub section: Option<Text> = optional("section", placed(text())),
    }
}

declaration! {
    /// Where something is said.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Citation in "source" {
        /// The document.
        pub document: Key<Document> = required("document", document()),
        /// The line in the document's text.
        pub line: Option<u32> = optional("line", whole_in(1..=u64::from(u32::MAX))),
        /// The words.
        pub quote: Option<String> = optional("quote", prose()),
    }
}

impl Declared for Entry {
    const WORDS: &'static str = "entry";

    fn declare(fields: &mut Fields<'_, '_>) -> Option<Self> {
        // Judged when names were collected.
        fields.take(optional("id", own_id()));
        let slug = fields.take(optional("slug", id()));
        let title = fields.take(required("title", text()));
        let also_called = fields.take(list("also_called", text()));
        let summary = fields.take(required("summary", prose()));
        let status = fields.take(or("status", choice(), Status::Active));
        let valid = fields.take(or_default("valid", mapping()));
        let replaced_by = fields.take(one_or_more("replaced_by", entry(Relation::ReplacedBy)));
        let owner = fields.take(optional("owner", contact(Relation::Owner)));
        let review = fields.take(optional("reviewed", Looked));
        let review_every = fields.take(optional("review_every", period()));
        let confirmed_by = fields.take(list("confirmed_by", mapping()));
        let sources = fields.take(list("sources", mapping()));
        let legal_basis = fields.take(list("legal_basis", mapping()));
        let aliases = fields.take(one_or_more("aliases", alias()));
        let draft = fields.take(or_default("draft", yes_no()));
        let at = EntryPlaces {
            title: fields.span(&["title"]),
            slug: fields.span(&["slug", "id", "title"]),
            reviewed: fields.span(&["reviewed", "title"]),
        };
        let subject = fields.cx.subject;
        Some(Self {
            kind: subject.from.kind,
            id: subject.id.to_owned(),
            slug: slug.flatten().unwrap_or_else(|| subject.id.to_owned()),
            title: title?,
            also_called: also_called?,
            summary: summary?,
            status: status?,
            valid: valid?,
            replaced_by: replaced_by?,
            owner: owner?,
            reviewed: review.as_ref()?.as_ref().map(|review| review.date),
            review: review?,
            confirmed_by: confirmed_by?,
            review_every: review_every?,
            sources: sources?,
            legal_basis: legal_basis?,
            aliases: aliases?,
            draft: draft?,
            file: fields.cx.file(),
            body: subject.body,
            at,
            classes: Box::default(),
            dated: Box::default(),
            places: Box::default(),
        })
    }
}
