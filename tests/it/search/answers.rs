//! The index of the repository's own content, built in memory once, and what it answers.

use std::path::Path;
use std::sync::OnceLock;

use portal::{source, stages};
use portal_search::{Answer, Engine, Request};

/// How far down a right answer still counts towards the mean reciprocal rank.
const DEPTH: usize = 20;

fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(|| {
        let (sources, _) = source::read(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the repository's own portal");
        let mut catalogue = stages::model(&sources).0.expect("settings that can be read");
        let prose = stages::prose(&mut catalogue, &sources);
        Engine::open(stages::index(&catalogue, &prose).expect("an index")).expect("an index that opens")
    })
}

/// The first hits for `query`.
pub(crate) fn answer(query: &str) -> Answer {
    engine().search(&Request { limit: DEPTH, ..Request::new(query) }).expect("an answer")
}

/// Every id of the portal.
pub(crate) fn ids() -> Vec<String> {
    let everything = Request { limit: engine().documents(), ..Request::new("") };
    engine().search(&everything).expect("an answer").hits.into_iter().map(|hit| hit.id).collect()
}
