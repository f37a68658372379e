//! TOML to [`Node`]s: the only module that knows the TOML library. Takes `site.toml`; gives its
//! tree.

use std::collections::BTreeSet;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::characters;
use super::codes;
use super::line::Line;
use super::node::{Key, Node, Value};
use super::slip::{self, Reading};
use crate::diagnostics::{Change, Diagnostic, Findings};
use crate::span::{FileId, Place, Span};

/// Reads a whole TOML file; what is wrong with its syntax is reported once for each line.
pub(crate) fn parse(text: &str, file: FileId, findings: &mut Findings) -> Option<Node> {
    if let Some(name) = single_of_several(text) {
        findings.push(one_of_several(text, name, |span| Place { file, span }));
        return None;
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut lines = BTreeSet::new();
    for error in &errors {
        let span = failed_at(error, text);
        if lines.insert(Line::around(text, span.start as usize).start) {
            findings.push(explain(error, span, text, file));
        }
    }
    let span = Span::new(table.span().start, table.span().end);
    errors.is_empty().then(|| {
        let mut node = Node { span, whole: span, value: table_value(table.into_inner()) };
        characters::clean_values(&mut node, file, findings);
        node
    })
}

fn failed_at(error: &toml::de::Error, text: &str) -> Span {
    let range = error.span().unwrap_or(text.len()..text.len());
    // A line that lacks its end is at fault, not the empty place behind it.
    let start = if range.start == text.len() { text.trim_end().len() } else { range.start };
    Span::new(start, range.end.max(start))
}

fn explain(error: &toml::de::Error, failed: Span, text: &str, file: FileId) -> Diagnostic {
    let place = |span| Place { file, span };
    if error.message().contains("duplicate key") {
        let line = Line::around(text, failed.start as usize);
        let whole = line.span();
        return codes::site_slip(place(failed), "message_duplicate", "help_duplicate")
            .changed(place(whole), Change::Remove);
    }
    let read = |tried: &str| {
        let (_, errors) = DeTable::parse_recoverable(tried);
        let ends = |error| Reading::To(failed_at(error, tried).start as usize);
        errors.first().map_or(Reading::Whole, ends)
    };
    let Some(cause) = slip::cause(text, failed.start as usize, slip::toml::guesses, read) else {
        return codes::site_syntax(place(failed));
    };
    let diagnostic = codes::site_slip(place(cause.at), cause.slip.message(), cause.slip.help());
    diagnostic.mended(place(cause.range), cause.text)
}

/// The groups that there may be several of.
const OF_SEVERAL: &[&str] = &["accept", "exception"];

/// The name of a group that stands with one bracket, and of which there may be several.
fn single_of_several(text: &str) -> Option<&'static str> {
    let mut names = Line::all(text)
        .filter_map(|line| line.content().strip_prefix('[')?.strip_suffix(']').map(str::trim));
    names.find_map(|name| OF_SEVERAL.iter().copied().find(|several| *several == name))
}

/// `[accept]`, which lacks a bracket on either side.
fn one_of_several(text: &str, name: &str, place: impl Fn(Span) -> Place) -> Diagnostic {
    let alone = format!("[{name}]");
    let line = Line::all(text).find(|line| line.content() == alone);
    let at = line.map_or_else(Span::default, |line| {
        let start = line.start + line.indentation().len();
        Span::new(start, start + alone.len())
    });
    codes::site_slip(place(at), "message_group", "help_group")
        .with("name", name)
        .mended(place(at), format!("[[{name}]]"))
}

fn table_value(table: DeTable<'_>) -> Value {
    let pairs = table.into_iter().map(|(key, value)| {
        let span = Span::new(key.span().start, key.span().end);
        (Key { text: key.into_inner().into_owned(), span }, node(value))
    });
    let mut pairs: Vec<_> = pairs.collect();
    pairs.sort_by_key(|(key, _)| key.span);
    Value::Mapping(pairs)
}

fn node(value: Spanned<DeValue<'_>>) -> Node {
    let span = Span::new(value.span().start, value.span().end);
    let plain = |text: String| Value::Scalar { text, plain: true };
    let value = match value.into_inner() {
        DeValue::String(text) => Value::Scalar { text: text.into_owned(), plain: false },
        DeValue::Integer(number) => plain(number.to_string()),
        DeValue::Float(number) => plain(number.to_string()),
        DeValue::Boolean(value) => plain(value.to_string()),
        DeValue::Datetime(moment) => plain(moment.to_string()),
        DeValue::Array(items) => Value::Sequence(items.into_iter().map(node).collect()),
        DeValue::Table(table) => table_value(table),
    };
    Node { span, whole: span, value }
}
