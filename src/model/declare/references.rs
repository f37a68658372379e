//! How references are read: to entries, to the terms of vocabularies, to the rows of registers.
//! Each is looked up, noted where pages follow it backwards, and told where there is nothing of
//! that name.

use std::marker::PhantomData;

use super::schema::Schema;
use super::values::Read;
use crate::model::cx::Cx;
use crate::model::{
    self, Contact, EntryRef, Key, Kind, Lane, Law, Offer, Procedure, Relation, Target, Vocabulary,
    VocabularyTerm, codes,
};
use crate::source::Node;

/// An entry of any kind.
pub(in crate::model) fn entry(relation: Relation) -> Any {
    Any(relation)
}

/// A unit.
pub(in crate::model) fn contact(relation: Relation) -> Of<Contact> {
    Of { kind: Kind::Contact, relation, target: PhantomData }
}

/// An offer.
pub(in crate::model) fn offer(relation: Relation) -> Of<Offer> {
    Of { kind: Kind::Offer, relation, target: PhantomData }
}

/// A procedure.
pub(in crate::model) fn procedure(relation: Relation) -> Of<Procedure> {
    Of { kind: Kind::Procedure, relation, target: PhantomData }
}

/// A term that the entry is classified by.
pub(in crate::model) fn term(vocabulary: Vocabulary) -> Term {
    Term { vocabulary, classifies: true }
}

/// A term that the entry is not classified by: it is not among those that the term's page lists.
pub(in crate::model) fn excluded(vocabulary: Vocabulary) -> Term {
    Term { vocabulary, classifies: false }
}

/// A term of the vocabulary whose terms are being read.
pub(in crate::model) fn sibling() -> Sibling {
    Sibling
}

/// Who acts: the citizen, an administration or anybody else.
pub(in crate::model) fn lane() -> OfLane {
    OfLane
}

/// A law.
pub(in crate::model) fn law() -> OfLaw {
    OfLaw
}

/// A document.
pub(in crate::model) fn document() -> OfDocument {
    OfDocument
}

/// A step of the same procedure, by its anchor; its place in the procedure, from 0.
pub(in crate::model) fn step_anchor() -> StepAnchor {
    StepAnchor
}

pub(in crate::model) struct Any(Relation);
pub(in crate::model) struct Of<T> {
    kind: Kind,
    relation: Relation,
    target: PhantomData<T>,
}
pub(in crate::model) struct Term {
    vocabulary: Vocabulary,
    classifies: bool,
}
pub(in crate::model) struct Sibling;
pub(in crate::model) struct OfLane;
pub(in crate::model) struct OfLaw;
pub(in crate::model) struct OfDocument;
pub(in crate::model) struct StepAnchor;

impl Read for Any {
    type Value = EntryRef;

    fn read(&self, node: &Node, cx: &mut Cx<'_>) -> Option<EntryRef> {
        cx.entry(node, None, self.0)
    }

    fn schema(&self) -> Schema {
        Schema::Entry(None)
    }
}

impl<T> Read for Of<T> {
    type Value = Key<T>;

    fn read(&self, node: &Node, cx: &mut Cx<'_>) -> Option<Key<T>> {
        let entry = cx.entry(node, Some(self.kind), self.relation)?;
        Some(Key::new(entry.index as usize))
    }

    fn schema(&self) -> Schema {
        Schema::Entry(Some(self.kind))
    }
}

impl Read for Term {
    type Value = Key<VocabularyTerm>;

    fn read(&self, node: &Node, cx: &mut Cx<'_>) -> Option<Key<VocabularyTerm>> {
        let found = cx.term(node, self.vocabulary)?;
        if self.classifies {
            cx.note(Relation::Classified, Target::Vocabulary(found), node.span);
        }
        Some(found)
    }

    fn schema(&self) -> Schema {
        Schema::Term { of: self.vocabulary, classifies: self.classifies }
    }
}

impl Read for Sibling {
    type Value = Key<VocabularyTerm>;

    fn read(&self, node: &Node, cx: &mut Cx<'_>) -> Option<Key<VocabularyTerm>> {
        cx.term(node, cx.subject.vocabulary?)
    }

    fn schema(&self) -> Schema {
        Schema::Id
    }
}

impl Read for OfLane {
    type Value = Lane;

    fn read(&self, node: &Node, cx: &mut Cx<'_>) -> Option<Lane> {
        let administrations = Vocabulary::Administrations;
        let id = cx.decoder.text(node)?;
        Some(match id {
            Lane::CITIZEN => Lane::Citizen,
            Lane::OTHERS => Lane::Others,
            _ if let Some(key) = cx.names.term(administrations, id) => Lane::Administration(key),
            // The step stands in some lane, so that the rest of it is judged too.
            _ => {
                let (names, place) = (cx.names, cx.place(node.span));
                let found = match names.unknown_row(administrations.as_str(), id, place, Vec::new) {
                    Some(_) if !names.absent.contains_key(administrations.as_str()) => {
                        let ids = names.terms(administrations);
                        let known = [Lane::CITIZEN].into_iter().chain(ids).chain([Lane::OTHERS]);
                        Some(codes::unknown_lane(place, id, known.collect()))
                    }
                    found => found,
                };
                cx.decoder.extend(found);
                Lane::Others
            }
        })
    }

    fn schema(&self) -> Schema {
        Schema::Lane
    }
}

impl Read for OfLaw {
    type Value = Key<Law>;

    fn read(&self, node: &Node, cx: &mut Cx<'_>) -> Option<Key<Law>> {
        let found = cx.row(node, "law", &cx.names.laws)?;
        cx.note(Relation::LegalBasis, Target::Law(found), node.span);
        Some(found)
    }

    fn schema(&self) -> Schema {
        Schema::Law
    }
}

impl Read for OfDocument {
    type Value = Key<model::Document>;

    fn read(&self, node: &Node, cx: &mut Cx<'_>) -> Option<Key<model::Document>> {
        let found = cx.row(node, "document", &cx.names.documents)?;
        cx.note(Relation::Source, Target::Document(found), node.span);
        Some(found)
    }

    fn schema(&self) -> Schema {
        Schema::Document
    }
}

impl Read for StepAnchor {
    type Value = usize;

    fn read(&self, node: &Node, cx: &mut Cx<'_>) -> Option<usize> {
        let anchor = cx.decoder.text(node)?;
        let found = cx.anchors.iter().position(|known| known == anchor);
        if found.is_none() {
            let place = cx.place(node.span);
            let found =
                codes::branch_to_nowhere(place, anchor, cx.anchors.iter().map(String::as_str));
            cx.report(found);
        }
        found
    }

    fn schema(&self) -> Schema {
        Schema::Step
    }
}
