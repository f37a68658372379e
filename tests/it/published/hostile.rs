//! A title that would end what it stands in, if anything let it.

use roxmltree::Document;
use serde_json::Value;

use super::page::Page;
use super::small::{site_of, text};

/// What would end a data block, a comment or a section of XML.
const TITLE: &str = "</script><script>alert(1)</script><!-- & ]]>";

#[test]
fn it_ends_no_data_block() {
    let tree = site_of(TITLE, "");
    let page = Page::read("tilbud/x/index.html", text(&tree, "tilbud/x/index.html"));
    assert!(
        page.all("script").all(|script| script.get("type").or(script.get("src")).is_some()),
        "a script that nobody wrote"
    );
    let data = page
        .all("script")
        .find(|script| script.get("type") == Some("application/ld+json"))
        .expect("data");
    let data: Value = serde_json::from_str(&data.text).expect("JSON");
    let names = data["@graph"]
        .as_array()
        .expect("a graph")
        .iter()
        .filter_map(|thing| thing["name"].as_str());
    assert_eq!(names.collect::<Vec<_>>(), [TITLE, TITLE]);
}

#[test]
fn it_ends_no_element_of_a_feed() {
    let tree = site_of(TITLE, "");
    for path in ["atom.xml", "tilbud/atom.xml"] {
        let document = Document::parse(text(&tree, path)).expect("XML");
        let titles = document
            .descendants()
            .filter(|node| node.has_tag_name("title"))
            .filter_map(|node| node.text());
        assert!(titles.into_iter().any(|title| title == TITLE), "{path}");
    }
    let document = Document::parse(text(&tree, "opensearch.xml")).expect("XML");
    let name = document
        .descendants()
        .find(|node| node.has_tag_name("ShortName"))
        .and_then(|node| node.text());
    assert_eq!(name, Some("A & <b>"));
}
