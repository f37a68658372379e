//! Danish compounds → their parts: `stofmisbrugsbehandling` → `stof`, `misbrug`, `behandling` and
//! the compounds among them.
//!
//! The cheapest way to cover the whole word with known words wins. Guards keep derivations whole
//! (`for|budt`, `mulig|hed`): prefixes and derivational endings are never parts, and a part must be
//! a word of the portal or of our base list.

use rustc_hash::FxHashMap;

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
    /// Whether the portal uses any form of the word with this stem, in its own letters: `smål` is
    /// not `smal`.
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
    Splitter::new(lexicon).split(word, &stem_key(word))
}

/// Splits words one after the other, and asks about each piece of them once.
pub(crate) struct Splitter<'l, L> {
    lexicon: &'l L,
    /// Whether a piece is an inflection of a known word.
    inflections: FxHashMap<String, bool>,
    /// The parts of parts.
    inner: FxHashMap<String, Vec<Part>>,
    beginnings: Beginnings,
}

impl<'l, L: Lexicon> Splitter<'l, L> {
    pub(crate) fn new(lexicon: &'l L) -> Self {
        Self {
            lexicon,
            inflections: FxHashMap::default(),
            inner: FxHashMap::default(),
            beginnings: Beginnings::default(),
        }
    }

    /// The smallest parts of a compound in order; empty where the word, whose stem key is `key`, is
    /// none.
    pub(crate) fn split(&mut self, word: &str, key: &str) -> Vec<Part> {
        let length = word.chars().count();
        let fits = (SHORTEST_COMPOUND..=LONGEST_COMPOUND).contains(&length);
        if !fits || !word.chars().all(char::is_alphabetic) || is_whole(key) {
            return Vec::new();
        }
        let mut parts = self.cheapest_cover(word);
        // A part that is itself a known compound was the cheaper choice: take it apart as well.
        let mut at = 0;
        while at < parts.len() {
            let inner = self.parts_of_a_part(&parts[at].form);
            if inner.is_empty() {
                at += 1;
                continue;
            }
            let is_head = parts[at].is_head;
            let inner =
                inner.into_iter().map(|part| Part { is_head: part.is_head && is_head, ..part });
            parts.splice(at..=at, inner);
        }
        parts
    }

    fn parts_of_a_part(&mut self, part: &str) -> Vec<Part> {
        if let Some(known) = self.inner.get(part) {
            return known.clone();
        }
        let outer = std::mem::take(&mut self.beginnings);
        let mut inner = self.cheapest_cover(part);
        self.beginnings = outer;
        if !inner.is_empty() && is_whole(&stem_key(part)) {
            inner.clear();
        }
        self.inner.insert(part.to_owned(), inner.clone());
        inner
    }

    /// The parts of the cheapest cover; none where it would be the whole word.
    fn cheapest_cover(&mut self, word: &str) -> Vec<Part> {
        let cuts: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
        let end = cuts.len() - 1;
        self.beginnings.cover(word, &cuts, self.lexicon);
        let mut best: Cover = None;
        for from in 1..=end.saturating_sub(SHORTEST_BASE_PART) {
            let Some(before) = self.beginnings.cost(from) else { continue };
            let Some((part, cost)) = self.head(Piece::of(word, &cuts, from, end)) else { continue };
            if best.as_ref().is_none_or(|known| before + cost < known.0) {
                best = Some((before + cost, from, part));
            }
        }
        let mut parts = Vec::new();
        let mut last = best.as_ref();
        while let Some((_, from, part)) = last {
            parts.push(part.clone());
            last = self.beginnings.covers[*from].as_ref();
        }
        parts.reverse();
        if parts.len() < 2 { Vec::new() } else { parts }
    }

    /// The end of the word may be inflected, so its stem decides. It cannot be the whole word.
    fn head(&mut self, Piece { text, letters }: Piece<'_>) -> Option<(Part, f64)> {
        let is_long = letters >= SHORTEST_PART;
        // Stemming costs most by far, and most texts that are asked about are known as they stand
        // or not at all.
        let cost = if base_words::knows_form(text) || (is_long && self.lexicon.knows_form(text)) {
            0.0
        } else if is_long && self.knows_inflection(text) {
            STEM_ONLY_COST
        } else {
            return None;
        };
        let is_part = !is_ending(text) && !is_prefix(text) && !is_stop_word(text);
        is_part.then(|| {
            (Part { form: text.to_owned(), is_head: true }, 1.0 + cost + short_cost(letters))
        })
    }

