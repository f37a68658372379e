//! The engine: opens index files and answers requests.
//!
//! 1. [`plan`](crate::query::plan) what the words mean;
//! 2. [`rank`](crate::rank::rank) the documents;
//! 3. filter and count facets;
//! 4. read the stored texts of the hits and cut their excerpts.

use std::cmp::Reverse;

use tantivy::directory::OwnedBytes;
use tantivy::index::SegmentReader;
use tantivy::{DocId, Index};

use crate::analysis::clean;
use crate::chunks::columns::Columns;
use crate::chunks::documents::{Documents, Stored};
use crate::chunks::layout::Layout;
use crate::chunks::shelf::Shelf;
use crate::chunks::{COLUMNS_FILE, LAYOUT_FILE};
use crate::container::Packed;
use crate::everyday::Situation;
use crate::excerpt::{Marks, Texts, excerpt, places};
use crate::facets::Facets;
use crate::index::directory::FilesDirectory;
use crate::index::{DOCUMENTS_FILE, SYNONYMS_FILE, VOCABULARY_FILE};
use crate::query::{Plan, Thesaurus, nearest, plan};
use crate::rank::{Ranked, Segment, SegmentTexts, Standing, Standings, rank};
use crate::vocabulary::Vocabulary;
use crate::{
    Answer, DocumentKind, Facet, Hit, IndexFiles, Note, OpenError, Request, SearchError, Shown,
    Synonyms,
};

/// An opened index. Opening reads and checks every byte that is here once; searching changes
/// nothing.
pub struct Engine {
    segment: Option<Segment>,
    facets: Option<Facets>,
    vocabulary: Vocabulary,
    thesaurus: Thesaurus,
    standings: Standings,
    /// The names of the chunks that the index has besides what was opened.
    chunks: Vec<String>,
}

impl Engine {
    /// Opens the files that [`build`](crate::build()) made.
    ///
    /// # Errors
    /// When a file is missing, damaged, foreign or of another version.
    #[cfg(feature = "writer")]
    pub fn open(mut files: IndexFiles) -> Result<Self, OpenError> {
        crate::index::manifest::verify(&mut files)?;
        let vocabulary = Vocabulary::open(&take(&mut files, VOCABULARY_FILE)?)?;
        let mut engine = Self::without_documents(vocabulary, &mut files)?;
        if let Some(reader) = segment(files)? {
            let facets = Facets::open(&reader)?;
            engine.standings = standings(&reader, &facets)?;
            engine.facets = Some(facets);
            engine.segment = Some(Segment::open(reader, SegmentTexts::InStore)?);
        }
        Ok(engine)
    }

    /// Opens what was packed, of which a large part may lie in chunks.
    ///
    /// # Errors
    /// When a file is missing, damaged or of another version.
    pub(crate) fn open_packed(packed: Packed) -> Result<Self, OpenError> {
        let Packed { mut files, chunks } = packed;
        let vocabulary = Vocabulary::open_compact(&take(&mut files, VOCABULARY_FILE)?)?;
        let mut engine = Self::without_documents(vocabulary, &mut files)?;
        if !files.0.contains_key(COLUMNS_FILE) {
            return Ok(engine);
        }
        let broken = |name: &str| OpenError::Damaged(name.to_owned());
        let columns =
            Columns::open(&take(&mut files, COLUMNS_FILE)?).ok_or_else(|| broken(COLUMNS_FILE))?;
        engine.facets = Some(columns.facets);
        engine.standings = columns.standings;
        if chunks.is_empty() {
            let texts = Documents::open(take(&mut files, DOCUMENTS_FILE)?);
            let texts = SegmentTexts::Beside(texts.ok_or_else(|| broken(DOCUMENTS_FILE))?);
            let reader = segment(files)?.ok_or(OpenError::Inconsistent("there is no segment"))?;
            engine.segment = Some(Segment::open(reader, texts)?);
            return Ok(engine);
        }
        let layout = Layout::open(&take(&mut files, LAYOUT_FILE)?, engine.vocabulary.len());
        let (names, checksums) =
            chunks.into_iter().map(|chunk| (chunk.name(), chunk.checksum)).unzip();
        let shelf = layout
            .and_then(|layout| Shelf::new(layout, checksums))
            .ok_or_else(|| broken(LAYOUT_FILE))?;
        engine.chunks = names;
        engine.segment = Some(Segment::in_chunks(columns.documents, columns.lengths, shelf)?);
        Ok(engine)
    }

