//! How long `portal check` takes, and how much memory, where somebody wrote what no editor writes: each row is a file
//! of its own, in a portal with nothing else. `cargo run --release --example bounds -- target/release/portal`

#![expect(
    clippy::expect_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a program that measures: it prints, and what it cannot lay out or run it cannot measure"
)]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const SITE: &str = "title = \"P\"\nbase_url = \"https://example.org\"\n[edition]\ndate = \"2013-06-30\"\n";

/// A body of about as many bytes as an entry may have.
fn repeated(piece: &str, count: usize) -> String {
    piece.repeat(count)
}

fn bodies() -> Vec<(&'static str, String)> {
    let abbreviations = (0..30_000).map(|n| {
        let letter = |by: usize| char::from(b'A' + u8::try_from(n / by % 26).unwrap_or(0));
        format!("{}{}{}Q ", letter(1), letter(26), letter(676))
    });
    let row = format!("|{}\n", "a|".repeat(300));
    let table = format!("{row}|{}\n{}", "-|".repeat(300), row.repeat(300));
    let nested = (0..300).map(|depth| format!("{}- a\n", "  ".repeat(depth))).collect::<String>();
    vec![
        ("nothing", String::new()),
        ("8,000 equal headings", repeated("## A\n\n", 8_000)),
        ("`![[]()` × 16,000", repeated("![[]()", 16_000)),
        ("`[` × 250,000", repeated("[", 250_000)),
        ("`*a ` × 80,000", repeated("*a ", 80_000)),
        ("`**a:**b ` × 25,000", repeated("**a:**b ", 25_000)),
        ("`a**b` × 60,000", repeated("a**b", 60_000)),
        ("`[a](/b c ` × 25,000", repeated("[a](/b c ", 25_000)),
        ("`[[a] ` × 40,000", repeated("[[a] ", 40_000)),
        ("`[^a]` × 50,000", repeated("[^a]", 50_000)),
        ("`![a](b` × 30,000, closed", repeated("![a](b ", 15_000) + &repeated(")", 15_000)),
        ("30,000 abbreviations", abbreviations.collect()),
        ("table of 300 × 300", table),
        ("10,000 `>`", repeated(">", 10_000) + "a\n"),
        ("300 lists within each other", nested),
        ("`<!--` × 50,000", repeated("<!--", 50_000)),
        ("`a <![CDATA[` × 20,000", repeated("a <![CDATA[", 20_000)),
        ("`| a\\n` × 50,000", repeated("| a\n", 50_000)),
        ("`• a\\n` × 50,000", repeated("• a\n", 40_000)),
        ("`&#x202e;` × 25,000", repeated("&#x202e;", 25_000)),
        ("one line of 250,000 letters", repeated("a", 250_000)),
        ("a body of 10 MB", repeated("ord ord ord\n", 850_000)),
    ]
}

fn templates() -> Vec<(&'static str, String)> {
    let page = |inside: &str| format!("{{% extends \"layout.html\" %}}{{% block content %}}{inside}{{% endblock %}}");
    let range = "{% for a in range(end=100000) %}";
    vec![
        ("three nested `range(100000)`", page(&(range.repeat(3) + &"{% endfor %}".repeat(3)))),
        (
            "`x = x ~ x`",
            page("{% set_global x = \"a\" %}{% for a in range(end=99) %}{% set_global x = x ~ x %}{% endfor %}"),
        ),
        ("extends itself", "{% extends \"statement.html\" %}".to_owned()),
    ]
}

fn main() {
    let program = std::env::args().nth(1).map(PathBuf::from).expect("the program to measure");
    println!("| input | seconds | MiB | exit |\n|---|---|---|---|");
    for (name, body) in bodies() {
        measure(&program, name, "content/pages/a.md", &format!("---\ntitle: A\nsummary: A.\n---\n{body}\n"));
    }
    for (name, template) in templates() {
        measure(&program, name, "themes/default/templates/statement.html", &template);
    }
}

fn measure(program: &Path, name: &str, path: &str, text: &str) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join(path);
    std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
    std::fs::create_dir_all(folder.path().join("content")).expect("a folder");
    std::fs::write(folder.path().join("site.toml"), SITE).expect("a file");
    std::fs::write(file, text).expect("a file");
    let begun = Instant::now();
    let mut check = Command::new(program);
    check.arg("--root").arg(folder.path()).arg("check").stdout(Stdio::null()).stderr(Stdio::null());
    let mut check = check.spawn().expect("the program");
    let status = format!("/proc/{}/status", check.id());
    let mut most = 0;
    let ended = loop {
        most = most.max(resident(&status).unwrap_or(0));
        if let Some(ended) = check.try_wait().expect("the program") {
            break ended;
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let seconds = begun.elapsed().as_secs_f64();
    println!("| {name} | {seconds:.2} | {} | {} |", most / 1024, ended.code().unwrap_or(-1));
}

/// The most memory that a process has held so far, in KiB, where the system tells (Linux).
fn resident(status: &str) -> Option<usize> {
    let text = std::fs::read_to_string(status).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}
