//! The index's files → what is resident, and the chunks, one after the other.

use std::collections::{BTreeMap, BTreeSet};

use tantivy::directory::OwnedBytes;
use tantivy::index::SegmentReader;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, Index, TERMINATED, Term};

use super::layout::{Kind, Layout};
use super::words::{self, Lists};
use super::{COLUMNS_FILE, LAYOUT_FILE, cluster, columns, documents, exact};
use crate::engine::standings;
use crate::facets::Facets;
use crate::index::directory::FilesDirectory;
use crate::index::schema::{Fields, TEXT_FIELDS};
use crate::index::store::Store;
use crate::index::{SYNONYMS_FILE, VOCABULARY_FILE};
use crate::vocabulary::{FormId, KeyKind, Vocabulary, write_compact};
use crate::{IndexError, IndexFiles, OpenError};

/// A chunk is closed when it has so many bytes, before it is packed.
const WORDS: usize = 8 << 10;
const TEXTS: usize = 8 << 10;

/// So many terms share a chunk.
const TERMS: usize = 256;

/// Chunks of texts grow before there are more of them.
const MOST_TEXTS: u64 = 8192;

/// How many compounds of a field's are told with their positions: nearness looks at no more forms
/// of a word.
const NEAR: usize = 24;

/// Takes the chunks of each kind in their order.
pub(crate) type Give<'g> = dyn FnMut(Kind, Vec<u8>) -> Result<(), IndexError> + 'g;

/// Cuts an index into chunks, which go to `give`; the rest is resident.
///
/// # Errors
/// When a file is missing or cannot be read, and those of `give`.
pub(crate) fn write(files: &IndexFiles, give: &mut Give<'_>) -> Result<IndexFiles, IndexError> {
    let mut resident = IndexFiles::default();
    resident.0.insert(SYNONYMS_FILE.to_owned(), file(files, SYNONYMS_FILE)?);
    let (vocabulary, compact) = compact_vocabulary(files)?;
    resident.insert(VOCABULARY_FILE, compact);
    let index = Index::open(FilesDirectory::new(files.clone()))?;
    let mut cutter = Cutter {
        vocabulary,
        fields: Fields::new(),
        readers: Vec::new(),
        layout: Layout::empty(),
        give,
    };
    for segment in index.searchable_segments()? {
        cutter.readers.push(SegmentReader::open(&segment)?);
    }
    if let Some(reader) = cutter.readers.first() {
        resident.insert(COLUMNS_FILE, columns(reader, &cutter.fields)?);
    }
    cutter.chunks()?;
    resident.insert(LAYOUT_FILE, cutter.layout.to_bytes());
    Ok(resident)
}

/// A file of the index.
fn file(files: &IndexFiles, name: &str) -> Result<OwnedBytes, IndexError> {
    let missing = || broken(&OpenError::MissingFile(name.to_owned()));
    files.0.get(name).cloned().ok_or_else(missing)
}

fn broken(error: &OpenError) -> IndexError {
    IndexError::Vocabulary(error.to_string())
}

/// The vocabulary of an index, and its bytes for the browser.
pub(crate) fn compact_vocabulary(files: &IndexFiles) -> Result<(Vocabulary, Vec<u8>), IndexError> {
    let vocabulary =
        Vocabulary::open(&file(files, VOCABULARY_FILE)?).map_err(|error| broken(&error))?;
    let forms = (0..number(vocabulary.len()))
        .map(|form| (vocabulary.form(form).to_owned(), vocabulary.statistics(form)));
    let registered = vocabulary.starting_with(KeyKind::Registered, "", usize::MAX);
    let compact = write_compact(&forms.collect::<Vec<_>>(), &registered);
    Ok((vocabulary, compact))
}

/// What is resident of a segment's documents, as bytes.
pub(crate) fn columns(reader: &SegmentReader, fields: &Fields) -> Result<Vec<u8>, IndexError> {
    let facets = Facets::open(reader).map_err(|error| broken(&error))?;
    let standings = standings(reader, &facets).map_err(|error| broken(&error))?;
    let mut lengths = Vec::new();
    for field in fields.text {
        let norms = reader.fieldnorms_readers().get_field(field)?;
        let class = |document| norms.as_ref().map_or(0, |norms| norms.fieldnorm_id(document));
        let classes =
            if norms.is_some() { (0..reader.max_doc()).map(class).collect() } else { Vec::new() };
        lengths.push((reader.inverted_index(field)?.total_num_tokens(), classes));
    }
    Ok(columns::write(&lengths, &standings, &facets))
}

