//! Every rule, on content that keeps it and on content that breaks it.
//!
//! `tests/rules/<code>/<case>/` holds files that are laid over the small portal in
//! `tests/rules/base/`. A case whose name begins with `pass` must give no finding at all; one that
//! begins with `fail` gives exactly those of its `expected.txt`, a line each: `file:line:column
//! code`. `symlinks.txt` lists links to make, `path target` a line, and `without.txt` lists files
//! and folders of the base to leave out, `misnamed.txt` files to make whose names hold bytes
//! (`@E5`) that are not UTF-8, and `@@PAD n@@` in a file stands for n letters, so that neither
//! links nor large files lie in the repository. `@@CPR@@` and `@@CPR 2@@` stand for personal
//! numbers, `@@DATE@@` and `@@LAST@@` for the parts of the first, `@@TEN@@` for ten digits that
//! begin with a date and don't fit as one, in files and in their names: they are made when the
//! tests run, and none is stored.

#![expect(
    clippy::disallowed_methods,
    reason = "the cases are files, which the tests lay out on the disk"
)]
#![expect(clippy::expect_used, reason = "a case that cannot be laid out is a test that fails")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use crate::golden;
use crate::guard::numbers;
use portal::diagnostics::{Diagnostic, Findings, Language, Texts, human, json_lines};
use portal::guard::mask;
use portal::source::{self, Role, Sources, line_column};
use portal::{Options, Unobserved, checks};
use rayon::prelude::*;

/// Codes that no content can bring about.
const BEYOND_CONTENT: &[&str] = &[
    // The engine cannot write or read the index that it has just made.
    "not-indexed",
];

/// Every case, run once for all tests.
static CASES: LazyLock<Vec<Case>> =
    LazyLock::new(|| names().par_iter().map(|(code, name)| Case::run(code, name)).collect());

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules")
}

/// One case and what came of it.
struct Case {
    code: String,
    name: String,
    /// As in `expected.txt`; nothing for a case that passes.
    expected: String,
    sources: Sources,
    findings: Findings,
}

impl Case {
    fn run(code: &str, name: &str) -> Self {
        let case = folder().join(code).join(name);
        let portal = tempfile::tempdir().expect("a folder to lay the files in");
        lay(&files(&folder().join("base")), portal.path());
        let mut own = files(&case);
        let expected = own.remove("expected.txt").unwrap_or_default();
        let links = own.remove("symlinks.txt").unwrap_or_default();
        for unwanted in
            String::from_utf8_lossy(&own.remove("without.txt").unwrap_or_default()).lines()
        {
            let unwanted = portal.path().join(unwanted);
            let removed = if unwanted.is_dir() {
                fs::remove_dir_all(unwanted)
            } else {
                fs::remove_file(unwanted)
            };
            removed.expect("a file or folder of the base");
        }
        let misnamed = own.remove("misnamed.txt").unwrap_or_default();
        lay(&own, portal.path());
        misname(&String::from_utf8_lossy(&misnamed), portal.path());
        link(&String::from_utf8_lossy(&links), portal.path());
        let (sources, findings) = source::read(portal.path()).expect("a portal that can be read");
        let findings =
            portal::build(&sources, findings, &Options::new(portal_embedded::ENGINE), &Unobserved)
                .findings;
        let expected = String::from_utf8(expected).expect("expected.txt is text");
        Self { code: code.to_owned(), name: name.to_owned(), expected, sources, findings }
    }

    /// The findings as `expected.txt` has them.
    fn told(&self) -> String {
        let lines = self.findings.iter().map(|finding| {
            let file = self.sources.file(finding.place.file);
            let at = line_column(file.text(), finding.place.span.start as usize);
            format!("{}:{}:{} {}\n", mask(file.path()), at.line, at.column, finding.code.name)
        });
        lines.collect()
    }

    fn texts(&self) -> Texts {
        Texts::read(&self.sources, Language::Danish).0
    }

    /// What people at a terminal see.
    fn shown(&self) -> String {
        let texts = Texts::read(&self.sources, Language::Danish).0;
        human(&self.findings, &self.sources, &texts, false)
    }
}

/// Every file below `folder`, by its path there.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.expect("a case that can be read"));
    let files = entries.filter(|entry| entry.file_type().is_file());
    let read = files.map(|entry| {
        let path = entry.path().strip_prefix(folder).expect("a file of the folder");
        let path = path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
        (numbered(&path), padded(fs::read(entry.path()).expect("a file that can be read")))
    });
    read.collect()
}

