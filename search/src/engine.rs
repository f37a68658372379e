//! The engine: opens index files and answers requests.
//!
//! 1. [`plan`](crate::query::plan) what the words mean;
//! 2. [`rank`](crate::rank::rank) the documents;
//! 3. filter and count facets;
//! 4. read the stored texts of the hits and cut their excerpts.

use tantivy::directory::OwnedBytes;
use tantivy::index::SegmentReader;
use tantivy::schema::{Field, Value};
use tantivy::{DocId, Index, TantivyDocument};

use crate::analysis::clean;
use crate::everyday::Situation;
use crate::excerpt::{Marks, Texts, excerpt};
use crate::facets::Facets;
use crate::index::directory::FilesDirectory;
use crate::index::{SYNONYMS_FILE, VOCABULARY_FILE, manifest};
use crate::query::{Plan, Thesaurus, nearest, plan};
use crate::rank::{Ranked, Segment, Standing, rank};
use crate::vocabulary::Vocabulary;
use crate::{Answer, Facet, Hit, IndexFiles, Note, OpenError, Request, SearchError, Synonyms};

/// How many of the store's blocks are kept: a page of hits.
const STORE_BLOCKS: usize = 32;

/// An opened index. Opening reads and checks every byte once; searching changes nothing.
pub struct Engine {
    segment: Option<Segment>,
    facets: Option<Facets>,
    vocabulary: Vocabulary,
    thesaurus: Thesaurus,
    standings: Vec<Standing>,
}

impl Engine {
    /// Opens the files that [`build`](crate::build()) made.
    ///
    /// # Errors
    /// When a file is missing, damaged, foreign or of another version.
    pub fn open(mut files: IndexFiles) -> Result<Self, OpenError> {
        manifest::verify(&mut files)?;
        let vocabulary = Vocabulary::open(&take(&mut files, VOCABULARY_FILE)?)?;
        let (synonyms, situations): (Synonyms, Vec<Situation>) =
            serde_json::from_slice(&take(&mut files, SYNONYMS_FILE)?)
                .map_err(|_| OpenError::Damaged(SYNONYMS_FILE.to_owned()))?;
        let index = Index::open(FilesDirectory::new(files))?;
        let mut engine = Self {
            segment: None,
            facets: None,
            vocabulary,
            thesaurus: Thesaurus::new(&synonyms, &situations),
            standings: Vec::new(),
        };
        if let Some(segment) = index.searchable_segments()?.first() {
            engine.add_segment(SegmentReader::open(segment)?)?;
        }
        Ok(engine)
    }

    fn add_segment(&mut self, reader: SegmentReader) -> Result<(), OpenError> {
        let historical = reader.fast_fields().bool("historical")?;
        let facets = Facets::open(&reader)?;
        for document in 0..reader.max_doc() {
            let kind = facets.kind(document).ok_or(OpenError::Inconsistent("a document has no kind"))?;
            self.standings.push(Standing { kind, historical: historical.first(document).unwrap_or(false) });
        }
        self.facets = Some(facets);
        self.segment = Some(Segment::open(reader)?);
        Ok(())
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
    /// When the segment contradicts itself, which the checks of [`Engine::open`] make all but impossible.
    pub fn search(&self, request: &Request) -> Result<Answer, SearchError> {
        let plan = plan(&request.query, request.exact, &self.vocabulary, &self.thesaurus);
        if plan.words.is_empty() && !clean(&request.query).trim().is_empty() {
            return Ok(nothing(request, Some(Note::NoWords)));
        }
        let (Some(segment), Some(facets)) = (&self.segment, &self.facets) else { return Ok(nothing(request, None)) };
        let (plan, ranked) = self.found(segment, request, plan)?;
        let note = (plan.is_nearest && !ranked.is_empty()).then_some(Note::Nearest);
        let documents: Vec<DocId> = ranked.iter().map(|ranked| ranked.document).collect();
        let filtered = facets.filter(&documents, &request.filters);
        let page = filtered.documents.iter().skip(request.offset).take(request.limit).map(|at| ranked[*at]);
        Ok(Answer {
            query: request.query.clone(),
            total: filtered.documents.len() as u64,
            corrected: plan.corrected.clone(),
            note,
            hits: self.hits(segment, &plan, page)?,
            facets: filtered.counts,
        })
    }

    /// What was found by the plan; where that is nothing, what comes nearest, unless the words are meant as they are typed.
    fn found(&self, segment: &Segment, request: &Request, plan: Plan) -> Result<(Plan, Vec<Ranked>), SearchError> {
        let ranked = self.ranking(segment, &plan)?;
        if !ranked.is_empty() || request.exact {
            return Ok((plan, ranked));
        }
        let nearest = nearest(&request.query, &self.vocabulary, &self.thesaurus);
        let ranked = self.ranking(segment, &nearest)?;
        Ok((nearest, ranked))
    }

    /// All documents in title order where nothing was typed.
    fn ranking(&self, segment: &Segment, plan: &Plan) -> Result<Vec<Ranked>, SearchError> {
        if plan.words.is_empty() {
            return Ok((0..segment.documents()).map(|document| Ranked { document, score: 0.0 }).collect());
        }
        rank(segment, &self.vocabulary, plan, &self.standings)
    }

    fn hits(
        &self,
        segment: &Segment,
        plan: &Plan,
        page: impl Iterator<Item = Ranked>,
    ) -> Result<Vec<Hit>, SearchError> {
        let marks = Marks::new(plan, &self.vocabulary);
        let store = segment.reader().get_store_reader(STORE_BLOCKS)?;
        page.map(|ranked| {
            let stored: TantivyDocument = store.get(ranked.document)?;
            to_hit(segment, &stored, ranked, &marks)
        })
        .collect()
    }
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
        facets: Facet::ALL.into_iter().map(|facet| (facet, std::collections::BTreeMap::new())).collect(),
    }
}

fn to_hit(segment: &Segment, stored: &TantivyDocument, ranked: Ranked, marks: &Marks) -> Result<Hit, SearchError> {
    let fields = segment.fields();
    let first = |field: Field| texts(stored, field).next().unwrap_or_default();
    let [title, names, headings, summary, body, _] = fields.text;
    let kind = first(fields.facets[0]).parse().map_err(|_| SearchError::Inconsistent("a document has no kind"))?;
    let historical = stored.get_first(fields.historical).and_then(|value| value.as_value().as_bool()).unwrap_or(false);
    let names: Vec<&str> = texts(stored, names).collect();
    let headings: Vec<&str> = texts(stored, headings).collect();
    let (headings, summary) = (headings.join(" · "), first(summary));
    let texts = Texts { passages: [first(body), summary, &headings], names, summary };
    Ok(Hit {
        id: first(fields.id).to_owned(),
        kind,
        title: first(title).to_owned(),
        url: first(fields.url).to_owned(),
        score: ranked.score,
        summary: summary.to_owned(),
        excerpt: excerpt(&texts, marks),
        historical,
    })
}

fn texts(stored: &TantivyDocument, field: Field) -> impl Iterator<Item = &str> {
    stored.get_all(field).filter_map(|value| value.as_str())
}
