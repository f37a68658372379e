//! How long `portal build` takes, and how much memory, where somebody wrote what no editor writes:
//! each row is a portal of its own. The table of `docs/reliability.md` is printed by
//!
//! ```text
//! cargo build --release && cargo run --release --example bounds -- target/release/portal
//! ```
//!
//! A second argument measures the rows alone that have it in their name. It fails where a row takes
//! so much longer than it may that no other work of the machine explains it: then something looks
//! back at everything before it.

#![expect(
    clippy::expect_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a program that measures: it prints, and what it cannot lay out or run it cannot measure"
)]

mod inputs;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use inputs::{Bound, all};

/// Longest that a build may take, and how much longer for each page that comes of it.
const SECONDS: f64 = 2.0;
const SECONDS_A_PAGE: f64 = 0.0004;
/// Most memory beyond a hundred times what its files hold.
const MEBIBYTES: usize = 200;
/// How many times longer than it may a build takes that fails: a square takes hundreds.
const FAILS: f64 = 5.0;
/// What disturbs a measurement does so once.
const ATTEMPTS: usize = 3;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let program = arguments.next().map(PathBuf::from).expect("the program to measure");
    let part = arguments.next().unwrap_or_default();
    let program = program.canonicalize().expect("a program");
    let alone = Measured::of(&program, &[("site.toml".to_owned(), SITE.to_owned())]);
    println!("A portal with nothing in it: {:.2} s, {} MiB.\n", alone.seconds, alone.mebibytes);
    println!(
        "| what comes again | times | KiB | pages | seconds | MiB more | exit |\n|---|---|---|---|---|---|---|"
    );
    let mut failed = Vec::new();
    for Bound { what, size, files } in all().into_iter().filter(|bound| bound.what.contains(&part))
    {
        let files = files(size);
        let bytes: usize = files.iter().map(|(_, text)| text.len()).sum();
        let measured = Measured::at_best(&program, &files);
        let more = measured.mebibytes.saturating_sub(alone.mebibytes);
        let is_beyond =
            measured.times_too_long() > 1.0 || more > MEBIBYTES + bytes * 100 / (1024 * 1024);
        if measured.times_too_long() > FAILS {
            failed.push(what);
        }
        let mark = if is_beyond { " **beyond**" } else { "" };
        let Measured { seconds, pages, exit, .. } = measured;
        println!(
            "| {what} | {size} | {} | {pages} | {seconds:.2} | {more}{mark} | {exit} |",
            bytes / 1024
        );
    }
    assert!(failed.is_empty(), "far beyond {SECONDS} s: {failed:?}");
}

const SITE: &str =
    "title = \"P\"\nbase_url = \"https://example.org\"\n[edition]\ndate = \"2013-06-30\"\n";

/// What a build took.
struct Measured {
    seconds: f64,
    /// The most memory that it held.
    mebibytes: usize,
    /// How many pages came of it.
    pages: u32,
    exit: i32,
}

impl Measured {
    /// How many times longer it took than it may.
    fn times_too_long(&self) -> f64 {
        self.seconds / (SECONDS + f64::from(self.pages) * SECONDS_A_PAGE)
    }

    /// The first that is not beyond, or else the last.
    fn at_best(program: &Path, files: &[(String, String)]) -> Self {
        let mut measured = Self::of(program, files);
        for _ in 1..ATTEMPTS {
            if measured.times_too_long() <= 1.0 {
                break;
            }
            measured = Self::of(program, files);
        }
        measured
    }

    fn of(program: &Path, files: &[(String, String)]) -> Self {
        // In memory where that can be: a disk takes longer for a page than a build does.
        let folder = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir());
        let folder = folder.expect("a temporary folder");
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
        let pages = pages(&folder.path().join("public"));
        Self { seconds, mebibytes: most / 1024, pages, exit: ended.code().unwrap_or(-1) }
    }
}

/// How many pages a folder holds.
fn pages(folder: &Path) -> u32 {
    let files = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    let pages = files.filter(|file| file.path().extension().is_some_and(|end| end == "html"));
    u32::try_from(pages.count()).unwrap_or(u32::MAX)
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
