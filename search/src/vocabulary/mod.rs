//! Every surface form of the portal and the keys under which it is found: how it is spelt, its stem, its root, its parts.
//!
//! The segment holds surface forms only. What a query word means in forms is decided here, so exact spellings stay exact, what
//! matched is known to the letter, and the analysis costs once per form instead of once per occurrence.

mod codec;
mod read;
mod write;

pub(crate) use read::Vocabulary;
pub(crate) use write::write;

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
}

impl KeyKind {
    pub(crate) fn letter(self) -> u8 {
        match self {
            Self::Spelling => b'f',
            Self::Stem => b's',
            Self::Root => b'r',
            Self::Head => b'h',
            Self::Modifier => b'm',
        }
    }

    /// The bytes of a key in the automaton.
    pub(crate) fn key(self, text: &str) -> Vec<u8> {
        let mut key = vec![self.letter()];
        key.extend_from_slice(text.as_bytes());
        key
    }
}
