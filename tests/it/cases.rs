//! Small inputs that went wrong once, each for its kind: what each gives now, in one table. `docs/reliability.md` shows
//! the same table; `UPDATE=1 cargo test --test it cases::` writes it there.
//!
//! Every case is laid over the portal of [`base`], which by itself gives no finding. Cases that are not about content
//! (publishing, the preview, the search) have their tests where those are tested; the table says where.

#![expect(clippy::disallowed_methods, reason = "the table stands in a file, which the test reads and writes")]
#![expect(clippy::expect_used, reason = "a document that is not there is a test that fails")]

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
    (1, "a personal number in title, summary, comment, body", "`tests/rules/personal-number/`, `tests/it/guard.rs`"),
    (
        3,
        "`content/` renamed, missing or emptied over a full portal",
        "`tests/rules/no-content/`, `tests/it/publishing.rs`",
    ),
    (7, "`## Frister {14 dage}`", "`tests/it/hostile.rs`, `tests/rules/`"),
    (8, "`[[b\\|tekst]]` in a table", "`tests/rules/`, `tests/sites/`"),
    (9, "Markdown that did not take", "`tests/rules/`"),
    (10, "notes and headings with the same name", "`tests/sites/`"),
    (11, "NFC and NFD", "`tests/rules/`"),
    (12, "U+202E, U+FEFF, U+200B, control characters", "`tests/rules/`"),
    (18, "a theme's `robots.txt`, `.well-known/`", "`tests/rules/`, `tests/sites/`"),
    (19, "a search for `😀`, `%`, a word of 200 letters", "`search/tests/`, `tests/it/search.rs`"),
    (20, "the portal's own full address in prose", "`tests/rules/broken-link/`"),
    (28, "5 MB pasted", "`tests/rules/too-large/`"),
    (31, "a file name that is not UTF-8", "`tests/rules/bad-file-name/`"),
    (32, "templates that never end", "`tests/it/theme.rs`"),
    (33, "`portal check > file`", "`tests/cli/check.md`, `tests/it/cases.rs`"),
    (34, "`explain UNKNOWN-KEY`, `portal help`, dates", "`tests/cli/explain.md`, `tests/rules/bad-date/`"),
    (35, "the preview's media types", "`tests/browser/`"),
    (36, "a symlink that comes and goes while serving", "`tests/it/publishing.rs`"),
    (37, "the port is taken", "`tests/cli/`"),
    (38, "one error in the preview", "`tests/browser/`"),
    (39, "foreign files in `.portal/index/`", "`tests/it/publishing.rs`"),
];

fn text(path: &'static str, text: &str) -> (&'static str, Vec<u8>) {
    (path, text.as_bytes().to_vec())
}

/// A page with these fields besides title and summary.
fn page(path: &'static str, fields: &str, body: &str) -> (&'static str, Vec<u8>) {
    text(path, &format!("---\ntitle: Prøve\nsummary: En prøve.\n{fields}---\n\n{body}\n"))
}

fn base() -> BTreeMap<String, Vec<u8>> {
    let site = "title = \"Prøveportalen\"\nbase_url = \"https://p.example\"\n\n[edition]\ndate = \"2013-06-30\"\n";
    let page = "---\ntitle: A\nsummary: En side.\n---\n\nEn side.\n";
    let files = [("site.toml", site), ("content/pages/a.md", page)];
    files.into_iter().map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).collect()
}

fn case(
    number: u8,
    input: &'static str,
    files: impl IntoIterator<Item = (&'static str, Vec<u8>)>,
    told: &'static [&'static str],
) -> Case {
    Case { number, input, files: files.into_iter().collect(), told }
}

const A: &str = "content/pages/a.md";
const SITE: &str = "site.toml";
const SIDES: &str = "<<<<<<< HEAD\nEn.\n=======\nTo.\n>>>>>>> gren\n";
const MARKER: &[&str] = &["conflict-marker"];
const SYNTAX: &[&str] = &["yaml-syntax"];
const TAB: &[&str] = &["yaml-tab"];

