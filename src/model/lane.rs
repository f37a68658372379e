//! Who acts in a step, as a column of a diagram. The columns are the citizen, each administration of the portal's
//! vocabulary in the order of its file, and everybody else; the colours are a palette of the theme.

use serde::Deserialize;

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

/// A colour of the theme's palette, each readable on light and dark paper. Diagrams and labels show it beside a word,
/// never alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tone {
    /// Blue.
    Blue,
    /// Plum.
    Plum,
    /// Green.
    Green,
    /// Teal.
    Teal,
    /// Violet.
    Violet,
    /// Rust.
    Rust,
}

impl Tone {
    /// All there are, in the order that administrations without a colour of their own take them.
    pub const ALL: [Self; 6] = [Self::Blue, Self::Plum, Self::Green, Self::Teal, Self::Violet, Self::Rust];

    /// The name as written, and as the theme's styles know it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Blue => "blue",
            Self::Plum => "plum",
            Self::Green => "green",
            Self::Teal => "teal",
            Self::Violet => "violet",
            Self::Rust => "rust",
        }
    }
}

impl Catalogue {
    /// An administration's colour: the one that is written, else the palette's by its place in the vocabulary.
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
