//! The terms of vocabularies, dated, which entries are classified by. Data, never enums: renaming
//! an administration or retiring a target group is one edit, and the old name stays findable. Which
//! vocabularies there are is declared with the facets of the search.

use super::cx::Cx;
use super::declare::{
    Fields, Read, Schema, Take, between, choice, declaration, list, mapping, one_or_more, optional,
    place_of, prose, required, sibling, text,
};
use super::{AgeRange, Citation, Key, Lane, Tone, Validity, Vocabulary, codes};
use crate::source::{Node, Place};

declaration! {
    /// A term of a vocabulary.
    #[derive(Clone, Debug)]
    pub struct VocabularyTerm in "vocabulary_term" {
        /// Which vocabulary.
        pub vocabulary: Vocabulary = OfFile,
        /// Its id there.
        pub id: String = required("id", TermId),
        /// What it is called.
        pub label: String = required("label", text()),
        /// The short form.
        pub abbreviation: Option<String> = optional("abbreviation", text()),
        /// The colour of its lane in diagrams; of administrations alone.
        pub color: Option<Tone> = optional("color", LaneColor),
        /// Other names.
        pub also_called: Vec<String> = list("also_called", text()),
        /// From when to when it is in use.
        pub valid: Validity = between("valid_from", "valid_to"),
        /// The terms of the same vocabulary that came instead.
        pub replaced_by: Vec<Key<VocabularyTerm>> = one_or_more("replaced_by", sibling()),
        /// The terms of the same vocabulary that everybody of this one belongs to.
        pub broader: Vec<Key<VocabularyTerm>> = one_or_more("broader", sibling()),
        /// Youngest and oldest, where the term says how old its citizens are.
        pub age: Option<AgeRange> = optional("age", mapping()),
        /// What it means.
        pub definition: Option<String> = optional("definition", prose()),
        /// What else there is to know.
        pub note: Option<String> = optional("note", prose()),
        /// Where it is said.
        pub sources: Vec<Citation> = list("sources", mapping()),
        /// Where it is written.
        pub at: Place = place_of("id"),
    }
}

/// The vocabulary of the file that the term stands in.
struct OfFile;

impl Take for OfFile {
    type Value = Vocabulary;

    fn take(self, fields: &mut Fields<'_, '_>) -> Option<Vocabulary> {
        fields.cx.subject.vocabulary
    }
}

/// The id of a term: an administration must not be called like a lane that every portal has.
struct TermId;

impl Read for TermId {
    type Value = String;

    fn read(&self, node: &Node, cx: &mut Cx<'_>) -> Option<String> {
        let id = cx.decoder.text(node)?;
        let is_lane = [Lane::CITIZEN, Lane::OTHERS].contains(&id);
        if is_lane && cx.subject.vocabulary == Some(Vocabulary::Administrations) {
            cx.report(codes::reserved_lane(cx.place(node.span), id));
        }
        Some(id.to_owned())
    }

    fn schema(&self) -> Schema {
        Schema::Id
    }
}

/// A colour, which administrations alone have.
struct LaneColor;

impl Read for LaneColor {
    type Value = Tone;

    fn read(&self, node: &Node, cx: &mut Cx<'_>) -> Option<Tone> {
        let color = choice().read(node, cx)?;
        match cx.subject.vocabulary {
            Some(Vocabulary::Administrations) => Some(color),
            other => {
                let vocabulary = other.map_or("", Vocabulary::as_str);
                cx.report(codes::color_of_no_lane(cx.place(node.span), vocabulary));
                None
            }
        }
    }

    fn schema(&self) -> Schema {
        choice::<Tone>().schema()
    }
}