fn site(rest: &str) -> (&'static str, Vec<u8>) {
    let head = "title = \"Prøveportalen\"\nbase_url = \"https://p.example\"\n";
    text(SITE, &format!("{head}{rest}\n[edition]\ndate = \"2013-06-30\"\n"))
}

fn fields(fields: &str) -> [(&'static str, Vec<u8>); 1] {
    [text(A, &format!("---\n{fields}---\n\nEn side.\n"))]
}

fn offer(rest: &str) -> (&'static str, Vec<u8>) {
    page(
        "content/offers/b.md",
        &format!("offer_type: hold\nreferral: {{ how: Ring }}\nlegal_basis: []\n{rest}"),
        "Se [[a]].",
    )
}

fn unit(rest: &str) -> (&'static str, Vec<u8>) {
    page("content/contacts/enhed.md", &format!("unit_type: unit\n{rest}"), "Se [[a]].")
}

fn types() -> (&'static str, Vec<u8>) {
    text("content/vocabularies/offer_types.yaml", "- { id: hold, label: Hold }\n")
}

/// What was merged, cut, quoted or counted.
fn written() -> Vec<Case> {
    let goal = |value: &str| {
        let targets = format!("goal_type: result\ntargets: [{{ date: 2013-12-31, value: {value} }}]\n");
        [page("content/goals/m.md", &targets, "Se [[a]].")]
    };
    vec![
        case(2, "conflict markers in prose", [page(A, "", SIDES)], MARKER),
        case(2, "conflict markers in a list", [page(A, "", &format!("- x\n{SIDES}- y"))], MARKER),
        case(2, "conflict markers in YAML", [page(A, SIDES, "")], MARKER),
        case(2, "conflict markers in `site.toml`", [text(SITE, &format!("title = \"x\"\n{SIDES}"))], MARKER),
        case(
            4,
            "`summary: Tilbud # 1 på Sundholm`",
            fields("title: A\nsummary: Tilbud # 1 på Sundholm\n"),
            &["hash-in-text"],
        ),
        case(4, "`title: Madhold #3`", fields("title: Madhold #3\nsummary: En side.\n"), &["hash-in-text"]),
        case(5, "`summary: Dag til Dag\"`", fields("title: A\nsummary: Dag til Dag\"\n"), &["stray-quote"]),
        case(5, "`title: ”Dag til Dag”`", fields("title: ”Dag til Dag”\nsummary: En side.\n"), &["stray-quote"]),
        case(6, "`value: 12.000`", goal("12.000"), &["wrong-type"]),
        case(6, "`value: 12,5`", goal("12,5"), &["wrong-type"]),
        case(6, "`hours_per_week: 37,5`", [offer("attendance: { hours_per_week: 37,5 }\n"), types()], &["wrong-type"]),
    ]
}

/// A document of one page with a text.
const PDF: &[u8] = include_bytes!("../rules/unreadable-document/pass/themes/default/static/doc.pdf");

/// What lies in the folders of images and files, and what a theme is.
fn published() -> Vec<Case> {
    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
    let image = |path: &'static str, bytes: &[u8]| [(path, bytes.to_vec())];
    let svg = |inner: &str| format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inner}</svg>").into_bytes();
    vec![
        case(
            13,
            "`Thumbs.db`, `~$skema.docx`, `kort.png~`",
            [
                text("content/images/Thumbs.db", "x"),
                text("content/images/~$skema.docx", "x"),
                text("content/images/kort.png~", "x"),
            ],
            &["ignored-file"],
        ),
        case(13, "`x.html`", image("content/images/x.html", b"x"), &["bad-asset"]),
        case(13, "`x.exe`", image("content/images/x.exe", b"MZ"), &["bad-asset"]),
        case(13, "SVG with a script", [("content/images/x.svg", svg("<script/>"))], &["bad-asset"]),
        case(13, "SVG with a handler", [("content/images/x.svg", svg("<path onclick=\"x\"/>"))], &["bad-asset"]),
        case(13, "a mislabelled PNG", image("content/images/x.png", b"GIF89a"), &["bad-asset"]),
        case(
            13,
            "`Kort.png` beside `kort.png`",
            [("content/images/Kort.png", PNG.to_vec()), ("content/images/kort.png", PNG.to_vec())],
            &["slug-collision"],
        ),
        case(
            13,
            "`aux.png`, `a:b.png`",
            [("content/images/a:b.png", PNG.to_vec()), ("content/images/aux.png", PNG.to_vec())],
            &["bad-asset", "bad-asset"],
        ),
        case(13, "a PDF in `content/files/`", image("content/files/plan.pdf", PDF), &[]),
        case(
            14,
            "`theme = \"lile\"`",
            [site("theme = \"lile\"\n"), text("themes/lille/styles/95.css", "a { margin: 0 }")],
            &["unknown-theme"],
        ),
        case(14, "`theme = \"\"`", [site("theme = \"\"\n")], &["unknown-theme"]),
        case(14, "`theme = \"../x\"`", [site("theme = \"../x\"\n")], &["unknown-theme"]),
        case(
            14,
            "an unknown text key",
            [site("theme = \"lille\"\n"), text("themes/lille/i18n/da/x.yaml", "kinds:\n  ofer: x\n")],
            &["unknown-text"],
        ),
        case(
            14,
            "an open `{` in CSS",
            [site("theme = \"lille\"\n"), text("themes/lille/styles/95.css", "a { margin: 0")],
            &["style-syntax"],
        ),
    ]
}

