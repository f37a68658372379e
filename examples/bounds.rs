//! How long `portal build` takes, and how much memory, where somebody wrote what no editor writes:
//! each row is a portal of its own. The table of `docs/reliability.md` is printed by
//!
//! ```text
//! cargo build --release && cargo run --release --example bounds -- target/release/portal
//! ```
//!
//! A second argument measures the rows alone that have it in their name.

#![expect(
    clippy::expect_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a program that measures: it prints, and what it cannot lay out or run it cannot measure"
)]

#[path = "../tests/it/bounds/inputs.rs"]
mod inputs;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use inputs::{Bound, all};

/// Longest that a build may take, and most memory beyond ten times what its files hold.
const SECONDS: f64 = 2.0;
const MEBIBYTES: usize = 200;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let program = arguments.next().map(PathBuf::from).expect("the program to measure");
    let part = arguments.next().unwrap_or_default();
    let program = program.canonicalize().expect("a program");
    let alone = Measured::of(&program, &[("site.toml".to_owned(), SITE.to_owned())]);
    println!("A portal with nothing in it: {:.2} s, {} MiB.\n", alone.seconds, alone.mebibytes);
    println!(
        "| what comes again | times | KiB | seconds | MiB more | exit |\n|---|---|---|---|---|---|"
    );
    let mut beyond = 0;
    for Bound { what, size, files } in all().into_iter().filter(|bound| bound.what.contains(&part))
    {
        let files = files(size);
        let bytes: usize = files.iter().map(|(_, text)| text.len()).sum();
        let Measured { seconds, mebibytes, exit } = Measured::of(&program, &files);
        let more = mebibytes.saturating_sub(alone.mebibytes);
        let is_beyond = seconds > SECONDS || more > MEBIBYTES + bytes / (1024 * 1024);
        let mark = if is_beyond { " **beyond**" } else { "" };
        beyond += usize::from(is_beyond);
        println!("| {what} | {size} | {} | {seconds:.2} | {more}{mark} | {exit} |", bytes / 1024);
    }
    assert_eq!(beyond, 0, "rows beyond {SECONDS} s or {MEBIBYTES} MiB");
}

const SITE: &str =
    "title = \"P\"\nbase_url = \"https://example.org\"\n[edition]\ndate = \"2013-06-30\"\n";

/// What a build took.
struct Measured {
    seconds: f64,
    /// The most memory that it held.
    mebibytes: usize,
    exit: i32,
}

impl Measured {
    fn of(program: &Path, files: &[(String, String)]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        lay(folder.path(), files);
        let begun = Instant::now();
        let mut build = Command::new(program);
        build
            .arg("--root")
            .arg(folder.path())
            .arg("build")
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let mut build = build.spawn().expect("the program");
        let status = format!("/proc/{}/status", build.id());
        let mut most = 0;
        let ended = loop {
            most = most.max(resident(&status).unwrap_or(0));
            if let Some(ended) = build.try_wait().expect("the program") {
                break ended;
            }
            std::thread::sleep(Duration::from_millis(2));
        };
        let seconds = begun.elapsed().as_secs_f64();
        Self { seconds, mebibytes: most / 1024, exit: ended.code().unwrap_or(-1) }
    }
}

fn lay(folder: &Path, files: &[(String, String)]) {
    std::fs::create_dir_all(folder.join("content")).expect("a folder");
    for (path, text) in files {
        let file = folder.join(path);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        std::fs::write(file, text).expect("a file");
    }
}

/// The most memory that a process has held so far, in KiB, where the system tells (Linux).
fn resident(status: &str) -> Option<usize> {
    let text = std::fs::read_to_string(status).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}
