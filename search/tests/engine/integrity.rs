//! Broken bytes give an error value: never a panic, never a wrong hit.

use crate::corpus;
use portal_search::{Engine, IndexFiles, OpenError, OwnedBytes, Request, Synonyms, build};

fn files() -> IndexFiles {
    build(&corpus::documents()[..12], &corpus::synonyms()).unwrap()
}

fn open_error(files: IndexFiles) -> Option<OpenError> {
    Engine::open(files).err()
}

/// The files, one of them changed.
fn with(files: &IndexFiles, name: &str, change: impl FnOnce(&mut Vec<u8>)) -> IndexFiles {
    let mut changed = files.clone();
    let mut bytes = files.0[name].to_vec();
    change(&mut bytes);
    changed.0.insert(name.to_owned(), OwnedBytes::new(bytes));
    changed
}

/// Positions all over a file: both ends closely, the middle in steps that share no factor with
/// anything.
fn positions(length: usize) -> impl Iterator<Item = usize> {
    (0..length.min(40)).chain((40..length).step_by(997)).chain(length.saturating_sub(40)..length)
}

#[test]
fn a_flipped_bit_anywhere_is_found() {
    let files = files();
    for (name, bytes) in &files.0 {
        for at in positions(bytes.len()) {
            let broken = with(&files, name, |bytes| bytes[at] ^= 1 << (at % 8));
            assert!(open_error(broken).is_some(), "{name} at {at}");
        }
    }
}

#[test]
fn a_file_cut_short_anywhere_is_found() {
    let files = files();
    for (name, bytes) in &files.0 {
        for length in positions(bytes.len()) {
            let broken = with(&files, name, |bytes| bytes.truncate(length));
            assert!(open_error(broken).is_some(), "{name} cut to {length}");
        }
    }
}

#[test]
fn a_file_with_something_appended_is_found() {
    let files = files();
    for name in files.0.keys() {
        let broken = with(&files, name, |bytes| bytes.push(b'\n'));
        assert!(open_error(broken).is_some(), "{name}");
    }
}

#[test]
fn a_missing_file_is_named() {
    let files = files();
    for name in files.0.keys() {
        let mut broken = files.clone();
        broken.0.remove(name);
        assert!(
            matches!(open_error(broken), Some(OpenError::MissingFile(missing)) if missing == *name)
        );
    }
}

#[test]
fn a_file_that_the_manifest_does_not_list_is_as_if_it_were_not_there() {
    for name in [".tantivy-meta.lock", ".DS_Store", "other.idx"] {
        let mut files = files();
        files.0.insert(name.to_owned(), OwnedBytes::new(vec![1]));
        let answer = Engine::open(files).unwrap().search(&Request::new("")).unwrap();
        assert!(answer.total > 0, "{name}");
    }
}

#[test]
fn files_of_two_builds_do_not_mix() {
    let documents = corpus::documents();
    let (first, second) = (files(), build(&documents[..13], &corpus::synonyms()).unwrap());
    for (name, bytes) in &second.0 {
        if first.0.get(name).is_some_and(|own| own != bytes) {
            let mut mixed = first.clone();
            mixed.0.insert(name.clone(), bytes.clone());
            assert!(open_error(mixed).is_some(), "{name}");
        }
    }
}

#[test]
fn another_format_is_refused_by_its_version() {
    let mut files = files();
    let manifest = String::from_utf8(files.0["portal-manifest.json"].to_vec()).unwrap();
    let other = manifest.replace("\"format\": ", "\"format\": 1");
    assert_ne!(manifest, other);
    files.0.insert("portal-manifest.json".to_owned(), OwnedBytes::new(other.into_bytes()));
    assert!(open_error(files).is_some());
}

#[test]
fn an_index_without_documents_answers_nothing() {
    let engine = Engine::open(build(&[], &Synonyms::default()).unwrap()).unwrap();
    for query in ["", "mentor", "§ 141", "33 17 33 21"] {
        let answer = engine.search(&Request::new(query)).unwrap();
        assert_eq!((answer.total, answer.hits.len()), (0, 0), "{query}");
    }
}

#[test]
fn strange_queries_are_answered() {
    let engine = corpus::engine();
    let long = "behandling ".repeat(500);
    let words = "æøå".repeat(3000);
    let strange = [
        "\"",
        "§",
        "§§ 1",
        "''",
        "<script>",
        "a\u{301}",
        "\u{0}",
        "....",
        "-",
        "1",
        "😀",
        "ﬁ",
        "İ",
        "ß",
        "٣",
        "AND OR NOT",
        "title:mentor",
        "*",
        "?",
        "~",
        "\u{ad}",
        "\u{1f468}\u{200d}\u{1f469}",
        long.as_str(),
        words.as_str(),
    ];
    for query in strange {
        engine.search(&Request::new(query)).unwrap();
    }
}
