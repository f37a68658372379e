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
    assert_eq!(window.text("[data-left]").await, format!("{left} vises."));
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
    window.ask("document.querySelector('#_del-for-hvem').scrollIntoView()").await;
    window.until(&format!("{marked} === '#_del-for-hvem'")).await;
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
    window.ask(&chosen("[data-choice=tema]", "dark")).await;
    let dark = window.ask(paper).await;
    assert_ne!(light, dark);
    window.go("/begreber/").await;
    window.until(&format!("{paper} === {dark}")).await;
    assert_eq!(
        window.ask("document.querySelector('[data-choice=tema]').value").await,
        json!("dark")
    );
    // The script that reads the choice stops the page until it has run, so nothing is drawn before.
    let blocks = "document.querySelector('head script[src*=theme]').matches(':not([defer], [async], [type])')";
    assert_eq!(window.ask(blocks).await, json!(true));
    window.close().await;
}

/// A reader's choice in a field.
fn chosen(field: &str, value: &str) -> String {
    format!(
        "(() => {{ const field = document.querySelector('{field}'); field.value = '{value}'; \
         field.dispatchEvent(new Event('change', {{ bubbles: true }})); }})()"
    )
}

/// How many of these are seen.
fn seen(css: &str) -> String {
    format!("[...document.querySelectorAll('{css}')].filter((one) => one.checkVisibility()).length")
}

pub(crate) async fn who_says_where_they_work_is_led_to_the_others(visit: Visit) {
    let window = visit.open("/").await;
    let ids =
        "[...document.querySelectorAll('#_egen option')].map((one) => one.value).filter(Boolean)";
    let ids = window.ask(ids).await;
    let ids: Vec<String> = serde_json::from_value(ids).expect("the administrations");
    assert!(ids.len() > 1, "{ids:?}");
    let own = &ids[0];
    assert_eq!(window.ask(&seen(".others li")).await, json!(ids.len()), "all before the choice");
    window.ask(&chosen("#_egen", own)).await;
    let others = seen(&format!(".others li:not([data-of={own}])"));
    for _ in 0..2 {
        assert_eq!(window.ask(&seen(".others li")).await, json!(ids.len() - 1));
        assert_eq!(window.ask(&others).await, json!(ids.len() - 1), "the own is the one left out");
        window.go("/tilbud/").await;
        assert_eq!(window.ask("document.querySelector('#_arbejder').value").await, json!(own));
        window.go("/").await;
    }

    window.go("/forvaltning/").await;
    assert_eq!(window.ask(&seen(".values .own")).await, json!(1), "the facet says which is own");
    window.go("/tilbud/").await;
    window.ask("document.querySelectorAll('details').forEach((one) => (one.open = true))").await;
    let marked = seen(".card .own");
    let own_cards = format!("document.querySelectorAll('.card[data-of={own}]').length");
    assert_eq!(window.ask(&marked).await, window.ask(&own_cards).await);
    assert_ne!(window.ask(&own_cards).await, json!(0));
    let others = format!("document.querySelectorAll('.card[data-of]:not([data-of={own}])').length");
    assert_ne!(window.ask(&others).await, json!(0), "there are others, which have no mark");
    window.ask(&chosen("#_arbejder", "")).await;
    assert_eq!(window.ask(&marked).await, json!(0), "the choice is taken back on any page");
    assert_eq!(window.ask("localStorage.egen").await, json!(""));
    window.go("/").await;
    assert_eq!(window.ask(&seen(".others li")).await, json!(ids.len()));
    window.close().await;

    let window = visit.open_as(WITHOUT_SCRIPTS, &visit.portal.address).await;
    for (css, is_seen) in [("#_egen", false), (".others li", true)] {
        let found = window.client.find(fantoccini::Locator::Css(css)).await.expect("an element");
        assert_eq!(found.is_displayed().await.expect("an element"), is_seen, "{css}");
    }
    window.close().await;
}

pub(crate) async fn whom_to_ask_in_the_other_administration_comes_first(visit: Visit) {
    let window = visit.open("/organisation/").await;
    let order = "[...document.querySelectorAll('.turned > section')] \
        .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top) \
        .map((one) => one.dataset.of ?? '')";
    let before: Vec<String> =
        serde_json::from_value(window.ask(order).await).expect("the administrations");
    let own = before[0].clone();
    window.ask(&chosen("#_arbejder", &own)).await;
    let after: Vec<String> =
        serde_json::from_value(window.ask(order).await).expect("the administrations");
    assert_eq!(after[..after.len() - 1], before[1..], "the others keep their order");
    assert_eq!(after.last(), Some(&own));
    assert_eq!(window.ask(&seen("h2 .own")).await, json!(1), "and the own says that it is");
    let jumps = "[...document.querySelectorAll('.list-header nav li')] \
        .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top \
            || a.getBoundingClientRect().left - b.getBoundingClientRect().left) \
        .map((one) => one.dataset.of ?? '')";
    assert_eq!(window.ask(jumps).await, json!(after), "the links go in the order of the parts");

    window.go("/kontakter/").await;
    let groups = order.replace(".turned >", "");
    let groups = groups.replace("section", ".group");
    let groups: Vec<String> =
        serde_json::from_value(window.ask(&groups).await).expect("the administrations");
    assert_eq!(groups.last(), Some(&own), "{groups:?}");
    assert_eq!(groups.iter().filter(|of| **of == own).count(), 1, "{groups:?}");

    // A table with a column for each of them.
    window.go("/den-anden-forvaltning/").await;
    let columns = "[...document.querySelectorAll('thead tr')].filter((row) => row.querySelector('[data-of]')).map((row) => \
        [...row.children].sort((a, b) => a.getBoundingClientRect().left - b.getBoundingClientRect().left).at(-1).dataset.of)";
    let last: Vec<String> =
        serde_json::from_value(window.ask(columns).await).expect("the last columns");
    assert!(!last.is_empty() && last.iter().all(|of| *of == own), "{last:?}");
    window.close().await;
}
