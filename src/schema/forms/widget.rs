//! The fields of a form: what each value of the declarations is filled in with.

use std::collections::BTreeSet;

use portal_search::Facet;
use serde_json::{Map, Value, json};

use crate::model::{FieldSchema, Kind, Schema, Status, Vocabulary};
use crate::schema::description;
use crate::schema::values::{Values, pattern};
use crate::source::{Role, Sources};

/// A field, or the part of it that its value decides.
pub(super) type Widget = Map<String, Value>;

pub(super) struct Widgets<'c> {
    pub(super) values: Values<'c>,
    /// The kinds of which every entry has its file's name as its id. Forms know entries by their
    /// files, so they can offer those of other kinds only by a list that is made now.
    named_by_file: BTreeSet<Kind>,
    /// The vocabulary whose terms a row may name.
    siblings: Option<Vocabulary>,
}

impl<'c> Widgets<'c> {
    pub(super) fn of(sources: &Sources, values: Values<'c>) -> Self {
        let mut named_by_file: BTreeSet<_> =
            Kind::ALL.into_iter().filter(|kind| kind.folder().is_some()).collect();
        for entry in values.catalogue.entries().map(|entry| values.catalogue.entry(entry)) {
            let file = sources.file(entry.file);
            if matches!(file.role(), Role::Entry(_)) && file.stem() != entry.id {
                named_by_file.remove(&entry.kind);
            }
        }
        Self { values, named_by_file, siblings: None }
    }

    /// Those of the file of a vocabulary.
    pub(super) fn of_vocabulary(&self, vocabulary: Vocabulary) -> Self {
        Self {
            values: self.values,
            named_by_file: self.named_by_file.clone(),
            siblings: Some(vocabulary),
        }
    }

    pub(super) fn fields(&self, fields: &[FieldSchema]) -> Vec<Value> {
        fields.iter().map(|field| Value::Object(self.field(field))).collect()
    }

    fn field(&self, field: &FieldSchema) -> Widget {
        let texts = self.values.texts;
        let (own, any) =
            (format!("labels.{}.{}", field.words, field.key), format!("labels.any.{}", field.key));
        let label = self.values.either(&own, &any);
        let mut written = self.widget(&field.value);
        written.insert("name".to_owned(), json!(field.key));
        written.insert("label".to_owned(), json!(label));
        written.insert("hint".to_owned(), json!(description(field, texts)));
        written.insert("required".to_owned(), json!(field.required));
        written
    }

    /// The text below the fields, as it is written: an editor of rich text would write `[[id]]` and
    /// notes otherwise.
    pub(super) fn body(&self) -> Value {
        let texts = self.values.texts;
        json!({
            "name": "body",
            "label": texts.get("forms.body"),
            "hint": texts.get("forms.body_hint"),
            "widget": "markdown",
            "modes": ["raw"],
            "required": false,
        })
    }

    fn widget(&self, schema: &Schema) -> Widget {
        let written = match schema {
            Schema::Text => json!({ "widget": "string" }),
            Schema::Prose => json!({ "widget": "text" }),
            Schema::Number => json!({ "widget": "number", "value_type": "float", "step": 0.01 }),
            Schema::Whole(range) => {
                let (least, most) = (range.start(), range.end());
                json!({ "widget": "number", "value_type": "int", "min": least, "max": most })
            }
            // A switch would be off where nobody has answered, and off is written: `false` is an
            // answer too.
            Schema::YesNo => {
                select([(json!(true), "answer_true"), (json!(false), "answer_false")].map(
                    |(value, word)| {
                        (value, self.values.texts.get(&format!("forms.{word}")).to_owned())
                    },
                ))
            }
            Schema::Day => json!({ "widget": "datetime", "type": "date", "format": "YYYY-MM-DD" }),
            Schema::DayOr(fields) | Schema::Mapping(fields) => {
                json!({ "widget": "object", "collapsed": "auto", "fields": self.fields(fields) })
            }
            Schema::Entry(Some(kind)) => self.entry(*kind, schema),
            Schema::Choice(..)
            | Schema::Term { .. }
            | Schema::Lane
            | Schema::Law
            | Schema::Document => {
                let words = self.values.named(schema).unwrap_or_default();
                if words.is_empty() { self.spelled(schema) } else { select(words) }
            }
            Schema::Id
            | Schema::Step
            | Schema::Entry(None)
            | Schema::Alias
            | Schema::WebAddress
            | Schema::Period => self.spelled(schema),
            Schema::List(of) => return self.list(of),
            Schema::OneOrMore(of) => return self.one_or_more(of),
            Schema::AtLeastOne(of) => {
                let mut written = self.one_or_more(of);
                written.insert("min".to_owned(), json!(1));
                return written;
            }
            Schema::Map(_, of) => {
                json!({ "widget": "object", "collapsed": "auto", "fields": self.facets(of) })
            }
        };
        object(written)
    }