/// With numbers in the place of their names: the same each time, and all of 7 July 1961.
fn numbered(text: &str) -> String {
    let date = ["07", "07", "61"].concat();
    let (fitting, other): (Vec<_>, Vec<_>) = (1_000..1_100)
        .map(|serial| format!("{date}{serial}"))
        .partition(|number| numbers::fits(number));
    let parted = |number: &str| format!("{date}-{}", &number[6..]);
    text.replace("@@CPR@@", &parted(&fitting[0]))
        .replace("@@CPR 2@@", &parted(&fitting[1]))
        .replace("@@DATE@@", &date)
        .replace("@@LAST@@", &fitting[0][6..])
        .replace("@@TEN@@", &other[0])
}

fn padded(bytes: Vec<u8>) -> Vec<u8> {
    let text = String::from_utf8(bytes);
    let Ok(text) = text else { return text.expect_err("not text").into_bytes() };
    let text = numbered(&text);
    let Some((before, rest)) = text.split_once("@@PAD ") else { return text.into_bytes() };
    let (count, after) = rest.split_once("@@").expect("the end of @@PAD n@@");
    let letters = "x".repeat(count.parse().expect("a number in @@PAD n@@"));
    [before, &letters, after].concat().into_bytes()
}

fn lay(files: &BTreeMap<String, Vec<u8>>, root: &Path) {
    for (path, bytes) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
}

/// Makes empty files whose names hold a byte that is not UTF-8, written `@E5`.
fn misname(names: &str, root: &Path) {
    use std::os::unix::ffi::OsStringExt;
    for name in names.lines() {
        let (before, after) = name.split_once('@').expect("`@` and two digits");
        let byte = u8::from_str_radix(&after[..2], 16).expect("a byte");
        let name = [before.as_bytes(), &[byte], &after.as_bytes()[2..]].concat();
        fs::write(root.join(std::ffi::OsString::from_vec(name)), "").expect("a file");
    }
}

fn link(links: &str, root: &Path) {
    for line in links.lines() {
        let (path, target) = line.split_once(' ').expect("`path target`");
        std::os::unix::fs::symlink(target, root.join(path)).expect("a symbolic link");
    }
}

/// The names of the folders in `folder`, in order.
fn folders(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry"));
    let folders = entries.filter(|entry| entry.path().is_dir());
    let mut names: Vec<_> =
        folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort_unstable();
    names
}

fn names() -> Vec<(String, String)> {
    let codes = folders(&folder()).into_iter().filter(|name| name != "base" && name != "snapshots");
    codes
        .flat_map(|code| {
            folders(&folder().join(&code)).into_iter().map(move |name| (code.clone(), name))
        })
        .collect()
}

