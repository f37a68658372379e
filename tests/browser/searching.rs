//! The search page, used as staff use it.

use serde_json::json;

use crate::visit::{Visit, Window};

const Q: &str = "#_q";

async fn search_page(visit: &Visit, path: &str) -> Window {
    let window = visit.open(path).await;
    window.until_answered().await;
    window
}

pub(crate) async fn typing_shows_results_and_says_so_in_the_address(visit: Visit) {
    let window = search_page(&visit, "/soeg/").await;
    window.write(Q, "dag til dag").await;
    window.until_searched("dag til dag").await;
    assert_eq!(window.hits().await.first().map(String::as_str), Some("offer/dag-til-dag"));
    assert_eq!(window.place().await, "/soeg/?q=dag til dag");
    // Markup is text: an excerpt holds marks and nothing else.
    assert_eq!(
        window.ask("document.querySelectorAll('.hit-excerpt > :not(mark)').length").await,
        json!(0)
    );
    assert_ne!(window.ask("document.querySelectorAll('[data-hit] mark').length").await, json!(0));
    assert_eq!(
        window.ask("document.querySelectorAll('[data-hit] h3 a > :not(mark)').length").await,
        json!(0)
    );
    let title = "document.querySelector('[data-hit] h3 a')";
    let marks = format!("[...{title}.querySelectorAll('mark')].map((mark) => mark.textContent)");
    assert_eq!(window.ask(&marks).await, json!(["Dag", "Dag"]), "`til` is a function word");
    window.close().await;
}

pub(crate) async fn a_facet_narrows_to_as_many_as_it_counted(visit: Visit) {
    let window = search_page(&visit, "/soeg/?q=misbrug").await;
    let box_of_sof = r#"[data-facet="administration=sof"]"#;
    let counted =
        window.ask(&format!("document.querySelector('{box_of_sof}').dataset.count")).await;
    let counted = counted.as_str().expect("a count").to_owned();
    window.click(box_of_sof).await;
    window.until_told("med de valgte filtre").await;
    let told = window.text("[data-search-status]").await;
    assert!(told.starts_with(&format!("{counted} resultat")), "{counted} were counted: {told}");
    assert_eq!(window.place().await, "/soeg/?q=misbrug&administration=sof");
    // A facet's own selection does not count against its other values, which widen the search.
    assert_ne!(
        window.ask("document.querySelectorAll('[data-facet^=\"administration=\"]').length").await,
        json!(1)
    );
    window.click("[data-search-chosen] a").await;
    window.until("!location.search.includes('administration')").await;
    window.close().await;
}

pub(crate) async fn a_typo_is_corrected_and_the_exact_words_are_a_click_away(visit: Visit) {
    let window = search_page(&visit, "/soeg/?q=stofmisbrugsbehndling").await;
    let said = window.text("[data-search-corrected]").await;
    assert!(said.starts_with("Viser resultater for stofmisbrugsbehandling"), "{said}");
    assert!(!window.hits().await.is_empty());
    window.click("[data-search-corrected] a").await;
    window.until_searched("stofmisbrugsbehndling").await;
    assert_eq!(
        window.ask("document.querySelector('[data-search-corrected]').hidden").await,
        json!(true)
    );
    assert_eq!(window.place().await, "/soeg/?q=stofmisbrugsbehndling&exact=1");
    window.close().await;
}

pub(crate) async fn a_search_without_results_offers_ways_out(visit: Visit) {
    let window =
        search_page(&visit, "/soeg/?q=gældsrådgivning&administration=bif&age=under-18").await;
    window.until_told("Ingen resultater med de valgte filtre").await;
    window.until("!document.querySelector('[data-search-ways-out]').hidden").await;
    let chosen = window.text("[data-search-chosen]").await;
    assert!(
        chosen.contains("Beskæftigelses- og Integrationsforvaltningen")
            && chosen.contains("Under 18 år"),
        "{chosen}"
    );
    let help = window.text("[data-search-none]").await;
    assert!(
        help.contains("Uden filtre (")
            && help.contains("Alt fra A til Å")
            && help.contains("Spørg"),
        "{help}"
    );
    window.click("[data-search-ways-out] li:last-child a").await;
    window.until("document.querySelector('[data-hit]')").await;
    assert_eq!(window.place().await, "/soeg/?q=gældsrådgivning");
    window.close().await;
}

