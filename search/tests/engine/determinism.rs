//! The same input gives the same bytes and the same answers; arithmetic is the same on every host.

use crate::corpus;
use portal_search::{Engine, IndexError, Request, build};

#[test]
fn the_same_documents_give_the_same_bytes_in_any_order() {
    let mut documents = corpus::documents();
    let first = build(&documents, &corpus::synonyms()).unwrap();
    assert_eq!(first, build(&documents, &corpus::synonyms()).unwrap());
    documents.reverse();
    assert_eq!(first, build(&documents, &corpus::synonyms()).unwrap());
}

#[test]
fn other_documents_give_another_segment_name() {
    let documents = corpus::documents();
    let names = |count: usize| -> Vec<String> {
        build(&documents[..count], &corpus::synonyms()).unwrap().0.into_keys().collect()
    };
    assert_ne!(names(5), names(6));
}

#[test]
fn two_documents_of_one_kind_and_id_are_refused() {
    let mut documents = corpus::documents();
    documents.push(documents[0].clone());
    let error = build(&documents, &corpus::synonyms()).unwrap_err();
    assert!(
        matches!(error, IndexError::DuplicateId { id } if id == "offer/laengerevarende-tilbud")
    );
}

#[test]
fn ties_are_settled_by_title_and_then_by_id() {
    let mut documents = corpus::documents();
    documents.truncate(1);
    for (id, title) in
        [("c", "Samme tekst"), ("a", "Samme tekst"), ("b", "Anden tekst"), ("d", "Ørens tekst")]
    {
        let mut copy = documents[0].clone();
        (copy.id, copy.title) = (id.to_owned(), title.to_owned());
        documents.push(copy);
    }
    let engine = Engine::open(build(&documents[1..], &corpus::synonyms()).unwrap()).unwrap();
    let answer = engine.search(&Request::new("værksteder")).unwrap();
    let ids: Vec<&str> = answer.hits.iter().map(|hit| hit.id.as_str()).collect();
    assert_eq!(ids, ["b", "a", "c", "d"]);
}

#[test]
fn no_arithmetic_is_left_to_the_host() {
    let sources = [
        include_str!("../../src/rank/group.rs"),
        include_str!("../../src/rank/alternative.rs"),
        include_str!("../../src/rank/coverage.rs"),
        include_str!("../../src/rank/nearness.rs"),
        include_str!("../../src/rank/segment.rs"),
        include_str!("../../src/query/expand.rs"),
        include_str!("../../src/query/fuzzy.rs"),
    ];
    for method in [".ln()", ".log2()", ".log10()", ".exp()", ".powf(", ".powi(", ".mul_add(", "f32"]
    {
        assert!(
            sources.iter().all(|source| !source.contains(method)),
            "{method} differs between hosts: use libm"
        );
    }
}