#[test]
fn every_case_gives_the_findings_it_expects_and_no_others() {
    let differs = |case: &&Case| case.told() != case.expected;
    if golden::is_accepted() {
        for case in CASES.iter().filter(differs) {
            golden::compare(
                &folder().join(&case.code).join(&case.name).join("expected.txt"),
                &case.told(),
            );
        }
        return;
    }
    let wrong = CASES.iter().filter(differs).map(|case| {
        let Case { code, name, expected, .. } = case;
        format!("{code}/{name}\nexpected:\n{expected}told:\n{}\n{}", case.told(), case.shown())
    });
    let wrong: Vec<_> = wrong.collect();
    assert!(wrong.is_empty(), "{} cases\n\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_code_has_a_passing_and_a_failing_case() {
    let names = names();
    for code in checks::codes().into_iter().filter(|code| !BEYOND_CONTENT.contains(&code.name)) {
        for start in ["pass", "fail"] {
            let found = names.iter().any(|(of, name)| of == code.name && name.starts_with(start));
            assert!(found, "tests/rules/{}/ has no case that begins with `{start}`", code.name);
        }
    }
    for (code, name) in &names {
        assert!(checks::codes().iter().any(|known| known.name == code), "no rule is called {code}");
        let expected = fs::read_to_string(folder().join(code).join(name).join("expected.txt"))
            .unwrap_or_default();
        let told = expected.lines().any(|line| line.ends_with(&format!(" {code}")));
        assert_eq!(told, name.starts_with("fail"), "{code}/{name}");
    }
}

#[test]
fn every_failing_case_is_told_in_whole_words() {
    let mut by_code: BTreeMap<&str, String> = BTreeMap::new();
    for case in CASES.iter().filter(|case| case.name.starts_with("fail")) {
        let shown = by_code.entry(&case.code).or_default();
        shown.extend(["## ", &case.name, "\n", &case.shown()]);
    }
    for (code, shown) in by_code {
        assert!(!shown.contains("diagnostics."), "a text is missing:\n{shown}");
        snapshot(code, &shown);
    }
}

/// Codes whose findings no change to one place of one file mends, and why;
/// `tests/rules/unmended.txt`, a line each: `code: reason`.
fn unmended() -> BTreeMap<String, String> {
    let listed =
        fs::read_to_string(folder().join("unmended.txt")).expect("the list of what no line mends");
    let lines = listed.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let reasons = lines.map(|line| line.split_once(": ").expect("`code: reason`"));
    reasons.map(|(code, reason)| (code.to_owned(), reason.to_owned())).collect()
}

/// At how many places a code is told of a file.
fn places(findings: &Findings, sources: &Sources, (code, file): (&str, &str)) -> usize {
    let told = findings.iter().filter(|finding| finding.code.name == code);
    let of_file = told.filter(|finding| sources.file(finding.place.file).path() == file);
    of_file.map(|finding| 1 + finding.related.len()).sum()
}

/// Follows the help of the first finding of each code, word for word; what is still told, in words.
fn harms(case: &Case) -> Vec<String> {
    let texts: BTreeMap<String, Vec<u8>> = case
        .sources
        .files()
        .filter(|(_, file)| !file.text().is_empty() && file.role() != Role::Asset)
        .map(|(_, file)| (file.path().to_owned(), file.text().as_bytes().to_vec()))
        .collect();
    let mut tried = std::collections::BTreeSet::new();
    let mended = case
        .findings
        .iter()
        .filter(|finding| finding.mend.is_some() && tried.insert(finding.code.name));
    // Of the themes that there are, what has been read keeps the chosen one alone.
    let mended = mended.filter(|finding| finding.code.name != "unknown-theme");
    mended.filter_map(|finding| harm(case, finding, &texts)).collect()
}

fn harm(case: &Case, finding: &Diagnostic, texts: &BTreeMap<String, Vec<u8>>) -> Option<String> {
    let mend = finding.mend.as_ref()?;
    let changed = case.sources.file(mend.place.file);
    let mut files = texts.clone();
    // Assets are not text, and are there for links to find.
    files.extend(
        case.sources
            .assets()
            .iter()
            .filter(|asset| asset.of_content)
            .map(|asset| (case.sources.file(asset.file).path().to_owned(), asset.bytes.clone())),
    );
    files.insert(changed.path().to_owned(), mend.applied(changed.text()).into_bytes());
    let (sources, findings) = Sources::from_files(files);
    let after = portal::build(&sources, findings, &Options::default(), &Unobserved).findings;
    let of = (finding.code.name, case.sources.file(finding.place.file).path());
    let [before, left] = [(&case.findings, &case.sources), (&after, &sources)]
        .map(|(found, from)| places(found, from, of));
    // Where only the first of several is told, the next one is told after it.
    let again =
        after.iter().filter(|told| told.code == finding.code && told.place.file == mend.place.file);
    let again = again
        .map(|told| told.place.span.start)
        .min()
        .is_none_or(|start| start <= finding.place.span.start);
    (left >= before && again).then(|| {
        let Case { code, name, .. } = case;
        let lines = mend.lines(changed.text());
        let shown = human(&after, &sources, &case.texts(), false);
        format!("{code}/{name}: {} is still told after `{lines}`:\n{shown}", finding.code.name)
    })
}

#[test]
fn following_the_help_word_for_word_mends_the_finding() {
    let harmed: Vec<_> =
        CASES.par_iter().filter(|case| case.name.starts_with("fail")).flat_map(harms).collect();
    assert!(harmed.is_empty(), "{}", harmed.join("\n"));
}

#[test]
fn every_code_shows_the_line_as_it_should_be_or_says_why_it_cannot() {
    let unmended = unmended();
    let failing = || CASES.iter().filter(|case| case.name.starts_with("fail"));
    let neither = checks::codes().into_iter().filter(|code| {
        let mut told =
            failing().flat_map(|case| case.findings.iter()).filter(|finding| finding.code == *code);
        let mended = told.any(|finding| finding.mend.is_some());
        !mended && !unmended.contains_key(code.name) && !BEYOND_CONTENT.contains(&code.name)
    });
    let neither: Vec<_> = neither.map(|code| code.name).collect();
    assert!(
        neither.is_empty(),
        "{neither:?}: a finding must carry the change that mends it, or `tests/rules/unmended.txt` say why none can"
    );
}

#[test]
fn a_finding_for_programs_is_one_line_of_json() {
    for (code, name) in [
        ("unknown-key", "fail-two-and-a-missing-key"),
        ("duplicate-id", "fail"),
        ("bad-date", "fail"),
    ] {
        let case = CASES
            .iter()
            .find(|case| case.code == code && case.name == name)
            .expect("the case is there");
        let lines = json_lines(&case.findings, &case.sources, &case.texts())
            .expect("findings can be written");
        assert_eq!(lines.lines().count(), case.findings.len());
        snapshot(&format!("json-{code}-{name}"), &lines);
    }
}

fn snapshot(name: &str, shown: &str) {
    golden::compare(&folder().join("snapshots").join(format!("{name}.txt")), shown);
}
