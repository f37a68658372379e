//! `portal fmt`: the portal's own content and many edits of it are written in one way, keep every
//! comment and mean the same, and a second time changes nothing.

#![expect(
    clippy::case_sensitive_file_extension_comparisons,
    reason = "the files of a portal are named in small letters"
)]
#![expect(clippy::disallowed_methods, reason = "the tests lay portals out on the disk")]
#![expect(clippy::expect_used, reason = "a portal that cannot be laid out is a test that fails")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use portal::source::{Role, Sources};
use portal::tidy::{Tidied, tidy};
use walkdir::WalkDir;

const CONTENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/content");

/// Every file of the content that is text, by its path from the root.
fn content() -> BTreeMap<String, String> {
    let files = WalkDir::new(CONTENT).into_iter().filter_map(|entry| {
        let entry = entry.expect("an entry");
        let inner =
            entry.path().strip_prefix(CONTENT).expect("a path below").to_str().expect("UTF-8");
        let is_ours =
            entry.file_type().is_file() && (inner.ends_with(".md") || inner.ends_with(".yaml"));
        is_ours.then(|| {
            (format!("content/{inner}"), fs::read_to_string(entry.path()).expect("a text"))
        })
    });
    files.collect()
}

/// The comments of the front matter or register, whatever their order.
fn comments(text: &str) -> Vec<&str> {
    let yaml =
        text.strip_prefix("---\n").and_then(|rest| rest.split("\n---").next()).unwrap_or(text);
    let mut comments: Vec<_> =
        yaml.lines().map(str::trim).filter(|line| line.starts_with('#')).collect();
    comments.sort_unstable();
    comments
}

/// What a text becomes; itself where nothing is to be done.
fn tidied(path: &str, text: &str) -> Option<String> {
    match tidy(Role::of(path)?, text.as_bytes()) {
        Tidied::Changed(text) => Some(text),
        Tidied::Same => Some(text.to_owned()),
        Tidied::Faulty | Tidied::NotOurs => None,
    }
}

/// Fails unless the text is tidied to one that is tidy, with the same comments.
fn assert_settles(path: &str, text: &str) -> String {
    let once = tidied(path, text).unwrap_or_else(|| panic!("{path} cannot be read:\n{text}"));
    let twice =
        tidied(path, &once).unwrap_or_else(|| panic!("{path} cannot be read any more:\n{once}"));
    assert_eq!(once, twice, "{path} does not settle");
    assert_eq!(comments(text), comments(&once), "{path} has other comments");
    once
}

#[test]
fn the_content_settles_at_once() {
    let content = content();
    assert!(content.len() > 200);
    for (path, text) in &content {
        assert_settles(path, text);
    }
}

/// A small generator of numbers (Steele, Lea and Flood 2014, "SplitMix"), so that every run makes
/// the same edits.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % u64::try_from(end.max(1)).expect("a number"))
            .expect("a number")
    }
}

/// One edit of a line as people make them.
fn edited(line: &str, numbers: &mut Numbers) -> String {
    let indentation = &line[..line.len() - line.trim_start().len()];
    match numbers.below(9) {
        0 => format!("{line}   "),
        1 => format!("{indentation}# en note\n{line}"),
        2 => line.replacen(": ", ":   ", 1),
        3 => line.replace('[', "[ ").replace("{ ", "{"),
        4 => line.replace(", ", ","),
        5 => line.replace('"', "'"),
        6 => format!("{line}\n"),
        7 => format!("{line} # bagved"),
        _ => line.replace('"', ""),
    }
}

/// The text with some of its front matter's lines edited, and two of its rows in each other's
/// place.
fn disturbed(text: &str, numbers: &mut Numbers) -> String {
    let end = text.find("\n---\n").unwrap_or(text.len());
    let (yaml, rest) = text.split_at(end);
    let mut lines: Vec<String> = yaml.lines().map(str::to_owned).collect();
    for _ in 0..=numbers.below(3) {
        let at = numbers.below(lines.len()).max(1).min(lines.len() - 1);
        lines[at] = edited(&lines[at], numbers);
    }
    let (one, other) = (numbers.below(lines.len()), numbers.below(lines.len()));
    let is_row =
        |line: &str| !line.contains('\n') && !line.starts_with(['-', '#']) && line.contains(": ");
    let indentation = |line: &str| line.len() - line.trim_start().len();
    if is_row(&lines[one])
        && is_row(&lines[other])
        && indentation(&lines[one]) == indentation(&lines[other])
    {
        lines.swap(one, other);
    }
    let joined = lines.join("\n");
    let rest = if numbers.below(4) == 0 { rest.replace('\n', "\r\n") } else { rest.to_owned() };
    format!("{joined}{rest}")
}

