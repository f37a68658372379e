//! What can be wrong with a row of `synonyms.yaml`.

use crate::diagnostics::{Code, Diagnostic};
use crate::source::Place;

/// A row of `synonyms.yaml` that makes no two words alike.
pub(super) static BAD_SYNONYM: Code = Code::error("bad-synonym");

pub(in crate::model) fn lone_synonym(place: Place, word: &str) -> Diagnostic {
    Diagnostic::new(&BAD_SYNONYM, place).with("word", word)
}

pub(in crate::model) fn one_way_to_nothing(place: Place, word: &str) -> Diagnostic {
    Diagnostic::new(&BAD_SYNONYM, place)
        .with("word", word)
        .message("message_one_way")
        .help("help_one_way")
}

/// A word that leads to itself alone.
pub(in crate::model) fn synonym_of_itself(place: Place, word: &str) -> Diagnostic {
    Diagnostic::new(&BAD_SYNONYM, place)
        .with("word", word)
        .message("message_itself")
        .help("help_one_way")
}

/// A word with a comma in it, which nobody types.
pub(in crate::model) fn several_synonyms(place: Place, word: &str) -> Diagnostic {
    let words: Vec<_> = word.split([',', ';']).map(str::trim).collect();
    Diagnostic::new(&BAD_SYNONYM, place)
        .with("word", word)
        .with("words", words.join(", "))
        .message("message_several")
        .help("help_several")
}

pub(in crate::model) fn mixed_synonym(place: Place) -> Diagnostic {
    Diagnostic::new(&BAD_SYNONYM, place).message("message_mixed").help("help_mixed")
}

/// `to` in a row of its own, which most often belongs to `from` in the row above.
pub(in crate::model) fn synonym_from_nothing(place: Place, words: &str) -> Diagnostic {
    let found = Diagnostic::new(&BAD_SYNONYM, place).with("words", words);
    found.message("message_to").help("help_to")
}

pub(in crate::model) fn empty_synonym(place: Place) -> Diagnostic {
    Diagnostic::new(&BAD_SYNONYM, place).message("message_empty").help("help_mixed")
}
