//! Everyday words: what people say, and what the texts of this field call it. Our own base list, by
//! situations of life; an index keeps of it what its texts can answer.

use crate::everyday::{Everyday, Situation};

/// `[word, word]` opens a situation, `from, from: to, to` is a line of it; `#` starts a comment.
const EVERYDAY_WORDS: &str = include_str!("../../data/everyday_words.txt");

/// What the texts of an index do with a phrase.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Use {
    None,
    /// They mention it.
    Text,
    /// A title or name has it.
    Subject,
}

/// The situations of the base list, as far as the texts use the words that they lead to. What
/// people say leads to its situation at large where no title has a word for it.
pub(crate) fn used_situations(how: impl Fn(&str) -> Use) -> Vec<Situation> {
    let used = |words: &[String]| -> Vec<String> {
        words.iter().filter(|word| how(word) > Use::None).cloned().collect()
    };
    let mut kept = Vec::new();
    for situation in situations() {
        let words = used(&situation.words);
        let lines = situation.lines.into_iter().map(|line| {
            let mut to = used(&line.to);
            if !to.iter().any(|word| how(word) == Use::Subject) {
                let others: Vec<_> =
                    words.iter().filter(|word| !to.contains(word)).cloned().collect();
                to.extend(others);
            }
            Everyday { from: line.from, to }
        });
        let lines: Vec<Everyday> = lines.filter(|line| !line.to.is_empty()).collect();
        if !lines.is_empty() {
            kept.push(Situation { words, lines });
        }
    }
    kept
}

/// All situations of the base list.
fn situations() -> Vec<Situation> {
    let mut situations: Vec<Situation> = Vec::new();
    for line in EVERYDAY_WORDS.lines().filter(|line| !line.starts_with('#')) {
        if let Some(words) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            situations.push(Situation { words: listed(words), lines: Vec::new() });
        } else if let (Some((from, to)), Some(situation)) =
            (line.split_once(':'), situations.last_mut())
        {
            situation.lines.push(Everyday { from: listed(from), to: listed(to) });
        }
    }
    situations
}

fn listed(words: &str) -> Vec<String> {
    words.split(',').map(|word| word.trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::analysis::stop_words::is_stop_word;
    use crate::analysis::tokenize;

    fn content_words(phrase: &str) -> (usize, usize) {
        let words: Vec<_> = tokenize(phrase).into_iter().filter(|token| token.words == 1).collect();
        (words.len(), words.iter().filter(|token| !is_stop_word(&token.form)).count())
    }

    #[test]
    fn every_line_of_the_list_is_of_a_situation_and_says_something() {
        let said = |line: &&str| !line.starts_with(['#', '[']) && !line.is_empty();
        let lines = EVERYDAY_WORDS.lines().filter(said).count();
        let all = situations();
        assert_eq!(all.iter().map(|situation| situation.lines.len()).sum::<usize>(), lines);
        assert!(all.len() >= 15 && lines >= 150, "{} situations, {lines} lines", all.len());
        let lists = all.iter().flat_map(|situation| {
            let lines = situation.lines.iter().flat_map(|line| [&line.from, &line.to]);
            lines.chain([&situation.words])
        });
        for words in lists {
            assert!(words.iter().all(|word| !word.is_empty()), "{words:?}");
        }
    }

    #[test]
    fn nothing_that_people_say_stands_twice_or_means_something_by_its_function_words_alone() {
        let mut seen = BTreeSet::new();
        for said in situations()
            .into_iter()
            .flat_map(|situation| situation.lines)
            .flat_map(|line| line.from)
        {
            let (all, content) = content_words(&said);
            assert!(content >= all.min(1), "{said}");
            assert!(seen.insert(said.clone()), "{said} stands twice");
        }
    }

    #[test]
    fn what_no_text_uses_is_left_out() {
        assert!(used_situations(|_| Use::None).is_empty());
        let only = |word: &str| if word == "gældsrådgivning" { Use::Subject } else { Use::None };
        let kept = used_situations(only);
        let mut lines = kept.iter().flat_map(|situation| &situation.lines);
        assert!(lines.clone().count() > 0 && lines.all(|line| line.to == ["gældsrådgivning"]));
    }

    #[test]
    fn what_no_title_has_a_word_for_leads_to_its_situation() {
        let kept = used_situations(|word| if word == "økonomi" { Use::Text } else { Use::None });
        let mut lines = kept.iter().flat_map(|situation| &situation.lines);
        let line = lines.find(|line| line.from.iter().any(|from| from == "inkasso")).unwrap();
        assert_eq!(line.to, ["økonomi"]);
    }
}
