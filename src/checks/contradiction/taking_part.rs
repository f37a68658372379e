//! What an offer says of taking part in it, and of what its lists leave open, against its words and
//! its fields.

use std::sync::LazyLock;

use super::super::{Inputs, written};
use super::{contradiction, in_words};
use crate::diagnostics::Diagnostic;
use crate::model::Offer;
use crate::prose::{Pattern, pattern};

/// `Frivillig beskæftigelse`, `tilbuddet er frivilligt`. Who works unpaid, or a centre of that name,
/// is another matter.
static VOLUNTARY: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?i)^(frivilligt?) \p{L}|\b(?:det|tilbuddet|forløbet|deltagelse|deltagelsen) er frivilligt?\b|\bet frivilligt (?:tilbud|forløb)\b|\bis voluntary\b",
    )
});
/// `Det er obligatorisk at deltage`.
static COMPULSORY: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:det|tilbuddet|forløbet|deltagelse|deltagelsen) er obligatorisk\b|\bobligatorisk (?:tilbud|forløb)\b|\bhar pligt til at (?:deltage|møde)\b|\bis (?:compulsory|mandatory)\b",
    )
});

pub(super) fn check(input: &Inputs<'_>) -> Vec<Diagnostic> {
    let offers = input.catalogue.offers.iter();
    let told = offers.flat_map(|offer| {
        let voluntary = voluntary(offer, written::text_of(&offer.entry, input.sources));
        voluntary.into_iter().chain(left_open(offer))
    });
    told.collect()
}

fn voluntary(offer: &Offer, body: &str) -> Option<Diagnostic> {
    let is_voluntary = offer.voluntary?;
    let against = if is_voluntary { &COMPULSORY } else { &VOLUNTARY };
    let found = in_words(&offer.entry, body, |words| {
        let found = against.captures(words)?;
        Some(found.get(1).or(found.get(0))?.as_str())
    })?;
    let said = if is_voluntary { "true" } else { "false" };
    Some(contradiction(offer.entry.place_of("voluntary"), ("voluntary", said), found))
}

/// Lists that are left open and say nothing.
fn left_open(offer: &Offer) -> Vec<Diagnostic> {
    let empty = offer.not_only.iter().filter(|list| !offer.entry.has(list.as_str()));
    let told = empty.map(|list| {
        let said = ("not_only", list.as_str());
        contradiction(offer.entry.place_of("not_only"), said, (list.as_str(), "–"))
            .message("message_open")
            .help("help_open")
    });
    told.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn taking_part_is_told_from_who_helps() {
        for text in ["Frivillig beskæftigelse på Sundholm.", "Tilbuddet er frivilligt."] {
            assert!(VOLUNTARY.is_match(text) && !COMPULSORY.is_match(text), "{text}");
        }
        for text in ["Det er obligatorisk at deltage.", "Borgeren har pligt til at møde op."] {
            assert!(COMPULSORY.is_match(text) && !VOLUNTARY.is_match(text), "{text}");
        }
        for text in [
            "Frivillige følger borgeren.",
            "Frivilligcentret hjælper.",
            "Det er ikke obligatorisk.",
        ] {
            assert!(!COMPULSORY.is_match(text) && !VOLUNTARY.is_match(text), "{text}");
        }
    }
}
