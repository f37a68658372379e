//! One word written as several and a compound by its parts: alternatives that need more than one
//! group.

use super::expand::{self, Forms};
use super::{Alternative, Group, fuzzy};
use crate::analysis::compound::{self, Lexicon};
use crate::analysis::fold;
use crate::vocabulary::{KeyKind, Vocabulary};

/// Two words that stand together for one.
const WRITTEN_APART: f64 = 0.95;

/// Two halves of a compound, both words of the portal.
const HALVES: f64 = 0.62;

/// All the smallest parts of a compound.
const PARTS: f64 = 0.5;

/// A single part of a compound: better than nothing.
const ANY_PART: f64 = 0.22;

/// What it is about counts less than what it is.
const MODIFIER_SHARE: f64 = 0.7;

/// A mistyped compound must begin with a known word of this length and end in something of that
/// one.
const SHORTEST_KNOWN_START: usize = 4;
const SHORTEST_MISTYPED_END: usize = 6;

/// Where nothing is known of a word but its beginning, that is at least so long.
const SHORTEST_LONE_START: usize = 5;

/// A piece of a word written apart is at least so long.
const SHORTEST_PIECE: usize = 2;

/// The ways to find a compound by its parts.
pub(crate) fn by_parts(vocabulary: &Vocabulary, word: &str) -> Vec<Alternative> {
    let parts = compound::split(word, vocabulary);
    let mut alternatives = Vec::new();
    for run in compound::runs(word, &parts).iter().filter(|run| !run.is_head) {
        let rest = rest_after(word, &run.form);
        if let (Some(rest), true) = (rest, word.starts_with(&run.form)) {
            let halves =
                [run.form.as_str(), rest].map(|half| expand::word(vocabulary, half).into_group());
            push(&mut alternatives, HALVES, halves.to_vec());
        }
    }
    let groups = parts.iter().map(|part| part_group(vocabulary, &part.form)).collect();
    push(&mut alternatives, PARTS, groups);
    alternatives
}

/// What is left of the word after its first half and the linking letter.
fn rest_after<'a>(word: &'a str, half: &str) -> Option<&'a str> {
    let rest = word.strip_prefix(half)?;
    Some(
        rest.strip_prefix('s').filter(|rest| rest.chars().count() > SHORTEST_PIECE).unwrap_or(rest),
    )
}

/// Any part of a compound that the portal does not have: what it is, or what it is about. Each part
/// is an alternative of its own, so that a rare one says more than a common one.
pub(crate) fn by_any_part(vocabulary: &Vocabulary, word: &str) -> Vec<Alternative> {
    let alone = |part: &str, share: f64| {
        let group = part_group(vocabulary, part);
        let is_known = !group.variants.is_empty();
        is_known.then(|| Alternative {
            weight: ANY_PART * share,
            groups: vec![group],
            adjacent: false,
            is_typed: true,
        })
    };
    let parts = compound::split(word, vocabulary);
    // How rare each is decides: `gade` says more of a `gadesygeplejerske` than a common end would.
    let alternatives: Vec<_> = parts.iter().filter_map(|part| alone(&part.form, 1.0)).collect();
    if alternatives.is_empty() {
        let start = known_start(vocabulary, word);
        return start.and_then(|start| alone(start, MODIFIER_SHARE)).into_iter().collect();
    }
    alternatives
}

/// The longest beginning that is a word of the portal, where what is left is long enough to be one
/// too.
fn known_start<'a>(vocabulary: &Vocabulary, word: &'a str) -> Option<&'a str> {
    let cuts: Vec<usize> =
        word.char_indices().map(|(at, _)| at).skip(SHORTEST_LONE_START).collect();
    let starts = cuts.into_iter().rev().map(|at| word.split_at(at));
    let long_enough = starts.filter(|(_, rest)| rest.chars().count() > SHORTEST_PIECE);
    long_enough.map(|(start, _)| start).find(|start| vocabulary.knows_form(start))
}

/// A compound that the portal does not have, with a typo in its end: the known beginning and the
/// nearest word to the rest.
pub(crate) fn with_typo_in_the_end(
    vocabulary: &Vocabulary,
    word: &str,
) -> Option<(String, Alternative)> {
    let cuts: Vec<usize> =
        word.char_indices().map(|(at, _)| at).skip(SHORTEST_KNOWN_START).collect();
    cuts.into_iter().rev().find_map(|at| {
        let (start, rest) = word.split_at(at);
        let first = [start, start.strip_suffix('s').unwrap_or(start)]
            .into_iter()
            .find(|form| vocabulary.knows_form(form))?;
        let found = fuzzy::correct(vocabulary, rest, SHORTEST_MISTYPED_END, false)?;
        let groups = vec![expand::word(vocabulary, first).into_group(), found.forms.into_group()];
        Some((
            format!("{start}{}", found.form),
            Alternative { weight: PARTS, groups, adjacent: false, is_typed: true },
        ))
    })
}

fn part_group(vocabulary: &Vocabulary, part: &str) -> Group {
    part_forms(vocabulary, part).into_group()
}

fn part_forms(vocabulary: &Vocabulary, part: &str) -> Forms {
    let mut forms = expand::word(vocabulary, part);
    expand::compounds(vocabulary, part, &mut forms);
    forms
}

fn push(alternatives: &mut Vec<Alternative>, weight: f64, groups: Vec<Group>) {
    if groups.len() > 1 && groups.iter().all(|group| !group.variants.is_empty()) {
        alternatives.push(Alternative { weight, groups, adjacent: false, is_typed: true });
    }
}

/// The word as two or three words of the portal side by side: `dagtildag`, `fountainhouse`.
pub(crate) fn written_apart(vocabulary: &Vocabulary, word: &str) -> Option<Alternative> {
    let pieces = cut(vocabulary, word, 3)?;
    let groups =
        pieces.into_iter().map(|piece| expand::word(vocabulary, piece).into_group()).collect();
    Some(Alternative { weight: WRITTEN_APART, groups, adjacent: true, is_typed: true })
}

/// The fewest known words that make up `word`, the longest first.
fn cut<'a>(vocabulary: &Vocabulary, word: &'a str, most: usize) -> Option<Vec<&'a str>> {
    let known = |piece: &str| {
        piece.chars().count() >= SHORTEST_PIECE && vocabulary.has(KeyKind::Spelling, &fold(piece))
    };
    let cuts: Vec<usize> = word.char_indices().map(|(at, _)| at).skip(SHORTEST_PIECE).collect();
    for at in cuts.iter().rev() {
        let (first, rest) = word.split_at(*at);
        if known(first) && known(rest) {
            return Some(vec![first, rest]);
        }
    }
    if most < 3 {
        return None;
    }
    cuts.iter().rev().find_map(|at| {
        let (first, rest) = word.split_at(*at);
        let rest = known(first).then(|| cut(vocabulary, rest, most - 1))??;
        Some([first].into_iter().chain(rest).collect())
    })
}
