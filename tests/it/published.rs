//! What this repository's own portal publishes, judged from outside: its weight, its shape, the way
//! to every page without scripts, and the files that other programs read. Nothing is asked of the
//! program but the finished tree.

#![expect(
    clippy::expect_used,
    clippy::case_sensitive_file_extension_comparisons,
    clippy::print_stdout,
    reason = "what a test expects is there, or the test fails; paths are published as written; \
              what is measured is shown with --nocapture"
)]

mod asking;
mod discovery;
mod feeds;
mod head;
mod hostile;
mod linked_data;
mod links;
mod packs;
mod page;
mod reach;
mod shape;
mod single;
mod site;
mod small;
mod weight;

use std::sync::LazyLock;

use page::Page;

static PAGES: LazyLock<Vec<Page>> =
    LazyLock::new(|| site::html().map(|(path, html)| Page::read(path, html)).collect());

/// Every page that people read: all but those that only lead on.
fn pages() -> impl Iterator<Item = &'static Page> {
    PAGES.iter().filter(|page| !page.redirects())
}

/// Fails with a list of what is wrong, if anything is.
#[track_caller]
fn none(wrong: impl IntoIterator<Item = String>) {
    let wrong: Vec<_> = wrong.into_iter().collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
