//! Values that know where they were written. The names of the types are a signal to the decoder, as serde has no word
//! for a place.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::span::Span;

/// A value with the place it was written at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spanned<T> {
    /// What was written.
    pub value: T,
    /// The bytes it stands in.
    pub span: Span,
}

/// A text with its place.
pub type Text = Spanned<String>;

/// The struct name that asks a [`Decoder`] for the span as well.
pub(super) const SPANNED: &str = "$portal::Spanned";
pub(super) const SPANNED_FIELDS: &[&str] = &["start", "end", "value"];
/// The newtype name of a list that may be written as its only item.
pub(super) const ONE_OR_MORE: &str = "$portal::OneOrMore";

/// A list that may be written as its only item: `skole` or `[skole, kultur]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OneOrMore<T>(pub Vec<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Spanned<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct SpannedVisitor<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for SpannedVisitor<T> {
            type Value = Spanned<T>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a value with its place")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Spanned<T>, A::Error> {
                let missing = || de::Error::custom("a spanned value without its parts");
                let (_, start) = access.next_entry::<String, u32>()?.ok_or_else(missing)?;
                let (_, end) = access.next_entry::<String, u32>()?.ok_or_else(missing)?;
                let (_, value) = access.next_entry::<String, T>()?.ok_or_else(missing)?;
                Ok(Spanned { value, span: Span { start, end } })
            }
        }

        deserializer.deserialize_struct(SPANNED, SPANNED_FIELDS, SpannedVisitor(PhantomData))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for OneOrMore<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ListVisitor<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for ListVisitor<T> {
            type Value = OneOrMore<T>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("one value or a list of values")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<OneOrMore<T>, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = access.next_element()? {
                    items.push(item);
                }
                Ok(OneOrMore(items))
            }
        }

        deserializer.deserialize_newtype_struct(ONE_OR_MORE, ListVisitor(PhantomData))
    }
}
