//! The finder: questions whose answers narrow the offers, with scripts and without.

use fantoccini::Locator;
use serde_json::json;

use crate::driver::{DESK, WITHOUT_SCRIPTS};
use crate::strict;
use crate::visit::{Visit, Window};

const DRUGS: &str = "input[name=target_group][value=stofmisbrug]";
const TAB: &str = "\u{e004}";

async fn finder(visit: &Visit, query: &str) -> Window {
    let window = visit.open(&format!("/find-tilbud/{query}")).await;
    window.until("document.querySelector('[data-ready]')").await;
    window
}

/// How many offers are in an answer: `fits`, `may` or `not`.
async fn found(window: &Window, group: &str) -> u64 {
    let count = window
        .ask(&format!("Number(document.querySelector('[data-count]').dataset.{group})"))
        .await;
    count.as_u64().expect("a number")
}

/// What is shown of offers that fit or may, in the order of the page.
const SHOWN: &str = "[data-group]:not([data-group=not]) h4 a";
/// What is left out.
const LEFT_OUT: &str = "[data-group=not] h4 a";

/// The titles of offers, by their links.
async fn titles(window: &Window, links: &str) -> Vec<String> {
    let asked =
        format!("[...document.querySelectorAll('{links}')].map((link) => link.textContent)");
    let titles = window.ask(&asked).await;
    titles
        .as_array()
        .expect("titles")
        .iter()
        .filter_map(|title| title.as_str().map(str::to_owned))
        .collect()
}

pub(crate) async fn answers_divide_the_offers_and_lose_none(visit: Visit) {
    let window = finder(&visit, "").await;
    let all = found(&window, "fits").await;
    window.click(DRUGS).await;
    window.until("location.search === '?target_group=stofmisbrug'").await;
    let (fits, may, not) =
        (found(&window, "fits").await, found(&window, "may").await, found(&window, "not").await);
    assert_eq!(fits + may + not, all);
    assert!(fits > 0 && may > 0 && not > 0, "{fits}, {may}, {not}");
    assert_eq!(window.text("[data-count]").await, format!("{fits} passer, {may} kan passe"));
    assert_eq!(window.text("[data-group=not] summary").await, format!("Passer ikke ({not})"));
    // One problem more never takes an offer away that was shown.
    let before = titles(&window, SHOWN).await;
    window.click("input[name=target_group][value=hjemloeshed]").await;
    window.until("document.querySelectorAll('[data-chosen] a').length === 2").await;
    assert!(found(&window, "not").await <= not);
    window.ask("document.querySelector('[data-group=not] [data-more]').click()").await;
    let left_out = titles(&window, LEFT_OUT).await;
    assert_eq!(before.iter().find(|title| left_out.contains(title)), None);
    let first = |titles: Vec<String>| titles.into_iter().next();
    assert_eq!(first(titles(&window, SHOWN).await).as_deref(), Some("Dag til Dag"));
    // What tells nothing of the answers lies folded, beside what is left out.
    let groups = window
        .ask("[...document.querySelectorAll('[data-group]')].filter((one) => !one.hidden).map((one) => one.dataset.group)")
        .await;
    assert_eq!(groups, json!(["0", "1", "4", "5", "not"]));
    // What is not stated takes nothing away either.
    window.click("input[name=age][value='18-29']").await;
    window.until("document.querySelectorAll('[data-chosen] a').length === 3").await;
    assert_eq!(first(titles(&window, SHOWN).await).as_deref(), Some("Dag til Dag"));
    window.close().await;
}

