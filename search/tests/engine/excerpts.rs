//! Excerpts: the passage that matched, its words marked, everything else escaped.

use std::collections::BTreeMap;

use crate::corpus;
use portal_search::{Engine, Kind, Part, Request, SearchDocument, Shown, Synonyms, build};

fn excerpt(query: &str, id: &str) -> String {
    let answer = corpus::search(&corpus::engine(), query);
    answer.hits.into_iter().find(|hit| hit.id == id).unwrap().excerpt.joined().to_html()
}

fn one(body: &str, query: &str) -> String {
    let document = SearchDocument {
        id: "x".to_owned(),
        kind: Kind::Page.into(),
        title: "Side".to_owned(),
        names: Vec::new(),
        summary: String::new(),
        headings: Vec::new(),
        body: body.to_owned(),
        keywords: Vec::new(),
        url: "/x/".to_owned(),
        facets: BTreeMap::new(),
        historical: false,
        shown: Shown::default(),
    };
    let engine = Engine::open(build(&[document], &Synonyms::default()).unwrap()).unwrap();
    engine.search(&Request::new(query)).unwrap().hits.remove(0).excerpt.joined().to_html()
}

#[test]
fn inflections_and_compounds_are_marked_and_synonyms_are_not() {
    assert!(
        excerpt("jobsamtaler", "jobsamtaler-i-kontaktforloebet")
            .contains("<mark>jobsamtale</mark>")
    );
    assert!(excerpt("behandling", "doegnbehandling").contains("<mark>Døgnbehandling</mark>"));
    let found_by_another_name = excerpt("kvindehus", "krisecentre");
    assert!(
        found_by_another_name.contains("krisecentret") && !found_by_another_name.contains("<mark>")
    );
}

#[test]
fn the_rest_of_a_synonym_s_phrase_is_not_marked() {
    let group = vec!["misbrug".to_owned(), "behandling for misbrug".to_owned()];
    let synonyms = Synonyms { groups: vec![group], ..Synonyms::default() };
    let mut documents = corpus::documents();
    documents[0].body = "Behandling i centret, misbrugsbehandling og misbruget.".to_owned();
    let id = documents[0].id.clone();
    let engine = Engine::open(build(&documents, &synonyms).unwrap()).unwrap();
    let excerpt = |query| {
        let answer = engine.search(&Request { limit: 100, ..Request::new(query) }).unwrap();
        answer.hits.into_iter().find(|hit| hit.id == id).unwrap().excerpt.joined().to_html()
    };
    let marked = "Behandling i centret, <mark>misbrugsbehandling</mark> og <mark>misbruget</mark>.";
    assert_eq!(excerpt("misbrug"), marked);
    let marked = "Behandling i centret, <mark>misbrugsbehandling</mark> og misbruget.";
    assert_eq!(excerpt("misbrugsbehandling"), marked, "its parts are not what was typed");
}

#[test]
fn a_section_is_marked_as_a_whole() {
    assert!(excerpt("§141 stk 2", "social-handleplan").contains("<mark>§ 141, stk. 2</mark>"));
}

#[test]
fn a_telephone_number_is_marked_as_a_whole() {
    assert!(excerpt("33173321", "sck").contains("<mark>3317 3321</mark>"));
}

#[test]
fn markup_in_the_text_is_shown_and_not_obeyed() {
    let html = one("Skriv <script>alert(\"x\")</script> & 'mentor'.", "mentor");
    assert_eq!(
        html,
        "Skriv &lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;<mark>mentor</mark>&#39;."
    );
}

#[test]
fn an_excerpt_begins_where_the_sentence_of_the_match_does() {
    let html = one("Fyldord. Her står, f.eks. Anna og ca. Bent, mentoren. Mere.", "mentor");
    assert_eq!(html, "Her står, f.eks. Anna og ca. Bent, <mark>mentoren</mark>. Mere.");
    assert_eq!(one("Fyld\nEn mentor\nTil alle", "mentor"), "En <mark>mentor</mark> · Til alle");
}

