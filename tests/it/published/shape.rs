//! What every page must have, and what none may.

use std::collections::BTreeMap;

use super::page::{Element, Page};
use super::{PAGES, none, pages};

/// Whether a script is allowed to stand on a page: a script of the portal's own that does not hold
/// up the page but to choose light or dark, or data.
fn may_stand(script: &Element) -> bool {
    match script.get("type") {
        Some("module") => script.get("src").is_some_and(is_own) && script.text.trim().is_empty(),
        // Light or dark is chosen before anything is drawn; a page that waits for it does not
        // flash.
        None => {
            let chooses = script.get("src").is_some_and(|src| src.contains("js/theme."));
            (chooses || script.get("defer").is_some()) && script.get("src").is_some_and(is_own)
        }
        Some("application/ld+json" | "application/json") => script.get("src").is_none(),
        _ => false,
    }
}

/// Whether an address is the portal's own.
fn is_own(address: &str) -> bool {
    !address.starts_with("//")
        && !address.split(['/', '?', '#']).next().is_some_and(|first| first.contains(':'))
}

/// The address of what a browser fetches for this element of its own accord.
fn fetched(element: &Element) -> Option<&str> {
    let rel = element.get("rel").unwrap_or_default();
    match element.name.as_str() {
        "link" if matches!(rel, "canonical" | "alternate" | "search") => None,
        "link" | "use" | "image" => element.get("href"),
        "object" => element.get("data"),
        _ => element.get("src"),
    }
}

fn wrong(page: &Page, what: &str) -> String {
    format!("{}: {what}", page.path)
}

#[test]
fn a_browser_reads_every_page_without_correcting_it() {
    none(PAGES.iter().flat_map(|page| page.errors.iter().map(|error| wrong(page, error))));
}

#[test]
fn nothing_holds_up_a_page_but_its_styles_and_the_choice_of_light_or_dark() {
    for page in PAGES.iter() {
        let sheets = page.all("link").filter(|link| link.get("rel") == Some("stylesheet")).count();
        // The portal's own, and at most one of the page's kind.
        assert!((1..=2).contains(&sheets), "{}: {sheets}", page.path);
        none(
            page.all("script")
                .filter(|script| !may_stand(script))
                .map(|script| wrong(page, &format!("{script:?}"))),
        );
    }
}

#[test]
fn no_style_and_no_handler_stands_in_a_page() {
    let inline = |element: &&Element| {
        element.name == "style"
            || element.attributes.keys().any(|name| name == "style" || name.starts_with("on"))
    };
    none(PAGES.iter().flat_map(|page| {
        page.elements.iter().filter(inline).map(|element| wrong(page, &element.name))
    }));
}

#[test]
fn no_page_fetches_anything_from_elsewhere() {
    none(PAGES.iter().flat_map(|page| {
        let fetched = page.elements.iter().filter_map(fetched);
        fetched.filter(|address| !is_own(address)).map(|address| wrong(page, address))
    }));
}

#[test]
fn every_page_has_a_language_one_main_heading_and_its_landmarks() {
    for page in pages() {
        let count = |name| page.all(name).count();
        assert_eq!(
            page.all("html").next().and_then(|html| html.get("lang")),
            Some("da"),
            "{}",
            page.path
        );
        assert_eq!([count("h1"), count("main"), count("title")], [1, 1, 1], "{}", page.path);
        let named = |name| {
            page.all(name)
                .filter(|one| one.get("class").is_some_and(|class| class.contains("site-")))
                .count()
        };
        assert_eq!([named("header"), named("footer")], [1, 1], "{}", page.path);
        let unnamed = page
            .all("nav")
            .filter(|nav| nav.get("aria-label").is_none() && nav.get("aria-labelledby").is_none());
        assert_eq!(unnamed.count(), 0, "{}: a nav without a name", page.path);
    }
}

#[test]
fn no_id_stands_twice_on_a_page() {
    for page in PAGES.iter() {
        let mut ids: BTreeMap<&str, usize> = BTreeMap::new();
        page.elements
            .iter()
            .filter_map(|element| element.get("id"))
            .for_each(|id| *ids.entry(id).or_default() += 1);
        none(ids.into_iter().filter(|(_, count)| *count > 1).map(|(id, _)| wrong(page, id)));
    }
}
