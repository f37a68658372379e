//! A tree to a Rust value by serde, telling everything that is wrong in one go: what cannot be taken is reported,
//! left out, and the rest is tried again. Values without content (`~`, empty text) count as not written.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::de::{self, DeserializeOwned, DeserializeSeed, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::{Deserializer, forward_to_deserialize_any};

use super::codes;
use super::node::{Key, Node, Value};
use super::number;
use super::placeholder::Placeholder;
use super::shape::{self, Syntax};
use super::span::{FileId, Place, Span};
use super::spanned::{ONE_OR_MORE, SPANNED, SPANNED_FIELDS};
use crate::diagnostics::{Diagnostic, Findings, nearest};

/// Decodes `node`; what is wrong goes to `findings`, and then there is no value.
pub(crate) fn decode<T: DeserializeOwned>(node: &Node, file: FileId, findings: &mut Findings) -> Option<T> {
    sound(decode_all(node, file, Syntax::Yaml, findings))
}

/// Decodes the tree of `site.toml`.
pub(crate) fn decode_settings<T: DeserializeOwned>(node: &Node, file: FileId, findings: &mut Findings) -> Option<T> {
    sound(decode_all(node, file, Syntax::Toml, findings))
}

fn sound<T>(decoded: Option<Decoded<T>>) -> Option<T> {
    match decoded {
        Some(Decoded { value, sound: true }) => Some(value),
        _ => None,
    }
}

/// A value, and whether all of it is what was written.
pub(crate) struct Decoded<T> {
    /// The value; where something could not be taken, it is left out or blank.
    pub(crate) value: T,
    /// Whether nothing was left out.
    pub(crate) sound: bool,
}

/// Decodes what can be taken of `node`, so that the rest of it can be judged too; what is wrong goes to `findings`.
pub(crate) fn decode_what_there_is<T: DeserializeOwned>(
    node: &Node,
    file: FileId,
    findings: &mut Findings,
) -> Option<Decoded<T>> {
    decode_all(node, file, Syntax::Yaml, findings)
}

fn decode_all<T: DeserializeOwned>(
    node: &Node,
    file: FileId,
    syntax: Syntax,
    findings: &mut Findings,
) -> Option<Decoded<T>> {
    let mut marks = Marks { syntax, ..Marks::default() };
    loop {
        match T::deserialize(Decoder { node, file, key: "", marks: &marks }) {
            Ok(value) => return Some(Decoded { value, sound: marks.sound() }),
            Err(fault) => {
                if !marks.learn(fault, node, findings) {
                    return None;
                }
            }
        }
    }
}

/// What earlier rounds found unusable. Nodes are known by their address: the tree does not move while it is decoded.
#[derive(Default)]
struct Marks {
    left_out: BTreeSet<usize>,
    stand_ins: BTreeMap<usize, Vec<&'static str>>,
    reported: Cell<bool>,
    /// What the file is written in; mended values are too.
    syntax: Syntax,
}

impl Marks {
    fn sound(&self) -> bool {
        self.left_out.is_empty() && self.stand_ins.is_empty() && !self.reported.get()
    }

    /// Takes in one fault; false when there is nothing left to try.
    fn learn(&mut self, fault: Fault, root: &Node, findings: &mut Findings) -> bool {
        match fault {
            Fault::At { node, diagnostic } => {
                findings.extend(diagnostic.map(|diagnostic| *diagnostic));
                self.left_out.insert(node) && node != address(root)
            }
            Fault::Missing { node, field, diagnostic } => {
                findings.extend(diagnostic.map(|diagnostic| *diagnostic));
                let fields = self.stand_ins.entry(node).or_default();
                let new = !fields.contains(&field);
                fields.push(field);
                new
            }
            Fault::Unplaced(_) => false,
        }
    }
}

fn address(node: &Node) -> usize {
    std::ptr::from_ref(node).addr()
}

/// Why a round ended.
#[derive(Debug)]
pub(super) enum Fault {
    /// The value at `node` cannot be taken.
    At { node: usize, diagnostic: Option<Box<Diagnostic>> },
    /// The mapping at `node` lacks `field`.
    Missing { node: usize, field: &'static str, diagnostic: Option<Box<Diagnostic>> },
    /// Raised by serde, which does not know the place; the decoder that called it adds that.
    Unplaced(Unplaced),
}

/// What serde can say by itself.
#[derive(Debug)]
pub(super) enum Unplaced {
    UnknownKey(&'static [&'static str]),
    UnknownValue(&'static [&'static str]),
    Missing(&'static str),
    Other,
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the value cannot be decoded")
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<M: fmt::Display>(_: M) -> Self {
        Self::Unplaced(Unplaced::Other)
    }

    fn unknown_field(_: &str, expected: &'static [&'static str]) -> Self {
        Self::Unplaced(Unplaced::UnknownKey(expected))
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Self::Unplaced(Unplaced::UnknownValue(expected))
    }

    fn missing_field(field: &'static str) -> Self {
        Self::Unplaced(Unplaced::Missing(field))
    }
}

