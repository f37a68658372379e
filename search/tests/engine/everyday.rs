//! What people say finds what the texts call it, below the words themselves; and what nothing has
//! shows what comes nearest.

use super::corpus::offer;
use portal_search::{Answer, DocumentKind, Engine, Note, Request, Synonyms, build};

fn engine() -> Engine {
    let documents = [
        offer("gaeld", "Gældsrådgivning", "Her får borgeren hjælp til at få overblik."),
        offer("alkohol", "Alkoholbehandling", "Samtaler og gruppe."),
        offer("stemmer", "Stemmer fra gaden", "Et blad, som borgere skriver."),
        offer(
            "inde",
            "Projekt god løsladelse",
            "Kriminalforsorgen og kommunen forbereder tiden efter afsoning.",
        ),
        offer(
            "pot",
            "Potteplanter",
            "Et værksted, hvor borgere passer planter. En pot er en gammel vægt.",
        ),
        offer("psyk", "Dagtilbud for mennesker med psykisk sygdom", "Psykiatri og samvær."),
    ];
    Engine::open(build(&documents, &Synonyms::default()).unwrap()).unwrap()
}

fn ids(answer: &Answer) -> Vec<&str> {
    answer.hits.iter().map(|hit| hit.id.as_str()).collect()
}

#[test]
fn what_people_say_finds_what_the_texts_call_it() {
    let engine = engine();
    for (said, meant) in [
        ("kviklån", "gaeld"),
        ("skylder penge i banken", "gaeld"),
        ("drikker", "alkohol"),
        ("han sidder i spjældet", "inde"),
        ("hører stemmer i hovedet", "psyk"),
        ("kviklånet", "gaeld"),
    ] {
        let answer = engine.search(&Request::new(said)).unwrap();
        assert!(ids(&answer).contains(&meant), "{said}: {:?}", ids(&answer));
        assert_eq!((answer.corrected, answer.note), (None, None), "{said}");
    }
}

#[test]
fn the_words_themselves_come_before_what_people_mean_by_them() {
    let engine = engine();
    for (typed, first) in [("stemmer", "stemmer"), ("afsoning", "inde"), ("planter", "pot")] {
        assert_eq!(
            ids(&engine.search(&Request::new(typed)).unwrap()).first(),
            Some(&first),
            "{typed}"
        );
    }
}

#[test]
fn a_query_that_nothing_has_shows_what_comes_nearest_and_says_so() {
    let engine = engine();
    for (typed, near) in [("løsladexyz", "inde"), ("alkoxyz", "alkohol")] {
        let answer = engine.search(&Request::new(typed)).unwrap();
        assert!(ids(&answer).contains(&near), "{typed}: {:?}", ids(&answer));
        assert_eq!(answer.note, Some(Note::Nearest), "{typed}");
        let exact = engine.search(&Request { exact: true, ..Request::new(typed) }).unwrap();
        assert_eq!((exact.total, exact.note), (0, None), "{typed}");
    }
    assert_eq!(engine.search(&Request::new("qwxz")).unwrap().total, 0);
}

#[test]
fn who_writes_by_ear_or_in_two_words_with_a_slip_is_understood() {
    let engine = engine();
    for (typed, first, corrected) in [
        ("alkoholbehanlingh", "alkohol", "alkoholbehandling"),
        ("gælds rådgivnig", "gaeld", "gældsrådgivning"),
        ("potteblander", "pot", "potteplanter"),
    ] {
        let answer = engine.search(&Request::new(typed)).unwrap();
        assert_eq!(ids(&answer).first(), Some(&first), "{typed}");
        assert_eq!(answer.corrected.as_deref(), Some(corrected), "{typed}");
    }
}

#[test]
fn a_law_is_found_by_its_everyday_and_its_whole_name_and_where_a_section_is_unknown() {
    let mut pension = offer("pension", "Lov om social pension", "");
    pension.kind = DocumentKind::Law;
    pension.headings = vec!["§ 17".to_owned()];
    let rests =
        offer("rests", "Pension og social pension i udlandet", "Efter lov om social pension § 17.");
    let engine = Engine::open(build(&[pension, rests], &Synonyms::default()).unwrap()).unwrap();
    for typed in ["pensionsloven", "pensionslov", "lov om social pension", "Lov om Social Pension"]
    {
        let answer = engine.search(&Request::new(typed)).unwrap();
        assert_eq!(ids(&answer).first(), Some(&"pension"), "{typed}");
    }
    let known = engine.search(&Request::new("§ 17")).unwrap();
    let mut found = ids(&known);
    found.sort_unstable();
    assert_eq!((found, known.note), (vec!["pension", "rests"], None));
    let unknown = engine.search(&Request::new("§ 999")).unwrap();
    assert_eq!((ids(&unknown), unknown.note), (vec!["pension"], Some(Note::Nearest)));
}

#[test]
fn politeness_changes_no_answer() {
    let engine = engine();
    for query in ["alkoholbehandling", "god løsladelse", "kviklån"] {
        let plain = engine.search(&Request::new(query)).unwrap();
        let polite =
            format!("Hej, kan I venligst fortælle mig om {query}? Tusind tak, venlig hilsen");
        let polite = engine.search(&Request::new(polite)).unwrap();
        assert_eq!(ids(&polite).first(), ids(&plain).first(), "{query}");
        assert_eq!(polite.corrected, None, "{query}");
    }
}
