//! From what an editor wrote to what it means: looks names up, reads dates, notes every reference it makes.
//! Takes one file's values at a time; gives resolved values, findings and references. Changes no names.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;

use super::entry::RawLegalBasis;
use super::lost::Lost;
use super::{
    Contact, Document, EntryRef, Key, Kind, Lane, Law, LegalBasis, Offer, Period, Procedure, Reference, Relation,
    Target, Tone, Validity, Vocabulary, VocabularyTerm, codes, time, web_address,
};
use crate::diagnostics::{Diagnostic, Findings};
use crate::source::{FileId, Place, Span, Spanned, Text};

/// Every name that a reference may use.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// Entries of all kinds. A file that could not be decoded keeps its name, so that one fault is told once.
    pub(crate) entries: HashMap<String, Name>,
    pub(crate) vocabulary: BTreeMap<Vocabulary, HashMap<String, Key<VocabularyTerm>>>,
    pub(crate) laws: HashMap<String, Key<Law>>,
    pub(crate) documents: HashMap<String, Key<Document>>,
    /// What faults have hidden.
    pub(crate) lost: Lost,
    /// Entries that are written and not yet shown, and where.
    pub(crate) drafts: BTreeMap<String, Place>,
    /// Names of files that lie where they are not read, which is told of themselves.
    pub(crate) unread: BTreeSet<String>,
    /// Registers whose files are not there: the paths that they should have, by the key of their words.
    pub(crate) absent: BTreeMap<&'static str, String>,
}

/// What an entry's name stands for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Name {
    pub(crate) kind: Kind,
    /// None while the entry's own file has faults.
    pub(crate) entry: Option<EntryRef>,
}

impl Names {
    /// What to say of a reference to no entry; nothing where its name is hidden by something that is told itself.
    fn unknown(&self, id: &str, kind: Option<Kind>, word: &str, place: Place) -> Option<Diagnostic> {
        if self.unread.contains(id) {
            return None;
        }
        if let Some(draft) = self.drafts.get(id) {
            return Some(codes::reference_to_draft(place, word, id, *draft));
        }
        let vocabulary = self.vocabulary.iter().find(|(_, terms)| terms.contains_key(id));
        match (vocabulary, kind) {
            (Some((vocabulary, _)), Some(kind)) => {
                Some(codes::reference_to_term(place, word, (id, vocabulary.as_str()), &self.of_kind(Some(kind))))
            }
            _ => Some(codes::unknown_reference(place, word, id, self.of_kind(kind))),
        }
    }

    /// The ids of one kind, for suggestions; in no order that matters, since the nearest is unique by distance and name.
    fn of_kind(&self, kind: Option<Kind>) -> Vec<&str> {
        let wanted = self.entries.iter().filter(|(_, name)| kind.is_none_or(|kind| kind == name.kind));
        let mut ids: Vec<_> = wanted.map(|(id, _)| id.as_str()).collect();
        ids.sort_unstable();
        ids
    }
}

/// Resolves the values of one file.
pub(crate) struct Resolver<'n> {
    names: &'n Names,
    file: FileId,
    from: EntryRef,
    id: &'n str,
    step: Option<u16>,
    pub(super) findings: Findings,
    pub(super) references: Vec<Reference>,
}

impl<'n> Resolver<'n> {
    pub(super) fn new(names: &'n Names, file: FileId, from: EntryRef, id: &'n str) -> Self {
        Self { names, file, from, id, step: None, findings: Findings::default(), references: Vec::new() }
    }

    pub(super) fn file(&self) -> FileId {
        self.file
    }

