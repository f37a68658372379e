//! Items of a list that lack the dash before them: to YAML they are the same fields of the item above
//! once more. Takes the tree and its text; parts such an item where only one thing can be meant, and
//! tells each dash that is missing. What refers to the item finds it then.

use super::super::codes;
use super::super::node::{Key, Node, Value};
use crate::diagnostics::Findings;
use crate::span::{FileId, Place, Span};

/// Goes over the whole tree.
pub(super) fn part(
    node: &mut Node,
    text: &str,
    (file, offset): (FileId, usize),
    findings: &mut Findings,
) {
    match &mut node.value {
        Value::Sequence(items) => {
            let mut parted = Vec::with_capacity(items.len());
            for item in std::mem::take(items) {
                parted.extend(parts(item, text, (file, offset), findings));
            }
            for item in &mut parted {
                part(item, text, (file, offset), findings);
            }
            *items = parted;
        }
        Value::Mapping(pairs) => {
            for (_, node) in pairs {
                part(node, text, (file, offset), findings);
            }
        }
        Value::Null | Value::Scalar { .. } => {}
    }
}

/// The item, cut where its first key begins a line again.
fn parts(
    item: Node,
    text: &str,
    (file, offset): (FileId, usize),
    findings: &mut Findings,
) -> Vec<Node> {
    let Node { span, whole, value: Value::Mapping(pairs) } = item else { return vec![item] };
    let first = pairs.first().map(|(key, _)| key.text.clone()).unwrap_or_default();
    let mut parts: Vec<Vec<(Key, Node)>> = Vec::new();
    for (key, value) in pairs {
        let start = (key.span.start as usize).saturating_sub(offset);
        // Right below itself it is the same field twice.
        let is_below_others = parts.last().is_some_and(|part| part.len() > 1);
        let begins = is_below_others && key.text == first && is_indented(text, start);
        if begins {
            let dash = Span::new(start - 2, start).shifted(offset);
            let found = codes::missing_dash(Place { file, span: key.span }, &key.text);
            findings.push(found.mended(Place { file, span: dash }, "- "));
        }
        match parts.last_mut() {
            Some(part) if !begins => part.push((key, value)),
            _ => parts.push(vec![(key, value)]),
        }
    }
    if parts.len() < 2 {
        let value = Value::Mapping(parts.pop().unwrap_or_default());
        return vec![Node { span, whole, value }];
    }
    parts.into_iter().map(of_pairs).collect()
}

/// Whether nothing but the place for a dash stands before the byte `at` on its line.
fn is_indented(text: &str, at: usize) -> bool {
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    at >= line + 2 && text[line..at].bytes().all(|byte| byte == b' ')
}

fn of_pairs(pairs: Vec<(Key, Node)>) -> Node {
    let start = pairs.first().map_or(0, |(key, _)| key.span.start);
    let end = pairs.last().map_or(start, |(key, value)| key.span.end.max(value.whole.end));
    let whole = Span { start, end };
    let span = pairs.first().map_or(whole, |(key, _)| key.span);
    Node { span, whole, value: Value::Mapping(pairs) }
}
