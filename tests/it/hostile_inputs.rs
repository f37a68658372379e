//! Hostile inputs, from a byte order mark to a personal number in a hidden sheet: what comes of
//! each, in one table. `docs/reliability.md` shows the same table; `UPDATE=1 cargo test --test it
//! hostile_inputs::` writes it there.

#![expect(clippy::expect_used, reason = "the table stands in a file, which is there")]

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use portal::diagnostics::{Findings, Language, Severity, Texts, human, json_lines};
use portal::guard::{mask, scan};
use portal::source::{Sources, line_column};
use portal::{Built, Options, Unobserved};
use rayon::prelude::*;

use crate::golden;
use crate::hostile::oracle;

mod inputs;

use inputs::{Expected, Files, Input, all, base};

/// What came of an input.
struct Outcome {
    exit: u8,
    /// The codes that are told, but for what is only mentioned.
    codes: BTreeSet<&'static str>,
    /// Where the first of them stands.
    first: Option<String>,
    /// The page that most inputs are, where it is published.
    page: Option<String>,
    /// What is wrong with the pages that are published, by a parser that is not ours.
    wrong: Vec<String>,
    /// Everything that is printed.
    printed: String,
}

static OUTCOMES: LazyLock<Vec<(Input, Outcome)>> = LazyLock::new(|| {
    all()
        .into_par_iter()
        .map(|input| {
            let outcome = outcome(&input.files, MARKUP.contains(&input.number));
            (input, outcome)
        })
        .collect()
});

/// The inputs of which the pages are judged even if they are refused.
const MARKUP: RangeInclusive<u8> = 54..=69;

fn outcome(files: &Files, is_markup: bool) -> Outcome {
    let mut all = base();
    all.extend(files.clone());
    let (sources, before) = Sources::from_files(all);
    let built = portal::build(&sources, before.clone(), &Options::default(), &Unobserved);
    let findings = &built.findings;
    let told = || findings.iter().filter(|found| found.severity != Severity::Info);
    Outcome {
        exit: u8::from(findings.has_errors()),
        codes: told().map(|found| found.code.name).collect(),
        first: told().next().map(|found| {
            let file = sources.file(found.place.file);
            let at = line_column(file.text(), found.place.span.start as usize);
            format!("{}:{}:{}", shortened(&mask(file.path())), at.line, at.column)
        }),
        page: pages(&built)
            .find(|(path, _)| *path == "a/index.html")
            .map(|(_, html)| html.into_owned()),
        wrong: if is_markup && findings.has_errors() {
            wrong(&let_through(&sources, before))
        } else {
            wrong(&built)
        },
        printed: printed(findings, &sources),
    }
}

fn pages(built: &Built) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
    let files = built.site.iter().flat_map(|site| site.tree.iter());
    let pages = files.filter(|(path, _)| path.ends_with("/index.html") || *path == "index.html");
    pages.map(|(path, bytes)| (path, String::from_utf8_lossy(bytes)))
}

/// What would be published if everything were let through that may be.
fn let_through(sources: &Sources, findings: Findings) -> Built {
    let codes = portal::checks::codes().into_iter().map(|code| code.name.to_owned());
    let options = Options { allow: codes.collect(), ..Options::default() };
    portal::build(sources, findings, &options, &Unobserved)
}

/// What is wrong with the pages.
fn wrong(built: &Built) -> Vec<String> {
    let of = |path: &str, html: &str| {
        oracle::wrong(html).into_iter().map(|what| format!("{path}: {what}")).collect()
    };
    pages(built).flat_map(|(path, html)| -> Vec<String> { of(path, &html) }).collect()
}

/// A path as the table has room for.
fn shortened(path: &str) -> String {
    match path.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &path[..end]),
        None => path.to_owned(),
    }
}

fn printed(findings: &Findings, sources: &Sources) -> String {
    let texts = Texts::read(sources, Language::Danish).0;
    human(findings, sources, &texts, false) + &json_lines(findings, sources, &texts).expect("JSON")
}

