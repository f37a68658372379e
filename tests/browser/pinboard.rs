//! The tools of pages and the pinboard, which this browser alone keeps.

use serde_json::json;

use crate::visit::{Visit, Window};

const TITLES: &str = "[...document.querySelectorAll('.pin h2 a')].map((link) => link.textContent)";

async fn pin(window: &Window, offer: &str) {
    window.go(&format!("/tilbud/{offer}/")).await;
    window.click("button[data-pin]").await;
    window
        .until("document.querySelector('[data-said]').textContent === 'Sat på huskelisten.'")
        .await;
}

async fn until_listed(window: &Window, number: usize) {
    window.until(&format!("document.querySelectorAll('.pin').length === {number}")).await;
}

pub(crate) async fn pinned_offers_are_kept_and_printed_with_what_one_needs(visit: Visit) {
    let window = visit.open("/").await;
    pin(&window, "dag-til-dag").await;
    pin(&window, "herberger").await;
    assert_eq!(window.text("[data-board-link]").await, "Huskeliste (2)");
    window.go("/huskeliste/").await;
    until_listed(&window, 2).await;
    window.reload().await;
    until_listed(&window, 2).await;
    assert_eq!(window.ask(TITLES).await, json!(["Dag til Dag", "Herberger"]));
    let link = window.ask("document.querySelector('[data-copy]').dataset.copy").await;
    assert_eq!(
        link,
        json!(format!("{}/huskeliste/?t=dag-til-dag&t=herberger", visit.portal.address))
    );
    window.command("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
    let printed = window.text("main").await;
    for part in [
        "Dag til Dag",
        "Herberger",
        "Målgrupper",
        "Telefon og e-mail",
        "/t/dag-til-dag/",
        "/t/herberger/",
    ] {
        assert!(printed.contains(part), "{part} is missing: {printed}");
    }
    assert!(!printed.contains("Fjern"), "{printed}");
    window.close().await;
}

pub(crate) async fn a_shared_list_is_kept_only_when_that_is_asked_for(visit: Visit) {
    let window = visit.open("/huskeliste/?t=dag-til-dag&t=herberger&t=../soeg").await;
    until_listed(&window, 2).await;
    assert_eq!(window.ask(TITLES).await, json!(["Dag til Dag", "Herberger"]));
    assert!(window.text("[data-shared]").await.starts_with("En liste, som nogen har delt"));
    assert_eq!(window.ask("localStorage.length").await, json!(0));
    window.click("[data-save]").await;
    window.until("location.search === '' && document.querySelector('[data-shared]').hidden").await;
    window.reload().await;
    until_listed(&window, 2).await;
    window.click("[data-clear]").await;
    window.until("!document.querySelector('.pin')").await;
    assert!(window.text("[data-status]").await.starts_with("Listen er tom."));
    window.close().await;
}

pub(crate) async fn the_short_link_is_copied_and_that_is_said(visit: Visit) {
    let window = visit.open("/tilbud/dag-til-dag/").await;
    window.click("[data-tools] [data-copy]").await;
    window
        .until("document.querySelector('[data-said]').textContent === 'Linket er kopieret.'")
        .await;
    // What stands beside something says it there.
    for (page, button) in [
        ("/sagsgange/advisering-ved-sanktion/", ".step [data-copy]"),
        ("/introforloeb/introforloeb-bif/", ".course-items [data-copy]"),
    ] {
        window.go(page).await;
        window.click(button).await;
        window
            .until(&format!(
                "document.querySelector('{button}').textContent === 'Linket er kopieret.'"
            ))
            .await;
    }
    window.close().await;
}

pub(crate) async fn the_list_is_put_in_order_by_keyboard_alone(visit: Visit) {
    let window = visit.open("/huskeliste/?t=dag-til-dag&t=herberger&t=udsatsen").await;
    until_listed(&window, 3).await;
    window.write(".pin:last-child [data-up]", " ").await;
    assert_eq!(window.ask(TITLES).await, json!(["Dag til Dag", "Udsatsen", "Herberger"]));
    window.press(" ").await;
    assert_eq!(window.ask(TITLES).await, json!(["Udsatsen", "Dag til Dag", "Herberger"]));
    // Above the first there is no place: the focus is on what can still be done.
    let focused = "document.activeElement.closest('.pin').dataset.id + Object.keys(document.activeElement.dataset)";
    assert_eq!(window.ask(focused).await, json!("udsatsendown"));
    window.write(".pin [data-remove]", " ").await;
    assert_eq!(window.text("[data-status]").await, "2 sider på listen");
    assert_eq!(
        window.ask("document.activeElement.closest('.pin').dataset.id").await,
        json!("dag-til-dag")
    );
    window.close().await;
}

pub(crate) async fn entries_of_lists_and_results_are_pinned_and_counted_on_every_page(
    visit: Visit,
) {
    let window = visit.open("/sagsgange/").await;
    window.click(".card:first-of-type [data-aside]").await;
    assert_eq!(window.text("[data-board-link]").await, "Huskeliste (1)");
    assert_eq!(
        window.ask("document.querySelector('[data-aside]').ariaPressed").await,
        json!("true")
    );
    window.go("/soeg/?q=herberg").await;
    window.until_answered().await;
    window.until("document.querySelector('[data-hit] [data-aside]')").await;
    window.write("[data-hit] [data-aside]", " ").await;
    assert_eq!(window.text("[data-board-link]").await, "Huskeliste (2)");
    window.write("[data-hit] [data-aside]", " ").await;
    assert_eq!(window.text("[data-board-link]").await, "Huskeliste (1)");
    window.close().await;
}

pub(crate) async fn offers_stand_side_by_side_and_where_they_differ_is_marked(visit: Visit) {
    let window = visit.open("/huskeliste/?t=dag-til-dag&t=herberger&t=specialenheden").await;
    until_listed(&window, 3).await;
    let heads =
        "[...document.querySelectorAll('.compare thead th')].map((cell) => cell.textContent)";
    assert_eq!(
        window.ask(heads).await,
        json!(["Dag til Dag", "Herberger"]),
        "offers alone are compared"
    );
    let row = "[...document.querySelectorAll('.compare tbody tr')].find((row) => row.textContent.startsWith";
    let groups = window.ask(&format!("{row}('Målgrupper')).textContent")).await;
    let groups = groups.as_str().expect("a row");
    assert!(
        ["Forskelligt", "stofmisbrug", "Hjemløse"].iter().all(|part| groups.contains(part)),
        "{groups}"
    );
    let same =
        window.ask(&format!("{row}('Forvaltning')).textContent.includes('Forskelligt')")).await;
    assert_eq!(same, json!(false));
    window.write(".pin:first-child [data-remove]", " ").await;
    window.until("document.querySelector('.compare').hidden").await;
    window.close().await;
}

pub(crate) async fn where_nothing_is_kept_the_page_says_so(visit: Visit) {
    let window = visit.open("/tilbud/dag-til-dag/").await;
    window.ask("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no'); } }) && 0").await;
    window.click("button[data-pin]").await;
    window.until("document.querySelector('[data-said]').textContent === 'Din browser gemmer ikke huskelisten.'").await;
    window.close().await;
}
