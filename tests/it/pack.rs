//! `portal pack` in the program that has no typesetter: it hands over to the one that has, and says
//! how to get it where there is none. What comes of it is tried in `pack/`.

#![expect(
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a test may touch the disk and fail"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// The program where a build of sources would have put it, with no other beside it.
fn alone() -> (TempDir, PathBuf) {
    let built = Path::new(env!("CARGO_BIN_EXE_portal"));
    // Beside the build, where a hard link can be.
    let sources = TempDir::new_in(built.parent().expect("a folder")).expect("a folder");
    let folder = sources.path().join("target/release");
    fs::create_dir_all(&folder).expect("a folder");
    let program = folder.join(built.file_name().expect("a name"));
    fs::hard_link(built, &program).expect("a link");
    (sources, program)
}

fn run(program: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(program);
    // Nothing that is installed here is found.
    command.env("PATH", program.parent().expect("a folder"));
    command.args(arguments).output().expect("it runs")
}

#[test]
fn without_the_other_program_it_says_how_to_build_it() {
    let (_folder, program) = alone();
    for (language, words) in [("da", "som ikke er bygget"), ("en", "which is not built")] {
        let done = run(&program, &["--lang", language, "pack", "x", "--out", "x.pdf"]);
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert_eq!(done.status.code(), Some(3), "{said}");
        assert!(said.contains(words), "{said}");
        assert!(said.contains("cargo build --release --manifest-path pack/Cargo.toml"), "{said}");
    }
    assert!(fs::exists("pack/Cargo.toml").expect("a folder"), "what is told can be done");
}

#[test]
fn a_wrong_command_line_needs_no_other_program() {
    let (_folder, program) = alone();
    let done = run(&program, &["pack", "x"]);
    assert_eq!(done.status.code(), Some(2), "{done:?}");
}

#[cfg(unix)]
#[test]
fn the_other_program_gets_what_was_typed_and_its_end_is_the_end() {
    use std::os::unix::fs::PermissionsExt as _;

    // Beside it, and where its own workspace builds it.
    for place in ["target/release", "pack/target/release"] {
        let (sources, program) = alone();
        let other = sources.path().join(place).join("portal-pack");
        fs::create_dir_all(other.parent().expect("a folder")).expect("a folder");
        fs::write(&other, "#!/bin/sh\necho \"$@\"\nexit 7\n").expect("written");
        fs::set_permissions(&other, fs::Permissions::from_mode(0o755)).expect("may run");
        let typed = ["--root", "a b", "pack", "x", "--out", "x.pdf"];
        let done = run(&program, &typed);
        assert_eq!(done.status.code(), Some(7), "{place}: {done:?}");
        assert_eq!(String::from_utf8_lossy(&done.stdout).trim(), typed.join(" "));
    }
}