/// What refers to something.
fn references() -> Vec<Case> {
    let search = |facets: &str| {
        [page("content/courses/k.yaml", "", "")].map(|_| {
        text("content/courses/k.yaml", &format!("title: K\nsummary: Et forløb.\nparts: [{{ heading: H, items: [{{ search: x, facets: {facets} }}] }}]\n"))
    })
    };
    vec![
        case(15, "`replaced_by` to itself", [page(A, "replaced_by: [a]\n", "")], &["ring"]),
        case(
            15,
            "`parent` in a ring",
            [
                page("content/contacts/x.md", "unit_type: unit\nparent: y\n", ""),
                page("content/contacts/y.md", "unit_type: unit\nparent: x\n", ""),
            ],
            &["ring"],
        ),
        case(16, "`facets: { forvaltning: sof }`", search("{ forvaltning: sof }"), &["unknown-facet"]),
        case(
            16,
            "`administration: socialforvaltningen`",
            search("{ administration: socialforvaltningen }"),
            &["unknown-facet"],
        ),
        case(17, "`number: ring til Bente`", [unit("phones: [{ number: \"ring til Bente\" }]\n")], &["bad-phone"]),
        case(17, "`website: https://`", [unit("website: https://\n")], &["bad-url"]),
        case(
            17,
            "`base_url = \"https://\"`",
            [text(SITE, "title = \"x\"\nbase_url = \"https://\"\n[edition]\ndate = \"2013-06-30\"\n")],
            &["bad-url"],
        ),
        case(
            17,
            "`base_url = \"https://u:p@x\"`",
            [text(SITE, "title = \"x\"\nbase_url = \"https://u:p@x\"\n[edition]\ndate = \"2013-06-30\"\n")],
            &["bad-url"],
        ),
        case(21, "a deleted `areas.yaml`, used twice", [offer("areas: [nord, syd]\n"), types()], &["missing-register"]),
        case(
            21,
            "an unknown term",
            [
                offer("areas: [nrd]\n"),
                types(),
                text("content/vocabularies/areas.yaml", "- { id: nord, label: Nord }\n"),
            ],
            &["unknown-reference"],
        ),
        case(
            22,
            "a draft that others use",
            [page("content/pages/k.md", "draft: true\n", ""), page(A, "", "Se [[k]] og [[k|den]].")],
            &["unknown-reference"],
        ),
        case(
            27,
            "an offer that a shared `[[accept]]` names is retired",
            [
                site(
                    "[[accept]]\ncode = \"orphan\"\nfiles = [\"content/contacts/enhed.md\", \"content/offers/x.md\"]\nreason = \"x\"\n",
                ),
                page("content/contacts/enhed.md", "unit_type: unit\n", ""),
            ],
            &["unused-acceptance"],
        ),
        case(
            29,
            "an offer among the pages",
            [page("content/pages/t.md", "offer_type: hold\ntarget_groups: []\n", "")],
            &["wrong-folder"],
        ),
        case(29, "`.MD`", [page("content/pages/b.MD", "", "")], &["unknown-file"]),
        case(
            29,
            "`tilbud/`",
            [page("content/tilbud/b.md", "", ""), page("content/tilbud/c.md", "", "")],
            &["unknown-file"],
        ),
        case(30, "`[x](C:\\plan.docx)`", [page(A, "", "Se [planen](C:\\plan.docx).")], &["dangerous-link"]),
    ]
}

