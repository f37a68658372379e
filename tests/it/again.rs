//! `portal build` twice: what was built from the same and stands as it was published is not built
//! again, and whatever is different, in the sources, in what is published or in what is kept, is.

#![expect(
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a test may touch the disk and fail"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// What a build says that has found nothing to do.
const UNCHANGED: &str = "Intet er ændret siden sidste gang";

/// Where it looks for what it kept.
const KEPT: &str = ".portal/cache/build";

const FILES: [(&str, &str); 4] = [
    (
        "site.toml",
        "title = \"Prøve\"\nbase_url = \"https://p.example\"\n\n[edition]\ndate = \"2013-06-30\"\n",
    ),
    ("content/vocabularies/offer_types.yaml", "- { id: hold, label: Hold }\n"),
    ("content/contacts/huset.md", "---\ntitle: Huset\nsummary: Et hus.\nunit_type: unit\n---\n"),
    // Nothing points to it: there is something to tell.
    (
        "content/offers/holdet.md",
        "---\ntitle: Holdet\nsummary: Et hold.\noffer_type: hold\n---\n\nOrd om ABC.\n",
    ),
];

#[test]
fn what_killed_builds_have_left_is_gone_after_a_build_without_changes() {
    let portal = Portal::published();
    let left = [".portal/site-public.tree-7/index.html", ".portal/index.tree-7/meta.json"];
    for path in left {
        portal.write(path, "half");
    }
    assert!(!portal.build(&[]).has_built);
    assert!(left.iter().all(|path| !portal.path(path).exists()));
}

/// A portal that has been published.
struct Portal(TempDir);

/// What came of a build.
struct Done {
    has_built: bool,
    result: String,
    said: String,
}

impl Portal {
    fn published() -> Self {
        let portal = Self(tempfile::tempdir().expect("a folder"));
        for (path, text) in FILES {
            portal.write(path, text);
        }
        assert!(portal.build(&[]).has_built);
        portal
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn build(&self, more: &[&str]) -> Done {
        let mut command = Command::new(env!("CARGO_BIN_EXE_portal"));
        let Output { status, stdout, stderr } = command
            .arg("--root")
            .arg(self.0.path())
            .arg("build")
            .args(more)
            .output()
            .expect("portal");
        let [result, said] = [stdout, stderr].map(|bytes| String::from_utf8(bytes).expect("UTF-8"));
        assert!(status.success(), "{said}");
        Done { has_built: !said.contains(UNCHANGED), result, said }
    }

    /// Builds, and then again what has been built.
    fn has_built_once(&self, more: &[&str]) -> bool {
        let first = self.build(more).has_built;
        assert!(!self.build(more).has_built, "a second time there is nothing to do");
        first
    }

    fn site(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        tree(&self.path("public"))
    }
}

fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let walked = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("an entry"));
    let files = walked.filter(|entry| entry.file_type().is_file());
    files.map(|entry| (entry.path().to_owned(), fs::read(entry.path()).expect("a file"))).collect()
}

/// Without the seconds that it took.
fn counted(result: &str) -> &str {
    result.rsplit_once(", ").expect("a summary").0
}

#[test]
fn a_second_build_of_the_same_does_nothing_and_says_what_the_first_said() {
    let portal = Portal::published();
    fs::remove_file(portal.path(KEPT)).expect("what was kept");
    let (first, site) = (portal.build(&[]), portal.site());
    let second = portal.build(&[]);
    assert!(first.has_built && !second.has_built, "{}", second.said);
    assert_eq!(counted(&first.result), counted(&second.result));
    assert!(first.said.contains("unknown-abbreviation"), "{}", first.said);
    let without = second.said.lines().filter(|line| !line.contains(UNCHANGED));
    assert_eq!(without.collect::<Vec<_>>(), first.said.lines().collect::<Vec<_>>());
    assert_eq!(portal.site(), site);
    let json = portal.build(&["--format", "json"]);
    let again = portal.build(&["--format", "json"]);
    assert!(json.has_built && !again.has_built);
    assert_eq!(counted(&json.result), counted(&again.result));
    assert!(again.result.starts_with("{\"code\""), "{}", again.result);
}