struct Cutter<'g, 'f> {
    vocabulary: Vocabulary,
    fields: Fields,
    /// One, or none where there are no documents.
    readers: Vec<SegmentReader>,
    layout: Layout,
    give: &'g mut Give<'f>,
}

impl Cutter<'_, '_> {
    /// Gives all chunks away.
    fn chunks(&mut self) -> Result<(), IndexError> {
        let forms = self.vocabulary.len();
        self.layout.forms = number(forms);
        self.mark_compounds(forms);
        let mut order: Vec<FormId> = (0..number(forms)).collect();
        order.sort_by_key(|form| self.layout.place(*form));
        self.by_form(&order)?;
        self.clusters()?;
        self.exact()?;
        self.documents()
    }

    fn give(&mut self, kind: Kind, chunk: Vec<u8>) -> Result<(), IndexError> {
        self.layout.counts[kind as usize] += 1;
        (self.give)(kind, chunk)
    }

    /// The keys of all parts of compounds.
    fn keys(&self) -> BTreeSet<String> {
        let of = |kind| self.vocabulary.starting_with(kind, "", usize::MAX);
        [KeyKind::Head, KeyKind::Modifier].into_iter().flat_map(of).map(|found| found.key).collect()
    }

    fn mark_compounds(&mut self, forms: usize) {
        let mut bits = vec![0_u8; forms.div_ceil(8)];
        for kind in [KeyKind::Head, KeyKind::Modifier] {
            for form in self
                .vocabulary
                .starting_with(kind, "", usize::MAX)
                .into_iter()
                .flat_map(|found| found.forms)
            {
                bits[form as usize / 8] |= 1 << (form % 8);
            }
        }
        self.layout.compounds = OwnedBytes::new(bits);
    }

    /// The lists of a form.
    fn lists(&self, form: FormId) -> Result<Lists, IndexError> {
        let mut lists = Lists::default();
        let fields = self.vocabulary.statistics(form).fields;
        for (_, field) in
            self.fields.text.into_iter().enumerate().filter(|(at, _)| fields >> at & 1 == 1)
        {
            let term = Term::from_field_text(field, self.vocabulary.form(form));
            let found = match self.readers.first() {
                Some(reader) => {
                    let inverted = reader.inverted_index(field)?;
                    let with = IndexRecordOption::WithFreqsAndPositions;
                    inverted.read_postings(&term, with).map_err(tantivy::TantivyError::from)?
                }
                None => None,
            };
            lists.add_field(found);
        }
        Ok(lists)
    }

    /// The home chunks and those of positions: every form in each.
    fn by_form(&mut self, order: &[FormId]) -> Result<(), IndexError> {
        let (mut home, mut positions) = (Words::default(), Words::default());
        for form in order {
            let lists = self.lists(*form)?;
            let place = self.layout.place(*form);
            if let Some(chunk) = home.add(place, *form, (lists.postings, Vec::new())) {
                self.give(Kind::Home, chunk)?;
            }
            if let Some(chunk) = positions.add(place, *form, (Vec::new(), lists.positions)) {
                self.give(Kind::Positions, chunk)?;
            }
        }
        for (kind, words) in [(Kind::Home, &mut home), (Kind::Positions, &mut positions)] {
            if let Some(chunk) = words.close() {
                self.give(kind, chunk)?;
            }
        }
        self.layout.home = home.firsts;
        self.layout.positions = positions.firsts;
        Ok(())
    }

    fn clusters(&mut self) -> Result<(), IndexError> {
        let mut held: BTreeMap<FormId, Lists> = BTreeMap::new();
        let mut bytes = 0;
        for key in self.keys() {
            let forms = cluster(&self.vocabulary, &key);
            if forms.is_empty() {
                continue;
            }
            if bytes >= WORDS {
                self.give(Kind::Clusters, cluster_chunk(&std::mem::take(&mut held)))?;
                bytes = 0;
            }
            if held.is_empty() {
                self.layout.clusters.push(key.clone());
            }
            let near = self.near(&key, &forms);
            for form in forms {
                let known = held.get(&form).is_some_and(|lists| !lists.positions.is_empty());
                if known {
                    continue;
                }
                let mut lists = self.lists(form)?;
                if !near.contains(&form) {
                    lists.positions.clear();
                }
                bytes += lists.postings.len() + lists.positions.len() + 4;
                held.insert(form, lists);
            }
        }
        if held.is_empty() { Ok(()) } else { self.give(Kind::Clusters, cluster_chunk(&held)) }
    }

