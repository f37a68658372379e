//! What comes from the declarations: the tables of the editors' guide, and the JSON Schema.

#![expect(clippy::expect_used, clippy::disallowed_methods, reason = "a test may touch the disk and fail")]

use std::fs;
use std::path::{Path, PathBuf};

use portal::diagnostics::{Language, Texts};
use portal::schema;
use portal::source::default_theme;

use crate::golden;

const BEGINS: &str = "<!-- felter: ";
const ENDS: &str = "<!-- slut -->";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn texts(language: Language) -> Texts {
    Texts::read(&default_theme().0, language).0
}

/// The guide with every table as it is declared.
fn with_tables(guide: &str, texts: &Texts) -> String {
    let mut parts = guide.split(BEGINS);
    let mut now = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (words, rest) = part.split_once(" -->\n").expect("a table's name ends");
        let (_, after) = rest.split_once(ENDS).expect("a table ends");
        let table = schema::table(words, texts).unwrap_or_else(|| panic!("nothing is declared as `{words}`"));
        now.push_str(&format!("{BEGINS}{words} -->\n{table}{ENDS}{after}"));
    }
    now
}

#[test]
fn the_tables_of_the_editors_guide_are_those_of_the_declarations() {
    let path = root().join("docs/redaktoer.md");
    let guide = fs::read_to_string(&path).expect("the guide is there");
    golden::compare(&path, &with_tables(&guide, &texts(Language::Danish)));
}

#[test]
fn the_guide_has_a_table_of_every_kind_and_register_with_fields_of_its_own() {
    let guide = fs::read_to_string(root().join("docs/redaktoer.md")).expect("the guide is there");
    for words in ["entry", "offer", "procedure", "step", "contact", "goal", "news", "page", "vocabulary_term", "law"] {
        assert!(guide.contains(&format!("{BEGINS}{words} -->")), "{words}");
    }
}

#[test]
fn every_field_is_described_in_both_languages() {
    let (sources, _) = portal::source::Sources::from_files(files_of(&root().join("tests/rules/base")));
    for language in Language::ALL {
        let texts = texts(language);
        let schemas = schema::of_sources(&sources, &texts).expect("settings that can be read");
        let mut described = 0;
        for schema in schemas.values() {
            described += descriptions(schema);
        }
        assert!(described > 150, "{described}");
    }
}

/// How many descriptions there are; one that lacks its words shows its key.
fn descriptions(schema: &serde_json::Value) -> usize {
    match schema {
        serde_json::Value::Object(keys) => keys
            .iter()
            .map(|(key, value)| match (key.as_str(), value) {
                ("description" | "title", serde_json::Value::String(text)) => {
                    assert!(!text.is_empty() && !text.contains("fields.") && !text.starts_with("words."), "{text}");
                    assert!(!text.starts_with("schema."), "{text}");
                    1
                }
                _ => descriptions(value),
            })
            .sum(),
        serde_json::Value::Array(items) => items.iter().map(descriptions).sum(),
        _ => 0,
    }
}

#[test]
fn the_schema_of_a_portal_names_its_own_terms() {
    let (sources, _) = portal::source::Sources::from_files(files_of(&root()));
    let schemas = schema::of_sources(&sources, &texts(Language::Danish)).expect("settings that can be read");
    let offer = &schemas["offer"]["properties"];
    let types = offer["offer_type"]["oneOf"].as_array().expect("the terms");
    assert!(types.iter().any(|term| term["const"] == "beskaeftigelse" && term["title"].is_string()), "{types:?}");
    assert_eq!(schemas["offer"]["required"], serde_json::json!(["title", "summary", "offer_type"]));
    assert_eq!(schemas["offer"]["additionalProperties"], false);
}

/// The files that a portal's catalogue is made from.
fn files_of(root: &Path) -> Vec<(String, Vec<u8>)> {
    let content = walkdir::WalkDir::new(root.join("content")).into_iter().filter_map(Result::ok);
    let paths = content.map(walkdir::DirEntry::into_path).filter(|path| path.is_file());
    let all = paths.chain([root.join("site.toml")]);
    all.map(|path| {
        let name = path.strip_prefix(root).expect("below the root").to_string_lossy().replace('\\', "/");
        (name, fs::read(&path).expect("the file is read"))
    })
    .collect()
}
