//! Forty citizens' situations, written from the documents: which offers must be among the first,
//! may be shown, and must not.

use std::path::Path;

use portal::fit::{Answer, Judge};
use portal::model::Catalogue;
use serde::Deserialize;

use super::catalogue::{offer, own, situation};

/// One of `situations.yaml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    citizen: String,
    answers: Vec<String>,
    /// How many are the first ones.
    #[serde(default = "first_page")]
    within: usize,
    #[serde(default)]
    must: Vec<String>,
    #[serde(default)]
    may: Vec<String>,
    #[serde(default)]
    never: Vec<String>,
    /// What the documents say.
    why: String,
}

fn first_page() -> usize {
    15
}

fn cases() -> Vec<Case> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/finder/situations.yaml");
    let text = std::fs::read_to_string(path).expect("the situations");
    serde_yaml::from_str(&text).expect("situations")
}

/// The ids of the offers that are shown, best first, as the finder shows them.
fn shown(catalogue: &Catalogue, case: &Case) -> Vec<String> {
    let judge = Judge::new(catalogue);
    let situation = situation(catalogue, case.answers.iter().map(String::as_str));
    let hold = catalogue.offers.iter().filter(|offer| !offer.entry.is_historical(catalogue.today));
    let mut judged: Vec<_> = hold.map(|offer| (judge.fit(offer, &situation), offer)).collect();
    judged.retain(|(fit, _)| fit.answer != Answer::FitsNot);
    judged.sort_by_cached_key(|(fit, offer)| (fit.order(), offer.entry.title.clone()));
    judged.into_iter().map(|(_, offer)| offer.entry.id.clone()).collect()
}

#[test]
fn forty_citizens_find_what_the_documents_say_is_for_them() {
    let catalogue = own().catalogue.as_ref().expect("a catalogue");
    let cases = cases();
    assert_eq!(cases.len(), 40);
    let mut wrong = Vec::new();
    for case in &cases {
        assert!(!case.why.is_empty(), "{}", case.citizen);
        assert!(!case.must.is_empty() || !case.may.is_empty(), "{}", case.citizen);
        let shown = shown(catalogue, case);
        let place = |id: &String| {
            assert!(!offer(catalogue, id).entry.is_historical(catalogue.today), "{id} is history");
            shown.iter().position(|one| one == id)
        };
        let mut note = |what: &str, id: &str| {
            wrong.push(format!("{}: {id} {what} ({})", case.citizen, case.why));
        };
        for id in &case.must {
            match place(id) {
                Some(at) if at < case.within => {}
                Some(at) => {
                    note(&format!("is number {}, not among the first {}", at + 1, case.within), id);
                }
                None => note("must be shown and is left out", id),
            }
        }
        case.may
            .iter()
            .filter(|id| place(id).is_none())
            .for_each(|id| note("may fit and is left out", id));
        case.never
            .iter()
            .filter(|id| place(id).is_some())
            .for_each(|id| note("must not be shown", id));
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
