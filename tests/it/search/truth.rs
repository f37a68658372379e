//! `truth.txt` → its queries. What a line may not say is a failing test, so that no query is left
//! out unseen.

use std::collections::BTreeSet;

/// The groups, in the order of the table.
pub(crate) const GROUPS: [&str; 17] = [
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
    "plain",
    "long",
    "staff",
    "second hand",
];

/// What other hands wrote, who sorted it into no group, file by file. The misses of the first were
/// looked at on 2026-11-29.
pub(crate) const BLIND: [&str; 2] = ["held-back.tsv", "held-back-2.tsv"];

/// What other hands wrote and was looked at then: it may guide weights and rules.
pub(crate) const LOOKED_AT: [(&str, &str); 5] = [
    ("third-hand.tsv", include_str!("../../search/third-hand.tsv")),
    ("fourth-hand.tsv", include_str!("../../search/fourth-hand.tsv")),
    ("fifth-hand.tsv", include_str!("../../search/fifth-hand.tsv")),
    ("sixth-hand.tsv", include_str!("../../search/sixth-hand.tsv")),
    ("seventh-hand.tsv", include_str!("../../search/seventh-hand.tsv")),
];

/// Whether a query may guide weights and rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Set {
    Tune,
    Held,
    /// Written by another hand; not looked at, query by query, by whoever tunes.
    Blind,
}

/// A query and the ids that are right.
#[derive(Debug)]
pub(crate) struct Query {
    pub(crate) group: &'static str,
    pub(crate) text: &'static str,
    pub(crate) right: Vec<&'static str>,
    pub(crate) set: Set,
}

/// Every query, in the order of the files.
pub(crate) fn queries() -> Vec<Query> {
    let own = said(include_str!("../../search/truth.txt")).map(query);
    let [first, second] = BLIND;
    let held_back = said(include_str!("../../search/held-back.tsv"));
    let held_back_2 = said(include_str!("../../search/held-back-2.tsv"));
    own.chain(held_back.map(|line| by_another_hand(first, Set::Blind, line)))
        .chain(held_back_2.map(|line| by_another_hand(second, Set::Blind, line)))
        .collect()
}

/// The queries of [`LOOKED_AT`].
pub(crate) fn looked_at() -> Vec<Query> {
    let queries = |(file, text): (&'static str, &'static str)| {
        said(text).map(move |line| by_another_hand(file, Set::Tune, line))
    };
    LOOKED_AT.into_iter().flat_map(queries).collect()
}

fn said(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty())
}

fn by_another_hand(group: &'static str, set: Set, line: &'static str) -> Query {
    let (text, right) = line.split_once('\t').unwrap_or_else(|| panic!("a tabulator in `{line}`"));
    let right = right.split(',').map(|id| id.trim().rsplit('/').next().unwrap_or_default());
    Query { group, text: text.trim(), right: right.collect(), set }
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
fn the_set_is_large_and_a_third_of_it_is_by_another_hand() {
    let queries = queries();
    assert!(queries.len() >= 500, "{} queries", queries.len());
    let blind = queries.iter().filter(|query| query.set == Set::Blind).count();
    assert!(3 * blind >= queries.len() - 2, "{blind} of {}", queries.len());
    let own = queries.iter().filter(|query| query.set != Set::Blind);
    let strange: Vec<_> = own.filter(|query| !GROUPS.contains(&query.group)).collect();
    assert!(strange.is_empty(), "{strange:?}");
}

#[test]
fn no_query_stands_twice() {
    let mut seen = BTreeSet::new();
    let all = queries().into_iter().chain(looked_at());
    let twice: Vec<_> = all.filter(|query| !seen.insert(query.text)).collect();
    assert!(twice.is_empty(), "{twice:?}");
}
