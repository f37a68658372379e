//! What the values of one file are read in: the names that references may use, what is wrong, and
//! every reference that is made. Takes nodes; gives what they mean. Changes no names.

use super::codes;
use super::names::{Names, sorted};
use super::{EntryRef, Key, Kind, Reference, Relation, Target, Vocabulary, VocabularyTerm};
use crate::diagnostics::Diagnostic;
use crate::source::{Decoder, FileId, Node, Place, Span, ids_in};

/// The reading of one file, or of one row of a register.
pub(crate) struct Cx<'n> {
    pub(super) names: &'n Names,
    /// Plain values, and what is wrong with them.
    pub(super) decoder: Decoder,
    /// The references that were made.
    pub(super) references: Vec<Reference>,
    /// What is read.
    pub(super) subject: Subject<'n>,
    step: Option<u16>,
    /// The anchors of the procedure's steps, in order.
    pub(super) anchors: Vec<String>,
}

/// What a file or a row is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Subject<'n> {
    /// The entry that references come from.
    pub(super) from: EntryRef,
    /// Its id.
    pub(super) id: &'n str,
    /// The Markdown of the file, if it has any.
    pub(super) body: Option<Span>,
    /// The vocabulary that a term is one of.
    pub(super) vocabulary: Option<Vocabulary>,
}

impl Default for Subject<'_> {
    fn default() -> Self {
        Self { from: EntryRef::new(Kind::Page, 0), id: "", body: None, vocabulary: None }
    }
}

impl<'n> Cx<'n> {
    pub(super) fn new(names: &'n Names, decoder: Decoder, subject: Subject<'n>) -> Self {
        Self { names, decoder, references: Vec::new(), subject, step: None, anchors: Vec::new() }
    }

    /// The file.
    pub(super) fn file(&self) -> FileId {
        self.decoder.file()
    }

    /// A place in the file.
    pub(super) fn place(&self, span: Span) -> Place {
        self.decoder.place(span)
    }

    /// Tells what is wrong with a value.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.decoder.report(diagnostic);
    }

    /// References from here on come from this step of a procedure, from 0.
    pub(super) fn in_step(&mut self, step: Option<u16>) {
        self.step = step;
    }

    pub(super) fn note(&mut self, relation: Relation, to: Target, span: Span) {
        let at = self.place(span);
        self.references.push(Reference {
            from: self.subject.from,
            step: self.step,
            relation,
            to,
            at,
        });
    }

    /// The entry of a kind, or of any kind, that the node names.
    pub(super) fn entry(
        &mut self,
        node: &Node,
        kind: Option<Kind>,
        relation: Relation,
    ) -> Option<EntryRef> {
        let id = self.decoder.text(node)?;
        let place = self.place(node.span);
        let word = kind.map_or("entry", Kind::as_str);
        match self.names.entries.get(id).copied() {
            None => {
                let is_known = |id: &str| self.names.entries.contains_key(id);
                let several = self.several(id, (word, place), is_known);
                let unknown = || self.names.unknown(id, kind, word, place);
                if let Some(found) = several.or_else(unknown) {
                    self.report(found);
                }
                None
            }
            Some(name) if kind.is_some_and(|kind| kind != name.kind) => {
                if self.names.shared.contains(id) {
                    return None;
                }
                self.report(codes::reference_of_other_kind(place, word, id, name.kind.as_str()));
                None
            }
            Some(name) => {
                let entry = name.entry?;
                self.note(relation, Target::Entry(entry), node.span);
                Some(entry)
            }
        }
    }

    /// The term that the node names.
    pub(super) fn term(
        &mut self,
        node: &Node,
        vocabulary: Vocabulary,
    ) -> Option<Key<VocabularyTerm>> {
        let names = self.names;
        let id = self.decoder.text(node)?;
        let found = names.term(vocabulary, id);
        if found.is_none() {
            self.unknown_row(vocabulary.as_str(), id, node, || names.terms(vocabulary));
        }
        found
    }

    /// The row of a register that the node names.
    pub(super) fn row<T>(
        &mut self,
        node: &Node,
        register: &'static str,
        rows: &'n std::collections::HashMap<String, Key<T>>,
    ) -> Option<Key<T>> {
        let id = self.decoder.text(node)?;
        let found = rows.get(id).copied();
        if found.is_none() {
            self.unknown_row(register, id, node, || sorted(rows.keys()));
        }
        found
    }

    fn unknown_row<'a>(
        &mut self,
        register: &'static str,
        id: &str,
        node: &Node,
        known: impl FnOnce() -> Vec<&'a str>,
    ) {
        let place = self.place(node.span);
        let known = known();
        let several = self.several(id, (register, place), |id| known.contains(&id));
        let unknown = || self.names.unknown_row(register, id, place, || known);
        if let Some(found) = several.or_else(unknown) {
            self.report(found);
        }
    }

    /// What to say of a text that is several ids without a comma between them.
    fn several(
        &self,
        text: &str,
        (word, place): (&str, Place),
        is_known: impl Fn(&str) -> bool,
    ) -> Option<Diagnostic> {
        let joined = joined(text);
        let ids = match &joined {
            Some(ids) => ids.iter().map(String::as_str).collect(),
            None if text.contains('/') => text.split('/').map(str::trim).collect(),
            None => ids_in(text),
        };
        let are_known = ids.len() > 1 && ids.iter().all(|id| is_known(id));
        are_known
            .then(|| codes::several_references(place, word, &ids, self.decoder.is_in_brackets()))
    }
}

/// `match-2-3` as `match-2` and `match-3`: two numbers behind what they are numbers of.
fn joined(text: &str) -> Option<[String; 2]> {
    let (rest, last) = text.trim().rsplit_once('-')?;
    let (name, first) = rest.rsplit_once('-')?;
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    (is_number(first) && is_number(last))
        .then(|| [format!("{name}-{first}"), format!("{name}-{last}")])
}
