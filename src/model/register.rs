//! Registers: files that list many small things. Laws, documents, synonyms, search tests and the glossary.

use jiff::civil::Date;
use serde::Deserialize;

use super::entry::{EntryPlaces, RawSource};
use super::resolver::Resolver;
use super::{Entry, EntryRef, Kind, Relation, Status, Validity, codes};
use crate::diagnostics::Findings;
use crate::source::{OneOrMore, Place, Spanned, Text};

/// A row that is known by an id.
pub(super) trait RegisterRow {
    /// The id.
    fn id(&self) -> &Text;
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawLaw {
    id: Text,
    short: String,
    title: String,
    #[serde(default)]
    also_called: Vec<String>,
    note: Option<String>,
    #[serde(default)]
    versions: Vec<RawLawVersion>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLawVersion {
    eli: Text,
    from: Option<Text>,
    to: Option<Text>,
}

/// A law or another legal frame.
#[derive(Clone, Debug)]
pub struct Law {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub short: String,
    /// What it is called.
    pub title: String,
    /// Other names.
    pub also_called: Vec<String>,
    /// What else there is to know.
    pub note: Option<String>,
    /// The consolidations, each with its European Legislation Identifier.
    pub versions: Vec<LawVersion>,
}

/// One consolidation of a law.
#[derive(Clone, Debug)]
pub struct LawVersion {
    /// The address, as the European Legislation Identifier (ELI) has it.
    pub eli: String,
    /// From when to when it is in force.
    pub valid: Validity,
}

impl RegisterRow for RawLaw {
    fn id(&self) -> &Text {
        &self.id
    }
}

impl RawLaw {
    pub(super) fn resolve(self, resolver: &mut Resolver<'_>) -> Law {
        let versions = self.versions.into_iter().filter_map(|version| {
            let valid = resolver.validity(version.from, version.to);
            Some(LawVersion { eli: resolver.web_address(Some(version.eli))?, valid })
        });
        Law {
            versions: versions.collect(),
            id: self.id.value,
            short: self.short,
            title: self.title,
            also_called: self.also_called,
            note: self.note,
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawDocument {
    id: Text,
    title: String,
    date: Option<Text>,
    date_text: Option<String>,
    case_number: Option<String>,
    publisher: Option<String>,
    note: Option<String>,
    scope: Option<String>,
}

/// A document that entries cite.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its date.
    pub date: Option<Date>,
    /// Its date in words, where it is not exact.
    pub date_text: Option<String>,
    /// The case it belongs to.
    pub case_number: Option<String>,
    /// Who wrote it.
    pub publisher: Option<String>,
    /// What else there is to know.
    pub note: Option<String>,
    /// What it is used for.
    pub scope: Option<String>,
}

impl RegisterRow for RawDocument {
    fn id(&self) -> &Text {
        &self.id
    }
}

impl RawDocument {
    pub(super) fn resolve(self, resolver: &mut Resolver<'_>) -> Document {
        Document {
            id: self.id.value,
            title: self.title,
            date: resolver.date(self.date),
            date_text: self.date_text,
            case_number: self.case_number,
            publisher: self.publisher,
            note: self.note,
            scope: self.scope,
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSynonym {
    #[serde(default)]
    words: Vec<String>,
    from: Option<String>,
    to: Option<OneOrMore<String>>,
}

/// Words that staff type for one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Synonym {
    /// Each finds all the others.
    Mutual(Vec<String>),
    /// The first finds the others, not the other way.
    OneWay {
        /// What is typed.
        from: String,
        /// What is looked for as well.
        to: Vec<String>,
    },
}

impl RawSynonym {
    /// What a row means; a row that means nothing is told, so that none is lost without a word.
    pub(super) fn resolve(self, place: Place, findings: &mut Findings) -> Option<Synonym> {
        let Self { words, from, to } = self;
        let to = to.map(|to| to.0).unwrap_or_default();
        match (words.len(), from, to.len()) {
            (0, Some(from), 1..) => return Some(Synonym::OneWay { from, to }),
            (2.., None, 0) => return Some(Synonym::Mutual(words)),
            (1.., Some(_), _) | (1.., _, 1..) => findings.push(codes::mixed_synonym(place)),
            (1, ..) => findings.push(codes::lone_synonym(place, words.first().map_or("", String::as_str))),
            (_, Some(from), _) => findings.push(codes::one_way_to_nothing(place, &from)),
            (_, None, _) => findings.push(codes::empty_synonym(place)),
        }
        None
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSearchTest {
    query: Text,
    expect: OneOrMore<Text>,
    within: Option<usize>,
}

/// What a query must find.
#[derive(Clone, Debug)]
pub struct SearchTest {
    /// The words.
    pub query: String,
    /// The entries that must be among the first.
    pub expect: Vec<EntryRef>,
    /// How many count as the first.
    pub within: usize,
    /// Where it is written.
    pub at: Place,
}

impl RawSearchTest {
    pub(super) fn resolve(self, resolver: &mut Resolver<'_>) -> SearchTest {
        SearchTest {
            at: resolver.place(self.query.span),
            query: self.query.value,
            expect: resolver.entries(&self.expect.0, Relation::SeeAlso),
            within: self.within.unwrap_or(3),
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTerm {
    id: Text,
    term: Text,
    abbreviation: Option<Text>,
    #[serde(default)]
    also_called: Vec<String>,
    definition: Text,
    #[serde(default)]
    see: Vec<Text>,
    #[serde(default)]
    sources: Vec<RawSource>,
}

/// A glossary term.
#[derive(Clone, Debug)]
pub struct Term {
    /// What every entry has; the summary is the definition.
    pub entry: Entry,
    /// The abbreviation, if the term has one.
    pub abbreviation: Option<String>,
    /// See also.
    pub see: Vec<EntryRef>,
}

impl RegisterRow for RawTerm {
    fn id(&self) -> &Text {
        &self.id
    }
}

impl RawTerm {
    pub(super) fn resolve(self, resolver: &mut Resolver<'_>) -> Term {
        let Spanned { value: title, span } = self.term;
        let at = EntryPlaces { title: span, slug: self.id.span, reviewed: span };
        let entry = Entry {
            kind: Kind::Term,
            slug: self.id.value.clone(),
            id: self.id.value,
            title,
            also_called: self.also_called,
            summary: self.definition.value,
            status: Status::Active,
            valid: Validity::default(),
            replaced_by: Vec::new(),
            owner: None,
            reviewed: None,
            review_every: None,
            sources: self.sources.into_iter().filter_map(|source| source.resolve(resolver)).collect(),
            legal_basis: Vec::new(),
            aliases: Vec::new(),
            draft: false,
            file: resolver.file(),
            body: None,
            at,
        };
        let abbreviation = self.abbreviation.map(|text| text.value);
        Term { entry, abbreviation, see: resolver.entries(&self.see, Relation::SeeAlso) }
    }
}
