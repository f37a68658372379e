//! The query's text → its words, and the joined forms (numbers, sections, hyphenated words) that
//! cover several of them.

use super::QueryWord;
use crate::analysis::stop_words::{is_light_word, is_stop_word};
use crate::analysis::{Token, clean, tokenize};

/// More words than this are a pasted text, not a query.
const MOST_WORDS: usize = 24;

/// Who asks how many asks for a number, and that is the word that pages use.
const HOW_MANY: [&str; 2] = ["hvor", "mange"];
const NUMBER: &str = "antal";

/// What is measured rather than counted: `hvor mange timer` asks for no number of anything.
const MEASURES: [&str; 8] = ["timer", "dage", "uger", "måneder", "år", "gange", "penge", "kroner"];

/// A word with its place in the query's text.
#[derive(Clone, Debug)]
pub(crate) struct Typed {
    pub(crate) word: QueryWord,
    pub(crate) start: usize,
    pub(crate) end: usize,
    position: usize,
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
    /// How many words were typed, function words too.
    pub(crate) all: usize,
}

impl Words {
    /// Reads the query; function words are left out unless there is nothing else.
    pub(crate) fn read(query: &str) -> Self {
        let text = clean(query);
        let tokens = tokenize(&text);
        let singles = primary(&tokens);
        let all = singles.len();
        let content: Vec<&Token> =
            singles.iter().copied().filter(|token| !is_stop_word(&token.form)).collect();
        let how_many = if content.is_empty() { None } else { how_many(&singles) };
        let chosen = if content.is_empty() { singles } else { content };
        let typed = how_many
            .into_iter()
            .chain(chosen.into_iter().map(to_typed))
            .take(MOST_WORDS)
            .collect::<Vec<_>>();
        let joined = tokens.iter().filter_map(|token| to_joined(token, &typed)).collect();
        Self { text, typed, joined, exact: false, all }
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
    is_so.then_some(Typed { word, start: first.start, end: second.end, position: first.position })
}

fn to_typed(token: &Token) -> Typed {
    let word = QueryWord { form: token.form.clone(), is_light: is_light_word(&token.form) };
    Typed { word, start: token.start, end: token.end, position: token.position }
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
