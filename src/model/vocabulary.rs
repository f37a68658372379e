//! Vocabularies: dated terms that entries are classified by. Data, never enums: renaming an administration or
//! retiring a target group is one edit, and the old name stays findable.

use serde::Deserialize;

use super::entry::{RawAge, RawSource};
use super::{AgeRange, Key, Lane, RegisterRow, Source, Tone, Validity, codes};
use crate::model::resolver::Resolver;
use crate::source::{Place, Spanned, Text};

/// Which vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Vocabulary {
    /// The portal's administrations and their partners.
    Administrations,
    /// Problems and situations.
    TargetGroups,
    /// Categories of the employment system.
    CitizenCategories,
    /// Sorts of offer.
    OfferTypes,
    /// Places.
    Areas,
}

impl Vocabulary {
    /// All there are.
    pub const ALL: [Self; 5] =
        [Self::Administrations, Self::TargetGroups, Self::CitizenCategories, Self::OfferTypes, Self::Areas];

    /// The file's stem, and the key of the texts.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Administrations => "administrations",
            Self::TargetGroups => "target_groups",
            Self::CitizenCategories => "citizen_categories",
            Self::OfferTypes => "offer_types",
            Self::Areas => "areas",
        }
    }

    /// The vocabulary of a file's stem.
    #[must_use]
    pub fn from_stem(stem: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|vocabulary| vocabulary.as_str() == stem)
    }

    /// The facet's name in addresses of searches and in the index.
    #[must_use]
    pub fn facet(self) -> &'static str {
        match self {
            Self::Administrations => "administration",
            Self::TargetGroups => "target_group",
            Self::CitizenCategories => "citizen_category",
            Self::OfferTypes => "offer_type",
            Self::Areas => "area",
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawVocabularyTerm {
    pub(super) id: Text,
    label: Text,
    abbreviation: Option<String>,
    color: Option<Spanned<Tone>>,
    #[serde(default)]
    also_called: Vec<String>,
    valid_from: Option<Text>,
    valid_to: Option<Text>,
    #[serde(default)]
    replaced_by: Vec<Text>,
    #[serde(default)]
    broader: Vec<Text>,
    age: Option<RawAge>,
    definition: Option<String>,
    note: Option<String>,
    #[serde(default)]
    sources: Vec<RawSource>,
}

/// A term of a vocabulary.
#[derive(Clone, Debug)]
pub struct VocabularyTerm {
    /// Which vocabulary.
    pub vocabulary: Vocabulary,
    /// Its id there.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// The short form.
    pub abbreviation: Option<String>,
    /// The colour of its lane in diagrams; of administrations alone.
    pub color: Option<Tone>,
    /// Other names.
    pub also_called: Vec<String>,
    /// From when to when it is in use.
    pub valid: Validity,
    /// The terms of the same vocabulary that came instead.
    pub replaced_by: Vec<Key<VocabularyTerm>>,
    /// The terms of the same vocabulary that everybody of this one belongs to.
    pub broader: Vec<Key<VocabularyTerm>>,
    /// Youngest and oldest, where the term says how old its citizens are.
    pub age: Option<AgeRange>,
    /// What it means.
    pub definition: Option<String>,
    /// What else there is to know.
    pub note: Option<String>,
    /// Where it is said.
    pub sources: Vec<Source>,
    /// Where it is written.
    pub at: Place,
}

impl RegisterRow for RawVocabularyTerm {
    fn id(&self) -> &Text {
        &self.id
    }
}

impl RawVocabularyTerm {
    pub(super) fn resolve(self, vocabulary: Vocabulary, resolver: &mut Resolver<'_>) -> VocabularyTerm {
        let is_lane = [Lane::CITIZEN, Lane::OTHERS].contains(&self.id.value.as_str());
        if vocabulary == Vocabulary::Administrations && is_lane {
            resolver.report(codes::reserved_lane(resolver.place(self.id.span), &self.id.value));
        }
        let color = self.color.map(|color| resolver.color(vocabulary, color)).unwrap_or_default();
        VocabularyTerm {
            vocabulary,
            color,
            at: resolver.place(self.id.span),
            id: self.id.value,
            label: self.label.value,
            abbreviation: self.abbreviation,
            also_called: self.also_called,
            valid: resolver.validity(self.valid_from, self.valid_to),
            replaced_by: resolver.terms(vocabulary, &self.replaced_by),
            broader: resolver.terms(vocabulary, &self.broader),
            age: self.age.map(|age| resolver.age(age)),
            definition: self.definition,
            note: self.note,
            sources: self.sources.into_iter().filter_map(|source| source.resolve(resolver)).collect(),
        }
    }
}
