//! Personal numbers (CPR) in any text. One scanner for all (`scan`): it reads a text as a reader
//! sees it, whatever the digits are written with, and finds what looks like a personal number;
//! [`mask()`] hides what it finds. Takes texts and nothing else: it knows no file and no rule of a
//! portal. Where it must look is decided by [`guard`](crate::guard); rules and their sources are in
//! `docs/reliability.md`.

mod character;
mod coded;
mod context;
mod glyph;
mod joint;
mod lettered;
mod lost_zero;
mod mask;
mod named_month;
mod number;
mod scan;
mod shape;
mod short_date;
mod spread;
#[cfg(test)]
mod tests;

pub(crate) use context::names_personal_numbers;
pub use mask::mask;
pub(crate) use number::Number;
pub use scan::{Certainty, Hit, scan};
