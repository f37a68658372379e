//! What an editor begins with: `portal init` and `portal new`, run as an editor would, and what
//! comes of them checked.
#![expect(clippy::expect_used, clippy::disallowed_methods, reason = "all of this is a test")]

use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

fn portal(root: &Path, arguments: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_portal"));
    program.arg("--root").arg(root).args(arguments).env("NO_COLOR", "1");
    program.stdin(std::process::Stdio::null()).output().expect("the program")
}

fn said(output: &Output) -> String {
    [&output.stdout, &output.stderr]
        .map(|bytes| String::from_utf8_lossy(bytes).into_owned())
        .concat()
}

/// A new portal of two administrations, of which one has a name with quotes in it.
fn begun(language: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let dir = folder.path().join("portal");
    let dir = dir.to_str().expect("UTF-8");
    let extras = ["--with", "github", "--with", "gitlab", "--with", "hook", "--with", "vscode"];
    let who = [
        "--administration",
        "skole=Skole: \"Børn\" & unge",
        "--administration",
        "kultur=Kultur # Fritid",
    ];
    let name = ["init", dir, "--title", "Vores \"portal\" # 1", "--language", language];
    let done = portal(folder.path(), &[&name[..], &who[..], &extras[..]].concat());
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    folder
}

/// What `portal check` has to say of it.
fn findings(folder: &TempDir) -> String {
    let checked = portal(&folder.path().join("portal"), &["check", "--format", "json"]);
    assert_eq!(checked.status.code(), Some(0), "{}", said(&checked));
    String::from_utf8(checked.stdout).expect("UTF-8")
}

#[test]
fn a_new_portal_has_no_findings_in_either_language() {
    for language in ["da", "en"] {
        let folder = begun(language);
        assert_eq!(findings(&folder), "", "{language}");
        let root = folder.path().join("portal");
        let built = portal(&root, &["build"]);
        assert_eq!(built.status.code(), Some(0), "{}", said(&built));
        let front =
            std::fs::read_to_string(root.join("public/index.html")).expect("the front page");
        assert!(
            front.contains("Vores &#34;portal&#34; # 1")
                || front.contains("Vores &quot;portal&quot; # 1")
        );
    }
}

#[test]
fn each_kind_begins_in_a_file_that_passes() {
    let folder = begun("da");
    let root = folder.path().join("portal");
    let administration = "administration=kultur";
    let cases: [(&str, &[&str]); 7] = [
        ("offer", &[administration, "offer_type=aktivitet"]),
        ("sagsgange", &["administrations=skole, kultur"]),
        ("contacts", &[administration, "unit_type=centre"]),
        ("goal", &["goal_type=area", "administrations=kultur"]),
        ("course", &["audience=skole"]),
        ("page", &[]),
        ("news", &[]),
    ];
    for (kind, answers) in cases {
        let title = format!("Æblet \"{kind}\": nyt # 2");
        let mut typed = vec!["new", kind, &title, "--set", "summary=Siger: det # hele."];
        typed.extend(answers.iter().flat_map(|answer| ["--set", answer]));
        let done = portal(&root, &typed);
        assert_eq!(done.status.code(), Some(0), "{kind}: {}", said(&done));
        let path = root.join(String::from_utf8(done.stdout).expect("UTF-8").trim());
        let text = std::fs::read_to_string(&path).expect("the new file");
        assert!(text.contains("Siger: det # hele."), "{text}");
        let again = portal(&root, &typed);
        assert_eq!(again.status.code(), Some(2), "{kind}: {}", said(&again));
        assert_eq!(std::fs::read_to_string(&path).expect("the same file"), text);
    }
    assert!(!findings(&folder).contains("\"error\""));
}

#[test]
fn a_course_begins_with_what_a_pinboard_holds() {
    let folder = begun("da");
    let root = folder.path().join("portal");
    let known = std::fs::read_dir(root.join("content/offers")).expect("offers").next();
    let known = known.expect("an offer").expect("its file").path();
    let known = known.file_stem().and_then(|name| name.to_str()).expect("an id");
    let begin = |title, link: &str, administration| {
        let answers = ["--set", "summary=Til de nye.", "--set", administration];
        portal(&root, &[&["new", "course", title, "--items", link], &answers[..]].concat())
    };
    let link = format!("https://portal.example/huskeliste/?t={known}&x=1#top");
    let done = begin("Nye kolleger", &link, "audience=skole");
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    let text = std::fs::read_to_string(root.join("content/courses/nye-kolleger.yaml"));
    let text = text.expect("the course");
    assert!(text.ends_with(&format!("    items:\n      - entry: {known}\n")), "{text}");
    let done = begin("Andre kolleger", "findes-ikke", "audience=skole");
    assert_eq!(done.status.code(), Some(1), "{}", said(&done));
    assert!(said(&done).contains("findes-ikke"), "{}", said(&done));
    assert!(!root.join("content/courses/andre-kolleger.yaml").exists());
    let offer = portal(&root, &["new", "offer", "Cykelhold", "--items", known]);
    assert_eq!(offer.status.code(), Some(2), "{}", said(&offer));
}

#[test]
fn what_is_not_answered_is_named_and_nothing_is_written() {
    let folder = begun("da");
    let root = folder.path().join("portal");
    let refused = |arguments: &[&str], reason: &str| {
        let done = portal(&root, arguments);
        assert_eq!(done.status.code(), Some(2), "{}", said(&done));
        assert!(said(&done).contains(reason), "{}", said(&done));
    };
    refused(&["new", "offer", "Cykelhold"], "--set offer_type=(raadgivning|aktivitet)");
    refused(
        &["new", "offer", "Cykelhold", "--set", "administration=kulturen"],
        "Mente du `kultur`?",
    );
    refused(&["new", "tilbyd", "Cykelhold"], "tilbyd");
    refused(
        &["new", "offer", "Cykelhold", "--set", "offertype=aktivitet"],
        "Mente du `offer_type`?",
    );
    assert!(!root.join("content/offers/cykelhold.md").exists());
    let dir = root.to_str().expect("UTF-8");
    let again = ["init", dir, "--title", "A", "--administration", "a=A", "--administration", "b=B"];
    refused(&again, "findes i forvejen");
    let alone = ["init", "elsewhere", "--title", "A", "--administration", "a=A"];
    refused(&alone, "--administration ID=TEXT");
    let twins =
        ["init", "elsewhere", "--title", "A", "--administration", "a=A", "--administration", "a=B"];
    refused(&twins, "`a`");
}
