//! YAML to [`Node`]s: the only module that knows the YAML library. Takes a text and its offset in the file;
//! gives a tree or one diagnostic (YAML that cannot be read has no more to tell). Duplicate keys are all reported, and
//! the first of each holds.
//!
//! The limits are the defence against documents made to exhaust memory: one document, 16 levels, no anchors,
//! aliases, merge keys or foreign tags, strict booleans.

mod lint;

use std::collections::HashMap;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::budget::BudgetBreach;
use serde_yaml::{Error, Location, Spanned, options::DuplicateKeyPolicy, options::MergeKeyPolicy};

use super::characters;
use super::codes;
use super::line::Line;
use super::node::{Key, Node, Value};
use super::slip::{self, Slip};
use super::span::{FileId, Place, Span};
use crate::diagnostics::{Change, Diagnostic, Findings};

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
pub(crate) fn parse(text: &str, file: FileId, offset: usize, limits: Limits, findings: &mut Findings) -> Option<Node> {
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
            drop_repeated_keys(&mut node, file, findings);
            Some(node)
        }
        Err(error) => {
            findings.push(explain(&error, text, (file, offset), limits));
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

/// What the library hands over; spans are added when it becomes a [`Node`].
enum Tree {
    Null,
    Text(String),
    /// A plain scalar that the library took for a number or a boolean; its spelling is read from the source.
    Typed,
    Sequence(Vec<Spanned<Tree>>),
    Mapping(Vec<(Spanned<String>, Spanned<Tree>)>),
}

trait IntoNode {
    fn into_node(self, text: &str, offset: usize) -> Node;
}

impl IntoNode for Spanned<Tree> {
    fn into_node(self, text: &str, offset: usize) -> Node {
        let local = span_of(&self.referenced, text);
        let value = match self.value {
            Tree::Null => Value::Null,
            Tree::Text(value) => Value::Scalar { plain: !starts_quoted(text, local), text: value },
            Tree::Typed => Value::Scalar { plain: true, text: text[local.range()].trim().to_owned() },
            Tree::Sequence(items) => {
                Value::Sequence(exactly(items.into_iter().map(|item| item.into_node(text, offset))))
            }
            Tree::Mapping(pairs) => Value::Mapping(exactly(pairs.into_iter().map(|(key, value)| {
                let span = span_of(&key.referenced, text).shifted(offset);
                (Key { text: key.value, span }, value.into_node(text, offset))
            }))),
        };
        let whole = whole(local, &value, text, offset);
        Node { span: local.shifted(offset), whole, value }
    }
}

/// A list in memory of its own: collected as it is, it would stay in that of the library's list, which is several times as
/// large, and the trees of all files are there at once.
fn exactly<T>(items: impl ExactSizeIterator<Item = T>) -> Vec<T> {
    let mut list = Vec::with_capacity(items.len());
    list.extend(items);
    list
}

/// All of a value: the library gives of lists and mappings only where they begin.
fn whole(local: Span, value: &Value, text: &str, offset: usize) -> Span {
    let start = local.start as usize;
    let last = match value {
        Value::Null | Value::Scalar { .. } => return local.shifted(offset),
        Value::Sequence(items) => items.last().map(|item| item.whole.end),
        Value::Mapping(pairs) => pairs.last().map(|(key, value)| key.span.end.max(value.whole.end)),
    };
    let last = last.map_or(start, |last| last as usize - offset).max(start);
    let end = match text.as_bytes().get(start) {
        Some(b'{') => text[last.max(start + 1)..].find('}').map_or(last, |at| last.max(start + 1) + at + 1),
        Some(b'[') => text[last.max(start + 1)..].find(']').map_or(last, |at| last.max(start + 1) + at + 1),
        _ => last,
    };
    Span::new(start, end).shifted(offset)
}

fn starts_quoted(text: &str, span: Span) -> bool {
    let start = span.start as usize;
    matches!(text.as_bytes().get(start), Some(b'"' | b'\'' | b'|' | b'>')) || is_block(text, start)
}

/// Whether the text at `start` is one whose `|` or `>` stands on the line above.
fn is_block(text: &str, start: usize) -> bool {
    let before = text[..start].trim_end();
    if !text[before.len()..start].contains('\n') {
        return false;
    }
    let header = before.rsplit([' ', '\n']).next().unwrap_or_default();
    header.starts_with(['|', '>'])
}

/// The library's location as bytes of `text`; trailing space of a block is cut off.
fn span_of(location: &Location, text: &str) -> Span {
    let start = start_of(location, text);
    let length = location.span().byte_len().map_or(0, |len| usize::try_from(len).unwrap_or(0));
    let end = (start + length).min(text.len());
    let (start, end) = (floor(text, start), floor(text, end));
    let trimmed = text[start..end].trim_end().len();
    Span::new(start, start + trimmed)
}

/// Where a location begins. Those of syntax errors have no byte offset, only a line and a column in characters.
fn start_of(location: &Location, text: &str) -> usize {
    let number = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    if let Some(at) = location.span().byte_offset() {
        return number(at).min(text.len());
    }
    let before = number(location.line().saturating_sub(1));
    let line_start: usize = text.split_inclusive('\n').take(before).map(str::len).sum();
    let line = text[line_start..].lines().next().unwrap_or_default();
    let column = number(location.column().saturating_sub(1));
    line_start + line.char_indices().nth(column).map_or(line.len(), |(at, _)| at)
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TreeVisitor)
    }
}

