//! What a reader has to fetch, against the committed `size.txt`. After a change that is worth its
//! bytes: `UPDATE=1 cargo test --test it web::`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;

use super::bundle;
use crate::golden;

const SNAPSHOT: &str = include_str!("../../web/size.txt");

/// Engine and worker, compressed with brotli.
const ENGINE_BUDGET: usize = 360_000;

/// All that the first search fetches, compressed with brotli.
const BUNDLE_BUDGET: usize = 575_000;

/// Growth beyond this must be meant.
const TOLERANCE_PERCENT: usize = 2;

/// Bytes as they are, gzipped (level 9) and with brotli (quality 11).
pub(super) type Sizes = [usize; 3];

pub(super) fn sizes(bytes: &[u8]) -> Sizes {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(bytes).expect("memory");
    let mut small = Vec::new();
    let parameters =
        brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut small, &parameters).expect("memory");
    [bytes.len(), gzip.finish().expect("memory").len(), small.len()]
}

fn measured() -> BTreeMap<&'static str, Sizes> {
    let worker = std::fs::read(bundle::root().join(bundle::WORKER)).expect("the worker");
    let mut measured: BTreeMap<_, _> = bundle::files(&bundle::site().tree)
        .into_iter()
        .map(|(name, _, bytes)| (name, sizes(bytes)))
        .collect();
    measured.insert("search-worker.js", sizes(&worker));
    let sum = measured.values().fold([0; 3], |sum, sizes| [0, 1, 2].map(|at| sum[at] + sizes[at]));
    measured.insert("whole-bundle", sum);
    measured
}

fn written(measured: &BTreeMap<&str, Sizes>) -> String {
    let mut text = String::from(
        "# bytes: as they are, gzip, brotli. `UPDATE=1 cargo test --test it web::` writes this.\n",
    );
    for (name, [raw, gzip, brotli]) in measured {
        writeln!(text, "{name:<18}{raw:>9}{gzip:>9}{brotli:>9}").expect("memory");
    }
    text
}

fn read(text: &str) -> BTreeMap<&str, Sizes> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let line = |line| {
        let fields: Vec<&str> = str::split_whitespace(line).collect();
        let [name, raw, gzip, brotli] = fields.try_into().expect("a name and three sizes");
        (name, [raw, gzip, brotli].map(|size: &str| size.parse().expect("a size")))
    };
    lines.map(line).collect()
}

#[test]
fn the_bundle_has_not_grown_and_keeps_its_budget() {
    let measured = measured();
    if golden::is_accepted() {
        std::fs::write(bundle::root().join("tests/web/size.txt"), written(&measured))
            .expect("the snapshot");
        return;
    }
    let known = read(SNAPSHOT);
    assert_eq!(known.keys().collect::<Vec<_>>(), measured.keys().collect::<Vec<_>>());
    for (name, sizes) in &measured {
        for (size, known) in sizes.iter().zip(known[name]) {
            assert!(
                size * 100 <= known * (100 + TOLERANCE_PERCENT),
                "{name} grew from {known} to {size} bytes"
            );
        }
    }
    let engine = measured["engine.wasm"][2] + measured["search-worker.js"][2];
    assert!(engine <= ENGINE_BUDGET, "engine and worker have {engine} bytes");
    assert!(
        measured["whole-bundle"][2] <= BUNDLE_BUDGET,
        "the bundle has {} bytes",
        measured["whole-bundle"][2]
    );
}
