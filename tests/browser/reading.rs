//! What helps those who read: long lists that are narrowed, the part that is read marked in the
//! contents, light and dark.

use serde_json::json;

use crate::driver::WITHOUT_SCRIPTS;
use crate::visit::Visit;

pub(crate) async fn a_long_list_is_narrowed_by_words(visit: Visit) {
    let window = visit.open("/tilbud/").await;
    let shown =
        "[...document.querySelectorAll('.card')].filter((card) => card.checkVisibility()).length";
    window.write("[data-narrow]", "herberg hjemløs").await;
    window.until("document.querySelector('[data-left]').textContent").await;
    let left = window.ask(shown).await.as_u64().expect("a number");
    assert!((1..30).contains(&left), "{left} are shown, and none behind a fold");
    assert_eq!(window.text("[data-left]").await, format!("{left} vises"));
    let named = "[...document.querySelectorAll('.card')].filter((card) => card.checkVisibility()) \
         .every((card) => /herberg/i.test(card.textContent) && /hjemløs/i.test(card.textContent))";
    assert_eq!(window.ask(named).await, json!(true));
    window.ask("(() => { document.querySelector('[data-narrow]').value = ''; })()").await;
    window.write("[data-narrow]", " ").await;
    window.until("!document.querySelector('[data-left]').textContent").await;
    assert_eq!(
        window.ask("document.querySelectorAll('.card[hidden], .group[hidden]').length").await,
        json!(0)
    );
    window.close().await;

    let window = visit.open_as(WITHOUT_SCRIPTS, &format!("{}/tilbud/", visit.portal.address)).await;
    let field =
        window.client.find(fantoccini::Locator::Css("[data-narrow]")).await.expect("a field");
    assert!(!field.is_displayed().await.expect("an element"), "what does nothing is not shown");
    window.close().await;
}

pub(crate) async fn the_contents_mark_the_part_that_is_read(visit: Visit) {
    let window = visit.open("/tilbud/dag-til-dag/").await;
    let marked = "document.querySelector('.contents [aria-current]')?.hash";
    window.ask("document.querySelector('#_del-henvisning').scrollIntoView()").await;
    window.until(&format!("{marked} === '#_del-henvisning'")).await;
    window.ask("document.querySelector('#_del-praktisk').scrollIntoView()").await;
    window.until(&format!("{marked} === '#_del-praktisk'")).await;
    assert_eq!(
        window.ask("document.querySelectorAll('.contents [aria-current]').length").await,
        json!(1)
    );
    window.close().await;
}

pub(crate) async fn the_chosen_appearance_is_there_before_anything_is_drawn(visit: Visit) {
    let window = visit.open("/").await;
    let paper = "getComputedStyle(document.documentElement).backgroundColor";
    let light = window.ask(paper).await;
    window
        .ask(
            "(() => { const themes = document.querySelector('[data-themes]'); themes.value = 'dark'; \
         themes.dispatchEvent(new Event('change')); })()",
        )
        .await;
    let dark = window.ask(paper).await;
    assert_ne!(light, dark);
    window.go("/begreber/").await;
    window.until(&format!("{paper} === {dark}")).await;
    assert_eq!(window.ask("document.querySelector('[data-themes]').value").await, json!("dark"));
    // The script that reads the choice stops the page until it has run, so nothing is drawn before.
    let blocks = "document.querySelector('head script[src*=theme]').matches(':not([defer], [async], [type])')";
    assert_eq!(window.ask(blocks).await, json!(true));
    window.close().await;
}
