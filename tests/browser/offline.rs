//! The portal without a network: what a browser keeps after the first visit, two folders down on a
//! host, and the search from a file share.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::asked::{self, Found};
use crate::driver::DESK;
use crate::outdated::POLICY;
use crate::parity;
use crate::strict::Server;
use crate::visit::{Visit, Window};

const ENTER: &str = "\u{e007}";

/// How long a browser may take to keep everything on a busy machine.
const PATIENCE: Duration = Duration::from_mins(2);

/// Which of the requests are asked without a network: each so many.
const EVERY: usize = 7;

/// How many files this browser keeps of the portal.
const KEPT: &str = "caches.keys().then(async (names) => (await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length))).at(-1) ?? 0)";

/// The manifest with what a page on a file share has to fetch for its worker.
const LENT: &str = "await (async (manifest) => { for (const part of [manifest.engine, manifest.index]) \
    part.content = await (await fetch(part.url)).arrayBuffer(); return manifest; })(await manifest.json())";

/// How many files the published script lists.
fn listed(visit: &Visit) -> usize {
    let script =
        std::fs::read_to_string(visit.portal.public().join("offline.js")).expect("the script");
    let (_, list) = script.split_once("\nconst SITE = ").expect("a list");
    let list = list.split_once(";\n").expect("its end").0;
    let list: Value = serde_json::from_str(list).expect("JSON");
    let count = |name: &str| list[name].as_array().expect("paths").len();
    count("core") + count("rest")
}

async fn until_kept(window: &Window, files: usize) {
    let started = Instant::now();
    loop {
        let kept = window
            .ask(KEPT)
            .await
            .as_u64()
            .and_then(|kept| usize::try_from(kept).ok())
            .unwrap_or_default();
        if kept >= files {
            return;
        }
        assert!(started.elapsed() < PATIENCE, "{kept} of {files} files are kept");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

pub(crate) async fn after_the_first_visit_everything_opens_without_a_network(visit: Visit) {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("a")).expect("a folder");
    std::os::unix::fs::symlink(visit.portal.public(), folder.path().join("a/b")).expect("a link");
    let server = Server::start_kept(folder.path().to_owned(), POLICY, Box::new(|_, _| None));
    let window = visit.open_as(DESK, &format!("{}/a/b/", server.address)).await;
    until_kept(&window, listed(&visit)).await;
    server.cut(true);
    window.go("/a/b/soeg/?q=dag%20til%20dag").await;
    window.until_answered().await;
    window.click("[data-hit='offer/dag-til-dag'] a").await;
    window
        .until("location.pathname === '/a/b/tilbud/dag-til-dag/' && document.querySelector('h1')")
        .await;
    assert_eq!(window.text("h1").await, "Dag til Dag");
    // The same answers as everywhere, by the very engine that is kept.
    window.go("/a/b/soeg/").await;
    let ask = parity::ASK.replace("await manifest.json()", "((manifest) => { for (const part of [manifest.engine, manifest.index]) part.url = `/a/b${part.url}`; return manifest; })(await manifest.json())");
    compare(&window, &visit, &ask).await;
    // What nobody published is not made up.
    window.go("/a/b/findes-ikke/").await;
    let said = window.text("body").await;
    assert!(said.starts_with("Siden ligger ikke i din browser"), "{said}");
    window.close().await;
}

/// Has the page's own engine answer so many of the requests that all hosts are asked, and compares.
async fn compare(window: &Window, visit: &Visit, ask: &str) {
    let engine = parity::engine(visit);
    let requests: Vec<_> = asked::requests(&engine).into_iter().step_by(EVERY).collect();
    let found = window.client.execute_async(ask, vec![json!(requests)]).await.expect("answers");
    let found = found.as_str().expect("a text");
    let found: Vec<Found> =
        serde_json::from_str(found).unwrap_or_else(|_| panic!("no answers: {found}"));
    asked::compare(&engine, &requests, &found);
}

pub(crate) async fn from_a_file_share_the_search_gives_the_same_answers(visit: Visit) {
    let base = url::Url::from_directory_path(visit.portal.public()).expect("a folder");
    let window = visit.open_as(DESK, &format!("{base}soeg/index.html?q=dag%20til%20dag")).await;
    window.until_answered().await;
    assert_eq!(window.hits().await.first().map(String::as_str), Some("offer/dag-til-dag"));
    window.click("[data-hit='offer/dag-til-dag'] a").await;
    window.until("location.pathname.endsWith('/tilbud/dag-til-dag/index.html') && document.querySelector('h1')").await;
    // On every other page it is loaded when the field gets the focus, and not before.
    let loaded = "performance.getEntriesByType('resource').filter(({ name }) => name.includes('/soeg/index/')).length";
    assert_eq!(window.ask(loaded).await, json!(0));
    window.click("#_q").await;
    window.press("herberg").await;
    window
        .until(
            "document.querySelector('[role=option]:last-child')?.textContent === 'Vis alle resultater for ”herberg”'",
        )
        .await;
    window.press(ENTER).await;
    window.until_told("resultater").await;
    let ask =
        parity::ASK.replace("{ type: 'module' }", "{}").replace("await manifest.json()", LENT);
    compare(&window, &visit, &ask).await;
    window.close().await;
}
