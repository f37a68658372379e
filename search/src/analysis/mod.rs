//! Danish analysis: text → tokens → the keys under which a word is found. The same code runs when
//! indexing and when searching.
//!
//! 1. [`clean`] the text (NFC, no soft hyphens);
//! 2. [`tokenize`] it into lower-case surface forms, which are what the segment holds;
//! 3. give every form its keys: [`fold`], [`stem`] and [`root`]; [`compound`] adds the parts.

pub(crate) mod asked_fields;
pub(crate) mod base_words;
pub(crate) mod clean;
pub(crate) mod compound;
#[cfg(feature = "writer")]
pub(crate) mod everyday;
pub(crate) mod fold;
pub(crate) mod kind_words;
pub(crate) mod law;
pub(crate) mod numbers;
pub(crate) mod root;
pub(crate) mod stem;
pub(crate) mod stop_words;
pub(crate) mod tokenize;

pub(crate) use clean::clean;
pub(crate) use fold::fold;
pub(crate) use tokenize::{Token, tokenize};

/// Version of the rules in this folder; raise it with every change that gives a form another key.
const RULES: &str = "7+frostem-2.20261016.1";

/// The rules and the tables that they read. An index analysed by others is refused, because its
/// keys would not meet the query's.
pub(crate) fn version() -> String {
    let mut tables = crc32fast::Hasher::new();
    for table in [stem::IRREGULAR, base_words::BASE_WORDS, base_words::WHOLE_WORDS] {
        tables.update(table.as_bytes());
    }
    format!("{RULES}+{:08x}", tables.finalize())
}

/// The key of all inflections of a word: its stem, folded. Stem before folding: the stemmer needs
/// æ, ø and å.
pub(crate) fn stem_key(form: &str) -> String {
    fold(&stem::stem(form))
}
