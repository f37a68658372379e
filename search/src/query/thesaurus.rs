//! The words of staff, looked up by the stem keys of a phrase: what else it is called.

use std::collections::BTreeMap;

use super::words::Words;
use crate::Synonyms;
use crate::analysis::stem_key;
use crate::everyday::Situation;

/// What a synonym weighs beside the word itself.
const SYNONYM: f64 = 0.7;

/// A phrase of several words is less often meant otherwise.
const SYNONYM_OF_A_PHRASE: f64 = 0.92;

/// An abbreviation and its long form are nearly the same.
const ABBREVIATION: f64 = 0.9;

/// What the base list of everyday words says is two levels below the word itself: below what the
/// portal says, which is below the word.
const EVERYDAY: f64 = 0.42;
const EVERYDAY_PHRASE: f64 = 0.52;

/// Another name of a phrase.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct OtherName {
    /// Its words, without function words.
    pub(crate) words: Vec<String>,
    pub(crate) weight: f64,
}

/// Phrases and their other names.
#[derive(Clone, Debug, Default)]
pub(crate) struct Thesaurus {
    names: BTreeMap<String, Vec<OtherName>>,
    /// What the texts call what people say.
    everyday: BTreeMap<String, Vec<OtherName>>,
    /// The words of the situation of life that what people say is of.
    situations: BTreeMap<String, Vec<Vec<String>>>,
    /// How many words the longest phrase has.
    pub(crate) longest: usize,
}

impl Thesaurus {
    pub(crate) fn new(synonyms: &Synonyms, situations: &[Situation]) -> Self {
        let mut thesaurus = Self::default();
        for group in &synonyms.groups {
            thesaurus.add_group(group, SYNONYM);
        }
        for abbreviation in &synonyms.abbreviations {
            let group: Vec<String> = [abbreviation.short.clone()]
                .into_iter()
                .chain(abbreviation.long.iter().cloned())
                .collect();
            thesaurus.add_group(&group, ABBREVIATION);
        }
        for rule in &synonyms.one_way {
            for to in &rule.to {
                thesaurus.add(&rule.from, to, SYNONYM);
            }
        }
        for situation in situations {
            thesaurus.add_situation(situation);
        }
        thesaurus
    }

    fn add_situation(&mut self, situation: &Situation) {
        let words: Vec<Vec<String>> =
            situation.words.iter().map(|word| content_words(word)).collect();
        for line in &situation.lines {
            let to: Vec<Vec<String>> = line.to.iter().map(|to| content_words(to)).collect();
            for from in line.from.iter().map(|from| said_words(from)) {
                let key = phrase_key(&from);
                self.longest = self.longest.max(from.len());
                let weight = if from.len() > 1 { EVERYDAY_PHRASE } else { EVERYDAY };
                let others = to.iter().filter(|to| phrase_key(to) != key);
                let names = others.map(|to| OtherName { words: to.clone(), weight });
                self.everyday.entry(key.clone()).or_default().extend(names);
                self.situations.entry(key).or_default().extend(words.iter().cloned());
            }
        }
    }

    fn add_group(&mut self, group: &[String], weight: f64) {
        for from in group {
            for to in group {
                self.add(from, to, weight);
            }
        }
    }

    fn add(&mut self, from: &str, to: &str, weight: f64) {
        let (from, to) = (said_words(from), content_words(to));
        let (key, target) = (phrase_key(&from), phrase_key(&to));
        if key.is_empty() || target.is_empty() || key == target {
            return;
        }
        self.longest = self.longest.max(from.len());
        let weight = if from.len() > 1 { weight.max(SYNONYM_OF_A_PHRASE) } else { weight };
        let names = self.names.entry(key).or_default();
        match names.iter_mut().find(|name| phrase_key(&name.words) == target) {
            Some(known) => known.weight = known.weight.max(weight),
            None => names.push(OtherName { words: to, weight }),
        }
    }

    /// The other names of a phrase, given by its words.
    pub(crate) fn other_names(&self, words: &[String]) -> &[OtherName] {
        self.names.get(&phrase_key(words)).map_or(&[], Vec::as_slice)
    }

    /// What the texts of the field call what people say so.
    pub(crate) fn everyday_names(&self, words: &[String]) -> &[OtherName] {
        self.everyday.get(&phrase_key(words)).map_or(&[], Vec::as_slice)
    }

    /// The words of the situation of life that is spoken of so.
    pub(crate) fn situation(&self, words: &[String]) -> &[Vec<String>] {
        self.situations.get(&phrase_key(words)).map_or(&[], Vec::as_slice)
    }
}

/// The words by which a phrase is known when it is typed: those with content. One such word alone
/// says less than the phrase, `på gaden`; then function words count too.
fn said_words(phrase: &str) -> Vec<String> {
    let words = Words::read(phrase);
    if words.typed.len() == 1 && words.all.len() > 1 { words.all } else { words.content() }
}

fn content_words(phrase: &str) -> Vec<String> {
    Words::read(phrase).content()
}

/// Without spaces, so that `job-center` and `jobcenter` are one phrase.
fn phrase_key(words: &[String]) -> String {
    words.iter().map(|word| stem_key(word)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Abbreviation, OneWay};

    fn thesaurus() -> Thesaurus {
        Thesaurus::new(
            &Synonyms {
                groups: vec![vec!["bostøtte".into(), "støtte i egen bolig".into()]],
                one_way: vec![OneWay {
                    from: "metadon".into(),
                    to: vec!["substitutionsbehandling".into()],
                }],
                abbreviations: vec![Abbreviation {
                    short: "SKP".into(),
                    long: vec!["støttekontaktperson".into()],
                }],
            },
            &[],
        )
    }

    fn names(words: &[&str]) -> Vec<Vec<String>> {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        thesaurus().other_names(&words).iter().map(|name| name.words.clone()).collect()
    }

    #[test]
    fn groups_and_abbreviations_work_both_ways() {
        assert_eq!(names(&["bostøtte"]), [["støtte", "egen", "bolig"]]);
        assert_eq!(names(&["støtte", "egen", "bolig"]), [["bostøtte"]]);
        assert_eq!(names(&["skp"]), [["støttekontaktperson"]]);
        assert_eq!(names(&["støttekontaktpersonen"]), [["skp"]]);
    }

    #[test]
    fn a_phrase_of_one_word_with_content_is_no_such_word() {
        let rule = OneWay { from: "på gaden".into(), to: vec!["hjemløs".into()] };
        let synonyms = Synonyms { one_way: vec![rule], ..Synonyms::default() };
        let thesaurus = Thesaurus::new(&synonyms, &[]);
        let known = |words: &[&str]| {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            !thesaurus.other_names(&words).is_empty()
        };
        assert!(known(&["på", "gaden"]) && !known(&["gade"]));
    }

    #[test]
    fn one_way_rules_do_not_work_backwards() {
        assert_eq!(names(&["metadon"]), [["substitutionsbehandling"]]);
        assert!(names(&["substitutionsbehandling"]).is_empty());
    }
}
