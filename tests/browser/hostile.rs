//! The portal of an enemy (`tests/hostile`) in a real browser: nothing of it runs, whether a policy
//! forbids it or not, and the policy finds nothing to forbid.

use std::path::Path;

use serde_json::json;

use crate::driver::DESK;
use crate::strict;
use crate::visit::Visit;
use crate::{every_kind, portal_of_an_enemy};

/// What the preview sends, without the origin.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; font-src 'self'; \
     connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// No policy at all.
const NONE: &str = "";

/// Opens what opens, and goes over all that can be pointed at or reached by keyboard.
const TOUCH: &str = "document.querySelectorAll('main *').forEach((one) => { \
     for (const kind of ['mouseover', 'focus', 'load', 'error', 'toggle', 'animationstart']) one.dispatchEvent(new Event(kind)); \
     if (one.matches('button[popovertarget]')) one.click(); })";

/// The pages to look at: the largest of every template, and the one with every text at every place.
fn pages(folder: &Path) -> Vec<String> {
    let largest = every_kind::largest(folder).into_values();
    largest.chain(["/fjendtlig/".to_owned(), "/soeg/?q=window".to_owned()]).collect()
}

pub(crate) async fn nothing_that_an_enemy_writes_runs(visit: Visit) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (path, bytes) in portal_of_an_enemy::built().iter() {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    }
    for policy in [POLICY, NONE] {
        let address = strict::serve(folder.path().to_owned(), policy);
        let window = visit.open_as(DESK, &format!("{address}/")).await;
        for page in pages(folder.path()) {
            window.go(&page).await;
            window.until("document.readyState === 'complete'").await;
            window.ask(TOUCH).await;
            assert_eq!(window.ask("window.hit === undefined").await, json!(true), "{page}");
            assert_eq!(
                window.place().await.split('?').next(),
                page.split('?').next(),
                "{page} leads on"
            );
        }
        window.go("/soeg/?q=window").await;
        window.until_answered().await;
        assert_eq!(window.ask("window.hit === undefined").await, json!(true));
        // Images that are not there are no violation.
        let said = window.log("browser").await;
        let told: Vec<_> =
            said.iter().filter(|entry| !entry["message"].to_string().contains("404")).collect();
        assert!(told.is_empty(), "{policy:?}: {told:?}");
        window.close().await;
    }
}
