//! Every name that a reference may use, and what is said of a name that nobody has. Collected
//! before anything is resolved; changes no more then.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::lost::Lost;
use super::past::Past;
use super::{Document, EntryRef, Key, Kind, Law, Vocabulary, VocabularyTerm, codes};
use crate::diagnostics::Diagnostic;
use crate::source::{Place, Titles};

/// Every name that a reference may use.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// Entries of all kinds. A file that could not be decoded keeps its name, so that one fault is
    /// told once.
    pub(crate) entries: HashMap<String, Name>,
    pub(crate) vocabulary: BTreeMap<Vocabulary, HashMap<String, Key<VocabularyTerm>>>,
    pub(crate) laws: HashMap<String, Key<Law>>,
    pub(crate) documents: HashMap<String, Key<Document>>,
    /// Ids that entries of several kinds have, which is told of themselves.
    pub(crate) shared: BTreeSet<String>,
    /// What faults have hidden.
    pub(crate) lost: Lost,
    /// Entries that are written and not yet shown, and where.
    pub(crate) drafts: BTreeMap<String, Place>,
    /// Names of files that lie where they are not read, which is told of themselves.
    pub(crate) unread: BTreeSet<String>,
    /// Registers whose files are not there: the paths that they should have, by the key of their
    /// words.
    pub(crate) absent: BTreeMap<&'static str, String>,
    /// What was published before.
    pub(crate) past: Arc<Past>,
    /// What all of them are called besides.
    pub(crate) titles: Arc<Titles>,
}

/// What an entry's name stands for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Name {
    pub(crate) kind: Kind,
    /// None while the entry's own file has faults.
    pub(crate) entry: Option<EntryRef>,
}

impl Names {
    /// Ids of entries that are written, with faults that keep them out of the catalogue.
    pub(super) fn faulty(&self) -> impl Iterator<Item = &str> {
        let faulty = self.entries.iter().filter(|(_, name)| name.entry.is_none()).map(|(id, _)| id);
        faulty.chain(&self.unread).map(String::as_str)
    }

    /// What to say of a reference to no entry; nothing where its name is hidden by something that
    /// is told itself.
    pub(super) fn unknown(
        &self,
        id: &str,
        kind: Option<Kind>,
        word: &str,
        place: Place,
    ) -> Option<Diagnostic> {
        let may_be_term = kind.is_none_or(|kind| kind == Kind::Term);
        let hidden = may_be_term && self.lost.has_register(Kind::Term.as_str());
        if hidden || self.unread.contains(id) {
            return None;
        }
        if let Some(draft) = self.drafts.get(id) {
            return Some(codes::reference_to_draft(place, word, id, *draft));
        }
        let vocabulary = self.vocabulary.iter().find(|(_, terms)| terms.contains_key(id));
        if let (Some((vocabulary, _)), Some(kind)) = (vocabulary, kind) {
            let entries = self.of_kind(Some(kind));
            let term = (id, vocabulary.as_str());
            return Some(codes::reference_to_term(place, word, term, &entries));
        }
        if self.past.was_entry(id) {
            return Some(codes::vanished_entry(place, word, id, self.past.became(id)));
        }
        let titled = match kind {
            Some(kind) => self.titles.id(id, Some(kind.as_str())),
            None => self.titles.entry(id),
        };
        Some(codes::unknown_reference(place, word, (id, titled), self.of_kind(kind)))
    }

    /// The ids of one kind, for suggestions; in no order that matters, since the nearest is unique
    /// by distance and name.
    fn of_kind(&self, kind: Option<Kind>) -> Vec<&str> {
        let wanted =
            self.entries.iter().filter(|(_, name)| kind.is_none_or(|kind| kind == name.kind));
        sorted(wanted.map(|(id, _)| id))
    }

    /// The terms of a vocabulary.
    pub(super) fn terms(&self, vocabulary: Vocabulary) -> Vec<&str> {
        sorted(self.vocabulary.get(&vocabulary).into_iter().flat_map(HashMap::keys))
    }

    /// The term of an id.
    pub(super) fn term(&self, vocabulary: Vocabulary, id: &str) -> Option<Key<VocabularyTerm>> {
        self.vocabulary.get(&vocabulary)?.get(id).copied()
    }

    /// What to say of a row that its register does not have; nothing where it may be there, behind
    /// a fault. If there is no such register, that is told.
    pub(super) fn unknown_row<'a>(
        &self,
        register: &'static str,
        id: &str,
        place: Place,
        known: impl FnOnce() -> Vec<&'a str>,
    ) -> Option<Diagnostic> {
        if self.lost.hides(register, id) {
            return None;
        }
        if let Some(path) = self.absent.get(register) {
            return Some(codes::missing_register(place, register, path));
        }
        let other = self.vocabulary.iter().find(|(_, terms)| terms.contains_key(id));
        if let Some((other, _)) = other.filter(|(other, _)| other.as_str() != register) {
            return Some(codes::word_of_another(place, register, (id, other.as_str())));
        }
        let titled = self.titles.id(id, Some(register));
        let found = codes::unknown_reference(place, register, (id, titled), known());
        let is_word = Vocabulary::from_stem(register).is_some();
        let is_lost = is_word && found.mend.is_none() && self.past.had_word(id);
        Some(if is_lost { found.help("help_removed") } else { found })
    }
}

/// Names in their order.
pub(super) fn sorted<'a>(ids: impl Iterator<Item = &'a String>) -> Vec<&'a str> {
    let mut ids: Vec<_> = ids.map(String::as_str).collect();
    ids.sort_unstable();
    ids
}