    /// The compounds that nearness will look at first: in each field those that end in the word,
    /// then the others.
    fn near(&self, key: &str, forms: &[FormId]) -> BTreeSet<FormId> {
        let heads: BTreeSet<FormId> =
            self.vocabulary.forms(KeyKind::Head, key).into_iter().collect();
        let (first, then): (Vec<FormId>, Vec<FormId>) =
            forms.iter().partition(|form| heads.contains(form));
        let all: Vec<FormId> = first.into_iter().chain(then).collect();
        let in_field = |field: usize| {
            let stands =
                move |form: &&FormId| self.vocabulary.statistics(**form).fields >> field & 1 == 1;
            all.iter().filter(stands).take(NEAR).copied().collect::<Vec<_>>()
        };
        (0..TEXT_FIELDS.len()).flat_map(in_field).collect()
    }

    /// Titles and names with their documents, by hash.
    fn exact(&mut self) -> Result<(), IndexError> {
        let mut terms: Vec<(String, Vec<DocId>)> = Vec::new();
        for reader in &self.readers {
            let inverted = reader.inverted_index(self.fields.exact)?;
            let mut stream = inverted.terms().stream().map_err(tantivy::TantivyError::from)?;
            while let Some((term, info)) = stream.next() {
                let found = inverted.read_postings_from_terminfo(info, IndexRecordOption::Basic);
                let mut found = found.map_err(tantivy::TantivyError::from)?;
                let mut documents = Vec::new();
                while found.doc() != TERMINATED {
                    documents.push(found.doc());
                    found.advance();
                }
                terms.push((String::from_utf8_lossy(term).into_owned(), documents));
            }
        }
        self.layout.filter =
            OwnedBytes::new(exact::filter(terms.iter().map(|(term, _)| term.as_str())));
        let count = terms.len().div_ceil(TERMS);
        let mut places = vec![Vec::new(); count];
        for term in terms {
            let place = exact::place(&term.0, number(count)).unwrap_or_default();
            places[place as usize].push(term);
        }
        places.iter().try_for_each(|terms| self.give(Kind::Exact, exact::chunk(terms)))
    }

    fn documents(&mut self) -> Result<(), IndexError> {
        let Some(reader) = self.readers.first() else { return Ok(()) };
        let fields = self.fields.clone();
        let store = Store::open(reader, &fields, 1)?;
        let most = TEXTS.max(usize::try_from(store.bytes() / MOST_TEXTS).unwrap_or(usize::MAX));
        let mut chunk = Vec::new();
        for (document, stored) in (0..).zip(store.all()) {
            if chunk.is_empty() {
                self.layout.documents.push(document);
            }
            documents::push(&stored?, &mut chunk);
            if chunk.len() >= most {
                self.give(Kind::Documents, std::mem::take(&mut chunk))?;
            }
        }
        if chunk.is_empty() { Ok(()) } else { self.give(Kind::Documents, chunk) }
    }
}

/// Chunks of forms on their way.
#[derive(Default)]
struct Words {
    held: Vec<(FormId, Vec<u8>, Vec<u8>)>,
    bytes: usize,
    firsts: Vec<u32>,
}

impl Words {
    /// Adds a form; gives the chunk that is full by now.
    fn add(
        &mut self,
        place: u32,
        form: FormId,
        (postings, positions): (Vec<u8>, Vec<u8>),
    ) -> Option<Vec<u8>> {
        let starts_again = self.held.last().is_some_and(|(last, ..)| *last > form);
        let full = if self.bytes >= WORDS || starts_again { self.close() } else { None };
        if self.held.is_empty() {
            self.firsts.push(place);
        }
        self.bytes += postings.len() + positions.len() + 3;
        self.held.push((form, postings, positions));
        full
    }

    /// The chunk of what is held, if anything is.
    fn close(&mut self) -> Option<Vec<u8>> {
        let forms: Vec<_> = self
            .held
            .iter()
            .map(|(form, one, other)| (*form, one.as_slice(), other.as_slice()))
            .collect();
        let chunk = (!forms.is_empty()).then(|| words::chunk(&forms));
        self.held.clear();
        self.bytes = 0;
        chunk
    }
}

fn cluster_chunk(held: &BTreeMap<FormId, Lists>) -> Vec<u8> {
    let forms: Vec<_> = held
        .iter()
        .map(|(form, lists)| (*form, lists.postings.as_slice(), lists.positions.as_slice()))
        .collect();
    words::chunk(&forms)
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