    fn without_documents(
        vocabulary: Vocabulary,
        files: &mut IndexFiles,
    ) -> Result<Self, OpenError> {
        let (synonyms, situations): (Synonyms, Vec<Situation>) =
            serde_json::from_slice(&take(files, SYNONYMS_FILE)?)
                .map_err(|_| OpenError::Damaged(SYNONYMS_FILE.to_owned()))?;
        let thesaurus = Thesaurus::new(&synonyms, &situations);
        let standings = Standings::from_iter([]);
        Ok(Self {
            segment: None,
            facets: None,
            vocabulary,
            thesaurus,
            standings,
            chunks: Vec::new(),
        })
    }

    /// The name of a chunk that a search [needs](SearchError::Needs); none where there is no such
    /// chunk.
    #[must_use]
    pub fn chunk(&self, chunk: u32) -> Option<&str> {
        self.chunks.get(chunk as usize).map(String::as_str)
    }

    /// Takes in a chunk, inflated.
    ///
    /// # Errors
    /// When the index has no such chunk, or the bytes are not the chunk's.
    pub fn take_in(&mut self, chunk: u32, bytes: Vec<u8>) -> Result<(), OpenError> {
        let chunks = self.segment.as_mut().and_then(Segment::shelf);
        let chunks = chunks.ok_or(OpenError::Inconsistent("the index has no chunks"))?;
        chunks.take_in(chunk, OwnedBytes::new(bytes))
    }

    /// How many documents the index holds.
    #[must_use]
    pub fn documents(&self) -> usize {
        self.standings.len()
    }

    /// How many different words the index holds.
    #[must_use]
    pub fn words(&self) -> usize {
        self.vocabulary.len()
    }

    /// Answers a request.
    ///
    /// # Errors
    /// When chunks are missing: with those, ask again. When the segment contradicts itself, which
    /// the checks of [`Engine::open`] make all but impossible.
    pub fn search(&self, request: &Request) -> Result<Answer, SearchError> {
        let plan = plan(&request.query, request.exact, &self.vocabulary, &self.thesaurus);
        if plan.words.is_empty() && !clean(&request.query).trim().is_empty() {
            return Ok(nothing(request, Some(Note::NoWords)));
        }
        let (Some(segment), Some(facets)) = (&self.segment, &self.facets) else {
            return Ok(nothing(request, None));
        };
        let _turn = segment.begin();
        let (plan, ranked) = self.found(segment, request, plan)?;
        let note = (plan.is_nearest && !ranked.is_empty()).then_some(Note::Nearest);
        let documents: Vec<DocId> = ranked.iter().map(|ranked| ranked.document).collect();
        let filtered = facets.filter(&documents, &request.filters);
        let page = filtered
            .documents
            .iter()
            .skip(request.offset)
            .take(request.limit)
            .map(|at| ranked[*at]);
        Ok(Answer {
            query: request.query.clone(),
            total: filtered.documents.len() as u64,
            corrected: plan.corrected.clone(),
            note,
            hits: self.hits(segment, &plan, page)?,
            facets: filtered.counts,
        })
    }

    /// What was found by the plan; where that is nothing, what comes nearest, unless the words are
    /// meant as they are typed.
    fn found(
        &self,
        segment: &Segment,
        request: &Request,
        plan: Plan,
    ) -> Result<(Plan, Vec<Ranked>), SearchError> {
        let ranked = self.ranking(segment, &plan)?;
        if !ranked.is_empty() || request.exact {
            return Ok((plan, ranked));
        }
        let nearest = nearest(&request.query, &self.vocabulary, &self.thesaurus);
        let mut ranked = self.ranking(segment, &nearest)?;
        // Of laws that are as near as each other, the one that most rests on.
        if !nearest.exact.is_empty()
            && let Some(facets) = &self.facets
        {
            ranked.sort_by_cached_key(|one| {
                let standing = self.standings.get(one.document as usize);
                let is_law = standing.is_some_and(|standing| standing.kind == DocumentKind::Law);
                // Each costs a look at all documents, and laws are few.
                let resting = is_law.then(|| facets.sharing(Facet::Law, one.document));
                (Reverse(one.score.to_bits()), Reverse(resting))
            });
        }
        Ok((nearest, ranked))
    }

