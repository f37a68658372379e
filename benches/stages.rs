//! What each stage of a build costs, at 1,000 and 10,000 offers of the synthetic portal. Run with
//! `cargo bench --bench stages`; add a name to run one of them.

mod synthetic;

use std::sync::OnceLock;

use divan::{Bencher, black_box};
use portal::diagnostics::Findings;
use portal::model::Catalogue;
use portal::prose::ProseTable;
use portal::source::Sources;
use portal::stages;

/// Sizes, in offers.
const OFFERS: [usize; 2] = [1_000, 10_000];

fn main() {
    divan::main();
}

/// A portal of one size, ready for each stage to begin.
struct Portal {
    sources: Sources,
    catalogue: Catalogue,
    prose: ProseTable,
}

/// The portal of a size, made once.
fn portal(offers: usize) -> &'static Portal {
    static SMALL: OnceLock<Portal> = OnceLock::new();
    static LARGE: OnceLock<Portal> = OnceLock::new();
    let made = if offers == OFFERS[0] { &SMALL } else { &LARGE };
    made.get_or_init(|| {
        let sources = Sources::from_files(synthetic::catalogue(offers, 7)).0;
        let (mut catalogue, _) = catalogue(&sources);
        let prose = stages::prose(&mut catalogue, &sources);
        Portal { sources, catalogue, prose }
    })
}

fn catalogue(sources: &Sources) -> (Catalogue, Findings) {
    match stages::model(sources) {
        (Some(catalogue), findings) => (catalogue, findings),
        (None, findings) => panic!("the synthetic portal has faults: {findings:?}"),
    }
}

/// Front matter and registers decoded, names and references resolved.
#[divan::bench(args = OFFERS, sample_count = 5, sample_size = 1)]
fn model(bencher: Bencher<'_, '_>, offers: usize) {
    let portal = portal(offers);
    bencher.bench(|| stages::model(black_box(&portal.sources)));
}

/// Markdown to HTML and plain text.
#[divan::bench(args = OFFERS, sample_count = 5, sample_size = 1)]
fn prose(bencher: Bencher<'_, '_>, offers: usize) {
    let portal = portal(offers);
    bencher
        .with_inputs(|| catalogue(&portal.sources).0)
        .bench_local_refs(|catalogue| stages::prose(catalogue, &portal.sources));
}

/// The rules on catalogue and prose.
#[divan::bench(args = OFFERS, sample_count = 5, sample_size = 1)]
fn check(bencher: Bencher<'_, '_>, offers: usize) {
    let portal = portal(offers);
    bencher.bench(|| stages::check(&portal.catalogue, &portal.prose, &portal.sources));
}

/// Every page as HTML.
#[divan::bench(args = OFFERS, sample_count = 5, sample_size = 1)]
fn pages(bencher: Bencher<'_, '_>, offers: usize) {
    let portal = portal(offers);
    bencher.bench(|| stages::pages(&portal.catalogue, &portal.prose, &portal.sources));
}

/// The search index.
#[divan::bench(args = OFFERS, sample_count = 5, sample_size = 1)]
fn index(bencher: Bencher<'_, '_>, offers: usize) {
    let portal = portal(offers);
    bencher.bench(|| stages::index(&portal.catalogue, &portal.prose, &portal.sources));
}

/// Everything from sources to a finished, checked site in memory.
#[divan::bench(args = OFFERS, sample_count = 3, sample_size = 1)]
fn whole(bencher: Bencher<'_, '_>, offers: usize) {
    let portal = portal(offers);
    bencher.bench(|| stages::whole(&portal.sources, portal_embedded::ENGINE));
}
