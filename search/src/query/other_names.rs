//! What else the portal calls something: the thesaurus' other names of words and phrases, and what
//! texts call what people say.

use super::expand;
use super::thesaurus::OtherName;
use super::{Alternative, Group, Thesaurus};
use crate::analysis::stem_key;
use crate::vocabulary::{KeyKind, Vocabulary};

/// The end or beginning of an unknown compound must be so long before its other names are looked
/// up, and the rest so long.
const SHORTEST_NAMED_END: usize = 5;
const SHORTEST_BEFORE_END: usize = 3;

/// What the other name of a compound's end or beginning is worth.
const NAME_OF_A_PART: f64 = 0.6;

/// What the portal's thesaurus calls words beside what was typed.
pub(super) fn other_names(
    words: &[String],
    vocabulary: &Vocabulary,
    thesaurus: &Thesaurus,
) -> Vec<Alternative> {
    let groups = |word: &String| expand::word(vocabulary, word).into_group();
    named(thesaurus.other_names(words), |name| name.iter().map(groups).collect())
}

/// What the texts call what people say so.
pub(super) fn everyday_names(
    words: &[String],
    vocabulary: &Vocabulary,
    thesaurus: &Thesaurus,
) -> Vec<Alternative> {
    named(thesaurus.everyday_names(words), |name| groups_of(name, vocabulary))
}

/// The names as alternatives, as far as the portal has all their words.
fn named(names: &[OtherName], groups: impl Fn(&[String]) -> Vec<Group>) -> Vec<Alternative> {
    let alternatives = names.iter().map(|name| Alternative {
        weight: name.weight,
        groups: groups(&name.words),
        adjacent: false,
        is_typed: false,
    });
    alternatives
        .filter(|alternative| alternative.groups.iter().all(|group| !group.variants.is_empty()))
        .collect()
}

/// Every word with the compounds that it is a part of.
pub(super) fn groups_of(words: &[String], vocabulary: &Vocabulary) -> Vec<Group> {
    let group = |word: &String| {
        let mut forms = expand::word(vocabulary, word);
        expand::compounds(vocabulary, word, &mut forms);
        forms.into_group()
    };
    words.iter().map(group).collect()
}

/// The other names of what an unknown compound ends in, where the portal lacks that word too
/// (`gade` + `sygeplejerske`), or else of what it begins with (`tandlæge` + `regning`).
pub(super) fn names_of_a_part(
    word: &str,
    vocabulary: &Vocabulary,
    thesaurus: &Thesaurus,
) -> Vec<Alternative> {
    let is_foreign = |part: &str| !vocabulary.has(KeyKind::Stem, &stem_key(part));
    let names = |part: &str| {
        let part = [part.to_owned()];
        let mut names = other_names(&part, vocabulary, thesaurus);
        if is_foreign(&part[0]) {
            names.extend(everyday_names(&part, vocabulary, thesaurus));
        }
        (!names.is_empty()).then_some(names)
    };
    let cuts: Vec<(&str, &str)> = word.char_indices().map(|(at, _)| word.split_at(at)).collect();
    let is_end = |(start, end): &&(&str, &str)| {
        is_long(start, SHORTEST_BEFORE_END) && is_long(end, SHORTEST_NAMED_END)
    };
    let is_start = |(start, end): &&(&str, &str)| {
        is_long(end, SHORTEST_BEFORE_END) && is_long(start, SHORTEST_NAMED_END)
    };
    let of_the_end = cuts
        .iter()
        .filter(is_end)
        .filter(|(_, end)| is_foreign(end))
        .find_map(|(_, end)| names(end));
    let found = of_the_end
        .or_else(|| cuts.iter().rev().filter(is_start).find_map(|(start, _)| names(start)));
    let mut found = found.unwrap_or_default();
    for name in &mut found {
        name.weight *= NAME_OF_A_PART;
    }
    found
}

fn is_long(part: &str, letters: usize) -> bool {
    part.chars().count() >= letters
}
