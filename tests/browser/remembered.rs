//! What the browser remembers of searches, and that nothing of it leaves unseen.

use serde_json::json;

use crate::visit::{Visit, Window};

/// Words that nothing in the portal is like.
const IN_VAIN: &str = "qqxyzzy";

async fn search_in_vain(window: &Window) {
    window.go(&format!("/soeg/?q={IN_VAIN}")).await;
    window.until_searched(IN_VAIN).await;
    window.write("#_q", "\u{e007}").await;
    window.until("JSON.parse(localStorage.getItem('forgaeves') ?? '[]').length > 0").await;
}

pub(crate) async fn what_was_searched_in_vain_is_kept_until_it_is_deleted(visit: Visit) {
    let window = visit.open("/soeg/").await;
    search_in_vain(&window).await;
    // What looks like a personal number is never kept; it is made here, so that it stands in no
    // file.
    let number = format!("{:06}-{:04}", 10180, 1234);
    window.go(&format!("/soeg/?q={IN_VAIN} {number}")).await;
    window.until_told("personnummer").await;
    window.until("location.search === ''").await;
    window.write("#_q", "\u{e007}").await;
    window.go("/soeg/forslag/").await;
    window.until("document.querySelectorAll('[data-query]').length === 1").await;
    assert_eq!(window.text("[data-query] strong").await, IN_VAIN);
    assert_eq!(window.text("[data-missed] [data-status]").await, "1 søgning gav ingen resultater.");
    window.write("[data-query] input", "afsoning").await;
    let mail = "decodeURIComponent(document.querySelector('[data-send]').href)";
    window.until(&format!("{mail}.includes('* \"{IN_VAIN}\" -> \"afsoning\"')")).await;
    assert_eq!(window.ask(&format!("{mail}.startsWith('mailto:portalen@')")).await, json!(true));
    window.reload().await;
    window.until("document.querySelector('[data-query] input')?.value === 'afsoning'").await;
    window.click("[data-query] [data-remove]").await;
    window.until("!document.querySelector('[data-query]')").await;
    assert_eq!(window.ask("localStorage.getItem('forgaeves')").await, json!(null));
    window.close().await;
}

pub(crate) async fn the_empty_field_shows_what_was_seen_last_until_that_is_turned_off(
    visit: Visit,
) {
    let window = visit.open("/tilbud/dag-til-dag/").await;
    window.until("localStorage.getItem('seneste')").await;
    window.go("/").await;
    window.press("/").await;
    window
        .until("document.querySelector('[role=option]')?.textContent.startsWith('Dag til Dag')")
        .await;
    window.press("\u{e015}").await;
    window.press("\u{e007}").await;
    window.until("location.pathname === '/tilbud/dag-til-dag/'").await;
    window.go("/soeg/forslag/").await;
    window.until("document.querySelector('[data-recent] a')").await;
    window.click("[data-on]").await;
    window.until("document.querySelector('[data-recent-part]').hidden").await;
    window.go("/tilbud/dag-til-dag/").await;
    window.press("/").await;
    window.until("document.querySelector('[role=listbox]')").await;
    assert_eq!(window.ask("document.querySelector('[role=listbox]').hidden").await, json!(true));
    assert_eq!(window.ask("localStorage.getItem('seneste')").await, json!(null));
    window.close().await;
}

pub(crate) async fn what_changed_since_the_last_visit_is_told_until_it_is_seen(visit: Visit) {
    let window = visit.open("/").await;
    window.until("localStorage.getItem('besoeg')").await;
    assert_eq!(
        window.ask("document.querySelector('[data-since]').hidden").await,
        json!(true),
        "the first visit"
    );
    // As if one step had said something else then, and one page had not been there.
    window
        .ask(
            "(() => {
                const kept = JSON.parse(localStorage.getItem('besoeg'));
                const { entries } = kept.last;
                const at = entries.findIndex(([url]) => url.endsWith('/sof-overtager-kontaktforloebet/'));
                entries[at][3]['Trin 2'] = 'another';
                entries.splice(entries.findIndex(([url]) => url === '/tilbud/dag-til-dag/'), 1);
                localStorage.setItem('besoeg', JSON.stringify(kept));
            })()",
        )
        .await;
    for _ in 0..2 {
        window.reload().await;
        window.until("document.querySelectorAll('[data-changes] li').length === 2").await;
        let told = window.text("[data-changes]").await;
        assert!(
            told.contains("matchgruppe 3 Sagsgang · Trin 2\n")
                || told.ends_with("Sagsgang · Trin 2"),
            "{told}"
        );
        assert!(told.contains("Dag til Dag Tilbud · ny side"), "{told}");
    }
    window.click("[data-seen]").await;
    window.reload().await;
    window.until("JSON.parse(localStorage.getItem('besoeg')).last").await;
    assert_eq!(window.ask("document.querySelector('[data-since]').hidden").await, json!(true));
    window.close().await;
}
