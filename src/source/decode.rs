//! The tree to plain values: texts, numbers, yes or no, lists, keys. Takes nodes; gives values, and
//! tells of all that cannot be taken, at its place and with the value as it should be. Knows no
//! kinds and resolves no names. Values without content (`~`, empty text) count as not written.

use std::collections::HashMap;
use std::sync::Arc;

use super::codes;
use super::field_names;
use super::node::{Key, Node, Value};
use super::number;
use super::shape::{self, ListOf, Syntax};
use super::titles::Titles;
use crate::diagnostics::{Change, Diagnostic, Findings};
use crate::span::{FileId, Place, Span};

/// Items of a list that begin alike; more of them are not compared with each other.
const MOST_ALIKE: usize = 64;

/// The values of one file, and what is wrong with them.
#[derive(Debug)]
pub(crate) struct Decoder {
    file: FileId,
    /// What the file is written in; mended values are too.
    syntax: Syntax,
    /// The key that the value stands under, itself or as an item of its list.
    key: &'static str,
    /// Whether the list that is read stands in brackets.
    in_brackets: bool,
    /// What things are called, for values that name them so.
    titles: Arc<Titles>,
    sound: bool,
    findings: Findings,
}

impl Decoder {
    /// For a file of the content.
    pub(crate) fn new(file: FileId) -> Self {
        Self {
            file,
            syntax: Syntax::Yaml,
            key: "",
            in_brackets: false,
            titles: Arc::default(),
            sound: true,
            findings: Findings::default(),
        }
    }

    /// With what things are called.
    pub(crate) fn knowing(self, titles: Arc<Titles>) -> Self {
        Self { titles, ..self }
    }

    /// For `site.toml`.
    pub(crate) fn of_settings(file: FileId) -> Self {
        Self { syntax: Syntax::Toml, ..Self::new(file) }
    }

    /// The file.
    pub(crate) fn file(&self) -> FileId {
        self.file
    }

    /// A place in the file.
    pub(crate) fn place(&self, span: Span) -> Place {
        Place { file: self.file, span }
    }

    /// Whether all that was written could be taken.
    pub(crate) fn is_sound(&self) -> bool {
        self.sound
    }

    /// What was found.
    pub(crate) fn into_findings(self) -> Findings {
        self.findings
    }

    /// Tells what is wrong with a value that was taken.
    pub(crate) fn report(&mut self, diagnostic: Diagnostic) {
        self.findings.push(diagnostic);
    }

