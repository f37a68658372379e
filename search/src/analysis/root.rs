//! What a noun and its verb have in common: `ansøgning` and `ansøge`, `visitation` and `visitere`.
//! Weaker than a stem, so its own key.

use super::{fold, stem};

/// Endings that make nouns, verbs and adjectives of one another, longest first. `ed` is what the
/// stemmer leaves of the past tense.
const DERIVATIONS: [&str; 14] = [
    "ationen", "erende", "ation", "ator", "ende", "elig", "ning", "sel", "hed", "lig", "ing", "er",
    "ed", "ig",
];

/// A root shorter than this says too little.
const SHORTEST_ROOT: usize = 5;

/// What makes a state of an adjective, whose root may be shorter: `ungdom`, `sygdom`.
const STATE: &str = "dom";
const SHORTEST_OF_A_STATE: usize = 3;

/// The folded root of a surface form; its stem key where nothing can be taken off.
pub(crate) fn root_key(form: &str) -> String {
    root_of(form, &stem::stem(form))
}

/// The root of a form whose stem is known.
pub(crate) fn root_of(form: &str, stem: &str) -> String {
    let without = |ending: &str, shortest: usize| {
        stem.strip_suffix(ending).filter(|root| root.chars().count() >= shortest)
    };
    let root = DERIVATIONS.iter().find_map(|ending| without(ending, SHORTEST_ROOT));
    let root = root.or_else(|| without(STATE, SHORTEST_OF_A_STATE));
    fold(root.filter(|_| !form.contains('§')).unwrap_or(stem))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_meet_their_verbs() {
        for (noun, verb) in [
            ("ansøgning", "ansøger"),
            ("behandling", "behandler"),
            ("visitation", "visiteret"),
            ("henvisningen", "henvist"),
            ("afklaring", "afklare"),
            ("udredning", "udrede"),
            ("rådgivning", "rådgiver"),
            ("starten", "startede"),
            ("behandling", "behandlede"),
            ("ungdom", "unge"),
            ("sygdommen", "syg"),
            ("ansvarlig", "ansvar"),
            ("afhængig", "afhænge"),
        ] {
            assert_eq!(root_key(noun), root_key(verb), "{noun} and {verb}");
        }
    }

    #[test]
    fn short_words_keep_their_ending() {
        assert_eq!(root_key("ring"), "ring");
    }
}
