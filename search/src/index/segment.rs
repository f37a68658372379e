//! Documents → one tantivy segment whose name follows from its content, so that the same input
//! gives the same bytes.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use tantivy::Directory;
use tantivy::directory::OwnedBytes;
use tantivy::index::SegmentId;
use tantivy::indexer::SingleSegmentIndexWriter;
use tantivy::store::Compressor;
use tantivy::tokenizer::{RawTokenizer, TokenizerManager};
use tantivy::{Index, IndexBuilder, IndexSettings, TantivyDocument};

use super::exact;
use super::new_files::NewFiles;
use super::schema::Fields;
use super::tokens::{Prepared, TextTokens};
use crate::analysis::clean;
use crate::{DocumentKind, Facet, IndexError, IndexFiles, SearchDocument, Shown};

/// tantivy's list of its segments.
const META_FILE: &str = "meta.json";

/// tantivy's list of the files that it may delete.
const MANAGED_FILE: &str = ".managed.json";

/// tantivy sizes its first hash table by this; one segment holds everything whatever it says.
const WRITER_BYTES: usize = 64 << 20;

/// Small blocks: a hit reads one, and neighbours in title order are rarely hits together.
const STORE_BLOCK_BYTES: usize = 8 << 10;

/// How many documents are prepared while those before them are written.
const BATCH: usize = 256;

/// A written segment.
pub(crate) struct Written {
    /// The index that it is all of.
    pub(crate) index: Index,
    /// Where its files lie.
    files: NewFiles,
}

/// Writes documents into one segment in memory, in the order of `places`; `document` gives the one
/// at a place.
pub(crate) fn write<'d>(
    places: &[usize],
    document: impl Fn(usize) -> Cow<'d, SearchDocument> + Sync,
) -> Result<Written, IndexError> {
    let fields = Fields::new();
    let settings = IndexSettings {
        docstore_compression: Compressor::None,
        docstore_compress_dedicated_thread: false,
        docstore_blocksize: STORE_BLOCK_BYTES,
        ..IndexSettings::default()
    };
    let (tokens, files) = (Prepared::default(), NewFiles::default());
    let mut writer: SingleSegmentIndexWriter = IndexBuilder::new()
        .schema(fields.schema.clone())
        .settings(settings)
        .tokenizers(tokenizers(&tokens))
        .single_segment_index_writer(files.clone(), WRITER_BYTES)?;
    let to_tantivy = |at: usize| to_tantivy(&document(at), &fields);
    let mut batches = places.chunks(BATCH);
    let mut next = batches.next().map(|batch| prepare(batch, &to_tantivy));
    while let Some(batch) = next.take() {
        let add = || {
            batch.into_iter().try_for_each(|(document, texts)| {
                tokens.hand_in(texts);
                writer.add_document(document)
            })
        };
        match batches.next() {
            Some(following) => next = Some(side_by_side(add, || prepare(following, &to_tantivy))?),
            None => add()?,
        }
    }
    Ok(Written { index: writer.finalize()?, files })
}

/// A document as tantivy takes it, with the tokens of its texts in the order in which tantivy asks
/// for them.
type PreparedDocument = (TantivyDocument, Vec<TextTokens>);

#[cfg(feature = "parallel")]
fn prepare(
    places: &[usize],
    work: &(impl Fn(usize) -> PreparedDocument + Sync),
) -> Vec<PreparedDocument> {
    use rayon::prelude::*;
    places.par_iter().map(|at| work(*at)).collect()
}

#[cfg(not(feature = "parallel"))]
fn prepare(places: &[usize], work: &impl Fn(usize) -> PreparedDocument) -> Vec<PreparedDocument> {
    places.iter().map(|at| work(*at)).collect()
}

/// Adds what is ready on this thread, while the others prepare what comes next.
#[cfg(feature = "parallel")]
fn side_by_side<T: Default + Send>(
    add: impl FnOnce() -> tantivy::Result<()>,
    prepare: impl FnOnce() -> T + Send,
) -> Result<T, IndexError> {
    let mut prepared = T::default();
    let added = rayon::in_place_scope(|scope| {
        scope.spawn(|_| prepared = prepare());
        add()
    });
    added?;
    Ok(prepared)
}

#[cfg(not(feature = "parallel"))]
fn side_by_side<T>(
    add: impl FnOnce() -> tantivy::Result<()>,
    prepare: impl FnOnce() -> T,
) -> Result<T, IndexError> {
    add()?;
    Ok(prepare())
}

fn tokenizers(tokens: &Prepared) -> TokenizerManager {
    let manager = TokenizerManager::new();
    manager.register("default", tokens.clone());
    manager.register("raw", RawTokenizer::default());
    manager
}