    /// All documents in title order where nothing was typed.
    fn ranking(&self, segment: &Segment, plan: &Plan) -> Result<Vec<Ranked>, SearchError> {
        if plan.words.is_empty() {
            return Ok((0..segment.documents())
                .map(|document| Ranked { document, score: 0.0 })
                .collect());
        }
        segment.foresee(plan, &self.vocabulary);
        let ranked = rank(segment, &self.vocabulary, plan, &self.standings)?;
        segment.settle()?;
        Ok(ranked)
    }

    fn hits(
        &self,
        segment: &Segment,
        plan: &Plan,
        page: impl Iterator<Item = Ranked>,
    ) -> Result<Vec<Hit>, SearchError> {
        let page: Vec<Ranked> = page.collect();
        let documents: Vec<DocId> = page.iter().map(|ranked| ranked.document).collect();
        let stored = segment.stored(&documents)?;
        let marks = Marks::new(plan, &self.vocabulary);
        page.into_iter()
            .zip(stored)
            .map(|(ranked, stored)| self.to_hit(stored, ranked, &marks))
            .collect()
    }

    fn to_hit(&self, stored: Stored, ranked: Ranked, marks: &Marks) -> Result<Hit, SearchError> {
        let standing = self.standings.get(ranked.document as usize);
        let Standing { kind, historical } =
            standing.ok_or(SearchError::Inconsistent("a document has no kind"))?;
        let headings = stored.headings.join(" · ");
        let texts = Texts {
            title: &stored.title,
            passages: [&stored.body, &stored.summary, &headings],
            names: stored.names.iter().map(String::as_str).collect(),
            summary: &stored.summary,
        };
        let Shown { owner, need, parts } = match &*stored.shown {
            "" => Shown::default(),
            shown => serde_json::from_str(shown)
                .map_err(|_| SearchError::Inconsistent("what is shown cannot be read"))?,
        };
        let in_body = marks.in_text(&stored.body);
        let excerpt = excerpt(&texts, marks, &in_body);
        let places = places(&stored.body, &parts, &in_body);
        let marked_title = marks.whole(&stored.title);
        let Stored { id, url, title, summary, status, .. } = stored;
        let (score, status) = (ranked.score, Some(status).filter(|status| !status.is_empty()));
        Ok(Hit {
            id,
            kind,
            title,
            marked_title,
            url,
            score,
            summary,
            excerpt,
            historical,
            status,
            owner,
            need,
            places,
        })
    }
}

/// The one segment of tantivy's files, if there is any.
fn segment(files: IndexFiles) -> Result<Option<SegmentReader>, OpenError> {
    let index = Index::open(FilesDirectory::new(files))?;
    let segment = index.searchable_segments()?.into_iter().next();
    Ok(segment.as_ref().map(SegmentReader::open).transpose()?)
}

/// What every document is.
#[cfg(feature = "writer")]
pub(crate) fn standings(reader: &SegmentReader, facets: &Facets) -> Result<Standings, OpenError> {
    let historical = reader.fast_fields().bool("historical")?;
    let standing = |document| {
        let kind =
            facets.kind(document).ok_or(OpenError::Inconsistent("a document has no kind"))?;
        Ok(Standing { kind, historical: historical.first(document).unwrap_or(false) })
    };
    (0..reader.max_doc()).map(standing).collect()
}

fn take(files: &mut IndexFiles, name: &str) -> Result<OwnedBytes, OpenError> {
    files.0.remove(name).ok_or_else(|| OpenError::MissingFile(name.to_owned()))
}

fn nothing(request: &Request, note: Option<Note>) -> Answer {
    Answer {
        query: request.query.clone(),
        total: 0,
        corrected: None,
        note,
        hits: Vec::new(),
        facets: Facet::ALL
            .into_iter()
            .map(|facet| (facet, std::collections::BTreeMap::new()))
            .collect(),
    }
}
