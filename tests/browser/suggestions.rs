//! The search field on every page and its suggestions, by keyboard.

use serde_json::json;

use crate::visit::{Visit, Window};

const DOWN: &str = "\u{e015}";
const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";

/// Focuses the field with `/` and types until there are suggestions.
async fn suggested(window: &Window, typed: &str) {
    window.press("/").await;
    window.press(typed).await;
    let wanted = json!(format!("Vis alle resultater for ”{typed}”"));
    window
        .until(&format!(
            "document.querySelector('[role=option]:last-child')?.textContent === {wanted}"
        ))
        .await;
}

pub(crate) async fn a_page_is_reached_by_keyboard_alone(visit: Visit) {
    let window = visit.open("/begreber/").await;
    suggested(&window, "dag til").await;
    assert_eq!(
        window.ask("document.querySelector('#_q').getAttribute('aria-expanded')").await,
        json!("true")
    );
    window.press(DOWN).await;
    let active =
        "document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))";
    assert_eq!(window.ask(&format!("{active}.getAttribute('aria-selected')")).await, json!("true"));
    window.press(ENTER).await;
    window.until("location.pathname === '/tilbud/dag-til-dag/'").await;
    window.close().await;
}

pub(crate) async fn escape_closes_the_list_and_enter_shows_all_results(visit: Visit) {
    let window = visit.open("/").await;
    suggested(&window, "herberg").await;
    window.press(ESCAPE).await;
    assert_eq!(window.ask("document.querySelector('[role=listbox]').hidden").await, json!(true));
    assert_eq!(window.ask("document.activeElement.value").await, json!("herberg"));
    window.press(ENTER).await;
    window.until("location.pathname === '/soeg/'").await;
    window.until_searched("herberg").await;
    window.close().await;
}

pub(crate) async fn only_names_and_small_scripts_are_loaded_before_the_field_has_the_focus(
    visit: Visit,
) {
    let window = visit.open("/kilder/").await;
    let loaded = "performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname.replace(/\\.[^.]+\\./, '.')).sort()";
    // A browser fetches the icon when it likes.
    let own = format!("{loaded}.filter((path) => path !== '/favicon.svg')");
    window.until(&format!("{own}.length === 11")).await;
    let scripts = [
        "entry-tools",
        "from-file",
        "search-client",
        "search-memory",
        "search-names",
        "search-suggest",
        "search-worker",
        "search",
        "theme",
    ];
    let expected: Vec<String> = [String::from("/css/portal.css")]
        .into_iter()
        .chain(scripts.map(|name| format!("/js/{name}.js")))
        .chain([String::from("/soeg/index/manifest.json")])
        .collect();
    assert_eq!(window.ask(&own).await, json!(expected));
    window.press("/").await;
    window.until("document.activeElement.getAttribute('role') === 'combobox'").await;
    window.close().await;
}
