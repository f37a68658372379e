//! The order of hits: titles before prose, the current before history, all words before all but
//! one, exact before all.

use super::corpus::offer;
use portal_search::{Answer, Engine, Kind, Request, SearchDocument, Synonyms, build};

fn search(documents: &[SearchDocument], query: &str) -> Answer {
    let engine = Engine::open(build(documents, &Synonyms::default()).unwrap()).unwrap();
    engine.search(&Request::new(query)).unwrap()
}

fn ids(answer: &Answer) -> Vec<&str> {
    answer.hits.iter().map(|hit| hit.id.as_str()).collect()
}

#[test]
fn titles_and_names_outrank_prose() {
    let mut named = offer("named", "Noget andet", "");
    named.names = vec!["Vejledning om gæld".to_owned()];
    let documents = [
        offer("prose", "Om økonomi", "Gæld, gæld og atter gæld: gæld er et ord."),
        offer("title", "Hjælp til gæld", "Ring til os."),
        named,
    ];
    assert_eq!(ids(&search(&documents, "gæld"))[2], "prose");
}

#[test]
fn what_is_current_outranks_history() {
    let mut old = offer("a-old", "Hjælp til gæld i 2009", "");
    old.historical = true;
    let documents = [old, offer("b-new", "Hjælp til gæld i 2013", "")];
    let answer = search(&documents, "gæld");
    assert_eq!(ids(&answer), ["b-new", "a-old"]);
    assert!(answer.hits[1].historical);
}

#[test]
fn all_words_come_before_all_but_one() {
    let documents = [
        offer("one", "Budget", "Budget og gæld for en familie."),
        offer("two", "Budget og gæld", "Intet om slægten."),
        offer("all", "En side", "Familie, bolig, gæld og budget står alle her."),
    ];
    let answer = search(&documents, "budget gæld familie bolig");
    assert_eq!(ids(&answer), ["all", "one"], "two words of four are too few beside those");
}

#[test]
fn words_side_by_side_come_before_words_apart() {
    let documents = [
        offer(
            "apart",
            "A",
            "Social er ét ord. Her kommer en hel masse andre ord imellem de to, som vi leder efter: handleplan.",
        ),
        offer(
            "near",
            "B",
            "En social handleplan er noget, som en hel masse andre ord kan komme efter, som vi leder efter.",
        ),
        offer(
            "turned",
            "C",
            "En handleplan social er noget, som en hel masse andre ord kan komme efter, som vi leder efter.",
        ),
    ];
    assert_eq!(ids(&search(&documents, "social handleplan")), ["near", "turned", "apart"]);
}

#[test]
fn the_very_title_comes_first_whatever_else_matches() {
    let documents = [
        offer("long", "Mentor og mentorstøtte til mentorer", "Mentor mentor mentor mentor"),
        offer("exact", "Mentor", ""),
        offer("other", "Om mentorer", "mentor"),
    ];
    assert_eq!(ids(&search(&documents, "mentor"))[0], "exact");
}

#[test]
fn the_typed_spelling_comes_before_its_look_alikes() {
    let documents =
        [offer("laast", "Døren er låst", "låst"), offer("last", "Skibets last", "last")];
    assert_eq!(ids(&search(&documents, "last"))[0], "last");
    assert_eq!(ids(&search(&documents, "låst"))[0], "laast");
    assert_eq!(ids(&search(&documents, "laast"))[0], "laast");
}

#[test]
fn an_entry_comes_before_the_term_that_explains_it() {
    let mut term = offer("term", "Krisecenter", "Et sted for kvinder.");
    term.kind = Kind::Term.into();
    let documents = [term, offer("offer", "Krisecentre", "Her kan kvinder bo.")];
    assert_eq!(ids(&search(&documents, "krisecenter")), ["offer", "term"]);
}

#[test]
fn news_comes_after_what_it_reports_on() {
    let mut news = offer("a-news", "Krisecentre i byen", "Her kan kvinder bo.");
    news.kind = Kind::News.into();
    let documents = [news, offer("offer", "Krisecentre i byen og omegnen", "Her kan kvinder bo.")];
    assert_eq!(ids(&search(&documents, "krisecenter byen")), ["offer", "a-news"]);
}