/// The texts are added in the order of the schema's fields, which is the order in which tantivy
/// asks for their tokens.
fn to_tantivy(document: &SearchDocument, fields: &Fields) -> PreparedDocument {
    let mut stored = TantivyDocument::default();
    stored.add_text(fields.id, &document.id);
    let mut tokens = Vec::new();
    let title = clean(&document.title);
    let names: Vec<String> = document.names.iter().map(|name| clean(name)).collect();
    let mut exact = exact::terms(&title, &names);
    exact.extend((document.kind == DocumentKind::Law).then(|| exact::LAWS.to_owned()));
    let all = |texts: &[String]| texts.iter().map(|text| clean(text)).collect();
    let (headings, keywords) = (all(&document.headings), all(&document.keywords));
    let texts = [
        vec![title],
        names,
        headings,
        vec![clean(&document.summary)],
        vec![clean(&document.body)],
        keywords,
    ];
    for (field, texts) in fields.text.into_iter().zip(texts) {
        for text in texts {
            tokens.push(TextTokens::of(&text));
            stored.add_text(field, text);
        }
    }
    stored.add_text(fields.url, &document.url);
    stored.add_bool(fields.historical, document.historical);
    if let Some(shown) = shown(document) {
        stored.add_text(fields.shown, shown);
    }
    for term in exact {
        stored.add_text(fields.exact, term);
    }
    for (facet, field) in Facet::ALL.into_iter().zip(fields.facets) {
        for value in facet_values(document, facet) {
            stored.add_text(field, value);
        }
    }
    (stored, tokens)
}

/// What is shown with a document as it is kept: its parts begin where they do in the text that is
/// kept.
fn shown(document: &SearchDocument) -> Option<String> {
    let Shown { owner, need, parts } = document.shown.clone();
    let moved = parts.into_iter().map(|mut part| {
        part.0 = document.body.get(..part.0).map_or(0, |before| clean(before).len());
        part
    });
    let shown = Shown { owner, need, parts: moved.collect() };
    (shown != Shown::default()).then(|| serde_json::to_string(&shown).unwrap_or_default())
}

/// A document's values of a facet, each once.
fn facet_values(document: &SearchDocument, facet: Facet) -> Vec<String> {
    if facet == Facet::Kind {
        return vec![document.kind.as_str().to_owned()];
    }
    let mut values = document.facets.get(&facet).cloned().unwrap_or_default();
    values.sort();
    values.dedup();
    values
}

/// The segment's files under names that follow from their content.
pub(crate) fn into_files(written: &Written) -> Result<IndexFiles, IndexError> {
    let Written { index, files } = written;
    let mut components = BTreeMap::new();
    let paths: BTreeSet<PathBuf> = index.load_metas()?.list_segment_files().into_iter().collect();
    for path in paths {
        // The index's own view of a file would leave out tantivy's footer.
        if let (Some(extension), Some(bytes)) = (path.extension(), files.get(&path)) {
            components.insert(extension.to_string_lossy().into_owned(), bytes);
        }
    }
    rename(index, components)
}

fn rename(
    index: &Index,
    components: BTreeMap<String, OwnedBytes>,
) -> Result<IndexFiles, IndexError> {
    let name = content_name(&components);
    let meta =
        index.directory().atomic_read(Path::new(META_FILE)).map_err(tantivy::TantivyError::from)?;
    let mut meta = String::from_utf8_lossy(&meta).into_owned();
    for id in index.searchable_segment_ids()? {
        meta = meta
            .replace(&id.uuid_string(), &hyphenated(&name))
            .replace(&hyphenated(&id.uuid_string()), &hyphenated(&name));
    }
    let components =
        components.into_iter().map(|(extension, bytes)| (format!("{name}.{extension}"), bytes));
    let mut files = IndexFiles(components.collect());
    let mut managed: Vec<&str> = files.0.keys().map(String::as_str).chain([META_FILE]).collect();
    managed.sort_unstable();
    let managed = serde_json::to_vec(&managed)?;
    files.insert(MANAGED_FILE, managed);
    files.insert(META_FILE, meta.into_bytes());
    Ok(files)
}

/// 32 hexadecimal digits of the content's SHA-256: what a segment id looks like in a file name.
fn content_name(components: &BTreeMap<String, OwnedBytes>) -> String {
    let mut hasher = Sha256::new();
    for (extension, bytes) in components {
        hasher.update(extension.as_bytes());
        hasher.update((bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    }
    let digest = hasher.finalize();
    digest.iter().take(16).fold(String::new(), |name, byte| format!("{name}{byte:02x}"))
}

/// The form in which `meta.json` writes a segment id.
fn hyphenated(name: &str) -> String {
    SegmentId::from_uuid_string(name).map_or_else(
        |_| name.to_owned(),
        |_| [&name[..8], &name[8..12], &name[12..16], &name[16..20], &name[20..]].join("-"),
    )
}
