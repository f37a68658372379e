//! What comes from the declarations: the tables of the editors' guide, and the JSON Schema.

#![expect(
    clippy::case_sensitive_file_extension_comparisons,
    reason = "the files of a portal are named in small letters"
)]
#![expect(
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a test may touch the disk and fail"
)]

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
        let table = schema::table(words, texts)
            .unwrap_or_else(|| panic!("nothing is declared as `{words}`"));
        now.extend([BEGINS, words, " -->\n", &table, ENDS, after]);
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
    for words in [
        "entry",
        "offer",
        "procedure",
        "step",
        "contact",
        "goal",
        "news",
        "page",
        "vocabulary_term",
        "law",
    ] {
        assert!(guide.contains(&format!("{BEGINS}{words} -->")), "{words}");
    }
}

#[test]
fn every_field_is_described_in_both_languages() {
    let (sources, _) =
        portal::source::Sources::from_files(files_of(&root().join("tests/rules/base")));
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
                    assert!(
                        !text.is_empty()
                            && !text.contains("fields.")
                            && !text.starts_with("words."),
                        "{text}"
                    );
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
    let schemas =
        schema::of_sources(&sources, &texts(Language::Danish)).expect("settings that can be read");
    let offer = &schemas["offer"]["properties"];
    let types = offer["offer_type"]["oneOf"].as_array().expect("the terms");
    assert!(
        types.iter().any(|term| term["const"] == "beskaeftigelse" && term["title"].is_string()),
        "{types:?}"
    );
    assert_eq!(schemas["offer"]["required"], serde_json::json!(["title", "summary", "offer_type"]));
    assert_eq!(schemas["offer"]["additionalProperties"], false);
}

/// The files that a portal's catalogue is made from.
fn files_of(root: &Path) -> Vec<(String, Vec<u8>)> {
    let content = walkdir::WalkDir::new(root.join("content")).into_iter().filter_map(Result::ok);
    let paths = content.map(walkdir::DirEntry::into_path).filter(|path| path.is_file());
    let all = paths.chain([root.join("site.toml")]);
    all.map(|path| {
        let name =
            path.strip_prefix(root).expect("below the root").to_string_lossy().replace('\\', "/");
        (name, fs::read(&path).expect("the file is read"))
    })
    .collect()
}

/// The JSON Schemas of a portal, ready to judge.
struct Judge {
    schemas: boon::Schemas,
    by_name: std::collections::BTreeMap<&'static str, boon::SchemaIndex>,
}

impl Judge {
    fn of(root: &Path) -> Self {
        let (sources, _) = portal::source::Sources::from_files(files_of(root));
        let written = schema::of_sources(&sources, &texts(Language::Danish))
            .expect("settings that can be read");
        let mut compiler = boon::Compiler::new();
        let address = |name: &str| format!("https://portal.example/{name}.schema.json");
        let names: Vec<_> = written.keys().copied().collect();
        for (name, schema) in written {
            assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#", "{name}");
            compiler.add_resource(&address(name), schema).expect("a schema of its own");
        }
        let mut schemas = boon::Schemas::new();
        let compile = |name: &'static str| {
            let index = compiler.compile(&address(name), &mut schemas);
            (name, index.unwrap_or_else(|error| panic!("{name} is no JSON Schema: {error}")))
        };
        let by_name = names.into_iter().map(compile).collect();
        Self { schemas, by_name }
    }

    /// What is wrong with a file by its schema.
    fn judge(&self, path: &str, text: &str) -> Option<String> {
        let name = schema_of(path)?;
        let value = if path.ends_with(".toml") {
            settings(toml::de::DeTable::parse(text).expect("TOML that can be read").into_inner())
        } else {
            serde_yaml::from_str(fields(path, text)).expect("YAML that can be read")
        };
        let index = self.by_name[name];
        self.schemas.validate(&value, index).err().map(|error| format!("{path}: {error:#}"))
    }
}

/// A table of TOML as JSON.
fn settings(table: toml::de::DeTable<'_>) -> serde_json::Value {
    table
        .into_iter()
        .map(|(key, value)| (key.into_inner().into_owned(), setting(value.into_inner())))
        .collect()
}

