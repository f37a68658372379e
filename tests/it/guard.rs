//! How well the guard finds personal numbers, and how seldom it takes something else for one. The
//! figures of `docs/reliability.md` are printed by
//!
//! ```text
//! cargo test --release --test it guard:: -- --nocapture
//! ```

#![expect(clippy::print_stdout, reason = "the figures are what the tests are run for")]

pub(crate) mod numbers;

use std::collections::BTreeMap;

use numbers::{Dice, fits, number, spellings, unfitting};
use portal::guard::{Certainty, mask, scan};

/// How many numbers are tried, each in every spelling.
const NUMBERS: usize = if cfg!(debug_assertions) { 500 } else { 5_000 };

fn is_found(text: &str) -> bool {
    scan(text).iter().any(|hit| hit.certainty == Certainty::Sure)
}

/// Where a number may stand.
fn setting(at: usize, written: &str) -> String {
    match at % 6 {
        0 => format!("Ring om {written}, når du kan."),
        1 => format!("# {written}"),
        2 => format!("| navn | {written} | 33 17 01 10 |"),
        3 => format!("<!-- {written} -->"),
        4 => format!("<img src=\"/a.png\" alt=\"Skema {written}\">"),
        _ => format!("summary: \"{written}\""),
    }
}

#[test]
fn every_number_is_found_in_every_spelling() {
    let mut dice = Dice::new(1);
    let (mut tried, mut missed) = (0_usize, BTreeMap::<&str, Vec<String>>::new());
    for at in 0..NUMBERS {
        for (name, written) in spellings(&number(&mut dice)) {
            tried += 1;
            let text = setting(at, &written);
            if !is_found(&text) {
                missed.entry(name).or_default().push(mask(&text).into_owned());
            }
        }
    }
    let count: usize = missed.values().map(Vec::len).sum();
    println!(
        "recall: {} of {tried} found ({NUMBERS} numbers, {} spellings)",
        tried - count,
        tried / NUMBERS
    );
    let first: Vec<_> = missed.iter().map(|(name, texts)| (name, texts.len(), &texts[0])).collect();
    assert!(missed.is_empty(), "{first:#?}");
}

#[test]
fn a_parted_number_is_found_whatever_its_last_digit() {
    let mut dice = Dice::new(2);
    for at in 0..NUMBERS {
        // Ten plain digits that don't fit are told as a warning.
        for (name, written) in spellings(&unfitting(&mut dice)).into_iter().skip(2) {
            assert!(is_found(&setting(at, &written)), "{name}: {}", mask(&written));
        }
    }
}

#[test]
fn a_masked_text_shows_no_number_and_keeps_its_length() {
    let mut dice = Dice::new(3);
    for _ in 0..100 {
        let number = number(&mut dice);
        for (name, written) in spellings(&number) {
            let masked = mask(&written);
            assert_eq!(masked.len(), written.len(), "{name}");
            assert!(!is_found(&masked), "{name}: {masked}");
            assert!(!masked.ends_with(&number[6..]), "{name}");
        }
    }
}

#[test]
fn a_number_is_found_among_noise() {
    const NOISE: &[&str] = &[
        "a", " ", "\n", "-", "3", "<", ">", "&", "%", "\\", "é", "\u{200b}", "](", "<!--", "12.",
        "æ", "*", "\t",
    ];
    let mut dice = Dice::new(4);
    let pick = |dice: &mut Dice| {
        let count = usize::try_from(dice.roll(30)).unwrap_or_default();
        (0..count)
            .map(|_| NOISE[usize::try_from(dice.roll(NOISE.len() as u64)).unwrap_or_default()])
            .collect::<String>()
    };
    for _ in 0..NUMBERS * 10 {
        let number = number(&mut dice);
        let (before, after) = (pick(&mut dice), pick(&mut dice));
        let text = format!("{before} x, {}-{} y{after}", &number[..6], &number[6..]);
        assert!(is_found(&text), "{:?}", mask(&text));
    }
}

/// A page of an editor, full of numbers that are no personal numbers.
fn clean_page(dice: &mut Dice) -> String {
    let mut digits = |count: u32| {
        let limit = 10_u64.pow(count);
        format!("{:0width$}", dice.roll(limit), width = count as usize)
    };
    let phone = format!("{} {} {} {}", digits(2), digits(2), digits(2), digits(2));
    let lines = [
        format!(
            "---\ntitle: Side {}\nsummary: Vi hjælper {} borgere.\n---\n",
            digits(3),
            digits(4)
        ),
        format!("Tlf. {phone}, mobil +45 {} {} {} {}.", digits(2), digits(2), digits(2), digits(2)),
        format!("P-nummer 10{}, CVR {}, EAN 579800{}.", digits(8), digits(8), digits(7)),
        format!(
            "Konto {} {}, reg.nr. {} kontonr. {}.",
            digits(4),
            digits(10),
            digits(4),
            digits(10)
        ),
        format!(
            "Sagsnr. 20{}-{}, dok.nr. {}-{}, 27.36.04-A00-{}-13.",
            digits(2),
            digits(6),
            digits(6),
            digits(1),
            digits(1)
        ),
        format!("ISBN {}, ISBN 87-{}-{}-{}.", digits(10), digits(4), digits(3), digits(1)),
        format!(
            "Opdateret 12.01.{} kl. {}, 2013-0{}-1{} 1{}:{}.",
            digits(2),
            digits(4),
            1 + 3,
            digits(1),
            digits(1),
            digits(2)
        ),
        format!(
            "Sammenlagt {}.{}.{} kr. ({} %), {}-{}.",
            digits(2),
            digits(3),
            digits(3),
            digits(2),
            digits(4),
            digits(4)
        ),
        format!("Log 310124-0800: {} {} {}.", digits(3), digits(5), digits(4)),
        format!(
            "| {} | {} | {} |\n|---|---|---|\n| {} | {} | {} |",
            digits(2),
            digits(4),
            digits(6),
            digits(3),
            digits(5),
            digits(1)
        ),
        format!(
            "Postboks {}, {} København, Vej {}, {}. sal.",
            digits(4),
            digits(4),
            digits(2),
            digits(1)
        ),
        format!(
            "![kort](/images/kort-{}.{}.png) §§ {}-{}, stk. {}.",
            digits(4),
            digits(8),
            digits(2),
            digits(2),
            digits(1)
        ),
        format!(
            "<path d=\"M{}.{} {}.{}L{} {} {} {}z\"/>",
            digits(3),
            digits(2),
            digits(3),
            digits(2),
            digits(2),
            digits(3),
            digits(2),
            digits(3)
        ),
        format!(
            "[dokument](https://www.example.dk/{}/{}/sag-{}?id={})",
            digits(4),
            digits(5),
            digits(7),
            digits(9)
        ),
    ];
    lines.into_iter().chain(odd_lines(&phone, &mut digits)).collect::<Vec<_>>().join("\n\n")
}

