//! The tree that YAML and TOML are read into: every value with its place, scalars as they were
//! spelled. Holds no meaning: what a scalar is taken for is the decoder's business.

use super::{Span, characters};

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    /// Where to point: a scalar, or where a list or a mapping begins.
    pub(crate) span: Span,
    /// All of it, to the end of its last value or its closing bracket.
    pub(crate) whole: Span,
    pub(crate) value: Value,
}

/// What stands there.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    /// Nothing, `~` or `null`.
    Null,
    /// A scalar as spelled (`0800` stays `0800`); `plain` tells that it stood without quotes.
    Scalar { text: String, plain: bool },
    /// A list.
    Sequence(Vec<Node>),
    /// Keys and values in the order of the file.
    Mapping(Vec<(Key, Node)>),
}

/// A key of a mapping.
#[derive(Clone, Debug)]
pub(crate) struct Key {
    pub(crate) text: String,
    pub(crate) span: Span,
}

impl Node {
    /// Whether a field stands twice in it, at any depth.
    pub(super) fn repeats_a_key(&self) -> bool {
        match &self.value {
            Value::Sequence(items) => items.iter().any(Self::repeats_a_key),
            Value::Mapping(pairs) => {
                let mut known = std::collections::HashSet::new();
                pairs.iter().any(|(key, node)| !known.insert(&key.text) || node.repeats_a_key())
            }
            Value::Null | Value::Scalar { .. } => false,
        }
    }

    /// Where nothing is written.
    pub(crate) fn nothing() -> Self {
        Self { span: Span::default(), whole: Span::default(), value: Value::Null }
    }

    /// The value of `key`, if this is a mapping that has it.
    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        match &self.value {
            Value::Mapping(pairs) => {
                pairs.iter().find(|(name, _)| name.text == key).map(|(_, node)| node)
            }
            _ => None,
        }
    }

    /// Whether nothing is written: `~`, an empty text, one that nobody sees, or the `…` of an example
    /// that was to be replaced.
    pub(crate) fn is_blank(&self) -> bool {
        match &self.value {
            Value::Null => true,
            Value::Scalar { text, .. } => {
                let seen = characters::seen(text);
                let seen = seen.trim_matches(|c: char| c.is_whitespace() || is_of_no_width(c));
                seen.is_empty() || seen == "…" || seen == "..."
            }
            _ => false,
        }
    }

    /// The scalar's spelling, if this is one.
    pub(crate) fn as_text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// Whether the same is written in both, wherever and in whatever quotes.
    pub(crate) fn says_the_same(&self, other: &Self) -> bool {
        match (&self.value, &other.value) {
            (Value::Null, Value::Null) => true,
            (Value::Scalar { text, .. }, Value::Scalar { text: other, .. }) => text == other,
            (Value::Sequence(items), Value::Sequence(others)) => {
                items.len() == others.len()
                    && items.iter().zip(others).all(|(item, other)| item.says_the_same(other))
            }
            (Value::Mapping(pairs), Value::Mapping(others)) => {
                pairs.len() == others.len()
                    && pairs.iter().zip(others).all(|((key, value), (other_key, other))| {
                        key.text == other_key.text && value.says_the_same(other)
                    })
            }
            _ => false,
        }
    }

    /// The first words that are written in it.
    pub(crate) fn first_words(&self) -> Option<&str> {
        match &self.value {
            Value::Null => None,
            Value::Scalar { text, .. } => Some(text),
            Value::Sequence(items) => items.iter().find_map(Self::first_words),
            Value::Mapping(pairs) => pairs.iter().find_map(|(_, value)| value.first_words()),
        }
    }
}

/// What joins or parts letters in other scripts, and shows nothing by itself.
fn is_of_no_width(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{3164}')
}