fn setting(value: toml::de::DeValue<'_>) -> serde_json::Value {
    use toml::de::DeValue;
    match value {
        DeValue::String(text) => text.into_owned().into(),
        DeValue::Integer(number) => serde_json::from_str(&number.to_string()).expect("a number"),
        DeValue::Float(number) => serde_json::from_str(&number.to_string()).expect("a number"),
        DeValue::Boolean(value) => value.into(),
        DeValue::Datetime(moment) => moment.to_string().into(),
        DeValue::Array(items) => items.into_iter().map(|item| setting(item.into_inner())).collect(),
        DeValue::Table(table) => settings(table),
    }
}

/// The name of a file's schema; images have none.
fn schema_of(path: &str) -> Option<&str> {
    let Some(inner) = path.strip_prefix("content/") else { return Some("site") };
    let (folder, name) = inner.split_once('/').unwrap_or(("", inner));
    Some(match folder {
        "offers" => "offer",
        "procedures" => "procedure",
        "contacts" => "contact",
        "goals" => "goal",
        "courses" => "course",
        "pages" => "page",
        "news" => "news",
        "vocabularies" => name.strip_suffix(".yaml")?,
        "" => match name {
            "glossary.yaml" => "term",
            "synonyms.yaml" => "synonym",
            "laws.yaml" => "law",
            "documents.yaml" => "document",
            "search_tests.yaml" => "search_test",
            _ => return None,
        },
        _ => return None,
    })
}

fn fields<'t>(path: &str, text: &'t str) -> &'t str {
    if path.ends_with(".yaml") {
        return text;
    }
    let inner = text.strip_prefix("---\n").expect("front matter");
    inner.split_once("\n---").expect("front matter ends").0
}

#[test]
fn every_file_of_the_portal_is_what_its_schema_says() {
    let judge = Judge::of(&root());
    let mut judged = 0;
    for (path, bytes) in files_of(&root()) {
        if schema_of(&path).is_some() {
            let text = String::from_utf8(bytes).expect("text").replace("\r\n", "\n");
            assert_eq!(judge.judge(&path, &text), None);
            judged += 1;
        }
    }
    assert!(judged > 100, "{judged}");
}

#[test]
fn what_the_program_does_not_take_is_refused_by_the_schema_too() {
    let judge = Judge::of(&root());
    let offer = "title: A\nsummary: B.\noffer_type: beskaeftigelse\n";
    let taken = [
        "",
        "administration: sof\n",
        "administration: [bif, sof]\n",
        "duration: ~\n",
        "also_called: [1813]\n",
        "age: { from: 18 }\n",
        "replaced_by: dag-til-dag\n",
        "review_every: 6 months\n",
    ];
    for more in taken {
        assert_eq!(
            judge.judge("content/offers/a.md", &format!("---\n{offer}{more}---\n")),
            None,
            "{more}"
        );
    }
    let refused = [
        "adminstration: sof\n",
        "administration: socialforvaltningen\n",
        "status: open\n",
        "age: 18\n",
        "age: { from: 300 }\n",
        "voluntary: ja\n",
        "reviewed: 30-06-2013\n",
        "review_every: et halvt år\n",
        "duration: { weeks: '12' }\n",
        "legal_basis: [{ section: '§ 1' }]\n",
        "aliases: [tilbud/a]\n",
    ];
    for more in refused {
        assert_ne!(
            judge.judge("content/offers/a.md", &format!("---\n{offer}{more}---\n")),
            None,
            "{more}"
        );
    }
    assert_ne!(
        judge.judge("content/offers/a.md", "---\ntitle: A\nsummary: B.\n---\n"),
        None,
        "no offer type"
    );
    assert_ne!(
        judge.judge("content/synonyms.yaml", "- { word: [a, b] }\n"),
        None,
        "an unknown key of a row"
    );
    assert_ne!(judge.judge("site.toml", "title = \"A\"\n"), None, "settings without an edition");
}
