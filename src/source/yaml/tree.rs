//! What the YAML library reads, as a tree of our own: every value with its place and, where it is a
//! plain word, with its spelling. The library takes `0800` for a number; what it is, whoever asks
//! decides.

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::{Location, Spanned};

use super::super::node::{Key, Node, Value};
use crate::span::Span;

/// What the library hands over; spans are added when it becomes a [`Node`].
pub(super) enum Tree {
    Null,
    Text(String),
    /// A plain scalar that the library took for a number or a boolean; its spelling is read from
    /// the source.
    Typed,
    Sequence(Vec<Spanned<Tree>>),
    Mapping(Vec<(Spanned<String>, Spanned<Tree>)>),
}

pub(super) trait IntoNode {
    fn into_node(self, text: &str, offset: usize) -> Node;
}

impl IntoNode for Spanned<Tree> {
    fn into_node(self, text: &str, offset: usize) -> Node {
        let local = span_of(&self.referenced, text);
        let value = match self.value {
            Tree::Null => Value::Null,
            Tree::Text(value) => Value::Scalar { plain: !starts_quoted(text, local), text: value },
            Tree::Typed => {
                Value::Scalar { plain: true, text: text[local.range()].trim().to_owned() }
            }
            Tree::Sequence(items) => {
                Value::Sequence(exactly(items.into_iter().map(|item| item.into_node(text, offset))))
            }
            Tree::Mapping(pairs) => {
                Value::Mapping(exactly(pairs.into_iter().map(|(key, value)| {
                    let span = span_of(&key.referenced, text).shifted(offset);
                    (Key { text: key.value, span }, value.into_node(text, offset))
                })))
            }
        };
        let whole = whole(local, &value, text, offset);
        Node { span: local.shifted(offset), whole, value }
    }
}

/// A list in memory of its own: collected as it is, it would stay in that of the library's list,
/// which is several times as large, and the trees of all files are there at once.
fn exactly<T>(items: impl ExactSizeIterator<Item = T>) -> Vec<T> {
    let mut list = Vec::with_capacity(items.len());
    list.extend(items);
    list
}

/// All of a value: the library gives of lists and mappings only where they begin.
fn whole(local: Span, value: &Value, text: &str, offset: usize) -> Span {
    let start = local.start as usize;
    let last = match value {
        Value::Null | Value::Scalar { .. } => return local.shifted(offset),
        Value::Sequence(items) => items.last().map(|item| item.whole.end),
        Value::Mapping(pairs) => pairs.last().map(|(key, value)| key.span.end.max(value.whole.end)),
    };
    let last = last.map_or(start, |last| last as usize - offset).max(start);
    let end = match text.as_bytes().get(start) {
        Some(b'{') => {
            text[last.max(start + 1)..].find('}').map_or(last, |at| last.max(start + 1) + at + 1)
        }
        Some(b'[') => {
            text[last.max(start + 1)..].find(']').map_or(last, |at| last.max(start + 1) + at + 1)
        }
        _ => last,
    };
    Span::new(start, end).shifted(offset)
}

fn starts_quoted(text: &str, span: Span) -> bool {
    let start = span.start as usize;
    matches!(text.as_bytes().get(start), Some(b'"' | b'\'' | b'|' | b'>')) || is_block(text, start)
}

/// Whether the text at `start` is one whose `|` or `>` stands on the line above.
fn is_block(text: &str, start: usize) -> bool {
    let before = text[..start].trim_end();
    if !text[before.len()..start].contains('\n') {
        return false;
    }
    let header = before.rsplit([' ', '\n']).next().unwrap_or_default();
    header.starts_with(['|', '>'])
}

/// The library's location as bytes of `text`; trailing space of a block is cut off.
pub(super) fn span_of(location: &Location, text: &str) -> Span {
    let start = start_of(location, text);
    let length = location.span().byte_len().map_or(0, |len| usize::try_from(len).unwrap_or(0));
    let end = (start + length).min(text.len());
    let (start, end) = (floor(text, start), floor(text, end));
    let trimmed = text[start..end].trim_end().len();
    Span::new(start, start + trimmed)
}

/// Where a location begins. Those of syntax errors have no byte offset, only a line and a column in
/// characters.
fn start_of(location: &Location, text: &str) -> usize {
    let number = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    if let Some(at) = location.span().byte_offset() {
        return number(at).min(text.len());
    }
    let before = number(location.line().saturating_sub(1));
    let line_start: usize = text.split_inclusive('\n').take(before).map(str::len).sum();
    let line = text[line_start..].lines().next().unwrap_or_default();
    let column = number(location.column().saturating_sub(1));
    line_start + line.char_indices().nth(column).map_or(line.len(), |(at, _)| at)
}

pub(super) fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TreeVisitor)
    }
}

struct TreeVisitor;

impl<'de> Visitor<'de> for TreeVisitor {
    type Value = Tree;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("any YAML value")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_none<E: de::Error>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> Result<Tree, E> {
        Ok(Tree::Typed)
    }

    fn visit_i64<E: de::Error>(self, _: i64) -> Result<Tree, E> {
        Ok(Tree::Typed)
    }

    fn visit_u64<E: de::Error>(self, _: u64) -> Result<Tree, E> {
        Ok(Tree::Typed)
    }

    fn visit_i128<E: de::Error>(self, _: i128) -> Result<Tree, E> {
        Ok(Tree::Typed)
    }

    fn visit_u128<E: de::Error>(self, _: u128) -> Result<Tree, E> {
        Ok(Tree::Typed)
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<Tree, E> {
        Ok(Tree::Typed)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Tree, E> {
        Ok(Tree::Text(text.to_owned()))
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<Tree, E> {
        Ok(Tree::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Tree, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(Tree::Sequence(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Tree, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = access.next_entry()? {
            pairs.push(pair);
        }
        Ok(Tree::Mapping(pairs))
    }
}
