//! `capitals`: a sentence in capital letters.
//!
//! Why: capitals are read letter by letter, some screen readers spell them out, and abbreviations
//! cannot be told from words. Wrong: `HUSK AT RINGE TIL BORGEREN`. Right: `**Husk at ringe til
//! borgeren.**`

use std::ops::Range;
use std::sync::LazyLock;

use super::{Inputs, written};
use crate::diagnostics::{Code, Findings};
use crate::prose::{Pattern, pattern};

/// Several words in capitals that are no abbreviations.
pub(super) static CAPITALS: Code = Code::warning("capitals");

/// Four words or more, with what may stand between words of a sentence.
static RUN: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"\p{Lu}{2,}(?:[ ,:–-]{1,3}(?:\p{Lu}{2,}|[IÅØ])){3,}"));

/// Abbreviations have fewer letters.
const LETTERS_OF_A_WORD: usize = 5;
/// One long word may be a name.
const FEWEST_WORDS: usize = 2;

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    written::told(input, &CAPITALS, runs)
}

/// The words in capitals that stand together and are no abbreviations.
pub(super) fn runs(text: &str) -> Vec<Range<usize>> {
    let is_word = |word: &&str| word.chars().count() >= LETTERS_OF_A_WORD;
    let runs = RUN.find_iter(text).filter(|run| {
        let words = run.as_str().split(|c: char| !c.is_alphabetic());
        words.filter(is_word).count() >= FEWEST_WORDS
    });
    runs.map(|run| run.range()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_told_and_abbreviations_are_not() {
        assert_eq!(runs("NB: HUSK AT RINGE TIL BORGEREN før mødet").len(), 1);
        for text in ["ABC, DEF, GHI, JKL og MNO", "BYENS KOMMUNE", "ABC DEF KOMMUNEN GHI"] {
            assert_eq!(runs(text).len(), 0, "{text}");
        }
    }
}
