//! Where things are written, for rules whose values come without a place, or with one that is too wide to show.
//! Reads the file's tree again, which is paid for by findings alone.

use crate::diagnostics::Findings;
use crate::model::Entry;
use crate::source::{self, Limits, Node, Place, Sources, Span, Value};

/// The place of the value of the top-level `key` in the entry's file; the title's place if there is none.
pub(super) fn place_of(key: &str, entry: &Entry, sources: &Sources) -> Place {
    let node = tree(entry, sources);
    let span = node.as_ref().and_then(|node| node.get(key)).map_or(entry.at.title, |value| value.span);
    entry.place(span)
}

/// The place of a field of the item at `index` of the list under the top-level `key`; the list's place if there is none.
pub(super) fn place_in(key: &str, (index, field): (usize, &str), entry: &Entry, sources: &Sources) -> Place {
    let node = tree(entry, sources);
    let list = node.as_ref().and_then(|node| node.get(key));
    let item = list.and_then(|list| match &list.value {
        Value::Sequence(items) => items.get(index),
        _ => Some(list),
    });
    let value = item.and_then(|item| item.get(field)).or(list);
    entry.place(value.map_or(entry.at.title, |value| value.span))
}

fn tree(entry: &Entry, sources: &Sources) -> Option<Node> {
    let text = sources.file(entry.file).text();
    let yaml = match entry.body {
        Some(_) => source::split(text, entry.file).map(|parts| parts.yaml).unwrap_or_default(),
        None => Span::new(0, text.len()),
    };
    let told_already = &mut Findings::default();
    source::parse_yaml(&text[yaml.range()], entry.file, yaml.start as usize, Limits::ENTRY, told_already)
}

/// The first line of what a block of the prose spans, without the space that follows it.
pub(super) fn first_line(span: Span, entry: &Entry, sources: &Sources) -> Place {
    let block = sources.file(entry.file).text().get(span.range()).unwrap_or_default();
    let length = block.lines().next().unwrap_or_default().trim_end().len();
    let start = span.start as usize;
    entry.place(Span::new(start, start + length))
}
