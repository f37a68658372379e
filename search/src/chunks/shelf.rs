//! The chunks that have been handed in, and a list of those that a search has missed.

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashMap;
use tantivy::DocId;
use tantivy::directory::OwnedBytes;

use super::documents::{self, Stored};
use super::layout::{Kind, Layout};
use super::words::{Postings, Record, Stretch, records};
use super::{ChunkId, cluster, exact};
use crate::analysis::{compound, stem_key};
use crate::query::Plan;
use crate::vocabulary::{FormId, Vocabulary};
use crate::{OpenError, SearchError};

/// A form of at least this weight is the word itself, whose compounds the plan asks for.
const SURE: f64 = 0.85;

/// How often the keys of a compound that is still missing are tried.
const TRIES: usize = 24;

/// Where a list lies: the chunk, and the stretch within it.
type Place = (ChunkId, Stretch);

/// What is here of an index in chunks.
pub(crate) struct Shelf {
    layout: Layout,
    /// The CRC-32 of every chunk.
    checksums: Vec<u32>,
    present: FxHashMap<ChunkId, OwnedBytes>,
    postings: FxHashMap<FormId, Place>,
    positions: FxHashMap<FormId, Place>,
    exact: FxHashMap<String, Vec<DocId>>,
    /// What the search that is being done has missed so far.
    missed: Mutex<BTreeSet<ChunkId>>,
    /// Held by the search that is being done: two would take each other's misses.
    turn: Mutex<()>,
}

impl Shelf {
    /// An empty one; none where the layout is not of so many chunks.
    pub(crate) fn new(layout: Layout, checksums: Vec<u32>) -> Option<Self> {
        let fits = usize::try_from(layout.chunks()) == Ok(checksums.len());
        fits.then(|| Self {
            layout,
            checksums,
            present: FxHashMap::default(),
            postings: FxHashMap::default(),
            positions: FxHashMap::default(),
            exact: FxHashMap::default(),
            missed: Mutex::default(),
            turn: Mutex::default(),
        })
    }

