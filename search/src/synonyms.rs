//! The words of staff: what the portal's glossary and synonym list tell the search. Plain data,
//! stored in the index itself, so that the browser and the command line agree.

use serde::{Deserialize, Serialize};

/// All that the portal says about words that mean the same. Case and inflection do not matter;
/// phrases are allowed everywhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Synonyms {
    /// Groups of words or phrases in which each finds all the others.
    #[serde(default)]
    pub groups: Vec<Vec<String>>,
    /// Words that find others, but are not found by them.
    #[serde(default)]
    pub one_way: Vec<OneWay>,
    /// Abbreviations and what they stand for; each side finds the other.
    #[serde(default)]
    pub abbreviations: Vec<Abbreviation>,
}

/// A word that also finds other words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OneWay {
    /// What staff type.
    pub from: String,
    /// What the texts say.
    pub to: Vec<String>,
}

/// An abbreviation and its long forms.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Abbreviation {
    /// The abbreviation itself, such as `SKP`.
    pub short: String,
    /// What it stands for; more than one where the documents use several spellings.
    pub long: Vec<String>,
}
