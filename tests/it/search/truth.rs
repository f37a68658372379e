//! `truth.txt` → its queries. What a line may not say is a failing test, so that no query is left out unseen.

use std::collections::BTreeSet;

/// The groups, in the order of the table.
pub(crate) const GROUPS: [&str; 13] = [
    "name",
    "prefix",
    "inflection",
    "compound",
    "split",
    "letters",
    "typo",
    "abbreviation",
    "synonym",
    "question",
    "law",
    "number",
    "need",
];

/// Whether a query may guide weights and rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Set {
    Tune,
    Held,
}

/// A query and the ids that are right.
#[derive(Debug)]
pub(crate) struct Query {
    pub(crate) group: &'static str,
    pub(crate) text: &'static str,
    pub(crate) right: Vec<&'static str>,
    pub(crate) set: Set,
}

/// Every query, in the order of the file.
pub(crate) fn queries() -> Vec<Query> {
    let lines = include_str!("../../search/truth.txt").lines().filter(|line| !line.starts_with('#'));
    lines.map(query).collect()
}

fn query(line: &'static str) -> Query {
    let fields: Vec<_> = line.split('|').map(str::trim).collect();
    let [group, text, right, set] = fields[..] else { panic!("four fields in `{line}`") };
    let set = match set {
        "tune" => Set::Tune,
        "held" => Set::Held,
        _ => panic!("tune or held in `{line}`"),
    };
    Query { group, text, right: right.split(',').collect(), set }
}

#[test]
fn the_set_is_large_and_a_third_of_every_group_is_held() {
    let queries = queries();
    assert!(queries.len() >= 150, "{} queries", queries.len());
    for group in GROUPS {
        let all = queries.iter().filter(|query| query.group == group).count();
        let held = queries.iter().filter(|query| query.group == group && query.set == Set::Held).count();
        assert_eq!(held, all / 3, "{group}");
    }
    let strange: Vec<_> = queries.iter().filter(|query| !GROUPS.contains(&query.group)).collect();
    assert!(strange.is_empty(), "{strange:?}");
}

#[test]
fn no_query_stands_twice() {
    let mut seen = BTreeSet::new();
    let twice: Vec<_> = queries().into_iter().filter(|query| !seen.insert(query.text)).collect();
    assert!(twice.is_empty(), "{twice:?}");
}
