//! Fields that take one of a few words, and the types that these words are read as.

use std::marker::PhantomData;

use super::schema::Schema;
use super::values::Read;
use crate::model::cx::Cx;
use crate::source::Node;

/// One of a few words.
pub(in crate::model) fn choice<T>() -> OneOf<T> {
    OneOf(PhantomData)
}

pub(in crate::model) struct OneOf<T>(PhantomData<T>);

/// A type of a few values, each with its name in the files.
pub(in crate::model) trait Choice: Copy + 'static {
    /// The key of their words below `words`.
    const WORDS: &'static str;

    /// All there are, with the names as written.
    fn named() -> Vec<(&'static str, Self)>;
}

impl<T: Choice> Read for OneOf<T> {
    type Value = T;

    fn read(&self, node: &Node, cx: &mut Cx<'_>) -> Option<T> {
        let (names, values): (Vec<_>, Vec<_>) = T::named().into_iter().unzip();
        cx.decoder.word(node, &names).map(|at| values[at])
    }

    fn schema(&self) -> Schema {
        Schema::Choice(T::WORDS, T::named().into_iter().map(|(name, _)| name).collect())
    }
}

/// Declares a type of a few values: behind each, its name in the files; behind the type, the key of
/// their words.
macro_rules! choices {
    (
        $(#[$meta:meta])*
        pub enum $name:ident in $words:literal {
            $($(#[$value_meta:meta])* $value:ident = $written:literal,)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$value_meta])* $value,)* }

        impl $name {
            /// All there are.
            pub const ALL: [Self; [$($written),*].len()] = [$(Self::$value),*];

            /// The name as written, and as key of the texts.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$value => $written,)* }
            }
        }

        impl $crate::model::declare::Choice for $name {
            const WORDS: &'static str = $words;

            fn named() -> Vec<(&'static str, Self)> {
                Self::ALL.map(|value| (value.as_str(), value)).into()
            }
        }
    };
}
pub(in crate::model) use choices;
