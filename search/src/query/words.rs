//! The query's text → its words, and the joined forms (numbers, sections, hyphenated words) that
//! cover several of them.

use super::QueryWord;
use crate::analysis::law::is_sign;
use crate::analysis::stop_words::{is_light_word, is_stop_word, is_unit};
use crate::analysis::{Token, clean, tokenize};

/// More words than this are a pasted text, not a query.
const MOST_WORDS: usize = 24;

/// Who asks how many asks for a number, and that is the word that pages use.
const HOW_MANY: [&str; 2] = ["hvor", "mange"];
const NUMBER: &str = "antal";

/// What is measured rather than counted: `hvor mange timer` asks for no number of anything.
const MEASURES: [&str; 8] = ["timer", "dage", "uger", "måneder", "år", "gange", "penge", "kroner"];

/// What makes a unit of time an adverb: `hver dag`, `i år`.
const BEFORE_TIME: [&str; 10] =
    ["hver", "hvert", "om", "i", "per", "pr", "hele", "samme", "hel", "helt"];

/// Together they ask for a length of time.
const LONG: &str = "lang";
const TIME: &str = "tid";

/// What people live on, behind this word: it says of nearly everybody here how it is with them, and
/// seldom what is asked for.
const ON: &str = "på";
const BENEFITS: [&str; 5] =
    ["kontanthjælp", "dagpenge", "sygedagpenge", "uddannelseshjælp", "ledighedsydelse"];

/// A word with its place in the query's text.
#[derive(Clone, Debug)]
pub(crate) struct Typed {
    pub(crate) word: QueryWord,
    pub(crate) start: usize,
    pub(crate) end: usize,
    position: usize,
    /// The place among all words that were typed.
    place: usize,
}

/// A form that stands for several words, or for one word written otherwise.
#[derive(Clone, Debug)]
pub(crate) struct Joined {
    pub(crate) form: String,
    pub(crate) first: usize,
    pub(crate) words: usize,
}

/// The words of a query.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    pub(crate) text: String,
    pub(crate) typed: Vec<Typed>,
    pub(crate) joined: Vec<Joined>,
    /// Whether every word is meant as it is typed.
    pub(crate) exact: bool,
    /// All words that were typed, function words too.
    pub(crate) all: Vec<String>,
}

impl Words {
    /// Reads the query; function words are left out unless there is nothing else.
    pub(crate) fn read(query: &str) -> Self {
        let text = clean(query);
        let tokens = tokenize(&text);
        let singles = primary(&tokens);
        let all = singles.iter().map(|token| token.form.clone()).collect();
        let is_content = |token: &Token| !is_stop_word(&token.form);
        let has_content = singles.iter().any(|token| is_content(token));
        let how_many = if has_content { how_many(&singles) } else { None };
        let chosen = singles.iter().enumerate();
        let chosen = chosen.filter(|(_, token)| !has_content || is_content(token));
        let typed = how_many
            .into_iter()
            .chain(chosen.map(|(place, _)| to_typed(place, &singles)))
            .take(MOST_WORDS)
            .collect::<Vec<_>>();
        let joined = tokens.iter().filter_map(|token| to_joined(token, &typed)).collect();
        Self { text, typed, joined, exact: false, all }
    }

    /// The words with content.
    pub(crate) fn content(self) -> Vec<String> {
        self.typed.into_iter().map(|typed| typed.word.form).collect()
    }

    /// Whether the content word at a place stands for the sign of a section.
    pub(crate) fn is_sign(&self, at: usize) -> bool {
        is_sign(&self.typed[at].word.form)
    }

    /// What was typed right before the content word at a place.
    pub(crate) fn before(&self, at: usize) -> Option<&str> {
        let before = self.typed[at].place.checked_sub(1)?;
        self.all.get(before).map(String::as_str)
    }

    /// The runs of at most `longest` words that have the content word at a place and function words
    /// around it: `på gaden` of `han sover på gaden nu`.
    pub(crate) fn around(&self, at: usize, longest: usize) -> impl Iterator<Item = &[String]> {
        let before = at.checked_sub(1).map_or(0, |before| self.typed[before].place + 1);
        let after = self.typed.get(at + 1).map_or(self.all.len(), |after| after.place);
        let place = self.typed[at].place;
        (before..=place).flat_map(move |first| {
            let ends = place.max(first + 1) + 1..=after.min(first + longest);
            ends.map(move |end| &self.all[first..end])
        })
    }
}

