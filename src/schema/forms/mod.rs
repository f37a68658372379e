//! The forms in the browser: a configuration of Sveltia CMS
//! (<https://sveltiacms.app/en/docs/config-basics>), which is that of Decap CMS with more options.
//! Every kind of entry is a collection, every register and vocabulary a file; the fields are those
//! of the declarations, in their order.

mod days;
mod repository;
mod widget;

pub(crate) use days::days_among_mappings;
pub use repository::{Host, Repository};

use serde_json::{Value, json};
use tera::{Context, Tera, TeraResult};

use super::values::Values;
use crate::diagnostics::{Language, Texts};
use crate::model::{Catalogue, FieldSchema, Kind, Schema, Vocabulary, declarations};
use crate::source::{Role, Sources};
use days::Days;
use widget::{Widget, Widgets};

/// The list that a register is.
const ROWS: &str = "rows";

/// The configuration of a portal's forms.
#[must_use]
pub fn forms(
    sources: &Sources,
    catalogue: &Catalogue,
    texts: &Texts,
    repository: &Repository,
) -> Value {
    let days = Days::of(sources, catalogue);
    let writer =
        Writer { sources, days, widgets: Widgets::of(sources, Values { catalogue, texts }) };
    json!({
        "backend": repository.backend(),
        "publish_mode": "editorial_workflow",
        "media_folder": "content/images",
        "public_folder": "/images",
        "site_url": catalogue.site.base_url,
        "app_title": catalogue.site.title,
        // An id is made of a title: the letters of ids are those of addresses.
        "slug": { "encoding": "ascii", "clean_accents": true, "maxlength": 100 },
        // What nobody has filled in is not stated.
        "output": { "omit_empty_optional_fields": true },
        "collections": writer.collections(),
    })
}

/// The page that loads the forms: it asks nobody but its own server and the repository's.
///
/// # Errors
/// When the template does not fit; it is built in, so this is the program's own fault.
pub(crate) fn forms_page(
    title: &str,
    language: Language,
    repository: &Repository,
) -> TeraResult<String> {
    let mut context = Context::new();
    context.insert("title", title);
    context.insert("lang", language.code());
    context.insert("origins", &repository.origins());
    Tera::one_off(include_str!("index.html"), &context, true)
}

struct Writer<'c> {
    sources: &'c Sources,
    days: Days,
    widgets: Widgets<'c>,
}

impl Writer<'_> {
    /// The kinds in their order, then the registers and the vocabularies.
    fn collections(&self) -> Vec<Value> {
        let (mut kinds, mut registers, mut vocabularies) = (Vec::new(), Vec::new(), Vec::new());
        for (name, schema) in declarations() {
            let kind = Kind::ALL.into_iter().find(|kind| kind.as_str() == name);
            match (kind.and_then(|kind| Some((kind, kind.folder()?))), schema) {
                (Some((kind, folder)), Schema::Mapping(fields)) => {
                    kinds.push(self.kind(kind, folder, &fields));
                }
                (None, Schema::List(row)) => match register(name) {
                    Some((role, path)) => registers.extend(self.register(name, &row, role, path)),
                    None => vocabularies.extend(self.vocabularies(&row)),
                },
                // The settings are TOML, and not the content.
                _ => {}
            }
        }
        kinds.push(self.files("registers", &registers));
        kinds.push(self.files("vocabularies", &vocabularies));
        kinds
    }

    fn kind(&self, kind: Kind, folder: &str, fields: &[FieldSchema]) -> Value {
        let values = self.widgets.values;
        let fields: Vec<_> = fields.iter().map(|field| self.days.as_written(kind, field)).collect();
        let mut written = self.widgets.fields(&fields);
        if !kind.is_data() {
            written.push(self.widgets.body());
        }
        json!({
            "name": kind.as_str(),
            "label": values.word("kinds", kind.as_str()),
            "label_singular": values.word("kind", kind.as_str()),
            "folder": format!("content/{folder}"),
            "extension": kind.ending(),
            "format": if kind.is_data() { "yaml" } else { "yaml-frontmatter" },
            "identifier_field": "title",
            "slug": "{{title}}",
            "create": true,
            // Addresses last: `portal retire` closes an entry.
            "delete": false,
            "editor": { "preview": false },
            "fields": written,
        })
    }

    fn files(&self, name: &str, files: &[Value]) -> Value {
        json!({
            "name": name,
            "label": self.widgets.values.texts.get(&format!("forms.{name}")),
            "description": self.widgets.values.texts.get("forms.comments"),
            "editor": { "preview": false },
            "files": files,
        })
    }

    /// The files of a register: one, or a folder of small ones.
    fn register(&self, name: &str, row: &Schema, role: Role, path: &str) -> Vec<Value> {
        let label = format!("schema.register.{name}");
        let label = self.widgets.values.texts.get(&label);
        let mut paths: Vec<_> =
            self.sources.of_role(role).map(|(_, file)| (file.path(), file.stem())).collect();
        if paths.is_empty() {
            paths.push((path, name));
        }
        let several = paths.len() > 1;
        let one = |(path, stem): (&str, &str)| {
            let (name, label) = if several {
                (format!("{name}-{stem}"), format!("{label}: {stem}"))
            } else {
                (name.to_owned(), label.to_owned())
            };
            file(&name, &label, path, self.widgets.list(row))
        };
        paths.into_iter().map(one).collect()
    }

    fn vocabularies(&self, row: &Schema) -> Vec<Value> {
        let one = |vocabulary: Vocabulary| {
            let label = self.widgets.values.word("facets", vocabulary.facet().as_str());
            let path = format!("content/vocabularies/{}.yaml", vocabulary.as_str());
            let rows = self.widgets.of_vocabulary(vocabulary).list(row);
            file(vocabulary.as_str(), &label, &path, rows)
        };
        Vocabulary::ALL.into_iter().map(one).collect()
    }
}

/// A file that is a list and nothing else.
fn file(name: &str, label: &str, path: &str, mut rows: Widget) -> Value {
    rows.insert("root".to_owned(), json!(true));
    rows.insert("name".to_owned(), json!(ROWS));
    rows.insert("label".to_owned(), json!(label));
    json!({ "name": name, "label": label, "file": path, "format": "yaml", "fields": [rows] })
}

/// The role of a register's files, and where it lies if there is none yet; none for vocabularies,
/// which are several.
fn register(name: &str) -> Option<(Role, &'static str)> {
    Some(match name {
        "term" => (Role::Glossary, "content/glossary.yaml"),
        "law" => (Role::Laws, "content/laws.yaml"),
        "document" => (Role::Documents, "content/documents.yaml"),
        "synonym" => (Role::Synonyms, "content/synonyms.yaml"),
        "search_test" => (Role::SearchTests, "content/search_tests.yaml"),
        "gone" => (Role::Gone, "content/gone.yaml"),
        _ => return None,
    })
}