struct TreeVisitor;

impl<'de> Visitor<'de> for TreeVisitor {
    type Value = Tree;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("any YAML value")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_none<E: de::Error>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> Result<Tree, E> {
        Ok(Tree::Typed)
    }

    fn visit_i64<E: de::Error>(self, _: i64) -> Result<Tree, E> {
        Ok(Tree::Typed)
    }

    fn visit_u64<E: de::Error>(self, _: u64) -> Result<Tree, E> {
        Ok(Tree::Typed)
    }

    fn visit_i128<E: de::Error>(self, _: i128) -> Result<Tree, E> {
        Ok(Tree::Typed)
    }

    fn visit_u128<E: de::Error>(self, _: u128) -> Result<Tree, E> {
        Ok(Tree::Typed)
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<Tree, E> {
        Ok(Tree::Typed)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Tree, E> {
        Ok(Tree::Text(text.to_owned()))
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<Tree, E> {
        Ok(Tree::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Tree, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(Tree::Sequence(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Tree, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = access.next_entry()? {
            pairs.push(pair);
        }
        Ok(Tree::Mapping(pairs))
    }
}

/// Reports every key that comes again in its mapping, and leaves it out, so that it is told once.
fn drop_repeated_keys(node: &mut Node, file: FileId, findings: &mut Findings) {
    match &mut node.value {
        Value::Sequence(items) => items.iter_mut().for_each(|item| drop_repeated_keys(item, file, findings)),
        Value::Mapping(pairs) => {
            let mut first: HashMap<String, Span> = HashMap::with_capacity(pairs.len());
            pairs.retain_mut(|(key, value)| {
                drop_repeated_keys(value, file, findings);
                if let Some(first) = first.get(&key.text) {
                    let [again, first] = [key.span, *first].map(|span| Place { file, span });
                    let whole = Span::new(key.span.start as usize, value.whole.end.max(key.span.end) as usize);
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

/// One diagnostic for a text that the library refuses.
fn explain(error: &Error, text: &str, (file, offset): (FileId, usize), limits: Limits) -> Diagnostic {
    let span = failed_at(error, text);
    let place = |span: Span| Place { file, span: span.shifted(offset) };
    let error = error.without_snippet();
    match error {
        Error::MultipleDocuments { .. } | Error::Budget { breach: BudgetBreach::Documents { .. }, .. } => {
            codes::several_documents(place(span))
        }
        _ if is_bullet(text, span) => slipped(text, span, limits, place),
        _ if repeats_values(error) => {
            let at = mark_before(text, span, &['&', '*', '<']);
            in_quotes(codes::anchor(place(at)), text, at, place)
        }
        Error::Budget { .. } => codes::too_deep(place(span), MAX_DEPTH),
        Error::UnsupportedTag { .. } | Error::TaggedScalarCannotDeserializeIntoString { .. } => {
            let at = mark_before(text, span, &['!']);
            in_quotes(codes::tag(place(at)), text, at, place)
        }
        // The library gives up on brackets within brackets before it counts them.
        _ => match too_deep_at(text) {
            Some(at) => codes::too_deep(place(one_character(text, at)), MAX_DEPTH),
            None => slipped(text, span, limits, place),
        },
    }
}

/// Where a text that cannot be read has more brackets within each other than are read.
fn too_deep_at(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    text.bytes().position(|byte| {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > MAX_DEPTH
    })
}

fn failed_at(error: &Error, text: &str) -> Span {
    let span = error.location().map_or_else(Span::default, |location| span_of(&location, text));
    if span.end == span.start { one_character(text, span.start as usize) } else { span }
}

/// `* punkt`: an item of a list as Markdown has it, and not an alias.
fn is_bullet(text: &str, span: Span) -> bool {
    Line::around(text, span.start as usize).content().starts_with("* ")
}

/// A slip, with the line as it should be where the cause is found.
fn slipped(text: &str, failed: Span, limits: Limits, place: impl Fn(Span) -> Place) -> Diagnostic {
    let window = window(text, failed.start as usize);
    let read = |tried: &str| {
        let error = serde_yaml::from_str_with_options::<Spanned<Tree>>(tried, options(limits)).err()?;
        Some(failed_at(&error, tried).start as usize)
    };
    let shown = &text[window.clone()];
    let within = (failed.start as usize).clamp(window.start, window.end) - window.start;
    let Some(cause) = slip::cause(shown, within, slip::yaml::guesses, read) else {
        return codes::syntax(place(failed));
    };
    let same_line = Line::around(shown, cause.at.start as usize) == Line::around(shown, within);
    let at = if same_line && failed.end as usize <= text.len() && cause.slip.is_a_matter_of_the_line() {
        failed
    } else {
        cause.at.shifted(window.start)
    };
    let diagnostic = match cause.slip {
        Slip::Tab => codes::tab(place(at)),
        slip => codes::slip(place(at), slip.message(), slip.help()),
    };
    diagnostic.mended(place(cause.range.shifted(window.start)), cause.text)
}

/// Texts up to this size are tried whole; of longer ones only what surrounds the fault.
const TRIED_WHOLE: usize = 64 * 1024;
/// Lines around the fault that are tried of a longer text, rounded to whole items.
const LINES_AROUND: usize = 40;

/// The part of `text` that guesses are tried on: all of it, or whole items of a register around `at`.
fn window(text: &str, at: usize) -> std::ops::Range<usize> {
    if text.len() <= TRIED_WHOLE {
        return 0..text.len();
    }
    let begins_item = |line: &Line<'_>| !line.is_empty() && line.indentation().is_empty();
    let here = Line::around(text, at).start;
    let above: Vec<_> = Line::all(&text[..here]).filter(begins_item).map(|line| line.start).collect();
    let start = above.iter().rev().nth(LINES_AROUND).or(above.first()).copied().unwrap_or(0);
    let mut below = Line::all(&text[here..]).skip(1).filter(begins_item).map(|line| here + line.start);
    let end = below.nth(LINES_AROUND).unwrap_or(text.len());
    start..end
}

/// A value that begins with a character of YAML's own may be a text: then it needs quotes. One that names a list or a
/// mapping for later does without its name.
fn in_quotes(diagnostic: Diagnostic, text: &str, mark: Span, place: impl Fn(Span) -> Place) -> Diagnostic {
    let line = Line::around(text, mark.start as usize);
    let before = &text[line.start..mark.start as usize];
    let value = text[mark.start as usize..line.end()].trim_end();
    let is_whole_value = before.trim_end().ends_with([':', '-']);
    if !is_whole_value || value.contains(['"', '\\']) || value.starts_with("<<") {
        return diagnostic;
    }
    let start = mark.start as usize;
    let name = value.split(' ').next().unwrap_or_default();
    match value[name.len()..].trim_start().as_bytes().first() {
        Some(b'[' | b'{') if value.starts_with('&') => {
            let named = value.len() - value[name.len()..].trim_start().len();
            diagnostic.mended(place(Span::new(start, start + named)), "")
        }
        None if value.starts_with('*') && !value[1..].contains('*') => diagnostic,
        _ => diagnostic.mended(place(Span::new(start, start + value.len())), super::line::quoted(value)),
    }
}

/// Whether the library met an anchor, an alias or a merge key.
fn repeats_values(error: &Error) -> bool {
    match error {
        Error::Budget { breach, .. } => matches!(
            breach,
            BudgetBreach::Anchors { .. } | BudgetBreach::Aliases { .. } | BudgetBreach::MergeKeys { .. }
        ),
        Error::MergeKeyNotAllowed { .. }
        | Error::MergeValueNotMapOrSeqOfMaps { .. }
        | Error::UnknownAnchor { .. }
        | Error::AliasError { .. } => true,
        // The scanner knows of an alias without an anchor before the budget is asked.
        other => other.to_string().contains("anchor"),
    }
}

/// The word that begins with the last of `marks` on the span's line: the library points at the value that follows it.
fn mark_before(text: &str, span: Span, marks: &[char]) -> Span {
    let start = span.start as usize;
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let here = text[start..].starts_with(marks).then_some(start);
    let before = || {
        let last = text[line..start].rfind(marks)?;
        Some(line + text[line..line + last].trim_end_matches(marks).len())
    };
    let Some(at) = here.or_else(before) else { return span };
    let ends = |character: char| character.is_whitespace() || ",]}:".contains(character);
    let length = text[at..].find(ends).unwrap_or(text.len() - at);
    Span::new(at, at + length)
}

fn one_character(text: &str, start: usize) -> Span {
    let start = floor(text, start.min(text.len()));
    let width = text[start..].chars().next().map_or(0, char::len_utf8);
    Span::new(start, start + width)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<(&'static str, &str)> {
        let mut findings = Findings::default();
        parse(text, FileId(0), 0, Limits::ENTRY, &mut findings);
        findings.iter().map(|finding| (finding.code.name, &text[finding.place.span.range()])).collect()
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
