//! Telephone numbers that stand under no key, against those of the contacts.

use std::collections::BTreeMap;

use portal_search::Kind;

use super::codes;
use super::typed::Typed;
use crate::diagnostics::Diagnostic;
use crate::source::{FileId, Place, Role, Sources};

/// How many digits a Danish telephone number has.
const DIGITS: usize = 8;

/// The telephone numbers that no contact has.
pub(super) fn unlisted(phones: &[(Place, String)], sources: &Sources) -> Vec<Diagnostic> {
    if phones.is_empty() {
        return Vec::new();
    }
    let contacts = sources
        .of_role(Role::Entry(Kind::Contact))
        .map(|(file, source)| (file, Typed::of(file, source)));
    let digits = |value: &str| value.chars().filter(char::is_ascii_digit).collect::<String>();
    let known: BTreeMap<String, FileId> = contacts
        .flat_map(|(file, typed)| typed.values().map(|v| (digits(v), file)).collect::<Vec<_>>())
        .collect();
    let is_listed = |phone: &str| known.keys().any(|known| known.contains(phone));
    let unlisted = phones.iter().filter(|(_, phone)| !is_listed(phone));
    let told = unlisted.filter_map(|(place, phone)| {
        let near = known.iter().find(|(known, _)| is_slip(known, phone));
        match near {
            // The number is written otherwise as the contact's own: of the two one is told.
            Some((known, file)) if *file == place.file && known.len() != DIGITS => None,
            Some((known, file)) => {
                Some(codes::almost_listed_phone(*place, known, sources.file(*file).path()))
            }
            None => Some(codes::unlisted_phone(*place)),
        }
    });
    told.collect()
}

/// Whether a telephone number is another one but for one digit, or for two that have changed places.
fn is_slip(known: &str, phone: &str) -> bool {
    known.len().abs_diff(phone.len()) <= 1 && strsim::damerau_levenshtein(known, phone) == 1
}