    /// Waits for other searches, and begins one.
    pub(crate) fn begin(&self) -> MutexGuard<'_, ()> {
        let turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        self.missed().clear();
        turn
    }

    /// Takes in a chunk.
    ///
    /// # Errors
    /// When there is no such chunk, or the bytes are not its own.
    pub(crate) fn take_in(&mut self, chunk: ChunkId, bytes: OwnedBytes) -> Result<(), OpenError> {
        let damaged = || OpenError::Damaged(format!("chunk {chunk}"));
        let (kind, _) = self.layout.kind(chunk).ok_or_else(damaged)?;
        let expected = self.checksums.get(chunk as usize);
        if expected != Some(&crc32fast::hash(&bytes)) {
            return Err(damaged());
        }
        match kind {
            Kind::Home | Kind::Clusters | Kind::Positions => {
                self.note(chunk, &records(&bytes).ok_or_else(damaged)?);
            }
            Kind::Exact => self.exact.extend(exact::read(&bytes).ok_or_else(damaged)?),
            Kind::Documents => {}
        }
        self.present.insert(chunk, bytes);
        Ok(())
    }

    fn note(&mut self, chunk: ChunkId, records: &[Record]) {
        for Record { form, postings, positions } in records {
            if postings.1 > 0 {
                self.postings.entry(*form).or_insert((chunk, *postings));
            }
            if positions.1 > 0 {
                self.positions.entry(*form).or_insert((chunk, *positions));
            }
        }
    }

    /// The list of a form in a text field; none where its chunks are missing, which is noted.
    pub(crate) fn postings(
        &self,
        (form, fields): (FormId, u8),
        field: usize,
        with_positions: bool,
    ) -> Result<Option<Postings>, SearchError> {
        let broken = SearchError::Inconsistent("a list of a chunk is broken");
        let positions = self.positions.get(&form).filter(|_| with_positions);
        if with_positions && positions.is_none() {
            self.miss(self.layout.positions(form));
        }
        let Some(postings) = self.postings.get(&form) else {
            // What a plan needs is noted as a whole; a form that nobody planned for is fetched by
            // itself.
            if !with_positions && self.missed().is_empty() {
                self.miss(self.layout.home(form));
            }
            return Ok(None);
        };
        if with_positions && positions.is_none() {
            return Ok(None);
        }
        let postings = self.stretch(*postings).unwrap_or_default();
        let positions = positions.map(|place| self.stretch(*place).unwrap_or_default());
        Postings::read(postings, positions, fields, field).ok_or(broken).map(Some)
    }

    fn stretch(&self, (chunk, (start, length)): Place) -> Option<&[u8]> {
        self.present.get(&chunk)?.get(start..start + length)
    }

    /// The documents whose title or name is exactly `term`; none where the chunk that knows is
    /// missing, which is noted.
    pub(crate) fn exactly(&self, term: &str) -> Vec<DocId> {
        let chunk = self.layout.exact(term);
        if chunk.is_some_and(|chunk| !self.present.contains_key(&chunk)) {
            self.miss(chunk);
        }
        self.exact.get(term).cloned().unwrap_or_default()
    }

    /// What is stored of a document; none where its chunk is missing, which is noted.
    pub(crate) fn stored(&self, document: DocId) -> Result<Option<Stored>, SearchError> {
        let broken = SearchError::Inconsistent("a document of a chunk is broken");
        let Some((chunk, place)) = self.layout.document(document) else { return Err(broken) };
        let Some(bytes) = self.present.get(&chunk) else {
            self.miss(Some(chunk));
            return Ok(None);
        };
        documents::read(bytes, place).ok_or(broken).map(Some)
    }

    /// Notes the chunks that a plan needs: those of its forms' postings. The compounds of a word
    /// come from its cluster, where that has several of them.
    pub(crate) fn foresee(&self, plan: &Plan, vocabulary: &Vocabulary) {
        let groups =
            || plan.spans.iter().flat_map(|span| &span.alternatives).flat_map(|one| &one.groups);
        let variants = || groups().flat_map(|group| &group.variants);
        let is_missing = |form: &FormId| !self.postings.contains_key(form);
        let mut missing: BTreeSet<FormId> =
            variants().map(|variant| variant.form).filter(is_missing).collect();
        let sure = variants().filter(|variant| variant.weight >= SURE);
        let keys: BTreeSet<String> =
            sure.map(|variant| stem_key(vocabulary.form(variant.form))).collect();
        for key in keys {
            self.fetch_cluster(&key, vocabulary, &mut missing);
        }
        // Parts that are no words of their own.
        let mut tried = BTreeSet::new();
        for _ in 0..TRIES {
            let is_compound = |form: FormId| self.layout.place(form) != form;
            let untried = missing.iter().find(|form| is_compound(**form) && !tried.contains(*form));
            let Some(untried) = untried.copied() else { break };
            tried.insert(untried);
            let word = vocabulary.form(untried);
            let runs = compound::runs(word, &compound::split(word, vocabulary));
            let held = |key: &String| {
                cluster(vocabulary, key).iter().filter(|form| missing.contains(form)).count()
            };
            if let Some(key) = runs.iter().map(|run| stem_key(&run.form)).max_by_key(held) {
                self.fetch_cluster(&key, vocabulary, &mut missing);
            }
        }
        for form in missing {
            self.miss(self.layout.home(form));
        }
    }

    /// Notes the cluster of a key if it has enough of what is missing, which then no longer is.
    fn fetch_cluster(&self, key: &str, vocabulary: &Vocabulary, missing: &mut BTreeSet<FormId>) {
        let held = cluster(vocabulary, key);
        let needed = held.iter().filter(|form| missing.contains(form));
        let homes: BTreeSet<_> = needed.filter_map(|form| self.layout.home(*form)).collect();
        // One chunk for several.
        if homes.len() > 1 {
            self.miss(self.layout.cluster(key));
            for form in held {
                missing.remove(&form);
            }
        }
    }

    fn miss(&self, chunk: Option<ChunkId>) {
        self.missed().extend(chunk);
    }

    fn missed(&self) -> MutexGuard<'_, BTreeSet<ChunkId>> {
        self.missed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Fails if anything was missed since the last time.
    ///
    /// # Errors
    /// With all that was missed.
    pub(crate) fn settle(&self) -> Result<(), SearchError> {
        let missed = std::mem::take(&mut *self.missed());
        if missed.is_empty() { Ok(()) } else { Err(SearchError::Needs(missed)) }
    }
}