/// Numbers beside each other and in shapes that a personal number may have as well.
fn odd_lines(phone: &str, mut digits: impl FnMut(u32) -> String) -> [String; 7] {
    [
        format!("Ring {phone}\n{} København, eller {phone}.", digits(4)),
        format!("Modtaget 2013-0{}-1{} | {} |", 1 + 4, digits(1), digits(4)),
        format!(
            "Sagsnr. 20130{}1{}-{}, modtaget 2012-1{}-0{}-{}",
            1 + 5,
            digits(1),
            digits(4),
            1,
            2,
            digits(4)
        ),
        format!("{}\n{}", [2; 9].map(&mut digits).join(" "), [2; 9].map(&mut digits).join(" ")),
        ["0", "1"]
            .map(|first| {
                format!("{first} {}", (0..11).map(|_| digits(1)).collect::<Vec<_>>().join(" "))
            })
            .join("\n"),
        format!(
            "/soeg/?id={}#{} og {}x{}, {}→{}, {}…",
            digits(5),
            digits(4),
            digits(4),
            digits(4),
            digits(6),
            digits(5),
            digits(6)
        ),
        format!(
            "Version 10.12.{}.{}, {}.0 og {} {} kr.",
            digits(2),
            digits(4),
            digits(9),
            digits(3),
            digits(3)
        ),
    ]
}

#[test]
fn look_alikes_hardly_ever_block_a_page() {
    let mut dice = Dice::new(5);
    let mut blocked = Vec::new();
    for _ in 0..NUMBERS * 2 {
        let page = clean_page(&mut dice);
        let hits = scan(&page);
        if let Some(hit) = hits.iter().find(|hit| hit.certainty == Certainty::Sure) {
            let line = page[..hit.span.start].rfind('\n').map_or(0, |at| at + 1);
            blocked.push(mask(page[line..].lines().next().unwrap_or_default()).into_owned());
        }
    }
    println!("false alarms: {} of {} clean pages are blocked", blocked.len(), NUMBERS * 2);
    assert!(blocked.len() * 1_000 <= NUMBERS * 2, "{blocked:#?}");
}

#[test]
fn ten_digits_that_say_nothing_are_a_warning() {
    let mut dice = Dice::new(6);
    for _ in 0..NUMBERS {
        let number = unfitting(&mut dice);
        if number.starts_with("0101") {
            continue;
        }
        let hits = scan(&format!("Nummeret {number} er ukendt."));
        assert_eq!(hits.iter().map(|hit| hit.certainty).collect::<Vec<_>>(), [Certainty::Possible]);
        assert!(
            is_found(&format!("Borgerens CPR-nr. er {number}."))
                && is_found(&format!("{number} (født i byen)"))
        );
    }
}

#[test]
fn what_numbers_are_called_tells_what_they_are() {
    let mut dice = Dice::new(7);
    for _ in 0..NUMBERS {
        let number = number(&mut dice);
        for label in ["P-nr.", "Konto", "ISBN", "kontonr.:", "<dt>P-nummer</dt><dd>", "Faktura"] {
            assert!(!is_found(&format!("{label} {number}")), "{label}");
        }
        assert!(
            is_found(&format!("Konto: {}-{}", &number[..6], &number[6..])),
            "a name is no excuse for the form"
        );
    }
}

#[test]
fn pieces_of_longer_numbers_are_none() {
    let mut dice = Dice::new(8);
    let number = number(&mut dice);
    let hash = format!("a3f{number}bc19d2e4f5a6b7c8d9e0f1a2b3c4d5e6");
    for text in [
        format!("1{number}"),
        format!("{number}2"),
        hash,
        format!("0.{number}"),
        format!("579800{number}"),
    ] {
        assert!(!is_found(&text), "{}", mask(&text));
    }
    let uuid = format!("1b{}-{}-4f5a-8b7c-8d9e0f1a2b3c", &number[..6], &number[6..]);
    assert!(!is_found(&uuid) && fits(&number));
}

#[test]
fn the_year_may_be_written_in_full() {
    let mut dice = Dice::new(9);
    let mut tried = 0;
    while tried < 100 {
        let number = number(&mut dice);
        let (day, month, year, last) = (&number[..2], &number[2..4], &number[4..6], &number[6..]);
        if last.as_bytes()[0] > b'3' {
            continue;
        }
        tried += 1;
        for written in
            [format!("{day}.{month}.19{year}-{last}"), format!("{day}{month}19{year}-{last}")]
        {
            assert!(is_found(&written), "{}", mask(&written));
        }
    }
}
