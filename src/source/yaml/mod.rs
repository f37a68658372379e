//! YAML to [`Node`]s: the only module that knows the YAML library. Takes a text and its offset in
//! the file; gives a tree or one diagnostic (YAML that cannot be read has no more to tell).
//! Duplicate keys are all reported, and the first of each holds.
//!
//! The limits are the defence against documents made to exhaust memory: one document, 16 levels, no
//! anchors, aliases, merge keys or foreign tags, strict booleans.

mod faults;
mod items;
mod lint;
mod tree;

use std::collections::HashMap;

use serde_yaml::{Spanned, options::DuplicateKeyPolicy, options::MergeKeyPolicy};

use tree::{IntoNode, Tree};

use super::characters;
use super::codes;
use super::node::{Node, Value};
use crate::diagnostics::{Change, Findings};
use crate::span::{FileId, Place, Span};

/// How large a YAML text may be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Most bytes of text.
    pub(crate) bytes: usize,
    /// Most nodes of the tree.
    pub(crate) nodes: usize,
}

impl Limits {
    /// One entry: 64 KiB and 4,000 nodes.
    pub(crate) const ENTRY: Self = Self { bytes: 64 * 1024, nodes: 4_000 };
    /// A register of many (glossary, synonyms, vocabularies …): 8 MiB and 1,000,000 nodes.
    pub(crate) const REGISTER: Self = Self { bytes: 8 * 1024 * 1024, nodes: 1_000_000 };
}

/// Deepest nesting that is read.
const MAX_DEPTH: usize = 16;

/// Reads the YAML text that starts at byte `offset` of `file`.
pub(crate) fn parse(
    text: &str,
    file: FileId,
    offset: usize,
    limits: Limits,
    findings: &mut Findings,
) -> Option<Node> {
    let whole = Place { file, span: Span::new(offset, offset + text.len().min(1)) };
    if text.len() > limits.bytes {
        findings.push(codes::too_large(whole, text.len(), limits.bytes));
        return None;
    }
    match serde_yaml::from_str_with_options::<Spanned<Tree>>(text, options(limits)) {
        Ok(tree) => {
            let mut node = tree.into_node(text, offset);
            if text.contains('\\') {
                characters::clean_values(&mut node, file, findings);
            }
            lint::lint(&mut node, text, (file, offset), findings);
            items::part(&mut node, text, (file, offset), findings);
            drop_repeated_keys(&mut node, file, findings);
            Some(node)
        }
        Err(error) => {
            findings.push(faults::explain(&error, text, (file, offset), limits));
            None
        }
    }
}

fn options(limits: Limits) -> serde_yaml::Options {
    serde_yaml::options! {
        budget: serde_yaml::budget! {
            max_depth: MAX_DEPTH,
            max_documents: 1,
            max_anchors: 0,
            max_aliases: 0,
            max_nodes: limits.nodes,
            max_events: limits.nodes * 4,
        },
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        merge_keys: MergeKeyPolicy::Error,
        strict_booleans: true,
        reject_unsupported_tags: true,
        with_snippet: false,
    }
}

/// Reports every key that comes again in its mapping, and leaves it out, so that it is told once.
fn drop_repeated_keys(node: &mut Node, file: FileId, findings: &mut Findings) {
    match &mut node.value {
        Value::Sequence(items) => {
            for item in items {
                drop_repeated_keys(item, file, findings);
            }
        }
        Value::Mapping(pairs) => {
            let mut first: HashMap<String, Span> = HashMap::with_capacity(pairs.len());
            pairs.retain_mut(|(key, value)| {
                drop_repeated_keys(value, file, findings);
                if let Some(first) = first.get(&key.text) {
                    let [again, first] = [key.span, *first].map(|span| Place { file, span });
                    let whole = Span::new(
                        key.span.start as usize,
                        value.whole.end.max(key.span.end) as usize,
                    );
                    let found = codes::duplicate_key(again, &key.text, first);
                    findings.push(found.changed(Place { file, span: whole }, Change::Remove));
                    return false;
                }
                first.insert(key.text.clone(), key.span);
                true
            });
        }
        Value::Null | Value::Scalar { .. } => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<(&'static str, &str)> {
        let mut findings = Findings::default();
        parse(text, FileId(0), 0, Limits::ENTRY, &mut findings);
        findings
            .iter()
            .map(|finding| (finding.code.name, &text[finding.place.span.range()]))
            .collect()
    }

    #[test]
    fn what_yaml_must_not_hold_is_pointed_at() {
        for (text, code, at) in [
            ("a: &x [1]\n", "yaml-anchor", "&x"),
            ("a: 1\nb: *x\n", "yaml-anchor", "*x"),
            ("a: { <<: { b: 1 } }\n", "yaml-anchor", "<<"),
            ("a: !include b\n", "yaml-tag", "!include"),
            ("a: !!python/object b\n", "yaml-tag", "!!python/object"),
            ("a:\n\tb: 1\n", "yaml-tab", "\t"),
            ("a: 1\n---\nb: 2\n", "yaml-documents", "---"),
            ("a: [[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]\n", "yaml-depth", "["),
        ] {
            assert_eq!(told(text), [(code, at)], "{text}");
        }
    }

    #[test]
    fn whatever_else_cannot_be_read_is_a_matter_of_syntax() {
        for text in [
            "a: b: c\n",
            "a: \"b\n",
            "a: [b\n",
            "a: b]\n c: d\n",
            "a: 1\nb\n",
            "a: 'b\nc: d\n",
            "- a\nb: c\n",
            "a: {b: c\nd: e\n",
            "a: @b\n",
            "a: `b`\n",
            "a: %b\n",
            "a: \"\\q\"\n",
            "a:\n  - b\n c: d\n",
            "a: betingelse: mærke (tag) i dokument\n",
        ] {
            let codes: Vec<_> = told(text).into_iter().map(|(code, _)| code).collect();
            assert_eq!(codes, ["yaml-syntax"], "{text}");
        }
    }

    #[test]
    fn a_key_that_comes_again_is_told_and_the_first_holds() {
        let mut findings = Findings::default();
        let node = parse("a: 1\nb: 2\na: 3\na: 4\n", FileId(0), 0, Limits::ENTRY, &mut findings);
        assert_eq!(findings.len(), 2);
        assert_eq!(node.as_ref().and_then(|node| node.get("a")?.as_text()), Some("1"));
    }
}
