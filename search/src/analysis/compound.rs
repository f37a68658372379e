//! Danish compounds → their parts: `stofmisbrugsbehandling` → `stof`, `misbrug`, `behandling` and the compounds among them.
//!
//! The cheapest way to cover the whole word with known words wins. Guards keep derivations whole (`for|budt`, `mulig|hed`): prefixes and
//! derivational endings are never parts, and a part must be a word of the portal or of our base list.

use super::base_words::{self, is_ending, is_prefix, is_whole};
use super::stem::stem;
use super::stem_key;
use super::stop_words::is_stop_word;

/// A shorter word is no compound.
const SHORTEST_COMPOUND: usize = 6;

/// A longer word is data, and splitting is quadratic.
const LONGEST_COMPOUND: usize = 60;

/// Short parts are accidents, unless our base list has them.
const SHORTEST_PART: usize = 4;
const SHORTEST_BASE_PART: usize = 3;

/// What a part costs besides 1.
const LINK_COST: f64 = 0.05;
const SHORT_COST: f64 = 0.4;
const STEM_ONLY_COST: f64 = 0.2;

/// Words that a portal knows besides the base list.
pub(crate) trait Lexicon {
    /// Whether the portal uses exactly this form often enough to trust it.
    fn knows_form(&self, form: &str) -> bool;
    /// Whether the portal uses any form of the word with this stem, in its own letters: `smål` is not `smal`.
    fn knows_stem(&self, stem: &str) -> bool;
}

/// A part of a compound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// The part without the linking -s- or -e-.
    pub(crate) form: String,
    /// Whether it is the end of the word, which says what the thing is.
    pub(crate) is_head: bool,
}

/// The smallest parts of a compound in order; empty where the word is none.
pub(crate) fn split(word: &str, lexicon: &impl Lexicon) -> Vec<Part> {
    let length = word.chars().count();
    let fits = (SHORTEST_COMPOUND..=LONGEST_COMPOUND).contains(&length);
    if !fits || !word.chars().all(char::is_alphabetic) || is_whole(&stem_key(word)) {
        return Vec::new();
    }
    let mut parts = cheapest_cover(word, lexicon);
    // A part that is itself a known compound was the cheaper choice: take it apart as well.
    let mut at = 0;
    while at < parts.len() {
        let inner = cheapest_cover(&parts[at].form, lexicon);
        if inner.len() < 2 || is_whole(&stem_key(&parts[at].form)) {
            at += 1;
            continue;
        }
        let is_head = parts[at].is_head;
        let inner = inner.into_iter().map(|part| Part { is_head: part.is_head && is_head, ..part });
        parts.splice(at..=at, inner);
    }
    parts
}

/// Every run of neighbouring parts, the whole word left out: `stof`, `misbrug`, `stofmisbrug`, `behandling`, `misbrugsbehandling`.
pub(crate) fn runs(word: &str, parts: &[Part]) -> Vec<Part> {
    let mut starts = Vec::with_capacity(parts.len());
    let mut from = 0;
    for part in parts {
        let at = word[from..].find(shared_start(&part.form)).map_or(from, |found| from + found);
        starts.push(at);
        from = at + shared_start(&part.form).len();
    }
    let mut all = Vec::new();
    for first in 0..parts.len() {
        for last in first..parts.len() {
            if last - first + 1 == parts.len() {
                continue;
            }
            let form = format!("{}{}", &word[starts[first]..starts[last]], parts[last].form);
            all.push(Part { form, is_head: parts[last].is_head });
        }
    }
    all
}

/// `arbejde` stands in `arbejdsmarked` without its -e.
fn shared_start(form: &str) -> &str {
    form.strip_suffix('e').unwrap_or(form)
}

/// The cheapest way to cover the word up to a cut: what it costs, where its last part starts, and that part.
type Cover = Option<(f64, usize, Part)>;

fn cheapest_cover(word: &str, lexicon: &impl Lexicon) -> Vec<Part> {
    let cuts: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
    let end = cuts.len() - 1;
    let mut best: Vec<Cover> = vec![None; cuts.len()];
    for to in SHORTEST_BASE_PART..=end {
        for from in 0..=to - SHORTEST_BASE_PART {
            let before = if from == 0 { Some(0.0) } else { best[from].as_ref().map(|cover| cover.0) };
            let Some(before) = before else { continue };
            let text = &word[cuts[from]..cuts[to]];
            let found = if to == end { head(text, from, lexicon) } else { modifier(text, lexicon) };
            let Some((part, cost)) = found else { continue };
            if best[to].as_ref().is_none_or(|known| before + cost < known.0) {
                best[to] = Some((before + cost, from, part));
            }
        }
    }
    let mut parts = Vec::new();
    let mut at = end;
    while let Some((_, from, part)) = best[at].take() {
        parts.push(part);
        at = from;
    }
    parts.reverse();
    if parts.len() < 2 { Vec::new() } else { parts }
}

