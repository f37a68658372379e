//! Patterns for what editors write. Where a word begins and ends (`\b`) is not known of letters beyond
//! ASCII to the fast one of the ways in which a pattern is looked for, and no line of Danish is
//! without them: the slow way is gone only where the pattern without its words' ends is found.

use regex::{Captures, Match, Regex};

/// The beginning of what is plainly an address.
const ADDRESS: &str = r"(?:https?://|mailto:|tel:|www\.|/|#|\.\./)";

/// A pattern, and what is found wherever it is.
#[derive(Debug)]
pub(crate) struct Pattern {
    exact: Regex,
    /// Without the ends of words, where it asks for them.
    wide: Option<Regex>,
}

/// A pattern in which `ADDRESS` is the beginning of an address. Rendering any body and judging any
/// portal compile every one of them.
#[expect(clippy::unwrap_used, reason = "a pattern that is wrong stops every test of this crate")]
pub(crate) fn pattern(text: &str) -> Pattern {
    let text = text.replace("ADDRESS", ADDRESS);
    let wide = text.contains(r"\b").then(|| Regex::new(&text.replace(r"\b", "")).unwrap());
    Pattern { exact: Regex::new(&text).unwrap(), wide }
}

impl Pattern {
    fn may_be_in(&self, text: &str) -> bool {
        self.wide.as_ref().is_none_or(|wide| wide.is_match(text))
    }

    /// Whether it is anywhere in the text.
    pub(crate) fn is_match(&self, text: &str) -> bool {
        self.may_be_in(text) && self.exact.is_match(text)
    }

    /// The first place.
    pub(crate) fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        self.may_be_in(text).then(|| self.exact.find(text))?
    }

    /// Every place.
    pub(crate) fn find_iter<'t>(&self, text: &'t str) -> impl Iterator<Item = Match<'t>> {
        self.may_be_in(text).then(|| self.exact.find_iter(text)).into_iter().flatten()
    }

    /// The first place, in its parts.
    pub(crate) fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.may_be_in(text).then(|| self.exact.captures(text))?
    }

    /// Every place, in its parts.
    pub(crate) fn captures_iter<'t>(&self, text: &'t str) -> impl Iterator<Item = Captures<'t>> {
        self.may_be_in(text).then(|| self.exact.captures_iter(text)).into_iter().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_of_words_hold_all_the_same() {
        let age = pattern(r"(?i)\bår\b");
        for (text, count) in [("år for år", 2), ("får", 0), ("Århus i år", 1), ("", 0)] {
            assert_eq!(age.find_iter(text).count(), count, "{text}");
            assert_eq!(age.captures_iter(text).count(), count, "{text}");
            assert_eq!((age.is_match(text), age.find(text).is_some()), (count > 0, count > 0));
            assert_eq!(age.captures(text).is_some(), count > 0, "{text}");
        }
        assert!(pattern("ADDRESS").is_match("se www.kk.dk"));
    }
}
