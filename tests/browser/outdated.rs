//! The portal is published anew while a browser still knows the files of before, which are gone:
//! the page finds the new ones, or says so.

use serde_json::Value;

use crate::driver::DESK;
use crate::strict::{Instead, Server};
use crate::visit::Visit;
use crate::without_engine::leads_on;

const MANIFEST: &str = "soeg/index/manifest.json";

/// What a plain web server may be told to send.
pub(crate) const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";

/// The bundle of now, and the manifest of before in which these parts had other names.
struct Editions {
    index: String,
    index_before: String,
    engine_before: String,
    manifest_before: Vec<u8>,
}

impl Editions {
    fn new(visit: &Visit, renamed: &[&str]) -> Self {
        let manifest = std::fs::read(visit.portal.public().join(MANIFEST)).expect("the manifest");
        let mut manifest: Value = serde_json::from_slice(&manifest).expect("JSON");
        let path = |manifest: &Value, part: &str| {
            manifest[part]["url"].as_str().expect("an address").trim_start_matches('/').to_owned()
        };
        let index = path(&manifest, "index");
        for part in renamed {
            let hash = manifest[part]["sha256"].as_str().expect("a hash")[..12].to_owned();
            manifest[part]["url"] = manifest[part]["url"]
                .as_str()
                .expect("an address")
                .replace(&hash, "0123456789ab")
                .into();
        }
        let [index_before, engine_before] = ["index", "engine"].map(|part| path(&manifest, part));
        Self {
            index,
            index_before,
            engine_before,
            manifest_before: manifest.to_string().into_bytes(),
        }
    }

    /// A server that sends the manifest of before so many times.
    fn serve(&self, visit: &Visit, times: usize) -> Server {
        let before = self.manifest_before.clone();
        let instead: Instead = Box::new(move |path, asked| {
            (path == MANIFEST && asked < times).then(|| before.clone())
        });
        Server::start(visit.portal.public(), POLICY, instead)
    }
}

pub(crate) async fn after_an_update_the_page_finds_the_new_bundle_by_itself(visit: Visit) {
    // Only texts changed, or the program did.
    for renamed in [&["index"][..], &["index", "engine"]] {
        let editions = Editions::new(&visit, renamed);
        let server = editions.serve(&visit, 1);
        let window =
            visit.open_as(DESK, &format!("{}/soeg/?q=dag%20til%20dag", server.address)).await;
        window.until_answered().await;
        assert_eq!(window.hits().await.first().map(String::as_str), Some("offer/dag-til-dag"));
        let asked =
            [MANIFEST, &editions.index_before, &editions.index].map(|path| server.asked(path));
        assert_eq!(asked, [2, 1, 1], "{renamed:?}");
        window.close().await;
    }
}

pub(crate) async fn after_an_update_the_suggestions_come_all_the_same(visit: Visit) {
    let server = Editions::new(&visit, &["index", "engine"]).serve(&visit, 1);
    let window = visit.open_as(DESK, &format!("{}/begreber/", server.address)).await;
    window.press("/").await;
    window.press("dag til").await;
    window.until("document.querySelector('[role=option]')").await;
    assert_eq!(server.asked(MANIFEST), 2);
    window.close().await;
}

pub(crate) async fn an_update_that_is_not_whole_is_said_and_not_asked_for_again_and_again(
    visit: Visit,
) {
    let editions = Editions::new(&visit, &["index", "engine"]);
    let server = editions.serve(&visit, usize::MAX);
    let window = visit.open_as(DESK, &format!("{}/soeg/?q=herberg", server.address)).await;
    window.until("document.querySelector('[data-search=failed]')").await;
    let said = window.text("[data-search-status]").await;
    assert!(
        said.starts_with("Portalen er blevet opdateret") && said.ends_with("Genindlæs siden."),
        "{said}"
    );
    let way = window
        .client
        .find(fantoccini::Locator::Css("[data-search-failed] a[href='../a-aa/']"))
        .await;
    assert!(way.expect("the way to everything").is_displayed().await.expect("an element"));
    leads_on(&window).await;
    // Whoever types on gets the same told and nothing fetched.
    window.write("#_q", "er").await;
    window.until("location.search === '?q=herberger'").await;
    assert_eq!(window.text("[data-search-status]").await, said);
    let asked =
        [MANIFEST, &editions.index_before, &editions.engine_before].map(|path| server.asked(path));
    // An engine that is not there is asked for once more, without comparing it, to learn that;
    // unless the index has told before.
    assert_eq!(asked[..2], [2, 2]);
    assert!((2..=4).contains(&asked[2]), "{asked:?}");
    window.close().await;
}

pub(crate) async fn an_engine_with_a_flipped_bit_is_never_run(visit: Visit) {
    let Editions { engine_before: engine, .. } = Editions::new(&visit, &[]);
    let published = std::fs::read(visit.portal.public().join(&engine)).expect("the engine");
    for share in 1..=6 {
        let mut broken = published.clone();
        broken[published.len() * share / 7] ^= 4;
        let path = engine.clone();
        let instead: Instead = Box::new(move |asked, _| (asked == path).then(|| broken.clone()));
        let server = Server::start(visit.portal.public(), POLICY, instead);
        let window = visit.open_as(DESK, &format!("{}/soeg/?q=herberg", server.address)).await;
        window.until("document.querySelector('[data-search=failed]')").await;
        leads_on(&window).await;
        window.close().await;
    }
}
