//! As you type and as you mistype: prefixes, corrections that are said, and no correction where the
//! word is right.

use crate::corpus;
use portal_search::{Note, Request};

#[test]
fn two_letters_are_enough_to_find_something() {
    let engine = corpus::engine();
    for query in ["me", "gæ", "ps", "øk", "vi", "jo"] {
        assert!(corpus::search(&engine, query).total > 0, "{query}");
    }
}

#[test]
fn every_title_is_found_at_every_stage_of_typing_its_last_word() {
    let engine = corpus::engine();
    for document in corpus::documents() {
        let letters: Vec<char> = document.title.chars().collect();
        let last_word = document
            .title
            .rfind(char::is_whitespace)
            .map_or(0, |at| document.title[..at].chars().count() + 1);
        for typed in last_word + 3..=letters.len() {
            let query: String = letters[..typed].iter().collect();
            let answer =
                engine.search(&Request { limit: 100, ..Request::new(query.clone()) }).unwrap();
            assert!(
                answer.hits.iter().any(|hit| hit.id == document.id),
                "`{query}` misses {}",
                document.id
            );
        }
    }
}

#[test]
fn a_correction_is_said_and_a_right_word_is_left_alone() {
    let engine = corpus::engine();
    let corrected = |query: &str| corpus::search(&engine, query).corrected;
    assert_eq!(corrected("sygedagpneg").as_deref(), Some("sygedagpenge"));
    assert_eq!(
        corrected("ring til kriminalforsogen").as_deref(),
        Some("ring til kriminalforsorgen")
    );
    for right in [
        "sygedagpenge",
        "jobsamtalerne",
        "stofmisbrugsbehandling",
        "33 17 33 21",
        "bostøtte",
        "SKP",
        "ledsa",
        // Words that the corpus lacks, each one letter or two from a word that it has.
        "kæreste",
        "mangel",
        "sælge",
        "købte",
        "normalt",
        "hendes",
        "walk",
    ] {
        assert_eq!(corrected(right), None, "{right}");
    }
}

#[test]
fn an_exact_request_is_not_corrected() {
    let engine = corpus::engine();
    let meant =
        |query: &str| engine.search(&Request { exact: true, ..Request::new(query) }).unwrap();
    let answer = meant("sygedagpneg");
    assert_eq!((answer.corrected, answer.total), (None, 0));
    let answer = meant("mentor sygedagpneg");
    assert_eq!(answer.corrected, None);
    assert!(
        answer.hits.iter().all(|hit| !hit.excerpt.text.to_html().contains("sygedagpenge</mark>"))
    );
    assert_eq!(meant("sygedagpenge"), corpus::search(&engine, "sygedagpenge"));
}

#[test]
fn a_typo_in_the_end_of_an_unknown_compound_is_forgiven() {
    let engine = corpus::engine();
    let answer = corpus::search(&engine, "herbergsbehanldingen");
    assert_eq!(answer.corrected.as_deref(), Some("herbergsbehandlingen"));
    assert!(answer.total > 0);
    let answer = corpus::search(&engine, "mentorundervisnign");
    assert_eq!(answer.corrected.as_deref(), Some("mentorundervisning"));
}

#[test]
fn numbers_are_never_corrected() {
    let engine = corpus::engine();
    let answer = corpus::search(&engine, "33173322");
    assert_eq!((answer.corrected, answer.total), (None, 0));
}

#[test]
fn a_swapped_missing_extra_or_wrong_letter_is_forgiven_in_every_long_title_word() {
    let engine = corpus::engine();
    let mut missed = Vec::new();
    for document in corpus::documents() {
        let title: Vec<char> = document.title.to_lowercase().chars().collect();
        if title.len() < 8 || !title.iter().all(|letter| letter.is_alphabetic()) {
            continue;
        }
        for typo in typos(&title) {
            let answer = corpus::search(&engine, &typo);
            if !answer.hits.iter().take(3).any(|hit| hit.id == document.id) {
                missed.push(format!("{typo} → {}", document.id));
            }
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

/// One typo of each sort, in the middle of the word.
fn typos(word: &[char]) -> [String; 4] {
    let middle = word.len() / 2;
    let mut swapped = word.to_vec();
    swapped.swap(middle, middle + 1);
    let mut missing = word.to_vec();
    missing.remove(middle);
    let mut extra = word.to_vec();
    extra.insert(middle, 'x');
    let mut wrong = word.to_vec();
    wrong[middle] = 'q';
    [swapped, missing, extra, wrong].map(|letters| letters.into_iter().collect())
}

#[test]
fn words_that_stand_in_the_text_in_any_form_never_give_an_empty_answer() {
    let engine = corpus::engine();
    for document in corpus::documents() {
        for word in
            document.body.split_whitespace().filter(|word| word.contains(char::is_alphanumeric))
        {
            assert!(corpus::search(&engine, word).total > 0, "{word}");
            let pair = format!("{word} {}", document.title);
            assert!(corpus::search(&engine, &pair).total > 0, "{pair}");
        }
    }
}

#[test]
fn a_query_without_words_finds_nothing_and_says_so() {
    let engine = corpus::engine();
    for query in ["😀", "%", "§", "\"", " § – % "] {
        let answer = corpus::search(&engine, query);
        assert_eq!((answer.total, answer.note), (0, Some(Note::NoWords)), "{query}");
    }
    let everything = corpus::search(&engine, "  ");
    assert_eq!((everything.total, everything.note), (corpus::documents().len() as u64, None));
}

#[test]
fn a_word_of_two_hundred_letters_is_a_word() {
    let engine = corpus::engine();
    let answer = corpus::search(&engine, &"æ".repeat(200));
    assert_eq!((answer.total, answer.note), (0, None));
}
