//! Who points at whom: every reference of the catalogue in one list, so that pages can show both
//! directions and checks can judge them without knowing the kinds.

use std::collections::BTreeMap;

use super::{Document, EntryRef, Key, Law, VocabularyTerm};
use crate::source::Place;

/// What a reference says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// An offer's provider.
    Provider,
    /// Whom to ask.
    Contact,
    /// Who refers to an offer.
    RefersTo,
    /// The procedure by which one is referred.
    ReferralProcedure,
    /// A procedure that an offer takes part in.
    PartOf,
    /// An offer of the other administration that this one supports.
    Supports,
    /// An offer that this one comes after.
    Follows,
    /// What came instead.
    ReplacedBy,
    /// Who answers for it.
    Owner,
    /// The unit above.
    Parent,
    /// A unit that citizens are shared with.
    CollaboratesWith,
    /// Whom to ask about a topic.
    AskAbout,
    /// Who acts in a step.
    Responsible,
    /// Who takes over after a step.
    HandsOverTo,
    /// An offer used in a step.
    UsesOffer,
    /// Who must act first.
    Initiative,
    /// A part of a course.
    CourseItem,
    /// What a piece of news is about.
    About,
    /// See also.
    SeeAlso,
    /// A link in the prose.
    Mentions,
    /// The unit that has looked at it.
    ReviewedBy,
    /// A vocabulary term.
    Classified,
    /// The document that says so.
    Source,
    /// The law it rests on.
    LegalBasis,
}

impl Relation {
    /// The key of its words, seen from the entry that is pointed at.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Provider => "provider",
            Self::Contact => "contact",
            Self::RefersTo => "refers_to",
            Self::ReferralProcedure => "referral_procedure",
            Self::PartOf => "part_of",
            Self::Supports => "supports",
            Self::Follows => "follows",
            Self::ReplacedBy => "replaced_by",
            Self::Owner => "owner",
            Self::Parent => "parent",
            Self::CollaboratesWith => "collaborates_with",
            Self::AskAbout => "ask_about",
            Self::Responsible => "responsible",
            Self::HandsOverTo => "hands_over_to",
            Self::UsesOffer => "uses_offer",
            Self::Initiative => "initiative",
            Self::CourseItem => "course_item",
            Self::About => "about",
            Self::SeeAlso => "see_also",
            Self::Mentions => "mentions",
            Self::ReviewedBy => "reviewed_by",
            Self::Classified => "classified",
            Self::Source => "source",
            Self::LegalBasis => "legal_basis",
        }
    }
}

/// What is pointed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// An entry.
    Entry(EntryRef),
    /// A term of a vocabulary.
    Vocabulary(Key<VocabularyTerm>),
    /// A law.
    Law(Key<Law>),
    /// A document.
    Document(Key<Document>),
}

/// One entry points at something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reference {
    /// Who points.
    pub from: EntryRef,
    /// In which step of a procedure, from 0.
    pub step: Option<u16>,
    /// Saying what.
    pub relation: Relation,
    /// At what.
    pub to: Target,
    /// Where it is written.
    pub at: Place,
}

/// All references, findable from both ends.
#[derive(Clone, Debug, Default)]
pub struct References {
    all: Vec<Reference>,
    incoming: BTreeMap<Target, Vec<u32>>,
}

impl References {
    pub(crate) fn add(&mut self, references: impl IntoIterator<Item = Reference>) {
        for reference in references {
            let at = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
            self.incoming.entry(reference.to).or_default().push(at);
            self.all.push(reference);
        }
    }

    /// Every reference, in the order of the entries that make them.
    pub fn iter(&self) -> impl Iterator<Item = &Reference> {
        self.all.iter()
    }

    /// Those that point at `target`.
    pub fn to(&self, target: Target) -> impl Iterator<Item = &Reference> {
        self.incoming.get(&target).into_iter().flatten().map(|at| &self.all[*at as usize])
    }
}
