//! What the words beside a number say of it: that it is a personal number, an account, a time.
//! Takes the text and where the number stands.

/// How far words are looked for, in characters.
const NEAR: usize = 40;
/// How much text is read for it, in bytes, as markup does not count.
const READ: usize = 240;

/// Words that personal numbers are called by.
const PERSONAL: &[&str] =
    &["cpr", "personn", "person-n", "person n", "født", "fødsel", "birth", "civilreg"];

/// Words that other numbers of ten digits are called by. Each begins a word.
const OTHER_NUMBERS: &[&str] = &[
    "account",
    "aftalen",
    "artikeln",
    "bank",
    "bestillingsn",
    "bilagsn",
    "cvr",
    "debitor",
    "dok.n",
    "dok n",
    "dokumentn",
    "ean",
    "faktura",
    "fik",
    "giro",
    "gln",
    "iban",
    "isbn",
    "issn",
    "j.n",
    "jnr",
    "journaln",
    "konto",
    "kreditor",
    "kunden",
    "leverandørn",
    "licens",
    "løben",
    "matrikel",
    "målern",
    "nemkonto",
    "ordren",
    "p-enhed",
    "p-n",
    "p.n",
    "p n",
    "p_n",
    "patent",
    "pnr",
    "produktionsenhed",
    "projektn",
    "rapportn",
    "reg.n",
    "reg n",
    "reg.-n",
    "regnr",
    "rekvi",
    "sagsn",
    "sag n",
    "serien",
    "stregkode",
    "varen",
];

/// Words that stand before a date and a time. Each begins a word.
const TIMES: &[&str] = &[
    "aften",
    "backup",
    "dag",
    "dato",
    "fil",
    "formiddag",
    "frist",
    "gemt",
    "kl",
    "log",
    "modtaget",
    "morgen",
    "møde",
    "opdateret",
    "rettet",
    "sendt",
    "slut",
    "start",
    "tid",
    "udgave",
    "udskrevet",
    "version",
    "ændret",
];

/// Words that stand before telephone numbers. Each begins a word.
const PHONES: &[&str] = &["+45", "fax", "mobil", "tel.", "telefon", "tlf"];

/// Words that stand before the number, the month or the year of what comes out in editions. Each
/// begins a word.
const EDITIONS: &[&str] =
    &["bilag", "build", "edition", "notat", "rapport", "referat", "release", "udgave", "version"];

/// Words that stand before a period. Each begins a word.
const PERIODS: &[&str] = &[
    "aftale",
    "bevilling",
    "budget",
    "fra",
    "gyldig",
    "gælde",
    "kontrakt",
    "løbe",
    "period",
    "projekt",
];

/// What the words nearby say of a number.
#[expect(
    clippy::struct_excessive_bools,
    reason = "they are found one by one, and none excludes another"
)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Context {
    /// Personal numbers are spoken of.
    pub(super) personal: bool,
    /// Another kind of number is named before it, nearer than personal numbers are.
    pub(super) other_number: bool,
    /// A date or a time is spoken of before it.
    pub(super) time: bool,
    /// A telephone is spoken of before it.
    pub(super) phone: bool,
    /// What lasts is spoken of before it.
    pub(super) period: bool,
    /// An edition is spoken of before it.
    pub(super) edition: bool,
}

/// Whether a text, such as the heading of a column, names personal numbers.
pub(crate) fn names_personal_numbers(text: &str) -> bool {
    let text = words(text);
    PERSONAL.iter().any(|word| text.contains(word))
}

/// The context of what stands from `start` to `end`.
pub(super) fn context(text: &str, start: usize, end: usize) -> Context {
    let before = words(&text[boundary(text, start.saturating_sub(READ))..start]);
    let before = last(&before, NEAR);
    let after = words(&text[end..boundary(text, (end + READ).min(text.len()))]);
    let after: String = after.chars().take(NEAR).collect();
    let personal = PERSONAL.iter().filter_map(|word| before.rfind(word)).max();
    let other = begun(before, OTHER_NUMBERS);
    Context {
        personal: personal.is_some() || PERSONAL.iter().any(|word| after.contains(word)),
        other_number: other.is_some() && other > personal,
        time: begun(before, TIMES).is_some(),
        phone: begun(before, PHONES).is_some(),
        period: begun(before, PERIODS).is_some(),
        edition: begun(before, EDITIONS).is_some(),
    }
}

/// Where the last word begins that begins like one of `words`.
fn begun(text: &str, words: &[&str]) -> Option<usize> {
    let begins = |at: usize| !text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
    let places = words.iter().flat_map(|word| text.match_indices(word).map(|(at, _)| at));
    places.filter(|at| begins(*at)).max()
}

/// In lower case, without tags and unseen characters.
fn words(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = outside(text);
    while let Some(open) = rest.find('<') {
        let tag = rest[open + 1..]
            .starts_with(|next: char| next.is_ascii_alphabetic() || "/!".contains(next));
        keep(&rest[..open], &mut kept);
        rest = &rest[open + 1..];
        if tag {
            kept.push(' ');
            rest = rest.find('>').map_or("", |close| &rest[close + 1..]);
        }
    }
    keep(rest, &mut kept);
    kept
}

fn keep(text: &str, kept: &mut String) {
    let seen = text.chars().filter(|character| !matches!(character, '\u{ad}' | '\u{200b}' | '*'));
    kept.extend(seen.flat_map(char::to_lowercase));
}

/// What follows the tag that the text begins within, if it does.
fn outside(text: &str) -> &str {
    match text.split_once('>') {
        Some((tag, rest)) if !tag.contains('<') && tag.contains("=\"") => rest,
        _ => text,
    }
}

fn last(text: &str, count: usize) -> &str {
    let start = text.char_indices().rev().take(count).last().map_or(text.len(), |(at, _)| at);
    &text[start..]
}

fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Context {
        let start = text.find("000").unwrap_or_default();
        context(text, start, start + 3)
    }

    #[test]
    fn the_nearest_word_counts() {
        assert!(of("CPR-nr.: 000").personal);
        assert!(of("CPR-<b>nr</b>.: 000").personal && of("000 (personnummer)").personal);
        assert!(of("Konto 000").other_number && !of("Konto 000").personal);
        assert!(of("<td class=\"x\">CPR</td><td>000").personal && of("x < y, cpr 000").personal);
        assert!(of("cpr og konto 000").other_number);
        assert!(!of("konto til cpr 000").other_number);
        assert!(!of("forkonto 000").other_number, "only a word's beginning counts");
    }

    #[test]
    fn what_is_far_away_does_not_count() {
        assert_eq!(of(&format!("cpr {} 000", "x".repeat(60))), Context::default());
        assert_eq!(of(&format!("000 {} cpr", "x".repeat(60))), Context::default());
    }
}