    fn knows_inflection(&mut self, text: &str) -> bool {
        if let Some(known) = self.inflections.get(text) {
            return *known;
        }
        let stem = stem(text);
        let known = base_words::knows_stem(&stem) || self.lexicon.knows_stem(&stem);
        self.inflections.insert(text.to_owned(), known);
        known
    }
}

/// The cheapest covers of a word's beginnings. The next word often begins likewise: then they are
/// its covers too.
#[derive(Default)]
struct Beginnings {
    word: String,
    /// By the letters covered; the whole word is not among them.
    covers: Vec<Cover>,
}

impl Beginnings {
    fn cover(&mut self, word: &str, cuts: &[usize], lexicon: &impl Lexicon) {
        let end = cuts.len() - 1;
        let shared =
            word.chars().zip(self.word.chars()).take_while(|(left, right)| left == right).count();
        self.covers.truncate(end.min(shared + 1));
        for to in self.covers.len()..end {
            let mut best: Cover = None;
            for from in 0..=to.saturating_sub(SHORTEST_BASE_PART) {
                let Some(before) = self.cost(from).filter(|_| to - from >= SHORTEST_BASE_PART)
                else {
                    continue;
                };
                let Some((part, cost)) = modifier(Piece::of(word, cuts, from, to), lexicon) else {
                    continue;
                };
                if best.as_ref().is_none_or(|known| before + cost < known.0) {
                    best = Some((before + cost, from, part));
                }
            }
            self.covers.push(best);
        }
        word.clone_into(&mut self.word);
    }

    /// What it costs to cover so many letters; none where they cannot be covered.
    fn cost(&self, letters: usize) -> Option<f64> {
        if letters == 0 {
            Some(0.0)
        } else {
            self.covers.get(letters)?.as_ref().map(|cover| cover.0)
        }
    }
}

/// A stretch of a word.
#[derive(Clone, Copy)]
struct Piece<'w> {
    text: &'w str,
    letters: usize,
}

impl<'w> Piece<'w> {
    fn of(word: &'w str, cuts: &[usize], from: usize, to: usize) -> Self {
        Self { text: &word[cuts[from]..cuts[to]], letters: to - from }
    }

    fn without(self, ending: char) -> Option<Self> {
        Some(Self { text: self.text.strip_suffix(ending)?, letters: self.letters - 1 })
    }
}

/// Every run of neighbouring parts, the whole word left out: `stof`, `misbrug`, `stofmisbrug`,
/// `behandling`, `misbrugsbehandling`.
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
pub(crate) fn shared_start(form: &str) -> &str {
    form.strip_suffix('e').unwrap_or(form)
}

/// The cheapest way to cover the word up to a cut: what it costs, where its last part starts, and
/// that part.
type Cover = Option<(f64, usize, Part)>;

/// A part before the end stands in its base form, with or without a linking -s- or -e-.
fn modifier(piece: Piece<'_>, lexicon: &impl Lexicon) -> Option<(Part, f64)> {
    let known = |piece: Piece<'_>| {
        is_modifier(piece, lexicon).then(|| (piece.text.to_owned(), piece.letters))
    };
    let linked = piece.without('s');
    let base = linked.filter(|base| base.letters >= SHORTEST_PART);
    let ((form, letters), cost) = base
        .and_then(|base| Some((known(base)?, LINK_COST)))
        .or_else(|| Some((known(piece)?, 0.0)))
        .or_else(|| Some((known(linked?)?, LINK_COST)))
        .or_else(|| Some((known(piece.without('e')?)?, LINK_COST)))
        .or_else(|| {
            let Piece { text, letters } = linked?;
            Some((
                known(Piece { text: &format!("{text}e"), letters: letters + 1 })?,
                2.0 * LINK_COST,
            ))
        })?;
    let cost = 1.0 + cost + short_cost(letters);
    Some((Part { form, is_head: false }, cost))
}

fn is_modifier(Piece { text, letters }: Piece<'_>, lexicon: &impl Lexicon) -> bool {
    let is_known =
        base_words::knows_form(text) || (letters >= SHORTEST_PART && lexicon.knows_form(text));
    is_known && !is_prefix(text) && !is_ending(text) && !is_stop_word(text)
}

fn short_cost(letters: usize) -> f64 {
    if letters < SHORTEST_PART { SHORT_COST } else { 0.0 }
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
        let forms: Vec<String> =
            runs(word, &split(word, &NoPortal)).into_iter().map(|run| run.form).collect();
        assert_eq!(forms, ["stof", "stofmisbrug", "misbrug", "misbrugsbehandling", "behandling"]);
    }
}
