//! Sections of law in any spelling: `§ 141, stk. 2`, `§141 stk 2`, `paragraf 141` and `141 stk. 2`
//! meet as `§141` and `§141stk2`.

use super::tokenize::{Token, Word, gap_after};

/// A letter after the number belongs to it (`§ 141 a`) up to this one; `i` is a word.
const LAST_SECTION_LETTER: char = 'h';

/// A range of more sections than this is something else.
const WIDEST_RANGE: u16 = 30;

/// The longest that may stand between a section and its subsection: `, `.
const WIDEST_GAP: usize = 3;

/// Adds `§N`, `§NstkM` and `§NstkMnrK` where the text names a section.
pub(crate) fn add_sections(text: &str, words: &[Word], tokens: &mut Vec<Token>) {
    for at in 0..words.len() {
        let Some(number) = section_number(words[at].text) else { continue };
        let sign = sign_before(text, words, at);
        let (letter, mut last) = section_letter(text, words, at);
        let mut form = format!("§{number}{letter}");
        let subsection = numbered(text, words, last, "stk");
        if sign.is_none() && subsection.is_none() {
            continue;
        }
        let start = sign.unwrap_or(words[at].start);
        tokens.push(section(words, start, at, last, form.clone()));
        if sign.is_some() && letter.is_empty() {
            add_following(text, words, at, tokens);
        }
        for (name, found) in [("stk", subsection), ("nr", numbered(text, words, last + 2, "nr"))] {
            let Some(digits) = found else { break };
            form.push_str(name);
            form.push_str(digits);
            last += 2;
            tokens.push(section(words, start, at, last, form.clone()));
        }
    }
}

/// The sections after the first: `§§ 107 og 108`, `§§ 112-114`, `§§ 96, 97 og 98`.
fn add_following(text: &str, words: &[Word], first: usize, tokens: &mut Vec<Token>) {
    let mut at = first;
    while let Some((next, is_range)) = next_section(text, words, at) {
        let (Ok(from), Ok(to)) = (words[at].text.parse::<u16>(), words[next].text.parse::<u16>())
        else {
            return;
        };
        let between = if is_range && (from..=from + WIDEST_RANGE).contains(&to) {
            from + 1..=to
        } else {
            to..=to
        };
        for number in between {
            tokens.push(section(words, words[next].start, next, next, format!("§{number}")));
        }
        at = next;
    }
}

/// The next number of a list of sections, and whether it ends a range.
fn next_section(text: &str, words: &[Word], at: usize) -> Option<(usize, bool)> {
    let gap = gap_after(text, words, at)?;
    let next = words.get(at + 1)?;
    let is_section = |word: &Word| word.is_number() && word.text.len() <= 3;
    if is_section(next) && matches!(gap, "-" | "–" | " - " | " – ") {
        return Some((at + 1, true));
    }
    if is_section(next) && gap == ", " {
        return Some((at + 1, false));
    }
    let after = words.get(at + 2)?;
    let spaced = gap == " " && gap_after(text, words, at + 1)? == " ";
    let is_joint = matches!(next.text, "og" | "eller" | "til");
    (spaced && is_joint && is_section(after)).then_some((at + 2, next.text == "til"))
}

fn section(words: &[Word], start: usize, at: usize, last: usize, form: String) -> Token {
    Token { form, start, end: words[last].end(), position: at, words: last + 1 - at }
}

/// `141` or `141a`, lower-case.
fn section_number(word: &str) -> Option<String> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let letter = &word[digits..];
    let fits = (1..=3).contains(&digits)
        && letter.len() <= 1
        && letter.bytes().all(|byte| byte.is_ascii_alphabetic());
    fits.then(|| word.to_lowercase())
}

/// Where the sign or word for a section before the number starts.
fn sign_before(text: &str, words: &[Word], at: usize) -> Option<usize> {
    let from = if at == 0 { 0 } else { words[at - 1].end() };
    let gap = &text[from..words[at].start];
    if let Some(sign) = gap.find('§') {
        return Some(from + sign);
    }
    let before = words.get(at.checked_sub(1)?)?;
    let is_word = is_sign(&before.text.to_lowercase());
    (is_word && gap.len() <= WIDEST_GAP).then_some(before.start)
}

/// Whether the lower-case word stands for the sign of a section.
pub(crate) fn is_sign(word: &str) -> bool {
    matches!(word, "paragraf" | "paragraffen" | "paragraffer" | "par" | "pgf")
}

/// A single letter after the number, and the last word that the section covers.
fn section_letter(text: &str, words: &[Word], at: usize) -> (String, usize) {
    let letter = words.get(at + 1).map_or("", |word| word.text).to_lowercase();
    let fits = letter.len() == 1
        && letter.chars().all(|c| ('a'..=LAST_SECTION_LETTER).contains(&c))
        && words[at].is_number()
        && gap_after(text, words, at) == Some(" ");
    if fits { (letter, at + 1) } else { (String::new(), at) }
}

/// The number after `name` after the word at `last`: `stk. 2` → `2`.
fn numbered<'a>(text: &str, words: &[Word<'a>], last: usize, name: &str) -> Option<&'a str> {
    let title = words.get(last + 1)?.text.to_lowercase();
    let number = words.get(last + 2)?;
    let is_named = title == name
        || (name == "stk" && title == "stykke")
        || (name == "nr" && title == "nummer");
    let is_near = gap_after(text, words, last)?.len() <= WIDEST_GAP
        && gap_after(text, words, last + 1)?.len() <= WIDEST_GAP;
    (is_named && is_near && number.is_number()).then_some(number.text)
}

#[cfg(test)]
mod tests {
    use crate::analysis::tokenize;

    fn sections(text: &str) -> Vec<String> {
        tokenize(text)
            .into_iter()
            .map(|token| token.form)
            .filter(|form| form.starts_with('§'))
            .collect()
    }

    #[test]
    fn a_section_meets_in_every_spelling() {
        for spelling in [
            "§ 141, stk. 2",
            "§141 stk 2",
            "§ 141 stk. 2",
            "paragraf 141 stk. 2",
            "141 stk 2",
            "Par. 141, stk. 2",
        ] {
            assert_eq!(sections(spelling), ["§141", "§141stk2"], "{spelling}");
        }
    }

    #[test]
    fn a_letter_belongs_to_the_section_and_a_preposition_does_not() {
        assert_eq!(sections("§ 68 a"), ["§68a"]);
        assert_eq!(sections("§ 68a"), ["§68a"]);
        assert_eq!(sections("§ 68 i loven"), ["§68"]);
    }

    #[test]
    fn the_number_within_the_subsection_counts() {
        assert_eq!(sections("§ 54, stk. 1, nr. 3"), ["§54", "§54stk1", "§54stk1nr3"]);
    }

    #[test]
    fn lists_and_ranges_name_every_section() {
        assert_eq!(sections("§§ 107 og 108"), ["§107", "§108"]);
        assert_eq!(sections("§§ 112-114"), ["§112", "§113", "§114"]);
        assert_eq!(sections("§§ 96, 97 og 98"), ["§96", "§97", "§98"]);
    }

    #[test]
    fn plain_numbers_are_no_sections() {
        assert!(sections("25 timer i 2009").is_empty());
    }

    #[test]
    fn the_sign_is_part_of_what_is_marked() {
        let text = "efter § 141, stk. 2";
        let token = tokenize(text).into_iter().find(|token| token.form == "§141stk2").unwrap();
        assert_eq!(&text[token.start..token.end], "§ 141, stk. 2");
    }
}