#[test]
fn whatever_goes_into_it_is_built_when_it_is_another() {
    let portal = Portal::published();
    assert!(!portal.build(&[]).has_built);
    portal.write(
        "content/offers/nyt.md",
        "---\ntitle: Nyt\nsummary: Et hold.\noffer_type: hold\n---\n",
    );
    assert!(portal.has_built_once(&[]), "a new file");
    assert!(portal.site().contains_key(&portal.path("public/tilbud/nyt/index.html")));
    fs::rename(portal.path("content/offers/nyt.md"), portal.path("content/offers/nyere.md"))
        .expect("a rename");
    assert!(portal.build(&[]).has_built, "a new name");
    fs::remove_file(portal.path("content/offers/nyere.md")).expect("a file");
    assert!(portal.build(&["--accept-loss"]).has_built, "a file less");
    portal.write("themes/egen/templates/page.html", "");
    assert!(portal.build(&[]).has_built, "a theme that is not used has a name all the same");
    portal.write(
        "content/images/hus.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>",
    );
    assert!(portal.build(&[]).has_built, "an image");
    for more in
        [&["--today", "2014-01-01"][..], &["--drafts"], &["--precompress"], &["--color", "always"]]
    {
        assert!(portal.build(more).has_built, "{more:?}");
    }
    assert!(portal.has_built_once(&["--host", "nginx"]));
}

#[test]
fn whatever_came_of_it_is_built_again_when_it_is_not_as_it_was() {
    let portal = Portal::published();
    let site = portal.site();
    let page = portal.path("public/tilbud/holdet/index.html");
    fs::write(&page, "noget andet").expect("a file");
    let done = portal.build(&[]);
    assert!(done.has_built && done.said.contains("tilbud/holdet/index.html"), "{}", done.said);
    assert_eq!(portal.site(), site);
    // All is as it was when it was published first.
    assert!(!portal.build(&[]).has_built);
    fs::remove_file(&page).expect("a file");
    assert!(portal.has_built_once(&[]));
    assert_eq!(portal.site(), site);
    let index = tree(&portal.path(".portal/index"));
    let (file, bytes) =
        index.iter().max_by_key(|(_, bytes)| bytes.len()).expect("a file of the index");
    fs::write(file, &bytes[1..]).expect("a file");
    assert!(portal.has_built_once(&[]));
    assert_eq!(tree(&portal.path(".portal/index")), index);
    portal.write("public/andres.txt", "Det er andres.");
    assert!(!portal.build(&[]).has_built, "what others put there is no business of the portal's");
    assert!(portal.path("public/andres.txt").exists());
    fs::remove_dir_all(portal.path("public")).expect("a folder");
    assert!(portal.has_built_once(&[]));
    assert_eq!(portal.site(), site);
}

#[test]
fn what_is_kept_may_be_poisoned_or_gone_and_nothing_is_wrong() {
    let portal = Portal::published();
    let (site, kept) = (portal.site(), fs::read(portal.path(KEPT)).expect("what is kept"));
    let other = Portal::published();
    other.write(
        "content/offers/andet.md",
        "---\ntitle: Andet\nsummary: Et hold.\noffer_type: hold\n---\n",
    );
    other.build(&[]);
    let of_other = fs::read(other.path(KEPT)).expect("what is kept");
    let middle = kept.len() / 2;
    let mut flipped = kept.clone();
    flipped[middle] ^= 1;
    for poison in [flipped, kept[..middle].to_vec(), of_other, Vec::new(), b"\xff\n{}".to_vec()] {
        fs::write(portal.path(KEPT), &poison).expect("a file");
        assert!(portal.build(&[]).has_built, "{}", String::from_utf8_lossy(&poison));
        assert_eq!(portal.site(), site);
    }
    fs::remove_dir_all(portal.path(".portal/cache")).expect("a folder");
    assert!(portal.has_built_once(&[]), "it is safe to delete");
    fs::remove_dir_all(portal.path(".portal/cache")).expect("a folder");
    portal.write(".portal/cache", "en fil");
    assert!(portal.build(&[]).has_built && portal.build(&[]).has_built, "and need not be there");
    assert_eq!(portal.site(), site);
}
