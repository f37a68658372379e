//! The page of an offer, in the order that a caseworker needs: whom to call, for whom, how to
//! refer, what it is, the practical, the law, what it goes with on the other side, the procedures.

mod sequence;

use std::collections::BTreeSet;

use rayon::prelude::*;
use serde::Serialize;

use self::sequence::{Stage, sequence};
use super::asking;
use super::context::{Context, Rendered};
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
pub(super) fn pages(context: &Context<'_>) -> Rendered {
    let offers = context.catalogue.offers.rows().par_iter().enumerate();
    let pages = offers.map(|(index, offer)| {
        let key = Key::<Offer>::new(index);
        let at = EntryRef::from(key);
        let sequence = sequence(context, key);
        let parts = parts(context, at, offer, !sequence.is_empty());
        let mut entry = entry_view(context, at, parts);
        let referral = offer.referral.procedure.map(|key| context.url(key.into()));
        // The procedure that refers to it stands where that is told, with its step.
        entry.part_of.retain(|link| Some(page_of(&link.url)) != referral);
        let view = OfferView { entry, sequence };
        context.render("offer.html", &frame(context, at), &view, Some(at))
    });
    pages.collect()
}

pub(super) fn parts<'e>(
    context: &'e Context<'_>,
    at: EntryRef,
    offer: &'e Offer,
    has_sequence: bool,
) -> Parts<'e> {
    let network = network(context, at, offer);
    // The template shows the stages; the part gives them their heading and their place.
    let sequence = has_sequence.then(|| Part::new(context, "del-raekkefoelge"));
    // What is named above with its steps is not named again.
    let boxed: BTreeSet<_> =
        part_of(context, at).into_iter().map(|link| page_of(&link.url).to_owned()).collect();
    let others = offer.procedures.iter().filter(|key| {
        Some(**key) != offer.referral.procedure && !boxed.contains(context.url((**key).into()))
    });
    let procedures = Part::new(context, "del-sagsgange")
        .given(Fact::new(context, "procedures").links(others.map(|key| context.link(*key))))
        .unless_empty();
    let known = Known::relations(&[Relation::Supports, Relation::Follows])
        .and(offer.supports.iter().chain(&offer.follows).copied())
        .and(offer.contacts.iter().chain(&offer.provider).chain(&offer.referral.by).copied())
        .and(offer.procedures.iter().chain(&offer.referral.procedure).copied());
    Parts {
        before: vec![
            contact(context, offer),
            for_whom(context, offer),
            referral(context, at, offer),
        ],
        own: Vec::new(),
        after: [practical(context, offer), law(context, offer)]
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
pub(super) fn terms<'e>(context: &'e Context<'_>, terms: &[Key<VocabularyTerm>]) -> Vec<Link<'e>> {
    terms.iter().map(|term| context.term(*term)).collect()
}

pub(super) fn for_whom<'e>(context: &'e Context<'_>, offer: &'e Offer) -> Part<'e> {
    Part::new(context, "del-for-hvem")
        .asked(Fact::new(context, "target_groups").links(terms(context, &offer.target_groups)))
        .given(
            Fact::new(context, "citizen_categories")
                .links(terms(context, &offer.citizen_categories)),
        )
        .asked(Fact::new(context, "age").text(context.words.age(offer.age)))
        .declared(context, offer.facts("del-for-hvem"))
}

pub(super) fn referral<'e>(context: &'e Context<'_>, at: EntryRef, offer: &'e Offer) -> Part<'e> {
    let referral = &offer.referral;
    let procedure = referral.procedure.map(|key| {
        let url = context.url(key.into());
        let mut taken = part_of(context, at).into_iter();
        taken.find(|link| page_of(&link.url) == url).unwrap_or_else(|| context.link(key))
    });
    Part::new(context, "del-henvisning")
        .asked(Fact::new(context, "referral_how").text(referral.how.as_deref()))
        .asked(Fact::new(context, "referral_by").links(links(context, &referral.by)))
        .given(Fact::new(context, "referral_deadline").links(deadlines(context, at)))
        .given(Fact::new(context, "referral_procedure").links(procedure))
}

/// The steps of procedures that use the offer and must be done by a certain time.
fn deadlines<'e>(context: &'e Context<'_>, at: EntryRef) -> Vec<Link<'e>> {
    let references = context.catalogue.references.to(Target::Entry(at));
    let steps = references
        .filter(|one| one.relation == Relation::UsesOffer && one.from.kind == Kind::Procedure);
    let mut steps: Vec<_> =
        steps.filter_map(|one| Some((context.rank(one.from), one.step?, one.from))).collect();
    steps.sort_unstable();
    steps.dedup();
    let links = steps.into_iter().filter_map(|(_, step, from)| {
        let procedure = context.catalogue.procedures.rows().get(from.index as usize)?;
        let step = procedure.steps.get(usize::from(step))?;
        let deadline = step.deadline.as_ref().filter(|deadline| deadline.is_limit())?;
        let deadline = context.words.deadline(deadline);
        let link = Link { title: step.title.as_str().into(), ..context.link(from) };
        Some(link.at_anchor(&step.id).noted(Some(deadline)))
    });
    links.collect()
}

fn practical<'e>(context: &'e Context<'_>, offer: &'e Offer) -> Part<'e> {
    let words = &context.words;
    let attendance = offer.attendance.as_ref();
    let hours = attendance.and_then(|attendance| attendance.hours_per_week);
    let hours = hours.map(|hours| words.fill("offer.hours", &[("count", &words.number(hours))]));
    let duration = offer.duration.as_ref();
    let weeks = duration.and_then(|duration| duration.weeks);
    let weeks = weeks.map(|weeks| words.fill("offer.weeks", &[("count", &words.number(weeks))]));
    let voluntary = offer
        .voluntary
        .map(|yes| words.page(if yes { "offer.voluntary" } else { "offer.not_voluntary" }));
    Part::new(context, "del-praktisk")
        .asked(
            Fact::new(context, "offer_type").links(offer.offer_type.map(|term| context.term(term))),
        )
        .asked(Fact::new(context, "administrations").links(terms(context, &offer.administrations)))
        .given(Fact::new(context, "areas").links(terms(context, &offer.areas)))
        .asked(
            Fact::new(context, "duration")
                .text(weeks)
                .text(duration.and_then(|duration| duration.text.as_deref())),
        )
        .asked(
            Fact::new(context, "attendance")
                .text(hours)
                .text(attendance.and_then(|one| one.text.as_deref())),
        )
        .given(Fact::new(context, "voluntary").text(voluntary))
        .declared(context, offer.facts("del-praktisk"))
}

/// Whom to call or write to.
pub(super) fn contact<'e>(context: &'e Context<'_>, offer: &'e Offer) -> Part<'e> {
    asking::of_offer(context, offer)
}

fn law<'e>(context: &'e Context<'_>, offer: &'e Offer) -> Part<'e> {
    Part::new(context, "del-lov").asked(law_fact(context, &offer.entry))
}

/// What it goes with: each neighbour once, even where both say so.
fn network<'e>(context: &'e Context<'_>, at: EntryRef, offer: &Offer) -> Option<Part<'e>> {
    let supports: BTreeSet<EntryRef> =
        offer.supports.iter().map(|key| EntryRef::from(*key)).collect();
    Part::new(context, "del-sammenhaeng")
        .given(Fact::new(context, "supports").links(links(context, &offer.supports)))
        .given(Fact::new(context, "supported_by").links(back(
            context,
            at,
            Relation::Supports,
            &supports,
        )))
        .unless_empty()
}
