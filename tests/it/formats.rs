//! Findings as other programs read them: GitHub's workflow commands, GitLab's Code Quality and
//! SARIF.
#![expect(clippy::expect_used, clippy::disallowed_methods, reason = "all of this is a test")]

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

/// More findings of one severity than GitHub shows.
const PAGES: usize = 13;

/// A portal in a folder of its own, `PAGES` of whose pages have a key that nobody knows, below
/// `lines` empty lines.
fn portal(lines: usize) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path().join("vores portal");
    std::fs::create_dir_all(root.join("content/pages")).expect("a folder");
    let settings =
        "title = \"Prøve\"\nbase_url = \"https://p.example\"\n[edition]\ndate = \"2020-06-30\"\n";
    std::fs::write(root.join("site.toml"), settings).expect("a file");
    for page in 0..PAGES {
        let text = format!(
            "---\n{}title: Side {page}\nsummary: 50 % af det hele.\nsumary: x\n---\n",
            "\n".repeat(lines)
        );
        std::fs::write(root.join(format!("content/pages/side-{page}.md")), text).expect("a file");
    }
    folder
}

/// What `portal check` says on stdout, started in the folder above the portal.
fn said(folder: &TempDir, format: &str, summary: &Path) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_portal"));
    program.current_dir(folder.path()).args([
        "--root",
        "vores portal",
        "check",
        "--format",
        format,
    ]);
    let done = program.env("GITHUB_STEP_SUMMARY", summary).output().expect("the program");
    assert_eq!(done.status.code(), Some(1), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).expect("UTF-8")
}

#[test]
fn github_gets_as_many_annotations_as_it_shows_and_the_rest_in_the_summary() {
    let folder = portal(0);
    let summary = folder.path().join("summary.md");
    let said = said(&folder, "github", &summary);
    let errors: Vec<&str> = said.lines().filter(|line| line.starts_with("::error ")).collect();
    assert_eq!(errors.len(), 10, "{said}");
    let place =
        "file=vores portal/content/pages/side-0.md,line=4,col=1,endColumn=7,title=unknown-key::";
    assert!(errors.iter().any(|line| line.contains(place)), "{said}");
    assert!(said.lines().last().is_some_and(|line| line.starts_with("::notice::3 ")), "{said}");
    assert!(said.lines().all(|line| line.starts_with("::")), "each finding is one line: {said}");
    let table = std::fs::read_to_string(summary).expect("a summary");
    assert_eq!(table.matches("| error |").count(), PAGES, "{table}");
}

#[test]
fn sarif_names_rules_and_places_as_the_standard_wants_them() {
    let folder = portal(0);
    let log: Value =
        serde_json::from_str(&said(&folder, "sarif", Path::new("/dev/null"))).expect("JSON");
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    let results = run["results"].as_array().expect("results");
    assert_eq!(results.len(), PAGES);
    for result in results {
        let rule = &rules
            [usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("small")];
        assert_eq!(rule["id"], result["ruleId"]);
        assert_eq!(result["level"], "error");
        let place = &result["locations"][0]["physicalLocation"];
        let uri = place["artifactLocation"]["uri"].as_str().expect("a reference");
        assert!(uri.starts_with("vores%20portal/content/pages/side-"), "{uri}");
        let region = ["startLine", "startColumn", "endLine", "endColumn"]
            .map(|key| place["region"][key].as_u64());
        assert_eq!(region, [4, 1, 4, 7].map(Some));
    }
}

#[test]
fn gitlab_knows_a_finding_again_when_its_line_has_moved() {
    let fingerprints = |lines| {
        let folder = portal(lines);
        let issues: Vec<Value> =
            serde_json::from_str(&said(&folder, "gitlab", Path::new("/dev/null"))).expect("JSON");
        let of = |issue: &Value| {
            assert_eq!(
                (&issue["check_name"], &issue["severity"]),
                (&"unknown-key".into(), &"critical".into())
            );
            assert_eq!(issue["location"]["lines"]["begin"], 4 + lines);
            issue["fingerprint"].as_str().expect("a text").to_owned()
        };
        issues.iter().map(of).collect::<BTreeSet<_>>()
    };
    let before = fingerprints(0);
    assert_eq!(before.len(), PAGES, "each has one of its own");
    assert_eq!(before, fingerprints(2));
}
