//! Scalars, and what stands between brackets on one line: written anew where they stand, by their
//! bytes. Everything between them, comments and all, stays.

use super::order::rank;
use super::scalar;
use crate::source::{Node, Span, Value};

/// What is written instead of a range of bytes.
type Edit = (std::ops::Range<usize>, String);

/// The text with every scalar and every bracket as it should be written.
pub(super) fn rewritten(text: &str, node: &Node, is_entry: bool) -> String {
    let mut edits = Vec::new();
    collect("", text, node, is_entry, &mut edits);
    let mut done = String::with_capacity(text.len());
    let mut from = 0;
    for (range, instead) in edits {
        // Spans of the library that overlap are no ground to build on.
        if range.start < from
            || !text.is_char_boundary(range.start)
            || !text.is_char_boundary(range.end)
        {
            return text.to_owned();
        }
        done.push_str(&text[from..range.start]);
        done.push_str(&instead);
        from = range.end;
    }
    done.push_str(&text[from..]);
    done
}

/// The edits within `node`, in the order of the text.
fn collect(key: &str, text: &str, node: &Node, is_entry: bool, edits: &mut Vec<Edit>) {
    if let Some(written) = one_line(key, text, node, is_entry) {
        return edits.push((node.whole.range(), written));
    }
    match &node.value {
        Value::Null | Value::Scalar { .. } => {}
        Value::Sequence(items) => {
            for item in items {
                collect(key, text, item, false, edits);
            }
        }
        Value::Mapping(pairs) => {
            for (key, value) in pairs {
                edits.extend(one_space(text, key.span, value));
                collect(&key.text, text, value, false, edits);
            }
        }
    }
}

/// The space between a key and a value on the same line: one.
fn one_space(text: &str, key: Span, value: &Node) -> Option<Edit> {
    let (from, to) = (key.end as usize, value.span.start as usize);
    let between = text.get(from..to)?;
    let colon = between.strip_prefix(':')?;
    let is_wide = colon.len() > 1 && colon.bytes().all(|byte| byte == b' ');
    is_wide.then(|| (from + 1..to, " ".to_owned()))
}

/// A value on one line as it should be written; none if it takes several, or holds a comment.
fn one_line(key: &str, text: &str, node: &Node, is_entry: bool) -> Option<String> {
    let written = text.get(node.whole.range()).filter(|written| !written.contains('\n'))?;
    match &node.value {
        Value::Null => None,
        Value::Scalar { text: meant, .. } => {
            // What the library points at must be the scalar and nothing around it.
            let is_whole = !written.is_empty()
                && written.trim() == written
                && !written.starts_with(['|', '>']);
            is_whole.then(|| scalar::rewritten(key, written, meant))
        }
        Value::Sequence(_) | Value::Mapping(_) if !written.starts_with(['[', '{']) => None,
        Value::Sequence(items) => {
            let items = items.iter().map(|item| within(key, text, item));
            let items = items.collect::<Option<Vec<_>>>()?;
            Some(if items.is_empty() { "[]".to_owned() } else { format!("[{}]", items.join(", ")) })
        }
        Value::Mapping(pairs) => {
            let mut pairs: Vec<_> = pairs.iter().collect();
            pairs.sort_by_key(|(key, _)| rank(&key.text, is_entry));
            let pairs = pairs.into_iter().map(|(key, value)| {
                let name = text.get(key.span.range())?;
                Some(format!("{name}: {}", within(&key.text, text, value)?))
            });
            let pairs = pairs.collect::<Option<Vec<_>>>()?;
            Some(if pairs.is_empty() {
                "{}".to_owned()
            } else {
                format!("{{ {} }}", pairs.join(", "))
            })
        }
    }
}

/// A value between brackets; what says nothing is written as it says it.
fn within(key: &str, text: &str, node: &Node) -> Option<String> {
    if let Value::Null = node.value {
        let written = text.get(node.whole.range())?.trim();
        return Some(if written.is_empty() { "~".to_owned() } else { written.to_owned() });
    }
    one_line(key, text, node, false)
}
