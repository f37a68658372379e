//! A key of a mapping: whether it must be there, and what is meant where it is not.

use super::fields::Fields;
use super::schema::{FieldSchema, Schema};
use super::values::{Read, day};
use crate::model::Validity;
use crate::model::cx::Cx;
use crate::source::{Node, Place, Span, Value};

/// A key, whether it must be there, and how its value is read.
pub(in crate::model) struct Field<P, R> {
    key: &'static str,
    presence: P,
    read: R,
}

/// Whether a key must be there.
pub(in crate::model) trait Presence<R: Read> {
    /// What the field holds.
    type Value;

    /// Whether a key that is not there is a fault.
    const REQUIRED: bool = false;

    /// What is meant where nothing is written.
    fn absent(&self) -> Option<Self::Value>;

    /// What is meant by what is written.
    fn read(&self, read: &R, node: &Node, cx: &mut Cx<'_>) -> Option<Self::Value>;

    /// What may be written.
    fn schema(&self, read: &R) -> Schema {
        read.schema()
    }

    /// Whether what is written counts as nothing.
    fn is_blank(node: &Node) -> bool {
        node.is_blank()
    }
}

/// It must be there, and what cannot be understood is no value: without it there is nothing to
/// speak of.
pub(in crate::model) fn required<R>(key: &'static str, read: R) -> Field<Required, R> {
    Field { key, presence: Required, read }
}

/// It must be there. What it holds may mean nothing, which is told: the rest holds nevertheless.
pub(in crate::model) fn expected<R>(key: &'static str, read: R) -> Field<Expected, R> {
    Field { key, presence: Expected, read }
}

/// It may be left out.
pub(in crate::model) fn optional<R>(key: &'static str, read: R) -> Field<Optional, R> {
    Field { key, presence: Optional, read }
}

/// It may be left out, which means the default of its type.
pub(in crate::model) fn or_default<R>(key: &'static str, read: R) -> Field<OrDefault, R> {
    Field { key, presence: OrDefault, read }
}

/// It may be left out, which means `default`.
pub(in crate::model) fn or<R: Read<Value: Clone>>(
    key: &'static str,
    read: R,
    default: R::Value,
) -> Field<Or<R::Value>, R> {
    Field { key, presence: Or(default), read }
}

/// A list; left out, it is empty.
pub(in crate::model) fn list<R>(key: &'static str, read: R) -> Field<List, R> {
    Field { key, presence: List, read }
}

/// A list that may be written as its only item; left out, it is empty.
pub(in crate::model) fn one_or_more<R>(key: &'static str, read: R) -> Field<OneOrMore, R> {
    Field { key, presence: OneOrMore, read }
}

/// A list that may be written as its only item, and has at least one.
pub(in crate::model) fn at_least_one<R>(key: &'static str, read: R) -> Field<AtLeastOne, R> {
    Field { key, presence: AtLeastOne, read }
}

pub(in crate::model) struct Required;
pub(in crate::model) struct Or<T>(T);
pub(in crate::model) struct AtLeastOne;
pub(in crate::model) struct Expected;
pub(in crate::model) struct Optional;
pub(in crate::model) struct OrDefault;
pub(in crate::model) struct List;
pub(in crate::model) struct OneOrMore;

impl<R: Read> Presence<R> for Required {
    type Value = R::Value;

    const REQUIRED: bool = true;

    fn absent(&self) -> Option<R::Value> {
        None
    }

    fn read(&self, read: &R, node: &Node, cx: &mut Cx<'_>) -> Option<R::Value> {
        read.read(node, cx)
    }
}

impl<R: Read> Presence<R> for Expected {
    type Value = Option<R::Value>;

    const REQUIRED: bool = true;

    fn absent(&self) -> Option<Option<R::Value>> {
        None
    }

    fn read(&self, read: &R, node: &Node, cx: &mut Cx<'_>) -> Option<Option<R::Value>> {
        Some(read.read(node, cx))
    }
}

impl<R: Read> Presence<R> for Optional {
    type Value = Option<R::Value>;

    fn absent(&self) -> Option<Option<R::Value>> {
        Some(None)
    }

    fn read(&self, read: &R, node: &Node, cx: &mut Cx<'_>) -> Option<Option<R::Value>> {
        Some(read.read(node, cx))
    }
}

impl<R: Read<Value: Default>> Presence<R> for OrDefault {
    type Value = R::Value;

    fn absent(&self) -> Option<R::Value> {
        Some(R::Value::default())
    }

    fn read(&self, read: &R, node: &Node, cx: &mut Cx<'_>) -> Option<R::Value> {
        Some(read.read(node, cx).unwrap_or_default())
    }
}

impl<R: Read<Value: Clone>> Presence<R> for Or<R::Value> {
    type Value = R::Value;

    fn absent(&self) -> Option<R::Value> {
        Some(self.0.clone())
    }

