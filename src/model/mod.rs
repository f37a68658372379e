//! What the files mean. Takes [`Sources`](crate::source::Sources); gives a typed [`Catalogue`] with
//! every reference resolved, and findings. What a kind consists of is declared once, in its file:
//! see `declare`.
//!
//! 1. Every file is parsed by itself, in parallel.
//! 2. Names are collected: entries, terms, laws, documents. A file with faults keeps its name.
//! 3. Every file is decoded and resolved against the names, in parallel. Where a file turns out to
//!    have faults, it gets no place in its table, and all are read once more.
//! 4. The references are gathered, so that they can be followed both ways.

mod age;
mod catalogue;
mod codes;
mod contact;
mod course;
mod cx;
mod declare;
mod demanded;
mod entries;
mod entry;
mod goal;
mod gone;
mod host;
mod lane;
mod levels;
mod lexicon;
mod load;
mod lost;
mod names;
mod news;
mod offer;
mod page;
mod past;
mod procedure;
mod reference;
mod register;
mod review;
mod rows;
mod site;
mod table;
mod time;
mod vocabulary;
mod web_address;

pub(crate) use crate::source::{as_id, is_id};
pub(crate) use codes::{CODES, reference_to_draft, unknown_reference, vanished_entry};
pub(crate) use declare::{
    DeclaredFact, Facts, FieldSchema, Named, Piece, Said, Schema, classes_of, declarations,
};
pub(crate) use load::{model, remembered};
pub(crate) use rows::keys;
pub(crate) use web_address::{has_password, twice};

/// What the text below the fields is called where parts of an entry are named.
pub(crate) const BODY: &str = "body";

use crate::source::ids;

pub use age::{AgeGroup, AgeRange};
pub use catalogue::{Catalogue, Heading};
pub use contact::{Address, Collaboration, Contact, Phone, Topic, UnitType};
pub(crate) use contact::{ToldByBoth, phone_url};
pub use course::{Course, Exercise, Item, Part, Shown};
pub use demanded::Demanded;
pub use entry::{Citation, Entry, EntryPlaces, EntryRef, LegalBasis, Overdue, Status};
pub use goal::{Figure, Goal, GoalType, TrafficLight};
pub use gone::Gone;
pub use host::Host;
pub use lane::{Lane, Tone};
pub use levels::RuleLevel;
pub use news::News;
pub use offer::{Attendance, Duration, Offer, OpenList, Referral, Worded};
pub use page::Page;
pub use procedure::{Branch, Deadline, DeadlineRule, Initiative, Procedure, Step};
pub use reference::{Reference, References, Relation, Target};
pub use register::{Document, Law, LawVersion, SearchTest, Synonym, Term};
pub use review::{Confirmation, Review};
pub(crate) use site::read_site;
pub use site::{Acceptance, ContactPoint, Limits, Site};
pub use table::{Key, Table};
pub(crate) use time::meant_date;
pub use time::{NotAPeriod, Period, Unit, Validity, parse_date};
pub use vocabulary::VocabularyTerm;

pub use portal_search::{Kind, Vocabulary};

entries::entries! {
    /// Offers.
    Offer in offers,
    /// Procedures.
    Procedure in procedures,
    /// Contacts.
    Contact in contacts,
    /// Goals.
    Goal in goals,
    /// Courses.
    Course in courses,
    /// Pages.
    Page in pages,
    /// News.
    News in news,
    /// Glossary terms.
    Term in terms,
}
