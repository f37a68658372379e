//! The program and the disk: what is published, what is refused, and what stays as it was.

#![expect(
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a test may touch the disk and fail"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output};

use crate::guard::numbers;

/// What keeps two builds of a portal apart.
const LOCK: &str = ".portal/site-public.lock";

/// A small portal of its own in a temporary folder.
struct Portal {
    folder: tempfile::TempDir,
}

impl Portal {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let portal = Self { folder };
        portal.write(
            "site.toml",
            "title = \"Prøve\"\nbase_url = \"https://example.org\"\n[edition]\ndate = \"2013-06-30\"\n",
        );
        portal.write("content/vocabularies/offer_types.yaml", "- { id: stoette, label: Støtte }\n");
        portal.write(
            "content/contacts/centret.md",
            "---\ntitle: Centret\nsummary: Et center.\nunit_type: centre\n---\n",
        );
        portal.write("content/offers/hjaelp.md", &offer("Hjælp"));
        portal
    }

    fn root(&self) -> &Path {
        self.folder.path()
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    fn run(&self, arguments: &[&str]) -> Output {
        portal(self.root()).args(arguments).output().expect("the program runs")
    }

    fn build(&self) {
        let done = self.run(&["build"]);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }

    /// Waits until something of that kind stands in the work folder; false if the program ends
    /// before.
    fn waits_until(&self, child: &mut Child, stands: impl Fn(&[String]) -> bool) -> bool {
        while child.try_wait().expect("a child").is_none() {
            let entries = fs::read_dir(self.root().join(".portal"))
                .into_iter()
                .flatten()
                .filter_map(Result::ok);
            let names: Vec<_> =
                entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
            if stands(&names) {
                return true;
            }
        }
        false
    }

    fn site(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        tree(&self.root().join("public"))
    }
}

fn portal(root: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_portal"));
    command.arg("--root").arg(root);
    command
}

fn offer(title: &str) -> String {
    format!(
        "---\ntitle: {title}\nsummary: En prøve.\noffer_type: stoette\nprovider: centret\n---\nTekst.\n"
    )
}

/// Every file below a folder, by its path there.
fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let path =
                entry.path().strip_prefix(folder).expect("a path below the folder").to_owned();
            (path, fs::read(entry.path()).expect("a file that can be read"))
        })
        .collect()
}

/// The paths whose bytes are not the same on both sides.
fn differing(one: &BTreeMap<PathBuf, Vec<u8>>, other: &BTreeMap<PathBuf, Vec<u8>>) -> Vec<PathBuf> {
    let paths: std::collections::BTreeSet<_> = one.keys().chain(other.keys()).collect();
    paths.into_iter().filter(|path| one.get(*path) != other.get(*path)).cloned().collect()
}

#[test]
fn a_build_publishes_the_site_and_its_index() {
    let portal = Portal::new();
    portal.build();
    let site = portal.site();
    for path in [
        "index.html",
        "tilbud/hjaelp/index.html",
        "t/hjaelp/index.html",
        "404.html",
        "sitemap.xml",
        "build.json",
    ] {
        assert!(site.contains_key(Path::new(path)), "{path} is missing");
    }
    assert!(portal.root().join(".portal/index/meta.json").is_file());
    let found = portal.run(&["search", "hjælp", "--json"]);
    let answer: serde_json::Value = serde_json::from_slice(&found.stdout).expect("JSON");
    assert_eq!(answer["hits"][0]["id"], "hjaelp");
    assert!(answer["took_ms"].is_number());
}

#[test]
fn two_builds_of_the_same_content_are_the_same_bytes() {
    let (one, other) = (Portal::new(), Portal::new());
    for (portal, threads) in [(&one, "1"), (&other, "4")] {
        let mut command = self::portal(portal.root());
        let done =
            command.arg("build").env("RAYON_NUM_THREADS", threads).env("LANG", "tr_TR").output();
        assert!(done.expect("the program runs").status.success());
    }
    assert_eq!(differing(&one.site(), &other.site()), Vec::<PathBuf>::new());
    let [one, other] = [&one, &other].map(|portal| tree(&portal.root().join(".portal/index")));
    assert_eq!(differing(&one, &other), Vec::<PathBuf>::new());
}

#[test]
fn a_build_with_an_error_leaves_the_old_site_as_it_was() {
    let portal = Portal::new();
    portal.build();
    let (before, index) = (portal.site(), tree(&portal.root().join(".portal")));
    portal.write(
        "content/offers/ny.md",
        &offer("Ny").replace("provider: centret", "provider: centeret"),
    );
    let done = portal.run(&["build"]);
    assert_eq!(done.status.code(), Some(1));
    let told = String::from_utf8_lossy(&done.stderr);
    assert!(told.contains("content/offers/ny.md:5:11") && told.contains("`centret`"), "{told}");
    assert_eq!(portal.site(), before);
    assert_eq!(tree(&portal.root().join(".portal")), index);
}

