//! `bad-postal-code`: a postal code that is not four digits.
//!
//! Why: maps and letters go by it. Wrong: `postal_code: "15920"`, `postal_code: "2300 S"`. Right:
//! `postal_code: "2300"`.

use super::Inputs;
use crate::diagnostics::{Code, Diagnostic, Findings};

/// Not four digits.
pub(super) static BAD_POSTAL_CODE: Code = Code::warning("bad-postal-code");

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let codes = input.catalogue.contacts.iter().filter_map(|contact| {
        let code = contact.address.as_ref()?.postal_code.as_deref()?;
        Some((contact.entry.place_of("address"), code))
    });
    let wrong = codes.filter(|(_, code)| !is_postal_code(code));
    wrong.map(|(place, code)| Diagnostic::new(&BAD_POSTAL_CODE, place).with("code", code)).collect()
}

/// Denmark, the Faroes and Greenland: `800` to `9990`, of which those below 1000 have a zero first.
fn is_postal_code(code: &str) -> bool {
    code.len() == 4 && code.bytes().all(|byte| byte.is_ascii_digit())
}
