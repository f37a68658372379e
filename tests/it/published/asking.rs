//! Whom to call: from every offer, procedure and unit a reader gets to a telephone, a mail address
//! or a page of the portal's contact point.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::page::{Element, Page};
use super::site::site;
use super::{none, pages};

/// The part that says whom to ask.
const PART: &str = "_del-kontakt";

/// How many units are asked one after the other.
const UNITS: usize = 2;

/// What stands in the part: everything up to the next one, or to what else stands at the head.
fn part(page: &Page) -> Option<&[Element]> {
    let start = page.elements.iter().position(|element| element.get("id") == Some(PART))?;
    let rest = &page.elements[start + 1..];
    let is_next = |element: &Element| {
        element.name == "section"
            || matches!(element.get("class"), Some("part-of" | "also" | "tools"))
    };
    Some(&rest[..rest.iter().position(is_next).unwrap_or(rest.len())])
}

fn leads_out(page: &Page, by_url: &BTreeMap<String, &Page>, units: usize) -> bool {
    let Some(part) = part(page) else { return false };
    let links =
        || part.iter().filter(|element| element.name == "a").filter_map(|link| link.get("href"));
    let reaches = |href: &str| {
        ["tel:", "mailto:", "https://", "http://"].iter().any(|scheme| href.starts_with(scheme))
    };
    links().any(reaches)
        || units > 0
            && links()
                .filter_map(|href| by_url.get(href))
                .any(|unit| leads_out(unit, by_url, units - 1))
}

#[test]
fn every_offer_procedure_and_unit_leads_to_somebody_to_ask() {
    let by_url: BTreeMap<String, &Page> = pages().map(|page| (page.url(), page)).collect();
    let entries = by_url.iter().filter(|(url, _)| {
        let mut parts = url.trim_matches('/').split('/');
        let section = parts.next().unwrap_or_default();
        ["tilbud", "sagsgange", "kontakter"].contains(&section)
            && parts.next().is_some()
            && parts.next().is_none()
    });
    let entries: Vec<_> = entries.collect();
    assert!(entries.len() > 100, "only {} pages", entries.len());
    none(
        entries
            .iter()
            .filter(|(_, page)| !leads_out(page, &by_url, UNITS))
            .map(|(url, _)| format!("{url}: a dead end")),
    );
}

#[test]
fn what_is_not_known_takes_no_row_of_its_own() {
    let row = |pair: &[Element]| pair[0].name == "dd" && pair[1].get("class") == Some("missing");
    none(pages().filter(|page| page.elements.windows(2).any(row)).map(Page::url));
    let told =
        |page: &&Page| page.elements.iter().any(|element| element.get("class") == Some("silent"));
    assert!(pages().any(|page| told(&page)));
}

#[test]
fn every_page_says_where_a_fault_is_told() {
    let silent = pages().filter(|page| {
        let at = page.elements.iter().position(|element| element.get("class") == Some("report"));
        let link =
            at.and_then(|at| page.elements[at + 1..].iter().find(|element| element.name == "a"));
        !link.and_then(|link| link.get("href")).is_some_and(|href| href.starts_with("mailto:"))
    });
    none(silent.map(Page::url));
}

#[test]
fn a_card_of_the_finder_names_first_whom_the_offers_own_page_names_first() {
    let by_url: BTreeMap<String, &Page> = pages().map(|page| (page.url(), page)).collect();
    let data = site().get("find-tilbud/tilbud.json").expect("the finder's data");
    let data: Json = serde_json::from_slice(data).expect("JSON");
    let offers = data["offers"].as_array().expect("offers");
    assert!(offers.len() > 50, "{}", offers.len());
    // Whom to ask about those whose contact is not known stands once, above the list.
    let finder = &by_url["/find-tilbud/"].elements;
    let above = finder.iter().position(|element| element.get("class") == Some("note find-ask"));
    let above = finder[above.expect("whom to ask")..].iter().find(|element| element.name == "a");
    let above = above.and_then(|link| link.get("href")).expect("a link");
    none(offers.iter().filter_map(|offer| {
        let url = offer["url"].as_str().expect("an address");
        let page = by_url[url];
        let shown = part(page).expect("a part");
        let first = shown.iter().find(|element| element.name == "a").expect("a link");
        if offer["open"].as_array().is_some_and(|open| !open.is_empty()) {
            let is_above = first.get("href") == Some(above);
            return (!is_above).then(|| format!("{url}: {above} for {}", first.text));
        }
        let line = offer["ways"].as_array().and_then(|lines| lines.last()).expect("a line");
        let pieces = line.as_array().expect("pieces");
        let is_first = match pieces.iter().find_map(|piece| piece["url"].as_str()) {
            Some(linked) => {
                page.at(first.get("href").unwrap_or_default()).as_deref() == Some(linked)
            }
            None => pieces.last().and_then(Json::as_str) == Some(first.text.as_str()),
        };
        (!is_first).then(|| format!("{url}: {line} for {}", first.text))
    }));
}
