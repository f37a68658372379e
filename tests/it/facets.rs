//! A facet is declared once: each one that stands in the search's declaration is known wherever
//! facets are shown or asked for, without any other list being edited. An offer that states a term
//! of its own for every vocabulary is followed through the portal.

#![expect(clippy::expect_used, reason = "a test may fail")]

use std::collections::BTreeMap;

use portal::diagnostics::{Language, Texts};
use portal::fit::Question;
use portal::model::Vocabulary;
use portal::source::{Sources, default_theme};
use portal::{Built, Options, Unobserved, schema};
use portal_search::{Engine, Facet, Request};

const SITE: &str =
    "title = \"P\"\nbase_url = \"https://p.example\"\n[edition]\ndate = \"2013-06-30\"\n";

/// The only term of a vocabulary.
fn term(vocabulary: Vocabulary) -> String {
    format!("proeve-{}", vocabulary.as_str().replace('_', "-"))
}

/// The settings and a term of every vocabulary.
fn terms() -> Vec<(String, String)> {
    let terms = Vocabulary::ALL.map(|one| {
        let path = format!("content/vocabularies/{}.yaml", one.as_str());
        (path, format!("- {{ id: {}, label: Prøve af {} }}\n", term(one), one.as_str()))
    });
    terms.into_iter().chain([("site.toml".to_owned(), SITE.to_owned())]).collect()
}

fn sources(files: &[(String, String)]) -> Sources {
    let files = files.iter().map(|(path, text)| (path.clone(), text.clone().into_bytes()));
    let page = "---\ntitle: Side\nsummary: En side.\n---\n\nTekst.\n";
    Sources::from_files(files.chain([("content/pages/side.md".to_owned(), page.into())])).0
}

/// The keys of an offer that take the terms of a vocabulary, as the JSON Schema of offers has them.
fn keys() -> BTreeMap<String, Vocabulary> {
    let texts = Texts::read(&default_theme().0, Language::Danish).0;
    let schemas =
        schema::of_sources(&sources(&terms()), &texts).expect("settings that can be read");
    let properties = schemas["offer"]["properties"].as_object().expect("the fields of offers");
    let takes = |written: &str| {
        Vocabulary::ALL.into_iter().find(|one| written.contains(&format!("\"{}\"", term(*one))))
    };
    let top = properties.iter().filter(|(_, field)| !field.to_string().contains("\"properties\""));
    top.filter_map(|(key, field)| Some((key.clone(), takes(&field.to_string())?))).collect()
}

/// A portal of an offer that states everything, and one that states nothing but its type.
fn built(keys: &BTreeMap<String, Vocabulary>) -> Built {
    let stated =
        keys.iter().map(|(key, of)| format!("{key}: {}\n", term(*of))).collect::<Vec<_>>().concat();
    let silent = format!("offer_type: {}\n", term(Vocabulary::OfferTypes));
    let offers = [("alt", stated), ("intet", silent)].map(|(id, fields)| {
        let text = format!("---\ntitle: Tilbud {id}\nsummary: Et tilbud.\n{fields}---\n\nTekst.\n");
        (format!("content/offers/{id}.md"), text)
    });
    let files: Vec<_> = terms().into_iter().chain(offers).collect();
    portal::build(
        &sources(&files),
        portal::diagnostics::Findings::default(),
        &Options::default(),
        &Unobserved,
    )
}

#[test]
fn every_declared_facet_is_known_wherever_facets_are() {
    let keys = keys();
    let built = built(&keys);
    let told: Vec<_> = built.findings.iter().map(|found| found.code.name).collect();
    let site = built.site.unwrap_or_else(|| panic!("{told:?}"));
    let page = |path: &str| {
        let bytes = site.tree.get(path).unwrap_or_else(|| panic!("no {path}"));
        String::from_utf8_lossy(bytes).into_owned()
    };
    let catalogue = built.catalogue.expect("a catalogue");
    let gaps = portal::gaps::gaps(&catalogue);
    let engine = Engine::open(site.index).expect("the index opens");
    let found = engine.search(&Request::new("")).expect("an answer").facets;
    let (search, finder) = (page("soeg/index.html"), page("find-tilbud/index.html"));

    for facet in Facet::ALL {
        assert!(
            search.contains(&format!("data-search-facet=\"{facet}\"")),
            "the search page does not know {facet}"
        );
        assert!(found.contains_key(&facet), "the index does not know {facet}");
    }
    for vocabulary in Vocabulary::ALL {
        let (term, facet, list) =
            (term(vocabulary), vocabulary.facet(), vocabulary.address().trim_matches('/'));
        let key = keys.iter().find(|(_, of)| **of == vocabulary).map(|(key, _)| key.as_str());
        let key = key.unwrap_or_else(|| panic!("no field of offers takes terms of {vocabulary:?}"));
        assert!(found[&facet].contains_key(&term), "{facet} is not in the index");
        assert!(
            search.contains(&format!("name=\"{facet}\" value=\"{term}\"")),
            "{facet} is not on the search page"
        );
        assert!(
            page(&format!("{list}/index.html")).contains(&format!("{term}/")),
            "{facet} has no list of values"
        );
        assert!(
            page(&format!("{list}/{term}/index.html")).contains("Tilbud alt"),
            "{facet} has no page of a value"
        );
        assert!(search.contains(&format!("{list}/\"")), "no way leads to the values of {facet}");
        assert!(
            finder.contains(&format!("data-question=\"{facet}\"")),
            "the finder does not ask for {facet}"
        );
        assert!(Question::of(vocabulary).is_some(), "{facet} is no question");
        let asked = gaps.iter().any(|gap| gap.field == key && gap.finder.is_some());
        assert!(asked || key == "offer_type", "{facet} is not among the gaps as {key}: {gaps:?}");
    }
}