/// Decodes one node.
#[derive(Clone, Copy)]
struct Decoder<'n> {
    node: &'n Node,
    file: FileId,
    /// The key that the value stands under, itself or as an item of its list.
    key: &'n str,
    marks: &'n Marks,
}

impl<'n> Decoder<'n> {
    fn place(self) -> Place {
        Place { file: self.file, span: self.node.span }
    }

    fn child(self, node: &'n Node) -> Self {
        Self { node, ..self }
    }

    fn fault(self, diagnostic: Diagnostic) -> Fault {
        Fault::At { node: address(self.node), diagnostic: Some(Box::new(diagnostic)) }
    }

    fn wrong_type(self, expected: &'static str) -> Fault {
        let syntax = self.marks.syntax;
        let shape = match expected {
            "list" => shape::list(self.key, self.node, syntax),
            "mapping" => shape::mapping(self.key, self.node, syntax),
            "boolean" => shape::boolean(self.node),
            "text" => shape::text(self.node, syntax),
            _ => None,
        };
        let shape = shape.map(|shape| (Place { file: self.file, span: self.node.whole }, shape));
        let found = codes::wrong_type(self.place(), (expected, syntax), shape);
        self.fault(found.with("example", shape::of_fields(self.key, syntax)))
    }

    /// A value in the syntax of the file.
    fn written(self, diagnostic: Diagnostic) -> Diagnostic {
        diagnostic.written(|text| self.marks.syntax.text(text))
    }

    fn text(self) -> Result<&'n str, Fault> {
        self.node.as_text().ok_or_else(|| self.wrong_type("text"))
    }

    fn whole_number<T: std::str::FromStr>(self) -> Result<T, Fault> {
        let text = self.text_of_number(true)?;
        text.parse().map_err(|_| self.fault(codes::wrong_number(self.place(), (text, true), true)))
    }

    fn decimal(self) -> Result<f64, Fault> {
        let text = self.text_of_number(false)?;
        let wrong = || self.fault(codes::wrong_number(self.place(), (text, true), false));
        if number::is_ambiguous(text) {
            return Err(wrong());
        }
        text.parse().map_err(|_| wrong()).and_then(|number: f64| number.is_finite().then_some(number).ok_or_else(wrong))
    }

    fn text_of_number(self, whole: bool) -> Result<&'n str, Fault> {
        match &self.node.value {
            Value::Scalar { text, plain: true } => Ok(text),
            Value::Scalar { text, .. } => Err(self.fault(codes::wrong_number(self.place(), (text, false), whole))),
            _ => Err(self.wrong_type("number")),
        }
    }

    fn is_left_out(self, node: &Node) -> bool {
        self.marks.left_out.contains(&address(node))
    }

    /// Gives a fault that serde raised about this node its place.
    fn placed(self, fault: Fault) -> Fault {
        match fault {
            Fault::Unplaced(Unplaced::Missing(field)) => {
                let stands_for = |key: &Key| key.text == field || nearest(&key.text, [field]).is_some();
                let known_bad = matches!(&self.node.value, Value::Mapping(pairs)
                    if pairs.iter().any(|(key, node)| self.is_left_out(node) && stands_for(key)));
                let place = Place { file: self.file, span: head_of(self.node) };
                let missing = || codes::missing_key(place, field, shape::example(field, self.marks.syntax));
                let diagnostic = (!known_bad).then(|| Box::new(missing()));
                Fault::Missing { node: address(self.node), field, diagnostic }
            }
            Fault::Unplaced(Unplaced::UnknownValue(known)) => {
                let value = self.node.as_text().unwrap_or_default();
                self.fault(self.written(codes::unknown_value(self.place(), value, known)))
            }
            Fault::Unplaced(_) => self.wrong_type("text"),
            placed => placed,
        }
    }
}

/// What to point at when a mapping lacks something: its first key.
fn head_of(node: &Node) -> Span {
    match &node.value {
        Value::Mapping(pairs) => pairs.first().map_or(node.span, |(key, _)| key.span),
        _ => node.span,
    }
}

fn is_blank(node: &Node) -> bool {
    match &node.value {
        Value::Null => true,
        Value::Scalar { text, .. } => text.trim().is_empty(),
        _ => false,
    }
}

macro_rules! numbers {
    ($($method:ident => $visit:ident),* $(,)?) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            visitor.$visit(self.whole_number()?)
        })*
    };
}

