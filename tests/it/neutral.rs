//! The program knows no municipality: its code and the theme that is built in name none of this
//! portal's administrations. What is this portal's own stands in `content/`, `site.toml` and
//! `themes/bif-sof/`.

#![expect(clippy::expect_used, reason = "a test may fail")]
#![expect(clippy::disallowed_methods, reason = "a test reads the house's own files")]

use std::fs;
use std::path::Path;

/// What belongs to every municipality.
const HOUSE: [&str; 6] =
    ["src", "search/src", "search/web/src", "search/data", "search/embedded", "themes/default"];

/// The portal's own administrations and their town, as words of their own.
const OWN: [&str; 5] = ["bif", "sof", "suf", "københavn", "copenhagen"];

fn text_files() -> impl Iterator<Item = (String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = HOUSE.into_iter().flat_map(move |place| walkdir::WalkDir::new(root.join(place)));
    files.filter_map(move |entry| {
        let path = entry.expect("an entry").into_path();
        let text = path.is_file().then(|| fs::read_to_string(&path).ok()).flatten()?;
        Some((path.strip_prefix(root).expect("a path of the house").display().to_string(), text))
    })
}

fn names_one(line: &str) -> bool {
    let line = line.to_lowercase();
    line.split(|c: char| !c.is_alphanumeric()).any(|word| OWN.contains(&word))
}

#[test]
fn no_municipality_stands_in_the_code_or_in_the_built_in_theme() {
    let mut read = 0;
    let mut found = Vec::new();
    for (path, text) in text_files() {
        read += 1;
        let lines = text.lines().zip(1..).filter(|(line, _)| names_one(line));
        found.extend(lines.map(|(line, number)| format!("{path}:{number}: {}", line.trim())));
    }
    assert!(read > 200, "only {read} files were read");
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_name_is_found_whatever_stands_around_it() {
    assert!(names_one("lane: bif") && names_one("`BIF-SOF`") && !names_one("philosof bifald"));
}
