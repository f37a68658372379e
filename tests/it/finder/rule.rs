//! The rule, case by case: what an offer states, what is known of the citizen, and which of the
//! three answers that gives.

use portal::fit::{Answer, Judge};
use portal::model::Catalogue;

use super::catalogue::{of, offer, situation};

const GROUPS: &str = "
- { id: alle, label: Alle }
- { id: udsatte, label: Udsatte, broader: [alle] }
- { id: hjemloese, label: Hjemløse, broader: [udsatte] }
- { id: misbrug, label: Misbrug, broader: [alle] }
- { id: handicap, label: Handicap, broader: [alle] }
- { id: doeve, label: Døve, broader: [handicap] }
- { id: unge, label: Unge, age: { to: 29 } }
- { id: unge-syge, label: Unge syge, age: { from: 18, to: 29 }, broader: [udsatte] }
- { id: rundt-a, label: Rundt A, broader: [rundt-b] }
- { id: rundt-b, label: Rundt B, broader: [rundt-a] }
";

const CATEGORIES: &str = "
- { id: match-5, label: Match 5, replaced_by: [match-3] }
- { id: match-3, label: Match 3, replaced_by: [aktiv-ung, aktiv-voksen] }
- { id: match-2, label: Match 2 }
- { id: aktiv-ung, label: Ung, age: { to: 29 } }
- { id: aktiv-voksen, label: Voksen, age: { from: 30 } }
";

/// A portal with one offer for each of these facts; its id is its place.
fn catalogue(facts: &[&str]) -> Catalogue {
    let mut files = vec![
        ("content/vocabularies/target_groups.yaml", GROUPS.to_owned()),
        ("content/vocabularies/citizen_categories.yaml", CATEGORIES.to_owned()),
        ("content/vocabularies/offer_types.yaml", "- { id: hjaelp, label: Hjælp }\n".to_owned()),
        (
            "content/vocabularies/administrations.yaml",
            "- { id: a, label: A }\n- { id: b, label: B }\n".to_owned(),
        ),
    ];
    let paths: Vec<String> =
        (0..facts.len()).map(|at| format!("content/offers/tilbud-{at}.md")).collect();
    let texts = facts
        .iter()
        .map(|facts| format!("---\ntitle: T\nsummary: S.\noffer_type: hjaelp\n{facts}\n---\n"));
    files.extend(paths.iter().map(String::as_str).zip(texts));
    of(&files)
}

