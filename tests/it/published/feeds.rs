//! Every Atom feed against RFC 4287: what must be there is there, once; names and dates are what
//! the standard calls so.

use std::collections::BTreeSet;

use roxmltree::{Document, Node};

use super::site::site;
use super::small::{site_of, text};
use super::{none, pages};

const ATOM: &str = "http://www.w3.org/2005/Atom";

/// Every feed: path and text.
fn feeds() -> impl Iterator<Item = (&'static str, &'static str)> {
    let feeds = site().iter().filter(|(path, _)| path.ends_with("atom.xml"));
    feeds.map(|(path, bytes)| (path, std::str::from_utf8(bytes).expect("UTF-8")))
}

/// The children of a name.
fn children<'a, 'd: 'a>(
    node: Node<'a, 'd>,
    name: &'static str,
) -> impl Iterator<Item = Node<'a, 'd>> {
    node.children().filter(move |child| child.has_tag_name((ATOM, name)))
}

/// The text of the one child of a name.
#[track_caller]
fn one(node: Node<'_, '_>, name: &'static str) -> String {
    let all: Vec<_> = children(node, name).collect();
    assert_eq!(all.len(), 1, "{name} stands once");
    let text = all[0].text().unwrap_or_default().to_owned();
    assert!(!text.trim().is_empty(), "{name} says something");
    text
}

/// The address of the one link of a relation.
#[track_caller]
fn link(node: Node<'_, '_>, relation: &str) -> String {
    let links: Vec<_> =
        children(node, "link").filter(|link| link.attribute("rel") == Some(relation)).collect();
    assert_eq!(links.len(), 1, "one link {relation}");
    links[0].attribute("href").expect("an address").to_owned()
}

/// RFC 3339, as far as days go.
fn is_instant(text: &str) -> bool {
    text.strip_suffix("T00:00:00Z").is_some_and(|day| portal::model::parse_date(day).is_some())
}

/// RFC 4287, 4.2.6: an IRI that never changes. A feed's is its own address, an entry's its short
/// link.
fn is_own(id: &str, path: &str) -> bool {
    id.strip_prefix("https://bif-sof.example/").is_some_and(|rest| rest == path)
}

fn is_short_link(id: &str) -> bool {
    let rest =
        id.strip_prefix("https://bif-sof.example/t/").and_then(|rest| rest.strip_suffix('/'));
    rest.is_some_and(|id| !id.is_empty() && !id.contains('/'))
}

#[test]
fn there_is_a_feed_of_everything_and_one_for_each_section() {
    let paths: Vec<_> = feeds().map(|(path, _)| path).collect();
    let sections = ["introforloeb", "kontakter", "maal", "nyt", "sagsgange", "tilbud"];
    let expected: Vec<_> = ["atom.xml".to_owned()]
        .into_iter()
        .chain(sections.map(|one| format!("{one}/atom.xml")))
        .collect();
    assert_eq!(paths, expected);
}

#[test]
fn every_feed_is_what_the_standard_asks_for() {
    for (path, text) in feeds() {
        let document = Document::parse(text).expect(path);
        let feed = document.root_element();
        assert!(feed.has_tag_name((ATOM, "feed")), "{path}");
        assert!(is_own(&one(feed, "id"), path) && is_instant(&one(feed, "updated")), "{path}");
        one(feed, "title");
        let author = children(feed, "author").next().expect("an author");
        one(author, "name");
        assert_eq!(link(feed, "self"), format!("https://bif-sof.example/{path}"));
        let ids: BTreeSet<_> = children(feed, "entry").map(|entry| one(entry, "id")).collect();
        assert_eq!(ids.len(), children(feed, "entry").count(), "{path}: an id stands twice");
        assert!(ids.len() <= 50, "{path}");
    }
}

#[test]
fn every_entry_leads_to_a_page_and_has_a_date_and_a_summary() {
    let urls: BTreeSet<String> =
        pages().map(|page| format!("https://bif-sof.example{}", page.url())).collect();
    for (path, text) in feeds() {
        let document = Document::parse(text).expect(path);
        for entry in children(document.root_element(), "entry") {
            assert!(
                is_short_link(&one(entry, "id")) && is_instant(&one(entry, "updated")),
                "{path}"
            );
            assert!(
                urls.contains(&link(entry, "alternate")),
                "{path}: {}",
                link(entry, "alternate")
            );
            one(entry, "title");
            one(entry, "summary");
        }
    }
}

#[test]
fn the_newest_comes_first_and_nothing_is_newer_than_the_edition() {
    for (path, text) in feeds() {
        let document = Document::parse(text).expect(path);
        let edition = one(document.root_element(), "updated");
        let dates: Vec<_> =
            children(document.root_element(), "entry").map(|entry| one(entry, "updated")).collect();
        assert!(dates.is_sorted_by(|newer, older| newer >= older), "{path}: {dates:?}");
        none(dates.into_iter().filter(|date| *date > edition));
    }
}

#[test]
fn what_has_no_date_is_in_no_feed_and_what_is_planned_is_dated_by_the_edition() {
    let tree = site_of("X", "");
    let document = Document::parse(text(&tree, "tilbud/atom.xml")).expect("XML");
    let entries = children(document.root_element(), "entry")
        .map(|entry| (one(entry, "title"), one(entry, "updated")));
    let expected = [("P", "2013-06-30T00:00:00Z"), ("X", "2013-01-01T00:00:00Z")];
    assert_eq!(
        entries.collect::<Vec<_>>(),
        expected.map(|(title, date)| (title.to_owned(), date.to_owned()))
    );
}