pub(crate) async fn back_takes_one_answer_back(visit: Visit) {
    let window = finder(&visit, "?target_group=stofmisbrug").await;
    let fits = found(&window, "fits").await;
    window.click(".more-questions > summary").await;
    window.click("input[name=administration][value=sof]").await;
    window.until("location.search === '?target_group=stofmisbrug&administration=sof'").await;
    window.back().await;
    window.until("document.querySelectorAll('[data-chosen] a').length === 1").await;
    assert_eq!(found(&window, "fits").await, fits);
    // The way back brought the place on the page back too, where the bar lies over the answers.
    window.ask("scrollTo({ top: 0, behavior: 'instant' })").await;
    window.click("[data-chosen] a").await;
    window.until("location.search === '' && !document.querySelector('[data-chosen] a')").await;
    assert_eq!(
        window.ask("document.activeElement === document.querySelector('[data-count]')").await,
        json!(true)
    );
    window.close().await;
}

pub(crate) async fn every_offer_that_is_found_can_be_reached_and_pinned(visit: Visit) {
    let window = finder(&visit, "").await;
    let all = found(&window, "fits").await;
    window.click("[data-group='0'] [data-more]").await;
    window
        .until(&format!(
            "document.querySelectorAll('[data-group=\"0\"] [data-hits] > li').length === {all}"
        ))
        .await;
    window.click("[data-group='0'] [data-aside='dag-til-dag']").await;
    window
        .until("document.querySelector(\"[data-aside='dag-til-dag']\").ariaPressed === 'true'")
        .await;
    assert_eq!(window.ask("localStorage.getItem('huskeliste')").await, json!("[\"dag-til-dag\"]"));
    window.close().await;
}

pub(crate) async fn without_scripts_every_answer_is_a_link(visit: Visit) {
    let window =
        visit.open_as(WITHOUT_SCRIPTS, &format!("{}/find-tilbud/", visit.portal.address)).await;
    window.click("[data-question=target_group] [data-answer=stofmisbrug] a").await;
    assert_eq!(
        window.client.current_url().await.expect("an address").path(),
        "/maalgruppe/stofmisbrug/"
    );
    unfold(&window).await;
    window.click("main a[href$='/tilbud/dag-til-dag/']").await;
    let tools =
        window.client.find_all(Locator::Css("[data-tools] button")).await.expect("the tools");
    assert_eq!(tools.len(), 3);
    for tool in tools {
        assert!(!tool.is_displayed().await.expect("a tool"), "a tool that does nothing");
    }
    assert!(window.text("[data-tools] .scripts-off").await.ends_with("/t/dag-til-dag/"));
    window.click("[data-board-link]").await;
    assert!(window.text("main .scripts-off").await.starts_with("Huskelisten kræver JavaScript"));
    window.close().await;
}

/// Opens every group of a list, as readers do.
async fn unfold(window: &Window) {
    let groups = window
        .client
        .find_all(Locator::Css("main details:not([open]) > summary"))
        .await
        .expect("groups");
    for group in groups {
        group.click().await.expect("a click");
    }
}

pub(crate) async fn where_no_engine_may_run_the_finder_does(visit: Visit) {
    let address = strict::serve(visit.portal.public(), "default-src 'self'; script-src 'self'");
    let window = visit.open_as(DESK, &format!("{address}/find-tilbud/")).await;
    window.until("document.querySelector('[data-ready]')").await;
    window.close().await;
}

pub(crate) async fn where_the_offers_cannot_be_fetched_the_links_stay(visit: Visit) {
    let address = strict::serve(visit.portal.public(), "default-src 'self'; connect-src 'none'");
    let window = visit.open_as(DESK, &format!("{address}/find-tilbud/")).await;
    window.until("'failed' in document.querySelector('[data-find]').dataset").await;
    assert_eq!(window.ask("document.querySelectorAll('.answers input').length").await, json!(0));
    window.click("[data-answer=stofmisbrug] a").await;
    assert_eq!(
        window.client.current_url().await.expect("an address").path(),
        "/maalgruppe/stofmisbrug/"
    );
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
    assert_eq!(
        window.ask(&format!("document.activeElement.matches('{DRUGS}')")).await,
        json!(true)
    );
    window.write("[data-chosen] a", "\u{e007}").await;
    window.until("location.search === '' && !document.querySelector('[data-chosen] a')").await;
    window.close().await;
}
