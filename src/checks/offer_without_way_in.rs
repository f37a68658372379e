//! `offer-without-way-in`: an offer that names nobody to ask and no way to be referred.
//!
//! Why: an offer that a caseworker can find and cannot use sends them back to the colleague they
//! would have asked. Offers that are history are exempt. Not told while a reference leads nowhere: it
//! may be the way in. Wrong: an offer without `provider`,
//! `contacts` and `referral`. Right: `contacts: [specialenheden]`.

use super::Inputs;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::model::{Offer, Referral};

/// Neither a contact nor a referral.
pub(super) static OFFER_WITHOUT_WAY_IN: Code = Code::warning("offer-without-way-in");

fn offer_without_way_in(offer: &Offer) -> Diagnostic {
    let entry = &offer.entry;
    Diagnostic::new(&OFFER_WITHOUT_WAY_IN, entry.place(entry.at.title)).with("title", &entry.title)
}

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    if !input.catalogue.is_settled() {
        return Findings::default();
    }
    let today = input.catalogue.today;
    let offers = input.catalogue.offers.iter().filter(|offer| !offer.entry.is_historical(today));
    offers
        .filter(|offer| !has_contact(offer) && !has_referral(&offer.referral))
        .map(offer_without_way_in)
        .collect()
}

fn has_contact(offer: &Offer) -> bool {
    offer.provider.is_some() || !offer.contacts.is_empty()
}

fn has_referral(referral: &Referral) -> bool {
    referral.how.is_some() || !referral.by.is_empty() || referral.procedure.is_some()
}