    /// Tells what else is wrong with the file.
    pub(crate) fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.findings.extend(diagnostics);
    }

    /// Tells of a value that could not be taken.
    fn fault(&mut self, diagnostic: Diagnostic) {
        self.sound = false;
        self.findings.push(diagnostic);
    }

    /// From here on values stand under `key`, and what is wrong with them is told in the shape of
    /// that very key. Gives the key above, to be set again.
    pub(crate) fn enter(&mut self, key: &'static str) -> &'static str {
        std::mem::replace(&mut self.key, key)
    }

    /// A text without the space around it.
    pub(crate) fn text<'n>(&mut self, node: &'n Node) -> Option<&'n str> {
        let text = node.as_text().map(str::trim);
        if text.is_none() {
            self.wrong_type("text", node);
        }
        text
    }

    /// The field that is being read.
    pub(crate) fn key(&self) -> &str {
        self.key
    }

    /// `true` or `false`.
    pub(crate) fn boolean(&mut self, node: &Node) -> Option<bool> {
        match &node.value {
            Value::Scalar { text, plain: true } if text == "true" => Some(true),
            Value::Scalar { text, plain: true } if text == "false" => Some(false),
            Value::Scalar { text, .. } if is_unknown(text) => {
                self.fault(codes::unknown_answer(self.place(node.span)));
                None
            }
            _ => {
                self.wrong_type("boolean", node);
                None
            }
        }
    }

    /// A whole number.
    pub(crate) fn whole_number(&mut self, node: &Node) -> Option<u64> {
        let text = self.text_of_number(node, true)?;
        let number = text.parse().ok();
        if number.is_none() {
            self.fault(codes::wrong_number(self.place(node.span), (self.key, text, true), true));
        }
        number
    }

    /// A number, perhaps with decimals. `12.000` may mean two of them, and is not taken.
    pub(crate) fn decimal(&mut self, node: &Node) -> Option<f64> {
        let text = self.text_of_number(node, false)?;
        let number = text
            .parse()
            .ok()
            .filter(|number: &f64| number.is_finite() && !number::is_ambiguous(text));
        if number.is_none() {
            self.fault(codes::wrong_number(self.place(node.span), (self.key, text, true), false));
        }
        number
    }

    fn text_of_number<'n>(&mut self, node: &'n Node, whole: bool) -> Option<&'n str> {
        match &node.value {
            Value::Scalar { text, plain: true } => return Some(text),
            Value::Scalar { text, .. } => {
                self.fault(codes::wrong_number(
                    self.place(node.span),
                    (self.key, text, false),
                    whole,
                ));
            }
            _ => self.wrong_type("number", node),
        }
        None
    }

    /// One of several words; its place in the list.
    pub(crate) fn word(&mut self, node: &Node, known: &[&str]) -> Option<usize> {
        let text = self.text(node)?;
        let found = known.iter().position(|word| *word == text);
        if found.is_none() {
            let syntax = self.syntax;
            let diagnostic = codes::unknown_value(self.place(node.span), text, known);
            self.fault(diagnostic.written(|text| syntax.text(text)));
        }
        found
    }

    /// The items of a list; one without content is told.
    pub(crate) fn items<'n>(&mut self, node: &'n Node, of: ListOf) -> Vec<&'n Node> {
        let Value::Sequence(items) = &node.value else {
            if let Some(dash) = unspaced_dash(node) {
                let found = codes::slip(self.place(dash), "message_no_space", "help_no_space");
                self.fault(found.instead("- "));
                return Vec::new();
            }
            let shape = shape::list(self.key, node, (of, self.syntax), &self.titles);
            self.wrong("list", node, shape);
            return Vec::new();
        };
        self.in_brackets = items.last().is_some_and(|last| node.whole.end > last.whole.end);
        let mut written = Vec::with_capacity(items.len());
        for item in items {
            if item.is_blank() {
                self.wrong_type("text", item);
            } else {
                written.push(item);
            }
        }
        self.judge_repeated(&written);
        written
    }

    /// Tells of items that stand in the list already. They are compared where their first words
    /// are the same, so that a long list costs one look at each.
    fn judge_repeated(&mut self, items: &[&Node]) {
        if items.len() < 2 {
            return;
        }
        let mut known: HashMap<&str, Vec<&Node>> = HashMap::with_capacity(items.len());
        for item in items {
            let Some(words) = item.first_words() else { continue };
            let alike = known.entry(words).or_default();
            match alike.iter().find(|first| first.says_the_same(item)) {
                Some(first) => {
                    let (place, first) = (self.place(item.whole), self.place(first.span));
                    let found = codes::said_twice(place, words, first);
                    self.report(found.changed(place, Change::Remove));
                }
                None if alike.len() < MOST_ALIKE => alike.push(item),
                None => {}
            }
        }
    }

    /// The items of a list that may be written as its only item: `skole` or `[skole, kultur]`.
    /// `skole, kultur` is not one id, but a list without its brackets.
    pub(crate) fn one_or_more<'n>(&mut self, node: &'n Node, of: ListOf) -> Vec<&'n Node> {
        let is_one =
            |text: &str| of != ListOf::Ids || shape::is_one(text) || self.is_called_so(text);
        match &node.value {
            Value::Scalar { text, .. } if is_one(text) => {
                self.in_brackets = false;
                vec![node]
            }
            _ => self.items(node, of),
        }
    }

    /// Whether a text is what something is called.
    fn is_called_so(&self, text: &str) -> bool {
        self.titles.id(text, None).is_some()
    }

    /// Whether the list that is read stands in brackets, so that a comma parts its items.
    pub(crate) fn is_in_brackets(&self) -> bool {
        self.in_brackets
    }

    /// The keys of a mapping, with their values.
    pub(crate) fn pairs<'n>(&mut self, node: &'n Node) -> Option<&'n [(Key, Node)]> {
        let Value::Mapping(pairs) = &node.value else {
            self.wrong_type("mapping", node);
            return None;
        };
        Some(pairs)
    }

    /// Tells of the keys that a mapping may not have, and of those that it lacks: `missing` is not
    /// there at all. A slip of the keyboard is one fault, not two.
    pub(crate) fn judge_keys(
        &mut self,
        node: &Node,
        known: &[&'static str],
        missing: &[&'static str],
    ) {
        let Value::Mapping(pairs) = &node.value else { return };
        let unknown: Vec<_> =
            pairs.iter().filter(|(key, _)| !known.contains(&key.text.as_str())).collect();
        for (key, value) in &unknown {
            self.unknown_key(key, value, known, pairs);
        }
        for field in missing {
            self.sound = false;
            let is_meant = |key: &Key| field_names::meant(&key.text, &[*field]).is_some();
            if !unknown.iter().any(|(key, _)| is_meant(key)) {
                let head = pairs.first().map_or(node.span, |(key, _)| key.span);
                let example = shape::example(field, self.syntax);
                self.fault(codes::missing_key(self.place(head), field, &example));
            }
        }
    }

    /// Tells of a key that the mapping may not have. One without a value may go; what an editor has
    /// written under another must not be lost.
    fn unknown_key(
        &mut self,
        key: &Key,
        value: &Node,
        known: &[&'static str],
        pairs: &[(Key, Node)],
    ) {
        let place = self.place(key.span);
        let is_blank = value.is_blank();
        // `{from:18}` is a key without a value.
        let unspaced = key.text.split_once(':').filter(|(name, _)| known.contains(name));
        if let Some((name, rest)) = unspaced.filter(|(_, rest)| is_blank && !rest.is_empty()) {
            let meant = self.syntax.field(name, rest.trim());
            let found = codes::slip(place, "message_no_space", "help_no_space").instead(meant);
            return self.fault(found);
        }
        let free: Vec<_> = known
            .iter()
            .copied()
            .filter(|known| pairs.iter().all(|(key, _)| key.text != *known))
            .collect();
        let whole = self.place(Span { end: value.whole.end.max(key.span.end), ..key.span });
        let are_free = ["phones", "email"].iter().all(|field| free.contains(field));
        let contact = value.as_text().filter(|_| are_free);
        if let Some(fields) = contact.and_then(shape::phone_and_mail) {
            let whole = self.place(Span { end: value.whole.end, ..key.span });
            let found =
                codes::contact_in_one(place, (&key.text, value.as_text().unwrap_or_default()));
            return self.fault(found.mended(whole, format!("phones: {fields}")));
        }
        // One letter more or less is no field of another level.
        let is_plural = |name: &&str| {
            key.text.strip_suffix('s') == Some(*name) || name.strip_suffix('s') == Some(&key.text)
        };
        let is_near = free.iter().any(is_plural);
        let misplaced = self.at_wrong_level(key, value, known).filter(|_| !is_near);
        if let Some(found) = misplaced.filter(|_| !is_blank) {
            return self.fault(found);
        }
        let meant = field_names::meant(&key.text, &free);
        let found = codes::unknown_key(place, &key.text, (known, meant), is_blank.then_some(whole));
        let shaped = meant.and_then(|meant| {
            let shape = shape::field(meant, value, self.syntax, &self.titles)?;
            Some(self.syntax.field(meant, &shape))
        });
        self.fault(match shaped {
            Some(field) => found.mended(whole, field),
            None => found,
        });
    }

    /// What to say of a field that belongs in another one's value, or outside of this one. Those of
    /// one value are one fault.
    fn at_wrong_level(
        &self,
        key: &Key,
        value: &Node,
        known: &[&'static str],
    ) -> Option<Diagnostic> {
        let place = self.place(key.span);
        if let Some(outer) = field_names::inside(&key.text, known) {
            let example = shape::in_value(outer, self.syntax);
            let whole = Span { end: value.whole.end, ..key.span };
            let mended = shape::wrapped(outer, (&key.text, value), self.syntax);
            let found = codes::key_of_inner(place, &key.text, (outer, &example));
            return Some(match mended {
                Some(mended) => found.mended(self.place(whole), mended),
                None => found.caused_by(format!("{outer} {:?}", self.file)),
            });
        }
        let above = field_names::above_tables(&key.text)
            .filter(|above| self.syntax == Syntax::Toml && !known.contains(above));
        if let Some(above) = above {
            let field = self.syntax.field(above, &shape::flow(value, self.syntax));
            return Some(codes::key_above_tables(place, &key.text, &field));
        }
        let is_outer = !self.key.is_empty() && field_names::is_outermost(&key.text);
        is_outer.then(|| codes::key_of_outer(place, &key.text, self.key))
    }

    /// Tells of a key that must have a value and has none.
    pub(crate) fn no_value(&mut self, key: &Key, node: &Node) {
        let field = shape::example(&key.text, self.syntax);
        let is_placeholder =
            matches!(&node.value, Value::Scalar { text, .. } if text.contains(['…', '.']));
        let diagnostic = codes::missing_key(self.place(key.span), &key.text, &field);
        self.fault(if is_placeholder {
            diagnostic.message("message_placeholder")
        } else {
            diagnostic.message("message_empty").help("help_empty")
        });
    }

    fn wrong_type(&mut self, expected: &'static str, node: &Node) {
        let (key, syntax) = (self.key, self.syntax);
        let shape = match expected {
            "mapping" => shape::mapping(key, node, syntax, &self.titles),
            "boolean" => shape::boolean(node),
            "text" => match &node.value {
                Value::Sequence(items) if items.len() > 1 => {
                    let found = codes::one_of_several(self.place(node.span), key);
                    return self.fault(found);
                }
                _ => shape::text(node, syntax),
            },
            _ => None,
        };
        self.wrong(expected, node, shape);
    }

    /// `shape` is the value as it should be, where that can be told.
    fn wrong(&mut self, expected: &'static str, node: &Node, shape: Option<String>) {
        let (key, syntax) = (self.key, self.syntax);
        let shape = shape.map(|shape| (self.place(node.whole), shape));
        let found = codes::wrong_type(self.place(node.span), (expected, syntax), shape);
        let found = found.with("example", shape::of_fields(key, syntax));
        self.fault(found.with("items", shape::of_items(key, syntax)));
    }
}

/// The dash of `-word`, with which a list was meant to begin.
fn unspaced_dash(node: &Node) -> Option<Span> {
    let Value::Scalar { text, plain: true } = &node.value else { return None };
    let word = text.strip_prefix('-')?;
    let is_item = word.starts_with(char::is_alphabetic) && text.contains(" - ");
    is_item.then(|| Span { end: node.span.start + 1, ..node.span })
}

/// Whether somebody says that nobody knows.
fn is_unknown(text: &str) -> bool {
    let words = ["?", "ikke oplyst", "ukendt", "ved ikke", "not stated", "unknown", "n/a"];
    words.contains(&text.trim().trim_end_matches('.').to_lowercase().as_str())
}
