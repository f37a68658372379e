//! What hides a number from those who look for it, and what looks like one and is none. The numbers
//! are made here.

use super::{Certainty, Number, mask, scan};

/// A date, and four digits that fit it or don't, and are neither a year, an hour nor a round sum.
fn halves(fits: bool) -> (String, String) {
    let date = ["07", "07", "61"].concat();
    let serials = (3_001..3_100).map(|serial| serial.to_string());
    let is_wanted = |serial: &String| {
        let number = Number::read(&[date.as_str(), serial].concat());
        number.is_some_and(|number| number.fits_modulus_11() == fits)
    };
    let serial = serials.filter(|serial| !serial.ends_with("50")).find(is_wanted);
    (date, serial.unwrap_or_default())
}

/// A text with the parts of a number in their places: the date, its pairs, its year, the last four.
fn filled(text: &str, (date, serial): &(String, String)) -> String {
    let (day, month, year) = (&date[..2], &date[2..4], &date[4..]);
    let digits: Vec<char> = date.chars().chain(serial.chars()).collect();
    let joined =
        |between: &str| digits.iter().map(char::to_string).collect::<Vec<_>>().join(between);
    text.replace("DATE", date)
        .replace("PAIRS", &format!("{day} {month} {year}"))
        .replace("ISO", &format!("19{year}-{month}-{day}"))
        .replace("FULL", &format!("19{year}{month}{day}"))
        .replace("LAST", serial)
        .replace("ONES", &joined(" "))
        .replace("UNDER", &joined("_"))
}

#[track_caller]
fn expect(texts: &[&str], fits: bool, expected: Option<Certainty>) {
    for text in texts {
        let written = filled(text, &halves(fits));
        let hits = scan(&written);
        let found = hits.iter().map(|hit| hit.certainty);
        let most = found.max_by_key(|certainty| *certainty == Certainty::Sure);
        assert_eq!(most, expected, "{text}");
        assert_eq!(mask(&written) == written, expected.is_none(), "{text}");
    }
}

#[test]
fn other_digits_beside_a_number_do_not_hide_it() {
    let texts = [
        "Bo bor Vestergade 12 PAIRS LAST og ringer.",
        "Bo Hansen PAIRS LAST\n33 17 33 17",
        "Nr. 12 PAIRS.LAST",
        "ONES\n12 stk.",
        "Nr. 12 ONES",
    ];
    expect(&texts, true, Some(Certainty::Sure));
    expect(&texts, false, None);
    expect(&["Tlf. 33 PAIRS LAST Byen"], true, Some(Certainty::Possible));
    expect(&["Ring 33 PAIRS\nLAST Byen"], true, None);
    expect(&["5 ONES 5 3", "1 2 ONES", "ONES 3 4 5"], true, None);
}

#[test]
fn a_long_word_before_a_number_is_no_hash() {
    let texts = ["ansoegningomkontanthjaelpDATE-LAST", "DATE-LASTbarnetssagsnummererdette"];
    expect(&texts, true, Some(Certainty::Sure));
    expect(&texts, false, Some(Certainty::Sure));
    expect(&["ansoegningomkontanthjaelpDATELAST"], true, Some(Certainty::Sure));
    expect(&["a3f9DATELASTbc19d2e4f5a6b7", "x1y2z3a4b5c6d7e8f9gDATE-LAST"], true, None);
}

#[test]
fn a_date_may_begin_with_its_year() {
    expect(&["Nr. ISO-LAST", "Nr. FULL-LAST", "Nr. FULLLAST"], true, Some(Certainty::Sure));
    expect(&["CPR ISO-LAST", "CPR FULL LAST", "CPR FULLLAST"], false, Some(Certainty::Sure));
    expect(&["Nr. FULL-LAST"], false, Some(Certainty::Possible));
    expect(&["Nr. FULLLAST", "Den ISO, LAST", "| ISO | LAST |", "FULL LAST"], false, None);
    expect(&["Den ISO, LAST", "| ISO | LAST |", "2013 ISO"], true, None);
}

#[test]
fn every_sign_between_the_halves_parts_them() {
    let texts = [
        "DATE\u{fffd}LAST",
        "DATE¯LAST",
        "DATEｰLAST",
        "DATE=2DLAST",
        "DATE\n-\nLAST",
        "DATE=\n-LAST",
        "DATE<![CDATA[-LAST]]>",
        "<![CDATA[DATE]]>-<![CDATA[LAST]]>",
    ];
    expect(&texts, false, Some(Certainty::Sure));
    let texts = [
        "DATE§LAST",
        "DATE ▪ LAST",
        "DATE…LAST",
        "DATE>LAST",
        "DATE x LAST",
        "DATExLAST",
        "DATE×LAST",
        "DATE#LAST",
        "DATE→LAST",
        "DATE?LAST",
        "DATE-nr. LAST",
        "UNDER",
    ];
    expect(&texts, true, Some(Certainty::Sure));
    expect(&texts, false, None);
}

#[test]
fn long_markup_hides_nothing() {
    for length in [1_100, 20_000] {
        let long = "a".repeat(length);
        for text in [
            format!("DATE<b title=\"{long}\">-LAST</b>"),
            format!("DATE<!-- {long} -->-LAST"),
            format!("[DATE](/{long})-LAST"),
        ] {
            expect(&[&text], false, Some(Certainty::Sure));
        }
    }
}

#[test]
fn decimals_that_are_zeros_are_none() {
    expect(&["DATELAST.0", "DATELAST.00;Bo"], true, Some(Certainty::Sure));
    expect(&["DATELAST.05", "0.DATELAST", "DATELAST.0.1"], true, None);
}

#[test]
fn what_is_written_everywhere_is_a_warning_at_most() {
    for (text, is_told) in [
        (["I perioden 01", ".01.12-", "2013."].concat(), true),
        (["Budget 01", ".01.12 - ", "2015"].concat(), true),
        (["Rapport 0102", "03-20", "10 er ny."].concat(), true),
        (["Betalt 2512", "12 15", "00 kr."].concat(), true),
        (["Version 10.12", ".20.30", "00."].concat(), true),
        (["| Antal | 1012", "13 | 20", "14 |"].concat(), true),
        (["| 20", "13-04-15 | 47", "11 |"].concat(), false),
    ] {
        let hits = scan(&text);
        assert!(hits.iter().all(|hit| hit.certainty == Certainty::Possible), "{}", mask(&text));
        assert_eq!(hits.len(), usize::from(is_told), "{}", mask(&text));
        let named = scan(&format!("CPR {text}"));
        let is_sure = named.iter().any(|hit| hit.certainty == Certainty::Sure);
        assert!(is_sure || !is_told, "{}", mask(&text));
    }
}
