//! The words by which people ask for a field of an entry: `tlf`, `ring` and `telefonnummer` ask for a telephone number.

/// `key: word word …`, one field a line.
const ASKED_FIELDS: &str = include_str!("../../data/asked_fields.txt");

/// The words that ask for the field `key`; none for a field that nobody asks for.
pub fn asked_for(key: &str) -> impl Iterator<Item = &'static str> {
    let lines = ASKED_FIELDS.lines().filter(|line| !line.starts_with('#'));
    let words = lines.filter_map(|line| line.split_once(':')).find(|(name, _)| *name == key);
    words.into_iter().flat_map(|(_, words)| words.split_whitespace())
}

#[cfg(test)]
mod tests {
    use super::asked_for;

    #[test]
    fn a_field_is_asked_for_by_its_words_and_an_unknown_one_by_none() {
        assert!(asked_for("phones").any(|word| word == "tlf"));
        assert_eq!(asked_for("shoe_size").count(), 0);
    }
}
