//! The same requests natively and in WebAssembly under Node, and everything that can go wrong on the way to the first answer.
//! Without Node these tests say nothing here, and are a failure where `CI` is `true`.

use std::process::{Command, Stdio};
use std::sync::OnceLock;

use portal_search::{Answer, Engine, Facet, Request};
use serde::Deserialize;

use crate::bundle;

/// What `parity.mjs` gives.
#[derive(Deserialize)]
struct Report {
    documents: usize,
    found: Vec<Found>,
    requested: Vec<String>,
    outcomes: std::collections::BTreeMap<String, String>,
    order: serde_json::Value,
}

/// One answer out of the browser's engine.
#[derive(Deserialize)]
struct Found {
    answer: Answer,
    /// The bits of each hit's score; in decimal a last bit could be lost.
    scores: Vec<String>,
}

/// Every query of the editors' and the engine's own tests, each as it is typed, and some that are narrowed.
fn requests() -> Vec<Request> {
    let read = |path: &str| std::fs::read_to_string(bundle::root().join(path)).expect("a file of queries");
    let editors = read("content/search_tests.yaml");
    let editors = editors.lines().filter_map(|line| line.split('"').nth(1));
    let engine = read("search/tests/engine/queries.txt");
    let engine = engine.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split('|').nth(1));
    let truth = read("tests/search/truth.txt");
    let truth = truth.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split('|').nth(1));
    let queries: Vec<String> = editors.chain(engine).chain(truth).map(|query| query.trim().to_owned()).collect();
    assert!(queries.len() > 400, "only {} queries were read", queries.len());
    let mut requests: Vec<Request> = queries.iter().map(Request::new).collect();
    requests.extend(["", "§", "æøå \u{1f600}", "<b>\"&", "xyzzyxyzzy"].map(Request::new));
    for query in ["behandling", "bolig", ""] {
        let narrowed = Request::new(query).with_filter(Facet::Administration, "sof").with_filter(Facet::Kind, "offer");
        requests.push(Request { limit: 5, offset: 3, ..narrowed.clone() });
        requests.push(narrowed);
    }
    let typed = ["støttekontaktperson", "gældsrådgivning til kvinder"];
    for query in typed {
        requests.extend(query.char_indices().skip(1).map(|(at, _)| Request::new(&query[..at])));
    }
    requests
}

/// What Node says; none without Node.
fn report() -> Option<&'static Report> {
    static REPORT: OnceLock<Option<Report>> = OnceLock::new();
    REPORT.get_or_init(run).as_ref()
}

fn run() -> Option<Report> {
    let node =
        Command::new("node").arg("--version").stdout(Stdio::null()).status().is_ok_and(|status| status.success());
    if !node {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "CI must have Node");
        return None;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = |name: &str| folder.path().join(name);
    std::fs::create_dir_all(path("soeg/index")).expect("a folder");
    for (_, name, bytes) in bundle::files(&bundle::site().tree) {
        std::fs::write(path(name), bytes).expect("a file of the bundle");
    }
    std::fs::copy(bundle::root().join(bundle::WORKER), path("search-worker.mjs")).expect("the worker");
    std::fs::write(path("requests.json"), serde_json::to_vec(&requests()).expect("JSON")).expect("the requests");
    let script = bundle::root().join("tests/web/parity.mjs");
    let done = Command::new("node").arg(script).arg(folder.path()).output().expect("Node runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    Some(serde_json::from_slice(&done.stdout).expect("a report"))
}

/// An answer with its scores taken out, for they are compared by their bits.
fn without_scores(mut answer: Answer) -> (Answer, Vec<String>) {
    let take = |score: &mut f64| format!("{:016x}", std::mem::take(score).to_bits());
    let scores = answer.hits.iter_mut().map(|hit| take(&mut hit.score)).collect();
    (answer, scores)
}

#[test]
fn the_browser_s_engine_gives_the_very_same_answers() {
    let Some(report) = report() else { return };
    let engine = Engine::open(bundle::site().index.clone()).expect("the index opens");
    assert_eq!(report.documents, engine.documents());
    let requests = requests();
    assert_eq!(report.found.len(), requests.len());
    for (request, found) in requests.iter().zip(&report.found) {
        let (here, scores) = without_scores(engine.search(request).expect("an answer"));
        let (there, _) = without_scores(found.answer.clone());
        assert_eq!((&there, &found.scores), (&here, &scores), "{request:?}");
    }
}

#[test]
fn after_the_worker_there_are_two_requests() {
    let Some(report) = report() else { return };
    let mut expected: Vec<_> =
        bundle::files(&bundle::site().tree).iter().map(|(_, path, _)| format!("/{path}")).collect();
    expected.retain(|path| !path.contains("manifest"));
    assert_eq!(report.requested, expected);
}

#[test]
fn whatever_goes_wrong_has_a_name() {
    let Some(report) = report() else { return };
    let expected = [
        ("a broken prelude", "damaged"),
        ("a broken stream", "damaged"),
        ("a page for an index", "version"),
        ("a server in trouble", "network"),
        ("an engine with a media type and a parameter", "ready"),
        ("an engine without its media type", "ready"),
        ("another format", "version"),
        ("another manifest", "version"),
        ("as it is", "ready"),
        ("half an engine", "damaged"),
        ("half an engine without its media type", "damaged"),
        ("half an index", "damaged"),
        ("no engine", "version"),
        ("no index", "version"),
        ("no server", "network"),
        ("webassembly blocked", "blocked"),
    ];
    let found: Vec<_> = report.outcomes.iter().map(|(what, outcome)| (what.as_str(), outcome.as_str())).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_newer_search_overtakes_the_older_ones() {
    let Some(report) = report() else { return };
    // Of two before the engine was ready and three at once, the last of each is answered, and nothing else comes.
    assert_eq!(report.order, serde_json::json!(["ready", 2, 5, 0]));
}
