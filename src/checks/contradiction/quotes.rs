//! A figure, a number of citizens or a price, against the words of the source that it is taken from.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::super::Inputs;
use super::contradiction;
use crate::diagnostics::Diagnostic;
use crate::model::{Citation, Contact, Goal, Offer};
use crate::prose::{Pattern, pattern};
use crate::source::meant_number;

/// `1.200`, `37,4`, `44`.
static NUMBER: LazyLock<Pattern> = LazyLock::new(|| pattern(r"\d+(?:[.,]\d+)*"));
/// `13 kr.`
static AMOUNT: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"(?i)\b(\d+(?:[.,]\d+)*)\s*(?:kr\b|kroner)"));

pub(super) fn check(input: &Inputs<'_>) -> Vec<Diagnostic> {
    let catalogue = input.catalogue;
    let goals = catalogue.goals.iter().flat_map(figures);
    let units = catalogue.contacts.iter().flat_map(citizens);
    goals.chain(units).chain(catalogue.offers.iter().filter_map(price)).collect()
}

fn figures(goal: &Goal) -> Vec<Diagnostic> {
    let told = goal.figures().filter_map(|(_, figure)| {
        let (value, source) = (figure.value?, figure.source.as_ref()?);
        let quote = says_others(value, source)?;
        let place = goal.entry.place(figure.at);
        Some(contradiction(place, ("value", &value.to_string()), ("quote", quote)))
    });
    told.collect()
}

fn citizens(unit: &Contact) -> Vec<Diagnostic> {
    let told = unit.collaborates_with.iter().filter_map(|row| {
        let (citizens, source) = (row.citizens?, row.source.as_ref()?);
        let quote = says_others(f64::from(citizens), source)?;
        let place = unit.entry.place_of("collaborates_with");
        Some(contradiction(place, ("citizens", &citizens.to_string()), ("quote", quote)))
    });
    told.collect()
}

/// The quote, if it has numbers and this is none of them.
fn says_others(value: f64, source: &Citation) -> Option<&str> {
    let quote = source.quote.as_deref()?;
    let said = numbers(&NUMBER, 0, quote);
    let is_said = said.iter().any(|said| said == &plain(&value.to_string()));
    (!said.is_empty() && !is_said).then_some(quote)
}

/// An amount that no source names, where the sources name another.
fn price(offer: &Offer) -> Option<Diagnostic> {
    let cost = offer.cost.as_deref()?;
    let quotes = offer.entry.sources.iter().filter_map(|source| source.quote.as_deref());
    let quotes: Vec<&str> = quotes.filter(|quote| AMOUNT.is_match(quote)).collect();
    let named: BTreeSet<_> = quotes.iter().flat_map(|quote| numbers(&AMOUNT, 1, quote)).collect();
    let is_named = numbers(&AMOUNT, 1, cost).iter().all(|amount| named.contains(amount));
    let against = quotes.first().filter(|_| !is_named)?;
    Some(contradiction(offer.entry.place_of("cost"), ("cost", cost), ("quote", against)))
}

/// The numbers of a text, without what parts thousands and with a point for the comma.
fn numbers(pattern: &Pattern, group: usize, text: &str) -> BTreeSet<String> {
    pattern
        .captures_iter(text)
        .filter_map(|found| Some(plain(found.get(group)?.as_str())))
        .collect()
}

/// A number as the files take it; what is none, such as a date, as it stands.
fn plain(number: &str) -> String {
    meant_number(number, false).unwrap_or_else(|| number.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_the_same_however_they_are_written() {
        let said = numbers(&NUMBER, 0, "I alt 1.200 borgere (37,40 pct.) i 2012.");
        assert_eq!(said.into_iter().collect::<Vec<_>>(), ["1200", "2012", "37.4"]);
        assert_eq!(plain("37.4"), "37.4");
        assert!(numbers(&AMOUNT, 1, "13 kr. i timen, i 2012").contains("13"));
    }
}
