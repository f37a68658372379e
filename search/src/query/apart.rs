//! Letters and digits in one → two words, where the portal has no such word: `FA2`, `14dage`.

use crate::analysis::fold::fold;
use crate::analysis::{clean, tokenize};
use crate::vocabulary::{KeyKind, Vocabulary};

/// The query with a space wherever one was left out between a word and its number.
pub(super) fn apart(query: &str, vocabulary: &Vocabulary) -> String {
    let mut text = clean(query);
    for token in tokenize(&text).iter().rev().filter(|token| token.words == 1) {
        let is_known = || vocabulary.has(KeyKind::Spelling, &fold(&token.form));
        if let Some(cut) = boundary(&text[token.start..token.end]).filter(|_| !is_known()) {
            text.insert(token.start + cut, ' ');
        }
    }
    text
}

/// Where letters become digits or digits letters; none where that is more than once: `2b4` is a
/// name.
fn boundary(word: &str) -> Option<usize> {
    let pairs = word.char_indices().zip(word.chars().skip(1));
    let mut cuts = pairs
        .filter(|((_, left), right)| left.is_ascii_digit() != right.is_ascii_digit())
        .map(|((at, left), _)| at + left.len_utf8());
    let cut = cuts.next()?;
    cuts.next().is_none().then_some(cut)
}

#[cfg(test)]
mod tests {
    use super::boundary;

    #[test]
    fn a_word_and_its_number_are_cut_once() {
        assert_eq!(boundary("fa2"), Some(2));
        assert_eq!(boundary("14dage"), Some(2));
        assert_eq!(boundary("på3"), Some(3));
        assert_eq!(boundary("2b4"), None);
        assert_eq!(boundary("dage"), None);
        assert_eq!(boundary("14"), None);
    }
}
