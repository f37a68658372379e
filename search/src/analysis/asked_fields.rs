//! The words by which people ask for a field of an entry: `tlf`, `ring` and `telefonnummer` ask for
//! a telephone number.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

/// `key: word word …`, one field a line.
const ASKED_FIELDS: &str = include_str!("../../data/asked_fields.txt");

fn fields() -> impl Iterator<Item = (&'static str, &'static str)> {
    ASKED_FIELDS
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(':'))
}

/// The words that ask for the field `key`; none for a field that nobody asks for.
#[cfg(feature = "writer")]
pub fn asked_for(key: &str) -> impl Iterator<Item = &'static str> {
    fields()
        .find(|(name, _)| *name == key)
        .into_iter()
        .flat_map(|(_, words)| words.split_whitespace())
}

/// Whether the lower-case word asks for some field. An entry has it among its keywords if it has
/// the field.
pub(crate) fn asks_for_a_field(word: &str) -> bool {
    WORDS.contains(word)
}

static WORDS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| fields().flat_map(|(_, words)| words.split_whitespace()).collect());

#[cfg(all(test, feature = "writer"))]
mod tests {
    use super::{asked_for, asks_for_a_field};

    #[test]
    fn a_field_is_asked_for_by_its_words_and_an_unknown_one_by_none() {
        assert!(asked_for("phones").any(|word| word == "tlf"));
        assert_eq!(asked_for("shoe_size").count(), 0);
        assert!(asks_for_a_field("telefonnummer") && !asks_for_a_field("sko"));
    }
}
