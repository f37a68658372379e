//! Values that know where they were written.

use crate::span::Span;

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
