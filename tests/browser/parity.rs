//! The browser's engine answers as the one here does, and what a reader sees is what the command
//! line finds.

use portal_search::{Engine, container};
use serde_json::{Value, json};

use crate::asked::{self, Found};
use crate::visit::{Visit, Window};

/// How many of the editors' queries are looked at on the page.
const QUERIES: usize = 30;

/// Starts the page's own worker with the page's own manifest and asks it one request after the
/// other. The answers come as one text, for WebDriver is slow with objects.
pub(crate) const ASK: &str = "const [requests, done] = arguments;
    const { dataset } = document.querySelector('script[data-worker]');
    const worker = new Worker(dataset.worker, { type: 'module' });
    const found = [];
    const ask = () => worker.postMessage({ type: 'search', id: found.length, request: requests[found.length] });
    worker.onerror = () => done('no worker');
    worker.onmessage = ({ data: { type, reason, id, answer } }) => {
        if (type === 'failed') return done(reason);
        if (type === 'answer' && id !== found.length) return done(`${id} instead of ${found.length}`);
        if (type === 'answer') found.push({ answer, scores: answer.hits.map(({ score }) => String(score)) });
        if (found.length < requests.length) ask();
        else done(JSON.stringify(found));
    };
    fetch(dataset.manifest).then(async (manifest) => worker.postMessage({ type: 'open', manifest: await manifest.json() }));";

pub(crate) async fn the_browser_s_engine_gives_the_very_same_answers(visit: Visit) {
    let engine = engine(&visit);
    let requests = asked::requests(&engine);
    let window = visit.open("/soeg/").await;
    let found = window.client.execute_async(ASK, vec![json!(requests)]).await.expect("answers");
    let found = found.as_str().expect("a text");
    let found: Vec<Found> =
        serde_json::from_str(found).unwrap_or_else(|_| panic!("no answers: {found}"));
    asked::compare(&engine, &requests, &found);
    window.close().await;
}

/// The published index, opened here.
pub(crate) fn engine(visit: &Visit) -> Engine {
    let published =
        |path: &str| std::fs::read(visit.portal.public().join(path)).expect("a published file");
    let manifest: Value =
        serde_json::from_slice(&published("soeg/index/manifest.json")).expect("JSON");
    let packed =
        published(manifest["index"]["url"].as_str().expect("an address").trim_start_matches('/'));
    let inflated = container::inflate(&packed).expect("a container");
    container::open(&inflated).expect("the index opens")
}

pub(crate) async fn the_browser_shows_what_the_command_line_finds(visit: Visit) {
    let queries = include_str!("../../content/search_tests.yaml")
        .lines()
        .filter_map(|line| line.split('"').nth(1));
    let queries: Vec<&str> = queries.collect();
    let window = visit.open("/soeg/").await;
    // From all over the file, for its parts are about different things.
    for query in queries.iter().step_by((queries.len() / QUERIES).max(1)).take(QUERIES) {
        let mut address = url::Url::parse(&visit.portal.address).expect("an address");
        address.set_path("/soeg/");
        address.query_pairs_mut().append_pair("q", query);
        window.go(address.as_str()).await;
        window.until_answered().await;
        assert_eq!(shown(&window).await, found(&visit.portal.search(query)), "{query}");
    }
    window.close().await;
}

/// Hits, facets with their counts, and what was corrected.
type Seen = (Vec<String>, Vec<String>, Option<String>);

async fn shown(window: &Window) -> Seen {
    let facets = "[...document.querySelectorAll('[data-facet]')].map(({ dataset }) => `${dataset.facet}: ${dataset.count}`).sort()";
    let facets = serde_json::from_value(window.ask(facets).await).expect("facets");
    let corrected =
        "document.querySelector('[data-search-corrected]:not([hidden]) strong')?.textContent";
    let corrected = window.ask(corrected).await.as_str().map(str::to_owned);
    (window.hits().await, facets, corrected)
}

fn found(answer: &Value) -> Seen {
    let hits = answer["hits"].as_array().expect("hits").iter();
    let hits = hits
        .filter_map(|hit| Some(format!("{}/{}", hit["kind"].as_str()?, hit["id"].as_str()?)))
        .collect();
    let facets = answer["facets"].as_object().expect("facets").iter();
    let counts = |(facet, values): (&String, &Value)| {
        let values = values.as_object().expect("counts").iter();
        values.map(|(value, count)| format!("{facet}={value}: {count}")).collect::<Vec<_>>()
    };
    let mut facets: Vec<String> = facets.flat_map(counts).collect();
    facets.sort();
    (hits, facets, answer["corrected"].as_str().map(str::to_owned))
}
