//! What an offer costs, against what its summary and its text say of that.

use std::sync::LazyLock;

use super::super::{Inputs, written};
use super::{contradiction, in_words};
use crate::diagnostics::Diagnostic;
use crate::model::Offer;
use crate::prose::{Pattern, pattern};

/// `Det koster 200 kr.`
static PAID: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:koster|prisen er|egenbetalingen er|costs)\s(?:ca\.|[^.\n]){0,30}?\d[\d.]*\s*(?:kr\b|kroner)",
    )
});
/// The field says no more than an amount.
static IS_PAID: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"(?i)^\W*(?:ca\.? )?\d[\d.]*\s*(?:kr\b|kroner)"));
/// `Tilbuddet er gratis.` What else is free of charge, a meal or a bus, is said otherwise.
static FREE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:(?:tilbuddet|deltagelse|det|kurset|forløbet) er gratis|gratis (?:tilbud|forløb|kursus)|koster (?:ikke noget|ingenting)|is free)\b",
    )
});
/// The field says no more than that.
static IS_FREE: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"(?i)^\W*(?:ja, )?(?:gratis|ingen (?:betaling|pris)|0 kr|free)\b"));

pub(super) fn check(input: &Inputs<'_>) -> Vec<Diagnostic> {
    let told = input
        .catalogue
        .offers
        .iter()
        .filter_map(|offer| judge(offer, written::text_of(&offer.entry, input.sources)));
    told.collect()
}

/// `13 kr. i timen`: the amount, and the time it is for.
static RATE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(\d[\d.,]*)\s*(?:kr\.?|kroner)\s+(?:i |om |pr\. ?|per )((?:time|uge|måned|dag|døgn|gang)\p{L}*)",
    )
});

/// An amount for a time that the field says otherwise.
fn rate(offer: &Offer, cost: &str, body: &str) -> Option<Diagnostic> {
    let rates = |text| RATE.captures_iter(text).map(|rate| (rate[2].to_lowercase(), rate));
    let said: Vec<_> = rates(cost).collect();
    let other = in_words(&offer.entry, body, |words| {
        let mut told = rates(words);
        let (_, other) = told.find(|(time, rate)| {
            let mut same_time = said.iter().filter(|(said, _)| said == time).peekable();
            same_time.peek().is_some() && same_time.all(|(_, said)| said[1] != rate[1])
        })?;
        Some(other.get(0)?.as_str())
    })?;
    Some(contradiction(offer.entry.place_of("cost"), ("cost", cost), other))
}

fn judge(offer: &Offer, body: &str) -> Option<Diagnostic> {
    let cost = offer.cost.as_deref()?;
    free_or_paid(offer, cost, body).or_else(|| rate(offer, cost, body))
}

fn free_or_paid(offer: &Offer, cost: &str, body: &str) -> Option<Diagnostic> {
    let is_free = IS_FREE.is_match(cost) || FREE.is_match(cost);
    // Where the field says both, it tells for whom; what the citizen is paid is no price.
    let against = match (is_free, IS_PAID.is_match(cost) || PAID.is_match(cost)) {
        (true, false) => &PAID,
        (false, true) => &FREE,
        _ => return None,
    };
    let found = in_words(&offer.entry, body, |words| Some(against.find(words)?.as_str()))?;
    Some(contradiction(offer.entry.place_of("cost"), ("cost", cost), found))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_free_and_what_is_paid_for() {
        for text in ["Det koster 200 kr. om måneden", "prisen er ca. 1.200 kroner"] {
            assert!(PAID.is_match(text), "{text}");
        }
        for text in ["Tilbuddet er gratis.", "Et gratis tilbud til unge", "Det koster ikke noget"] {
            assert!(FREE.is_match(text) && !PAID.is_match(text), "{text}");
        }
        for text in ["Morgenmaden er gratis", "13 kr. i timen"] {
            assert!(!FREE.is_match(text) && !PAID.is_match(text), "{text}");
        }
    }
}
