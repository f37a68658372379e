//! What may be written, as data: what the declarations are described by.

use std::ops::RangeInclusive;

use crate::model::{Kind, Vocabulary};
use crate::source::ListOf;

/// A key of a mapping.
#[derive(Clone, Debug)]
pub(crate) struct FieldSchema {
    /// What it is a field of: the key of its words, below `fields`.
    pub(crate) words: &'static str,
    /// The key.
    pub(crate) key: &'static str,
    /// Whether it must be there.
    pub(crate) required: bool,
    /// Its value.
    pub(crate) value: Schema,
}

/// What a value may be.
#[derive(Clone, Debug)]
pub(crate) enum Schema {
    /// Words.
    Text,
    /// A sentence or more.
    Prose,
    /// An id or a slug.
    Id,
    /// An older address: `/tilbud/gammel/`.
    Alias,
    /// A web address.
    WebAddress,
    /// A number with decimals.
    Number,
    /// A whole number, from the least to the greatest.
    Whole(RangeInclusive<u64>),
    /// Yes or no.
    YesNo,
    /// A day: `2013-06-30`.
    Day,
    /// A day, or a mapping of these keys.
    DayOr(Vec<FieldSchema>),
    /// A length of time: `6 months`.
    Period,
    /// One of a few words; the key of their texts.
    Choice(&'static str, Vec<&'static str>),
    /// The id of an entry, of one kind or of any.
    Entry(Option<Kind>),
    /// The id of a term, and whether the entry is classified by it.
    Term {
        /// Whose term.
        of: Vocabulary,
        /// Whether it is a value of a facet of the entry.
        classifies: bool,
    },
    /// Who acts: the citizen, an administration, others.
    Lane,
    /// The id of a law.
    Law,
    /// The id of a document.
    Document,
    /// The anchor of a step of the same procedure.
    Step,
    /// A list.
    List(Box<Self>),
    /// A list that may be written as its only item.
    OneOrMore(Box<Self>),
    /// The same, with at least one.
    AtLeastOne(Box<Self>),
    /// A mapping of these keys.
    Mapping(Vec<FieldSchema>),
    /// A mapping of names that others give, to values of one sort.
    Map(Named, Box<Self>),
}

/// Whose names the keys of a mapping are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Named {
    /// The kinds of entry that have files of their own.
    Kinds,
    /// The search's facets.
    Facets,
    /// The rules that content is judged by.
    Rules,
}

impl Schema {
    /// A value of a list, or the value itself.
    pub(crate) fn item(&self) -> &Self {
        match self {
            Self::List(of) | Self::OneOrMore(of) | Self::AtLeastOne(of) => of,
            one => one,
        }
    }

    /// What a list of such values is a list of.
    pub(super) fn as_items(&self) -> ListOf {
        match self {
            Self::Id
            | Self::Alias
            | Self::Choice(..)
            | Self::Entry(_)
            | Self::Term { .. }
            | Self::Lane
            | Self::Law
            | Self::Document
            | Self::Step => ListOf::Ids,
            Self::Mapping(_) | Self::Map(..) => ListOf::Mappings,
            _ => ListOf::Texts,
        }
    }
}
