//! Whether staff find what they look for: every line of `queries.txt` against the hand-made corpus.

use crate::corpus;
use portal_search::Answer;

struct Query<'a> {
    class: &'a str,
    text: &'a str,
    expected: Vec<&'a str>,
    within: usize,
}

fn queries() -> Vec<Query<'static>> {
    let lines = include_str!("queries.txt").lines().filter(|line| !line.starts_with('#'));
    lines.map(query).collect()
}

fn query(line: &'static str) -> Query<'static> {
    let fields: Vec<&str> = line.split('|').map(str::trim).collect();
    let [class, text, expected, within] = fields.try_into().unwrap();
    Query { class, text, expected: expected.split(',').collect(), within: within.parse().unwrap() }
}

fn rank_of(answer: &Answer, expected: &[&str]) -> Option<usize> {
    answer.hits.iter().position(|hit| expected.contains(&hit.id.as_str())).map(|at| at + 1)
}

#[test]
fn every_query_finds_its_page_in_time() {
    let engine = corpus::engine();
    let mut missed = Vec::new();
    for query in queries() {
        let answer = corpus::search(&engine, query.text);
        if rank_of(&answer, &query.expected).is_none_or(|rank| rank > query.within) {
            let found: Vec<&str> = answer.hits.iter().take(4).map(|hit| hit.id.as_str()).collect();
            missed.push(format!(
                "{}: `{}` → {found:?}, corrected {:?}",
                query.class, query.text, answer.corrected
            ));
        }
    }
    assert!(missed.is_empty(), "{} queries missed:\n{}", missed.len(), missed.join("\n"));
}
