//! One visit to the portal: what a test does and sees. Waits for what it expects instead of
//! sleeping.

use std::future::Future;
use std::sync::Arc;
use std::time::{Duration, Instant};

use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, Locator};
use libtest_mimic::Failed;
use serde_json::{Value, json};
use url::Url;

use crate::driver::{DESK, Driver, Visitor};
use crate::portal::{Portal, portal};

/// How long something may take on a busy machine.
const PATIENCE: Duration = Duration::from_mins(2);

/// A visit that has not begun.
pub(crate) struct Visit {
    driver: Driver,
    pub(crate) portal: Arc<Portal>,
}

/// Runs one test.
pub(crate) fn run<T: Future<Output = ()>>(test: impl FnOnce(Visit) -> T) -> Result<(), Failed> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(test(Visit { portal: portal(), driver: Driver::start() }));
    Ok(())
}

impl Visit {
    /// Sits down at a desk and opens a page of the portal.
    pub(crate) async fn open(&self, path: &str) -> Window {
        self.open_as(DESK, &format!("{}{path}", self.portal.address)).await
    }

    /// Opens an address.
    pub(crate) async fn open_as(&self, visitor: Visitor, address: &str) -> Window {
        let client = self.driver.open(visitor).await;
        let window = Window { client, address: Url::parse(address).expect("an address") };
        // A window without a display has the focus of nobody; what a page does with it is asked all
        // the same.
        window.command("Emulation.setFocusEmulationEnabled", json!({ "enabled": true })).await;
        window.go(address).await;
        window
    }
}

/// An open window.
pub(crate) struct Window {
    pub(crate) client: Client,
    address: Url,
}

impl Window {
    /// Goes to an address, or a path of the portal.
    pub(crate) async fn go(&self, to: &str) {
        let to = self.address.join(to).expect("an address");
        self.client.goto(to.as_str()).await.expect("the page");
        self.settled().await;
    }

    /// Asks for the page once more.
    pub(crate) async fn reload(&self) {
        self.client.refresh().await.expect("the page");
        self.settled().await;
    }

    /// Goes back to the page before.
    pub(crate) async fn back(&self) {
        self.client.back().await.expect("the page before");
        self.settled().await;
    }

    /// Waits until the page is whole: a chromedriver that has little time says that it is while
    /// the document is read.
    async fn settled(&self) {
        self.until("document.readyState === 'complete'").await;
    }

    /// Adds rules as a reader's own style would, in place of those added before.
    pub(crate) async fn style(&self, css: &str) {
        let script = "const own = new CSSStyleSheet(); own.replaceSync(arguments[0]); document.adoptedStyleSheets = [own];";
        self.client.execute(script, vec![json!(css)]).await.expect("a style");
    }

    /// What a script gives.
    pub(crate) async fn ask(&self, script: &str) -> Value {
        self.client.execute(&format!("return {script}"), Vec::new()).await.expect("an answer")
    }

    /// Waits until a script gives `true`.
    pub(crate) async fn until(&self, script: &str) {
        let started = Instant::now();
        while self.ask(&format!("Boolean({script})")).await != json!(true) {
            assert!(started.elapsed() < PATIENCE, "waited in vain for {script}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Waits for the engine's answer to what was searched for.
    pub(crate) async fn until_answered(&self) {
        self.until(
            "document.querySelector('[data-search=ready] [data-search-results][aria-busy=false]')",
        )
        .await;
    }

    /// Waits until the status line says this.
    pub(crate) async fn until_told(&self, text: &str) {
        let text = json!(text);
        self.until(&format!(
            "document.querySelector('[data-search-status]').textContent.includes({text})"
        ))
        .await;
        self.until_answered().await;
    }

    /// Waits for the answer to these words, which stand in the address.
    pub(crate) async fn until_searched(&self, words: &str) {
        let words = json!(words);
        self.until(&format!("new URLSearchParams(location.search).get('q') === {words}")).await;
        self.until_answered().await;
    }

    /// Every hit's kind and id, in order.
    pub(crate) async fn hits(&self) -> Vec<String> {
        let hits = self
            .ask("[...document.querySelectorAll('[data-hit]')].map((hit) => hit.dataset.hit)")
            .await;
        serde_json::from_value(hits).expect("kinds and ids")
    }

    /// The text of the first element that is meant.
    pub(crate) async fn text(&self, css: &str) -> String {
        self.client.find(Locator::Css(css)).await.expect(css).text().await.expect("a text")
    }

    /// Clicks on an element.
    pub(crate) async fn click(&self, css: &str) {
        self.client.find(Locator::Css(css)).await.expect(css).click().await.expect("a click");
        self.settled().await;
    }

    /// Types into an element.
    pub(crate) async fn write(&self, css: &str, keys: &str) {
        self.client.find(Locator::Css(css)).await.expect(css).send_keys(keys).await.expect("keys");
    }

    /// Types where the focus is.
    pub(crate) async fn press(&self, keys: &str) {
        self.client.active_element().await.expect("a focus").send_keys(keys).await.expect("keys");
    }

    /// Where the window is, without the host, decoded for people.
    pub(crate) async fn place(&self) -> String {
        let script =
            "decodeURIComponent((location.pathname + location.search).replaceAll('+', ' '))";
        self.ask(script).await.as_str().unwrap_or_default().to_owned()
    }

    /// A log of the browser since it was last asked for.
    pub(crate) async fn log(&self, kind: &'static str) -> Vec<Value> {
        let entries = self.client.issue_cmd(Log(kind)).await.expect("a log");
        entries.as_array().cloned().unwrap_or_default()
    }

    /// Gives a command of the browser's development tools.
    pub(crate) async fn command(&self, command: &'static str, parameters: Value) {
        self.client.issue_cmd(Devtools(command, parameters)).await.expect(command);
    }

    /// Closes the window.
    pub(crate) async fn close(self) {
        self.client.close().await.expect("the end");
    }
}

/// chromedriver's own command for logs.
#[derive(Debug)]
struct Log(&'static str);

impl WebDriverCompatibleCommand for Log {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, url::ParseError> {
        base.join(&format!("session/{}/se/log", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (axum::http::Method, Option<String>) {
        (axum::http::Method::POST, Some(json!({ "type": self.0 }).to_string()))
    }
}

/// chromedriver's own command for the development tools.
#[derive(Debug)]
struct Devtools(&'static str, Value);

impl WebDriverCompatibleCommand for Devtools {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, url::ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (axum::http::Method, Option<String>) {
        (axum::http::Method::POST, Some(json!({ "cmd": self.0, "params": self.1 }).to_string()))
    }
}
