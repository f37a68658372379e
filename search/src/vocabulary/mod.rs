//! Every surface form of the portal and the keys under which it is found: how it is spelt, its
//! stem, its root, its parts.
//!
//! The segment holds surface forms only. What a query word means in forms is decided here, so exact
//! spellings stay exact, what matched is known to the letter, and the analysis costs once per form
//! instead of once per occurrence.

pub(crate) mod codec;
mod compact;
#[cfg(feature = "writer")]
mod compact_write;
mod read;
mod table;
#[cfg(feature = "writer")]
mod write;

#[cfg(feature = "writer")]
pub(crate) use compact_write::write as write_compact;
pub(crate) use read::Vocabulary;
#[cfg(feature = "writer")]
pub(crate) use write::write;

use crate::analysis::stop_words::is_stop_word;
use crate::index::forms::FormStatistics;

/// A form of the portal is trusted as a part of compounds when so many documents use it, or when a
/// title or name does.
const TRUSTED_DOCUMENTS: u32 = 2;

/// The bits of title and names in a form's fields.
const TITLE_FIELDS: u8 = 0b11;

/// A part must be a whole word of at least this length (in bytes), unless the base list has it.
const SHORTEST_TRUSTED: usize = 4;

/// A form's number: its place in the sorted list of all forms.
pub(crate) type FormId = u32;

/// What a key says about the forms behind it. The letter starts the key in the automaton.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum KeyKind {
    /// The form itself, folded.
    Spelling,
    /// Its stem, folded.
    Stem,
    /// Its root, folded, where that is not the stem.
    Root,
    /// A part that ends it, as a stem key.
    Head,
    /// A part before its end, as a stem key.
    Modifier,
    /// A form of the same word that a register lists and no rule leads from, in digraphs.
    Registered,
}

impl KeyKind {
    pub(crate) fn letter(self) -> u8 {
        match self {
            Self::Spelling => b'f',
            Self::Stem => b's',
            Self::Root => b'r',
            Self::Head => b'h',
            Self::Modifier => b'm',
            Self::Registered => b'w',
        }
    }

    /// The bytes of a key in the automaton.
    #[cfg(feature = "writer")]
    pub(crate) fn key(self, text: &str) -> Vec<u8> {
        let mut key = vec![self.letter()];
        key.extend_from_slice(text.as_bytes());
        key
    }
}

/// Whether a form of the portal may be a part of compounds.
pub(crate) fn is_trusted(form: &str, statistics: FormStatistics) -> bool {
    let is_used =
        statistics.documents >= TRUSTED_DOCUMENTS || statistics.fields & TITLE_FIELDS != 0;
    is_used
        && form.len() >= SHORTEST_TRUSTED
        && form.chars().all(char::is_alphabetic)
        && !is_stop_word(form)
}
