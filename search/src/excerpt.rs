//! The passage of a document that matched, with the words that were typed marked.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::analysis::tokenize;
use crate::passage::{Excerpt, Passage};
use crate::query::{Alternative, Plan, Span};
use crate::vocabulary::Vocabulary;
use crate::{Found, Part};

/// About how many bytes an excerpt has.
const LENGTH: usize = 220;

/// How many bytes stand before the first match, and how many at most where the sentence begins
/// there.
const LEAD: usize = 60;
const SENTENCE_LEAD: usize = 130;

/// A dot after fewer letters ends an abbreviation, as does one with another before it: `ca.`,
/// `f.eks.`
const SHORTEST_LAST_WORD: usize = 3;

/// In a phrase, words shorter than this are not worth a mark of their own: `30` and `år` of `unge
/// under 30 år`.
const SHORTEST_OF_PHRASE: usize = 4;

/// How many places within a page are told, and how much of the best one's worth each must have.
const MOST_PLACES: usize = 3;
const LEAST_OF_BEST: f64 = 0.8;

/// Forms of less weight say nothing of a passage, and those that were typed are not marked below
/// this one.
const LEAST_WEIGHT: f64 = 0.15;
const LEAST_TYPED: f64 = 0.25;

/// What a form of the plan says of a place where it stands.
#[derive(Clone, Copy, Debug, Default)]
struct Worth {
    weight: f64,
    /// The word that it answers.
    word: usize,
    /// Whether it is what was typed, and not another name of it.
    is_typed: bool,
}

/// The forms that a plan accepts.
pub(crate) struct Marks(FxHashMap<String, Worth>);

/// A stretch of a text that matches.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    start: usize,
    end: usize,
    worth: Worth,
}

impl Marks {
    pub(crate) fn new(plan: &Plan, vocabulary: &Vocabulary) -> Self {
        let mut forms: FxHashMap<String, Worth> = FxHashMap::default();
        for span in &plan.spans {
            for alternative in
                span.alternatives.iter().filter(|alternative| !is_narrower(alternative, span))
            {
                let is_phrase = alternative.groups.len() > 1 && !alternative.adjacent;
                for variant in alternative.groups.iter().flat_map(|group| &group.variants) {
                    if is_phrase
                        && vocabulary.form(variant.form).chars().count() < SHORTEST_OF_PHRASE
                    {
                        continue;
                    }
                    let weight = alternative.weight * variant.weight;
                    let known = forms.entry(vocabulary.form(variant.form).to_owned()).or_default();
                    known.is_typed |= alternative.is_typed && weight >= LEAST_TYPED;
                    if weight > known.weight {
                        (known.weight, known.word) = (weight, span.first);
                    }
                }
            }
        }
        forms.retain(|_, worth| worth.weight >= LEAST_WEIGHT);
        Self(forms)
    }

    /// The stretches of `text` that match, in order, none inside another.
    pub(crate) fn in_text(&self, text: &str) -> Vec<Mark> {
        let mut marks: Vec<Mark> = Vec::new();
        for token in tokenize(text) {
            let Some(worth) = self.0.get(&token.form) else { continue };
            match marks.last_mut() {
                Some(last) if last.end > token.start => {
                    last.start = last.start.min(token.start);
                    last.end = last.end.max(token.end);
                    last.worth.weight = last.worth.weight.max(worth.weight);
                    last.worth.is_typed |= worth.is_typed;
                }
                _ => marks.push(Mark { start: token.start, end: token.end, worth: *worth }),
            }
        }
        marks
    }

    /// All of a text, with what was typed marked.
    pub(crate) fn whole(&self, text: &str) -> Passage {
        let mut whole = Passage::default();
        marked(text, 0..text.len(), &self.in_text(text), &mut whole);
        whole
    }
}

/// Appends a part of a text, with what was typed marked.
fn marked(text: &str, part: Range<usize>, marks: &[Mark], passage: &mut Passage) {
    let mut at = part.start;
    let inside =
        |mark: &&Mark| mark.worth.is_typed && mark.start >= part.start && mark.end <= part.end;
    for mark in marks.iter().filter(inside) {
        passage.push_prose(&text[at..mark.start], false);
        passage.push_prose(&text[mark.start..mark.end], true);
        at = mark.end;
    }
    passage.push_prose(&text[at..part.end], false);
}