#[test]
fn a_page_that_is_gone_from_the_content_is_gone_from_the_site() {
    let portal = Portal::new();
    portal.write("content/offers/anden.md", &offer("Anden"));
    portal.build();
    fs::remove_file(portal.root().join("content/offers/anden.md")).expect("a file to remove");
    portal.build();
    assert!(!portal.site().contains_key(Path::new("tilbud/anden/index.html")));
}

#[test]
fn a_folder_that_is_not_ours_is_refused_and_untouched() {
    let portal = Portal::new();
    portal.write("andet/vigtigt.txt", "vigtigt");
    let out = portal.root().join("andet").display().to_string();
    let done = portal.run(&["build", "--out", &out]);
    assert_eq!(done.status.code(), Some(2));
    assert_eq!(tree(&portal.root().join("andet")).len(), 1);
    assert!(
        !portal.root().join(".portal").exists(),
        "the index was written before the folder was refused"
    );
}

#[test]
fn a_folder_that_holds_the_sources_or_lies_in_them_is_refused() {
    let portal = Portal::new();
    let before = tree(portal.root());
    for out in [".", "..", "content", "content/ud", "themes/ud", "public/../content"] {
        let out = portal.root().join(out).display().to_string();
        assert_eq!(portal.run(&["build", "--out", &out]).status.code(), Some(2), "{out}");
    }
    assert_eq!(tree(portal.root()), before);
}

#[test]
fn a_check_writes_nothing() {
    let portal = Portal::new();
    let before = tree(portal.root());
    assert!(portal.run(&["check"]).status.success());
    assert_eq!(tree(portal.root()), before);
}

#[test]
fn a_build_while_another_holds_the_lock_is_told_so() {
    let portal = Portal::new();
    portal.write(LOCK, "");
    let lock = fs::File::open(portal.root().join(LOCK)).expect("a lock file");
    lock.lock().expect("the lock");
    let done = portal.run(&["build"]);
    assert_eq!(done.status.code(), Some(3), "{}", String::from_utf8_lossy(&done.stderr));
    drop(lock);
    portal.build();
}

#[test]
fn a_link_in_the_place_of_the_lock_is_not_followed_and_a_file_there_keeps_what_it_holds() {
    let portal = Portal::new();
    portal.write("vigtigt.txt", "vigtigt");
    portal.write(".portal/huske.txt", "");
    std::os::unix::fs::symlink("../vigtigt.txt", portal.root().join(LOCK)).expect("a link");
    let done = portal.run(&["build"]);
    assert_eq!(done.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&done.stderr).contains("site-public.lock"));
    assert_eq!(fs::read(portal.root().join("vigtigt.txt")).expect("the file"), b"vigtigt");
    fs::remove_file(portal.root().join(LOCK)).expect("a link to remove");
    portal.write(LOCK, "vigtigt");
    portal.build();
    assert_eq!(fs::read(portal.root().join(LOCK)).expect("the file"), b"vigtigt");
}

#[test]
fn nothing_is_left_beside_the_site_and_git_sees_nothing_of_the_work() {
    let portal = Portal::new();
    portal.build();
    portal.write("content/offers/anden.md", &offer("Anden"));
    portal.build();
    let names = |folder: &Path| {
        let entries = fs::read_dir(folder)
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name());
        entries
            .map(|name| name.to_string_lossy().into_owned())
            .collect::<std::collections::BTreeSet<_>>()
    };
    assert_eq!(
        names(portal.root()),
        [".portal", "content", "public", "site.toml"].map(str::to_owned).into()
    );
    assert_eq!(
        names(&portal.root().join(".portal")),
        [".gitignore", "cache", "index", "index.lock", "publication.json", "site-public.lock"]
            .map(str::to_owned)
            .into()
    );
    assert_eq!(fs::read(portal.root().join(".portal/.gitignore")).expect("the file"), b"*\n");
}

#[test]
fn a_read_only_folder_in_what_is_replaced_stops_neither_this_build_nor_the_next() {
    let portal = Portal::new();
    portal.build();
    let folder = portal.root().join("public/tilbud");
    fs::set_permissions(&folder, std::os::unix::fs::PermissionsExt::from_mode(0o555))
        .expect("a mode");
    portal.write("content/offers/anden.md", &offer("Anden"));
    let done = portal.run(&["build"]);
    assert_eq!(String::from_utf8_lossy(&done.stderr), "", "the folder is ours to open again");
    assert!(portal.site().contains_key(Path::new("tilbud/anden/index.html")));
    portal.build();
}