/// Values of another shape than their field has.
fn shapes() -> Vec<Case> {
    vec![
        case(
            26,
            "`handover_to: sof`",
            [
                text("content/vocabularies/administrations.yaml", "- { id: sof, label: Social }\n"),
                page("content/procedures/g.md", "steps: [{ title: Gør, lane: sof, handover_to: sof }]\n", "Se [[a]]."),
            ],
            &["unknown-reference"],
        ),
        case(
            26,
            "`deadline: 14 dage`",
            [page(
                "content/procedures/g.md",
                "steps: [{ title: Gør, lane: borger, deadline: 14 dage }]\n",
                "Se [[a]].",
            )],
            &["wrong-type"],
        ),
        case(26, "`age: 18`", [offer("age: 18\n"), types()], &["wrong-type"]),
        case(26, "`phones: 33173321`", [unit("phones: 33173321\n")], &["wrong-type"]),
    ]
}

/// What cannot be read.
fn syntax() -> Vec<Case> {
    vec![
        case(23, "a tab before a key", fields("title: A\n\tsummary: En side.\n"), TAB),
        case(
            23,
            "a tab in a step",
            [page("content/procedures/g.md", "steps:\n  - title: Gør\n\t\tlane: borger\n", "")],
            TAB,
        ),
        case(23, "`title:<nbsp>X`", fields("title:\u{a0}A\nsummary: En side.\n"), SYNTAX),
        case(24, "a colon in a text", fields("title: A: b\nsummary: En side.\n"), SYNTAX),
        case(24, "an open quote", fields("title: \"A\nsummary: En side.\n"), SYNTAX),
        case(24, "`@` first", fields("title: @a\nsummary: En side.\n"), SYNTAX),
        case(24, "`%` first", fields("title: A\nsummary: % af alle\n"), SYNTAX),
        case(24, "indentation", fields("title: A\n summary: En side.\n"), SYNTAX),
        case(
            24,
            "a list with en dashes",
            fields("title: A\nsummary: En side.\nsources:\n  – document: x\n    line: 1\n"),
            SYNTAX,
        ),
        case(
            25,
            "missing keys in `site.toml`",
            [text(SITE, "title = \"x\"\n[edition]\ndate = \"2013-06-30\"\n")],
            &["missing-key"],
        ),
    ]
}

fn cases() -> Vec<Case> {
    let mut cases: Vec<_> = [written(), published(), references(), shapes(), syntax()].into_iter().flatten().collect();
    cases.sort_by_key(|case| case.number);
    cases
}

/// The codes that a case gives, and the exit code of a check.
fn outcome(case: &Case) -> (Vec<&'static str>, u8) {
    let mut files = base();
    files.extend(case.files.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.clone())));
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
            (told != case.told).then(|| format!("{} {}: {told:?}, expected {:?}", case.number, case.input, case.told))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_number_is_in_the_table() {
    let mut numbers: Vec<u8> =
        cases().iter().map(|case| case.number).chain(ELSEWHERE.iter().map(|(number, ..)| *number)).collect();
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
        rows.insert((case.number, at), format!("| {} | {} | {told} | {exit} |", case.number, case.input));
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
    let document = std::fs::read_to_string(&path).expect("docs/reliability.md");
    let (before, rest) = document.split_once(BEGIN).expect("where the table begins");
    let (_, after) = rest.split_once(END).expect("where it ends");
    let table = table();
    golden::compare(&path, &[before, BEGIN, &table, END, after].concat());
}
