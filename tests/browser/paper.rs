//! Pages as they are printed.

use fantoccini::wd::PrintConfiguration;
use serde_json::json;

use crate::every_kind;
use crate::visit::{Visit, Window};

async fn on_paper(window: &Window) {
    window.command("Emulation.setEmulatedMedia", json!({ "media": "print" })).await;
}

pub(crate) async fn paper_begins_with_the_title_and_ends_with_the_edition(visit: Visit) {
    let window = visit.open("/sagsgange/advisering-ved-sanktion/").await;
    on_paper(&window).await;
    let printed = window.text("body").await;
    let title = window.text("h1").await;
    assert!(
        printed.find(&title).is_some_and(|at| at < 100),
        "what is above the title is the portal's name: {printed}"
    );
    let footer = window.text(".site-footer").await;
    assert!(footer.contains("Udgave:") && printed.ends_with(&footer), "{printed}");
    for left in ["Udseende", "Jeg arbejder i", "Skriv til os", "Huskeliste"] {
        assert!(!printed.contains(left), "{left}: {printed}");
    }
    let whole = "getComputedStyle(document.querySelector('#_del-overblik')).breakInside";
    assert_eq!(window.ask(whole).await, json!("avoid"), "a drawing is not cut");
    window.close().await;
}

/// A browser may end with the page that it prints: one did where a column in a flex box was cut into
/// sheets.
pub(crate) async fn every_kind_of_page_can_be_printed_and_is_whole(visit: Visit) {
    let window = visit.open("/").await;
    let others = ["/kontakter/", "/sagsgange/"].map(|list| (list.to_owned(), "true"));
    for page in every_kind::pages_and_states(&visit.portal).into_iter().chain(others) {
        every_kind::go(&window, &page).await;
        let printed = window.client.print(PrintConfiguration::default()).await;
        let document = printed.unwrap_or_else(|error| panic!("{}: {error}", page.0));
        let is_whole =
            document.starts_with(b"%PDF-") && document.trim_ascii_end().ends_with(b"%%EOF");
        assert!(is_whole, "{}: {} bytes", page.0, document.len());
    }
    window.close().await;
}

pub(crate) async fn no_link_of_a_sentence_is_followed_by_its_address(visit: Visit) {
    let window = visit.open("/introforloeb/introforloeb-bif/pakke/").await;
    window.until("document.querySelector('.pack[aria-busy=false] .prose a[href^=http]')").await;
    on_paper(&window).await;
    let written = "[...document.querySelectorAll('a')].filter((link) => \
        getComputedStyle(link, '::after').content.includes('http')).length";
    assert_eq!(window.ask(written).await, json!(0));
    assert!(window.text(".pack-link").await.contains("/t/"), "the page's own address stays");
    window.close().await;
}

/// Which places on paper say this.
fn saying(text: &str) -> String {
    format!(
        "[...document.querySelectorAll('main p')].filter((one) => \
         one.checkVisibility() && one.textContent.includes('{text}')).length"
    )
}

pub(crate) async fn a_printed_pinboard_compares_first_and_says_nothing_twice(visit: Visit) {
    let none = saying("Spørg redaktionen");
    let pins = "dag-til-dag visitation-til-misbrugsbehandling ambulant-behandling herberger";
    let pins: Vec<_> = pins.split(' ').map(|id| format!("t={id}")).collect();
    let window = visit.open(&format!("/huskeliste/?{}", pins.join("&"))).await;
    window.until("document.querySelectorAll('.pin').length === 4").await;
    on_paper(&window).await;
    let first = "document.querySelector('.compare').getBoundingClientRect().bottom <= \
         document.querySelector('.pins').getBoundingClientRect().top";
    assert_eq!(window.ask(first).await, json!(true));
    assert_eq!(window.ask(&none).await, json!(1));
    let parts = "[...document.querySelectorAll('.pin')].filter((pin) => \
         [...pin.querySelectorAll('.fact')].some((fact) => fact.checkVisibility())).map((pin) => pin.dataset.id)";
    assert_eq!(
        window.ask(parts).await,
        json!(["visitation-til-misbrugsbehandling"]),
        "what stands side by side is not said again"
    );
    assert!(!window.text("main").await.contains("Gem som min liste"));
    window.close().await;
    // With nothing to compare, the first page says it.
    let window = visit.open("/huskeliste/?t=dag-til-dag&t=visitation-til-misbrugsbehandling").await;
    window.until("document.querySelectorAll('.pin').length === 2").await;
    on_paper(&window).await;
    assert_eq!(window.ask(&none).await, json!(1));
    window.close().await;
}
