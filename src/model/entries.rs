//! The tables of entries: one for each kind. The kinds are listed once, in the module above, with
//! the name of their table; what must be done with a table of every kind is made from that list.

use std::ops::Deref;

use super::declare::{Declared, Schema, described};
use super::{Catalogue, EntryTables, Kind};
use crate::source::Role;

/// Declares the kinds of entry: what a row is declared as, which is also the name of its kind, and
/// the table.
macro_rules! entries {
    ($($(#[$meta:meta])* $kind:ident in $table:ident,)*) => {
        /// The tables of entries, each in the order of its files.
        #[derive(Clone, Debug)]
        pub struct EntryTables {
            $($(#[$meta])* pub $table: Table<$kind>,)*
        }

        impl EntryTables {
            /// Reads all tables, in the order of the kinds.
            fn read(round: &mut load::Round<'_>) -> Self {
                Self { $($table: round.table(entries::role_of(Kind::$kind)),)* }
            }

            /// What every entry has.
            #[must_use]
            pub fn entry(&self, at: EntryRef) -> &Entry {
                match at.kind {
                    $(Kind::$kind => &self.$table[Key::new(at.index as usize)].entry,)*
                }
            }

            /// How many entries of a kind there are.
            #[must_use]
            pub fn count(&self, kind: Kind) -> usize {
                match kind {
                    $(Kind::$kind => self.$table.len(),)*
                }
            }

            /// The fields of an entry that are marked as searched, a piece of words at a time.
            pub(crate) fn say<'s>(&'s self, at: EntryRef, catalogue: &'s Catalogue, tell: &mut dyn FnMut(&'s str)) {
                match at.kind {
                    $(Kind::$kind => self.$table[Key::new(at.index as usize)].say(catalogue, tell),)*
                }
            }

            /// The fields of an entry that are marked to be shown in a part of its page.
            pub(crate) fn facts(&self, at: EntryRef, part: &str) -> Vec<DeclaredFact<'_>> {
                match at.kind {
                    $(Kind::$kind => self.$table[Key::new(at.index as usize)].facts(part),)*
                }
            }

            /// What the files of each kind may hold, by its name.
            fn declared() -> Vec<(&'static str, Schema)> {
                vec![$(entries::declared::<$kind>(Kind::$kind),)*]
            }
        }

        $(
            impl From<Key<$kind>> for EntryRef {
                fn from(key: Key<$kind>) -> Self {
                    Self::new(Kind::$kind, key.index())
                }
            }
        )*
    };
}
pub(super) use entries;

/// What the files of a kind are for: those that have no folder are rows of the glossary.
pub(super) fn role_of(kind: Kind) -> Role {
    if kind.folder().is_some() { Role::Entry(kind) } else { Role::Glossary }
}

/// What a file of the kind may hold, by the kind's name: one entry, or a list of them.
pub(super) fn declared<T: Declared>(kind: Kind) -> (&'static str, Schema) {
    let one = described::<T>();
    (T::WORDS, if kind.folder().is_some() { one } else { Schema::List(Box::new(one)) })
}

/// The tables of entries are the catalogue's own: `catalogue.offers`.
impl Deref for Catalogue {
    type Target = EntryTables;

    fn deref(&self) -> &EntryTables {
        &self.tables
    }
}
