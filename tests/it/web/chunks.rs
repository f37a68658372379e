//! This repository's own index in chunks: the worker fetches what a search needs, and answers as
//! the whole index does.

use std::path::Path;

use portal_search::container::in_chunks;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::parity::{engine, run};
use super::{asked, bundle};

/// Where the file lies that opening reads.
const INDEX: &str = "soeg/index/index.0123456789ab.bin";

/// The bundle with its index in chunks, which a portal of this size is too small for.
fn write(folder: &Path) {
    let put = |path: &str, bytes: &[u8]| {
        std::fs::write(folder.join(path), bytes).expect("a file of the bundle");
    };
    let mut chunks = Vec::new();
    let index = in_chunks(&bundle::site().index, &mut |given| chunks.extend(given));
    let index = index.expect("an index in chunks");
    let mut manifest: Value = serde_json::from_slice(bundle::file("manifest.json")).expect("JSON");
    let digest = Sha256::digest(&index);
    let sha256 = digest.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
    manifest["index"] =
        json!({ "url": format!("/{INDEX}"), "sha256": sha256, "bytes": index.len() });
    put("soeg/index/manifest.json", &serde_json::to_vec(&manifest).expect("JSON"));
    put(INDEX, &index);
    for chunk in chunks {
        put(&format!("soeg/index/chunk.{}.bin", chunk.name), &chunk.bytes);
    }
    let engine =
        bundle::files(&bundle::site().tree).into_iter().find(|(name, _, _)| *name == "engine.wasm");
    let (_, path, bytes) = engine.expect("the engine");
    put(path, bytes);
}

#[test]
fn the_worker_fetches_what_a_search_needs_and_answers_as_the_whole_index() {
    let Some(report) = run(&write) else { return };
    asked::compare(engine(), &asked::requests(engine()), &report.found);
    let (chunks, others): (Vec<_>, Vec<_>) =
        report.requested.iter().partition(|url| url.contains("/chunk."));
    assert_eq!(others.len(), 2, "{others:?}");
    let mut once = chunks.clone();
    once.dedup();
    assert_eq!(chunks, once, "fetched twice");
    let expected = [
        ("a broken chunk", "damaged"),
        ("a server in trouble", "network"),
        ("as it is", "answer"),
        ("half a chunk", "damaged"),
        ("no chunk", "version"),
    ];
    let found: Vec<_> =
        report.chunks.iter().map(|(what, outcome)| (what.as_str(), outcome.as_str())).collect();
    assert_eq!(found, expected);
}