#[test]
fn a_name_that_matched_is_shown_with_the_summary() {
    let mut documents = corpus::documents();
    documents[0].names = vec!["Kvadriga".to_owned(), "Noget andet".to_owned()];
    let engine = Engine::open(build(&documents, &corpus::synonyms()).unwrap()).unwrap();
    let html = corpus::search(&engine, "kvadriga").hits.remove(0).excerpt.joined().to_html();
    assert!(html.starts_with("<mark>Kvadriga</mark> – "), "{html}");
    assert!(documents[0].summary.starts_with(&html["<mark>Kvadriga</mark> – ".len()..]), "{html}");
}

#[test]
fn a_long_text_is_cut_at_words_around_the_match() {
    let body = format!(
        "{}her står mentoren midt i. {}",
        "fyldord og fyld, ".repeat(40),
        "Endnu mere fyld. ".repeat(40)
    );
    let html = one(&body, "mentor");
    assert!(
        html.starts_with("… ") && html.ends_with(" …") && html.contains("<mark>mentoren</mark>"),
        "{html}"
    );
    assert!(html.len() < 400, "{html}");
}

#[test]
fn what_is_marked_says_something_and_nothing_else_is_markup() {
    let engine = corpus::engine();
    for document in corpus::documents() {
        let answer = corpus::search(&engine, &format!("{} {}", document.title, document.summary));
        for hit in answer.hits {
            let passage = hit.excerpt.joined();
            for (run, is_marked) in passage.runs() {
                assert!(!is_marked || run.contains(char::is_alphanumeric), "{passage:?}");
            }
            let html = passage.to_html();
            let plain = html.replace("<mark>", "").replace("</mark>", "");
            assert!(!plain.contains(['<', '>']), "{html}");
        }
    }
}

/// A document of three parts: one that the host names, a step, and one that nothing leads to.
fn in_parts(query: &str) -> Vec<(String, String, usize, String)> {
    let body =
        "Kom selv\u{ad}forskyldt til mentoren.\nHold mødet\nMentoren kommer med.\nEt mentorforløb.";
    let at = |text: &str| body.find(text).unwrap();
    let parts = vec![
        Part::new(0, "_del-henvisning"),
        Part::new(at("Hold"), "step-1").step(1),
        Part::new(at("Et mentor"), ""),
    ];
    let document = SearchDocument {
        shown: Shown { owner: Some("Centret".to_owned()), parts, ..Shown::default() },
        ..corpus::offer("x", "Side", body)
    };
    let engine = Engine::open(build(&[document], &Synonyms::default()).unwrap()).unwrap();
    let hit = engine.search(&Request::new(query)).unwrap().hits.remove(0);
    assert_eq!(hit.owner.as_deref(), Some("Centret"));
    hit.places
        .into_iter()
        .map(|place| (place.anchor, place.title, place.step, place.excerpt.to_html()))
        .collect()
}

#[test]
fn places_within_a_page_are_told_where_the_words_stand() {
    let referral = (
        "_del-henvisning".to_owned(),
        String::new(),
        0,
        "Kom selvforskyldt til <mark>mentoren</mark>.".to_owned(),
    );
    let step =
        |excerpt: &str| ("step-1".to_owned(), "Hold mødet".to_owned(), 1, excerpt.to_owned());
    assert_eq!(in_parts("mentor"), [referral, step("<mark>Mentoren</mark> kommer med.")]);
    assert_eq!(in_parts("mødet"), [step("")], "the title says it");
    assert_eq!(
        in_parts("mødet mentor"),
        [step("<mark>Mentoren</mark> kommer med.")],
        "both words beat one"
    );
    assert_eq!(in_parts(""), []);
}

#[test]
fn keywords_find_a_document_and_are_never_shown() {
    let mut documents = corpus::documents();
    documents[0].keywords = vec!["Kvadriga".to_owned()];
    let engine = Engine::open(build(&documents, &corpus::synonyms()).unwrap()).unwrap();
    let answer = corpus::search(&engine, "kvadriga");
    assert_eq!((answer.total, answer.hits[0].id.as_str()), (1, documents[0].id.as_str()));
    assert!(
        documents[0].body.starts_with(answer.hits[0].excerpt.text.to_text().trim_end_matches(" …"))
    );
}
