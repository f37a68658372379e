//! What the page of an entry shows of its own accord: the fields that its declaration marks as
//! `asked` or `given`, in their order, under the part of the page that the mark names.

use jiff::civil::Date;

use crate::model::{Contact, EntryRef, Key, Offer, Procedure, VocabularyTerm};

/// A fact as it is declared, and what is known of it.
pub(crate) struct DeclaredFact<'v> {
    /// The field, which is the key of the label.
    pub(crate) name: &'static str,
    /// Whether readers look for it, so that it is told when nothing is known.
    pub(crate) asked: bool,
    /// What is known.
    pub(crate) pieces: Vec<Piece<'v>>,
}

/// A piece of what is known.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Piece<'v> {
    /// Words.
    Words(&'v str),
    /// A number.
    Number(f64),
    /// Yes or no.
    YesNo(bool),
    /// A day.
    Day(Date),
    /// A term of a vocabulary.
    Term(Key<VocabularyTerm>),
    /// An entry.
    Entry(EntryRef),
}

/// A value that a page can show.
pub(in crate::model) trait Shown {
    /// Gives every piece of it; nothing where it is empty.
    fn show<'v>(&'v self, pieces: &mut Vec<Piece<'v>>);
}

/// An entry with what its declaration marks to be shown.
pub(crate) trait Facts {
    /// The facts of a part of the page, in the order of the declaration.
    fn facts(&self, part: &str) -> Vec<DeclaredFact<'_>>;
}

/// What a mark stands for: the fact, where the mark shows its field in `part`.
pub(in crate::model) fn fact<'v, T: Shown>(
    (mark, of): (&str, &str),
    part: &str,
    name: &'static str,
    value: &'v T,
) -> Option<DeclaredFact<'v>> {
    let mut pieces = Vec::new();
    value.show(&mut pieces);
    (of == part).then(|| DeclaredFact { name, asked: mark == "asked", pieces })
}

impl Shown for String {
    fn show<'v>(&'v self, pieces: &mut Vec<Piece<'v>>) {
        pieces.push(Piece::Words(self));
    }
}

impl Shown for f64 {
    fn show<'v>(&'v self, pieces: &mut Vec<Piece<'v>>) {
        pieces.push(Piece::Number(*self));
    }
}

impl Shown for u32 {
    fn show<'v>(&'v self, pieces: &mut Vec<Piece<'v>>) {
        pieces.push(Piece::Number(f64::from(*self)));
    }
}

impl Shown for bool {
    fn show<'v>(&'v self, pieces: &mut Vec<Piece<'v>>) {
        pieces.push(Piece::YesNo(*self));
    }
}

impl Shown for Date {
    fn show<'v>(&'v self, pieces: &mut Vec<Piece<'v>>) {
        pieces.push(Piece::Day(*self));
    }
}

impl Shown for Key<VocabularyTerm> {
    fn show<'v>(&'v self, pieces: &mut Vec<Piece<'v>>) {
        pieces.push(Piece::Term(*self));
    }
}

impl Shown for Key<Contact> {
    fn show<'v>(&'v self, pieces: &mut Vec<Piece<'v>>) {
        pieces.push(Piece::Entry((*self).into()));
    }
}

impl Shown for Key<Offer> {
    fn show<'v>(&'v self, pieces: &mut Vec<Piece<'v>>) {
        pieces.push(Piece::Entry((*self).into()));
    }
}

impl Shown for Key<Procedure> {
    fn show<'v>(&'v self, pieces: &mut Vec<Piece<'v>>) {
        pieces.push(Piece::Entry((*self).into()));
    }
}

impl Shown for EntryRef {
    fn show<'v>(&'v self, pieces: &mut Vec<Piece<'v>>) {
        pieces.push(Piece::Entry(*self));
    }
}

impl<T: Shown> Shown for Option<T> {
    fn show<'v>(&'v self, pieces: &mut Vec<Piece<'v>>) {
        if let Some(value) = self {
            value.show(pieces);
        }
    }
}

impl<T: Shown> Shown for Vec<T> {
    fn show<'v>(&'v self, pieces: &mut Vec<Piece<'v>>) {
        for value in self {
            value.show(pieces);
        }
    }
}
