//! Numbers that are known to be something else, because they stand under a key that says so. Takes
//! a file and what was found in it; tells which of it the key explains.

use std::ops::Range;

use crate::diagnostics::Findings;
use crate::personal_number::Hit;
use crate::source::{self, FileId, Limits, Node, Role, SourceFile, Span, Value};

/// What a key's value is made of.
#[derive(Clone, Copy)]
enum Shape {
    /// Exactly so many digits, and nothing else.
    Digits(usize),
    /// Digits set out in some way of its own. What is set out as a personal number, and fits as
    /// one, is one there too.
    Number,
}

/// The keys, in any file, whose values are numbers of another kind.
const TYPED: &[(&str, Shape)] = &[
    ("case_number", Shape::Number),
    ("cvr", Shape::Digits(8)),
    ("document_number", Shape::Number),
    ("ean", Shape::Digits(13)),
    ("fax", Shape::Number),
    ("journal_number", Shape::Number),
    ("number", Shape::Number),
    ("p_number", Shape::Digits(10)),
    ("phone", Shape::Number),
];

/// The keys' spans in a file and what may stand there.
pub(super) struct Typed(Vec<(Span, Shape, String)>);

impl Typed {
    /// The typed values of a file; none where it cannot be read, or where there is nothing but
    /// text.
    pub(super) fn of(file: FileId, source: &SourceFile) -> Self {
        let text = source.text();
        let told_elsewhere = &mut Findings::default();
        let tree = match source.role() {
            Role::Site => source::parse_toml(text, file, told_elsewhere),
            Role::Template | Role::Style | Role::Asset | Role::Unknown => None,
            Role::Entry(kind) if !kind.is_data() => {
                source::split(text, file).ok().and_then(|parts| {
                    let (yaml, start) = (parts.yaml.range(), parts.yaml.start as usize);
                    source::parse_yaml(&text[yaml], file, start, Limits::ENTRY, told_elsewhere)
                })
            }
            _ => source::parse_yaml(text, file, 0, Limits::REGISTER, told_elsewhere),
        };
        let mut typed = Self(Vec::new());
        if let Some(node) = &tree {
            typed.collect(node);
        }
        typed
    }

    fn collect(&mut self, node: &Node) {
        match &node.value {
            Value::Sequence(items) => items.iter().for_each(|item| self.collect(item)),
            Value::Mapping(pairs) => pairs.iter().for_each(|(key, value)| {
                let shape =
                    TYPED.iter().find(|(name, _)| *name == key.text).map(|(_, shape)| *shape);
                match (shape, value.as_text()) {
                    (Some(shape), Some(text)) => {
                        self.0.push((value.span, shape, text.trim().to_owned()));
                    }
                    _ => self.collect(value),
                }
            }),
            Value::Scalar { .. } | Value::Null => {}
        }
    }

    /// Whether the key says what stands there.
    pub(super) fn covers(&self, inner: &Range<usize>) -> bool {
        let around =
            |span: &Span| span.range().start <= inner.start && inner.end <= span.range().end;
        self.0.iter().any(|(span, ..)| around(span))
    }

    /// The values that are numbers of any kind.
    pub(super) fn values(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(_, _, value)| value.as_str())
    }

    /// Whether the key says what the number is.
    pub(super) fn explains(&self, hit: &Hit) -> bool {
        self.0.iter().any(|(span, shape, value)| {
            let inside = span.range().start <= hit.span.start && hit.span.end <= span.range().end;
            inside
                && match shape {
                    Shape::Digits(count) => {
                        value.len() == *count && value.bytes().all(|byte| byte.is_ascii_digit())
                    }
                    // A number, and no sentence with a number in it.
                    Shape::Number => {
                        !value.contains(char::is_alphabetic) && (hit.bare || !hit.is_likely())
                    }
                }
        })
    }
}
