//! The portal in one file, opened from a disk: a page by its link, the search, the way back, and
//! all of it without scripts.

use std::path::Path;
use std::process::Command;

use serde_json::json;
use tempfile::TempDir;
use url::Url;

use crate::driver::{TELEPHONE, WATCHED, WITHOUT_SCRIPTS};
use crate::visit::{Visit, Window};

/// What a search page shows first.
const FIRST: &str = "document.querySelector('[data-search-results] [data-hit]')?.dataset.hit";

/// The one page that is shown.
const SHOWN: &str = "[...document.querySelectorAll('main > article')].filter(({ hidden }) => !hidden).map(({ id }) => id).join()";

/// The portal in one file, and its address.
fn single(visit: &Visit, more: &[&str]) -> (TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("portal.html");
    let public = visit.portal.public();
    let root: &Path = public.parent().expect("the portal's folder");
    let mut build = Command::new(env!("CARGO_BIN_EXE_portal"));
    build.arg("--root").arg(root).arg("build").arg("--single").arg(&file).args(more);
    let done = build.output().expect("the program");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let address = Url::from_file_path(&file).expect("an address").to_string();
    (folder, address)
}

async fn until_shown(window: &Window, address: &str) {
    window.until(&format!("{SHOWN} === {}", json!(address))).await;
}

pub(crate) async fn one_file_shows_page_by_page_and_finds_what_the_command_line_finds(
    visit: Visit,
) {
    let (_folder, file) = single(&visit, &[]);
    let window = visit.open_as(WATCHED, &file).await;
    until_shown(&window, "/").await;
    window.click(".menu a[href='#/tilbud/']").await;
    until_shown(&window, "/tilbud/").await;
    // Who reads with a screen reader hears where they are.
    window
        .until(
            "document.activeElement === document.querySelector('main > article:not([hidden]) h1')",
        )
        .await;
    window.until("document.title.startsWith('Tilbud')").await;
    window.back().await;
    until_shown(&window, "/").await;
    // A place on a page is where its link leads.
    window
        .client
        .goto(&format!("{file}#/tilbud/dag-til-dag/%23_del-kontakt"))
        .await
        .expect("a place");
    until_shown(&window, "/tilbud/dag-til-dag/").await;
    window.until("Math.abs(document.getElementById('/tilbud/dag-til-dag/#_del-kontakt').getBoundingClientRect().top) < innerHeight").await;
    // Printed, it is the page that is shown.
    window.command("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
    let printed = "[...document.querySelectorAll('main > *')].filter((one) => one.checkVisibility()).map(({ id }) => id)";
    assert_eq!(window.ask(printed).await, json!(["/tilbud/dag-til-dag/"]));
    window.command("Emulation.setEmulatedMedia", json!({ "media": "" })).await;
    // Suggestions in the head, results on the search page, and a hit that leads into the file.
    window.click(".site-header input[name=q]").await;
    window.press("dag til dag").await;
    window.until("document.querySelector('[role=option]:last-child')?.textContent === 'Vis alle resultater for ”dag til dag”'").await;
    window.press("\u{e007}").await;
    until_shown(&window, "/soeg/").await;
    window.until_answered().await;
    let found = visit.portal.search("dag til dag");
    let hit = &found["hits"][0];
    let expected =
        format!("{}/{}", hit["kind"].as_str().expect("a kind"), hit["id"].as_str().expect("an id"));
    assert_eq!(window.ask(FIRST).await, json!(expected));
    let hits = "document.querySelectorAll('[data-search-results] [data-hit]').length";
    assert_eq!(window.ask(hits).await, json!(found["hits"].as_array().expect("hits").len()));
    window.click("[data-search-results] h3 a").await;
    until_shown(&window, "/tilbud/dag-til-dag/").await;
    window.back().await;
    until_shown(&window, "/soeg/").await;
    window.until(&format!("{FIRST} === {}", json!(expected))).await;
    // Another search by the address's own words, and one that a page has saved.
    window.write("main > article:not([hidden]) input[name=q]", " herberg").await;
    window.until(&format!("{FIRST} !== undefined && location.search.includes('herberg')")).await;
    // Nothing was asked of anybody, and no policy was broken.
    let asked = window.log("performance").await;
    let sent = asked.iter().filter_map(|entry| entry["message"].as_str());
    let sent: Vec<_> = sent
        .filter(|entry| {
            entry.contains("Network.requestWillBeSent\"") && entry.contains("\"url\":\"http")
        })
        .collect();
    assert_eq!(sent, [""; 0]);
    let said = window.log("browser").await;
    assert!(said.is_empty(), "{said:?}");
    window.close().await;
}

pub(crate) async fn one_file_holds_a_course_and_no_other_page(visit: Visit) {
    let (_folder, file) = single(&visit, &["--course", "introforloeb-bif"]);
    let window = visit.open_as(TELEPHONE, &file).await;
    until_shown(&window, "/introforloeb/introforloeb-bif/").await;
    window.click("main > article:not([hidden]) .course-link a[href^='#/']").await;
    window.until(&format!("{SHOWN} !== '/introforloeb/introforloeb-bif/'")).await;
    window.go(&format!("{file}?q=SCK")).await;
    until_shown(&window, "/soeg/").await;
    window.until_answered().await;
    // Every hit is in the file.
    let lost = "[...document.querySelectorAll('[data-search-results] h3 a')].filter(({ hash }) => \
        !document.getElementById(decodeURIComponent(hash.slice(1)))).map(({ href }) => href)";
    assert_eq!(window.ask(lost).await, json!([]));
    assert_ne!(window.ask(FIRST).await, json!(null));
    let wide = "document.documentElement.scrollWidth <= innerWidth";
    assert_eq!(window.ask(wide).await, json!(true));
    window.close().await;
}

pub(crate) async fn without_scripts_one_file_is_read_from_top_to_bottom(visit: Visit) {
    let (_folder, file) = single(&visit, &[]);
    let window = visit.open_as(WITHOUT_SCRIPTS, &format!("{file}#/tilbud/dag-til-dag/")).await;
    // Every page is there, and the link leads to the one that is meant.
    let seen =
        "[...document.querySelectorAll('main > article')].every((one) => one.checkVisibility())";
    assert_eq!(window.ask(seen).await, json!(true));
    let top = "Math.abs(document.getElementById('/tilbud/dag-til-dag/').getBoundingClientRect().top) < innerHeight";
    assert_eq!(window.ask(top).await, json!(true));
    assert_eq!(
        window.ask("document.querySelector('.search-small').checkVisibility()").await,
        json!(false)
    );
    window.close().await;
}