/// Whether the alternative only says more about the word itself, as `behandling for misbrug` does
/// about `misbrug`: who asked for the one did not ask for the other word.
fn is_narrower(alternative: &Alternative, span: &Span) -> bool {
    let [own] = span.alternatives.first().map_or(&[][..], |first| &first.groups) else {
        return false;
    };
    let best = own.variants.iter().map(|variant| variant.weight).fold(0.0, f64::max);
    let is_own =
        |form| own.variants.iter().any(|variant| variant.form == form && variant.weight >= best);
    alternative.groups.len() > 1
        && alternative
            .groups
            .iter()
            .flat_map(|group| &group.variants)
            .any(|variant| is_own(variant.form))
}

/// The texts of a document that an excerpt may come from.
pub(crate) struct Texts<'t> {
    pub(crate) title: &'t str,
    /// Best first.
    pub(crate) passages: [&'t str; 3],
    pub(crate) names: Vec<&'t str>,
    pub(crate) summary: &'t str,
}

/// The best passage; where none matches, the names that do with the summary, else the beginning of
/// the first that says anything. `in_body` are the marks of the first passage, the body.
pub(crate) fn excerpt(texts: &Texts, marks: &Marks, in_body: &[Mark]) -> Excerpt {
    let mut best: Option<(f64, &str, Vec<Mark>, usize)> = None;
    for (at, text) in texts.passages.into_iter().enumerate() {
        let marks = if at == 0 { in_body.to_vec() } else { marks.in_text(text) };
        let Some((start, worth)) = best_window(&marks) else { continue };
        if best.as_ref().is_none_or(|known| worth > known.0 * 1.2) {
            best = Some((worth, text, marks, start));
        }
    }
    match best {
        Some((_, text, found, start)) => {
            let near =
                found.iter().filter(|mark| (start..start + LENGTH - LEAD).contains(&mark.start));
            let shown: BTreeSet<usize> =
                typed_words(near).chain(typed_words(&marks.in_text(texts.title))).collect();
            let name = typed_name(texts, marks, &shown).unwrap_or_default();
            Excerpt { name, text: passage(text, &found, start) }
        }
        None => without_passage(texts, marks),
    }
}

/// The words of the query that are marked as they were typed.
fn typed_words<'m>(marks: impl IntoIterator<Item = &'m Mark>) -> impl Iterator<Item = usize> {
    marks.into_iter().filter(|mark| mark.worth.is_typed).map(|mark| mark.worth.word)
}

/// The name that says what was typed and is not `shown` elsewhere: the abbreviation of a unit that
/// is found by it.
fn typed_name(texts: &Texts, marks: &Marks, shown: &BTreeSet<usize>) -> Option<Passage> {
    let says_more = |found: &[Mark]| typed_words(found).any(|word| !shown.contains(&word));
    let named = texts.names.iter().map(|name| (name, marks.in_text(name)));
    let (name, found) = named.into_iter().find(|(_, found)| says_more(found))?;
    Some(passage(name, &found, 0))
}

/// The parts of the page where the words stand, at most three of about the same worth, in the order
/// of the page.
pub(crate) fn places(body: &str, parts: &[Part], in_body: &[Mark]) -> Vec<Found> {
    let ends = parts.iter().skip(1).map(|part| part.0).chain([body.len()]);
    let mut matching: Vec<(f64, usize, usize, &Part)> = Vec::new();
    for (part, end) in parts.iter().zip(ends) {
        let worth = worth(in_body.iter().filter(|mark| mark.start >= part.0 && mark.end <= end));
        if worth > 0.0 && !part.1.is_empty() {
            matching.push((worth, part.0, end, part));
        }
    }
    matching.sort_by(|one, other| other.0.total_cmp(&one.0));
    let least = matching.first().map_or(0.0, |best| best.0 * LEAST_OF_BEST);
    matching.truncate(MOST_PLACES);
    matching.retain(|(worth, ..)| *worth >= least);
    matching.sort_by_key(|(_, start, ..)| *start);
    matching
        .into_iter()
        .filter_map(|(_, start, end, part)| Some(place(body.get(start..end)?, part, in_body)))
        .collect()
}

/// One of them: what it is called, and its passage.
fn place(text: &str, part: &Part, in_body: &[Mark]) -> Found {
    let (title, rest) =
        if part.has_own_title() { text.split_once('\n').unwrap_or((text, "")) } else { ("", text) };
    let from = part.0 + text.len() - rest.len();
    let inside = in_body.iter().filter(|mark| mark.start >= from && mark.end <= from + rest.len());
    let marks: Vec<Mark> = inside
        .map(|mark| Mark { start: mark.start - from, end: mark.end - from, ..*mark })
        .collect();
    let excerpt =
        best_window(&marks).map(|(start, _)| passage(rest, &marks, start)).unwrap_or_default();
    Found { anchor: part.1.clone(), title: title.trim().to_owned(), step: part.2, excerpt }
}

