//! Small inputs that went wrong once, each for its kind: what each gives now, in one table.
//! `docs/reliability.md` shows the same table; `UPDATE=1 cargo test --test it cases::` writes it
//! there.
//!
//! Every case is laid over the portal of [`base`], which by itself gives no finding. Cases that are
//! not about content (publishing, the preview, the search) have their tests where those are tested;
//! the table says where.

#![expect(clippy::expect_used, reason = "a document that is not there is a test that fails")]

mod inputs;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::golden;
use portal::source::Sources;
use portal::{Options, Unobserved};

/// One input and what comes of it.
struct Case {
    /// Its number in the list of cases.
    number: u8,
    /// What it is, in the words of the table.
    input: &'static str,
    /// The files that are laid over the base; an empty text takes the file away.
    files: Vec<(&'static str, Vec<u8>)>,
    /// The codes that are told, in the order of the files.
    told: &'static [&'static str],
}

/// Cases that need more than content, and the tests that hold them.
const ELSEWHERE: &[(u8, &str, &str)] = &[
    (3, "`content/` emptied over a full portal", "`tests/it/publishing.rs`"),
    (19, "a search for `😀`, `%`, a word of 200 letters", "`search/tests/`, `tests/it/search.rs`"),
    (31, "a file name that is not UTF-8", "`tests/rules/bad-file-name/`"),
    (33, "`portal check > file`", "`tests/cli/check.md`, `tests/it/cases.rs`"),
    (34, "`explain UNKNOWN-KEY`, `portal help`", "`tests/cli/explain.md`"),
    (35, "the preview's media types", "`tests/browser/`"),
    (36, "a symlink that comes and goes while serving", "`tests/it/publishing.rs`"),
    (37, "the port is taken", "`tests/cli/`"),
    (38, "one error in the preview", "`tests/browser/`"),
    (39, "foreign files in `.portal/index/`", "`tests/it/publishing.rs`"),
];

fn base() -> BTreeMap<String, Vec<u8>> {
    let site = "title = \"Prøveportalen\"\nbase_url = \"https://p.example\"\n\n[edition]\ndate = \"2013-06-30\"\n";
    let page = "---\ntitle: A\nsummary: En side.\n---\n\nEn side.\n";
    let files = [("site.toml", site), ("content/pages/a.md", page)];
    files.into_iter().map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).collect()
}

fn cases() -> Vec<Case> {
    let parts = inputs::all();
    let mut cases: Vec<_> = parts.into_iter().flatten().collect();
    cases.sort_by_key(|case| case.number);
    cases
}

/// The codes that a case gives, and the exit code of a check.
fn outcome(case: &Case) -> (Vec<&'static str>, u8) {
    let mut files = base();
    files.extend(case.files.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.clone())));
    files.retain(|_, bytes| !bytes.is_empty());
    let (sources, findings) = Sources::from_files(files);
    let findings = portal::build(&sources, findings, &Options::default(), &Unobserved).findings;
    (findings.iter().map(|finding| finding.code.name).collect(), u8::from(findings.has_errors()))
}

#[test]
fn the_base_is_without_findings() {
    let base = Case { number: 0, input: "", files: Vec::new(), told: &[] };
    assert_eq!(outcome(&base), (Vec::new(), 0));
}

#[test]
fn every_case_is_told_as_its_kind_asks_for() {
    let wrong: Vec<_> = cases()
        .into_iter()
        .filter_map(|case| {
            let (told, _) = outcome(&case);
            (told != case.told).then(|| {
                format!("{} {}: {told:?}, expected {:?}", case.number, case.input, case.told)
            })
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_number_is_in_the_table() {
    let mut numbers: Vec<u8> = cases()
        .iter()
        .map(|case| case.number)
        .chain(ELSEWHERE.iter().map(|(number, ..)| *number))
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers, (1..=39).collect::<Vec<_>>());
}

const BEGIN: &str = "<!-- cases: written by tests/it/cases.rs -->\n";
const END: &str = "<!-- cases: end -->\n";

/// The table as the document has it.
fn table() -> String {
    let mut rows: BTreeMap<(u8, usize), String> = BTreeMap::new();
    for (at, case) in cases().iter().enumerate() {
        let (_, exit) = outcome(case);
        let told = case.told.iter().map(|code| format!("`{code}`")).collect::<Vec<_>>().join(", ");
        let told = if told.is_empty() { "nothing" } else { &told };
        rows.insert(
            (case.number, at),
            format!("| {} | {} | {told} | {exit} |", case.number, case.input),
        );
    }
    for (number, input, tests) in ELSEWHERE {
        rows.insert((*number, usize::MAX), format!("| {number} | {input} | see {tests} | |"));
    }
    let mut table = String::from("| # | input | told | exit |\n|---|---|---|---|\n");
    for row in rows.values() {
        writeln!(table, "{row}").expect("a text takes all lines");
    }
    table
}

#[test]
fn the_document_shows_the_same_table() {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/reliability.md");
    golden::compare_between(&path, [BEGIN, END], &table());
}