#[test]
fn many_random_edits_settle_and_mean_the_same() {
    let content = content();
    let mut numbers = Numbers(20_130_630);
    let mut read = 0;
    for turn in 0..2 {
        for (path, text) in content.iter().filter(|(_, text)| text.len() < 64 * 1024) {
            let disturbed = disturbed(text, &mut numbers);
            // An edit may be a fault: such a file is left alone.
            if tidied(path, &disturbed).is_some() {
                let tidy = assert_settles(path, &disturbed);
                assert!(!tidy.contains('\r'), "{path}, turn {turn}");
                read += 1;
            }
        }
    }
    assert!(read > 200, "only {read} edits can be read");
}

fn portal(root: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_portal"));
    command.arg("--root").arg(root).args(arguments).output().expect("portal")
}

/// A portal with one file that is written otherwise and one that has faults.
fn written() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let house = folder.path().join("content/contacts/huset.md");
    fs::create_dir_all(house.parent().expect("a folder")).expect("a folder");
    let site = "title = \"Prøven\"\nbase_url = \"https://p.example\"\n\n[edition]\ndate = \"2013-06-30\"\n";
    fs::write(folder.path().join("site.toml"), site).expect("a file");
    fs::write(&house, "---\r\nsummary: 'Et: hus.'\r\n# navnet\r\ntitle: Huset\r\n---\r\nTekst.")
        .expect("a file");
    (folder, house)
}

#[test]
fn check_names_the_file_and_leaves_it_and_fmt_writes_it() {
    let (folder, house) = written();
    let before = fs::read(&house).expect("a file");
    let checked = portal(folder.path(), &["fmt", "--check"]);
    assert_eq!(checked.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&checked.stdout), "content/contacts/huset.md\n");
    assert_eq!(fs::read(&house).expect("a file"), before);
    assert_eq!(portal(folder.path(), &["fmt"]).status.code(), Some(0));
    let after = "---\n# navnet\ntitle: Huset\nsummary: \"Et: hus.\"\n---\nTekst.\n";
    assert_eq!(fs::read_to_string(&house).expect("a file"), after);
    let names: Vec<_> =
        fs::read_dir(house.parent().expect("a folder")).expect("a folder").collect();
    assert_eq!(names.len(), 1, "nothing is left beside it");
    let again = portal(folder.path(), &["fmt", "--check"]);
    assert_eq!((again.status.code(), again.stdout.len()), (Some(0), 0));
}

#[test]
fn a_file_with_faults_is_named_and_stays() {
    let (folder, house) = written();
    fs::write(&house, "---\ntitle: a: b\n---\n").expect("a file");
    let done = portal(folder.path(), &["fmt"]);
    assert_eq!(done.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&done.stderr).contains("huset.md"));
    assert_eq!(fs::read_to_string(&house).expect("a file"), "---\ntitle: a: b\n---\n");
}

#[test]
fn what_a_build_says_is_the_same_before_and_after() {
    let before = content();
    let after = before.iter().map(|(path, text)| {
        let text = tidied(path, text).unwrap_or_else(|| text.clone());
        (path.clone(), text.into_bytes())
    });
    let after: Vec<_> = after.collect();
    let before: Vec<_> = before.into_iter().map(|(path, text)| (path, text.into_bytes())).collect();
    let told = [before, after].map(|files| {
        let site =
            fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/site.toml")).expect("the settings");
        let (sources, findings) =
            Sources::from_files(files.into_iter().chain([("site.toml".to_owned(), site)]));
        assert!(findings.is_empty());
        let (catalogue, findings) = portal::stages::model(&sources);
        let codes: Vec<_> = findings.iter().map(|finding| finding.code.name).collect();
        (catalogue.map(|catalogue| catalogue.entries().count()), codes)
    });
    assert_eq!(told[0], told[1]);
}
