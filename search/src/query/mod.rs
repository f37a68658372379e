//! Words as typed → a plan: which forms each word can mean, and how much each of them weighs.

mod apart;
mod expand;
mod fuzzy;
mod measures;
mod names;
mod nearest;
mod other_names;
mod parts;
mod plan;
mod single;
mod sounds;
mod thesaurus;
mod words;

pub(crate) use nearest::nearest;
pub(crate) use plan::plan;
pub(crate) use thesaurus::Thesaurus;

use crate::DocumentKind;
use crate::vocabulary::FormId;

/// A form that a word can mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Variant {
    pub(crate) form: FormId,
    /// 1 for the very spelling that was typed.
    pub(crate) weight: f64,
    /// From 0 to 1: how well a title that has the form fits the word. See [`expand::worth`].
    pub(crate) in_title: f64,
}

/// Forms of which any one will do.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Group {
    /// Ascending by form, each form once.
    pub(crate) variants: Vec<Variant>,
}

/// One way to satisfy a span: a document needs something of every group, best near one another.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Alternative {
    pub(crate) weight: f64,
    pub(crate) groups: Vec<Group>,
    /// Whether the groups must stand side by side: one word written as two.
    pub(crate) adjacent: bool,
    /// Whether it is what was typed, and not another name of it.
    pub(crate) is_typed: bool,
}

impl Alternative {
    /// The word itself.
    fn alone(forms: expand::Forms, weight: f64) -> Self {
        Self { weight, groups: vec![forms.into_group()], adjacent: false, is_typed: true }
    }
}

/// One or more neighbouring words of the query and all that they can mean.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Span {
    /// The first word.
    pub(crate) first: usize,
    /// How many words.
    pub(crate) words: usize,
    pub(crate) alternatives: Vec<Alternative>,
}

/// A word of the query.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct QueryWord {
    pub(crate) form: String,
    /// A light word counts, but a document need not have it.
    pub(crate) is_light: bool,
}

/// A word of the query that asks for a kind of entry.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct AskedKind {
    /// The place of the word.
    pub(crate) word: usize,
    pub(crate) kind: DocumentKind,
}

/// All that a query means.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Plan {
    pub(crate) words: Vec<QueryWord>,
    pub(crate) spans: Vec<Span>,
    /// Exact terms of the query, best first, with what each is worth.
    pub(crate) exact: Vec<(String, f64)>,
    /// Exact terms of runs of the query's words, with what each is worth: a question names what it
    /// asks about.
    pub(crate) named: Vec<(String, f64)>,
    /// The kinds of entry that are asked for, beside what they are to be about.
    pub(crate) kinds: Vec<AskedKind>,
    pub(crate) corrected: Option<String>,
    /// Whether nothing is known of the words but some parts of compounds.
    pub(crate) is_nearest: bool,
}
