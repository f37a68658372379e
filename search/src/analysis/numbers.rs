//! Numbers in any spelling: telephone numbers (`33 17 33 21`), EAN (`5798 0096 83052`) and case
//! numbers (`2010-113567`) are found by their digits, whichever way they are grouped.

use super::tokenize::{Token, Word, gap_after, token_over};

/// Lengths that are whole numbers of their own inside a longer row of groups: Danish telephone
/// numbers and EAN.
const WHOLE_LENGTHS: [usize; 2] = [8, 13];

/// A row of groups shorter than this is two numbers, not one.
const SHORTEST_ROW: usize = 6;

/// Longer rows are tables.
const LONGEST_ROW: usize = 20;

/// What stands before a bound, and the sign that the bound is known by: `over 30`, `yngre end 30`.
/// Alone the words say nothing, and the number the same of those above it and below.
const BOUNDS: &[(&[&str], char)] = &[
    (&["over"], '>'),
    (&["ældre", "end"], '>'),
    (&["fyldt"], '>'),
    (&["under"], '<'),
    (&["yngre", "end"], '<'),
];

/// A bound has so many digits at most; those of years and prices are no groups of people.
const LONGEST_BOUND: usize = 2;

/// Whether a form is a bound, `>30`.
pub(crate) fn is_bound(form: &str) -> bool {
    form.starts_with(['<', '>'])
}

/// The country code of Denmark, which people write or leave out.
const COUNTRY_CODE: &str = "45";

/// Whether a word has digits alone.
pub(crate) fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Adds the joined digits of every row of digit groups.
pub(crate) fn add_numbers(text: &str, words: &[Word], tokens: &mut Vec<Token>) {
    let mut first = 0;
    while first < words.len() {
        let count = row_length(text, words, first);
        if count >= 2 {
            add_row(words, first, count, tokens);
        }
        first += count.max(1);
    }
    add_without_country_code(words, tokens);
    add_bounds(text, words, tokens);
}

fn add_bounds(text: &str, words: &[Word], tokens: &mut Vec<Token>) {
    let numbers = (0..words.len())
        .filter(|at| words[*at].is_number() && words[*at].text.len() <= LONGEST_BOUND);
    for at in numbers {
        let bound = BOUNDS.iter().find(|(before, _)| {
            let Some(first) = at.checked_sub(before.len()) else { return false };
            let is_so = |(place, word): (usize, &&str)| {
                words[place].text.chars().flat_map(char::to_lowercase).eq(word.chars())
                    && gap_after(text, words, place).is_some_and(|gap| gap.trim().is_empty())
            };
            (first..at).zip(before.iter()).all(is_so)
        });
        if let Some((before, sign)) = bound {
            let first = at - before.len();
            let form = format!("{sign}{}", words[at].text);
            tokens.push(token_over(words, first, before.len() + 1, form));
        }
    }
}

/// How many digit groups follow one another from `first`.
fn row_length(text: &str, words: &[Word], first: usize) -> usize {
    let mut count = 0;
    while words.get(first + count).is_some_and(Word::is_number) {
        count += 1;
        let gap = gap_after(text, words, first + count - 1);
        if !matches!(gap, Some(" " | "\u{a0}" | "\u{202f}" | "-" | "." | "/")) {
            break;
        }
    }
    count
}

fn add_row(words: &[Word], first: usize, count: usize, tokens: &mut Vec<Token>) {
    for start in 0..count {
        for length in 2..=count - start {
            let groups = &words[first + start..first + start + length];
            let digits: String = groups.iter().map(|word| word.text).collect();
            let whole_row = length == count && (SHORTEST_ROW..=LONGEST_ROW).contains(&digits.len());
            if whole_row || WHOLE_LENGTHS.contains(&digits.len()) {
                tokens.push(token_over(words, first + start, length, digits));
            } else if digits.len() > LONGEST_ROW {
                break;
            }
        }
    }
}

fn add_without_country_code(words: &[Word], tokens: &mut Vec<Token>) {
    for (at, word) in words.iter().enumerate() {
        let digits = word.text.trim_start_matches("00");
        if let Some(number) =
            digits.strip_prefix(COUNTRY_CODE).filter(|rest| word.is_number() && rest.len() == 8)
        {
            tokens.push(token_over(words, at, 1, number.to_owned()));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::tokenize;

    fn has(text: &str, number: &str) -> bool {
        tokenize(text).iter().any(|token| token.form == number)
    }

    #[test]
    fn a_telephone_number_is_one_number_in_every_grouping() {
        for spelling in [
            "33173321",
            "3317 3321",
            "33 17 33 21",
            "+45 33 17 33 21",
            "+4533173321",
            "33-17-33-21",
            "33\u{a0}17\u{a0}33\u{a0}21",
        ] {
            assert!(has(spelling, "33173321"), "{spelling}");
        }
    }

    #[test]
    fn two_telephone_numbers_in_a_row_are_both_found() {
        assert!(has("3317 3321 3317 3322", "33173321"));
        assert!(has("3317 3321 3317 3322", "33173322"));
    }

    #[test]
    fn an_ean_and_a_case_number_are_found_by_their_digits() {
        assert!(has("EAN 5798 0096 83052", "5798009683052"));
        assert!(has("(2010-113567)", "2010113567"));
        assert!(has("(2010-113567)", "113567"));
    }

    #[test]
    fn a_bound_is_one_word_whichever_way_it_is_said() {
        for above in ["Voksne over 30 år", "ældre end 30", "er fyldt 30"] {
            assert!(has(above, ">30") && !has(above, "<30"), "{above}");
        }
        assert!(has("unge under\u{a0}30", "<30") && has("Yngre end 30", "<30"));
        assert!(!has("over. 30", ">30") && !has("over 2013", ">2013"));
    }

    #[test]
    fn neighbours_that_are_no_number_stay_apart() {
        assert!(!has("4, 5", "45"));
        assert!(!has("4 5", "45"));
    }
}
