//! The keys of a mapping while they are taken, and what is asked of them together.

use super::Declared;
use super::field::Take;
use super::schema::FieldSchema;
use crate::model::cx::Cx;
use crate::model::review::Dated;
use crate::model::time::parse_date;
use crate::model::{self, Entry, Relation, Target, VocabularyTerm, codes};
use crate::source::{Key, Node, Place, Span, Value};

/// The keys of a mapping while they are taken.
pub(in crate::model) struct Fields<'a, 'n> {
    /// The key of their words.
    pub(super) words: &'static str,
    node: &'a Node,
    pub(in crate::model) cx: &'a mut Cx<'n>,
    pub(super) known: Vec<&'static str>,
    pub(super) missing: Vec<&'static str>,
    /// Filled where the keys are described, and not read.
    pub(super) described: Option<Vec<FieldSchema>>,
}

impl<'a, 'n> Fields<'a, 'n> {
    pub(super) fn new(words: &'static str, node: &'a Node, cx: &'a mut Cx<'n>) -> Self {
        Self { words, node, cx, known: Vec::new(), missing: Vec::new(), described: None }
    }

    pub(super) fn to_describe(words: &'static str, node: &'a Node, cx: &'a mut Cx<'n>) -> Self {
        Self { described: Some(Vec::new()), ..Self::new(words, node, cx) }
    }

    /// The keys that every entry has.
    pub(in crate::model) fn entry(&mut self) -> Option<Entry> {
        let words = std::mem::replace(&mut self.words, Entry::WORDS);
        let entry = Entry::declare(self);
        self.words = words;
        entry
    }

    /// The value of a field.
    pub(in crate::model) fn take<T: Take>(&mut self, field: T) -> Option<T::Value> {
        field.take(self)
    }

    pub(super) fn written(&self, key: &str) -> Option<&'a (Key, Node)> {
        match &self.node.value {
            Value::Mapping(pairs) => pairs.iter().find(|(written, _)| written.text == key),
            _ => None,
        }
    }

    /// Where the mapping is written.
    pub(in crate::model) fn place(&self) -> Place {
        self.cx.place(self.node.span)
    }

    /// Whether a key has a value.
    pub(in crate::model) fn has(&self, key: &str) -> bool {
        self.written(key).is_some_and(|(_, node)| !node.is_blank())
    }

    /// Whether a list without items is written under a key.
    pub(in crate::model) fn is_empty_list(&self, key: &str) -> bool {
        let written = self.written(key).map(|(_, node)| &node.value);
        matches!(written, Some(Value::Sequence(items)) if items.is_empty())
    }

    /// Whether other keys than `known` are written: each is told itself.
    pub(in crate::model) fn has_others(&self, known: &[&str]) -> bool {
        let Value::Mapping(pairs) = &self.node.value else { return false };
        pairs.iter().any(|(key, _)| !known.contains(&key.text.as_str()))
    }

    /// Where the value of the first of `keys` that has one is written; where the mapping begins if
    /// none has.
    pub(in crate::model) fn span(&self, keys: &[&str]) -> Span {
        let written = keys.iter().filter(|key| self.has(key)).find_map(|key| self.written(key));
        written.map_or(self.node.span, |(_, node)| node.span)
    }

    /// Whether a stretch ends, under the second key, no sooner than it begins; one that does is
    /// told.
    pub(in crate::model) fn in_order<T: PartialOrd + ToString>(
        &mut self,
        (first, from): (&str, Option<T>),
        (last, to): (&str, Option<T>),
    ) -> bool {
        if let (Some(from), Some(to)) = (from, to)
            && to < from
        {
            let place = self.cx.place(self.span(&[last]));
            self.cx.report(codes::bad_range(place, (first, last), (from, to)));
            return false;
        }
        true
    }

    /// Where the values of the taken keys are written.
    pub(in crate::model) fn places(&self) -> Box<[(&'static str, Span)]> {
        let written = self.known.iter().filter_map(|key| Some((*key, self.written(key)?.1.span)));
        written.collect()
    }

    /// The facts that say themselves how old they are. Of a list, it is as old as its oldest, and
    /// where one of them does not say it, nobody knows.
    pub(in crate::model) fn dated(&self) -> Box<[(&'static str, Dated)]> {
        let dated = self.known.iter().filter_map(|key| Some((*key, dated(&self.written(key)?.1))));
        dated.filter(|(_, dated)| *dated != Dated::default()).collect()
    }

    /// The terms that the taken keys classify an entry by.
    pub(in crate::model) fn classes(&self) -> Box<[model::Key<VocabularyTerm>]> {
        let references = self.cx.references.iter();
        let classes = references.filter_map(|reference| match (reference.relation, reference.to) {
            (Relation::Classified, Target::Vocabulary(term)) => Some(term),
            _ => None,
        });
        classes.collect()
    }

    /// Tells of the keys that nothing has taken, and of those that were not there.
    pub(super) fn finish(self) {
        self.cx.decoder.judge_keys(self.node, &self.known, &self.missing);
    }

    pub(super) fn schema(self) -> Vec<FieldSchema> {
        self.described.unwrap_or_default()
    }
}

/// What a value says of its own age; what is wrong with the days is told where they are read.
fn dated(node: &Node) -> Dated {
    let day = |node: &Node, key: &str| node.get(key).and_then(Node::as_text).and_then(parse_date);
    match &node.value {
        Value::Sequence(items) => {
            let checked: Option<Vec<_>> = items.iter().map(|item| day(item, "checked")).collect();
            let expires = items.iter().filter_map(|item| day(item, "expires"));
            Dated {
                checked: checked.and_then(|days| days.into_iter().min()),
                expires: expires.min(),
            }
        }
        _ => Dated { checked: day(node, "checked"), expires: day(node, "expires") },
    }
}
