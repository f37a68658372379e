//! Where the search cannot run: the page says so, and everything is found all the same. And where
//! policies are stricter than ours, it runs.

use serde_json::json;

use crate::driver::{DESK, WITHOUT_SCRIPTS};
use crate::strict;
use crate::visit::{Visit, Window};

/// Neither scripts from elsewhere nor WebAssembly.
const NO_WASM: &str = "default-src 'self'; script-src 'self'";

/// What a municipality may one day add to what the preview sends.
const TRUSTED_TYPES: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types portal";

/// The list from A to Å and the facets' pages are there to be seen.
pub(crate) async fn leads_on(window: &Window) {
    for path in ["/a-aa/", "/maalgruppe/", "/forvaltning/"] {
        let link = format!("[aria-labelledby=uden-soegning] a[href='..{path}']");
        let link = window.client.find(fantoccini::Locator::Css(&link)).await.expect(path);
        assert!(link.is_displayed().await.expect("an element"), "{path}");
    }
}

pub(crate) async fn without_scripts_the_page_leads_on(visit: Visit) {
    let window =
        visit.open_as(WITHOUT_SCRIPTS, &format!("{}/soeg/?q=herberg", visit.portal.address)).await;
    let said = window.text("main .search-off").await;
    assert!(said.starts_with("Søgningen kræver JavaScript"), "{said}");
    leads_on(&window).await;
    window.click("main .search-off a").await;
    assert_eq!(window.client.current_url().await.expect("an address").path(), "/a-aa/");
    window.close().await;
}

pub(crate) async fn where_wasm_is_blocked_the_page_says_so_and_leads_on(visit: Visit) {
    let address = strict::serve(visit.portal.public(), NO_WASM);
    let window = visit.open_as(DESK, &format!("{address}/soeg/?q=herberg")).await;
    window.until("document.querySelector('[data-search=failed]')").await;
    let said = window.text("[data-search-status]").await;
    assert_eq!(said, "Din browser kan ikke køre søgningen, eller den må ikke.");
    assert_eq!(
        window.ask("document.querySelector('[data-search-finder]').hidden").await,
        json!(true)
    );
    leads_on(&window).await;
    window.close().await;
}

pub(crate) async fn trusted_types_stop_nothing(visit: Visit) {
    let address = strict::serve(visit.portal.public(), TRUSTED_TYPES);
    let window = visit.open_as(DESK, &format!("{address}/soeg/?q=dag%20til%20dag")).await;
    window.until_answered().await;
    assert_eq!(window.hits().await.first().map(String::as_str), Some("offer/dag-til-dag"));
    window.close().await;
}
