//! `bad-ean`: an EAN number that no invoice would reach.
//!
//! Why: invoices to the public sector are sent to the EAN (GLN) of a unit; one wrong digit sends
//! them astray or back. Wrong: `ean: "5798009683053"`. Right: `ean: "5798009683052"`.

use super::Inputs;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::source::Place;

/// Not 13 digits, or the last digit does not fit the others.
pub(super) static BAD_EAN: Code = Code::error("bad-ean");

fn bad_ean(place: Place, value: &str) -> Diagnostic {
    let diagnostic = Diagnostic::new(&BAD_EAN, place).with("value", value);
    match digits(value) {
        Some(_) => diagnostic.message("message_check_digit").help("help_check_digit"),
        None => diagnostic,
    }
}

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let numbers = input
        .catalogue
        .contacts
        .iter()
        .filter_map(|contact| Some((contact, contact.ean.as_deref()?)));
    let wrong = numbers.filter(|(_, ean)| !digits(ean).is_some_and(|digits| is_sound(&digits)));
    wrong.map(|(contact, ean)| bad_ean(contact.entry.place_of("ean"), ean)).collect()
}

/// The 13 digits of a number; none if it is not made of 13 digits.
fn digits(number: &str) -> Option<[u32; 13]> {
    let digits: Option<Vec<u32>> = number.chars().map(|character| character.to_digit(10)).collect();
    digits?.try_into().ok()
}

/// The check digit's rule, modulo 10, as the GS1 General Specifications have it (section 7.9,
/// "Check digit calculations"): the digits weigh 1, 3, 1, 3 … from the left, the check digit itself
/// included, and the sum ends in 0.
fn is_sound(digits: &[u32; 13]) -> bool {
    let weighed =
        digits.iter().zip([1, 3].into_iter().cycle()).map(|(digit, weight)| digit * weight);
    weighed.sum::<u32>() % 10 == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_digit_must_fit_the_others() {
        let sound = |number| digits(number).is_some_and(|digits| is_sound(&digits));
        assert!(sound("5798009683052"));
        for wrong in [
            "5798009683053",
            "5798009863052",
            "579800968305",
            "57980096830520",
            "5798 009683052",
            "",
        ] {
            assert!(!sound(wrong), "{wrong}");
        }
    }
}
