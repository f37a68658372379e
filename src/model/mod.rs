//! What the files mean. Takes [`Sources`](crate::source::Sources); gives a typed [`Catalogue`] with every reference resolved, and findings.
//! What an editor wrote (`Raw…`, with places) and what the program means are different types.
//!
//! 1. Every file is parsed and decoded by itself, in parallel.
//! 2. Names are collected: entries, terms, laws, documents. A file with faults keeps its name.
//! 3. Every file is resolved against the names, in parallel.
//! 4. The references are gathered, so that they can be followed both ways.

mod age;
mod catalogue;
mod codes;
mod contact;
mod course;
mod entry;
mod goal;
mod ids;
mod kind;
mod lane;
mod load;
mod lost;
mod news;
mod offer;
mod page;
mod procedure;
mod reference;
mod register;
mod resolver;
mod site;
mod table;
mod time;
mod vocabulary;
mod web_address;

pub(crate) use codes::{CODES, reference_to_draft, unknown_reference};
use entry::RawFields;
pub(crate) use ids::{as_id, is_id};
pub(crate) use load::model;
use register::RegisterRow;
pub(crate) use resolver::Resolver;

pub use age::{AgeGroup, AgeRange};
pub use catalogue::{Catalogue, Heading};
pub use contact::{Address, Collaboration, Contact, Phone, Topic, UnitType};
pub use course::{Course, Item, Part, Shown};
pub use entry::{Entry, EntryPlaces, EntryRef, LegalBasis, Source, Status};
pub use goal::{Figure, Goal, GoalType, TrafficLight};
pub use kind::Kind;
pub use lane::{Lane, Tone};
pub use news::News;
pub use offer::{Attendance, Duration, Offer, OpenList, Referral, Worded};
pub use page::Page;
pub use procedure::{Branch, Deadline, DeadlineRule, Initiative, Procedure, Step};
pub use reference::{Reference, References, Relation, Target};
pub use register::{Document, Law, LawVersion, SearchTest, Synonym, Term};
pub(crate) use site::read_site;
pub use site::{Acceptance, ContactPoint, Site};
pub use table::{Key, Table};
pub(crate) use time::meant_date;
pub use time::{NotAPeriod, Period, Unit, Validity, parse_date};
pub use vocabulary::{Vocabulary, VocabularyTerm};

use crate::source::Span;

/// A kind whose entries have files of their own.
pub(crate) trait EntryKind: Sized + Send + Sync {
    /// As written.
    type Raw: RawFields + serde::de::DeserializeOwned + Send;

    /// Which kind.
    const KIND: Kind;

    /// What every entry has.
    fn entry(&self) -> &Entry;

    /// From what is written to what it means.
    fn resolve(raw: Self::Raw, body: Option<Span>, resolver: &mut Resolver<'_>) -> Self;
}
