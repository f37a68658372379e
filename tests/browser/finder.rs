//! The finder: questions whose answers narrow the offers, with scripts and without.

use fantoccini::Locator;
use serde_json::json;

use crate::driver::{DESK, WITHOUT_SCRIPTS};
use crate::strict;
use crate::visit::{Visit, Window};

const COUNT: &str = "Number(document.querySelector('[data-count]').dataset.found)";
const DRUGS: &str = "input[name=target_group][value=stofmisbrug]";
const TAB: &str = "\u{e004}";

async fn finder(visit: &Visit, query: &str) -> Window {
    let window = visit.open(&format!("/find-tilbud/{query}")).await;
    window.until("document.querySelector('[data-ready]')").await;
    window
}

pub(crate) async fn answers_narrow_the_counts_and_stand_in_the_address(visit: Visit) {
    let window = finder(&visit, "").await;
    let all = window.ask(COUNT).await.as_u64().expect("a number");
    let counted = window.ask(&format!("Number(document.querySelector('{DRUGS} ~ .count').textContent)")).await;
    window.click(DRUGS).await;
    window.until("location.search === '?target_group=stofmisbrug'").await;
    window.until(&format!("{COUNT} === {counted}")).await;
    assert!(counted.as_u64().expect("a number") < all, "{counted} of {all}");
    assert_eq!(window.text("[data-count]").await, format!("{counted} tilbud passer"));
    // What would leave nothing is there, says so and cannot be chosen; what was not chosen within the question widens.
    let empty = "[...document.querySelectorAll('.answers input')].filter((box) => box.disabled)";
    assert_ne!(window.ask(&format!("{empty}.length")).await, json!(0));
    let said = format!("{empty}.every((box) => box.closest('li').querySelector('.count').textContent === '0')");
    assert_eq!(window.ask(&said).await, json!(true));
    window.click("input[name=target_group][value=alkoholmisbrug]").await;
    window.until(&format!("{COUNT} > {counted}")).await;
    window.click("[data-chosen] a").await;
    window.until("location.search === '?target_group=alkoholmisbrug'").await;
    assert_eq!(window.ask("document.activeElement === document.querySelector('[data-count]')").await, json!(true));
    window.close().await;
}

pub(crate) async fn a_shared_address_shows_the_same_offers_in_finder_and_search(visit: Visit) {
    let window = finder(&visit, "?target_group=stofmisbrug&administration=sof").await;
    let count = window.ask(COUNT).await;
    let chosen = "[...document.querySelectorAll('.answers :checked')].map((box) => box.value)";
    assert_eq!(window.ask(chosen).await, json!(["stofmisbrug", "sof"]));
    let shown = "[...document.querySelectorAll('[data-hits] a')].map((link) => link.pathname)";
    let shown = window.ask(shown).await;
    assert!(shown.as_array().is_some_and(|offers| offers.contains(&json!("/tilbud/dag-til-dag/"))), "{shown}");
    window.click("[data-see]").await;
    window.until("document.querySelector('[data-search=ready]')").await;
    window.until_told(&format!("{count} sider")).await;
    window.client.back().await.expect("the finder");
    window.until(&format!("document.querySelector('[data-ready]') && {COUNT} === {count}")).await;
    assert_eq!(window.ask(chosen).await, json!(["stofmisbrug", "sof"]));
    window.close().await;
}

pub(crate) async fn without_scripts_every_answer_is_a_link(visit: Visit) {
    let window = visit.open_as(WITHOUT_SCRIPTS, &format!("{}/find-tilbud/", visit.portal.address)).await;
    window.click("[data-question=target_group] [data-answer=stofmisbrug] a").await;
    assert_eq!(window.client.current_url().await.expect("an address").path(), "/maalgruppe/stofmisbrug/");
    window.click("main a[href='/tilbud/dag-til-dag/']").await;
    let tools = window.client.find_all(Locator::Css("[data-tools] button")).await.expect("the tools");
    assert_eq!(tools.len(), 3);
    for tool in tools {
        assert!(!tool.is_displayed().await.expect("a tool"), "a tool that does nothing");
    }
    assert!(window.text("[data-tools] .scripts-off").await.ends_with("/t/dag-til-dag/"));
    window.click("[data-tools] a[href='/huskeliste/']").await;
    assert!(window.text("main .scripts-off").await.starts_with("Huskelisten kræver JavaScript"));
    window.close().await;
}

pub(crate) async fn where_the_engine_fails_the_links_stay(visit: Visit) {
    let address = strict::serve(visit.portal.public(), "default-src 'self'; script-src 'self'");
    let window = visit.open_as(DESK, &format!("{address}/find-tilbud/")).await;
    window.until("'failed' in document.querySelector('[data-find]').dataset").await;
    assert_eq!(window.ask("document.querySelectorAll('.answers input').length").await, json!(0));
    window.click("[data-answer=stofmisbrug] a").await;
    assert_eq!(window.client.current_url().await.expect("an address").path(), "/maalgruppe/stofmisbrug/");
    window.close().await;
}

pub(crate) async fn the_finder_is_used_by_keyboard_alone(visit: Visit) {
    let window = finder(&visit, "").await;
    window.write("body", TAB).await;
    for _ in 0..60 {
        if window.ask(&format!("document.activeElement.matches('{DRUGS}')")).await == json!(true) {
            break;
        }
        window.press(TAB).await;
    }
    window.press(" ").await;
    window.until("location.search === '?target_group=stofmisbrug'").await;
    assert_eq!(window.ask(&format!("document.activeElement.matches('{DRUGS}')")).await, json!(true));
    window.write("[data-chosen] a", "\u{e007}").await;
    window.until("location.search === '' && !document.querySelector('[data-chosen] a')").await;
    window.close().await;
}
