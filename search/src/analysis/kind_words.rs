//! The words by which people ask for a kind of entry: `mål for handleplaner` asks for a goal.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::stem_key;
use crate::DocumentKind;

/// `kind: word word …`, one kind a line; `-` instead of a kind where a form asks for none, though its
/// stem does.
const KIND_WORDS: &str = include_str!("../../data/kind_words.txt");

static KINDS: LazyLock<FxHashMap<String, DocumentKind>> = LazyLock::new(|| {
    let lines = KIND_WORDS.lines().filter(|line| !line.starts_with('#'));
    let kinds = lines
        .filter_map(|line| line.split_once(':'))
        .filter_map(|(kind, words)| Some((kind.parse().ok()?, words)));
    kinds
        .flat_map(|(kind, words)| words.split_whitespace().map(move |word| (stem_key(word), kind)))
        .collect()
});

static NONE: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let lines = KIND_WORDS.lines().filter_map(|line| line.strip_prefix("-:"));
    lines.flat_map(str::split_whitespace).collect()
});

/// The kind of entry that the lower-case word asks for.
pub(crate) fn asked_kind(word: &str) -> Option<DocumentKind> {
    KINDS.get(&stem_key(word)).copied().filter(|_| !NONE.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Kind;

    #[test]
    fn a_kind_is_asked_for_by_its_words_in_any_inflection() {
        assert_eq!(asked_kind("målet"), Some(Kind::Goal.into()));
        assert_eq!(asked_kind("sagsgangene"), Some(Kind::Procedure.into()));
        assert_eq!(asked_kind("bolig"), None);
        assert_eq!(asked_kind("måle"), None, "who measures asks for no goal");
    }

    #[test]
    fn every_line_names_a_kind() {
        let lines = KIND_WORDS.lines().filter(|line| !line.starts_with(['#', '-']));
        for line in lines {
            assert!(
                line.split_once(':').is_some_and(|(kind, _)| kind.parse::<DocumentKind>().is_ok()),
                "{line}"
            );
        }
    }
}
