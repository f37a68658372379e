//! What a query means by rule: abbreviations and their long forms, numbers, kinds of entry, words
//! made of others, stress.

use super::corpus::offer;
use portal_search::{
    Abbreviation, Answer, Engine, Kind, Note, Request, SearchDocument, Synonyms, build,
};

fn engine(documents: &[SearchDocument]) -> Engine {
    Engine::open(build(documents, &Synonyms::default()).unwrap()).unwrap()
}

fn search(documents: &[SearchDocument], query: &str) -> Answer {
    engine(documents).search(&Request::new(query)).unwrap()
}

fn ids(answer: &Answer) -> Vec<&str> {
    answer.hits.iter().map(|hit| hit.id.as_str()).collect()
}

#[test]
fn initials_are_understood_beside_other_words() {
    let documents = [
        offer("unit", "Rådgivningscenter Kystbyen", "Et center."),
        offer("talk", "Samtaler", "Her holdes møder om møder."),
    ];
    assert_eq!(ids(&search(&documents, "møder RCK"))[0], "unit");
}

#[test]
fn a_word_is_never_corrected_to_its_opposite() {
    let documents = [offer("ready", "Jobparate", "For den, der er parat.")];
    let answer = search(&documents, "uparat");
    assert_eq!(answer.corrected, None);
    assert_eq!(answer.note, Some(Note::Nearest), "what is shown comes near, and no more is said");
    assert_eq!(search(&documents, "uparate").corrected, None);
    let documents = [offer("not", "Undervisning", "For den, der er uparat.")];
    assert_eq!(search(&documents, "uparet").corrected.as_deref(), Some("uparat"), "a slip is");
    assert_eq!(search(&documents, "ndervisning").corrected.as_deref(), Some("undervisning"));
    assert_eq!(search(&documents, "uundervisning").corrected.as_deref(), Some("undervisning"));
}

#[test]
fn a_long_form_that_is_unknown_is_tried_against_abbreviations() {
    let mut term = offer("term", "SKP", "Kilderne skriver ikke forkortelsen ud.");
    term.kind = Kind::Term.into();
    let documents = [term, offer("other", "Kontakt til naboer", "Et hus til alle.")];
    for long in ["støttekontaktperson", "støtte kontakt person", "Støtte-kontakt-person"] {
        assert_eq!(ids(&search(&documents, long)).first(), Some(&"term"), "{long}");
    }
    let known = [
        offer("act", "ACT", "Et team."),
        offer("meant", "Alle", "Aktivitet, café og træning under ét tag."),
    ];
    assert_eq!(
        ids(&search(&known, "aktivitet café træning")),
        ["meant"],
        "known words mean what they say"
    );
}

#[test]
fn who_types_a_danish_letter_means_it() {
    let documents = [
        offer("prison", "Kriminalforsorgen", "Kriminalforsorgen følger op på en dom."),
        offer("support", "Penge til ophold", "Ydelsen er forsørgelsesgrundlag for den enlige."),
    ];
    assert_eq!(ids(&search(&documents, "forsørgelse")).first(), Some(&"support"));
    assert_eq!(ids(&search(&documents, "enlig forsørger")).first(), Some(&"support"));
    assert_eq!(ids(&search(&documents, "forsorg")).first(), Some(&"prison"));
    assert!(
        ids(&search(&documents, "forsorgelse")).contains(&"support"),
        "and who has none is understood"
    );
}

#[test]
fn a_number_with_a_sign_in_it_is_one_number() {
    let documents = [
        offer("year", "Plan for 2010", "Vedtaget i 2010."),
        offer("known", "Notat", "Sag 2010-113567 om planen."),
        offer("budget", "Budget", "Tal for 2012 og 2013."),
    ];
    for typed in ["2010-113567", "(2010-113567)", "2010/113567", "sag 2010-113567"] {
        assert_eq!(ids(&search(&documents, typed)), ["known"], "{typed}");
    }
    assert_eq!(search(&documents, "2010-999999").total, 0, "its year says nothing");
    assert_eq!(
        ids(&search(&documents, "budget 2012 2013")),
        ["budget"],
        "two years are two numbers"
    );
}

#[test]
fn a_number_with_a_unit_that_nobody_names_finds_nothing_by_its_unit() {
    let documents = [offer("dag", "Dag til dag", "En dag ad gangen, dage og dage.")];
    let answer = search(&documents, "14 dage");
    assert_eq!(answer.total, 0, "{:?}", ids(&answer));
}

#[test]
fn a_kind_that_is_asked_for_comes_before_others_that_fit_as_well() {
    let mut goal = offer(
        "goal",
        "Handleplaner til alle borgere",
        "Målet er, at alle borgere har en handleplan.",
    );
    goal.kind = Kind::Goal.into();
    let documents = [
        offer("a-offer", "Handleplaner til alle borgere", "Målet er, at alle borgere har en plan."),
        goal,
    ];
    assert_eq!(ids(&search(&documents, "mål for handleplaner"))[0], "goal");
    assert_eq!(ids(&search(&documents, "handleplaner"))[0], "a-offer");
}

