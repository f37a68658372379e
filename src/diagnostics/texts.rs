//! The words that people read, by key and language. Knows nothing of what the keys mean, nor of the
//! files that they come from: [`source`](crate::source) reads them.

use std::collections::BTreeMap;

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

impl Texts {
    /// Takes the text of a key, instead of the one that it had.
    pub(crate) fn set(&mut self, key: String, text: String) {
        self.0.insert(key, text);
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
            // A brace that begins no name is a sign like any other: `{ words: [{word}] }`.
            let open = rest[..close].rfind('{').unwrap_or(open);
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

    /// How many of something: the key's `one` or `other`, with the number in the place of
    /// `{count}`. Those are the plural rules of whole numbers in Danish and English (Unicode CLDR,
    /// "Language Plural Rules").
    #[must_use]
    pub fn counted(&self, key: &str, count: usize) -> String {
        let form = if count == 1 { "one" } else { "other" };
        self.fill(&format!("{key}.{form}"), &[("count", &count.to_string())])
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
