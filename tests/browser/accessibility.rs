//! axe-core (Deque) on one page of every kind. Fetched once from the package registry into `target/`.

use std::path::Path;
use std::process::Command;
use std::sync::Mutex;

use serde_json::{Value, json};

use crate::driver::{DESK, TELEPHONE, Visitor};
use crate::visit::Visit;

/// The version whose rules the pages keep.
const AXE: &str = "axe-core@4.14.1";

const PAGES: [&str; 10] = [
    "/",
    "/soeg/",
    "/soeg/?q=misbrug&administration=sof",
    "/soeg/?q=stofmisbrugsbehndling",
    "/soeg/?q=xyzzyxyzzy&administration=sof",
    "/tilbud/dag-til-dag/",
    "/sagsgange/advisering-ved-sanktion/",
    "/kontakter/specialenheden/",
    "/a-aa/",
    "/begreber/",
];

/// Runs every rule and tells what it found, shortly.
const RUN: &str = "const [done] = arguments; axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => \
     done(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`)));";

pub(crate) async fn axe_finds_nothing_on_a_wide_screen(visit: Visit) {
    look(visit, DESK).await;
}

pub(crate) async fn axe_finds_nothing_on_a_narrow_screen(visit: Visit) {
    look(visit, TELEPHONE).await;
}

async fn look(visit: Visit, visitor: Visitor) {
    let axe = axe();
    let window = visit.open_as(visitor, &visit.portal.address).await;
    let mut found = Vec::new();
    for page in PAGES {
        window.go(page).await;
        if page.starts_with("/soeg/") {
            window.until_answered().await;
        } else {
            // The suggestions are part of the page as soon as somebody types.
            window.press("/").await;
            window.press("hjem").await;
            window.until("document.querySelector('[role=option]')").await;
        }
        window.client.execute(&axe, Vec::new()).await.expect("axe");
        let violations = window.client.execute_async(RUN, Vec::new()).await.expect("a report");
        if violations != json!([]) {
            found.push((page, violations));
        }
    }
    window.close().await;
    assert_eq!(found, Vec::<(&str, Value)>::new());
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
    npm.args(["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"]).arg(folder).arg(AXE);
    npm.output().is_ok_and(|done| done.status.success())
}
