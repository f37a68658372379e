//! The page of an offer, in the order that a caseworker needs: whom to call, for whom, how to
//! refer, what it is, the practical, the law, what it goes with on the other side, the procedures.

mod sequence;

use std::collections::BTreeSet;

use rayon::prelude::*;
use serde::Serialize;

use self::sequence::{Stage, sequence};
use super::asking;
use super::edition::{Edition, Rendered};
use super::entry::{EntryView, Parts, entry_view, frame, law_fact, links};
use super::fact::{Fact, Part};
use super::link::Link;
use super::related::{Known, back, part_of};
use crate::model::{EntryRef, Facts, Key, Kind, Offer, Relation, Target, VocabularyTerm};

/// What the template shows.
#[derive(Serialize)]
struct OfferView<'e> {
    entry: EntryView<'e>,
    /// The offers before and after it.
    sequence: Vec<Stage<'e>>,
}

/// All pages of this kind.
pub(super) fn pages(edition: &Edition<'_>) -> Rendered {
    let offers = edition.catalogue.offers.rows().par_iter().enumerate();
    let pages = offers.map(|(index, offer)| {
        let key = Key::<Offer>::new(index);
        let at = EntryRef::from(key);
        let sequence = sequence(edition, key);
        let parts = parts(edition, at, offer, !sequence.is_empty());
        let view = OfferView { entry: entry_view(edition, at, parts), sequence };
        edition.render("offer.html", &frame(edition, at), &view, Some(at))
    });
    pages.collect()
}

pub(super) fn parts<'e>(
    edition: &'e Edition<'_>,
    at: EntryRef,
    offer: &'e Offer,
    has_sequence: bool,
) -> Parts<'e> {
    let network = network(edition, at, offer);
    // The template shows the stages; the part gives them their heading and their place.
    let sequence = has_sequence.then(|| Part::new(edition, "del-raekkefoelge"));
    // What the box at the top names with its steps is not named again.
    let boxed: BTreeSet<_> =
        part_of(edition, at).into_iter().map(|link| page_of(&link.url).to_owned()).collect();
    let others = offer.procedures.iter().filter(|key| !boxed.contains(edition.url((**key).into())));
    let procedures = Part::new(edition, "del-sagsgange")
        .given(Fact::new(edition, "procedures").links(others.map(|key| edition.link(*key))))
        .unless_empty();
    let known = Known::relations(&[Relation::Supports, Relation::Follows])
        .and(offer.supports.iter().chain(&offer.follows).copied())
        .and(offer.contacts.iter().chain(&offer.provider).chain(&offer.referral.by).copied())
        .and(offer.procedures.iter().chain(&offer.referral.procedure).copied());
    Parts {
        before: vec![
            contact(edition, offer),
            for_whom(edition, offer),
            referral(edition, at, offer),
        ],
        own: Vec::new(),
        after: [practical(edition, offer), law(edition, offer)]
            .into_iter()
            .chain(network)
            .chain(sequence)
            .chain(procedures)
            .collect(),
        known,
    }
}

/// An address without the place within the page.
fn page_of(url: &str) -> &str {
    url.split('#').next().unwrap_or(url)
}

/// Links to vocabulary terms.
pub(super) fn terms<'e>(edition: &'e Edition<'_>, terms: &[Key<VocabularyTerm>]) -> Vec<Link<'e>> {
    terms.iter().map(|term| edition.term(*term)).collect()
}

pub(super) fn for_whom<'e>(edition: &'e Edition<'_>, offer: &'e Offer) -> Part<'e> {
    Part::new(edition, "del-for-hvem")
        .asked(Fact::new(edition, "target_groups").links(terms(edition, &offer.target_groups)))
        .given(
            Fact::new(edition, "citizen_categories")
                .links(terms(edition, &offer.citizen_categories)),
        )
        .asked(Fact::new(edition, "age").text(edition.words.age(offer.age)))
        .declared(edition, offer.facts("del-for-hvem"))
}

