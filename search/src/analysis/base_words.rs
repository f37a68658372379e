//! Our own base list of words that Danish compounds of the public sector are made of, and the
//! guards against false parts.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::stem::stem;
use super::stem_key;

/// One word a line or several; `#` starts a comment. Ours: no word list was copied.
pub(crate) const BASE_WORDS: &str = include_str!("../../data/base_words.txt");

/// Words that look like compounds and are none.
pub(crate) const WHOLE_WORDS: &str = include_str!("../../data/whole_words.txt");

/// Common words, which the portal may lack and which are no other word spelt wrong.
const COMMON_WORDS: &str = include_str!("../../data/common_words.txt");

/// Prefixes: words of their own, but inside a word they only change the next part.
const PREFIXES: &[&str] = &[
    "af", "an", "anti", "ber", "bort", "efter", "ekstra", "eks", "ene", "for", "fore", "forud",
    "fra", "frem", "gen", "gennem", "hen", "ikke", "imod", "ind", "inden", "inter", "med",
    "mellem", "mis", "mod", "ned", "non", "om", "omkring", "op", "over", "pro", "påd", "pre", "re",
    "sam", "sammen", "sub", "super", "til", "tilbage", "trans", "uden", "ud", "under", "ved",
    "videre", "vel", "viden",
];

/// Endings that make one word of another: never the last part of a compound.
const ENDINGS: &[&str] = &[
    "agtig", "bar", "bare", "dom", "elig", "else", "elsen", "elser", "ende", "ene", "ens", "ere",
    "eren", "eret", "eres", "ering", "erne", "ernes", "est", "este", "fri", "frit", "haft", "hed",
    "heden", "hedens", "heder", "ing", "ingen", "ingens", "inger", "isk", "iske", "ist", "itet",
    "lig", "lige", "ligt", "ling", "linger", "løs", "løse", "løst", "mæssig", "mæssige", "mæssigt",
    "ning", "ningen", "ninger", "ring", "ringen", "ringer", "bene", "net", "nets", "ret", "rets",
    "sen", "sens", "ører", "ørerne", "ører", "sel", "skab", "skaber", "skabet", "som", "somme",
    "ster", "tal", "tion", "tionen", "tioner", "ting", "tiv", "tet",
];

struct BaseWords {
    forms: FxHashSet<&'static str>,
    stems: FxHashSet<String>,
}

static BASE: LazyLock<BaseWords> = LazyLock::new(|| {
    let forms: FxHashSet<&str> = words(BASE_WORDS).collect();
    BaseWords { forms, stems: keys(BASE_WORDS, stem) }
});

static WHOLE: LazyLock<FxHashSet<String>> = LazyLock::new(|| keys(WHOLE_WORDS, stem_key));

static COMMON: LazyLock<FxHashSet<String>> = LazyLock::new(|| keys(COMMON_WORDS, stem));

fn keys(list: &'static str, key: fn(&str) -> String) -> FxHashSet<String> {
    words(list).map(key).collect()
}

fn words(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace)
}

/// Whether the base list has exactly this form.
pub(crate) fn knows_form(form: &str) -> bool {
    BASE.forms.contains(form)
}

/// Whether the base list has a word with this stem.
pub(crate) fn knows_stem(stem: &str) -> bool {
    BASE.stems.contains(stem)
}

/// Whether a word with this stem is a right one, whatever a portal has. The stemmer leaves the `-t` of
/// `skønt` and `købt`.
pub(crate) fn is_right(stem: &str) -> bool {
    let is_known = |stem: &str| knows_stem(stem) || COMMON.contains(stem);
    is_known(stem) || stem.strip_suffix('t').is_some_and(is_known)
}

/// Whether the word with this stem key is known to be no compound.
pub(crate) fn is_whole(key: &str) -> bool {
    WHOLE.contains(key)
}

/// Whether `text` is a prefix, never a part.
pub(crate) fn is_prefix(text: &str) -> bool {
    PREFIXES.contains(&text)
}

/// Whether `text` is a derivational ending, never a part.
pub(crate) fn is_ending(text: &str) -> bool {
    ENDINGS.contains(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_base_list_is_long_enough_to_be_of_use() {
        assert!(BASE.forms.len() > 1000, "{} words", BASE.forms.len());
    }

    #[test]
    fn no_base_word_is_a_prefix_or_an_ending() {
        let wrong: Vec<_> =
            BASE.forms.iter().filter(|form| is_prefix(form) || is_ending(form)).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }

    #[test]
    fn base_words_are_lower_case_and_not_tiny() {
        let wrong: Vec<_> = BASE
            .forms
            .iter()
            .filter(|form| form.chars().count() < 3 || form.to_lowercase() != **form)
            .collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }
}
