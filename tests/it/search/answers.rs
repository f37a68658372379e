//! The index of the repository's own content, built in memory once, and what it answers.

use std::path::Path;
use std::sync::OnceLock;

use portal::{source, stages};
use portal_search::{Answer, Engine, Request};

/// How far down a right answer still counts towards the mean reciprocal rank.
const DEPTH: usize = 20;

/// The engine, and the ids of all entries and laws.
fn portal() -> &'static (Engine, Vec<String>) {
    static PORTAL: OnceLock<(Engine, Vec<String>)> = OnceLock::new();
    PORTAL.get_or_init(|| {
        let (sources, _) = source::read(Path::new(env!("CARGO_MANIFEST_DIR")))
            .expect("the repository's own portal");
        let mut catalogue = stages::model(&sources).0.expect("settings that can be read");
        let prose = stages::prose(&mut catalogue, &sources);
        let index = stages::index(&catalogue, &prose, &sources).expect("an index");
        let entries = catalogue.entries().map(|at| catalogue.entry(at).id.clone());
        let ids = entries.chain(catalogue.laws.iter().map(|law| law.id.clone())).collect();
        (Engine::open(index).expect("an index that opens"), ids)
    })
}

/// The first hits for `query`.
pub(crate) fn answer(query: &str) -> Answer {
    portal().0.search(&Request { limit: DEPTH, ..Request::new(query) }).expect("an answer")
}

/// Every id of the portal, those of terms that stand in the row of their unit too.
pub(crate) fn ids() -> &'static [String] {
    &portal().1
}
