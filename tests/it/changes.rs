//! `portal changes`: between revisions and folders, and on a day, in words and as JSON.

#![expect(clippy::disallowed_methods, reason = "the tests lay portals out on the disk")]
#![expect(clippy::expect_used, reason = "a portal that cannot be laid out is a test that fails")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

const SITE: &str =
    "title = \"Prøven\"\nbase_url = \"https://p.example\"\n\n[edition]\ndate = \"2013-06-30\"\n";

const GROUPS: &str = "- { id: gammel, label: Gammel gruppe, valid_to: 2013-12-31, replaced_by: [ny] }\n- { id: ny, label: Ny gruppe, valid_from: 2014-01-01 }\n";

const PROCEDURE: &str = "---\ntitle: Gangen\nsummary: En gang.\ncitizen_categories: [gammel]\nsteps:\n  - { title: Begynd, lane: borger, deadline: { by: 2014-01-01 } }\n---\n";

fn house(more: &str) -> String {
    format!("---\ntitle: Huset\nsummary: Et hus.\nunit_type: unit\n{more}---\n\nOm huset.\n")
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

fn portal(root: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_portal"));
    command.arg("--root").arg(root).arg("changes").args(arguments).output().expect("portal")
}

fn said(root: &Path, arguments: &[&str]) -> String {
    let done = portal(root, arguments);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).expect("UTF-8")
}

fn git(root: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.arg("-C").arg(root).args(["-c", "user.name=A", "-c", "user.email=a@example.org"]);
    let done = command.args(arguments).output().expect("git");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

/// A portal in a repository: one state committed, a newer one in the folder.
fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    write(root, "site.toml", SITE);
    write(root, "content/vocabularies/citizen_categories.yaml", GROUPS);
    write(root, "content/procedures/gangen.md", PROCEDURE);
    write(root, "content/contacts/huset.md", &house("phones: [{ number: \"33 17 33 17\" }]\n"));
    write(root, "content/contacts/skuret.md", &house(""));
    git(root, &["init", "-q", "-b", "main"]);
    git(root, &["add", "-A"]);
    git(root, &["commit", "-q", "-m", "a"]);
    write(
        root,
        "content/contacts/huset.md",
        &house("phones: [{ number: \"33 17 33 18\" }]\nparent: taarnet\n"),
    );
    write(root, "content/contacts/taarnet.md", &house("").replace("Huset", "Tårnet"));
    fs::remove_file(root.join("content/contacts/skuret.md")).expect("a file");
    folder
}

#[test]
fn from_a_revision_until_now_everything_is_told_field_by_field() {
    let folder = repository();
    let told = said(folder.path(), &["HEAD"]);
    let expected = "Nyt (1)\n  kontakt: Tårnet (taarnet)\nÆndret (1)\n  kontakt: Huset (huset)\n    Hører under:\n      + Tårnet\n    Telefon: number: 33 17 33 17 → number: 33 17 33 18\nUdgået (1)\n  kontakt: Huset (skuret)\n";
    assert_eq!(told, expected);
    git(folder.path(), &["add", "-A"]);
    git(folder.path(), &["commit", "-q", "-m", "b"]);
    assert_eq!(said(folder.path(), &["HEAD~1", "HEAD"]), expected);
    assert_eq!(said(folder.path(), &["HEAD"]), "Der er ingen forskel.\n");
}

#[test]
fn two_folders_are_compared_as_revisions_are() {
    let (folder, other) = (repository(), tempfile::tempdir().expect("a folder"));
    for path in ["site.toml", "content/contacts/huset.md"] {
        let text = fs::read_to_string(folder.path().join(path)).expect("a file");
        write(other.path(), path, &text);
    }
    let [here, there] = [folder.path(), other.path()].map(|path| path.to_str().expect("UTF-8"));
    let told: Value =
        serde_json::from_str(&said(folder.path(), &[there, here, "--json"])).expect("JSON");
    let ids: Vec<_> = told
        .as_array()
        .expect("a list")
        .iter()
        .map(|change| (&change["what"], &change["id"]))
        .collect();
    let ids: Vec<_> =
        ids.iter().map(|(what, id)| format!("{what} {id}").replace('"', "")).collect();
    assert_eq!(ids, ["added gammel", "added ny", "added taarnet", "added gangen"]);
}

#[test]
fn what_begins_and_ends_on_a_day_is_told_with_the_procedures_it_touches() {
    let folder = repository();
    let told = said(folder.path(), &["--on", "2014-01-01"]);
    let expected = "Begynder: borgerkategori Ny gruppe (ny)\nSlutter: borgerkategori Gammel gruppe (gammel)\n  i stedet: Ny gruppe\n  opslag, der taler om det: 1\n  sagsgange: Gangen\nFrist: sagsgang Gangen: Begynd (gangen)\n  sagsgange: Gangen\n";
    assert_eq!(told, expected);
    assert_eq!(
        said(folder.path(), &["--on", "2014-01-02"]),
        "Intet begynder eller slutter 2014-01-02.\n"
    );
}

#[test]
fn what_cannot_be_compared_is_said() {
    let folder = repository();
    let done = portal(folder.path(), &["findes-ikke"]);
    assert_eq!(done.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&done.stderr).contains("findes-ikke"));
    assert_eq!(portal(folder.path(), &[]).status.code(), Some(2));
    assert_eq!(portal(folder.path(), &["--on", "2014-01-01", "HEAD"]).status.code(), Some(2));
}
