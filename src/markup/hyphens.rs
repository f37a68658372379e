//! Where a long word may be broken on a narrow screen and on paper: few browsers know where Danish
//! words are divided, and break them anywhere. Takes a title and the code of its language; gives
//! the title with soft hyphens, which are seen only where a line ends. For what is shown alone: what
//! is searched, copied or read by programs has none.

use std::borrow::Cow;

use hypher::{Lang, hyphenate_bounded};

/// Soft hyphen.
const HYPHEN: char = '\u{ad}';
/// The letters that stand together at each end of a word.
const TOGETHER: usize = 4;

/// A text with soft hyphens in its words of more letters than `whole`; as it is where the language's
/// rules are not known.
pub(super) fn hyphenated<'t>(text: &'t str, language: &str, whole: usize) -> Cow<'t, str> {
    let code = language.as_bytes().try_into().ok();
    let is_long = |word: &&str| word.chars().nth(whole).is_some();
    let Some(language) = code.and_then(Lang::from_iso) else { return text.into() };
    if !words(text).any(|word| is_long(&word)) {
        return text.into();
    }
    let mut all = String::with_capacity(text.len() + 8);
    for word in words(text) {
        if !is_long(&word) {
            all.push_str(word);
            continue;
        }
        for (at, part) in hyphenate_bounded(word, language, TOGETHER, TOGETHER).enumerate() {
            all.extend((at > 0).then_some(HYPHEN));
            all.push_str(part);
        }
    }
    all.into()
}

/// The words of a text, and what stands between them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(|letter: char| !letter.is_alphabetic()).flat_map(|piece| {
        let end = piece.trim_end_matches(|letter: char| !letter.is_alphabetic()).len();
        [&piece[..end], &piece[end..]]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        hyphenated(text, "da", 12).replace(HYPHEN, "-")
    }

    #[test]
    fn a_long_word_may_be_broken_where_it_is_divided() {
        assert_eq!(shown("Substitutionsbehandling"), "Substi-tu-tions-be-hand-ling");
        assert_eq!(shown("Lov om kontanthjælpsreformen"), "Lov om kontant-hjælps-re-formen");
    }

    #[test]
    fn a_short_word_stays_whole_and_so_does_a_language_nobody_knows() {
        assert_eq!(shown("Behandling, 2014: STU/SKP"), "Behandling, 2014: STU/SKP");
        assert_eq!(hyphenated("Substitutionsbehandling", "xx", 12), "Substitutionsbehandling");
    }

    #[test]
    fn without_its_hyphens_a_text_is_what_it_was() {
        let text = "Afgørelse om arbejdsmarkedsydelse (2013) – beskæftigelsesministeriet";
        assert_eq!(hyphenated(text, "da", 12).replace(HYPHEN, ""), text);
    }
}
