//! The words that people read, by key and language, from the theme's `i18n/<language>/*.yaml`.
//! A portal's own theme may replace single texts. Knows nothing of what the keys mean.

use std::collections::{BTreeMap, BTreeSet};

use super::{Code, Diagnostic, Findings, nearest};
use crate::source::{self, FileId, Limits, Node, Place, Role, Sources, Value};

/// A language of the portal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// Danish.
    #[default]
    Danish,
    /// English.
    English,
}

impl Language {
    /// All there are.
    pub const ALL: [Self; 2] = [Self::Danish, Self::English];

    /// The ISO 639-1 code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Danish => "da",
            Self::English => "en",
        }
    }

    /// The language of an ISO 639-1 code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }
}

/// Every text of one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts(BTreeMap<String, String>);

/// All codes of this module.
pub(crate) static CODES: &[&Code] = &[&BAD_TEXTS, &UNKNOWN_TEXT, &super::MORE_FINDINGS];

/// A theme's text file has something other than texts in nested mappings.
static BAD_TEXTS: Code = Code::error("bad-texts");

fn not_a_text(place: Place, key: &str) -> Diagnostic {
    Diagnostic::new(&BAD_TEXTS, place).with("key", key)
}

/// A text of a theme that nothing asks for; most often a slip in its key, so that the built-in text stays.
static UNKNOWN_TEXT: Code = Code::error("unknown-text");

fn unknown_text<'a>(place: Place, key: &str, known: impl Iterator<Item = &'a str>) -> Diagnostic {
    let diagnostic = Diagnostic::new(&UNKNOWN_TEXT, place).with("key", key);
    let Some(near) = nearest(key, known) else { return diagnostic };
    let diagnostic = diagnostic.with("suggestion", near).help("help_suggestion");
    let last = |key: &str| key.rsplit_once('.').map(|(group, last)| (group.to_owned(), last.to_owned()));
    match (last(key), last(near)) {
        (Some((group, _)), Some((same, name))) if group == same => diagnostic.instead(name),
        _ => diagnostic,
    }
}

impl Texts {
    /// The texts of the sources' theme in one language, over those that are built in; what a file does not say is left
    /// out and told.
    #[must_use]
    pub fn read(sources: &Sources, language: Language) -> (Self, Findings) {
        let (mut texts, mut findings) = (Self::default(), Findings::default());
        let mut own = Vec::new();
        for (file, source) in sources.of_role(Role::Texts).filter(|(_, source)| is_of(source.path(), language)) {
            match source::built_in(source.path()) {
                Some(built_in) if built_in == source.text() => texts.add(file, source.text(), &mut findings),
                Some(built_in) => {
                    texts.add(file, built_in, &mut Findings::default());
                    own.push((file, source));
                }
                None => own.push((file, source)),
            }
        }
        let known: BTreeSet<String> = texts.0.keys().cloned().collect();
        for (file, source) in own.into_iter().filter(|(_, source)| source.is_readable()) {
            let node = source::parse_yaml(source.text(), file, 0, Limits::REGISTER, &mut findings);
            if let Some(node) = node {
                findings.extend(unknown_keys("", &node, file, &known, sources));
                texts.add_under("", &node, file, &mut findings);
            }
        }
        (texts, findings)
    }

    fn add(&mut self, file: FileId, text: &str, findings: &mut Findings) {
        if let Some(node) = source::parse_yaml(text, file, 0, Limits::REGISTER, findings) {
            self.add_under("", &node, file, findings);
        }
    }

    fn add_under(&mut self, prefix: &str, node: &Node, file: FileId, findings: &mut Findings) {
        match &node.value {
            Value::Mapping(pairs) => pairs.iter().for_each(|(key, value)| {
                let key = if prefix.is_empty() { key.text.clone() } else { format!("{prefix}.{}", key.text) };
                self.add_under(&key, value, file, findings);
            }),
            Value::Scalar { text, .. } => {
                self.0.insert(prefix.to_owned(), text.trim_end().to_owned());
            }
            Value::Null | Value::Sequence(_) => findings.push(not_a_text(Place { file, span: node.span }, prefix)),
        }
    }

    /// The text of `key`; the key itself where there is none, so that a gap shows.
    #[must_use]
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.0.get(key).map_or(key, String::as_str)
    }

    /// The text of `key`, if there is one.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(String::as_str)
    }

    /// The text of `key` with every `{name}` replaced.
    #[must_use]
    pub fn fill(&self, key: &str, arguments: &[(&str, &str)]) -> String {
        let mut rest = self.get(key);
        let mut filled = String::with_capacity(rest.len() + 32);
        while let Some(open) = rest.find('{') {
            let Some(close) = rest[open..].find('}').map(|at| open + at) else { break };
            let name = &rest[open + 1..close];
            filled.push_str(&rest[..open]);
            match arguments.iter().find(|(argument, _)| *argument == name) {
                Some((_, value)) => filled.push_str(value),
                None => filled.push_str(&rest[open..=close]),
            }
            rest = &rest[close + 1..];
        }
        filled.push_str(rest);
        filled
    }

    /// All keys, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// All keys under `prefix.` with the rest of the key and the text, in order.
    pub fn under<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.0.iter().filter_map(move |(key, text)| {
            let rest = key.strip_prefix(prefix)?.strip_prefix('.')?;
            Some((rest, text.as_str()))
        })
    }
}

/// The keys below `prefix` that neither the built-in theme nor a template of the portal's own knows.
fn unknown_keys(
    prefix: &str,
    node: &Node,
    file: FileId,
    known: &BTreeSet<String>,
    sources: &Sources,
) -> Vec<Diagnostic> {
    let Value::Mapping(pairs) = &node.value else { return Vec::new() };
    let unknown = pairs.iter().flat_map(|(key, value)| {
        let whole = if prefix.is_empty() { key.text.clone() } else { format!("{prefix}.{}", key.text) };
        if let Value::Mapping(_) = value.value {
            return unknown_keys(&whole, value, file, known, sources);
        }
        if known.contains(&whole) || is_asked_for(&whole, sources) {
            return Vec::new();
        }
        let place = Place { file, span: key.span };
        vec![unknown_text(place, &whole, known.iter().map(String::as_str))]
    });
    unknown.collect()
}

/// Whether a template names the text: by its whole key, or by what follows the file's own name in it.
fn is_asked_for(key: &str, sources: &Sources) -> bool {
    let inner = key.split_once('.').map_or(key, |(_, inner)| inner);
    sources.of_role(Role::Template).any(|(_, template)| template.text().contains(inner))
}

/// Whether a text file belongs to a language: `themes/x/i18n/da/pages.yaml`.
fn is_of(path: &str, language: Language) -> bool {
    path.split('/').nth(3) == Some(language.code())
}
