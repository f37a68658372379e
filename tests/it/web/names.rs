//! What the search answers before engine and index are there: every entry by its right address,
//! most of the truth set right already, and no whole name that the engine would answer otherwise.
//! Without Node these tests say nothing here, and are a failure where `CI` is `true`.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;
use std::sync::OnceLock;

use portal_search::{Engine, Request};
use serde::Deserialize;

use super::{bundle, parity};
use crate::search::truth;

/// Where the rule lies in the theme.
const RULE: &str = "themes/default/static/js/search-names.js";

/// How much of the truth set has its first answer right before the engine is there.
const RIGHT_FIRST: f64 = 0.70;

/// How many of the whole titles and other names have the first answer that the engine gives too.
const SAME_AS_ENGINE: f64 = 0.95;

/// What the manifest may weigh, compressed with brotli: it stands between a keystroke and the first
/// answer.
const BUDGET: usize = 12_000;

/// What `names.mjs` gives.
#[derive(Deserialize)]
struct Report {
    entries: Vec<Entry>,
    found: Vec<Vec<String>>,
    refused: Vec<serde_json::Value>,
}

/// An entry as the names know it.
#[derive(Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    kind: String,
    id: String,
    url: String,
    title: String,
    historical: bool,
}

/// What is asked: the truth set, then every title and other name.
fn queries() -> (Vec<truth::Query>, Vec<String>) {
    let manifest: serde_json::Value =
        serde_json::from_slice(bundle::file("manifest.json")).expect("JSON");
    let groups =
        ["current", "historical"].map(|group| manifest["names"][group].as_object().expect("kinds"));
    let written = groups
        .iter()
        .flat_map(|kinds| kinds.values())
        .flat_map(|all| all.as_array().expect("entries"));
    let names = written.flat_map(|texts| texts.as_array().expect("texts").iter().skip(1));
    let names: BTreeSet<String> =
        names.map(|name| name.as_str().expect("a text").to_owned()).collect();
    (truth::queries(), names.into_iter().collect())
}

/// What Node says; none without Node.
fn report() -> Option<&'static Report> {
    static REPORT: OnceLock<Option<Report>> = OnceLock::new();
    REPORT.get_or_init(|| parity::has_node().then(run)).as_ref()
}

fn run() -> Report {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = |name: &str| folder.path().join(name);
    let (truth, names) = queries();
    let asked: Vec<&str> =
        truth.iter().map(|query| query.text).chain(names.iter().map(String::as_str)).collect();
    std::fs::write(path("manifest.json"), bundle::file("manifest.json")).expect("the manifest");
    std::fs::copy(bundle::root().join(RULE), path("search-names.mjs")).expect("the rule");
    std::fs::write(path("queries.json"), serde_json::to_vec(&asked).expect("JSON"))
        .expect("the queries");
    let script = bundle::root().join("tests/web/names.mjs");
    let done = Command::new("node").arg(script).arg(folder.path()).output().expect("Node runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    serde_json::from_slice(&done.stdout).expect("a report")
}

/// The share of `true`.
fn share(outcomes: &[bool]) -> f64 {
    let count = |all: usize| f64::from(u32::try_from(all).expect("a few hundred"));
    count(outcomes.iter().filter(|right| **right).count()) / count(outcomes.len())
}

#[test]
fn the_names_know_every_entry_and_where_it_is() {
    let Some(report) = report() else { return };
    let all = Request { limit: usize::MAX, ..Request::new("") };
    let hits = parity::engine().search(&all).expect("an answer").hits.into_iter();
    let hits: BTreeSet<Entry> = hits
        .map(|hit| {
            let (kind, historical) = (hit.kind.to_string(), hit.historical);
            Entry { kind, id: hit.id, url: hit.url, title: hit.title, historical }
        })
        .collect();
    let known: BTreeSet<&Entry> = report.entries.iter().collect();
    assert_eq!(known, hits.iter().collect());
}

#[test]
fn most_first_answers_are_right_before_the_engine_is_there() {
    let Some(report) = report() else { return };
    let (truth, _) = queries();
    let is_right = |(query, found): (&truth::Query, &Vec<String>)| {
        let first = found.first().and_then(|hit| hit.split_once('/'));
        first.is_some_and(|(_, id)| query.right.contains(&id))
    };
    let outcomes: Vec<bool> = truth.iter().zip(&report.found).map(is_right).collect();
    let mut by_group: BTreeMap<&str, Vec<bool>> = BTreeMap::new();
    for (query, outcome) in truth.iter().zip(&outcomes) {
        by_group.entry(query.group).or_default().push(*outcome);
    }
    let by_group: BTreeMap<_, _> =
        by_group.iter().map(|(group, outcomes)| (*group, share(outcomes))).collect();
    assert!(share(&outcomes) >= RIGHT_FIRST, "{} in all: {by_group:?}", share(&outcomes));
}

#[test]
fn a_whole_name_has_the_first_answer_that_the_engine_gives() {
    let Some(report) = report() else { return };
    let (truth, names) = queries();
    let engine = parity::engine();
    let found = report.found.iter().skip(truth.len());
    let outcomes: Vec<(bool, &str)> = names
        .iter()
        .zip(found)
        .map(|(name, found)| (is_first(engine, name, found), name.as_str()))
        .collect();
    let others: Vec<&str> =
        outcomes.iter().filter(|(same, _)| !same).map(|(_, name)| *name).collect();
    let outcomes: Vec<bool> = outcomes.iter().map(|(same, _)| *same).collect();
    assert!(
        share(&outcomes) >= SAME_AS_ENGINE,
        "{} of {}: {others:?}",
        share(&outcomes),
        names.len()
    );
}

/// Whether the engine's first hit for `query` is the first of `found`.
fn is_first(engine: &Engine, query: &str, found: &[String]) -> bool {
    let hits = engine.search(&Request { limit: 1, ..Request::new(query) }).expect("an answer").hits;
    hits.first().map(|hit| format!("{}/{}", hit.kind, hit.id)).as_ref() == found.first()
}

#[test]
fn what_names_cannot_say_is_left_to_the_engine() {
    let Some(report) = report() else { return };
    assert_eq!(report.refused, [serde_json::Value::Null, ().into(), ().into(), ().into()]);
}

#[test]
fn the_names_are_small_enough_to_come_first() {
    let [_, _, brotli] = super::size::sizes(bundle::file("manifest.json"));
    assert!(brotli <= BUDGET, "the manifest with its names has {brotli} bytes");
}
