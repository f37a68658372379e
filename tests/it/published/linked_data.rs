//! The JSON-LD of every page: it can be read, speaks of things by schema.org's names, has what each
//! needs, and says nothing that the content does not say.

use std::collections::BTreeSet;

use serde_json::Value;

use super::page::Page;
use super::{none, pages};

/// What a page says; nothing if it has no data.
fn graph(page: &Page) -> Vec<Value> {
    let mut scripts =
        page.all("script").filter(|script| script.get("type") == Some("application/ld+json"));
    let Some(script) = scripts.next() else { return Vec::new() };
    assert!(scripts.next().is_none(), "{}: two data blocks", page.path);
    let data: Value = serde_json::from_str(&script.text).expect(page.path);
    assert_eq!(data["@context"], "https://schema.org", "{}", page.path);
    data["@graph"].as_array().expect("a graph").clone()
}

/// Every thing of a type, with the page that tells of it.
fn things(wanted: &str) -> Vec<(&'static Page, Value)> {
    let told = pages().flat_map(|page| graph(page).into_iter().map(move |thing| (page, thing)));
    told.filter(|(_, thing)| thing["@type"] == wanted).collect()
}

/// The one page at a path.
fn page(path: &str) -> &'static Page {
    pages().find(|page| page.path == path).expect(path)
}

/// The thing of a type on a page.
fn thing(path: &str, wanted: &str) -> Value {
    graph(page(path)).into_iter().find(|thing| thing["@type"] == wanted).expect(wanted)
}

/// What each type needs to mean something.
fn required(name: &str) -> Option<&'static [&'static str]> {
    match name {
        "BreadcrumbList" => Some(&["itemListElement"]),
        "ListItem" => Some(&["position", "name", "item"]),
        "WebSite" | "WebPage" | "Article" => Some(&["name", "description", "url", "inLanguage"]),
        "GovernmentService" => Some(&["@id", "name", "description", "url", "serviceType"]),
        "GovernmentOrganization" | "Organization" => Some(&["name", "url"]),
        "ServiceChannel" => Some(&["name", "serviceUrl"]),
        "PostalAddress" => Some(&["streetAddress"]),
        "AdministrativeArea" => Some(&["name"]),
        "ContactPoint" | "PeopleAudience" => Some(&[]),
        _ => None,
    }
}

/// What is wrong with a value and all that is in it.
fn faults(value: &Value) -> Vec<String> {
    match value {
        Value::Null => vec!["null".to_owned()],
        Value::String(text) => {
            text.trim().is_empty().then(|| "an empty text".to_owned()).into_iter().collect()
        }
        Value::Array(items) if items.is_empty() => vec!["an empty list".to_owned()],
        Value::Array(items) => items.iter().flat_map(faults).collect(),
        Value::Object(members) => {
            let name = members.get("@type").and_then(Value::as_str);
            let needed = name.map_or(Some(&["@id"][..]), required);
            let missing = needed.map_or_else(
                || vec![format!("{name:?} is no type that we know")],
                |needed| {
                    let missing = needed.iter().filter(|key| !members.contains_key(**key));
                    missing.map(|key| format!("{name:?} without {key}")).collect()
                },
            );
            missing.into_iter().chain(members.values().flat_map(faults)).collect()
        }
        Value::Bool(_) | Value::Number(_) => Vec::new(),
    }
}

#[test]
fn every_thing_has_what_its_type_needs() {
    let told = pages().flat_map(|page| graph(page).into_iter().map(move |thing| (page, thing)));
    none(told.flat_map(|(page, thing)| {
        faults(&thing).into_iter().map(move |fault| format!("{}: {fault}", page.path))
    }));
}

#[test]
fn every_page_with_a_way_back_tells_it() {
    let urls: BTreeSet<String> =
        pages().map(|page| format!("https://bif-sof.example{}", page.url())).collect();
    for page in pages().filter(|page| !matches!(page.path, "index.html" | "404.html")) {
        let lists: Vec<_> =
            graph(page).into_iter().filter(|thing| thing["@type"] == "BreadcrumbList").collect();
        let [list] = &lists[..] else { panic!("{}: one way back", page.path) };
        let items = list["itemListElement"].as_array().expect("a list");
        assert!(items.iter().zip(1..).all(|(item, at)| item["position"] == at), "{}", page.path);
        let places: Vec<_> = items.iter().filter_map(|item| item["item"].as_str()).collect();
        assert_eq!(places.first(), Some(&"https://bif-sof.example/"));
        assert_eq!(places.last(), Some(&format!("https://bif-sof.example{}", page.url()).as_str()));
        none(places.into_iter().filter(|place| !urls.contains(*place)).map(str::to_owned));
    }
}

#[test]
fn offers_are_services_and_contacts_are_organisations() {
    let entries = |folder: &'static str| {
        let below = pages().filter(move |page| {
            page.path.starts_with(folder) && page.path.matches('/').count() == 2
        });
        below.count()
    };
    assert_eq!(things("GovernmentService").len(), entries("tilbud/"));
    let organisations = things("GovernmentOrganization").len() + things("Organization").len();
    assert_eq!(organisations, entries("kontakter/"));
}

#[test]
fn an_offer_says_what_staff_would_look_for() {
    let offer = thing("tilbud/dag-til-dag/index.html", "GovernmentService");
    assert_eq!(offer["name"], "Dag til Dag");
    assert!(
        offer["alternateName"]
            .as_array()
            .is_some_and(|names| names.contains(&"Grundlæggerne".into())),
        "{offer:#}"
    );
    assert_eq!(offer["provider"][0]["@type"], "GovernmentOrganization");
    assert!(offer["audience"].as_array().is_some_and(|groups| groups.len() >= 2), "{offer:#}");
    let page = thing("tilbud/dag-til-dag/index.html", "WebPage");
    assert_eq!(page["mainEntity"]["@id"], offer["@id"]);
    assert_eq!(offer["@id"], "https://bif-sof.example/t/dag-til-dag/");
}

#[test]
fn a_telephone_number_is_told_only_where_a_document_gives_one() {
    let organisations = [things("GovernmentOrganization"), things("Organization")].concat();
    let reachable =
        organisations.into_iter().filter(|(_, thing)| thing.get("contactPoint").is_some());
    for (page, thing) in reachable {
        let number = thing["contactPoint"][0]["telephone"].as_str().expect("a number");
        let shown = page.all("a").any(|link| link.text.trim() == number);
        assert!(shown, "{}: {number} is not on the page", page.path);
    }
}

#[test]
fn no_page_says_when_it_was_written() {
    let dates = ["datePublished", "dateModified", "dateCreated"];
    let told = pages().flat_map(graph);
    none(told.flat_map(|thing| {
        dates
            .iter()
            .filter(|date| thing.get(**date).is_some())
            .map(|date| (*date).to_owned())
            .collect::<Vec<_>>()
    }));
}
