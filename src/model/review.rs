//! Who has looked at what, and when. A date alone says that somebody has looked at the page; a
//! record says at which of its facts, and the others stay as old as they were.

use jiff::civil::Date;

use super::cx::Cx;
use super::declare::{
    Read, Schema, contact, day, declaration, describe, excluded, list, mapping, optional, prose,
    required,
};
use super::rows::keys;
use super::{Contact, Key, Relation, Vocabulary, VocabularyTerm};
use crate::source::{Node, Value};

declaration! {
    /// A look at an entry.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Review in "review" {
        /// When.
        pub date: Date = required("date", day()),
        /// The unit that looked.
        pub by: Option<Key<Contact>> = optional("by", contact(Relation::ReviewedBy)),
        /// The keys of the facts that were looked at; none where it was all of them.
        pub checked: Vec<&'static str> = list("checked", OwnKey),
        /// What else there is to say.
        pub note: Option<String> = optional("note", prose()),
    }
}

impl Review {
    /// Whether it was a look at this fact too.
    #[must_use]
    pub fn covers(&self, fact: &str) -> bool {
        self.checked.is_empty() || self.checked.contains(&fact)
    }
}

declaration! {
    /// What an administration says of an entry: that it is right.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Confirmation in "confirmation" {
        /// The administration.
        pub administration: Key<VocabularyTerm> =
            required("administration", excluded(Vocabulary::Administrations)),
        /// When.
        pub date: Date = required("date", day()),
        /// The unit that said so.
        pub by: Option<Key<Contact>> = optional("by", contact(Relation::ReviewedBy)),
    }
}

/// How old a single fact is, where it says so itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Dated {
    /// When somebody last looked at it.
    pub(crate) checked: Option<Date>,
    /// The last day on which it is right.
    pub(crate) expires: Option<Date>,
}

/// How a look is read: a day, or a record.
pub(super) struct Looked;

impl Read for Looked {
    type Value = Review;

    fn read(&self, node: &Node, cx: &mut Cx<'_>) -> Option<Review> {
        if let Value::Mapping(_) = node.value {
            return mapping::<Review>().read(node, cx);
        }
        let date = day().read(node, cx)?;
        Some(Review { date, by: None, checked: Vec::new(), note: None })
    }

    fn schema(&self) -> Schema {
        Schema::DayOr(describe::<Review>())
    }
}

/// How the key of one of the entry's own facts is read.
struct OwnKey;

impl Read for OwnKey {
    type Value = &'static str;

    fn read(&self, node: &Node, cx: &mut Cx<'_>) -> Option<&'static str> {
        let keys = keys(cx.subject.from.kind);
        cx.decoder.word(node, keys).map(|at| keys[at])
    }

    fn schema(&self) -> Schema {
        Schema::Text
    }
}
