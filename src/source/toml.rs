//! TOML to [`Node`]s: the only module that knows the TOML library. Takes `site.toml`; gives its tree.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::codes;
use super::node::{Key, Node, Value};
use super::span::{FileId, Place, Span};
use crate::diagnostics::Findings;

/// Reads a whole TOML file; every syntax error is reported.
pub(crate) fn parse(text: &str, file: FileId, findings: &mut Findings) -> Option<Node> {
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let span = error.span().map_or_else(Span::default, |range| Span::new(range.start, range.end));
        findings.push(codes::site_syntax(Place { file, span }, error.message()));
    }
    let span = Span::new(table.span().start, table.span().end);
    errors.is_empty().then(|| Node { span, value: table_value(table.into_inner()) })
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
    Node { span, value }
}
