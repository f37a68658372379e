//! JSON Schema, draft-07 (<https://json-schema.org/draft-07>), for programs that help to write the
//! files: it accepts what the program accepts, but for what only the whole content can tell. Terms,
//! laws and documents are named with their titles; entries are too many for that.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::description;
use super::values::{ID, Values, pattern};
use crate::diagnostics::Texts;
use crate::model::{Catalogue, FieldSchema, Kind, Schema, Vocabulary, declarations};

/// The schema of each sort of file, by its name: the kinds of entry, the registers, each vocabulary
/// and `site`.
#[must_use]
pub fn json_schemas(catalogue: &Catalogue, texts: &Texts) -> BTreeMap<&'static str, Value> {
    let writer = Writer { values: Values { catalogue, texts } };
    let mut schemas = BTreeMap::new();
    for (name, schema) in declarations() {
        if name == "vocabulary_term" {
            let own = Vocabulary::ALL
                .map(|vocabulary| (vocabulary.as_str(), writer.document(name, &schema)));
            schemas.extend(own);
        } else {
            schemas.insert(name, writer.document(name, &schema));
        }
    }
    schemas
}

struct Writer<'c> {
    values: Values<'c>,
}

impl Writer<'_> {
    /// The schema of a whole file.
    fn document(&self, name: &str, schema: &Schema) -> Value {
        let mut written = self.value(schema);
        if let Value::Object(keys) = &mut written {
            keys.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
            keys.insert("title".to_owned(), json!(self.values.title(name)));
        }
        written
    }

    fn value(&self, schema: &Schema) -> Value {
        match schema {
            // Any scalar is a text: `postal_code: 2300` needs no quotes.
            Schema::Text | Schema::Prose => json!({ "type": ["string", "number", "boolean"] }),
            Schema::Id | Schema::Step => id(),
            Schema::Entry(kind) => {
                let mut id = id();
                id["$comment"] = json!(format!("id: {}", kind.map_or("entry", Kind::as_str)));
                id
            }
            Schema::Alias | Schema::WebAddress | Schema::Period => {
                json!({ "type": "string", "pattern": pattern(schema) })
            }
            Schema::Number => json!({ "type": "number" }),
            Schema::Whole(range) => {
                json!({ "type": "integer", "minimum": range.start(), "maximum": range.end() })
            }
            Schema::YesNo => json!({ "type": "boolean" }),
            Schema::Day => {
                json!({ "type": "string", "format": "date", "pattern": pattern(schema) })
            }
            Schema::DayOr(fields) => {
                json!({ "anyOf": [self.value(&Schema::Day), self.mapping(fields)] })
            }
            Schema::Choice(..)
            | Schema::Term { .. }
            | Schema::Lane
            | Schema::Law
            | Schema::Document => one_of(self.values.named(schema).unwrap_or_default()),
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
            Schema::Map(named, of) => json!({
                "type": "object",
                "propertyNames": { "enum": self.values.names(*named) },
                "additionalProperties": self.value(of),
            }),
        }
    }

    fn mapping(&self, fields: &[FieldSchema]) -> Value {
        let required: Vec<_> =
            fields.iter().filter(|field| field.required).map(|field| field.key).collect();
        let properties: Map<_, _> =
            fields.iter().map(|field| (field.key.to_owned(), self.property(field))).collect();
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
            keys.insert("description".to_owned(), json!(description(field, self.values.texts)));
        }
        written
    }
}

fn id() -> Value {
    json!({ "type": "string", "pattern": ID, "maxLength": 100 })
}

/// One of several words, each with its title.
fn one_of(words: Vec<(&str, String)>) -> Value {
    let words: Vec<_> =
        words.into_iter().map(|(word, title)| json!({ "const": word, "title": title })).collect();
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