pub(super) fn referral<'e>(edition: &'e Edition<'_>, at: EntryRef, offer: &'e Offer) -> Part<'e> {
    let referral = &offer.referral;
    Part::new(edition, "del-henvisning")
        .asked(Fact::new(edition, "referral_how").text(referral.how.as_deref()))
        .asked(Fact::new(edition, "referral_by").links(links(edition, &referral.by)))
        .given(Fact::new(edition, "referral_deadline").links(deadlines(edition, at)))
        .given(
            Fact::new(edition, "referral_procedure")
                .links(referral.procedure.map(|at| edition.link(at))),
        )
}

/// The steps of procedures that use the offer and must be done in time.
fn deadlines<'e>(edition: &'e Edition<'_>, at: EntryRef) -> Vec<Link<'e>> {
    let references = edition.catalogue.references.to(Target::Entry(at));
    let steps = references
        .filter(|one| one.relation == Relation::UsesOffer && one.from.kind == Kind::Procedure);
    let mut steps: Vec<_> =
        steps.filter_map(|one| Some((edition.rank(one.from), one.step?, one.from))).collect();
    steps.sort_unstable();
    steps.dedup();
    let links = steps.into_iter().filter_map(|(_, step, from)| {
        let procedure = edition.catalogue.procedures.rows().get(from.index as usize)?;
        let step = procedure.steps.get(usize::from(step))?;
        let deadline = step.deadline.as_ref().map(|deadline| edition.words.deadline(deadline))?;
        let link = Link { title: step.title.as_str().into(), ..edition.link(from) };
        Some(link.at_anchor(&step.id).noted(Some(deadline)))
    });
    links.collect()
}

fn practical<'e>(edition: &'e Edition<'_>, offer: &'e Offer) -> Part<'e> {
    let words = &edition.words;
    let attendance = offer.attendance.as_ref();
    let hours = attendance.and_then(|attendance| attendance.hours_per_week);
    let hours = hours.map(|hours| words.fill("offer.hours", &[("count", &words.number(hours))]));
    let duration = offer.duration.as_ref();
    let weeks = duration.and_then(|duration| duration.weeks);
    let weeks = weeks.map(|weeks| words.fill("offer.weeks", &[("count", &words.number(weeks))]));
    let voluntary = offer
        .voluntary
        .map(|yes| words.page(if yes { "offer.voluntary" } else { "offer.not_voluntary" }));
    Part::new(edition, "del-praktisk")
        .asked(
            Fact::new(edition, "offer_type").links(offer.offer_type.map(|term| edition.term(term))),
        )
        .asked(Fact::new(edition, "administrations").links(terms(edition, &offer.administrations)))
        .given(Fact::new(edition, "areas").links(terms(edition, &offer.areas)))
        .asked(
            Fact::new(edition, "duration")
                .text(weeks)
                .text(duration.and_then(|duration| duration.text.as_deref())),
        )
        .asked(
            Fact::new(edition, "attendance")
                .text(hours)
                .text(attendance.and_then(|one| one.text.as_deref())),
        )
        .given(Fact::new(edition, "voluntary").text(voluntary))
        .declared(edition, offer.facts("del-praktisk"))
}

/// Whom to call or write to.
pub(super) fn contact<'e>(edition: &'e Edition<'_>, offer: &'e Offer) -> Part<'e> {
    asking::of_offer(edition, offer)
}

fn law<'e>(edition: &'e Edition<'_>, offer: &'e Offer) -> Part<'e> {
    Part::new(edition, "del-lov").asked(law_fact(edition, &offer.entry))
}

/// What it goes with: each neighbour once, even where both say so.
fn network<'e>(edition: &'e Edition<'_>, at: EntryRef, offer: &Offer) -> Option<Part<'e>> {
    let supports: BTreeSet<EntryRef> =
        offer.supports.iter().map(|key| EntryRef::from(*key)).collect();
    Part::new(edition, "del-sammenhaeng")
        .given(Fact::new(edition, "supports").links(links(edition, &offer.supports)))
        .given(Fact::new(edition, "supported_by").links(back(
            edition,
            at,
            Relation::Supports,
            &supports,
        )))
        .unless_empty()
}