/// The end of the word may be inflected, so its stem decides. It cannot be the whole word.
fn head(text: &str, from: usize, lexicon: &impl Lexicon) -> Option<(Part, f64)> {
    if from == 0 {
        return None;
    }
    let is_long = text.chars().count() >= SHORTEST_PART;
    // Stemming costs most by far, and most texts that are asked about are known as they stand or not at all.
    let cost = if base_words::knows_form(text) || (is_long && lexicon.knows_form(text)) {
        0.0
    } else if is_long && knows_stem(&stem(text), lexicon) {
        STEM_ONLY_COST
    } else {
        return None;
    };
    let is_part = !is_ending(text) && !is_prefix(text) && !is_stop_word(text);
    is_part.then(|| (Part { form: text.to_owned(), is_head: true }, 1.0 + cost + short_cost(text)))
}

fn knows_stem(stem: &str, lexicon: &impl Lexicon) -> bool {
    base_words::knows_stem(stem) || lexicon.knows_stem(stem)
}

/// A part before the end stands in its base form, with or without a linking -s- or -e-.
fn modifier(text: &str, lexicon: &impl Lexicon) -> Option<(Part, f64)> {
    let known = |form: &str| is_modifier(form, lexicon).then(|| form.to_owned());
    let linked = text.strip_suffix('s');
    let base = linked.filter(|base| base.chars().count() >= SHORTEST_PART);
    let (form, cost) = base
        .and_then(|base| Some((known(base)?, LINK_COST)))
        .or_else(|| Some((known(text)?, 0.0)))
        .or_else(|| Some((known(linked?)?, LINK_COST)))
        .or_else(|| Some((known(text.strip_suffix('e')?)?, LINK_COST)))
        .or_else(|| Some((known(&format!("{}e", linked?))?, 2.0 * LINK_COST)))?;
    let cost = 1.0 + cost + short_cost(&form);
    Some((Part { form, is_head: false }, cost))
}

fn is_modifier(form: &str, lexicon: &impl Lexicon) -> bool {
    let is_known = base_words::knows_form(form) || (form.chars().count() >= SHORTEST_PART && lexicon.knows_form(form));
    is_known && !is_prefix(form) && !is_ending(form) && !is_stop_word(form)
}

fn short_cost(form: &str) -> f64 {
    if form.chars().count() < SHORTEST_PART { SHORT_COST } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct NoPortal;

    impl Lexicon for NoPortal {
        fn knows_form(&self, _: &str) -> bool {
            false
        }
        fn knows_stem(&self, _: &str) -> bool {
            false
        }
    }

    fn parts(word: &str) -> Vec<String> {
        split(word, &NoPortal).into_iter().map(|part| part.form).collect()
    }

    #[test]
    fn linking_letters_are_left_out() {
        assert_eq!(parts("stofmisbrugsbehandling"), ["stof", "misbrug", "behandling"]);
        assert_eq!(parts("arbejdsmarkedet"), ["arbejde", "markedet"]);
        assert_eq!(parts("kontanthjælpsmodtagere"), ["kontant", "hjælp", "modtagere"]);
        assert_eq!(parts("hundehus"), ["hund", "hus"]);
        assert_eq!(parts("aktiveringsmål"), ["aktivering", "mål"]);
    }

    #[test]
    fn derivations_and_accidents_stay_whole() {
        for word in [
            "forbudt",
            "mulighed",
            "procent",
            "betyder",
            "årsag",
            "personlig",
            "tilbud",
            "samarbejde",
            "uddannelse",
            "deltager",
            "midlertidig",
            "medarbejder",
            "landskab",
            "mandag",
            "onsdag",
            "indsatsen",
            "aktører",
            "koordineret",
            "formålene",
        ] {
            assert!(parts(word).is_empty(), "{word} → {:?}", parts(word));
        }
    }

    #[test]
    fn runs_of_parts_are_compounds_too() {
        let word = "stofmisbrugsbehandling";
        let forms: Vec<String> = runs(word, &split(word, &NoPortal)).into_iter().map(|run| run.form).collect();
        assert_eq!(forms, ["stof", "stofmisbrug", "misbrug", "misbrugsbehandling", "behandling"]);
    }
}