pub(crate) async fn the_back_button_brings_the_earlier_search_back(visit: Visit) {
    let window = search_page(&visit, "/soeg/").await;
    window.write(Q, "dag til dag\u{e007}").await;
    window.until_searched("dag til dag").await;
    let before = window.hits().await;
    window
        .client
        .find(fantoccini::Locator::Css(Q))
        .await
        .expect("the field")
        .clear()
        .await
        .expect("an empty field");
    window.write(Q, "herberg").await;
    window.until_searched("herberg").await;
    window.back().await;
    window.until_searched("dag til dag").await;
    assert_eq!(window.hits().await, before);
    assert_eq!(window.ask("document.querySelector('#_q').value").await, json!("dag til dag"));
    window.close().await;
}

pub(crate) async fn a_link_with_a_filter_shows_the_same_to_everybody(visit: Visit) {
    let window = search_page(&visit, "/soeg/?q=misbrug&administration=sof&kind=offer").await;
    window.until_told("med de valgte filtre").await;
    let hits = window.hits().await;
    assert!(!hits.is_empty() && hits.iter().all(|hit| hit.starts_with("offer/")), "{hits:?}");
    let chosen =
        "[...document.querySelectorAll('[data-facet]:checked')].map((box) => box.dataset.facet)";
    assert_eq!(window.ask(chosen).await, json!(["kind=offer", "administration=sof"]));
    window.close().await;
}

pub(crate) async fn more_results_come_after_the_first_twenty(visit: Visit) {
    let window = search_page(&visit, "/soeg/?q=misbrug").await;
    let first = window.hits().await;
    assert_eq!(first.len(), 20);
    window.click("[data-search-more]").await;
    window.until("document.querySelectorAll('[data-hit]').length > 20").await;
    assert_eq!(window.hits().await.get(..20), Some(first.as_slice()));
    window.until("document.activeElement.closest('[data-hit]:nth-child(21)')").await;
    window.close().await;
}

pub(crate) async fn a_hit_that_was_found_by_another_name_says_its_summary_once(visit: Visit) {
    let window = search_page(&visit, "/soeg/?q=herberger").await;
    let hit = r#"document.querySelector('[data-hit="term/begreb-herberg"]')"#;
    assert_eq!(
        window.ask(&format!("{hit}.querySelector('.hit-excerpt').textContent")).await,
        json!("herberger")
    );
    let twice = "[...document.querySelectorAll('[data-hit]')].filter((hit) => {
        const [summary, excerpt] = ['.hit-summary', '.hit-excerpt'].map((part) => hit.querySelector(part)?.textContent);
        return excerpt?.includes(summary);
    }).map((hit) => hit.dataset.hit)";
    assert_eq!(window.ask(twice).await, json!([]));
    window.close().await;
}

pub(crate) async fn what_still_fits_stays_while_somebody_types(visit: Visit) {
    let window = search_page(&visit, "/soeg/?q=herberge").await;
    window
        .ask("document.querySelectorAll('[data-hit]').forEach((hit) => { hit.wasThere = true })")
        .await;
    let before = window.hits().await;
    window.write(Q, "r").await;
    window.until_searched("herberger").await;
    assert_eq!(window.hits().await, before);
    assert_eq!(window.ask("document.querySelector('[data-hit]').wasThere").await, json!(true));
    window
        .client
        .find(fantoccini::Locator::Css(Q))
        .await
        .expect("the field")
        .clear()
        .await
        .expect("an empty field");
    window.write(Q, "qqxyz").await;
    window.until_told("Ingen resultater").await;
    assert_eq!(window.hits().await, [""; 0]);
    // Where nothing is left to narrow, nothing offers to.
    let heading =
        window.client.find(fantoccini::Locator::Css("[data-search-facets] > summary")).await;
    assert!(!heading.expect("the facets").is_displayed().await.expect("an element"));
    window.close().await;
}

