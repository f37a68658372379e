//! What every page says of itself: title, description, the address to keep, and what belongs to it.

use std::collections::BTreeMap;

use super::page::Page;
use super::site::site;
use super::small::{site_of, text};
use super::{PAGES, none, pages};

/// Where the portal is published, from `site.toml`.
const BASE: &str = "https://bif-sof.example";

/// The `href` of each `<link>` with this relation.
fn related<'p>(page: &'p Page, relation: &'p str) -> Vec<&'p str> {
    let links = page.all("link").filter(move |link| link.get("rel") == Some(relation));
    links.filter_map(|link| link.get("href")).collect()
}

fn named<'p>(page: &'p Page, name: &'p str) -> Option<&'p str> {
    page.all("meta").find(|meta| meta.get("name") == Some(name))?.get("content")
}

#[test]
fn every_page_is_its_own_address_to_keep() {
    for page in pages().filter(|page| page.path != "404.html") {
        assert_eq!(related(page, "canonical"), [format!("{BASE}{}", page.url())], "{}", page.path);
    }
    let not_found = pages().find(|page| page.path == "404.html").expect("404.html");
    assert_eq!(related(not_found, "canonical"), [""; 0]);
}

#[test]
fn what_only_leads_on_names_the_address_it_leads_to() {
    let targets: Vec<String> = pages().map(|page| format!("{BASE}{}", page.url())).collect();
    for page in PAGES.iter().filter(|page| page.redirects()) {
        let [canonical] = related(page, "canonical")[..] else {
            panic!("{}: one canonical address", page.path)
        };
        let place = canonical.split('#').next().unwrap_or_default();
        assert!(targets.iter().any(|target| target == place), "{}: {canonical}", page.path);
    }
}

#[test]
fn no_two_pages_have_the_same_title() {
    let mut titles: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for page in pages() {
        let title = page.all("title").next().expect("a title");
        titles.entry(title.text.as_str()).or_default().push(page.path);
    }
    none(
        titles
            .into_iter()
            .filter(|(_, pages)| pages.len() > 1)
            .map(|(title, pages)| format!("{title}: {pages:?}")),
    );
}

#[test]
fn every_page_says_in_a_sentence_what_it_is_and_that_it_is_not_for_search_engines() {
    for page in pages() {
        assert!(
            named(page, "description").is_some_and(|text| text.trim().chars().count() > 10),
            "{}",
            page.path
        );
    }
    none(
        PAGES
            .iter()
            .filter(|page| named(page, "robots") != Some("noindex"))
            .map(|page| page.path.to_owned()),
    );
}

#[test]
fn search_engines_are_let_in_only_where_the_settings_say_so() {
    let tree = site_of("X", "search_engines = true\n");
    let robots = |path| named(&Page::read(path, text(&tree, path)), "robots").map(str::to_owned);
    assert_eq!([robots("index.html"), robots("tilbud/x/index.html")], [None, None]);
    // What only leads on is never listed.
    assert_eq!(robots("t/x/index.html").as_deref(), Some("noindex"));
}

#[test]
fn the_browser_s_frame_has_the_colour_of_the_page_s_own() {
    let is_sheet = |path: &str| path.starts_with("css/portal.") && path.ends_with(".css");
    let (_, sheet) = site().iter().find(|(path, _)| is_sheet(path)).expect("a stylesheet");
    let sheet = String::from_utf8_lossy(sheet);
    let front = pages().find(|page| page.path == "index.html").expect("a front page");
    let colours = front.all("meta").filter(|meta| meta.get("name") == Some("theme-color"));
    let colours: Vec<_> = colours.filter_map(|meta| meta.get("content")).collect();
    assert_eq!(colours.len(), 2, "one for light and one for dark");
    let accent = format!("--accent:light-dark({})", colours.join(","));
    assert!(sheet.contains(&accent), "{accent}");
}

#[test]
fn what_belongs_to_a_page_is_published() {
    for page in PAGES.iter() {
        let relations = ["icon", "search", "alternate", "stylesheet"];
        let files = relations.into_iter().flat_map(|relation| related(page, relation));
        let missing = |file: &&str| {
            page.at(file).is_none_or(|file| site().get(file.trim_start_matches('/')).is_none())
        };
        none(files.filter(missing).map(str::to_owned));
    }
    // Browsers ask for it where no page tells them of another icon: at feeds, at pictures.
    let icon = site().get("favicon.ico").expect("an icon");
    assert!(icon.starts_with(&[0, 0, 1, 0]) && icon.len() < 2_000);
}

#[test]
fn pages_of_a_section_offer_its_feed() {
    let page = |path| pages().find(|page| page.path == path).expect(path);
    assert_eq!(related(page("index.html"), "alternate"), ["atom.xml"]);
    assert_eq!(related(page("tilbud/index.html"), "alternate"), ["../atom.xml", "atom.xml"]);
    assert_eq!(
        related(page("tilbud/dag-til-dag/index.html"), "alternate"),
        ["../../atom.xml", "../atom.xml"]
    );
    assert_eq!(related(page("begreber/index.html"), "alternate"), ["../atom.xml"]);
}