/// The first token of each position is the word itself; a joined form stands in where its words
/// were dropped (`N.A.B.O.`).
fn primary(tokens: &[Token]) -> Vec<&Token> {
    let mut singles: Vec<&Token> = Vec::new();
    for token in tokens {
        let next_free = singles.last().map_or(0, |last| last.position + last.words);
        let covers_none = !tokens.iter().any(|other| {
            other.words == 1
                && (token.position..token.position + token.words).contains(&other.position)
        });
        if token.position >= next_free && (token.words == 1 || covers_none) {
            singles.push(token);
        }
    }
    singles
}

/// `hvor mange` at the head of a question, as the number that it asks for.
fn how_many(singles: &[&Token]) -> Option<Typed> {
    let (first, second) = (singles.first()?, singles.get(1)?);
    if singles.get(2).is_some_and(|third| MEASURES.contains(&third.form.as_str())) {
        return None;
    }
    let is_so = [first, second].into_iter().map(|token| token.form.as_str()).eq(HOW_MANY);
    let word = QueryWord { form: NUMBER.to_owned(), is_light: true };
    let (start, end, position) = (first.start, second.end, first.position);
    is_so.then_some(Typed { word, start, end, position, place: 0 })
}

fn to_typed(place: usize, singles: &[&Token]) -> Typed {
    let token = singles[place];
    let before = place.checked_sub(1).map(|before| singles[before].form.as_str());
    let is_when = before.is_some_and(|word| BEFORE_TIME.contains(&word)) && is_unit(&token.form);
    // `hvor lang tid` asks for how long, and not for a time.
    let is_how_long = before == Some(LONG) && token.form == TIME;
    let is_lived_on = before == Some(ON) && place > 1 && BENEFITS.contains(&token.form.as_str());
    let is_light = is_when || is_how_long || is_lived_on || is_light_word(&token.form);
    let word = QueryWord { form: token.form.clone(), is_light };
    Typed { word, start: token.start, end: token.end, position: token.position, place }
}

fn to_joined(token: &Token, typed: &[Typed]) -> Option<Joined> {
    let covered = token.position..token.position + token.words;
    let first = typed.iter().position(|typed| covered.contains(&typed.position))?;
    let words = typed[first..].iter().take_while(|typed| covered.contains(&typed.position)).count();
    let is_a_word =
        words == 1 && (typed[first].word.form == token.form || is_stop_word(&token.form));
    (!is_a_word).then(|| Joined { form: token.form.clone(), first, words })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(query: &str) -> Vec<String> {
        Words::read(query).typed.into_iter().map(|typed| typed.word.form).collect()
    }

    #[test]
    fn function_words_are_left_out_while_there_are_others() {
        assert_eq!(forms("hvem har ansvaret for jobsamtalen"), ["ansvaret", "jobsamtalen"]);
        assert_eq!(forms("hvad er det"), ["hvad", "er", "det"]);
    }

    #[test]
    fn function_words_around_a_word_make_runs_with_it() {
        let words = Words::read("han sover på gaden nu");
        let runs: Vec<String> = words.around(1, 3).map(|run| run.join(" ")).collect();
        assert_eq!(runs, ["på gaden", "på gaden nu", "gaden nu"]);
        let first: Vec<String> = words.around(0, 2).map(|run| run.join(" ")).collect();
        assert_eq!(first, ["han sover", "sover på"]);
    }

    #[test]
    fn who_asks_how_many_asks_for_a_number() {
        assert_eq!(forms("Hvor mange fælles borgere er der"), ["antal", "fælles", "borgere"]);
        assert_eq!(forms("hvor mange"), ["hvor", "mange"]);
    }

    #[test]
    fn a_section_covers_its_words() {
        let words = Words::read("SEL § 141, stk. 2");
        let joined: Vec<_> = words
            .joined
            .iter()
            .map(|joined| (joined.form.as_str(), joined.first, joined.words))
            .collect();
        assert_eq!(joined, [("§141", 1, 1), ("§141stk2", 1, 3)]);
    }

    #[test]
    fn an_abbreviation_with_dots_is_one_word() {
        assert_eq!(forms("N.A.B.O."), ["nabo"]);
    }
}