#[test]
fn a_question_that_names_an_entry_finds_it_before_those_that_talk_of_it() {
    let documents = [
        offer("a-talk", "Penge", "Den betaler for mentor, som har en mentor."),
        offer("named", "Mentor", "Kommunen betaler alt."),
    ];
    assert_eq!(ids(&search(&documents, "hvem betaler for en mentor"))[0], "named");
}

#[test]
fn the_list_ends_where_sense_ends() {
    let filler = "Fyld og andet fyld om noget helt andet. ".repeat(20);
    let weak = offer("weak", "Om penge", &format!("{filler} Et boligsocialt forhold. {filler}"));
    let documents = [offer("strong", "Bolig", "En bolig."), weak];
    assert_eq!(ids(&search(&documents, "bolig")), ["strong"]);
    assert_eq!(ids(&search(&documents[1..], "bolig")), ["weak"], "a weak hit is better than none");
}

#[test]
fn a_title_that_has_the_word_as_a_whole_or_as_its_end_or_beginning_comes_before_every_mention() {
    let mention = "Træning, træning og atter træning: træning er et ord, og træning er godt.";
    let documents = [
        offer("mention", "Om bevægelse", mention),
        offer("whole", "Hverdagens træning for alle i kommunen", "Mød op."),
        offer("end", "Jobtræning", "Mød op."),
        offer("beginning", "Træningscenter", "Mød op."),
        offer("inflected", "Arbejdstræningen", "Mød op."),
    ];
    let answer = search(&documents, "træning");
    assert_eq!(ids(&answer)[0], "whole");
    assert_eq!(ids(&answer)[4], "mention");
    assert_eq!(ids(&search(&documents, "træn")).last(), Some(&"mention"));
}

#[test]
fn two_words_that_make_a_compound_of_the_portal_are_that_compound() {
    let documents = [
        offer(
            "mention",
            "Om penge",
            "Støtte til uddannelse og uddannelse med støtte, støtte og uddannelse.",
        ),
        offer("linked", "Uddannelsesstøtte til voksne", "Søg her."),
        offer("e", "Hundepension", "Søg her."),
        offer("dogs", "Dyr", "En hund i pension, hund og pension."),
    ];
    assert_eq!(ids(&search(&documents, "uddannelse støtte"))[0], "linked");
    assert_eq!(ids(&search(&documents, "hund pension"))[0], "e");
}

#[test]
fn what_is_the_corrected_query_comes_first() {
    let mut term = offer("term", "Kontanthjælp", "En ydelse.");
    term.kind = Kind::Term.into();
    let documents =
        [offer("long", "Unge på kontanthjælp og kontanthjælp til unge", "Kontanthjælp."), term];
    let answer = search(&documents, "kontanhjælp");
    assert_eq!(answer.corrected.as_deref(), Some("kontanthjælp"));
    assert_eq!(ids(&answer)[0], "term");
}

#[test]
fn a_number_and_its_unit_are_one_thing() {
    let documents = [
        offer("dag", "Dag til dag", "En dag ad gangen, dage og dage."),
        offer("apart", "Frister", "Der er 14 mødre, og de har flere dage."),
        offer("together", "Klage", "Klag inden 14 dage."),
    ];
    let answer = search(&documents, "14 dage");
    assert_eq!(ids(&answer)[0], "together");
    assert!(!ids(&answer).contains(&"dag"), "{:?}", ids(&answer));
}

#[test]
fn an_age_is_no_word_of_the_subject() {
    let documents = [
        offer("age", "Unge under 30 år", "I 24 år har vi haft et hus."),
        offer("subject", "Hjemløs", "Et herberg."),
    ];
    assert_eq!(ids(&search(&documents, "hjemløs 24 år"))[0], "subject");
    assert_eq!(ids(&search(&documents, "hjemløs på 24"))[0], "subject");
}

#[test]
fn an_unknown_abbreviation_is_tried_against_initials() {
    let documents = [
        offer("unit", "Rådgivningscenter Kystbyen", "Et center."),
        offer("other", "Noget", "Andet."),
    ];
    assert_eq!(ids(&search(&documents, "RCK")), ["unit"]);
}