/// Offer, situation, answer.
const CASES: [(&str, &str, Answer); 36] = [
    // What is not stated never counts against an offer.
    ("", "", Answer::Fits),
    ("", "target_group=misbrug", Answer::MayFit),
    ("", "target_group=misbrug&age=18-29&citizen_category=match-3", Answer::MayFit),
    ("target_groups: [misbrug]", "target_group=misbrug", Answer::Fits),
    ("target_groups: [misbrug]", "target_group=misbrug&age=18-29", Answer::MayFit),
    ("target_groups: [misbrug]", "target_group=hjemloese", Answer::FitsNot),
    ("target_groups: [misbrug]", "target_group=hjemloese&age=18-29", Answer::FitsNot),
    // Several problems: one that is stated is enough.
    ("target_groups: [misbrug]", "target_group=hjemloese&target_group=misbrug", Answer::Fits),
    ("target_groups: [misbrug, hjemloese]", "target_group=hjemloese", Answer::Fits),
    // Who belongs to a group belongs to the broader ones, whose offers may fit; not the other way
    // round.
    ("target_groups: [alle]", "target_group=hjemloese", Answer::MayFit),
    ("target_groups: [doeve]", "target_group=handicap", Answer::MayFit),
    ("target_groups: [doeve]", "target_group=udsatte", Answer::FitsNot),
    ("target_groups: [rundt-a]", "target_group=rundt-b", Answer::MayFit),
    // Groups that say how old their citizens are.
    ("target_groups: [unge]", "target_group=misbrug", Answer::MayFit),
    ("target_groups: [unge]", "age=18-29", Answer::Fits),
    ("target_groups: [unge]", "age=30-64", Answer::FitsNot),
    ("target_groups: [unge-syge]", "target_group=hjemloese&age=18-29", Answer::MayFit),
    ("target_groups: [unge-syge]", "target_group=misbrug", Answer::FitsNot),
    ("target_groups: [unge]\nage: { from: 30 }", "age=30-64", Answer::Fits),
    ("target_groups: [unge]", "target_group=unge", Answer::Fits),
    // Ages: a group that is only partly within may fit.
    ("age: { from: 18, to: 29 }", "age=18-29", Answer::Fits),
    ("age: { from: 25 }", "age=18-29", Answer::MayFit),
    ("age: { from: 30 }", "age=18-29", Answer::FitsNot),
    ("citizen_categories: [aktiv-voksen]", "age=18-29", Answer::FitsNot),
    ("citizen_categories: [aktiv-ung, aktiv-voksen]", "age=18-29", Answer::Fits),
    ("citizen_categories: [aktiv-voksen, match-2]", "age=18-29", Answer::MayFit),
    // Categories that were renamed, and such that were divided.
    ("citizen_categories: [match-5]", "citizen_category=match-3", Answer::Fits),
    ("citizen_categories: [match-3]", "citizen_category=match-5", Answer::Fits),
    ("citizen_categories: [match-3]", "citizen_category=aktiv-ung", Answer::MayFit),
    ("citizen_categories: [match-2]", "citizen_category=match-3", Answer::FitsNot),
    // Either will do, of what is not a problem.
    (
        "citizen_categories: [match-2]",
        "citizen_category=match-3&citizen_category=match-2",
        Answer::Fits,
    ),
    // A list that is no limit.
    (
        "citizen_categories: [match-3]\nnot_only: [citizen_categories]",
        "citizen_category=match-3",
        Answer::Fits,
    ),
    (
        "citizen_categories: [match-3]\nnot_only: [citizen_categories]",
        "citizen_category=match-2",
        Answer::MayFit,
    ),
    // Whom it is not for.
    ("excludes: { citizen_categories: [match-3] }", "citizen_category=match-3", Answer::FitsNot),
    ("excludes: { citizen_categories: [match-3] }", "citizen_category=match-2", Answer::MayFit),
    (
        "target_groups: [hjemloese]\nexcludes: { target_groups: [misbrug] }",
        "target_group=hjemloese&target_group=misbrug",
        Answer::FitsNot,
    ),
];

#[test]
fn every_case_gets_its_answer() {
    let facts = CASES.map(|(facts, _, _)| facts);
    let catalogue = catalogue(&facts);
    let judge = Judge::new(&catalogue);
    for (at, (facts, asked, answer)) in CASES.into_iter().enumerate() {
        let situation = situation(&catalogue, asked.split('&').filter(|pair| !pair.is_empty()));
        let fit = judge.fit(offer(&catalogue, &format!("tilbud-{at}")), &situation);
        assert_eq!(fit.answer, answer, "{facts} for {asked}: {fit:?}");
    }
}

#[test]
fn more_problems_come_first_and_never_take_an_offer_away() {
    let catalogue =
        catalogue(&["target_groups: [misbrug]", "target_groups: [misbrug, hjemloese]", ""]);
    let judge = Judge::new(&catalogue);
    let one = situation(&catalogue, ["target_group=misbrug"]);
    let both = situation(&catalogue, ["target_group=misbrug", "target_group=hjemloese"]);
    let mut offers: Vec<_> = catalogue.offers.iter().collect();
    offers.sort_by_key(|offer| judge.fit(offer, &both).order());
    let ids: Vec<_> = offers.iter().map(|offer| offer.entry.id.as_str()).collect();
    assert_eq!(ids, ["tilbud-1", "tilbud-0", "tilbud-2"]);
    assert!(
        offers.iter().all(|offer| judge.fit(offer, &both).answer <= judge.fit(offer, &one).answer)
    );
    assert_eq!(judge.fit(offers[0], &both).right.len(), 2);
}
