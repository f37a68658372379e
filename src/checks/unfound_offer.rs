//! `unfound-offer`: an offer that no search test expects and that is under none of the words by
//! which colleagues narrow down.
//!
//! Why: an offer is of no use to who cannot find it. What a search test expects is found by the
//! words of a colleague, and stays so; what has a target group, a category, an area or an age stands
//! in the finder and among the facets. One with none of them is found by its own name alone. The
//! rule is off until it is asked for: sources may be silent. Wrong: an offer with only `offer_type`.
//! Right: `target_groups: [hjemloeshed]`, or a test in `search_tests.yaml` that expects it.

use std::collections::HashSet;

use super::Inputs;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::model::{AgeRange, EntryRef, Kind, Offer};

/// Neither a search test nor a facet of the citizen's leads to it.
pub(super) static UNFOUND_OFFER: Code = Code::warning("unfound-offer").quiet();

fn unfound_offer(offer: &Offer) -> Diagnostic {
    let entry = &offer.entry;
    Diagnostic::new(&UNFOUND_OFFER, entry.place(entry.at.title))
        .with("title", &entry.title)
        .with("id", &entry.id)
}

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let catalogue = input.catalogue;
    let expected: HashSet<EntryRef> =
        catalogue.search_tests.iter().flat_map(|test| &test.expect).copied().collect();
    let offers = catalogue.offers.iter().enumerate();
    let unfound = offers.filter(|(at, offer)| {
        !offer.entry.is_historical(catalogue.today)
            && !expected.contains(&EntryRef::new(Kind::Offer, *at))
            && !is_narrowed_to(offer)
    });
    unfound.map(|(_, offer)| unfound_offer(offer)).collect()
}

/// Whether it says whom or where it is for.
fn is_narrowed_to(offer: &Offer) -> bool {
    let groups = [&offer.target_groups, &offer.citizen_categories, &offer.areas];
    groups.into_iter().any(|terms| !terms.is_empty()) || offer.age != AgeRange::default()
}
