//! axe-core (Deque) on one page of every template and in every state: light, dark, and in colours
//! that the system chooses. Fetched once from the package registry into `target/`.

use std::path::Path;
use std::process::Command;
use std::sync::Mutex;

use serde_json::json;

use crate::driver::{DESK, TELEPHONE, Visitor};
use crate::visit::{Visit, Window};
use crate::{every_kind, strict};

/// The version whose rules the pages keep.
const AXE: &str = "axe-core@4.14.1";

/// Neither scripts from elsewhere nor WebAssembly, so that the search says that it failed.
const NO_WASM: &str = "default-src 'self'; script-src 'self'";

/// Every rule, those of WCAG 2.2 for the size of targets too.
const ALL: &str = "{ rules: { 'target-size': { enabled: true } } }";

/// The rules that depend on colours.
const COLOURS: &str = "{ runOnly: ['color-contrast', 'link-in-text-block'] }";

/// How a page can look: the preferences that the system tells the browser, and the rules to keep.
const LOOKS: [(&str, &str, &str); 3] =
    [("light", "none", ALL), ("dark", "none", COLOURS), ("dark", "active", COLOURS)];

/// All of a page drawn at once, for axe looks at all of it.
const DRAWN: &str = "* { content-visibility: visible !important; }";

/// Runs the rules and tells what was found, shortly.
const RUN: &str = "const [rules, done] = arguments; axe.run(document, { preload: false, resultTypes: ['violations'], ...rules }).then(({ violations }) => \
     done(violations.flatMap(({ id, nodes }) => nodes.map(({ html, any }) => `${id}: ${html.slice(0, 160)} ${any[0]?.message ?? ''}`))));";

pub(crate) async fn axe_finds_nothing_on_a_wide_screen(visit: Visit) {
    look(visit, DESK).await;
}

pub(crate) async fn axe_finds_nothing_on_a_narrow_screen(visit: Visit) {
    look(visit, TELEPHONE).await;
}

async fn look(visit: Visit, visitor: Visitor) {
    let axe = axe();
    let window = visit.open_as(visitor, &visit.portal.address).await;
    let strict = strict::serve(visit.portal.public(), NO_WASM);
    let mut pages = every_kind::pages_and_states(&visit.portal);
    pages.push((
        format!("{strict}/soeg/?q=herberg"),
        "document.querySelector('[data-search=failed]')",
    ));
    let mut found = Vec::new();
    for page in &pages {
        every_kind::go(&window, page).await;
        window.style(DRAWN).await;
        window.client.execute(&axe, Vec::new()).await.expect("axe");
        for (scheme, forced, rules) in LOOKS {
            wear(&window, scheme, forced).await;
            let rules = window.ask(&format!("({rules})")).await;
            let violations = window.client.execute_async(RUN, vec![rules]).await.expect("a report");
            if violations != json!([]) {
                found.push(format!(
                    "{} ({scheme}, forced colours: {forced}): {violations:#}",
                    page.0
                ));
            }
        }
    }
    window.close().await;
    assert!(found.is_empty(), "{} of {} pages:\n{}", found.len(), pages.len(), found.join("\n"));
}

/// What the system says about colours.
async fn wear(window: &Window, scheme: &str, forced: &str) {
    let features = json!([
        { "name": "prefers-color-scheme", "value": scheme },
        { "name": "forced-colors", "value": forced },
    ]);
    window.command("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    let seen = format!(
        "matchMedia('(prefers-color-scheme: {scheme}) and (forced-colors: {forced})').matches"
    );
    assert_eq!(window.ask(&seen).await, json!(true));
}

/// The source of axe-core.
fn axe() -> String {
    static FETCHING: Mutex<()> = Mutex::new(());
    let fetching = FETCHING.lock();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("axe");
    let script = folder.join("node_modules/axe-core/axe.min.js");
    assert!(script.is_file() || install(&folder), "{AXE} could not be fetched");
    drop(fetching);
    std::fs::read_to_string(script).expect("axe-core")
}

fn install(folder: &Path) -> bool {
    let mut npm = Command::new("npm");
    npm.args(["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"])
        .arg(folder)
        .arg(AXE);
    npm.output().is_ok_and(|done| done.status.success())
}