    /// A list that may be written as its only item. A list of lines would lose that item, choices
    /// do not: so ids are chosen among those there are.
    fn one_or_more(&self, of: &Schema) -> Widget {
        let catalogue = self.values.catalogue;
        let words: Vec<_> = match (of, self.siblings) {
            (Schema::Entry(None), _) => {
                let entries = catalogue.entries().map(|entry| catalogue.entry(entry));
                entries.map(|entry| (entry.id.as_str(), entry.title.clone())).collect()
            }
            (Schema::Id, Some(of)) => {
                self.values.named(&Schema::Term { of, classifies: false }).unwrap_or_default()
            }
            _ => Vec::new(),
        };
        if words.is_empty() {
            return self.list(of);
        }
        let mut written = object(select(words));
        written.insert("multiple".to_owned(), json!(true));
        written
    }

    /// A list of such values.
    pub(super) fn list(&self, of: &Schema) -> Widget {
        let mut one = self.widget(of);
        match one.get("widget").and_then(Value::as_str) {
            Some("select" | "relation") => {
                one.insert("multiple".to_owned(), json!(true));
                one
            }
            Some("object") => {
                one.insert("widget".to_owned(), json!("list"));
                if let Schema::Mapping(fields) = of
                    && let Some(first) =
                        fields.iter().find(|field| field.required).or(fields.first())
                {
                    one.insert(
                        "summary".to_owned(),
                        json!(format!("{{{{fields.{}}}}}", first.key)),
                    );
                }
                one
            }
            // Not a list in one line of text, which would be cut at commas.
            _ => {
                one.insert("name".to_owned(), json!("item"));
                one.insert("label".to_owned(), json!(self.values.texts.get("forms.item")));
                object(json!({ "widget": "list", "field": one }))
            }
        }
    }

    /// An entry of a kind, by its title.
    fn entry(&self, kind: Kind, schema: &Schema) -> Value {
        if self.named_by_file.contains(&kind) {
            return json!({
                "widget": "relation",
                "collection": kind.as_str(),
                "value_field": "{{slug}}",
                "display_fields": ["title"],
                "search_fields": ["title", "summary"],
            });
        }
        let catalogue = self.values.catalogue;
        let entries = catalogue
            .entries()
            .filter(|entry| entry.kind == kind)
            .map(|entry| catalogue.entry(entry));
        let words: Vec<_> = entries.map(|entry| (entry.id.as_str(), entry.title.clone())).collect();
        if words.is_empty() { self.spelled(schema) } else { select(words) }
    }

    /// One line of a certain spelling.
    fn spelled(&self, schema: &Schema) -> Value {
        let Some(pattern) = pattern(schema) else { return json!({ "widget": "string" }) };
        let key = match schema {
            Schema::Alias => "alias",
            Schema::WebAddress => "web_address",
            Schema::Period => "period",
            _ => "id",
        };
        json!({ "widget": "string", "pattern": [pattern, self.values.texts.get(&format!("forms.pattern.{key}"))] })
    }

    /// A value of each facet.
    fn facets(&self, of: &Schema) -> Vec<Value> {
        let field = |facet: Facet| {
            let known = match facet {
                Facet::Law => self.values.named(&Schema::Law),
                Facet::Kind => Some(
                    Kind::ALL
                        .map(|kind| (kind.as_str(), self.values.word("kind", kind.as_str())))
                        .into(),
                ),
                Facet::Status => {
                    let status = |status: Status| {
                        (status.as_str(), self.values.word("status", status.as_str()))
                    };
                    Some(Status::ALL.map(status).into())
                }
                _ => facet
                    .vocabulary()
                    .and_then(|of| self.values.named(&Schema::Term { of, classifies: false })),
            };
            let mut written = match known {
                Some(words) if !words.is_empty() => {
                    let mut written = object(select(words));
                    written.insert("multiple".to_owned(), json!(true));
                    written
                }
                _ => self.widget(of.item()),
            };
            let name = facet.as_str();
            let any = format!("labels.any.{name}");
            let label = self.values.either(&format!("words.facet.{name}"), &any);
            written.insert("name".to_owned(), json!(name));
            written.insert("label".to_owned(), json!(label));
            written.insert("required".to_owned(), json!(false));
            Value::Object(written)
        };
        Facet::ALL.map(field).into()
    }
}

/// One of several values, each with its words.
fn select<V: Into<Value>>(words: impl IntoIterator<Item = (V, String)>) -> Value {
    let option = |(value, label): (V, String)| json!({ "label": label, "value": value.into() });
    json!({ "widget": "select", "options": words.into_iter().map(option).collect::<Vec<_>>() })
}

fn object(written: Value) -> Widget {
    match written {
        Value::Object(written) => written,
        _ => Widget::new(),
    }
}
