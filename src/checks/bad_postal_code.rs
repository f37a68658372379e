//! `bad-postal-code`: a postal code that is not four digits, or that another unit of the portal has
//! in another town.
//!
//! Why: maps and letters go by it. Wrong: `postal_code: "15920"`, `postal_code: "2300 S"`. Right:
//! `postal_code: "2300"`.

use std::collections::HashMap;

use super::Inputs;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::model::Entry;
use crate::source::{Place, Span};

/// Not four digits.
pub(super) static BAD_POSTAL_CODE: Code = Code::warning("bad-postal-code");

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let mut towns: HashMap<&str, (&str, &Entry)> = HashMap::new();
    let told = input.catalogue.contacts.iter().filter_map(|contact| {
        let address = contact.address.as_ref()?;
        if let Some((street, town)) = address.street.rsplit_once(',') {
            let code = town.split_whitespace().next().filter(|code| is_postal_code(code));
            if let Some(code) = code {
                let place = place_of("street", &contact.entry, input);
                let found = Diagnostic::new(&BAD_POSTAL_CODE, place);
                let found = found.with("street", street).with("code", code);
                return Some(found.message("message_street").help("help_street"));
            }
        }
        let Some(code) = address.postal_code.as_deref() else {
            let (code, town) = address.city.as_deref()?.split_once(' ')?;
            return is_postal_code(code).then(|| {
                let place = place_of("city", &contact.entry, input);
                let found = Diagnostic::new(&BAD_POSTAL_CODE, place);
                found
                    .with("code", code)
                    .with("town", town)
                    .message("message_city")
                    .help("help_city")
            });
        };
        let told = || {
            let place = place_of("postal_code", &contact.entry, input);
            Diagnostic::new(&BAD_POSTAL_CODE, place).with("code", code)
        };
        if !is_postal_code(code) {
            return Some(told());
        }
        let town = address.city.as_deref()?;
        let (other, entry) = *towns.entry(code).or_insert((town, &contact.entry));
        (district(other) != district(town)).then(|| {
            told()
                .with("town", town)
                .with("other", other)
                .related(place_of("postal_code", entry, input), "other")
                .message("message_town")
                .help("help_town")
        })
    });
    told.collect()
}

/// Where a key of an address is written.
fn place_of(key: &str, entry: &Entry, input: &Inputs<'_>) -> Place {
    let address = entry.place_of("address");
    let start = address.span.start as usize;
    let text = input.sources.file(entry.file).text().get(start..).unwrap_or_default();
    let line = text.find(key).map(|at| {
        let rest = text[at..].split(['\n', ',', '}']).next().unwrap_or_default();
        Span::new(start + at, start + at + rest.trim_end().len())
    });
    line.map_or(address, |span| entry.place(span))
}

/// A town without the part of it, which a code may have more than one of.
fn district(town: &str) -> String {
    town.split([' ', ',']).next().unwrap_or_default().to_lowercase()
}

/// Denmark, the Faroes and Greenland: `800` to `9990`, of which those below 1000 have a zero first.
fn is_postal_code(code: &str) -> bool {
    code.len() == 4 && code.bytes().all(|byte| byte.is_ascii_digit())
}