/// What marks are worth together: each word once, by its best form.
fn worth<'m>(marks: impl Iterator<Item = &'m Mark>) -> f64 {
    let mut words: BTreeMap<usize, f64> = BTreeMap::new();
    for mark in marks {
        let known = words.entry(mark.worth.word).or_insert(0.0);
        *known = known.max(mark.worth.weight);
    }
    words.values().sum()
}

fn without_passage(texts: &Texts, marks: &Marks) -> Excerpt {
    let named = texts.names.iter().map(|name| (name, marks.in_text(name)));
    let mut name = Passage::default();
    for (one, found) in named.filter(|(_, found)| !found.is_empty()) {
        name.push(if name.is_empty() { "" } else { ", " });
        name.append(&passage(one, &found, 0));
    }
    let text = if name.is_empty() {
        texts.passages.into_iter().find(|text| !text.trim().is_empty()).unwrap_or("")
    } else {
        texts.summary
    };
    Excerpt { name, text: passage(text, &[], 0) }
}

/// Where the window with the most different words starts, and what it is worth.
fn best_window(marks: &[Mark]) -> Option<(usize, f64)> {
    let mut best: Option<(usize, f64)> = None;
    for (at, first) in marks.iter().enumerate() {
        let window = marks[at..].iter().take_while(|mark| mark.end <= first.start + LENGTH - LEAD);
        let mut words: BTreeMap<usize, f64> = BTreeMap::new();
        for mark in window {
            let known = words.entry(mark.worth.word).or_insert(0.0);
            *known = known.max(mark.worth.weight) + 0.05 * mark.worth.weight;
        }
        let worth = words.values().sum();
        if best.is_none_or(|known| worth > known.1) {
            best = Some((first.start, worth));
        }
    }
    best
}

fn passage(text: &str, marks: &[Mark], match_start: usize) -> Passage {
    let sentence = sentence_start(text, match_start);
    let from = sentence.unwrap_or_else(|| word_start(text, match_start.saturating_sub(LEAD)));
    let to = word_end(text, (from + LENGTH).max(match_start + LENGTH - LEAD));
    let mut passage = Passage::default();
    if sentence.is_none() {
        passage.push("… ");
    }
    marked(text, from..to, marks, &mut passage);
    passage.trim_end();
    if to < text.trim_end().len() {
        passage.push(" …");
    }
    passage
}

/// Where the sentence or line of the match begins, if that is not too far.
fn sentence_start(text: &str, match_start: usize) -> Option<usize> {
    let before = text.get(..match_start)?;
    let start = before
        .char_indices()
        .rev()
        .map(|(at, c)| at + c.len_utf8())
        .find(|at| ends_a_sentence(text, *at));
    let start = start.unwrap_or(0);
    let start = start + text[start..].len() - text[start..].trim_start().len();
    (match_start.saturating_sub(start) <= SENTENCE_LEAD).then_some(start)
}

/// Whether a sentence or line ends right before `at`.
fn ends_a_sentence(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at(at);
    if before.ends_with('\n') {
        return true;
    }
    let mut after = after.chars();
    let follows = after.next().is_some_and(char::is_whitespace)
        && after.next().is_some_and(char::is_uppercase);
    let Some(sentence) = before.strip_suffix(['.', '?', '!']).filter(|_| follows) else {
        return false;
    };
    let last_word = sentence.rsplit(char::is_whitespace).next().unwrap_or(sentence);
    let letters = last_word.chars().filter(|c| c.is_alphabetic()).count();
    last_word.ends_with([')', '”', '»'])
        || (letters >= SHORTEST_LAST_WORD && !last_word.contains('.'))
}

/// The start of the first word at or after `at`, or the start of the text.
fn word_start(text: &str, at: usize) -> usize {
    if at == 0 {
        return 0;
    }
    let at = text.ceil_char_boundary(at);
    text[at..].find(char::is_whitespace).map_or(at, |gap| {
        let after = at + gap;
        after + text[after..].len() - text[after..].trim_start().len()
    })
}

/// The end of the word at `at`, or the end of the text.
fn word_end(text: &str, at: usize) -> usize {
    if at >= text.len() {
        return text.len();
    }
    let at = text.floor_char_boundary(at);
    text[at..].find(char::is_whitespace).map_or(text.len(), |gap| at + gap)
}