#[test]
fn the_index_is_searched_whatever_other_programs_leave_beside_it() {
    let portal = Portal::new();
    portal.build();
    for name in [".tantivy-meta.lock", ".DS_Store", "meta.json.tmp", "en mappe/fil"] {
        portal.write(&format!(".portal/index/{name}"), "x");
    }
    let index = portal.root().join(".portal/index");
    std::os::unix::fs::symlink("/nowhere/at/all", index.join("link")).expect("a link");
    let found = portal.run(&["search", "hjælp", "--json"]);
    assert!(found.status.success(), "{}", String::from_utf8_lossy(&found.stderr));
    assert!(String::from_utf8_lossy(&found.stdout).contains("\"id\":\"hjaelp\""));
    portal.build();
}

#[test]
fn a_build_that_is_killed_while_it_writes_leaves_a_whole_site() {
    let portal = Portal::new();
    portal.build();
    let mut caught = 0;
    for round in 0..12 {
        let old = portal.site();
        portal.write(&format!("content/offers/nr-{round}.md"), &offer(&format!("Nr. {round}")));
        let mut child =
            self::portal(portal.root()).arg("build").spawn().expect("the program starts");
        // From here on it writes; each round is killed a little later.
        let begun = portal
            .waits_until(&mut child, |names| names.iter().any(|name| name.contains(".tree-")));
        std::thread::sleep(std::time::Duration::from_micros(300 * round));
        child.kill().expect("the program ends");
        child.wait().expect("the program has ended");
        caught += usize::from(begun);
        let site = portal.site();
        let is_new = site.contains_key(Path::new(&format!("tilbud/nr-{round}/index.html")));
        assert!(
            is_new || site == old,
            "in round {round} the site is neither the old one nor the new one"
        );
    }
    assert!(caught > 0, "no build was killed while it wrote");
    portal.build();
    assert!(portal.site().contains_key(Path::new("tilbud/nr-11/index.html")));
}

#[test]
fn a_portal_without_content_or_without_most_of_it_does_not_replace_the_old_one_unasked() {
    let portal = Portal::new();
    (0..40).for_each(|number| {
        portal.write(&format!("content/offers/nr-{number}.md"), &offer(&format!("Nr. {number}")));
    });
    portal.build();
    let before = portal.site();
    let content = portal.root().join("content");
    fs::rename(&content, portal.root().join("indhold")).expect("a new name");
    let done = portal.run(&["build"]);
    assert_eq!(done.status.code(), Some(1));
    let told = String::from_utf8_lossy(&done.stderr);
    assert!(
        told.contains("no-content")
            && told.matches("error").count() + told.matches("fejl").count() == 2,
        "{told}"
    );
    fs::rename(portal.root().join("indhold"), &content).expect("its old name");

    (4..40).for_each(|number| {
        fs::remove_file(content.join(format!("offers/nr-{number}.md"))).expect("a file");
    });
    let done = portal.run(&["build"]);
    assert_eq!(done.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&done.stderr).contains("--accept-loss"));
    assert_eq!(portal.site(), before);
    assert!(portal.run(&["build", "--accept-loss"]).status.success());
    assert!(!portal.site().contains_key(Path::new("tilbud/nr-30/index.html")));

    let settings = fs::read_to_string(portal.root().join("site.toml")).expect("the settings");
    portal.write("site.toml", &format!("{settings}[publish]\nmax_loss = 0.9\n"));
    (0..4).for_each(|number| {
        fs::remove_file(content.join(format!("offers/nr-{number}.md"))).expect("a file");
    });
    portal.build();
}

#[test]
fn an_index_of_another_build_than_the_site_is_told() {
    let portal = Portal::new();
    portal.build();
    fs::rename(portal.root().join("public"), portal.root().join("gammel")).expect("a new name");
    portal.write("content/offers/anden.md", &offer("Anden"));
    portal.build();
    let told = |portal: &Portal| {
        let found = portal.run(&["search", "hjælp"]);
        assert!(found.status.success());
        String::from_utf8_lossy(&found.stderr).contains("ikke bygget sammen")
    };
    assert!(!told(&portal));
    fs::remove_dir_all(portal.root().join("public")).expect("it is deleted");
    assert!(!told(&portal), "there is nothing to compare with");
    fs::rename(portal.root().join("gammel"), portal.root().join("public")).expect("the old one");
    assert!(told(&portal));
}

