//! The same requests natively and in WebAssembly under Node, and everything that can go wrong on
//! the way to the first answer. Without Node these tests say nothing here, and are a failure where
//! `CI` is `true`.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use portal_search::Engine;
use serde::Deserialize;

use super::asked::{self, Found};
use super::bundle;

/// What `parity.mjs` gives.
#[derive(Deserialize)]
pub(super) struct Report {
    documents: usize,
    pub(super) found: Vec<Found>,
    pub(super) requested: Vec<String>,
    outcomes: BTreeMap<String, String>,
    pub(super) chunks: BTreeMap<String, String>,
    order: serde_json::Value,
}

/// The engine in this process.
pub(super) fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| Engine::open(bundle::site().index.clone()).expect("the index opens"))
}

/// What Node says; none without Node.
fn report() -> Option<&'static Report> {
    static REPORT: OnceLock<Option<Report>> = OnceLock::new();
    let write = |folder: &Path| {
        for (_, name, bytes) in bundle::files(&bundle::site().tree) {
            std::fs::write(folder.join(name), bytes).expect("a file of the bundle");
        }
    };
    REPORT.get_or_init(|| run(&write)).as_ref()
}

/// Whether there is Node, which there must be in CI.
pub(super) fn has_node() -> bool {
    let asked = Command::new("node").arg("--version").stdout(Stdio::null()).status();
    let is_there = asked.is_ok_and(|status| status.success());
    assert!(is_there || std::env::var("CI").as_deref() != Ok("true"), "CI must have Node");
    is_there
}

/// What Node says of a bundle that `write` writes; none without Node.
pub(super) fn run(write: &dyn Fn(&Path)) -> Option<Report> {
    if !has_node() {
        return None;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = |name: &str| folder.path().join(name);
    std::fs::create_dir_all(path("soeg/index")).expect("a folder");
    write(folder.path());
    std::fs::copy(bundle::root().join(bundle::WORKER), path("search-worker.mjs"))
        .expect("the worker");
    std::fs::write(
        path("requests.json"),
        serde_json::to_vec(&asked::requests(engine())).expect("JSON"),
    )
    .expect("the requests");
    let script = bundle::root().join("tests/web/parity.mjs");
    let done = Command::new("node").arg(script).arg(folder.path()).output().expect("Node runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    Some(serde_json::from_slice(&done.stdout).expect("a report"))
}

#[test]
fn the_browser_s_engine_gives_the_very_same_answers() {
    let Some(report) = report() else { return };
    assert_eq!(report.documents, engine().documents());
    asked::compare(engine(), &asked::requests(engine()), &report.found);
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
        ("a flipped bit at 0.01 of the engine", "damaged"),
        ("a flipped bit at 0.2 of the engine", "damaged"),
        ("a flipped bit at 0.4 of the engine", "damaged"),
        ("a flipped bit at 0.6 of the engine", "damaged"),
        ("a flipped bit at 0.8 of the engine", "damaged"),
        ("a flipped bit at 0.99 of the engine", "damaged"),
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
    let found: Vec<_> =
        report.outcomes.iter().map(|(what, outcome)| (what.as_str(), outcome.as_str())).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_newer_search_overtakes_the_older_ones() {
    let Some(report) = report() else { return };
    // Of two before the engine was ready and three at once, the last of each is answered, and
    // nothing else comes.
    assert_eq!(report.order, serde_json::json!(["ready", 2, 5, 0]));
}
