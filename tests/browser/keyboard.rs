//! Without a mouse: where the focus goes, that it can be seen, and what keys do.

use serde_json::{Value, json};

use crate::driver::{TELEPHONE, WITHOUT_SCRIPTS};
use crate::every_kind;
use crate::visit::{Visit, Window};

const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";
const CTRL_K: &str = "\u{e009}k";

/// How many stops of a page are followed; the rest of a long list is like its beginning.
const STOPS: usize = 120;

/// The elements that the keyboard should reach, in the order of the page.
const REACHABLE: &str = "[...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')].filter((element) => \
     element.tabIndex >= 0 && !element.disabled && element.checkVisibility({ visibilityProperty: true }))";

/// Notes every stop: its place among the reachable, and how its focus shows.
const FOLLOW: &str = "(() => {
    const reachable = REACHABLE;
    window.stops = [];
    document.addEventListener('focusin', ({ target }) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(target);
        const seen = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && target.getClientRects().length > 0;
        window.stops.push([reachable.indexOf(target), seen, target.outerHTML.slice(0, 100)]);
    });
    return reachable.length;
})()";

const FOCUSED: &str = "document.activeElement";

async fn is(window: &Window, script: &str) -> bool {
    window.ask(&format!("Boolean({script})")).await == json!(true)
}

pub(crate) async fn the_skip_link_comes_first_and_takes_the_focus_to_the_content(visit: Visit) {
    let window = visit.open("/tilbud/dag-til-dag/").await;
    window.press(TAB).await;
    assert!(
        is(
            &window,
            "document.activeElement.matches('.skip') && document.activeElement.getBoundingClientRect().top >= 0"
        )
        .await
    );
    window.press(ENTER).await;
    window.until("document.activeElement.matches('main')").await;
    window.press(TAB).await;
    assert!(is(&window, "document.activeElement.matches('main *')").await);
    window.close().await;
}

pub(crate) async fn tab_reaches_everything_in_the_order_of_the_page_and_shows_where_it_is(
    visit: Visit,
) {
    let window = visit.open("/").await;
    let follow = FOLLOW.replace("REACHABLE", REACHABLE);
    let mut found = Vec::new();
    for page in every_kind::pages(&visit.portal) {
        every_kind::go(&window, &page).await;
        let reachable =
            window.ask(&follow).await.as_u64().and_then(|number| usize::try_from(number).ok());
        let presses = reachable.expect("a number").min(STOPS);
        // Within a field for a day, its month, its year and its calendar are stops of their own.
        let within =
            window.ask("3 * document.querySelectorAll('input[type=date]').length").await.as_u64();
        let within = within.and_then(|number| usize::try_from(number).ok()).expect("a number");
        window.press(&TAB.repeat(presses + within)).await;
        let stops = window.ask("window.stops").await;
        let stops = stops.as_array().expect("stops");
        let wrong = |(at, stop): (usize, &Value)| stop[0] != json!(at) || stop[1] != json!(true);
        if let Some(stop) = stops.iter().enumerate().find(|stop| wrong(*stop)).map(|(_, stop)| stop)
        {
            found.push(format!("{}: {stop}", page.0));
        }
        if stops.len() != presses {
            found.push(format!("{}: {} stops of {presses}", page.0, stops.len()));
        }
    }
    window.close().await;
    assert!(found.is_empty(), "{}", found.join("\n"));
}

pub(crate) async fn a_facet_is_chosen_with_the_space_bar(visit: Visit) {
    let window = visit.open("/soeg/?q=misbrug").await;
    window.until_answered().await;
    if !is(&window, "document.querySelector('[data-search-facets]').open").await {
        window.write("[data-search-facets] > summary", " ").await;
    }
    let facet = "[data-search-facet=administration]";
    if !is(&window, &format!("document.querySelector('{facet}').open")).await {
        window.write(&format!("{facet} > summary"), " ").await;
    }
    window.write(&format!("{facet} li:not([hidden]) input"), " ").await;
    window.until("location.href.includes('administration=')").await;
    window.until_answered().await;
    assert!(
        is(&window, &format!("{FOCUSED}.matches('{facet} :checked')")).await,
        "the focus stays"
    );
    window.close().await;
}

pub(crate) async fn a_term_is_explained_where_it_stands(visit: Visit) {
    let window = visit.open("/tilbud/dag-til-dag/").await;
    for key in [ENTER, " "] {
        window.write(".term", key).await;
        window.until("document.querySelector(':popover-open')").await;
        assert!(
            is(&window, &format!("{FOCUSED}.popoverTargetElement.matches(':popover-open')")).await
        );
        window.press(TAB).await;
        let link =
            format!("{FOCUSED}.matches(':popover-open a') && {FOCUSED}.pathname === '/begreber/'");
        assert!(is(&window, &link).await, "the way to the glossary comes next");
        window.press(ESCAPE).await;
        assert!(is(&window, "!document.querySelector(':popover-open')").await);
        assert!(is(&window, &format!("{FOCUSED}.matches('.term')")).await, "the focus is back");
    }
    window.close().await;
}

pub(crate) async fn an_explanation_needs_no_script_and_stays_on_a_narrow_screen(visit: Visit) {
    let window =
        visit.open_as(TELEPHONE, &format!("{}/tilbud/dag-til-dag/", visit.portal.address)).await;
    let terms =
        window.ask("document.querySelectorAll('.term').length").await.as_u64().expect("a number");
    for term in 0..terms {
        window
            .ask(&format!(
                "document.querySelectorAll('.term')[{term}].scrollIntoView({{ block: 'center' }})"
            ))
            .await;
        window.client.find_all(fantoccini::Locator::Css(".term")).await.expect("terms")
            [usize::try_from(term).expect("few")]
        .clone()
        .click()
        .await
        .expect("a touch");
        let place = "(() => { const { left, right, top, bottom, width } = document.querySelector(':popover-open').getBoundingClientRect(); \
             return left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight && width > 150; })()";
        assert!(is(&window, place).await, "term {term}");
        window.press(ESCAPE).await;
    }
    window.click(".term").await;
    assert!(is(&window, "document.querySelector(':popover-open')").await);
    window.click("h1").await;
    assert!(
        is(&window, "!document.querySelector(':popover-open')").await,
        "a touch elsewhere closes it"
    );
    window.close().await;

    let window = visit
        .open_as(WITHOUT_SCRIPTS, &format!("{}/tilbud/dag-til-dag/", visit.portal.address))
        .await;
    let explanation =
        window.client.find(fantoccini::Locator::Css(".explained")).await.expect("an explanation");
    assert!(!explanation.is_displayed().await.expect("an element"));
    window.click(".term").await;
    assert!(explanation.is_displayed().await.expect("an element"));
    window.close().await;
}

pub(crate) async fn the_slash_key_is_turned_off_for_good(visit: Visit) {
    let window = visit.open("/soeg/").await;
    window.until("document.querySelector('[data-slash]').checked").await;
    window.write("[data-slash]", " ").await;
    window.go("/begreber/").await;
    for keys in ["/", CTRL_K] {
        window.press(keys).await;
        assert!(!is(&window, &format!("{FOCUSED}.matches('#_q')")).await, "the key does nothing");
    }
    window.go("/soeg/").await;
    assert!(!is(&window, "document.querySelector('[data-slash]').checked").await);
    window.write("[data-slash]", " ").await;
    window.go("/begreber/").await;
    for keys in ["/", CTRL_K] {
        window.press(keys).await;
        assert!(is(&window, &format!("{FOCUSED}.matches('#_q')")).await);
        window.ask("document.activeElement.blur()").await;
    }
    window.close().await;
}
