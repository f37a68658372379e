//! JSON Schema, draft-07 (<https://json-schema.org/draft-07>), for programs that help to write the files: it accepts
//! what the program accepts, but for what only the whole content can tell. Terms, laws and documents are named with
//! their titles; entries are too many for that.

use std::collections::BTreeMap;

use portal_search::Facet;
use serde_json::{Map, Value, json};

use super::description;
use crate::diagnostics::Texts;
use crate::model::{Catalogue, FieldSchema, Kind, Lane, Schema, Vocabulary, declarations};

/// The schema of each sort of file, by its name: the kinds of entry, the registers, each vocabulary and `site`.
#[must_use]
pub fn json_schemas(catalogue: &Catalogue, texts: &Texts) -> BTreeMap<&'static str, Value> {
    let writer = Writer { catalogue, texts };
    let mut schemas = BTreeMap::new();
    for (name, schema) in declarations() {
        if name == "vocabulary_term" {
            let own = Vocabulary::ALL.map(|vocabulary| (vocabulary.as_str(), writer.document(name, &schema)));
            schemas.extend(own);
        } else {
            schemas.insert(name, writer.document(name, &schema));
        }
    }
    schemas
}

struct Writer<'c> {
    catalogue: &'c Catalogue,
    texts: &'c Texts,
}

impl Writer<'_> {
    /// The schema of a whole file.
    fn document(&self, name: &str, schema: &Schema) -> Value {
        let key = [format!("words.kind.{name}"), format!("schema.register.{name}")];
        let title = self.texts.find(&key[0]).unwrap_or_else(|| self.texts.get(&key[1]));
        let mut written = self.value(schema);
        if let Value::Object(keys) = &mut written {
            keys.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
            keys.insert("title".to_owned(), json!(title));
        }
        written
    }

    fn value(&self, schema: &Schema) -> Value {
        match schema {
            // Any scalar is a text: `postal_code: 2300` needs no quotes.
            Schema::Text => json!({ "type": ["string", "number", "boolean"] }),
            Schema::Id | Schema::Step => id(),
            Schema::Entry(kind) => {
                let mut id = id();
                id["$comment"] = json!(format!("id: {}", kind.map_or("entry", Kind::as_str)));
                id
            }
            Schema::Alias => json!({ "type": "string", "pattern": "^/([a-z0-9]+(-[a-z0-9]+)*/)+$" }),
            Schema::WebAddress => json!({ "type": "string", "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://" }),
            Schema::Number => json!({ "type": "number" }),
            Schema::Whole(most) => json!({ "type": "integer", "minimum": 0, "maximum": most }),
            Schema::YesNo => json!({ "type": "boolean" }),
            Schema::Day => json!({ "type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" }),
            Schema::DayOr(fields) => json!({ "anyOf": [self.value(&Schema::Day), self.mapping(fields)] }),
            Schema::Period => json!({
                "type": "string",
                "pattern": "^[1-9][0-9]{0,4} +(day|days|week|weeks|month|months|year|years)$",
            }),
            Schema::Choice(words, names) => one_of(names.iter().map(|name| (*name, self.word(words, name)))),
            Schema::Term { of, .. } => one_of(self.terms(*of).map(titled)),
            Schema::Lane => {
                let others = |name| (name, self.word("lane", name));
                let terms = self.terms(Vocabulary::Administrations).map(|(id, label)| (id, label.to_owned()));
                one_of([others(Lane::CITIZEN)].into_iter().chain(terms).chain([others(Lane::OTHERS)]))
            }
            Schema::Law => one_of(self.catalogue.laws.iter().map(|law| titled((&law.id, &law.short)))),
            Schema::Document => {
                let documents = self.catalogue.documents.iter();
                one_of(documents.map(|document| titled((&document.id, &document.title))))
            }
            Schema::List(of) => json!({ "type": "array", "items": self.value(of) }),
            Schema::OneOrMore(of) => {
                let one = self.value(of);
                json!({ "anyOf": [one.clone(), { "type": "array", "items": one }] })
            }
            Schema::AtLeastOne(of) => {
                let one = self.value(of);
                json!({ "anyOf": [one.clone(), { "type": "array", "items": one, "minItems": 1 }] })
            }
            Schema::Mapping(fields) => self.mapping(fields),
            Schema::Map(of) => json!({
                "type": "object",
                "propertyNames": { "enum": Facet::ALL.map(Facet::as_str) },
                "additionalProperties": self.value(of),
            }),
        }
    }

    fn word(&self, folder: &str, name: &str) -> String {
        self.texts.get(&format!("words.{folder}.{name}")).to_owned()
    }

    fn terms(&self, vocabulary: Vocabulary) -> impl Iterator<Item = (&str, &str)> {
        self.catalogue.terms_of(vocabulary).map(|(_, term)| (term.id.as_str(), term.label.as_str()))
    }

    fn mapping(&self, fields: &[FieldSchema]) -> Value {
        let required: Vec<_> = fields.iter().filter(|field| field.required).map(|field| field.key).collect();
        let properties: Map<_, _> = fields.iter().map(|field| (field.key.to_owned(), self.property(field))).collect();
        json!({
            "type": "object",
            "additionalProperties": false,
            "required": required,
            "properties": properties,
        })
    }

    /// A value without content counts as not written, so a field that may be left out may be null.
    fn property(&self, field: &FieldSchema) -> Value {
        let mut written = self.value(&field.value);
        if !field.required {
            written = or_null(written);
        }
        if let Value::Object(keys) = &mut written {
            keys.insert("description".to_owned(), json!(description(field, self.texts)));
        }
        written
    }
}

fn id() -> Value {
    json!({ "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 100 })
}

fn titled<'w>((id, title): (&'w str, &str)) -> (&'w str, String) {
    (id, title.to_owned())
}

/// One of several words, each with its title.
fn one_of<'w>(words: impl Iterator<Item = (&'w str, String)>) -> Value {
    let words: Vec<_> = words.map(|(word, title)| json!({ "const": word, "title": title })).collect();
    if words.is_empty() { id() } else { json!({ "oneOf": words }) }
}

fn or_null(mut written: Value) -> Value {
    let null = json!({ "type": "null" });
    for several in ["anyOf", "oneOf"] {
        if let Some(Value::Array(choices)) = written.get_mut(several) {
            choices.push(null);
            return written;
        }
    }
    match written.get_mut("type") {
        Some(Value::Array(types)) => types.push(json!("null")),
        Some(one) => *one = json!([one.clone(), "null"]),
        None => {}
    }
    written
}