    pub(super) fn own_id(&self) -> &'n str {
        self.id
    }

    pub(super) fn place(&self, span: Span) -> Place {
        Place { file: self.file, span }
    }

    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.findings.push(diagnostic);
    }

    /// References from here on come from this step of a procedure, from 0.
    pub(super) fn in_step(&mut self, step: Option<u16>) {
        self.step = step;
    }

    fn note(&mut self, relation: Relation, to: Target, span: Span) {
        let at = self.place(span);
        self.references.push(Reference { from: self.from, step: self.step, relation, to, at });
    }

    /// An entry of any kind.
    pub(super) fn entry(&mut self, id: &Text, relation: Relation) -> Option<EntryRef> {
        self.entry_of(id, None, relation)
    }

    pub(super) fn entries(&mut self, ids: &[Text], relation: Relation) -> Vec<EntryRef> {
        ids.iter().filter_map(|id| self.entry(id, relation)).collect()
    }

    fn entry_of(&mut self, id: &Text, kind: Option<Kind>, relation: Relation) -> Option<EntryRef> {
        if is_blank(id) {
            return None;
        }
        let place = self.place(id.span);
        let word = kind.map_or("entry", Kind::as_str);
        match self.names.entries.get(id.value.as_str()).copied() {
            None => {
                let may_be_term = kind.is_none_or(|kind| kind == Kind::Term);
                if !(may_be_term && self.names.lost.has_register(Kind::Term.as_str())) {
                    let found = self.names.unknown(&id.value, kind, word, place);
                    self.findings.extend(found);
                }
                None
            }
            Some(name) if kind.is_some_and(|kind| kind != name.kind) => {
                self.report(codes::reference_of_other_kind(place, word, &id.value, name.kind.as_str()));
                None
            }
            Some(name) => {
                let entry = name.entry?;
                self.note(relation, Target::Entry(entry), id.span);
                Some(entry)
            }
        }
    }

    pub(super) fn contact(&mut self, id: Option<Text>, relation: Relation) -> Option<Key<Contact>> {
        let entry = self.entry_of(&id?, Some(Kind::Contact), relation)?;
        Some(Key::new(entry.index as usize))
    }

    pub(super) fn contacts(&mut self, ids: Vec<Text>, relation: Relation) -> Vec<Key<Contact>> {
        ids.into_iter().filter_map(|id| self.contact(Some(id), relation)).collect()
    }

    pub(super) fn procedure(&mut self, id: &Text, relation: Relation) -> Option<Key<Procedure>> {
        let entry = self.entry_of(id, Some(Kind::Procedure), relation)?;
        Some(Key::new(entry.index as usize))
    }

    pub(super) fn procedures(&mut self, ids: &[Text], relation: Relation) -> Vec<Key<Procedure>> {
        ids.iter().filter_map(|id| self.procedure(id, relation)).collect()
    }

    pub(super) fn offers(&mut self, ids: &[Text], relation: Relation) -> Vec<Key<Offer>> {
        let found = ids.iter().filter_map(|id| self.entry_of(id, Some(Kind::Offer), relation));
        found.map(|entry| Key::new(entry.index as usize)).collect()
    }

    pub(super) fn term(&mut self, vocabulary: Vocabulary, id: &Text) -> Option<Key<VocabularyTerm>> {
        let found = self.known_term(vocabulary, id)?;
        self.note(Relation::Classified, Target::Vocabulary(found), id.span);
        Some(found)
    }

    /// Terms that the entry is not classified by: it is not among those that their pages list.
    pub(super) fn excluded(&mut self, vocabulary: Vocabulary, ids: &[Text]) -> Vec<Key<VocabularyTerm>> {
        ids.iter().filter_map(|id| self.known_term(vocabulary, id)).collect()
    }

    fn known_term(&mut self, vocabulary: Vocabulary, id: &Text) -> Option<Key<VocabularyTerm>> {
        if is_blank(id) {
            return None;
        }
        let terms = self.names.vocabulary.get(&vocabulary);
        let found = terms.and_then(|terms| terms.get(id.value.as_str())).copied();
        match found {
            Some(_) => {}
            None if self.names.lost.hides(vocabulary.as_str(), &id.value) => {}
            None => {
                let known = sorted(terms.into_iter().flat_map(HashMap::keys));
                self.unknown_row(vocabulary.as_str(), id, known);
            }
        }
        found
    }

    /// A row that its register does not have; if there is no such register, that is told.
    fn unknown_row(&mut self, register: &'static str, id: &Text, known: Vec<&str>) {
        let place = self.place(id.span);
        let found = match self.names.absent.get(register) {
            Some(path) => codes::missing_register(place, register, path),
            None => codes::unknown_reference(place, register, &id.value, known),
        };
        self.report(found);
    }

    pub(super) fn terms(&mut self, vocabulary: Vocabulary, ids: &[Text]) -> Vec<Key<VocabularyTerm>> {
        ids.iter().filter_map(|id| self.term(vocabulary, id)).collect()
    }

    /// Who acts: the citizen, an administration or anybody else.
    pub(super) fn lane(&mut self, name: &Text) -> Option<Lane> {
        let terms = self.names.vocabulary.get(&Vocabulary::Administrations);
        match name.value.as_str() {
            "" => None,
            Lane::CITIZEN => Some(Lane::Citizen),
            Lane::OTHERS => Some(Lane::Others),
            id if let Some(key) = terms.and_then(|terms| terms.get(id)) => Some(Lane::Administration(*key)),
            id if self.names.lost.hides(Vocabulary::Administrations.as_str(), id) => None,
            _ if self.names.absent.contains_key(Vocabulary::Administrations.as_str()) => {
                self.unknown_row(Vocabulary::Administrations.as_str(), name, Vec::new());
                None
            }
            id => {
                let ids = sorted(terms.into_iter().flat_map(HashMap::keys));
                let known = [Lane::CITIZEN].into_iter().chain(ids).chain([Lane::OTHERS]);
                let place = self.place(name.span);
                self.report(codes::unknown_lane(place, id, known.collect()));
                None
            }
        }
    }

    /// A colour, which administrations alone have.
    pub(super) fn color(&mut self, of: Vocabulary, color: Spanned<Tone>) -> Option<Tone> {
        if of == Vocabulary::Administrations {
            return Some(color.value);
        }
        self.report(codes::color_of_no_lane(self.place(color.span), of.as_str()));
        None
    }

    pub(super) fn document(&mut self, id: &Text) -> Option<Key<Document>> {
        if is_blank(id) {
            return None;
        }
        let found = self.names.documents.get(id.value.as_str()).copied();
        match found {
            Some(key) => self.note(Relation::Source, Target::Document(key), id.span),
            None if self.names.lost.hides("document", &id.value) => {}
            None => {
                let known = sorted(self.names.documents.keys());
                self.unknown_row("document", id, known);
            }
        }
        found
    }

    pub(super) fn legal_basis(&mut self, raw: Vec<RawLegalBasis>) -> Vec<LegalBasis> {
        let mut resolved = Vec::with_capacity(raw.len());
        for (law, section) in raw.into_iter().map(RawLegalBasis::into_parts) {
            match self.names.laws.get(law.value.as_str()).copied() {
                Some(key) => {
                    self.note(Relation::LegalBasis, Target::Law(key), law.span);
                    resolved.push(LegalBasis { law: key, section });
                }
                None if self.names.lost.hides("law", &law.value) => {}
                None => {
                    let known = sorted(self.names.laws.keys());
                    self.unknown_row("law", &law, known);
                }
            }
        }
        resolved
    }

    pub(super) fn date(&mut self, text: Option<Text>) -> Option<Date> {
        let text = text.filter(|text| !is_blank(text))?;
        let date = time::parse_date(&text.value);
        if date.is_none() {
            self.report(codes::bad_date(self.place(text.span), &text.value));
        }
        date
    }

    pub(super) fn period(&mut self, text: Option<Text>) -> Option<Period> {
        let text = text.filter(|text| !is_blank(text))?;
        let period = text.value.parse().ok();
        if period.is_none() {
            self.report(codes::bad_period(self.place(text.span), &text.value));
        }
        period
    }

    pub(super) fn validity(&mut self, from: Option<Text>, to: Option<Text>) -> Validity {
        let end = to.as_ref().map_or_else(Span::default, |text| text.span);
        let validity = Validity { from: self.date(from), to: self.date(to) };
        if let (Some(from), Some(to)) = (validity.from, validity.to)
            && to < from
        {
            self.report(codes::bad_range(self.place(end), from, to));
        }
        validity
    }

    pub(super) fn age(&mut self, age: super::entry::RawAge) -> (Option<u8>, Option<u8>) {
        if let (Some(from), Some(to)) = (age.from, age.to)
            && to.value < from.value
        {
            self.report(codes::bad_range(self.place(to.span), from.value, to.value));
        }
        (age.from.map(|age| age.value), age.to.map(|age| age.value))
    }

    /// A web address; only `https://` and `http://` are.
    pub(super) fn web_address(&mut self, text: Option<Text>) -> Option<String> {
        let Spanned { value, span } = text.filter(|text| !is_blank(text))?;
        self.findings.extend(web_address::judge(self.place(span), &value));
        Some(value)
    }
}

/// A required text that is not there: reported when the file was decoded.
fn is_blank(text: &Text) -> bool {
    text.value.is_empty()
}

fn sorted<'a>(ids: impl Iterator<Item = &'a String>) -> Vec<&'a str> {
    let mut ids: Vec<_> = ids.map(String::as_str).collect();
    ids.sort_unstable();
    ids
}
