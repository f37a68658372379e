//! What a word that nobody knows was meant to be, among those that are known.

use crate::ids::{as_id, is_id};

/// The candidate that `word` most likely stands for: the same in another spelling (`JKU`, `Dag til
/// Dag`, `[[jku]]`, `/kontakter/jku/`), or the nearest by Damerau-Levenshtein distance; none if all
/// are far.
#[must_use]
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().count();
    let limit = if length > FEW { (length / 3).max(2) } else { 1 };
    let candidates: Vec<&str> = candidates.into_iter().collect();
    let last = word.trim_matches('/').rsplit('/').next().unwrap_or(word);
    let spelt = [word, last, last.trim_end_matches(".md")].map(as_id);
    let is_same = |candidate: &str, id: &String| {
        if is_id(candidate) { candidate == id } else { as_id(candidate) == *id }
    };
    let same = |id: &String| candidates.iter().copied().find(|candidate| is_same(candidate, id));
    if let Some(same) = spelt.iter().filter(|id| !id.is_empty()).find_map(same) {
        return Some(same);
    }
    candidates
        .into_iter()
        .filter(|candidate| candidate.len().abs_diff(word.len()) <= limit * 2)
        .filter(|candidate| length > SHORT || is_slip(word, candidate))
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= limit && !is_opposite(word, candidate))
        .min()
        .map(|(_, candidate)| candidate)
}

/// Words of no more letters have one slip at most: `side` is not `line`.
const FEW: usize = 5;

/// Whether one of two words is the other with its opposite's beginning: `inactive`.
fn is_opposite(word: &str, candidate: &str) -> bool {
    let (long, short) =
        if word.len() > candidate.len() { (word, candidate) } else { (candidate, word) };
    let long = long.to_lowercase();
    let beginning = long.strip_suffix(&short.to_lowercase());
    beginning.is_some_and(|beginning| ["in", "im", "un", "u", "ikke"].contains(&beginning.trim()))
}

/// Words of no more letters are told apart by each of them: `jku` is not `jki`.
const SHORT: usize = 3;

/// Whether a short word lacks a letter, has one too many, or has them in another order.
fn is_slip(word: &str, candidate: &str) -> bool {
    let letters = |text: &str| {
        let mut letters: Vec<char> = text.chars().collect();
        letters.sort_unstable();
        letters
    };
    let (word, candidate) = (letters(word), letters(candidate));
    word.len() != candidate.len() || word == candidate
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_words_are_another_by_one_letter() {
        assert_eq!(nearest("jku", ["jki", "abc"]), None);
        assert_eq!(nearest("acb", ["abc"]), Some("abc"));
        assert_eq!(nearest("jk", ["jku"]), Some("jku"));
        assert_eq!(nearest("side", ["line", "quote"]), None);
        assert_eq!(nearest("Inactive", ["active", "closed"]), None);
    }

    #[test]
    fn the_nearest_word_is_offered_and_a_far_one_is_not() {
        assert_eq!(nearest("sumary", ["title", "summary", "status"]), Some("summary"));
        assert_eq!(nearest("xyzzy", ["title", "summary", "status"]), None);
    }

    #[test]
    fn another_spelling_of_a_candidate_is_meant_before_what_is_near() {
        let ids = ["jki", "jku", "dag-til-dag", "also_called"];
        for spelling in ["JKU", "[[jku]]", "jku.md", "/kontakter/jku/", " Jku "] {
            assert_eq!(nearest(spelling, ids), Some("jku"), "{spelling}");
        }
        assert_eq!(nearest("Dag til Dag", ids), Some("dag-til-dag"));
        assert_eq!(nearest("Also called", ids), Some("also_called"));
        assert_eq!(nearest("…", ids), None);
    }
}
