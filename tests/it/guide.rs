//! The commands that the editors' guide shows can be typed as they stand there.

#![expect(clippy::disallowed_methods, reason = "the tests lay a portal out on the disk")]
#![expect(clippy::expect_used, reason = "a guide that cannot be read is a test that fails")]

use std::fs;
use std::path::Path;
use std::process::Command;

/// The commands of the guide that rename and retire.
fn commands() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let guide = fs::read_to_string(root.join("docs/redaktoer.md")).expect("the guide");
    let spans = guide.split('`').skip(1).step_by(2);
    let told = |span: &&str| span.starts_with("portal mv ") || span.starts_with("portal retire ");
    // What is written in capitals stands for something.
    let is_whole = |span: &&str| !span.split(' ').any(|word| word.chars().all(char::is_uppercase));
    spans.filter(told).filter(is_whole).map(str::to_owned).collect()
}

fn copy(from: &Path, to: &Path) {
    if from.is_file() {
        fs::copy(from, to).expect("a file");
        return;
    }
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let name = entry.expect("a name").file_name();
        copy(&from.join(&name), &to.join(&name));
    }
}

#[test]
fn the_commands_of_the_guide_do_what_they_say() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let commands = commands();
    assert!(commands.len() >= 4, "{commands:?}");
    for command in commands {
        let portal = tempfile::tempdir().expect("a folder");
        for name in ["content", "site.toml", "themes"] {
            copy(&root.join(name), &portal.path().join(name));
        }
        let words = command.split(' ').skip(1);
        let run = Command::new(env!("CARGO_BIN_EXE_portal"))
            .arg("--root")
            .arg(portal.path())
            .args(words)
            .output()
            .expect("portal runs");
        assert!(run.status.success(), "{command}: {}", String::from_utf8_lossy(&run.stderr));
    }
}
