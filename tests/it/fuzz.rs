//! What a fuzzer would try, in small: the targets of `fuzz/` with their corpora, and with changes
//! of them that look random and are the same each time. `PORTAL_FUZZ=20000 cargo test --test it
//! fuzz::` tries more.

#![expect(
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "the corpora are files of the repository"
)]

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use crate::guard::numbers::{self, Dice};
use crate::hostile::oracle;

#[expect(unreachable_pub, reason = "a crate of its own for the fuzzer")]
#[path = "../../fuzz/src/targets/mod.rs"]
mod targets;

/// How many changes of the corpus a test tries.
fn rounds(most: usize) -> usize {
    std::env::var("PORTAL_FUZZ").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(most)
}

fn corpus(name: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(name);
    let mut paths: Vec<_> = std::fs::read_dir(&folder)
        .expect("a corpus")
        .map(|entry| entry.expect("a file of the corpus").path())
        .collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read(path).expect("a file of the corpus")).collect()
}

/// What changes are made of: all of these mean something to one target or another.
const PIECES: &[&str] = &[
    "\n",
    "\n\n",
    "---\n",
    " ",
    "\t",
    "\r",
    "\0",
    "[",
    "]",
    "(",
    ")",
    "[[",
    "]]",
    "](",
    "![",
    "[^",
    "]: ",
    "<",
    ">",
    "<!--",
    "-->",
    "<script>",
    "\"",
    "'",
    "`",
    "```\n",
    "*",
    "**",
    "_",
    "#",
    "## ",
    "{#",
    "}",
    "|",
    "|-|-|\n",
    "- ",
    "1. ",
    "> ",
    "\\",
    "&",
    ";",
    "&#x",
    "&colon;",
    "javascript:",
    "data:",
    "//",
    "/",
    "..",
    "%2f",
    "%",
    "å",
    "a\u{30a}",
    "\u{202e}",
    "\u{200b}",
    "\u{feff}",
    "😀",
    ":",
    ": ",
    "!",
    "@",
    "$",
    "~",
    "~~",
    "<<: ",
    "*a",
    "&a ",
    "!!x ",
    "0",
    "§ 104",
    "con",
    "aux",
    ".",
    "JP",
    "Jobplan",
    "“",
];

/// A change of a text of the corpus.
fn changed(corpus: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
    let below =
        |dice: &mut Dice, most: usize| usize::try_from(dice.roll(most.max(1) as u64)).unwrap_or(0);
    let mut bytes = corpus[below(dice, corpus.len())].clone();
    for _ in 0..=below(dice, 6) {
        let (at, to) = (below(dice, bytes.len() + 1), below(dice, bytes.len() + 1));
        let (from, to) = (at.min(to), at.max(to));
        match dice.roll(7) {
            0 => drop(bytes.drain(from..to)),
            1 => {
                let again = bytes[from..to].to_vec();
                bytes.splice(to..to, again);
            }
            2 => {
                let other = &corpus[below(dice, corpus.len())];
                bytes.splice(at..at, other.iter().copied());
            }
            3 => bytes.insert(at, u8::try_from(dice.roll(256)).unwrap_or(0)),
            _ => {
                let piece = PIECES[below(dice, PIECES.len())];
                bytes.splice(at..at, piece.bytes());
            }
        }
    }
    bytes.truncate(4096);
    bytes
}

/// Tries the corpus and so many changes of it.
fn try_out(name: &str, most: usize, target: fn(&[u8])) {
    let corpus = corpus(name);
    let mut dice = Dice::new(name.len() as u64);
    let changes: Vec<_> = (0..rounds(most)).map(|_| changed(&corpus, &mut dice)).collect();
    for input in corpus.iter().chain(&changes) {
        let held = catch_unwind(AssertUnwindSafe(|| target(input)));
        assert!(held.is_ok(), "{name}: b\"{}\"", input.escape_ascii());
    }
}

#[test]
fn whatever_is_told_of_front_matter_stands_in_the_file() {
    try_out("front_matter", 25, targets::front_matter::target);
}

#[test]
fn no_markdown_becomes_a_script_or_an_element_without_end() {
    try_out("markdown", 40, targets::markdown::target);
}

#[test]
fn no_name_leads_out_of_the_portal() {
    try_out("paths", 80, targets::paths::target);
}

#[test]
fn no_text_hides_a_personal_number() {
    try_out("guard", 500, targets::guard::target);
}

#[test]
fn every_query_is_answered() {
    try_out("query", 150, targets::query::target);
}

#[test]
fn no_file_is_taken_for_an_index_that_is_none() {
    try_out("container", 150, targets::container::target);
}