/// Why an outcome is not what it must be.
fn fault(expected: Expected, outcome: &Outcome) -> Option<String> {
    let (exit, codes, shown) = match expected {
        Expected::Refused(code) | Expected::Blocked(code) => (1, vec![code], None),
        Expected::Faults(codes) => (1, codes.to_vec(), None),
        Expected::Told(code, shown) => (0, vec![code], Some(shown)),
        Expected::Taken(shown) => (0, Vec::new(), Some(shown)),
    };
    let has = |text: &str| outcome.page.as_ref().is_some_and(|page| page.contains(text));
    let codes: BTreeSet<_> = codes.into_iter().collect();
    let is_blocked = matches!(expected, Expected::Blocked(_)) && outcome.codes.is_superset(&codes);
    let is_told = outcome.exit == exit && (outcome.codes == codes || is_blocked);
    let is_shown = shown.is_none_or(has) && (exit == 0 || outcome.page.is_none());
    if !is_told {
        Some(format!("exit {} with {:?} at {:?}", outcome.exit, outcome.codes, outcome.first))
    } else if !is_shown {
        Some(format!("the page has no {shown:?}"))
    } else {
        None
    }
}

#[test]
fn what_the_inputs_are_laid_over_is_without_findings() {
    let outcome = outcome(&Files::new(), false);
    assert_eq!((outcome.exit, outcome.codes), (0, BTreeSet::new()));
}

#[test]
fn every_input_comes_to_what_it_must() {
    let faults = OUTCOMES.iter().filter_map(|(input, outcome)| {
        let fault = fault(input.expected, outcome)?;
        Some(format!("{} {}: {fault}, expected {:?}", input.number, input.what, input.expected))
    });
    let faults: Vec<_> = faults.collect();
    assert!(faults.is_empty(), "{}\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn no_page_of_any_input_has_a_script_or_an_element_without_end() {
    let wrong: Vec<_> = OUTCOMES.iter().filter(|(_, outcome)| !outcome.wrong.is_empty()).collect();
    let wrong: Vec<_> = wrong
        .iter()
        .map(|(input, outcome)| format!("{}: {:?}", input.what, outcome.wrong))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_number_is_printed() {
    let shown = OUTCOMES
        .iter()
        .filter(|(input, outcome)| input.number != 81 && !scan(&outcome.printed).is_empty());
    let shown: Vec<_> = shown
        .map(|(input, outcome)| format!("{}: {}", input.what, mask(&outcome.printed)))
        .collect();
    assert!(shown.is_empty(), "{}", shown.join("\n"));
}

#[test]
fn every_number_is_there() {
    let numbers: BTreeSet<u8> = all().iter().map(|input| input.number).collect();
    assert_eq!(numbers, (1..=84).collect());
}

const BEGIN: &str = "<!-- hostile inputs: written by tests/it/hostile_inputs.rs -->\n";
const END: &str = "<!-- hostile inputs: end -->\n";

/// The table as the document has it; inputs that are told alike are one row.
fn table() -> String {
    let rows = OUTCOMES.chunk_by(|(one, _), (other, _)| one.what == other.what);
    let rows = rows.map(|same| {
        let (input, outcome) = &same[0];
        let codes: Vec<_> = outcome.codes.iter().map(|code| format!("`{code}`")).collect();
        let told = match &outcome.first {
            Some(first) => format!("{} at `{first}`", codes.join(", ")),
            None => "nothing".to_owned(),
        };
        let what = input.what.replace('|', "\\|");
        format!("| {} | {what} | {told} | {} |\n", input.number, outcome.exit)
    });
    let head = "| # | input | told | exit |\n|---|---|---|---|\n";
    let right =
        OUTCOMES.iter().filter(|(input, outcome)| fault(input.expected, outcome).is_none()).count();
    let sum = format!(
        "\n{right} of {} inputs come to what they must, under 84 numbers.\n",
        OUTCOMES.len()
    );
    head.to_owned() + &rows.collect::<String>() + &sum
}

#[test]
fn the_document_shows_the_same_table() {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/reliability.md");
    golden::compare_between(&path, [BEGIN, END], &table());
}
