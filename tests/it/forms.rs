//! The forms in the browser: they have every field of the declarations, and what the content says
//! can be chosen in them.

#![expect(
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a test may touch the disk and fail"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use portal::diagnostics::{Language, Texts};
use portal::schema::{self, FormsHost, Repository};
use portal::source::{Sources, default_theme};
use serde_json::{Value, json};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn texts(language: Language) -> Texts {
    Texts::read(&default_theme().0, language).0
}

fn sources(root: &Path) -> Sources {
    let content = walkdir::WalkDir::new(root.join("content")).into_iter().filter_map(Result::ok);
    let paths = content.map(walkdir::DirEntry::into_path).filter(|path| path.is_file());
    let files = paths.chain([root.join("site.toml")]).map(|path| {
        let name =
            path.strip_prefix(root).expect("below the root").to_string_lossy().replace('\\', "/");
        (name, fs::read(&path).expect("the file is read"))
    });
    Sources::from_files(files.collect::<Vec<_>>()).0
}

fn repository() -> Repository {
    Repository::of_source_url("https://github.com/kommune/portal/edit/main")
        .expect("an address of GitHub")
}

fn forms_of(sources: &Sources, language: Language) -> Value {
    schema::forms_of_sources(sources, &texts(language), &repository())
        .expect("settings that can be read")
}

/// The fields of every form, by the name of its sort: kinds, registers, vocabularies.
fn forms(written: &Value) -> BTreeMap<String, Value> {
    let mut forms = BTreeMap::new();
    for collection in written["collections"].as_array().expect("collections") {
        let name = collection["name"].as_str().expect("a name").to_owned();
        let Some(files) = collection["files"].as_array() else {
            forms.insert(name, collection["fields"].clone());
            continue;
        };
        for file in files {
            let name = file["name"].as_str().expect("a name").to_owned();
            forms.insert(name, file["fields"][0]["fields"].clone());
        }
    }
    forms
}

/// What a JSON Schema lets a mapping hold, below lists and choices.
fn properties(schema: &Value) -> Option<&serde_json::Map<String, Value>> {
    let own = schema["properties"].as_object();
    own.or_else(|| schema.get("items").and_then(properties)).or_else(|| {
        ["anyOf", "oneOf"]
            .iter()
            .find_map(|several| schema[several].as_array()?.iter().find_map(properties))
    })
}

/// Compares the keys of a schema with the fields of a form, and those below them; how many there
/// are.
fn compare(at: &str, schema: &Value, fields: &Value) -> usize {
    let properties = properties(schema).unwrap_or_else(|| panic!("{at} is no mapping"));
    let fields = fields.as_array().unwrap_or_else(|| panic!("{at} has no fields"));
    let named: BTreeMap<_, _> =
        fields.iter().map(|field| (field["name"].as_str().expect("a name"), field)).collect();
    assert_eq!(named.len(), fields.len(), "{at}: a field twice");
    let declared: BTreeSet<_> = properties.keys().map(String::as_str).collect();
    let shown: BTreeSet<_> = named.keys().copied().filter(|name| *name != "body").collect();
    assert_eq!(declared, shown, "{at}");
    let below = named.iter().filter(|(name, _)| **name != "body").map(|(name, field)| {
        let label = field["label"].as_str().expect("a label");
        assert!(!label.is_empty() && !label.contains("labels."), "{at}.{name}: {label}");
        let mapping = &properties[*name];
        let is_mapping = self::properties(mapping).is_some();
        if is_mapping { compare(&format!("{at}.{name}"), mapping, &field["fields"]) } else { 0 }
    });
    below.sum::<usize>() + declared.len()
}

#[test]
fn every_key_of_every_sort_of_file_is_a_field_with_a_label_in_both_languages() {
    let sources = sources(&root());
    for language in Language::ALL {
        let written = forms_of(&sources, language);
        let forms = forms(&written);
        let mut fields = 0;
        for (name, schema) in schema::of_sources(&sources, &texts(language)).expect("settings") {
            if name != "site" {
                fields += compare(
                    name,
                    &schema,
                    forms.get(name).unwrap_or_else(|| panic!("no form for {name}")),
                );
            }
        }
        assert!(fields > 250, "{fields}");
        assert!(!written.to_string().contains("forms."), "a text is missing");
    }
}

