//! How fast the browser's engine answers, at this repository's own size and at 1,000 and 10,000
//! offers of the synthetic portal: the published bundle and the worker's own code, under Node. Run
//! with `cargo bench --bench search_web`; says so where Node is missing.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a bench tells what it measured")]
#![expect(clippy::expect_used, reason = "a bench that cannot measure ends")]
#![expect(clippy::disallowed_methods, reason = "Node reads the bundle from the disk")]

mod synthetic;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use portal::source::{self, Sources};
use portal::stages;
use portal_search::{Facet, Request};
use serde::Deserialize;

/// The worker's script among the sources.
const WORKER: &str = "themes/default/static/js/search-worker.js";

/// What Node measured, in milliseconds.
#[derive(Deserialize)]
struct Measured {
    documents: usize,
    /// From the manifest to the opened engine, without the network.
    opening: f64,
    times: BTreeMap<String, Vec<f64>>,
}

fn main() {
    if !Command::new("node").arg("--version").output().is_ok_and(|node| node.status.success()) {
        eprintln!("Node is not installed: the browser's engine cannot be timed here.");
        return;
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (own, _) = source::read(root).unwrap_or_else(|error| panic!("{error}"));
    report("own", &own);
    for offers in [1_000, 10_000] {
        report(&offers.to_string(), &Sources::from_files(synthetic::catalogue(offers, 7)).0);
    }
}

fn report(size: &str, sources: &Sources) {
    let measured = measure(sources);
    println!("\n{size}: {} documents, ready after {:.0} ms", measured.documents, measured.opening);
    println!("{:<10} {:>10} {:>10}", "", "median ms", "95 % ms");
    for (kind, mut times) in measured.times {
        times.sort_by(f64::total_cmp);
        let at = |percent: usize| {
            times.get((times.len() - 1) * percent / 100).copied().unwrap_or_default()
        };
        println!("{kind:<10} {:>10.2} {:>10.2}", at(50), at(95));
    }
}

/// Publishes the bundle into a folder of its own and has Node ask it.
fn measure(sources: &Sources) -> Measured {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let built = stages::whole(sources, portal_embedded::ENGINE);
    let (Some(site), Some(catalogue)) = (built.site, built.catalogue) else {
        panic!("the portal has faults")
    };
    let titles: Vec<_> = catalogue.offers.iter().map(|offer| offer.entry.title.as_str()).collect();
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(folder.path().join("soeg/index")).expect("a folder");
    for (path, bytes) in site.tree.iter().filter(|(path, _)| path.starts_with("soeg/index/")) {
        fs::write(folder.path().join(path), bytes).expect("a file of the bundle");
    }
    fs::copy(root.join(WORKER), folder.path().join("search-worker.mjs")).expect("the worker");
    let queries = serde_json::to_vec(&queries(&titles)).expect("JSON");
    fs::write(folder.path().join("queries.json"), queries).expect("the queries");
    let node =
        Command::new("node").arg(root.join("benches/search_web.mjs")).arg(folder.path()).output();
    let node = node.expect("Node runs");
    assert!(node.status.success(), "{}", String::from_utf8_lossy(&node.stderr));
    serde_json::from_slice(&node.stdout).expect("what Node measured")
}

/// The kinds of `benches/search.rs`, and those that a keystroke may meet at worst.
fn queries(titles: &[&str]) -> BTreeMap<&'static str, Vec<Request>> {
    let title = titles.get(titles.len() / 2).copied().unwrap_or_default();
    let words = titles.iter().flat_map(|title| title.split(' '));
    let compound = words.max_by_key(|word| word.chars().count()).unwrap_or_default().to_lowercase();
    let all = |queries: &[&str]| queries.iter().map(|query| Request::new(*query)).collect();
    let question = "hvem kan henvise en ung borger til behandling for misbrug?";
    let narrowed = Request::new("behandling")
        .with_filter(Facet::Kind, "offer")
        .with_filter(Facet::Administration, "sof");
    BTreeMap::from([
        ("title", all(&[title])),
        ("word", all(&["behandling"])),
        ("compound", all(&[&compound])),
        ("typo", all(&["beshandling"])),
        ("long typo", all(&["stofmisbrugsbehandlnig"])),
        ("1 letter", all(&["b", "i"])),
        ("2 letters", all(&["be", "st", "er", "vi"])),
        ("3 letters", all(&["beh", "sto"])),
        ("question", all(&[question])),
        ("filtered", vec![narrowed]),
        ("empty", all(&[""])),
        ("nonsense", all(&["qqxyzzy"])),
    ])
}
