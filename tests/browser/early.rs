//! What the search answers while engine and index are still on their way, and how the engine takes
//! over.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use serde_json::json;

use crate::driver::DESK;
use crate::outdated::POLICY;
use crate::strict::{Instead, Server};
use crate::visit::{Visit, Window};

const DOWN: &str = "\u{e015}";
const ENTER: &str = "\u{e007}";

/// How long a file is kept back at most.
const PATIENCE: Duration = Duration::from_mins(1);

/// What keeps the engine back until it is opened.
#[derive(Clone, Default)]
struct Gate(Arc<(Mutex<bool>, Condvar)>);

impl Gate {
    fn open(&self) {
        let (is_open, opened) = &*self.0;
        *is_open.lock().unwrap_or_else(PoisonError::into_inner) = true;
        opened.notify_all();
    }

    fn wait(&self) {
        let (is_open, opened) = &*self.0;
        let closed = is_open.lock().unwrap_or_else(PoisonError::into_inner);
        let _late = opened.wait_timeout_while(closed, PATIENCE, |is_open| !*is_open);
    }
}

/// A server that sends the engine only when the gate is open.
fn slow(visit: &Visit) -> (Server, Gate) {
    let gate = Gate::default();
    let kept = gate.clone();
    let instead: Instead = Box::new(move |path, _| {
        if path.starts_with("soeg/index/engine.") {
            kept.wait();
        }
        None
    });
    (Server::start(visit.portal.public(), POLICY, instead), gate)
}

/// Where the chosen option leads.
async fn chosen(window: &Window) -> serde_json::Value {
    window.ask("document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.pathname").await
}

pub(crate) async fn suggestions_come_before_the_engine_and_nothing_moves_when_it_does(
    visit: Visit,
) {
    let (server, gate) = slow(&visit);
    let window = visit.open_as(DESK, &format!("{}/begreber/", server.address)).await;
    window.press("/").await;
    window.press("dag til").await;
    window.until("document.querySelector('[role=option]:last-child')?.textContent.includes('flere er på vej')").await;
    assert_eq!(window.text("[role=option]").await.lines().next(), Some("Dag til Dag"));
    window.press(DOWN).await;
    assert_eq!(chosen(&window).await, json!("/tilbud/dag-til-dag/"));
    gate.open();
    window
        .until("document.querySelector('[role=option]:last-child').textContent === 'Vis alle resultater for ”dag til”'")
        .await;
    assert_eq!(chosen(&window).await, json!("/tilbud/dag-til-dag/"));
    window.press(ENTER).await;
    window.until("location.pathname === '/tilbud/dag-til-dag/'").await;
    window.close().await;
}

pub(crate) async fn the_search_page_says_that_more_is_on_its_way(visit: Visit) {
    let (server, gate) = slow(&visit);
    let window = visit.open_as(DESK, &format!("{}/soeg/?q=herberger", server.address)).await;
    window.until("document.querySelector('[data-hit]')").await;
    let told = window.text("[data-search-status]").await;
    assert!(told.contains("”herberger”") && told.contains("på vej"), "{told}");
    let state = "[document.querySelector('[data-search-results]').ariaBusy, document.querySelector('[data-search-facets]').hidden]";
    assert_eq!(window.ask(state).await, json!(["true", true]));
    let early = window.hits().await;
    gate.open();
    window.until_told("resultater").await;
    assert_eq!(window.hits().await.first(), early.first());
    assert_eq!(window.ask(state).await, json!(["false", false]));
    window.close().await;
}
