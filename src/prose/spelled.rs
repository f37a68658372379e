//! Names of one word or several, found where a text uses them.

use std::collections::HashMap;

/// The longest name that is looked for, in bytes: nobody writes a longer one within a sentence.
const LONGEST_NAME: usize = 200;

/// Names by their first words; those of a word in the order of their bytes.
pub(super) struct Spelled<T>(HashMap<String, Vec<Name<T>>>);

/// One spelling of what a name stands for.
struct Name<T> {
    text: String,
    of: T,
}

/// A name in a text.
#[derive(Clone, Copy)]
pub(super) struct Use<T> {
    /// How many bytes it takes.
    pub(super) length: usize,
    /// What is meant.
    pub(super) of: T,
}

impl<T: Copy> Spelled<T> {
    /// Of equal spellings the first is meant.
    pub(super) fn of(names: impl Iterator<Item = (String, T)>) -> Self {
        let spelled = names.map(|(text, of)| Name { text, of });
        let mut spelled: Vec<_> = spelled.filter(|name| name.text.len() <= LONGEST_NAME).collect();
        spelled.sort_by(|one, other| one.text.cmp(&other.text));
        spelled.dedup_by(|later, first| later.text == first.text);
        let mut names: HashMap<String, Vec<Name<T>>> = HashMap::new();
        for name in spelled {
            let Some(first) = words(&name.text).next().map(|(_, word)| word.to_owned()) else {
                continue;
            };
            names.entry(first).or_default().push(name);
        }
        Self(names)
    }

    /// What the name stands for that begins with this word of a text; none where the word is a part
    /// of a longer one, such as `KUF` of `SKO-KUF-portalen`. The longest name is meant:
    /// "matchgruppe 3" is not "matchgruppe".
    pub(super) fn at(&self, text: &str, at: usize, word: &str) -> Option<Use<T>> {
        if text[..at]
            .strip_suffix('-')
            .is_some_and(|before| before.ends_with(char::is_alphanumeric))
        {
            return None;
        }
        let (names, text) = (self.0.get(word)?, &text[at..]);
        let name = begins_of(names, text).find(|name| ends(&text[name.text.len()..]))?;
        Some(Use { length: name.text.len(), of: name.of })
    }
}

/// The names that `text` begins with, the longest first. Of names in order, those that a text
/// begins with stand before it, and all that stand between it and the longest of them share less
/// with it.
fn begins_of<'n, T>(names: &'n [Name<T>], text: &str) -> impl Iterator<Item = &'n Name<T>> {
    let mut rest = &text.as_bytes()[..text.len().min(LONGEST_NAME)];
    std::iter::from_fn(move || {
        loop {
            let after = names.partition_point(|name| name.text.as_bytes() <= rest);
            let name = &names[after.checked_sub(1)?];
            let shared =
                name.text.bytes().zip(rest).take_while(|(one, other)| one == *other).count();
            if shared == name.text.len() {
                rest = &rest[..shared.saturating_sub(1)];
                return Some(name);
            }
            rest = &rest[..shared];
        }
    })
}

/// Whether a word ends before this text, and does not go on after a hyphen.
fn ends(text: &str) -> bool {
    !text.strip_prefix('-').unwrap_or(text).starts_with(char::is_alphanumeric)
}

/// The words of a text with their byte offsets: runs of letters and digits, with an ending `+` as
/// in `SSP+`.
pub(super) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text[rest..].find(char::is_alphanumeric)?;
        let length =
            text[start..].find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len() - start);
        let plus = usize::from(text[start + length..].starts_with('+'));
        rest = start + length + plus;
        Some((start, &text[start..rest]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_names_that_begin_alike_all_that_fit_are_found_and_the_longest_first() {
        let names = ["a", "a b", "a b c d", "a bc", "a c", "b"];
        let spelled = Spelled::of(names.into_iter().map(|name| (name.to_owned(), ())));
        let found = |text: &str| {
            begins_of(&spelled.0["a"], text).map(|name| name.text.clone()).collect::<Vec<_>>()
        };
        assert_eq!(found("a b c x"), ["a b", "a"]);
        assert_eq!(found("a b c d"), ["a b c d", "a b", "a"]);
        assert_eq!(found("a"), ["a"]);
        assert_eq!(found("å"), Vec::<String>::new());
    }

    #[test]
    fn words_are_cut_at_hyphens_and_keep_a_plus() {
        let found: Vec<_> = words("SKO-KUF og SSP+, (SKP)").map(|(_, word)| word).collect();
        assert_eq!(found, ["SKO", "KUF", "og", "SSP+", "SKP"]);
    }
}
