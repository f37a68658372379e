//! Days of editing in one test: files are begun, written on, renamed, broken, mended and deleted at
//! random, words of vocabularies, templates, texts and settings among them, one at a time or many
//! at once. After each look the preview must show, byte for byte, what a build from nothing would
//! publish, and tell the same findings; while something is wrong, the last good portal.
//!
//! `PORTAL_EDITED=100000` sets how many edits there are in all (run it with `--release`), and
//! `PORTAL_EDITED_OF=DIR` takes the portal in a folder instead of the small one of the rules'
//! tests.

#![expect(clippy::disallowed_methods, reason = "the test edits files as an editor does")]

mod edits;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tempfile::TempDir;

use super::preview::{Because, Preview};
use crate::chance::Chance;
use crate::publish::SiteTree;
use crate::{Built, Options, Unobserved, source};
use edits::Desk;

/// How many edits one portal sees: after them another begins from the same files.
const EDITS: usize = 500;

/// How many edits an ordinary test makes: each builds a portal twice.
const ORDINARY: usize = 60;

/// Stands for the search engine, so that the index is published and compared as well.
const ENGINE: &[u8] = b"an engine";

/// The portal in a folder, the preview of it, and what it showed when all was well.
struct Room {
    folder: TempDir,
    preview: Arc<Preview>,
    desk: Desk,
    good: Option<Arc<SiteTree>>,
    /// How many looks found a portal that can be published.
    whole: usize,
}

impl Room {
    fn new(files: &BTreeMap<String, Vec<u8>>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for (path, bytes) in files {
            write(folder.path(), path, bytes);
        }
        let preview = Preview::of_sources(folder.path().to_owned(), Options::new(ENGINE), None);
        let preview = Arc::new(preview.expect("a portal"));
        Self { folder, preview, desk: Desk::new(files.clone()), good: None, whole: 0 }
    }

    /// Makes one step: an edit or several, and a look. `step` names it where something is wrong.
    fn step(&mut self, chance: &mut Chance, step: &str) {
        let before = self.desk.files.clone();
        let edits = match chance.below(12) {
            0 => 2 + chance.below(6),
            _ => 1,
        };
        let made: Vec<String> = (0..edits).map(|_| self.desk.edit(chance)).collect();
        let step = format!("{step}: {}", made.join("; "));
        self.save(&before);
        // Pages that are open are made first.
        let good = self.good.clone().unwrap_or_default();
        let paths: Vec<&str> =
            good.iter().map(|(path, _)| path).filter(|path| path.contains(".html")).collect();
        let count = if paths.is_empty() { 0 } else { chance.below(3) };
        let opened: Vec<_> =
            (0..count).map(|_| self.preview.opened(&format!("/{}", chance.one(&paths)))).collect();
        let because = if chance.below(2) == 0 { Because::Asked } else { Because::Changed };
        let looked = self.preview.renew(because);
        drop(opened);
        self.compare(looked.is_ok(), &step);
    }

    /// Writes what is different, and deletes what is gone.
    fn save(&self, before: &BTreeMap<String, Vec<u8>>) {
        for (path, bytes) in &self.desk.files {
            if before.get(path) != Some(bytes) {
                write(self.folder.path(), path, bytes);
            }
        }
        for path in before.keys().filter(|path| !self.desk.files.contains_key(*path)) {
            fs::remove_file(self.folder.path().join(path)).expect("a file to delete");
        }
    }

    /// Holds what is shown against a build from nothing.
    fn compare(&mut self, has_looked: bool, step: &str) {
        let shown = self.preview.shown();
        let read = source::read(self.folder.path());
        assert_eq!(read.is_ok(), has_looked, "{step}: whether it can be read");
        let Ok((sources, findings)) = read else {
            return self.compare_last(&shown.tree, step);
        };
        let options = Options::new(ENGINE);
        let Built { findings, site, .. } = crate::build(&sources, findings, &options, &Unobserved);
        let news = shown.news.as_ref().expect("news");
        let told: Vec<_> = news.findings.iter().collect();
        let expected: Vec<_> = findings.iter().collect();
        assert_eq!(told, expected, "{step}: what is told");
        assert!(shown.early.is_empty(), "{step}: nothing is newer than the newest");
        let Some(site) = site else {
            return self.compare_last(&shown.tree, step);
        };
        same(&shown.tree, &site.tree, step);
        assert_eq!(shown.base_path, site.base_path, "{step}");
        self.good = Some(shown.tree.clone());
        self.desk.is_good();
        self.whole += 1;
    }

    /// While something is wrong the last good portal is shown.
    fn compare_last(&mut self, shown: &SiteTree, step: &str) {
        match &self.good {
            Some(good) => same(shown, good, step),
            None => assert!(shown.is_empty(), "{step}: nothing was ever good"),
        }
    }
}

/// Asserts that two trees are the same, and names the first file in which they differ.
fn same(shown: &SiteTree, expected: &SiteTree, step: &str) {
    if shown == expected {
        return;
    }
    for (path, bytes) in expected.iter() {
        let has = shown.get(path).map(String::from_utf8_lossy);
        let wants = String::from_utf8_lossy(bytes);
        assert_eq!(has.as_deref(), Some(wants.as_ref()), "{step}: {path}");
    }
    let more: Vec<_> =
        shown.iter().map(|(path, _)| path).filter(|path| expected.get(path).is_none()).collect();
    panic!("{step}: shown and not published: {more:?}");
}

fn write(root: &Path, path: &str, bytes: &[u8]) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, bytes).expect("a file");
}

/// The files of the portal in a folder.
fn read(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let folders = ["site.toml", "content", "themes"].map(|name| root.join(name));
    let walked = folders
        .iter()
        .flat_map(|folder| walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok));
    let files = walked.filter(|entry| entry.file_type().is_file()).map(|entry| {
        let path = entry.path().strip_prefix(root).expect("a path below the root");
        let path = path.to_str().expect("UTF-8").replace('\\', "/");
        (path, fs::read(entry.path()).expect("a file"))
    });
    files.collect()
}

fn wanted(name: &str, otherwise: usize) -> usize {
    std::env::var(name).ok().and_then(|number| number.parse().ok()).unwrap_or(otherwise)
}

#[test]
fn the_preview_is_what_a_build_from_nothing_publishes_whatever_is_edited() {
    let small = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/rules/base");
    let files = read(&std::env::var_os("PORTAL_EDITED_OF").map_or_else(small, PathBuf::from));
    let (wanted, seed) = (wanted("PORTAL_EDITED", ORDINARY), wanted("PORTAL_EDITED_SEED", 7));
    for portal in 0..wanted.div_ceil(EDITS) {
        let edits = EDITS.min(wanted - portal * EDITS);
        let seed = seed + portal;
        let mut chance = Chance(seed as u64);
        let mut room = Room::new(&files);
        room.compare(true, "before all edits");
        assert!(room.good.is_some(), "the portal can be built");
        for edit in 0..edits {
            room.step(&mut chance, &format!("seed {seed}, edit {edit}"));
        }
        let whole = room.whole;
        assert!(
            whole * 3 > edits,
            "seed {seed}: {whole} of {edits} edits left a portal that can be published"
        );
    }
}
