//! A portal as it is written: every entry and every row of a register, with its fields as texts.

use std::collections::BTreeMap;

use crate::diagnostics::Findings;
use crate::model::Kind;
use crate::source::{self, FileId, Limits, Node, Role, SourceFile, Sources, Span, Value};

/// The field that the text below the front matter is told as.
const BODY: &str = "body";

/// A portal at some time. What cannot be read is not part of it.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// By kind (or register) and id.
    pub(super) items: BTreeMap<(String, String), Item>,
    /// What ids are called.
    titles: BTreeMap<String, String>,
}

/// An entry or a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// What it is called.
    pub title: String,
    /// Each field's values, in the order that they are written.
    pub fields: BTreeMap<String, Vec<String>>,
}

impl Item {
    fn of(node: &Node) -> Self {
        let Value::Mapping(pairs) = &node.value else { return Self::default() };
        let fields = pairs.iter().map(|(key, value)| (key.text.clone(), values(value)));
        let fields: BTreeMap<_, _> = fields.filter(|(_, values)| !values.is_empty()).collect();
        let title = ["title", "term", "label"].into_iter().find_map(|key| node.get(key)?.as_text());
        Self { title: title.unwrap_or_default().to_owned(), fields }
    }

    /// Whether it says itself that it is history.
    pub(super) fn is_closed(&self) -> bool {
        self.fields.get("status").is_some_and(|status| status == &["closed"])
    }
}

impl State {
    /// The portal that is written in `sources`.
    #[must_use]
    pub fn of(sources: &Sources) -> Self {
        let mut state = Self::default();
        for (file, text) in
            sources.files().filter(|(_, text)| text.is_readable() && !text.is_built_in())
        {
            match text.role() {
                Role::Entry(kind) => state.take_entry(kind, file, text),
                Role::Vocabulary => state.take_rows(text.stem(), file, text),
                Role::Glossary => state.take_rows(Kind::Term.as_str(), file, text),
                Role::Laws => state.take_rows("law", file, text),
                Role::Documents => state.take_rows("document", file, text),
                _ => {}
            }
        }
        state
    }

    /// The entry of a kind, or the row of a register, with an id.
    pub(crate) fn item(&self, kind: &str, id: &str) -> Option<&Item> {
        self.items.get(&(kind.to_owned(), id.to_owned()))
    }

    fn take_entry(&mut self, kind: Kind, file: FileId, text: &SourceFile) {
        let all = text.text();
        let parts = source::split(all, file).ok();
        let is_data = kind.is_data();
        let yaml =
            parts.map(|parts| parts.yaml).or_else(|| is_data.then(|| Span::new(0, all.len())));
        let Some(node) = yaml.and_then(|yaml| read(&all[yaml.range()], file, Limits::ENTRY)) else {
            return;
        };
        let id = node.get("id").and_then(Node::as_text).unwrap_or(text.stem()).to_owned();
        let mut item = Item::of(&node);
        let body = parts.map(|parts| &all[parts.body.range()]).unwrap_or_default();
        let paragraphs: Vec<String> =
            body.split("\n\n").map(|part| part.trim().to_owned()).collect();
        let paragraphs: Vec<String> =
            paragraphs.into_iter().filter(|part| !part.is_empty()).collect();
        if !paragraphs.is_empty() {
            item.fields.insert(BODY.to_owned(), paragraphs);
        }
        self.take(kind.as_str(), id, item);
    }

    fn take_rows(&mut self, register: &str, file: FileId, text: &SourceFile) {
        let Some(node) = read(text.text(), file, Limits::REGISTER) else { return };
        let Value::Sequence(rows) = &node.value else { return };
        for row in rows {
            if let Some(id) = row.get("id").and_then(Node::as_text) {
                self.take(register, id.to_owned(), Item::of(row));
            }
        }
    }

    fn take(&mut self, kind: &str, id: String, mut item: Item) {
        item.fields.remove("id");
        self.titles.entry(id.clone()).or_insert_with(|| item.title.clone());
        self.items.entry((kind.to_owned(), id)).or_insert(item);
    }

    /// A value as people know it: what an id names, in place of the id.
    pub(super) fn in_words(&self, value: &str) -> String {
        self.titles
            .get(value)
            .filter(|title| !title.is_empty())
            .cloned()
            .unwrap_or_else(|| value.to_owned())
    }
}

fn read(yaml: &str, file: FileId, limits: Limits) -> Option<Node> {
    source::parse_yaml(yaml, file, 0, limits, &mut Findings::default())
}

/// The values of a field: one of a scalar, one of each item of a list.
fn values(node: &Node) -> Vec<String> {
    match &node.value {
        Value::Null => Vec::new(),
        Value::Sequence(items) => items.iter().map(in_line).collect(),
        Value::Scalar { .. } | Value::Mapping(_) => vec![in_line(node)],
    }
}

/// A value on one line, as it is told.
fn in_line(node: &Node) -> String {
    match &node.value {
        Value::Null => String::new(),
        Value::Scalar { text, .. } => text.trim().to_owned(),
        Value::Sequence(items) => items.iter().map(in_line).collect::<Vec<_>>().join(", "),
        Value::Mapping(pairs) => {
            let pairs =
                pairs.iter().map(|(key, value)| format!("{}: {}", key.text, in_line(value)));
            pairs.collect::<Vec<_>>().join("; ")
        }
    }
}