impl<'de> Deserializer<'de> for Decoder<'_> {
    type Error = Fault;

    numbers! {
        deserialize_u8 => visit_u8, deserialize_u16 => visit_u16, deserialize_u32 => visit_u32,
        deserialize_u64 => visit_u64, deserialize_i32 => visit_i32, deserialize_i64 => visit_i64,
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_f64(self.decimal()?)
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.node.value {
            Value::Null => visitor.visit_unit(),
            Value::Scalar { text, .. } => visitor.visit_str(text),
            Value::Sequence(_) => self.deserialize_seq(visitor),
            Value::Mapping(_) => self.deserialize_map(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.node.value {
            Value::Scalar { text, plain: true } if text == "true" => visitor.visit_bool(true),
            Value::Scalar { text, plain: true } if text == "false" => visitor.visit_bool(false),
            _ => Err(self.wrong_type("boolean")),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_str(self.text()?.trim())
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if is_blank(self.node) { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.node.value {
            Value::Sequence(items) => visitor.visit_seq(Items { decoder: self, items: items.iter() }),
            _ => Err(self.wrong_type("list")),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let Value::Mapping(pairs) = &self.node.value else { return Err(self.wrong_type("mapping")) };
        let stand_ins = self.marks.stand_ins.get(&address(self.node)).map_or(&[][..], Vec::as_slice);
        let pairs = Pairs { decoder: self, pairs: pairs.iter(), stand_ins: stand_ins.iter(), value: Next::Done };
        visitor.visit_map(pairs).map_err(|fault| self.placed(fault))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        if name == SPANNED {
            visitor.visit_map(SpannedAccess { decoder: self, next: 0 })
        } else {
            self.deserialize_map(visitor)
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Fault> {
        match &self.node.value {
            Value::Scalar { .. } if name == ONE_OR_MORE => {
                visitor.visit_seq(Items { decoder: self, items: std::slice::from_ref(self.node).iter() })
            }
            _ if name == ONE_OR_MORE => self.deserialize_seq(visitor),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let text = self.text()?;
        visitor.visit_enum(text.into_deserializer()).map_err(|fault: Fault| self.placed(fault))
    }

    forward_to_deserialize_any! {
        i8 i16 i128 u128 f32 char bytes byte_buf unit unit_struct tuple tuple_struct identifier ignored_any
    }
}

struct Items<'n> {
    decoder: Decoder<'n>,
    items: std::slice::Iter<'n, Node>,
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        let decoder = self.decoder;
        match self.items.find(|item| !decoder.is_left_out(item)) {
            Some(item) if is_blank(item) => Err(decoder.child(item).wrong_type("text")),
            Some(item) => {
                let child = decoder.child(item);
                seed.deserialize(child).map(Some).map_err(|fault| child.placed(fault))
            }
            None => Ok(None),
        }
    }
}

#[expect(clippy::struct_field_names, reason = "pairs is what a mapping has")]
struct Pairs<'n> {
    decoder: Decoder<'n>,
    pairs: std::slice::Iter<'n, (Key, Node)>,
    stand_ins: std::slice::Iter<'n, &'static str>,
    value: Next<'n>,
}

/// What the next value is.
enum Next<'n> {
    Node(&'n Key, &'n Node),
    StandIn,
    Done,
}

impl<'de> MapAccess<'de> for Pairs<'_> {
    type Error = Fault;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        let decoder = self.decoder;
        if let Some((key, node)) = self.pairs.find(|(_, node)| !decoder.is_left_out(node)) {
            self.value = Next::Node(key, node);
            let key_text = key.text.as_str();
            return seed.deserialize(key_text.into_deserializer()).map(Some).map_err(|fault| match fault {
                Fault::Unplaced(Unplaced::UnknownKey(known)) => {
                    let place = Place { file: decoder.file, span: key.span };
                    let whole = Place { span: Span { end: node.whole.end.max(key.span.end), ..key.span }, ..place };
                    decoder.child(node).fault(codes::unknown_key(place, key_text, known, whole))
                }
                other => decoder.child(node).placed(other),
            });
        }
        match self.stand_ins.next() {
            Some(field) => {
                self.value = Next::StandIn;
                seed.deserialize((*field).into_deserializer()).map(Some)
            }
            None => Ok(None),
        }
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        match std::mem::replace(&mut self.value, Next::Done) {
            Next::Node(key, node) if is_blank(node) => seed.deserialize(Placeholder::Blank).map_err(|_| {
                let place = Place { file: self.decoder.file, span: key.span };
                let syntax = self.decoder.marks.syntax;
                let field = shape::example(&key.text, syntax);
                let whole = Place { span: Span { end: node.span.end.max(key.span.end + 1), ..key.span }, ..place };
                self.decoder.child(node).fault(codes::missing_key(place, &key.text, field.clone()).mended(whole, field))
            }),
            Next::Node(key, node) => {
                let child = Decoder { key: &key.text, ..self.decoder.child(node) };
                seed.deserialize(child).map_err(|fault| child.placed(fault))
            }
            Next::StandIn => seed
                .deserialize(Placeholder::Missing)
                .map_err(|_| Fault::At { node: address(self.decoder.node), diagnostic: None }),
            Next::Done => Err(Fault::Unplaced(Unplaced::Other)),
        }
    }
}

/// Gives a [`Spanned`] its three fields.
struct SpannedAccess<'n> {
    decoder: Decoder<'n>,
    next: usize,
}

impl<'de> MapAccess<'de> for SpannedAccess<'_> {
    type Error = Fault;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Fault> {
        SPANNED_FIELDS.get(self.next).map(|field| seed.deserialize((*field).into_deserializer())).transpose()
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        self.next += 1;
        match self.next {
            1 => seed.deserialize(self.decoder.node.span.start.into_deserializer()),
            2 => seed.deserialize(self.decoder.node.span.end.into_deserializer()),
            _ => seed.deserialize(self.decoder),
        }
    }
}
