//! How heavy the pages are. The limits are the portal's promise to those on slow lines.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::none;
use super::site::{html, site};

/// Most bytes of a page under gzip at its highest level, as servers send it.
const PAGE: usize = 15_000;

/// Most bytes of the stylesheets that a page loads, as published: the portal's, and the one of its
/// kind.
const STYLESHEET: usize = 26_000;

/// Most bytes of the portal's own scripts outside the search, all together, as published.
const SCRIPTS: usize = 22_000;

fn compressed(text: &str) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(text.as_bytes()).expect("memory");
    encoder.finish().expect("memory").len()
}

/// The published files with an ending, by name and size.
fn sizes(ending: &'static str) -> impl Iterator<Item = (&'static str, usize)> {
    let files = site().iter().filter(move |(path, _)| path.ends_with(ending));
    files.map(|(path, bytes)| (path, bytes.len()))
}

#[test]
fn no_page_is_heavier_than_15_kb_compressed() {
    let mut heavy: Vec<_> = html().map(|(path, text)| (compressed(text), path)).collect();
    heavy.sort_unstable();
    let (heaviest, path) = *heavy.last().expect("pages");
    println!("{} pages, half of them below {} bytes", heavy.len(), heavy[heavy.len() / 2].0);
    println!("the heaviest page is {path} with {heaviest} bytes");
    none(
        heavy
            .into_iter()
            .filter(|(size, _)| *size > PAGE)
            .map(|(size, path)| format!("{path}: {size} bytes")),
    );
}

#[test]
fn no_page_loads_more_than_26_kb_of_styles() {
    let sheets: Vec<_> = sizes(".css").collect();
    println!("{sheets:?}");
    let loaded = |text: &str| -> usize {
        let linked = sheets.iter().filter(|(path, _)| text.contains(&format!("{path}\">")));
        linked.map(|(_, size)| size).sum()
    };
    assert!(html().any(|(_, text)| loaded(text) > STYLESHEET / 2), "pages load their styles");
    none(
        html()
            .filter(|(_, text)| loaded(text) > STYLESHEET)
            .map(|(path, text)| format!("{path}: {}", loaded(text))),
    );
}

#[test]
fn own_scripts_outside_the_search_stay_below_22_kb() {
    let scripts: Vec<_> = sizes(".js")
        .filter(|(path, _)| path.starts_with("js/") && !path.starts_with("js/search"))
        .collect();
    let whole: usize = scripts.iter().map(|(_, size)| size).sum();
    println!("{whole} bytes: {scripts:?}");
    assert!(whole <= SCRIPTS, "{whole} bytes: {scripts:?}");
}
