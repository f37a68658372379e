//! The hand-made corpus and its synonyms, as documents; shared by the integration tests.

use std::collections::BTreeMap;

use portal_search::{
    Abbreviation, Answer, Engine, Facet, Kind, OneWay, Request, SearchDocument, Shown, Synonyms,
    build,
};

const CORPUS: &str = include_str!("corpus.txt");

/// The documents of `corpus.txt`.
pub(crate) fn documents() -> Vec<SearchDocument> {
    let text: Vec<&str> = CORPUS.lines().filter(|line| !line.starts_with('#')).collect();
    text.join("\n")
        .split("\n\n")
        .map(str::trim)
        .filter(|entry| !entry.is_empty())
        .map(document)
        .collect()
}

/// An offer that has a title and a text, and nothing else.
pub(crate) fn offer(id: &str, title: &str, body: &str) -> SearchDocument {
    SearchDocument {
        id: id.to_owned(),
        kind: Kind::Offer.into(),
        title: title.to_owned(),
        names: Vec::new(),
        summary: String::new(),
        headings: Vec::new(),
        body: body.to_owned(),
        keywords: Vec::new(),
        url: format!("/{id}/"),
        facets: BTreeMap::new(),
        historical: false,
        shown: Shown::default(),
    }
}

fn document(entry: &str) -> SearchDocument {
    let (head, rest) = entry.split_once('\n').unwrap();
    let (path, title) = head.split_once(": ").unwrap();
    let (kind, id) = path.split_once('/').unwrap();
    let fields: BTreeMap<&str, &str> =
        rest.lines().map(|line| line.split_once(": ").unwrap()).collect();
    let text = |key: &str| fields.get(key).copied().unwrap_or_default().to_owned();
    SearchDocument {
        id: id.to_owned(),
        kind: kind.parse().unwrap(),
        title: title.to_owned(),
        names: fields
            .get("names")
            .map_or_else(Vec::new, |names| names.split("; ").map(str::to_owned).collect()),
        summary: text("summary"),
        headings: Vec::new(),
        body: text("body"),
        keywords: Vec::new(),
        url: format!("/{kind}/{id}/"),
        facets: fields
            .get("facets")
            .map_or_else(BTreeMap::new, |facets| facets.split("; ").map(facet).collect()),
        historical: fields.contains_key("historical"),
        shown: Shown::default(),
    }
}

fn facet(text: &str) -> (Facet, Vec<String>) {
    let (name, values) = text.split_once('=').unwrap();
    (name.parse().unwrap(), values.split(',').map(str::to_owned).collect())
}

/// The words of staff that go with the corpus.
pub(crate) fn synonyms() -> Synonyms {
    let words = |list: &[&str]| list.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    Synonyms {
        groups: vec![
            words(&["bostøtte", "støtte i egen bolig"]),
            words(&["kvindehus", "krisecenter"]),
            words(&["sygemelding", "sygedagpenge"]),
        ],
        one_way: vec![OneWay { from: "narko".to_owned(), to: words(&["stofmisbrug", "stoffer"]) }],
        abbreviations: vec![
            Abbreviation { short: "SKP".to_owned(), long: words(&["støttekontaktperson"]) },
            Abbreviation {
                short: "BIF".to_owned(),
                long: words(&["Beskæftigelses- og Integrationsforvaltningen"]),
            },
            Abbreviation { short: "SCK".to_owned(), long: words(&["Socialcenter København"]) },
            Abbreviation {
                short: "SEL".to_owned(),
                long: words(&["Lov om social service", "serviceloven"]),
            },
            Abbreviation {
                short: "BPA".to_owned(),
                long: words(&["brugerstyret personlig assistance"]),
            },
        ],
    }
}

/// The engine over the whole corpus.
pub(crate) fn engine() -> Engine {
    Engine::open(build(&documents(), &synonyms()).unwrap()).unwrap()
}

/// The answer to a query without filters.
pub(crate) fn search(engine: &Engine, query: &str) -> Answer {
    engine.search(&Request::new(query)).unwrap()
}
