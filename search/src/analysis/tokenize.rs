//! Text → tokens: lower-case surface forms with the bytes that they cover.
//!
//! Words joined by a hyphen, dot, slash or the like give their parts and the joined form
//! (`job-center` → `job`, `center`, `jobcenter`); [`numbers`] and [`law`] add the whole number and
//! the whole section. Positions count words, so that a phrase is a phrase in whatever way its words
//! were written.

use super::{law, numbers};

/// Between two letters without a space, these make one word of two.
const JOINERS: &str = "-‐‑–./'’_:@&+";

/// A chain of more words than this is an address or a path, not a word in several spellings.
const MOST_JOINED: usize = 6;

/// Longer runs are known by their beginning, in bytes.
const LONGEST_FORM: usize = 500;

/// One token of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// The lower-case form.
    pub(crate) form: String,
    /// First byte in the text.
    pub(crate) start: usize,
    /// One past the last byte.
    pub(crate) end: usize,
    /// The word's place in the text.
    pub(crate) position: usize,
    /// How many words it covers: more than one for joined forms.
    pub(crate) words: usize,
}

/// A word of the text: a run of letters and digits.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word<'a> {
    pub(crate) text: &'a str,
    pub(crate) start: usize,
}

impl Word<'_> {
    pub(crate) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    pub(crate) fn is_number(&self) -> bool {
        numbers::is_number(self.text)
    }
}

/// The tokens of a cleaned text, in the order of their positions.
pub(crate) fn tokenize(text: &str) -> Vec<Token> {
    let words = split_words(text);
    let mut tokens = single_words(text, &words);
    let singles = tokens.len();
    add_joined(text, &words, &mut tokens);
    // Most texts have no numbers, and every result's text is read with every letter typed.
    if text.bytes().any(|byte| byte.is_ascii_digit()) {
        numbers::add_numbers(text, &words, &mut tokens);
        law::add_sections(text, &words, &mut tokens);
    }
    let is_in_order = tokens.len() == singles;
    for token in &mut tokens {
        token.form.truncate(token.form.floor_char_boundary(LONGEST_FORM));
    }
    if !is_in_order {
        tokens.sort_by_key(|token| (token.position, token.words));
        tokens.dedup_by(|right, left| right.form == left.form && right.position == left.position);
    }
    tokens
}

fn split_words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push(Word { text: &text[from..at], start: from });
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        words.push(Word { text: &text[from..], start: from });
    }
    words
}

fn single_words(text: &str, words: &[Word]) -> Vec<Token> {
    let is_initial = |at: usize| {
        words[at].text.chars().nth(1).is_none()
            && !words[at].is_number()
            && (dotted(text, words, at)
                || at.checked_sub(1).is_some_and(|before| dotted(text, words, before)))
    };
    (0..words.len())
        .filter(|at| !is_initial(*at))
        .map(|at| token_over(words, at, 1, lower_case(words[at].text)))
        .collect()
}

/// In lower case; most words are already, and most of the others are ASCII.
fn lower_case(word: &str) -> String {
    if word.is_ascii() { word.to_ascii_lowercase() } else { word.to_lowercase() }
}

/// Whether a dot or an apostrophe ties the word to the next: `N.A.B.O.`, `f.eks.`, `KUF's`.
fn dotted(text: &str, words: &[Word], at: usize) -> bool {
    matches!(gap_after(text, words, at), Some("." | "'" | "’"))
}

/// A token over `count` words from `at`.
pub(crate) fn token_over(words: &[Word], at: usize, count: usize, form: String) -> Token {
    Token {
        form,
        start: words[at].start,
        end: words[at + count - 1].end(),
        position: at,
        words: count,
    }
}

/// What stands between a word and the next one; none after the last.
pub(crate) fn gap_after<'a>(text: &'a str, words: &[Word], at: usize) -> Option<&'a str> {
    let next = words.get(at + 1)?;
    Some(&text[words[at].end()..next.start])
}

fn is_joined(text: &str, words: &[Word], at: usize) -> bool {
    gap_after(text, words, at).is_some_and(|gap| {
        let mut chars = gap.chars();
        chars.next().is_some_and(|c| JOINERS.contains(c)) && chars.next().is_none()
    })
}

fn add_joined(text: &str, words: &[Word], tokens: &mut Vec<Token>) {
    let mut first = 0;
    for at in 0..words.len() {
        if is_joined(text, words, at) {
            continue;
        }
        let count = at + 1 - first;
        if (2..=MOST_JOINED).contains(&count) {
            let form = words[first..=at].iter().map(|word| lower_case(word.text)).collect();
            tokens.push(token_over(words, first, count, form));
        }
        first = at + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(text: &str) -> Vec<String> {
        tokenize(text).into_iter().map(|token| token.form).collect()
    }

    #[test]
    fn joined_words_give_their_parts_and_the_whole() {
        assert_eq!(forms("Job-center"), ["job", "jobcenter", "center"]);
        assert_eq!(forms("SKO/KUF"), ["sko", "skokuf", "kuf"]);
    }

    #[test]
    fn abbreviations_are_kept_whole() {
        assert_eq!(forms("N.A.B.O."), ["nabo"]);
        assert_eq!(forms("f.eks. KUF's hus"), ["feks", "eks", "kuf", "kufs", "hus"]);
    }

    #[test]
    fn tokens_cover_the_bytes_that_they_came_from() {
        let text = "På job-centret";
        let covered: Vec<&str> =
            tokenize(text).iter().map(|token| &text[token.start..token.end]).collect();
        assert_eq!(covered, ["På", "job", "job-centret", "centret"]);
    }

    #[test]
    fn a_very_long_word_is_a_word_and_known_by_its_beginning() {
        assert_eq!(forms(&"å".repeat(200)), ["å".repeat(200)]);
        assert_eq!(forms(&format!("{}b", "a".repeat(500))), ["a".repeat(500)]);
    }

    #[test]
    fn a_space_ends_a_word() {
        assert_eq!(forms("job center"), ["job", "center"]);
    }
}
