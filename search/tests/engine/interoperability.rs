//! Any other tantivy front end with its own default tokenizers opens the index and finds words in
//! it.

use std::path::Path;

use crate::corpus;
use portal_search::build;
use tantivy::collector::TopDocs;
use tantivy::directory::RamDirectory;
use tantivy::query::QueryParser;
use tantivy::schema::Value;
use tantivy::{Directory, Index, TantivyDocument};

fn plain_tantivy() -> Index {
    let directory = RamDirectory::create();
    for (name, bytes) in build(&corpus::documents(), &corpus::synonyms()).unwrap().0 {
        directory.atomic_write(Path::new(&name), &bytes).unwrap();
    }
    Index::open(directory).unwrap()
}

fn titles(index: &Index, query: &str) -> Vec<String> {
    let schema = index.schema();
    let field = |name: &str| schema.get_field(name).unwrap();
    let parser = QueryParser::for_index(index, vec![field("title"), field("names"), field("body")]);
    let searcher = index.reader().unwrap().searcher();
    let found = searcher
        .search(&parser.parse_query(query).unwrap(), &TopDocs::with_limit(3).order_by_score())
        .unwrap();
    let title = |address| {
        let document: TantivyDocument = searcher.doc(address).unwrap();
        document
            .get_first(field("title"))
            .and_then(|value| value.as_str().map(str::to_owned))
            .unwrap()
    };
    found.into_iter().map(|(_, address)| title(address)).collect()
}

#[test]
fn plain_words_phrases_and_facets_are_found() {
    let index = plain_tantivy();
    assert_eq!(titles(&index, "Støttekontaktperson AND kind:offer"), ["Støttekontaktperson"]);
    assert_eq!(titles(&index, "\"social handleplan\"")[0], "Social handleplan");
    assert_eq!(titles(&index, "id:dag-til-dag"), ["Dag til Dag"]);
    assert_eq!(titles(&index, "fællesborgerne")[0], "Virksomhedspraktik");
}

#[test]
fn every_file_has_the_checksum_that_tantivy_wrote() {
    assert!(plain_tantivy().validate_checksum().unwrap().is_empty());
}

#[test]
fn the_index_names_one_segment_with_all_documents() {
    let index = plain_tantivy();
    let segments = index.searchable_segment_metas().unwrap();
    assert_eq!(segments.len(), 1);
    assert_eq!(usize::try_from(segments[0].max_doc()).unwrap(), corpus::documents().len());
}
