//! Facets: right counts under query and filters, checked against a count by hand over all
//! documents.

use std::collections::{BTreeMap, BTreeSet};

use crate::corpus;
use portal_search::{Answer, Engine, Facet, Request, SearchDocument};

fn ids(answer: &Answer) -> BTreeSet<String> {
    answer.hits.iter().map(|hit| format!("{}/{}", hit.kind, hit.id)).collect()
}

fn all(engine: &Engine, mut request: Request) -> Answer {
    request.limit = 1000;
    engine.search(&request).unwrap()
}

fn values(document: &SearchDocument, facet: Facet) -> Vec<String> {
    if facet == Facet::Kind {
        return vec![document.kind.as_str().to_owned()];
    }
    document.facets.get(&facet).cloned().unwrap_or_default()
}

fn passes(
    document: &SearchDocument,
    filters: &BTreeMap<Facet, BTreeSet<String>>,
    except: Option<Facet>,
) -> bool {
    filters
        .iter()
        .filter(|(facet, _)| Some(**facet) != except)
        .all(|(facet, chosen)| values(document, *facet).iter().any(|value| chosen.contains(value)))
}

/// Counts every facet by hand among the documents that the query alone finds.
fn counted(found: &BTreeSet<String>, request: &Request) -> BTreeMap<Facet, BTreeMap<String, u64>> {
    let mut counts = BTreeMap::new();
    for facet in Facet::ALL {
        let mut values_of_facet = BTreeMap::new();
        for document in corpus::documents() {
            let is_found = found.contains(&format!("{}/{}", document.kind, document.id));
            if is_found && passes(&document, &request.filters, Some(facet)) {
                for value in values(&document, facet) {
                    *values_of_facet.entry(value).or_insert(0) += 1;
                }
            }
        }
        counts.insert(facet, values_of_facet);
    }
    counts
}

#[test]
fn counts_are_those_of_counting_by_hand() {
    let engine = corpus::engine();
    for query in ["", "behandling", "borger", "job", "hjemløse stofmisbrug"] {
        let found = ids(&all(&engine, Request::new(query)));
        for request in [
            Request::new(query),
            Request::new(query).with_filter(Facet::Administration, "sof"),
            Request::new(query)
                .with_filter(Facet::Administration, "sof")
                .with_filter(Facet::Administration, "bif"),
            Request::new(query)
                .with_filter(Facet::Administration, "bif")
                .with_filter(Facet::Kind, "offer"),
            Request::new(query)
                .with_filter(Facet::TargetGroup, "hjemloeshed")
                .with_filter(Facet::Law, "sel"),
        ] {
            let mut answer = all(&engine, request.clone());
            answer.facets.values_mut().for_each(|values| values.retain(|_, count| *count > 0));
            assert_eq!(answer.facets, counted(&found, &request), "{request:?}");
        }
    }
}

#[test]
fn a_count_is_what_choosing_the_value_leaves() {
    let engine = corpus::engine();
    let base = Request::new("behandling").with_filter(Facet::Administration, "sof");
    let answer = all(&engine, base.clone());
    assert!(!answer.facets[&Facet::OfferType].is_empty());
    for (value, count) in &answer.facets[&Facet::OfferType] {
        let narrowed = all(&engine, base.clone().with_filter(Facet::OfferType, value.as_str()));
        assert_eq!(narrowed.total, *count, "{value}");
    }
}

#[test]
fn values_of_one_facet_widen_and_facets_narrow() {
    let engine = corpus::engine();
    let total = |request: Request| all(&engine, request).total;
    let sof = total(Request::new("").with_filter(Facet::Administration, "sof"));
    let both = total(
        Request::new("")
            .with_filter(Facet::Administration, "sof")
            .with_filter(Facet::Administration, "region-h"),
    );
    let offers = total(
        Request::new("")
            .with_filter(Facet::Administration, "sof")
            .with_filter(Facet::Kind, "offer"),
    );
    assert!(both > sof && offers < sof, "{sof} {both} {offers}");
}

#[test]
fn nothing_typed_gives_everything_in_title_order() {
    let engine = corpus::engine();
    let answer = all(&engine, Request::new("  "));
    assert_eq!(answer.total, u64::try_from(corpus::documents().len()).unwrap());
    let first: Vec<&str> = answer.hits.iter().take(3).map(|hit| hit.title.as_str()).collect();
    assert_eq!(
        first,
        ["Advisering ved sanktion", "Aktiveringsgrad for fælles borgere", "Alkoholbehandling"]
    );
}

#[test]
fn a_chosen_value_without_documents_is_told_with_zero() {
    let engine = corpus::engine();
    let answer = engine.search(&Request::new("mentor").with_filter(Facet::Area, "amager")).unwrap();
    assert_eq!(answer.total, 0);
    assert_eq!(answer.facets[&Facet::Area].get("amager"), Some(&0));
}

#[test]
fn pages_of_hits_are_the_parts_of_the_whole() {
    let engine = corpus::engine();
    let whole = all(&engine, Request::new("behandling"));
    let mut parts = Vec::new();
    for offset in (0..whole.hits.len()).step_by(3) {
        let request = Request { limit: 3, offset, ..Request::new("behandling") };
        parts.extend(engine.search(&request).unwrap().hits);
    }
    assert_eq!(parts, whole.hits);
}