#[test]
fn what_must_be_there_must_be_filled_in() {
    let sources = sources(&root());
    let forms = forms(&forms_of(&sources, Language::Danish));
    let schemas = schema::of_sources(&sources, &texts(Language::Danish)).expect("settings");
    for (name, fields) in forms {
        let schema = &schemas[name.as_str()];
        let schema = if schema["items"].is_object() { &schema["items"] } else { schema };
        let required: BTreeSet<_> =
            schema["required"].as_array().expect("keys").iter().map(Value::as_str).collect();
        let fields =
            fields.as_array().expect("fields").iter().filter(|field| field["required"] == true);
        assert_eq!(
            fields.map(|field| field["name"].as_str()).collect::<BTreeSet<_>>(),
            required,
            "{name}"
        );
    }
}

/// What is wrong with a value by a schema.
fn refused(schema: Value, value: &Value) -> Option<String> {
    let address = "https://portal.example/schema.json";
    let mut compiler = boon::Compiler::new();
    compiler.add_resource(address, schema).expect("a schema");
    let mut schemas = boon::Schemas::new();
    let index = compiler.compile(address, &mut schemas).expect("a schema that can be used");
    schemas.validate(value, index).err().map(|error| format!("{error:#}"))
}

/// What a form can hold, judged as the form does.
struct Shown<'f> {
    files: BTreeMap<&'f str, BTreeSet<String>>,
    judged: usize,
}

impl Shown<'_> {
    fn mapping(&mut self, at: &str, fields: &Value, value: &Value) {
        let fields = fields.as_array().unwrap_or_else(|| panic!("{at} has no fields"));
        for (key, value) in
            value.as_object().unwrap_or_else(|| panic!("{at} is no mapping: {value}"))
        {
            let field = fields.iter().find(|field| field["name"] == key.as_str());
            self.value(
                &format!("{at}.{key}"),
                field.unwrap_or_else(|| panic!("{at}: no field `{key}`")),
                value,
            );
        }
    }

    fn value(&mut self, at: &str, field: &Value, value: &Value) {
        let items = value.as_array().cloned().unwrap_or_else(|| vec![value.clone()]);
        match field["widget"].as_str().expect("a widget") {
            "select" => {
                let options = field["options"].as_array().expect("options");
                for item in items {
                    assert!(
                        options.iter().any(|option| option["value"] == item),
                        "{at}: `{item}` cannot be chosen"
                    );
                    self.judged += 1;
                }
            }
            "relation" => {
                assert_eq!(field["value_field"], "{{slug}}", "{at}");
                let known = &self.files[field["collection"].as_str().expect("a collection")];
                for item in items {
                    assert!(
                        known.contains(item.as_str().expect("an id")),
                        "{at}: `{item}` cannot be chosen"
                    );
                    self.judged += 1;
                }
            }
            "object" => self.mapping(at, &field["fields"], value),
            "list" if field["fields"].is_array() => {
                for item in &items {
                    self.mapping(at, &field["fields"], item);
                }
            }
            "list" => items.iter().for_each(|item| self.value(at, &field["field"], item)),
            "string" => {
                if let Some(pattern) = field["pattern"][0].as_str() {
                    let taken = json!({ "items": { "type": "string", "pattern": pattern } });
                    assert_eq!(refused(taken, &json!(items)), None, "{at}");
                    self.judged += items.len();
                }
            }
            _ => {}
        }
    }
}

/// The fields of a file as JSON: its front matter, or all of it.
fn written(text: &str) -> Value {
    let front = text
        .strip_prefix("---\n")
        .map_or(text, |inner| inner.split_once("\n---").expect("it ends").0);
    serde_yaml::from_str(front).expect("YAML that can be read")
}

