//! Enlarged, with more space between letters, and without movement: nothing is lost (WCAG 2.1:
//! 1.4.4, 1.4.10, 1.4.12, 2.3.3).

use serde_json::json;

use crate::driver::ENLARGED;
use crate::every_kind;
use crate::visit::Visit;

/// What does not fit: the page itself, and elements that cut off what is in them. Those that scroll
/// of their own accord, and what only screen readers read, are none.
const CUT: &str = "(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const wide = scrollWidth - clientWidth;
    const pushes = ({ right }) => right > clientWidth + 1;
    const cuts = (element) => {
        const { overflowX, clipPath } = getComputedStyle(element);
        const isCut = element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
        return ['hidden', 'clip'].includes(overflowX) && clipPath === 'none' && element.clientWidth > 0 && isCut;
    };
    const all = [...document.body.querySelectorAll('*:not(svg, svg *, input)')];
    const found = wide > 0 ? all.filter((element) => pushes(element.getBoundingClientRect())).slice(0, 3) : [];
    const shown = [...found, ...all.filter(cuts)].map((element) => element.outerHTML.slice(0, 120));
    return wide > 0 ? [`${wide} px too wide`, ...shown] : shown;
})()";

/// What a reader may set (WCAG 2.1, 1.4.12), and text twice as large.
const SPACED: &str = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } \
     p { margin-bottom: 2em !important; }";
const LARGE: &str = "html { font-size: 212.5% !important; }";

/// What moves, or would.
const MOVING: &str = "[...document.getAnimations().map(({ effect }) => effect.target.outerHTML.slice(0, 80)), \
     ...[...document.querySelectorAll('*')].filter((element) => parseFloat(getComputedStyle(element).transitionDuration) > 0).map(({ outerHTML }) => outerHTML.slice(0, 80)), \
     getComputedStyle(document.documentElement).scrollBehavior].filter((found) => found !== 'auto')";

pub(crate) async fn at_320_pixels_nothing_is_cut_off_and_nothing_scrolls_sideways(visit: Visit) {
    let window = visit.open_as(ENLARGED, &visit.portal.address).await;
    let mut found = Vec::new();
    for page in every_kind::pages_and_states(&visit.portal) {
        every_kind::go(&window, &page).await;
        for (reader, css) in [("as it is", ""), ("spaced", SPACED)] {
            window.style(css).await;
            let cut = window.ask(CUT).await;
            if cut != json!([]) {
                found.push(format!("{}, {reader}: {cut:#}", page.0));
            }
        }
    }
    window.close().await;
    assert!(found.is_empty(), "{}", found.join("\n"));
}

pub(crate) async fn with_text_twice_as_large_nothing_is_cut_off(visit: Visit) {
    let window = visit.open("/").await;
    let mut found = Vec::new();
    for page in every_kind::pages_and_states(&visit.portal) {
        every_kind::go(&window, &page).await;
        window.style(LARGE).await;
        let cut = window.ask(CUT).await;
        if cut != json!([]) {
            found.push(format!("{}: {cut:#}", page.0));
        }
    }
    window.close().await;
    assert!(found.is_empty(), "{}", found.join("\n"));
}

pub(crate) async fn nothing_moves_for_those_who_asked_for_that(visit: Visit) {
    let window = visit.open("/").await;
    let features = json!([{ "name": "prefers-reduced-motion", "value": "reduce" }]);
    window.command("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    for page in every_kind::pages_and_states(&visit.portal) {
        every_kind::go(&window, &page).await;
        assert_eq!(window.ask(MOVING).await, json!([]), "{}", page.0);
    }
    window.close().await;
}
