//! `bad-phone`: a telephone number that nobody can call.
//!
//! Why: the page makes a link of it that a telephone dials; without digits, or with one too few, it
//! dials nothing. Wrong: `phones: [{ number: "ring til enheden" }]`. Right: `phones: [{ number: "33
//! 17 33 17" }]`.

use super::Inputs;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::source::Place;

/// Not a Danish number of eight digits, a short number, or a foreign one that begins with `+`.
pub(super) static BAD_PHONE: Code = Code::error("bad-phone");

fn bad_phone(place: Place, number: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(&BAD_PHONE, place).with("value", number);
    if let Some((one, other)) = two_numbers(number) {
        return diagnostic
            .with("one", one)
            .with("other", other)
            .message("message_several")
            .help("help_several");
    }
    if let Some((alone, rest)) = with_words(number) {
        let found = diagnostic.with("number", alone).with("words", rest);
        return found.help("help_words");
    }
    match number_within(number) {
        Some(found) => diagnostic
            .with("suggestion", found)
            .help("help_suggestion")
            .instead(format!("\"{found}\"")),
        None => diagnostic,
    }
}

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let contacts = input.catalogue.contacts.iter();
    let wrong = contacts.flat_map(|contact| {
        let numbers = contact.phones.iter().filter(|phone| !is_phone(&phone.number));
        numbers.map(|phone| bad_phone(contact.entry.place(phone.at), &phone.number))
    });
    // Of whom to ask where no unit answers: in the settings, where TOML writes it otherwise.
    let asked = input.catalogue.site.contact_point.iter().filter_map(|asked| {
        let number = asked.phone.as_deref().filter(|number| !is_phone(number))?;
        Some(Diagnostic::new(&BAD_PHONE, asked.at).with("value", number))
    });
    wrong.chain(asked).collect()
}

/// Whether a telephone can dial it. Danish numbers have eight digits, those of emergency and
/// helplines three to six, of which the first is a 1 (numbering plan of the Danish authority for
/// data supply), international ones 7 to 15 (ITU-T E.164).
fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let marks = |character: char| {
        character.is_ascii_digit() || " ()-./\u{a0}\u{2009}\u{202f}\u{2013}".contains(character)
    };
    let (international, rest) = match text.trim().strip_prefix('+') {
        Some(rest) => (true, rest),
        None => (text.trim().starts_with("00"), text.trim()),
    };
    let length = if international {
        (7..=17).contains(&digits)
    } else {
        digits == 8 || (3..=6).contains(&digits) && rest.starts_with('1')
    };
    rest.chars().all(marks) && length && (!text.trim().starts_with("+45") || digits == 10)
}

/// `33 17 33 17 og 33 17 33 18`.
fn two_numbers(text: &str) -> Option<(&str, &str)> {
    let parted = ["/", ",", ";", " og ", " eller "].iter().find_map(|sign| text.split_once(sign));
    let (one, other) = parted?;
    let is_whole = |number: &str| number.bytes().filter(u8::is_ascii_digit).count() >= 8;
    let (one, other) = (number_within(one)?, number_within(other)?);
    (is_whole(one) && is_whole(other)).then_some((one, other))
}

/// `3317 3321 lok. 214`: a whole number, and words with digits of their own.
fn with_words(text: &str) -> Option<(&str, &str)> {
    let end = text.find(char::is_alphabetic)?;
    let number = text[..end].trim_end_matches(|c: char| !c.is_ascii_digit());
    let rest = text[number.len()..].trim_start_matches([' ', ',', ';', '-', '–', '(']);
    let rest = rest.trim_end_matches(')');
    let has_digits = rest.contains(|c: char| c.is_ascii_digit());
    (is_phone(number) && number.len() >= 8 && has_digits).then_some((number, rest))
}

/// A whole number among words: `ring 33 17 33 17 om morgenen`.
fn number_within(text: &str) -> Option<&str> {
    let start = text.find(|character: char| character.is_ascii_digit() || character == '+')?;
    let end = text.rfind(|character: char| character.is_ascii_digit())? + 1;
    text.get(start..end).filter(|number| is_phone(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_can_be_dialled_pass() {
        for number in [
            "3317 3321",
            "33 17 33 17",
            "33173317",
            "+45 33 17 33 17",
            "112",
            "1813",
            "116 123",
            "+46 8 123 456 78",
            "0046 8 12345678",
        ] {
            assert!(is_phone(number), "{number}");
        }
        for number in [
            "ring til Bente",
            "3317 332",
            "33 17 33",
            "331733177",
            "",
            "+45 3317",
            "33 17 33 17 lokal 4",
        ] {
            assert!(!is_phone(number), "{number}");
        }
        let parted = ("3317 3321", "lok. 214");
        assert_eq!(with_words("3317 3321 (lok. 214)"), Some(parted));
        assert_eq!(with_words("33 17 33 17 om morgenen"), None);
        assert_eq!(number_within("ring 33 17 33 17 før kl. ti"), Some("33 17 33 17"));
    }
}