#[test]
fn whatever_the_content_says_can_be_chosen_in_its_form() {
    let sources = sources(&root());
    let configuration = forms_of(&sources, Language::Danish);
    let mut shown = Shown { files: BTreeMap::new(), judged: 0 };
    let collections = configuration["collections"].as_array().expect("collections");
    let path_of = |file: &portal::source::SourceFile| {
        file.path().rsplit_once('/').map(|(folder, _)| folder.to_owned())
    };
    let mut files = Vec::new();
    for collection in collections {
        let folder = collection["folder"].as_str();
        let own = sources
            .files()
            .filter(|(_, file)| folder.is_some() && path_of(file).as_deref() == folder);
        let own: Vec<_> = own.map(|(_, file)| file).collect();
        let stems = own.iter().map(|file| file.stem().to_owned()).collect();
        shown.files.insert(collection["name"].as_str().expect("a name"), stems);
        for file in own {
            assert!(
                file.path().ends_with(&format!(
                    ".{}",
                    collection["extension"].as_str().expect("an ending")
                ))
            );
            files.push((&collection["fields"], file));
        }
        for form in collection["files"].as_array().into_iter().flatten() {
            let file = sources.files().find(|(_, file)| form["file"] == file.path());
            files.extend(file.map(|(_, file)| (&form["fields"][0]["fields"], file)));
        }
    }
    assert!(files.len() > 200, "{}", files.len());
    for (fields, file) in files {
        match written(file.text()) {
            Value::Array(rows) => {
                for row in &rows {
                    shown.mapping(file.path(), fields, row);
                }
            }
            mapping => shown.mapping(file.path(), fields, &mapping),
        }
    }
    assert!(shown.judged > 2000, "{}", shown.judged);
}

#[test]
fn a_kind_whose_ids_are_not_the_names_of_its_files_is_chosen_from_a_list() {
    let mut files: Vec<_> = sources(&root().join("tests/rules/base"))
        .files()
        .map(|(_, file)| (file.path().to_owned(), file.text().as_bytes().to_vec()))
        .collect();
    let contact = b"---\nid: another\ntitle: Another\nsummary: A.\nunit_type: unit\n---\n".to_vec();
    files.push(("content/contacts/one.md".to_owned(), contact));
    let written = forms_of(&Sources::from_files(files).0, Language::English);
    let forms = forms(&written);
    let owner =
        forms["offer"].as_array().expect("fields").iter().find(|field| field["name"] == "owner");
    let owner = owner.expect("the owner");
    assert_eq!(owner["widget"], "select");
    let option = json!({ "label": "Another", "value": "another" });
    assert!(owner["options"].as_array().expect("options").contains(&option), "{owner}");
}

#[test]
fn a_day_that_may_have_fields_is_shown_as_it_is_written() {
    let folder = copied();
    let widget = || {
        let made = portal(folder.path(), &["cms", "--repo", "kommune/portal"]);
        let text = fs::read_to_string(folder.path().join("admin/config.yml")).unwrap_or_default();
        let written: Option<Value> = serde_yaml::from_str(&text).ok();
        let widget = written.and_then(|written| {
            let fields = forms(&written)["news"].as_array().expect("fields").clone();
            let field =
                fields.into_iter().find(|field| field["name"] == "reviewed").expect("the field");
            field["widget"].as_str().map(str::to_owned)
        });
        (made.status.code(), widget.expect("a widget"))
    };
    let news = |name: &str, reviewed: &str| {
        let path = folder.path().join("content/news").join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
        let text =
            format!("---\ntitle: A\nsummary: B.\ndate: 2013-06-01\nreviewed: {reviewed}\n---\n");
        fs::write(path, text).expect("the file is written");
    };
    assert_eq!(widget(), (Some(0), "object".to_owned()));
    news("one.md", "2013-06-01");
    assert_eq!(widget(), (Some(0), "datetime".to_owned()));
    news("two.md", "{ date: 2013-06-01, note: N }");
    assert_eq!(widget().0, Some(2), "a form would lose one of the two");
    news("one.md", "{ date: 2013-06-01 }");
    assert_eq!(widget(), (Some(0), "object".to_owned()));
}

