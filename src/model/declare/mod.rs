//! The declarations of what editors write. A kind's file begins with [`declaration!`]: what it
//! consists of, and behind each `=` the key in the files and how its value is read. From that come
//! the decoding with everything that is wrong, the known keys and suggestions, the JSON Schema and
//! the tables of the editors' guide.
//!
//! ```text
//! declaration! {
//!     /// How long it lasts.
//!     pub struct Duration in "duration" {
//!         /// In words.
//!         pub text: Option<String> = optional("text", text()) => searched,
//!         /// Weeks.
//!         pub weeks: Option<f64> = optional("weeks", number()),
//!     }
//! }
//! ```
//!
//! is the struct with its two fields, and [`Declared`] for it, which takes the two from a mapping.
//! What cannot be said so (a deadline is one of five keys) is declared by hand:
//! [`Declared::declare`] takes the same fields. The word behind `in` is the key of the fields'
//! words in `themes/default/i18n/<language>/fields.yaml`; `=> searched` puts the words of a field
//! into the text that is searched, `=> asked("del-praktisk")` shows it in that part of the entry's
//! page, also that nothing is known of it, and `=> given(…)` only what is known. Several marks are
//! joined by `&`.

mod choice;
mod classes;
mod field;
mod fields;
mod references;
mod said;
mod schema;
mod shown;
mod values;

pub(super) use choice::{Choice, choice, choices};
pub(crate) use classes::classes_of;
pub(super) use field::{
    Take, at_least_one, between, expected, list, one_or_more, optional, or, or_default, place_of,
    required, span_of,
};
pub(super) use fields::Fields;
pub(super) use references::{
    contact, document, entry, excluded, lane, law, offer, procedure, sibling, step_anchor, term,
};
pub(crate) use said::Said;
pub(super) use said::searched;
pub(crate) use schema::{FieldSchema, Named, Schema};
pub(super) use shown::fact;
pub(crate) use shown::{DeclaredFact, Facts, Piece};
pub(super) use values::{
    Read, alias, day, id, mapping, number, own_id, period, placed, prose, text, then, web_address,
    whole, whole_in, yes_no,
};

use super::cx::Cx;
use super::names::Names;
use super::{Document, EntryTables, Gone, Kind, Law, SearchTest, Site, Synonym, VocabularyTerm};
use crate::source::{Decoder, FileId, Node};

/// What is read from a mapping: its keys are declared once, to be read and to be described.
pub(super) trait Declared: Sized {
    /// The key of the words of its fields, below `fields`.
    const WORDS: &'static str;

    /// Takes every key, whatever the others hold, so that all faults are told; then makes the value
    /// of them. None where a required one cannot be taken.
    fn declare(fields: &mut Fields<'_, '_>) -> Option<Self>;
}

/// Reads a mapping.
pub(super) fn read<T: Declared>(node: &Node, cx: &mut Cx<'_>) -> Option<T> {
    cx.decoder.pairs(node)?;
    let mut fields = Fields::new(T::WORDS, node, cx);
    let value = T::declare(&mut fields);
    fields.finish();
    value
}

/// The keys that a mapping may have.
pub(super) fn describe<T: Declared>() -> Vec<FieldSchema> {
    let (names, nothing) = (Names::default(), Node::nothing());
    let mut cx = Cx::new(&names, Decoder::new(FileId::default()), super::cx::Subject::default());
    let mut fields = Fields::to_describe(T::WORDS, &nothing, &mut cx);
    T::declare(&mut fields);
    fields.schema()
}

/// What every sort of file may hold, by its name.
pub(crate) fn declarations() -> Vec<(&'static str, Schema)> {
    fn rows<T: Declared>() -> Schema {
        Schema::List(Box::new(described::<T>()))
    }
    let mut declared = EntryTables::declared();
    declared.extend([
        (VocabularyTerm::WORDS, rows::<VocabularyTerm>()),
        (Law::WORDS, rows::<Law>()),
        (Document::WORDS, rows::<Document>()),
        (Synonym::WORDS, rows::<Synonym>()),
        (SearchTest::WORDS, rows::<SearchTest>()),
        (Gone::WORDS, rows::<Gone>()),
        (Site::WORDS, described::<Site>()),
    ]);
    declared
}

