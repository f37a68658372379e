//! Who acts in a step, as a column of a diagram. The columns are the citizen, each administration
//! of the portal's vocabulary in the order of its file, and everybody else; the colours are a
//! palette of the theme.

use super::declare::choices;
use super::{Catalogue, Key, Vocabulary, VocabularyTerm};

/// Who acts; the order is that of the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lane {
    /// The citizen.
    Citizen,
    /// An administration.
    Administration(Key<VocabularyTerm>),
    /// Anybody else.
    Others,
}

impl Lane {
    /// How the citizen's lane is written.
    pub const CITIZEN: &'static str = "borger";
    /// How the lane of everybody else is written.
    pub const OTHERS: &'static str = "andre";
}

choices! {
    /// A colour of the theme's palette, each readable on light and dark paper, in the order that
    /// administrations without a colour of their own take them. Diagrams and labels show it beside
    /// a word, never alone.
    pub enum Tone in "tone" {
        /// Blue.
        Blue = "blue",
        /// Plum.
        Plum = "plum",
        /// Green.
        Green = "green",
        /// Teal.
        Teal = "teal",
        /// Violet.
        Violet = "violet",
        /// Rust.
        Rust = "rust",
    }
}

impl Catalogue {
    /// An administration's colour: the one that is written, else the palette's by its place in the
    /// vocabulary.
    #[must_use]
    pub fn tone(&self, administration: Key<VocabularyTerm>) -> Tone {
        let written = self.vocabulary[administration].color;
        let mut terms = self.terms_of(Vocabulary::Administrations);
        let place = terms.position(|(key, _)| key == administration).unwrap_or_default();
        written.unwrap_or(Tone::ALL[place % Tone::ALL.len()])
    }
}

impl VocabularyTerm {
    /// What it is called where there is little room: the abbreviation if it has one.
    #[must_use]
    pub fn short_name(&self) -> &str {
        self.abbreviation.as_deref().unwrap_or(&self.label)
    }
}
