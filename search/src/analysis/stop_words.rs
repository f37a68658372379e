//! Words that carry no subject. They stay in the segment; a query leaves them out while it has
//! other words.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::stem::stem;

/// Function words, the words of questions and those of politeness, in Danish.
const STOP_WORDS: &[&str] = &[
    "ad", "af", "aldrig", "alle", "alt", "altid", "anden", "andet", "andre", "at", "bare", "begge",
    "blandt", "blev", "blive", "bliver", "burde", "bør", "både", "da", "de", "dem", "den", "denne",
    "dens", "der", "deres", "det", "dets", "dette", "dig", "din", "dine", "disse", "dit", "dog",
    "du", "efter", "ej", "eller", "en", "end", "endnu", "enten", "er", "et", "fik", "for", "fordi",
    "fra", "før", "få", "får", "gennem", "gerne", "gør", "gøre", "ham", "han", "hans", "har",
    "havde", "have", "hende", "hendes", "her", "hos", "hun", "hvad", "hvem", "hver", "hverken",
    "hvilke", "hvilken", "hvilket", "hvis", "hvor", "hvordan", "hvorfor", "hvorfra", "hvorhen",
    "hvornår", "i", "ifølge", "igennem", "ikke", "imellem", "imens", "imod", "ind", "inden",
    "indtil", "ingen", "intet", "ja", "jeg", "jer", "jeres", "jo", "kan", "kom", "kommer", "kun",
    "kunne", "lige", "man", "mange", "med", "meget", "mellem", "men", "mens", "mig", "min", "mine",
    "mit", "mod", "må", "måske", "måtte", "ned", "nej", "nogen", "noget", "nogle", "nu", "når",
    "og", "også", "om", "omkring", "op", "os", "over", "på", "samme", "selv", "sig", "sin", "sine",
    "sit", "skal", "skulle", "som", "så", "sådan", "til", "turde", "tør", "ud", "under", "var",
    "ved", "vi", "via", "vil", "ville", "vor", "vores", "være", "været", "goddag", "hej", "hejsa",
    "hilsen", "kære", "mvh", "please", "tak", "tusind", "undskyld", "venlig", "venlige",
    "venligst", "vh",
];

/// Words that nearly every question has: they count, but a document need not have them. One word a
/// line or several; `#` starts a comment.
const LIGHT_WORDS: &str = include_str!("../../data/light_words.txt");

/// What a number of time counts.
const UNITS: [&str; 7] = ["dag", "uge", "måned", "år", "årig", "time", "minut"];

/// Whether the lower-case word is a unit of time in any inflection: `dage`, `timer`.
pub(crate) fn is_unit(word: &str) -> bool {
    UNIT_STEMS.contains(&stem(word))
}

/// Whether the lower-case word counts years: `år`, `årig`.
pub(crate) fn is_year(word: &str) -> bool {
    word.starts_with("år") && is_unit(word)
}

static UNIT_STEMS: LazyLock<FxHashSet<String>> =
    LazyLock::new(|| UNITS.iter().map(|word| stem(word)).collect());

/// Whether the lower-case word is a function word, with stress marked or not: `én`, `dér`.
pub(crate) fn is_stop_word(word: &str) -> bool {
    STOP_WORD_SET.contains(word)
        || (word.contains('é') && STOP_WORD_SET.contains(word.replace('é', "e").as_str()))
}

static STOP_WORD_SET: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| STOP_WORDS.iter().copied().collect());

/// The stems of the light words: their other inflections are as light.
static LIGHT_KEYS: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    let lines = LIGHT_WORDS.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).map(light_key).collect()
});

/// The stem, unless it is so short that it may be the beginning of anything: `sam` of `sammen`.
fn light_key(word: &str) -> String {
    let stem = stem(word);
    if stem.chars().count() < SHORTEST_LIGHT_STEM { word.to_owned() } else { stem }
}

const SHORTEST_LIGHT_STEM: usize = 4;

/// Whether the lower-case word is the sort that questions are made of.
pub(crate) fn is_light_word(word: &str) -> bool {
    LIGHT_KEYS.contains(&light_key(word))
}
