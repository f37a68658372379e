//! What stands in for a value that is not there, so that decoding can go on and find what else is wrong:
//! empty text, empty list, zero. Never reaches the catalogue as an answer to a required key.

use serde::de::value::{MapDeserializer, SeqDeserializer, UnitDeserializer};
use serde::de::{Error as _, IntoDeserializer, Visitor};
use serde::{Deserializer, forward_to_deserialize_any};

use super::decode::Fault;
use super::spanned::SPANNED;

/// Decodes to nothing of any type; a type that has no "nothing" is a [`Fault`].
#[derive(Clone, Copy)]
pub(super) enum Placeholder {
    /// The key is not there, which is reported already: anything will do.
    Missing,
    /// The key is there without a value: good enough for what may be left out, and for nothing else.
    Blank,
}

impl Placeholder {
    fn required<T>(self, value: T) -> Result<T, Fault> {
        match self {
            Self::Missing => Ok(value),
            Self::Blank => Err(Fault::custom("a required value is blank")),
        }
    }
}

impl IntoDeserializer<'_, Fault> for Placeholder {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Placeholder {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_u64(self.required(0)?)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_bool(self.required(false)?)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_f64(self.required(0.0)?)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_str(self.required("")?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_str(self.required("")?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_none()
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        UnitDeserializer::new().deserialize_unit(visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_seq(SeqDeserializer::new(std::iter::empty::<Self>()))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        if name == SPANNED {
            visitor.visit_map(MapDeserializer::new(fields.iter().map(|field| (*field, self))))
        } else {
            Err(Fault::custom("a mapping has no placeholder"))
        }
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 char bytes byte_buf unit_struct
        tuple tuple_struct map enum identifier ignored_any
    }
}