#[test]
fn a_word_made_of_words_of_a_title_is_no_other_word_spelt_wrong() {
    let documents = [
        offer("line", "Grøn Linie", "Et hold for unge."),
        offer("other", "Tilbud til grønlandere", "Grønlandere og grønlandere."),
    ];
    let answer = search(&documents, "grønlinie");
    assert_eq!((ids(&answer).first(), answer.corrected.as_deref()), (Some(&"line"), None));
}

#[test]
fn the_rare_part_of_an_unknown_compound_says_more_than_its_common_part() {
    let mut documents = vec![offer("rare", "Hjælp med medicin", "Medicin på dagen.")];
    for at in 0..8 {
        documents.push(offer(
            &format!("common-{at}"),
            "Udbetaling",
            "Udlevering af penge, udlevering af tøj.",
        ));
    }
    assert_eq!(ids(&search(&documents, "medicinudlevering"))[0], "rare");
}

#[test]
fn a_compound_in_three_words_with_a_slip_is_understood() {
    let documents = [
        offer("whole", "Støttekontaktperson", "En person."),
        offer("parts", "Kontakt", "Støtte til dem, der har kontakt med en person."),
    ];
    let answer = search(&documents, "støtte kontakt persn");
    assert_eq!(ids(&answer)[0], "whole");
}

#[test]
fn stress_makes_no_other_word() {
    let documents = [
        offer("escort", "Ledsager", "En, der går med."),
        offer("other", "Noget", "Én ting ad gangen."),
    ];
    assert_eq!(ids(&search(&documents, "én ledsager")), ["escort"]);
}

#[test]
fn a_whole_question_is_answered_by_what_has_its_rare_words() {
    let documents = [
        offer("asked", "Advisering", "Jobcentret giver besked om kontanthjælp."),
        offer("talk", "Om os", "Vi stopper her. Vi stopper aldrig. Og vi giver."),
    ];
    let question = "hvornår skal jeg give besked før jeg stopper med min kontanthjælp";
    assert_eq!(ids(&search(&documents, question))[0], "asked");
}

#[test]
fn the_abbreviation_that_was_typed_is_shown_and_what_it_stands_for_is_not_marked() {
    let mut unit = offer(
        "unit",
        "Center for Unge",
        "Rådgivning til unge i hele byen. Centret har åbent hver dag.",
    );
    unit.names = vec!["CFU".to_owned()];
    let synonyms = Synonyms {
        abbreviations: vec![Abbreviation {
            short: "CFU".to_owned(),
            long: vec!["Center for Unge".to_owned()],
        }],
        ..Synonyms::default()
    };
    let engine = Engine::open(build(&[unit], &synonyms).unwrap()).unwrap();
    let hit = engine.search(&Request::new("cfu")).unwrap().hits.remove(0);
    let html = hit.excerpt.joined().to_html();
    assert!(html.starts_with("<mark>CFU</mark> – "), "{html}");
    assert_eq!(html.matches("<mark>").count(), 1, "{html}");
    assert_eq!(hit.marked_title.to_html(), "Center for Unge");
}

#[test]
fn what_was_typed_is_marked_in_titles_and_nothing_else_is_markup() {
    let documents = [offer("x", "Mentor & <mentorstøtte> til unge", "En mentor.")];
    let answer = search(&documents, "mentor");
    let marked = "<mark>Mentor</mark> &amp; &lt;<mark>mentorstøtte</mark>&gt; til unge";
    assert_eq!(answer.hits[0].marked_title.to_html(), marked);
    assert_eq!(answer.hits[0].title, "Mentor & <mentorstøtte> til unge");
}

#[test]
fn a_field_that_is_asked_for_finds_what_has_it_before_a_sentence_that_speaks_of_it() {
    let mut contact = offer("contact", "Herberget", "Nørregade 1. 3317 3321.");
    contact.kind = Kind::Contact.into();
    contact.keywords =
        ["telefon", "telefonnummer", "tlf", "ring", "nummer"].map(str::to_owned).into();
    let talk = "Telefon: kilden har ingen telefon. Hvis telefonen ringer, er det en telefon.";
    let documents = [offer("a-talk", "Om huset", talk), contact];
    for query in ["telefon", "tlf", "ring", "hvad er telefonnummeret"] {
        assert_eq!(ids(&search(&documents, query)).first(), Some(&"contact"), "{query}");
    }
}

#[test]
fn over_and_under_a_number_are_not_the_same() {
    let documents = [
        offer("old", "Center for voksne", "Borgere over 30 år."),
        offer("young", "Center for andre", "Borgere under 30 år."),
    ];
    for (query, first) in [
        ("hvem har borgere over 30", "old"),
        ("borgere under 30 år", "young"),
        ("yngre end 30", "young"),
        ("fyldt 30", "old"),
    ] {
        assert_eq!(ids(&search(&documents, query))[0], first, "{query}");
    }
}

#[test]
fn a_word_for_the_sign_of_a_section_says_no_more_than_the_sign() {
    let mut law = offer("law", "Loven", "");
    law.kind = portal_search::DocumentKind::Law;
    let documents = [law, offer("par", "Et par på 99", "Et par, der er 99 år.")];
    for query in ["§ 99", "par. 99", "paragraf 99"] {
        let answer = search(&documents, query);
        assert_eq!(ids(&answer), ["law"], "{query}");
        assert_eq!(answer.note, Some(Note::Nearest), "{query}");
    }
}
