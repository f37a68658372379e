//! Anchors: the names that places on a page have.

use std::collections::HashMap;
use std::fmt;

use crate::model::as_id;

/// The name of a place on a page: `a`–`z`, `0`–`9` and `-`, at least one of them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Anchor(String);

impl Anchor {
    /// The anchor that is spelled like this; none if no anchor may be.
    pub(crate) fn exact(text: &str) -> Option<Self> {
        let plain = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
        (!text.is_empty() && text.bytes().all(plain)).then(|| Self(text.to_owned()))
    }

    /// The anchor that words would make; `afsnit` where nothing is left of them.
    pub(crate) fn of_words(words: &str) -> Self {
        let id = as_id(words);
        Self(if id.is_empty() { "afsnit".to_owned() } else { id })
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Anchor {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The anchors of one page.
#[derive(Debug, Default)]
pub(crate) struct Anchors {
    /// Those that are taken, each with the number that the next of its name tries first: without
    /// it, thousands of equal headings would each try all the numbers before theirs.
    taken: HashMap<String, usize>,
}

impl Anchors {
    /// Takes the anchor, or the first of `x-2`, `x-3` … that is free.
    pub(crate) fn take(&mut self, wanted: &Anchor) -> Anchor {
        let mut number = self.taken.get(wanted.as_str()).copied().unwrap_or(1);
        let free = loop {
            let id = match number {
                1 => wanted.0.clone(),
                _ => format!("{wanted}-{number}"),
            };
            number += 1;
            if number == 2 || !self.taken.contains_key(&id) {
                break id;
            }
        };
        self.taken.insert(wanted.0.clone(), number);
        self.taken.entry(free.clone()).or_insert(2);
        Anchor(free)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_letters_are_an_anchor() {
        for wrong in ["", "A", "å", "a b", "a\"b", "a.b", "a_b"] {
            assert_eq!(Anchor::exact(wrong), None, "{wrong}");
        }
        assert!(Anchor::exact("a-2").is_some() && Anchor::exact("-").is_some());
        assert_eq!(Anchor::of_words("Løn & pension").as_str(), "loen-pension");
        assert_eq!(Anchor::of_words("!").as_str(), "afsnit");
    }

    #[test]
    fn an_anchor_is_given_once() {
        let mut anchors = Anchors::default();
        let wanted = ["a", "a-2", "a", "a", "a-2", "a-3", "b-2", "b", "b"];
        let given = wanted.map(|text| anchors.take(&Anchor::of_words(text)).to_string());
        assert_eq!(given, ["a", "a-2", "a-3", "a-4", "a-2-2", "a-3-2", "b-2", "b", "b-3"]);
    }
}
