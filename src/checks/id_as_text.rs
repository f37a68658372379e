//! `id-as-text`: an id where words belong, which is shown as it is written.
//!
//! Why: an id is a name for the files; a reader sees a word with hyphens that leads nowhere. Wrong:
//! `not_for: matchgruppe-3`. Right: `excludes: { citizen_categories: [matchgruppe-3] }`, or the
//! words.

use std::collections::HashMap;

use super::Inputs;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::model::Offer;
use crate::source::Place;

/// The whole of a text is the id of an entry or a term.
pub(super) static ID_AS_TEXT: Code = Code::warning("id-as-text");

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let catalogue = input.catalogue;
    let terms: HashMap<&str, &str> =
        catalogue.vocabulary.iter().map(|term| (&*term.id, &*term.label)).collect();
    let label = |id: &str| {
        let title = || catalogue.by_id(id).map(|at| catalogue.entry(at).title.as_str());
        terms.get(id).copied().or_else(title)
    };
    let texts = catalogue.offers.iter().flat_map(texts);
    let summaries = input.entries().map(|(entry, _)| (entry.place_of("summary"), &*entry.summary));
    let told = texts.chain(summaries).filter_map(|(place, text)| {
        // A short one may be a word.
        let is_id = text.contains('-') && !text.contains(' ');
        let words = label(text).filter(|_| is_id)?;
        let told = Diagnostic::new(&ID_AS_TEXT, place).with("id", text);
        Some(told.with("words", words).instead(format!("\"{words}\"")))
    });
    told.collect()
}

/// The fields of an offer that are shown in words.
fn texts(offer: &Offer) -> impl Iterator<Item = (Place, &str)> {
    let texts = [
        ("not_for", &offer.not_for),
        ("cost", &offer.cost),
        ("funding", &offer.funding),
        ("capacity", &offer.capacity),
        ("referral", &offer.referral.how),
    ];
    texts.into_iter().filter_map(|(key, text)| Some((offer.entry.place_of(key), text.as_deref()?)))
}
