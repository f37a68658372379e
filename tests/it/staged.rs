//! `portal check --staged`: what git has staged is searched, and nothing else.

#![expect(clippy::disallowed_methods, reason = "the tests lay a repository out on the disk")]
#![expect(
    clippy::expect_used,
    reason = "a repository that cannot be laid out is a test that fails"
)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::guard::numbers::{Dice, number};
use tempfile::TempDir;

const SITE: &str =
    "title = \"Prøve\"\nbase_url = \"https://p.example\"\n[edition]\ndate = \"2013-06-30\"\n";

/// A portal in a repository of its own, with nothing staged.
fn repository() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "site.toml", SITE);
    git(folder.path(), &["init", "--quiet"]);
    folder
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

fn git(root: &Path, arguments: &[&str]) {
    let done = Command::new("git").arg("-C").arg(root).args(arguments).output().expect("git runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

/// What `portal check --staged` says, in all.
fn check(root: &Path, more: &[&str]) -> (Option<i32>, String) {
    let program = env!("CARGO_BIN_EXE_portal");
    let run = Command::new(program)
        .arg("--root")
        .arg(root)
        .args(["check", "--staged"])
        .args(more)
        .output();
    let Output { status, stdout, stderr } = run.expect("portal runs");
    (status.code(), [stdout, stderr].iter().map(|text| String::from_utf8_lossy(text)).collect())
}

/// A number as people write it, and its last four digits.
fn parted(seed: u64) -> (String, String) {
    let number = number(&mut Dice::new(seed));
    (format!("{}-{}", &number[..6], &number[6..]), number[6..].to_owned())
}

#[test]
fn what_is_staged_counts_and_not_what_lies_on_the_disk() {
    let repository = repository();
    let root = repository.path();
    let (number, _) = parted(1);
    write(root, "content/pages/a.md", "Hej\n");
    git(root, &["add", "."]);
    write(root, "content/pages/a.md", &format!("Ring om {number}\n"));
    assert_eq!(check(root, &[]).0, Some(0), "only the disk has it");
    git(root, &["add", "."]);
    write(root, "content/pages/a.md", "Hej\n");
    assert_eq!(check(root, &[]).0, Some(1), "only the next commit has it");
}

#[test]
fn every_file_counts_wherever_it_lies_and_no_number_is_printed() {
    let repository = repository();
    let root = repository.path();
    let (number, last) = parted(2);
    for path in ["noter.txt", "content/pages/a.md", "udkast/æble.csv"] {
        write(root, path, &format!("x\ny {number}\n"));
        git(root, &["add", path]);
        for format in ["human", "json"] {
            let (code, said) = check(root, &["--format", format]);
            assert!(code == Some(1) && said.contains(path) && !said.contains(&last), "{said}");
        }
        git(root, &["rm", "--quiet", "--cached", path]);
    }
}

#[test]
fn what_is_deleted_or_committed_before_is_no_matter() {
    let repository = repository();
    let root = repository.path();
    write(root, "a.txt", &parted(3).0);
    git(root, &["add", "."]);
    git(
        root,
        &["-c", "user.name=x", "-c", "user.email=x@x.example", "commit", "--quiet", "-m", "x"],
    );
    assert_eq!(check(root, &[]).0, Some(0));
    git(root, &["rm", "--quiet", "a.txt"]);
    assert_eq!(check(root, &[]).0, Some(0));
}

#[test]
fn an_exception_of_the_settings_holds_here_too() {
    let repository = repository();
    let root = repository.path();
    let (number, _) = parted(4);
    let masked = format!("{}-****", &number[..6]);
    write(root, "a.txt", &number);
    git(root, &["add", "a.txt"]);
    assert_eq!(check(root, &[]).0, Some(1));
    let exception = |file: &str| {
        format!(
            "[[exception]]\nfile = \"{file}\"\nnumber = \"{masked}\"\nreason = \"et kontonummer\"\n\
             approved_by = \"redaktøren\"\nexpires = \"2014-01-01\"\n"
        )
    };
    write(root, "site.toml", &format!("{SITE}{}{}", exception("a.txt"), exception("andre.txt")));
    let (code, said) = check(root, &[]);
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(check(root, &["--today", "2014-01-02"]).0, Some(1), "it has run out");
}

#[test]
fn without_a_repository_it_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "site.toml", SITE);
    let (code, said) = check(folder.path(), &[]);
    assert!(code == Some(3) && said.contains("portal check"), "{code:?} {said}");
}

#[test]
fn nobody_can_switch_it_off() {
    let repository = repository();
    let root = repository.path();
    write(root, "a.txt", &parted(5).0);
    git(root, &["add", "."]);
    assert_eq!(check(root, &["--allow", "personal-number"]).0, Some(2));
}

/// A hook begins at the top of the repository, and git tells it where its index is from there.
#[test]
fn a_portal_in_a_folder_of_the_repository_is_checked_by_its_hook() {
    let folder = tempfile::tempdir().expect("a folder");
    let (top, (number, _)) = (folder.path(), parted(5));
    git(top, &["init", "--quiet"]);
    write(top, "portal/site.toml", SITE);
    write(top, "portal/content/pages/a.md", &format!("Ring om {number}\n"));
    git(top, &["add", "."]);
    let check = |from: &Path, root: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_portal"));
        let command = command.current_dir(from).args(["--root", root, "check", "--staged"]);
        command.env("GIT_INDEX_FILE", ".git/index").env("GIT_DIR", ".git");
        command.output().expect("portal runs").status.code()
    };
    assert_eq!(check(top, "portal"), Some(1));
    let mut command = Command::new(env!("CARGO_BIN_EXE_portal"));
    let command = command.current_dir(top.join("portal/content/pages")).args(["check", "--staged"]);
    assert_eq!(command.output().expect("portal runs").status.code(), Some(1), "from within");
}

#[cfg(unix)]
#[test]
fn a_link_is_judged_by_its_name_and_by_what_it_leads_to() {
    for is_in_the_name in [false, true] {
        let repository = repository();
        let (root, (number, last)) = (repository.path(), parted(6));
        let (name, target) = if is_in_the_name { (&*number, "a") } else { ("a", &*number) };
        std::os::unix::fs::symlink(target, root.join(name)).expect("a link");
        git(root, &["add", "."]);
        let (code, said) = check(root, &[]);
        assert_eq!(code, Some(1), "{said}");
        assert!(!said.contains(&last), "{said}");
    }
}