#[test]
fn the_repository_is_read_from_where_sources_are_edited() {
    let named = |url: &str| {
        Repository::of_source_url(url)
            .map(|found| (found.host, found.name, found.branch, found.server))
    };
    assert_eq!(
        named("https://github.com/kommune/portal/edit/main/"),
        Some((FormsHost::Github, "kommune/portal".to_owned(), "main".to_owned(), None))
    );
    assert_eq!(
        named("https://git.example.dk/a/b/portal/-/edit/ny/gren"),
        Some((
            FormsHost::Gitlab,
            "a/b/portal".to_owned(),
            "ny/gren".to_owned(),
            Some("https://git.example.dk".to_owned())
        ))
    );
    assert_eq!(named("https://intranet.example/ret?fil="), None);
    assert_eq!(named("https://github.com/portal/edit/main"), None);
}

fn portal(root: &Path, arguments: &[&str]) -> std::process::Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_portal"));
    command.arg("--root").arg(root).args(arguments).output().expect("the program runs")
}

fn copied() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (_, file) in sources(&root().join("tests/rules/base")).files() {
        let path = folder.path().join(file.path());
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
        fs::write(path, file.text()).expect("the file is written");
    }
    folder
}

#[test]
fn the_forms_are_never_published() {
    let folder = copied();
    let root = folder.path();
    let build = |name: &str| portal(root, &["build", "--out", &root.join(name).to_string_lossy()]);
    let without = build("without");
    assert!(without.status.success(), "{without:?}");
    let made = portal(root, &["cms", "--repo", "kommune/portal"]);
    assert!(made.status.success(), "{made:?}");
    let configuration =
        fs::read_to_string(root.join("admin/config.yml")).expect("the configuration");
    let configuration: Value = serde_yaml::from_str(&configuration).expect("YAML");
    assert_eq!(configuration["backend"]["repo"], "kommune/portal");
    fs::write(root.join("admin/sveltia-cms.js"), "// the program\n").expect("a script");
    let with = build("with");
    assert!(with.status.success(), "{with:?}");
    let published = |name: &str| -> BTreeMap<PathBuf, Vec<u8>> {
        let out = root.join(name);
        let files = walkdir::WalkDir::new(&out).into_iter().filter_map(Result::ok);
        let files = files.map(walkdir::DirEntry::into_path).filter(|path| path.is_file());
        files
            .map(|path| {
                let name = path.strip_prefix(&out).expect("below").to_owned();
                (name, fs::read(path).expect("bytes"))
            })
            .collect()
    };
    assert!(published("without").len() > 10);
    assert_eq!(published("without"), published("with"));
    let inside = root.join("with/admin");
    for refused in [inside.as_path(), &root.join("content/admin"), &root.join("themes/x")] {
        let refused = portal(root, &["cms", "--repo", "a/b", "--out", &refused.to_string_lossy()]);
        assert_eq!(refused.status.code(), Some(2), "{refused:?}");
    }
    assert!(!inside.exists());
}

#[test]
fn the_page_of_the_forms_asks_nobody_but_the_repository() {
    let folder = copied();
    let gitlab = [
        "cms",
        "--backend",
        "gitlab",
        "--server",
        "https://git.example.dk",
        "--repo",
        "kommune/portal",
    ];
    assert!(portal(folder.path(), &gitlab).status.success());
    let page = fs::read_to_string(folder.path().join("admin/index.html")).expect("the page");
    let mut named: Vec<_> = page.split("https://").skip(1).collect();
    named.retain(|rest| !rest.starts_with("git.example.dk"));
    assert_eq!(named, Vec::<&str>::new());
    assert!(page.contains("<script src=\"sveltia-cms.js\">"), "{page}");
    let text =
        fs::read_to_string(folder.path().join("admin/config.yml")).expect("the configuration");
    let configuration: Value = serde_yaml::from_str(&text).expect("YAML");
    assert_eq!(configuration["backend"]["api_root"], "https://git.example.dk/api/v4");
    assert_eq!(portal(folder.path(), &["cms"]).status.code(), Some(2), "no repository is known");
}
