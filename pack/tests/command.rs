//! `portal-pack pack …` as it is typed: what it writes, what it refuses, and how it ends.

#![expect(clippy::disallowed_methods, reason = "a test may touch the disk")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// A small portal on the disk.
fn portal() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let site =
        "title = \"P\"\nbase_url = \"https://p.example\"\n\n[edition]\ndate = \"2013-06-30\"\n";
    write(folder.path(), "site.toml", site);
    write(
        folder.path(),
        "content/pages/siden.md",
        "---\ntitle: Siden\nsummary: En side.\n---\nTekst.\n",
    );
    let draft = "---\ntitle: Kladden\nsummary: En kladde.\ndraft: true\n---\nHemmeligt.\n";
    write(folder.path(), "content/pages/kladden.md", draft);
    folder
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    fs::write(path, text).expect("written");
}

fn run(root: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_portal-pack"));
    let Output { status, stdout, stderr } =
        command.args(arguments).current_dir(root).output().expect("it runs");
    let said = [stdout, stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    (status.code(), said)
}

#[test]
fn a_page_becomes_a_file_and_nothing_else_is_written() {
    let folder = portal();
    let (code, said) = run(folder.path(), &["pack", "siden", "--out", "ud.pdf"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("1 sider"), "{said}");
    let bytes = fs::read(folder.path().join("ud.pdf")).expect("a file");
    assert!(bytes.starts_with(b"%PDF-"));
    assert!(!folder.path().join("public").exists());
}

#[test]
fn a_draft_goes_out_only_where_drafts_are_asked_for() {
    let folder = portal();
    let (code, said) = run(folder.path(), &["pack", "kladden", "--out", "ud.pdf"]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("kladde") && said.contains("--drafts"), "{said}");
    assert!(!folder.path().join("ud.pdf").exists());
    let (code, said) = run(folder.path(), &["pack", "kladden", "--drafts", "--out", "ud.pdf"]);
    assert_eq!(code, Some(0), "{said}");
}

#[test]
fn an_id_that_names_nothing_is_told_with_what_was_meant() {
    let folder = portal();
    let (code, said) = run(folder.path(), &["pack", "sidne", "--out", "ud.pdf"]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("`sidne`") && said.contains("Mente du `siden`?"), "{said}");
    let (code, said) = run(folder.path(), &["--lang", "en", "pack", "sidne", "--out", "ud.pdf"]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("Did you mean `siden`?"), "{said}");
    let (code, said) = run(folder.path(), &["pack", "--owner", "huset", "--out", "ud.pdf"]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("`huset`"), "{said}");
    assert!(!folder.path().join("ud.pdf").exists());
}

#[test]
fn what_is_wrong_keeps_the_old_file_as_it_was() {
    let folder = portal();
    write(folder.path(), "ud.pdf", "%PDF-1.7 the old one");
    write(folder.path(), "content/pages/siden.md", "---\ntitle: Siden\n---\n[[ingen]]\n");
    let (code, said) = run(folder.path(), &["pack", "siden", "--out", "ud.pdf"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("Intet er skrevet"), "{said}");
    assert_eq!(
        fs::read_to_string(folder.path().join("ud.pdf")).expect("a file"),
        "%PDF-1.7 the old one"
    );
}

#[test]
fn a_personal_number_never_goes_out() {
    let folder = portal();
    // Made here, so that no file of ours holds one.
    let number = format!("{:02}{:02}{:02}-{}", 7, 7, 61, 4285);
    let page = format!("---\ntitle: Siden\nsummary: En side.\n---\nBorgeren {number} har ret.\n");
    write(folder.path(), "content/pages/siden.md", &page);
    let (code, said) = run(folder.path(), &["pack", "siden", "--out", "ud.pdf"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(!said.contains(&number), "{said}");
    assert!(!folder.path().join("ud.pdf").exists());
}

#[test]
fn what_is_no_document_is_refused() {
    let folder = portal();
    for (arguments, told) in [
        (vec!["pack", "siden", "--out", "ud.html"], "`ud.html`"),
        (vec!["pack", "siden", "--out", "ud.pdf", "--without", "alt"], "`alt`"),
        (vec!["pack", "--out", "ud.pdf"], "<ID>"),
        (vec!["pack", "siden", "--out", "content/ud.pdf"], "content"),
        (vec!["check"], "portal-pack pack"),
    ] {
        let (code, said) = run(folder.path(), &arguments);
        assert_eq!(code, Some(2), "{arguments:?}: {said}");
        assert!(said.contains(told), "{arguments:?}: {said}");
    }
}

#[test]
fn a_picture_that_is_none_is_told() {
    let folder = portal();
    let page = "---\ntitle: Siden\nsummary: En side.\n---\n![Et kort](/images/kort.png)\n";
    write(folder.path(), "content/pages/siden.md", page);
    // As much of a picture as the checks look at.
    fs::create_dir_all(folder.path().join("content/images")).expect("made");
    let broken = b"\x89PNG\r\n\x1a\nand nothing more";
    fs::write(folder.path().join("content/images/kort.png"), broken).expect("written");
    let (code, said) = run(folder.path(), &["pack", "siden", "--out", "ud.pdf"]);
    assert_eq!(code, Some(3), "{said}");
    assert!(said.contains("PDF-filen kan ikke sættes"), "{said}");
    assert!(!folder.path().join("ud.pdf").exists());
}
