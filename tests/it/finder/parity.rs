//! The browser's script against the program: the same answers in the same order, for many
//! situations. Runs the theme's own module under Node; without Node this says nothing here, and is
//! a failure where `CI` is `true`.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};

use portal::fit::{Judge, Question, Situation, Value};
use portal::model::{Catalogue, EntryRef};
use serde_json::{Value as Json, json};

use super::catalogue::{own, situation};

/// Reads the finder's data and the situations, and gives the offers' ids with their answers, best
/// first.
const SCRIPT: &str = r#"
import { readFileSync } from "node:fs";
const [module, file] = process.argv.slice(-2);
const { compare, counts, fit } = await import(`file://${module}`);
const { data, asked } = JSON.parse(readFileSync(file, "utf8"));
const naming = counts(data.offers);
const judged = (questions) => {
  const all = data.offers.map((offer) => ({ id: offer.id, fit: fit(offer.verdicts, questions, naming) }));
  all.sort((one, other) => compare(one.fit, other.fit));
  return all.map(({ id, fit }) => [id, fit.answer, fit.near, fit.right, fit.partly.length, fit.silent.length, fit.wrong.length]);
};
console.log(JSON.stringify(asked.map(judged)));
"#;

#[test]
fn the_browser_judges_and_orders_as_the_program_does() {
    let node = Command::new("node").arg("--version").stdout(Stdio::null()).status();
    if !node.is_ok_and(|status| status.success()) {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "CI must have Node");
        return;
    }
    let built = own();
    let catalogue = built.catalogue.as_ref().expect("a catalogue");
    let tree = &built.site.as_ref().expect("a site").tree;
    let data: Json = serde_json::from_slice(tree.get("find-tilbud/tilbud.json").expect("the data"))
        .expect("JSON");
    let answers = answers(&data);
    let situations = situations(&answers);
    assert!(situations.len() > 300, "{}", situations.len());
    let asked: Vec<Json> = situations.iter().map(|pairs| questions(&answers, pairs)).collect();
    let found = run(&json!({ "data": data, "asked": asked }));
    for (pairs, found) in situations.iter().zip(found.as_array().expect("situations")) {
        let situation = situation(catalogue, pairs.iter().map(String::as_str));
        assert_eq!(*found, here(catalogue, &data, &answers, &situation), "{pairs:?}");
    }
}

/// `question=answer`, in the order of the letters.
fn answers(data: &Json) -> Vec<String> {
    let pairs: Vec<(String, String)> =
        serde_json::from_value(data["answers"].clone()).expect("pairs");
    pairs.into_iter().map(|(question, answer)| format!("{question}={answer}")).collect()
}

/// Every answer alone, and many together, always the same.
fn situations(answers: &[String]) -> Vec<Vec<String>> {
    let mut situations: Vec<Vec<String>> =
        answers.iter().map(|answer| vec![answer.clone()]).collect();
    situations.push(Vec::new());
    let mut next: usize = 12_345;
    for _ in 0..300 {
        let mut pairs = BTreeSet::new();
        for _ in 0..2 + next % 5 {
            next = next.wrapping_mul(1_103_515_245).wrapping_add(12_345) % (1 << 31);
            pairs.insert((next >> 8) % answers.len());
        }
        situations.push(pairs.into_iter().map(|at| answers[at].clone()).collect());
    }
    situations
}

/// As the script asks: the answers to each question by their place, in the order of the page.
fn questions(answers: &[String], pairs: &[String]) -> Json {
    let place = |pair: &String| answers.iter().position(|answer| answer == pair);
    let questions = Question::all().filter_map(|question| {
        let named = |pair: &&String| pair.starts_with(&format!("{}=", question.name()));
        let places: Vec<_> = pairs.iter().filter(named).filter_map(place).collect();
        (!places.is_empty())
            .then(|| json!({ "answers": places, "several": question.holds_several(), "age": question == Question::Age }))
    });
    questions.collect()
}

fn run(input: &Json) -> Json {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (module, file, script) = (
        folder.path().join("fit.mjs"),
        folder.path().join("input.json"),
        folder.path().join("run.mjs"),
    );
    let theme = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default/static/js/fit.js");
    std::fs::copy(theme, &module).expect("the module");
    std::fs::write(&file, serde_json::to_vec(input).expect("JSON")).expect("the input");
    std::fs::write(&script, SCRIPT).expect("the script");
    let done = Command::new("node").arg(script).arg(module).arg(file).output().expect("Node runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    serde_json::from_slice(&done.stdout).expect("JSON")
}

/// What the program says, in the script's form. Of what is alike, both keep the order of the data,
/// which is that of the titles.
fn here(catalogue: &Catalogue, data: &Json, answers: &[String], situation: &Situation) -> Json {
    let judge = Judge::new(catalogue);
    let ids =
        data["offers"].as_array().expect("offers").iter().filter_map(|offer| offer["id"].as_str());
    let offers = ids.map(|id| catalogue.by_id(id).expect("an offer"));
    let mut judged: Vec<_> =
        offers.map(|at| (at, judge.fit(offer(catalogue, at), situation))).collect();
    judged.sort_by_key(|(_, fit)| fit.order());
    let place =
        |value: &Value| answers.iter().position(|answer| *answer == written(catalogue, *value));
    let rows = judged.iter().map(|(at, fit)| {
        let answer = ["fits", "may", "not"][fit.answer as usize];
        let near = fit.nearness as usize;
        let right: BTreeSet<_> = fit.right.iter().filter_map(place).collect();
        json!([
            catalogue.entry(*at).id,
            answer,
            near,
            right,
            fit.partly.len(),
            fit.silent.len(),
            fit.wrong.len()
        ])
    });
    rows.collect()
}

fn offer(catalogue: &Catalogue, at: EntryRef) -> &portal::model::Offer {
    &catalogue.offers.rows()[at.index as usize]
}

fn written(catalogue: &Catalogue, value: Value) -> String {
    match value {
        Value::Age(group) => format!("age={}", group.id()),
        Value::Term(key) => {
            let term = &catalogue.vocabulary[key];
            format!("{}={}", term.vocabulary.facet(), term.id)
        }
    }
}