    fn read(&self, read: &R, node: &Node, cx: &mut Cx<'_>) -> Option<R::Value> {
        Some(read.read(node, cx).unwrap_or_else(|| self.0.clone()))
    }
}

impl<R: Read> Presence<R> for List {
    type Value = Vec<R::Value>;

    fn absent(&self) -> Option<Vec<R::Value>> {
        Some(Vec::new())
    }

    fn read(&self, read: &R, node: &Node, cx: &mut Cx<'_>) -> Option<Vec<R::Value>> {
        let items = cx.decoder.items(node, read.items());
        Some(items.into_iter().filter_map(|item| read.read(item, cx)).collect())
    }

    fn schema(&self, read: &R) -> Schema {
        Schema::List(Box::new(read.schema()))
    }
}

impl<R: Read> Presence<R> for OneOrMore {
    type Value = Vec<R::Value>;

    fn absent(&self) -> Option<Vec<R::Value>> {
        Some(Vec::new())
    }

    fn read(&self, read: &R, node: &Node, cx: &mut Cx<'_>) -> Option<Vec<R::Value>> {
        let items = cx.decoder.one_or_more(node, read.items());
        Some(items.into_iter().filter_map(|item| read.read(item, cx)).collect())
    }

    fn schema(&self, read: &R) -> Schema {
        Schema::OneOrMore(Box::new(read.schema()))
    }
}

impl<R: Read> Presence<R> for AtLeastOne {
    type Value = Vec<R::Value>;

    const REQUIRED: bool = true;

    fn absent(&self) -> Option<Vec<R::Value>> {
        None
    }

    fn read(&self, read: &R, node: &Node, cx: &mut Cx<'_>) -> Option<Vec<R::Value>> {
        OneOrMore.read(read, node, cx)
    }

    fn schema(&self, read: &R) -> Schema {
        Schema::AtLeastOne(Box::new(read.schema()))
    }

    fn is_blank(node: &Node) -> bool {
        node.is_blank() || matches!(&node.value, Value::Sequence(items) if items.is_empty())
    }
}

/// What a field of a declaration is made from.
pub(in crate::model) trait Take {
    /// What the field holds.
    type Value;

    /// The value; none where there is none and must be one.
    fn take(self, fields: &mut Fields<'_, '_>) -> Option<Self::Value>;
}

impl<R: Read, P: Presence<R>> Take for Field<P, R> {
    type Value = P::Value;

    fn take(self, fields: &mut Fields<'_, '_>) -> Option<P::Value> {
        fields.known.push(self.key);
        if let Some(described) = &mut fields.described {
            let value = self.presence.schema(&self.read);
            described.push(FieldSchema {
                words: fields.words,
                key: self.key,
                required: P::REQUIRED,
                value,
            });
            return self.presence.absent();
        }
        match fields.written(self.key) {
            Some((_, node)) if !P::is_blank(node) => {
                let above = fields.cx.decoder.enter(self.key);
                let value = self.presence.read(&self.read, node, fields.cx);
                fields.cx.decoder.enter(above);
                value
            }
            written => {
                if P::REQUIRED {
                    match written {
                        Some((key, node)) => fields.cx.decoder.no_value(key, node),
                        None => fields.missing.push(self.key),
                    }
                }
                self.presence.absent()
            }
        }
    }
}

/// Where a key's value is written; where the mapping begins if it is not.
pub(in crate::model) fn span_of(key: &'static str) -> SpanOf {
    SpanOf(key)
}

/// Where a key's value is written, with the file.
pub(in crate::model) fn place_of(key: &'static str) -> PlaceOf {
    PlaceOf(key)
}

pub(in crate::model) struct SpanOf(&'static str);
pub(in crate::model) struct PlaceOf(&'static str);

impl Take for SpanOf {
    type Value = Span;

    fn take(self, fields: &mut Fields<'_, '_>) -> Option<Span> {
        Some(fields.span(&[self.0]))
    }
}

impl Take for PlaceOf {
    type Value = Place;

    fn take(self, fields: &mut Fields<'_, '_>) -> Option<Place> {
        let span = fields.span(&[self.0]);
        Some(fields.cx.place(span))
    }
}

/// From when to when, under two keys.
pub(in crate::model) fn between(from: &'static str, to: &'static str) -> Between {
    Between { from, to }
}

pub(in crate::model) struct Between {
    from: &'static str,
    to: &'static str,
}

impl Take for Between {
    type Value = Validity;

    fn take(self, fields: &mut Fields<'_, '_>) -> Option<Validity> {
        let from = fields.take(optional(self.from, day()))?;
        let to = fields.take(optional(self.to, day()))?;
        let in_order = fields.in_order((self.from, from), (self.to, to));
        // An end before the beginning is told once, and not by all that it would leave out.
        Some(Validity { from, to: to.filter(|_| in_order) })
    }
}
