//! The passage of a document that matched, as HTML: everything escaped, the words that matched in `<mark>`.

use std::collections::BTreeMap;

use crate::analysis::tokenize;
use crate::query::Plan;
use crate::vocabulary::Vocabulary;

/// About how many bytes an excerpt has.
const LENGTH: usize = 220;

/// How many bytes stand before the first match.
const LEAD: usize = 60;

/// Forms of less weight are not worth a mark.
const LEAST_WEIGHT: f64 = 0.15;

/// The forms that a plan accepts, with their weights and the word that they answer.
pub(crate) struct Marks(BTreeMap<String, (f64, usize)>);

/// A marked stretch of a text.
#[derive(Clone, Copy, Debug)]
struct Mark {
    start: usize,
    end: usize,
    weight: f64,
    word: usize,
}

impl Marks {
    pub(crate) fn new(plan: &Plan, vocabulary: &Vocabulary) -> Self {
        let mut forms: BTreeMap<String, (f64, usize)> = BTreeMap::new();
        for span in &plan.spans {
            for alternative in &span.alternatives {
                for variant in alternative.groups.iter().flat_map(|group| &group.variants) {
                    let weight = alternative.weight * variant.weight;
                    let known = forms.entry(vocabulary.form(variant.form).to_owned()).or_insert((0.0, span.first));
                    if weight > known.0 {
                        *known = (weight, span.first);
                    }
                }
            }
        }
        forms.retain(|_, (weight, _)| *weight >= LEAST_WEIGHT);
        Self(forms)
    }

    /// The stretches of `text` that match, in order, none inside another.
    fn in_text(&self, text: &str) -> Vec<Mark> {
        let mut marks: Vec<Mark> = Vec::new();
        for token in tokenize(text) {
            let Some((weight, word)) = self.0.get(&token.form) else { continue };
            let mark = Mark { start: token.start, end: token.end, weight: *weight, word: *word };
            match marks.last_mut() {
                Some(last) if last.end > mark.start => {
                    last.start = last.start.min(mark.start);
                    last.end = last.end.max(mark.end);
                    last.weight = last.weight.max(mark.weight);
                }
                _ => marks.push(mark),
            }
        }
        marks
    }
}

/// The best passage among `texts`: the first that has a match, else the beginning of the first that says anything.
pub(crate) fn excerpt(texts: &[&str], marks: &Marks) -> String {
    let found = texts.iter().map(|text| (*text, marks.in_text(text)));
    let mut best: Option<(f64, &str, Vec<Mark>, usize)> = None;
    for (text, marks) in found {
        let Some((start, worth)) = best_window(&marks) else { continue };
        if best.as_ref().is_none_or(|known| worth > known.0 * 1.2) {
            best = Some((worth, text, marks, start));
        }
    }
    match best {
        Some((_, text, marks, start)) => passage(text, &marks, start),
        None => {
            texts.iter().find(|text| !text.trim().is_empty()).map_or_else(String::new, |text| passage(text, &[], 0))
        }
    }
}

/// Where the window with the most different words starts, and what it is worth.
fn best_window(marks: &[Mark]) -> Option<(usize, f64)> {
    let mut best: Option<(usize, f64)> = None;
    for (at, first) in marks.iter().enumerate() {
        let window = marks[at..].iter().take_while(|mark| mark.end <= first.start + LENGTH - LEAD);
        let mut words: BTreeMap<usize, f64> = BTreeMap::new();
        for mark in window {
            let known = words.entry(mark.word).or_insert(0.0);
            *known = known.max(mark.weight) + 0.05 * mark.weight;
        }
        let worth = words.values().sum();
        if best.is_none_or(|known| worth > known.1) {
            best = Some((first.start, worth));
        }
    }
    best
}

fn passage(text: &str, marks: &[Mark], match_start: usize) -> String {
    let from = word_start(text, match_start.saturating_sub(LEAD));
    let to = word_end(text, (from + LENGTH).max(match_start));
    let mut html = String::from(if from > 0 { "… " } else { "" });
    let mut at = from;
    for mark in marks.iter().filter(|mark| mark.start >= from && mark.end <= to) {
        escape(&text[at..mark.start], &mut html);
        html.push_str("<mark>");
        escape(&text[mark.start..mark.end], &mut html);
        html.push_str("</mark>");
        at = mark.end;
    }
    escape(&text[at..to], &mut html);
    html.truncate(html.trim_end().len());
    if to < text.trim_end().len() {
        html.push_str(" …");
    }
    html
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

/// Appends `text` as HTML text; line breaks become spaces.
fn escape(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            c if c.is_whitespace() => {
                if !html.ends_with(' ') {
                    html.push(' ');
                }
            }
            c => html.push(c),
        }
    }
}
