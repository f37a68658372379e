//! What browsers and other programs read to find their way: the sitemap and the description of the
//! search.

use std::collections::BTreeSet;

use roxmltree::Document;

use super::none;
use super::page::Page;
use super::pages;
use super::site::site;

fn text(path: &str) -> &'static str {
    std::str::from_utf8(site().get(path).expect(path)).expect("UTF-8")
}

#[test]
fn the_sitemap_lists_every_page_once_and_nothing_else() {
    const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
    let document = Document::parse(text("sitemap.xml")).expect("XML");
    assert!(document.root_element().has_tag_name((NAMESPACE, "urlset")));
    let places = document.descendants().filter(|node| node.has_tag_name((NAMESPACE, "loc")));
    let places: Vec<_> = places.filter_map(|place| place.text()).collect();
    let listed: BTreeSet<String> = places.iter().map(|place| (*place).to_owned()).collect();
    assert_eq!(listed.len(), places.len(), "each once");
    let there = pages().filter(|page| page.path != "404.html").map(Page::url);
    let there: BTreeSet<String> =
        there.map(|url| format!("https://bif-sof.example{url}")).collect();
    none(listed.symmetric_difference(&there).cloned());
}

#[test]
fn the_address_bar_can_search_the_portal() {
    const NAMESPACE: &str = "http://a9.com/-/spec/opensearch/1.1/";
    let document = Document::parse(text("opensearch.xml")).expect("XML");
    let root = document.root_element();
    assert!(root.has_tag_name((NAMESPACE, "OpenSearchDescription")));
    let one = |name| {
        root.children()
            .find(|node| node.has_tag_name((NAMESPACE, name)))
            .and_then(|node| node.text())
    };
    let (name, description) =
        (one("ShortName").expect("a name"), one("Description").expect("a description"));
    assert!(
        (1..=16).contains(&name.chars().count())
            && (1..=1024).contains(&description.chars().count())
    );
    let image = one("Image")
        .and_then(|address| address.strip_prefix("https://bif-sof.example/"))
        .expect("an image");
    assert!(site().get(image).is_some(), "{image}");
    let addresses = root.children().filter(|node| node.has_tag_name((NAMESPACE, "Url")));
    let results = addresses.filter(|node| node.attribute("type") == Some("text/html"));
    let templates: Vec<_> = results.filter_map(|node| node.attribute("template")).collect();
    assert_eq!(templates, ["https://bif-sof.example/soeg/?q={searchTerms}"]);
    assert!(pages().any(|page| page.url() == "/soeg/"));
}
