//! Golden sites: `tests/sites/<case>/in` is built, and what stands in `<main>` of each page in
//! `out` must be the same. `out/FILES` lists every path of the site. `UPDATE=1 cargo test --test it
//! sites::` writes what came out instead.

#![expect(
    clippy::expect_used,
    clippy::disallowed_methods,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "a test may touch the disk and fail"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::golden;
use portal::publish::SiteTree;
use portal::{Options, Unobserved, source};

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites");
    let mut cases: Vec<_> = fs::read_dir(folder)
        .expect("the cases")
        .map(|entry| entry.expect("a case").path())
        .collect();
    cases.sort();
    cases
}

fn built(case: &Path) -> SiteTree {
    let (sources, findings) = source::read(&case.join("in")).expect("sources that can be read");
    let built =
        portal::build(&sources, findings, &Options::new(portal_embedded::ENGINE), &Unobserved);
    let told: Vec<_> = built.findings.iter().map(|found| (found.code.name, found.place)).collect();
    built.site.unwrap_or_else(|| panic!("{} has errors: {told:?}", case.display())).tree
}

/// What a page says: its main part, a tag a line, so that differences can be read.
fn shown(bytes: &[u8]) -> String {
    let html = String::from_utf8_lossy(bytes);
    let start = html.find("<main").unwrap_or(0);
    let end = html.find("</main>").map_or(html.len(), |at| at + "</main>".len());
    let lines = html[start..end].replace("><", ">\n<");
    let lines = lines.lines().map(str::trim_end).filter(|line| !line.trim().is_empty());
    lines.collect::<Vec<_>>().join("\n") + "\n"
}

#[test]
fn every_site_comes_out_as_it_stands_in_out() {
    for case in cases() {
        let tree = built(&case);
        let out = case.join("out");
        // The fingerprints of the theme's files are not what these sites are about.
        let files: BTreeSet<_> = tree
            .iter()
            .map(|(path, _)| path)
            .filter(|path| !path.contains('.') || path.ends_with(".html") || path.ends_with(".xml"))
            .collect();
        let files = files.into_iter().collect::<Vec<_>>().join("\n") + "\n";
        golden::compare(&out.join("FILES"), &files);
        for expected in pages(&out) {
            let path =
                expected.strip_prefix(&out).expect("a path in out").to_string_lossy().into_owned();
            let page = tree.get(&path).unwrap_or_else(|| panic!("{}: no {path}", case.display()));
            golden::compare(&expected, &shown(page));
        }
    }
}

fn pages(out: &Path) -> Vec<PathBuf> {
    let files = walkdir::WalkDir::new(out)
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.expect("an entry"));
    files
        .filter(|entry| entry.path().extension().is_some_and(|ending| ending == "html"))
        .map(|entry| entry.path().to_owned())
        .collect()
}