/// The keys that an entry of a kind may have.
pub(super) fn fields_of_kind(kind: Kind) -> Vec<&'static str> {
    let declared = EntryTables::declared().into_iter().find(|(name, _)| *name == kind.as_str());
    match declared {
        Some((_, Schema::Mapping(fields))) => fields.iter().map(|field| field.key).collect(),
        _ => Vec::new(),
    }
}

/// What a mapping may hold.
pub(super) fn described<T: Declared>() -> Schema {
    mapping::<T>().schema()
}

/// Declares a struct and how each field of it is read. A struct that begins with `entry: Entry` is
/// a kind of entry.
macro_rules! declaration {
    (
        $(#[$meta:meta])*
        $visibility:vis struct $name:ident in $words:literal {
            $(#[$entry_meta:meta])*
            pub entry: $entry:ty,
            $($(#[$field_meta:meta])* pub $field:ident: $type:ty = $read:expr $(=> $($mark:ident $(($part:literal))?)&+)?,)*
        }
    ) => {
        $(#[$meta])*
        $visibility struct $name {
            $(#[$entry_meta])*
            pub entry: $entry,
            $($(#[$field_meta])* pub $field: $type,)*
        }

        impl $crate::model::declare::Declared for $name {
            const WORDS: &'static str = $words;

            fn declare(fields: &mut $crate::model::declare::Fields<'_, '_>) -> Option<Self> {
                let entry = fields.entry();
                let ($($field,)*) = ($(fields.take($read),)*);
                let mut entry = entry?;
                (entry.places, entry.classes) = (fields.places(), fields.classes());
                entry.dated = fields.dated();
                Some(Self { entry, $($field: $field?,)* })
            }
        }

        impl $crate::model::Said for $name {
            fn say<'s>(&'s self, catalogue: &'s $crate::model::Catalogue, tell: &mut dyn FnMut(&'s str)) {
                let _ = (catalogue, &tell);
                $($($($crate::model::declare::say_marked!($mark, &self.$field, catalogue, tell);)+)?)*
            }
        }

        impl $crate::model::Facts for $name {
            fn facts(&self, part: &str) -> Vec<$crate::model::DeclaredFact<'_>> {
                let _ = part;
                let marked: Vec<Option<$crate::model::DeclaredFact<'_>>> = vec![
                    $($($($($crate::model::declare::fact(
                        (stringify!($mark), $part), part, stringify!($field), &self.$field,
                    ),)?)+)?)*
                ];
                marked.into_iter().flatten().collect()
            }
        }
    };
    (
        $(#[$meta:meta])*
        $visibility:vis struct $name:ident in $words:literal {
            $($(#[$field_meta:meta])* pub $field:ident: $type:ty = $read:expr $(=> $($mark:ident $(($part:literal))?)&+)?,)*
        }
    ) => {
        $(#[$meta])*
        $visibility struct $name { $($(#[$field_meta])* pub $field: $type,)* }

        impl $crate::model::declare::Declared for $name {
            const WORDS: &'static str = $words;

            fn declare(fields: &mut $crate::model::declare::Fields<'_, '_>) -> Option<Self> {
                let ($($field,)*) = ($(fields.take($read),)*);
                Some(Self { $($field: $field?,)* })
            }
        }

        impl $crate::model::Said for $name {
            fn say<'s>(&'s self, catalogue: &'s $crate::model::Catalogue, tell: &mut dyn FnMut(&'s str)) {
                let _ = (catalogue, &tell);
                $($($($crate::model::declare::say_marked!($mark, &self.$field, catalogue, tell);)+)?)*
            }
        }
    };
}
pub(super) use declaration;

/// Tells the words of a field that is marked as searched; other marks say nothing about that.
macro_rules! say_marked {
    (searched, $field:expr, $catalogue:ident, $tell:ident) => {
        $crate::model::declare::searched($field, $catalogue, $tell)
    };
    ($mark:ident, $field:expr, $catalogue:ident, $tell:ident) => {};
}
pub(super) use say_marked;