#[test]
fn a_folder_outside_the_portal_is_published_without_a_trace_beside_it() {
    let (portal, outside) = (Portal::new(), tempfile::tempdir().expect("a temporary folder"));
    let out = outside.path().join("www/portal");
    for _ in 0..2 {
        assert!(portal.run(&["build", "--out", &out.display().to_string()]).status.success());
        let beside: Vec<_> = fs::read_dir(outside.path().join("www")).expect("a folder").collect();
        assert_eq!(beside.len(), 1, "{beside:?}");
    }
    assert!(out.join("index.html").is_file());
}

#[test]
fn a_search_without_an_index_says_what_to_do() {
    let portal = Portal::new();
    let done = portal.run(&["search", "hjælp"]);
    assert_eq!(done.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&done.stderr).contains("portal build"));
}

#[test]
fn an_index_with_a_flipped_byte_is_refused() {
    let portal = Portal::new();
    portal.build();
    let index = portal.root().join(".portal/index");
    for name in tree(&index).into_keys().filter(|name| name != Path::new(".portal-site")) {
        let path = index.join(&name);
        let sound = fs::read(&path).expect("a file");
        let mut broken = sound.clone();
        let middle = broken.len() / 2;
        broken[middle] ^= 0x10;
        fs::write(&path, &broken).expect("a file");
        let done = portal.run(&["search", "hjælp"]);
        assert_eq!(
            done.status.code(),
            Some(3),
            "{} was taken: {}",
            name.display(),
            String::from_utf8_lossy(&done.stderr)
        );
        fs::write(&path, &sound).expect("a file");
    }
}

#[test]
fn the_repositorys_own_content_has_no_finding_that_is_not_accepted_with_a_reason() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (sources, findings) = portal::source::read(root).expect("the sources can be read");
    let built = portal::build(
        &sources,
        findings,
        &portal::Options::new(portal_embedded::ENGINE),
        &portal::Unobserved,
    );
    let texts = portal::texts(
        &sources,
        portal::diagnostics::Language::Danish,
        &mut portal::diagnostics::Findings::default(),
    );
    let told = portal::diagnostics::human(&built.findings, &sources, &texts.expect("texts"), false);
    assert!(built.findings.is_empty(), "{told}");
    let catalogue = built.catalogue.expect("a catalogue");
    assert!(
        catalogue.offers.len() >= 60
            && catalogue.procedures.len() >= 36
            && catalogue.contacts.len() >= 25
    );
    assert!(catalogue.terms.len() >= 60 && catalogue.courses.len() == 2);
}

#[test]
fn the_site_is_not_published_over_the_index() {
    let portal = Portal::new();
    portal.build();
    for out in [".portal/index", ".portal/index/site"] {
        let out = portal.root().join(out);
        let done = portal.run(&["build", "--out", out.to_str().expect("UTF-8")]);
        assert_eq!(done.status.code(), Some(2), "{}", out.display());
    }
    let found = portal.run(&["search", "hjælp"]);
    assert!(found.status.success(), "{}", String::from_utf8_lossy(&found.stderr));
}

#[cfg(unix)]
#[test]
fn nothing_is_kept_where_a_link_leads_away() {
    use std::os::unix::fs::symlink;
    for is_folder in [false, true] {
        let (portal, elsewhere) = (Portal::new(), tempfile::tempdir().expect("a folder"));
        let theirs = elsewhere.path().join("build");
        fs::write(&theirs, "theirs").expect("a file");
        let cache = portal.root().join(".portal/cache");
        fs::create_dir_all(if is_folder { cache.parent().expect("a parent") } else { &cache })
            .expect("a folder");
        if is_folder {
            symlink(elsewhere.path(), &cache).expect("a link");
        } else {
            symlink(&theirs, cache.join("build")).expect("a link");
        }
        portal.build();
        assert_eq!(fs::read_to_string(&theirs).expect("their file"), "theirs");
        assert_eq!(fs::read_dir(elsewhere.path()).expect("a folder").count(), 1);
    }
}

#[test]
fn a_number_that_is_typed_as_a_command_is_masked() {
    let portal = Portal::new();
    let number = numbers::number(&mut numbers::Dice::new(7));
    let typed = format!("{}-{}", &number[..6], &number[6..]);
    for arguments in [&[typed.as_str()][..], &["build", "--today", &typed], &["check", &typed]] {
        let done = portal.run(arguments);
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(!done.status.success() && !said.contains(&typed[7..]), "{said}");
    }
}