const DOWN: &str = "\u{e015}";
const UP: &str = "\u{e013}";

pub(crate) async fn arrows_lead_from_the_field_into_the_results_and_back(visit: Visit) {
    let window = search_page(&visit, "/soeg/?q=misbrug").await;
    window.write(Q, DOWN).await;
    window.until("document.activeElement.matches('[data-hit]:first-child a')").await;
    window.press(DOWN).await;
    window.until("document.activeElement.matches('[data-hit]:nth-child(2) a')").await;
    window.press(UP).await;
    window.press(UP).await;
    window.until("document.activeElement.matches('#_q')").await;
    // What narrows down comes after what was found, and leads nowhere.
    let after = "document.querySelector('[data-search-results]').compareDocumentPosition(document.querySelector('[data-search-facets]'))";
    assert_eq!(window.ask(after).await, json!(4));
    let empty = "[...document.querySelectorAll('[data-search-facet] li:not([hidden]) input:not(:checked)')].filter(({ dataset }) => !Number(dataset.count)).length";
    assert_eq!(window.ask(empty).await, json!(0));
    window.close().await;
}

pub(crate) async fn the_way_back_leads_to_the_same_place_with_the_same_filters(visit: Visit) {
    let window = search_page(&visit, "/soeg/?q=misbrug&administration=sof").await;
    window.ask("scrollTo({ top: 600, behavior: 'instant' })").await;
    window.go("/begreber/").await;
    window.back().await;
    window.until_told("med de valgte filtre").await;
    window.until("Math.abs(scrollY - 600) < 200").await;
    assert_eq!(window.place().await, "/soeg/?q=misbrug&administration=sof");
    window.close().await;
}

pub(crate) async fn the_best_hit_says_what_one_needs_and_places_lead_into_the_page(visit: Visit) {
    let window = search_page(&visit, "/soeg/?q=MR-Voksne").await;
    let best = "document.querySelector('.hit-best')";
    assert_eq!(window.ask(&format!("{best}.matches(':first-child')")).await, json!(true));
    assert_eq!(window.text(".hit-best .hit-need").await, "Telefon: 3317 3321");
    assert_eq!(
        window.ask(&format!("{best}.querySelector('.hit-need a').href")).await,
        json!("tel:33173321")
    );
    assert_eq!(window.ask("document.querySelectorAll('.hit-need').length").await, json!(1));
    window.go("/soeg/?q=hold jobsamtalen").await;
    window.until_answered().await;
    let places = "[...document.querySelectorAll('.hit-places a')]";
    let step =
        format!("{places}.find((link) => link.textContent.startsWith('Trin 2: Hold jobsamtalen'))");
    window.until(&step).await;
    // Wherever a row leads, there is something.
    let wrong = "const done = arguments[0]; Promise.all([...document.querySelectorAll('.hit-places a')].map(async ({ href }) => {
        const [url, anchor] = href.split('#');
        const page = await (await fetch(url)).text();
        return page.includes(`id=\"${anchor}\"`) ? [] : [href];
    })).then((found) => done(found.flat()));";
    let wrong = window.client.execute_async(wrong, Vec::new()).await.expect("an answer");
    assert_eq!(wrong, json!([]));
    window.ask(&format!("{step}.click()")).await;
    window
        .until("location.hash === '#hold-jobsamtalen' || location.hash.startsWith('#step')")
        .await;
    window.until("document.querySelector(location.hash)").await;
    window.close().await;
}
