//! `handover-without-receiver`: a case goes from one administration to another, and nobody is named
//! to take it.
//!
//! Why: cases are lost between administrations, not within them. A step that hands over names the
//! unit that takes over (`handover_to`) or says when which way is taken (`branches`). Steps of the
//! citizen hand nothing over. Wrong: a step in one administration's lane before a step in
//! another's, without `handover_to`. Right: `handover_to: sck`.

use super::Inputs;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::model::{Catalogue, Lane, Step};
use crate::source::Place;

/// The next step lies in another administration's lane, and this one names no receiver.
pub(super) static HANDOVER_WITHOUT_RECEIVER: Code = Code::warning("handover-without-receiver");

fn handover_without_receiver(
    catalogue: &Catalogue,
    place: Place,
    (step, next): (&Step, &Step),
) -> Diagnostic {
    let diagnostic = Diagnostic::new(&HANDOVER_WITHOUT_RECEIVER, place)
        .with("step", &step.title)
        .with("next", &next.title);
    let diagnostic = with_lane(diagnostic, catalogue, "from", step.lane);
    with_lane(diagnostic, catalogue, "to", next.lane)
}

fn with_lane(
    diagnostic: Diagnostic,
    catalogue: &Catalogue,
    name: &'static str,
    lane: Lane,
) -> Diagnostic {
    match lane {
        Lane::Citizen => diagnostic.with_word(name, format!("lanes.{}", Lane::CITIZEN)),
        Lane::Administration(key) => diagnostic.with(name, catalogue.vocabulary[key].short_name()),
        Lane::Others => diagnostic.with_word(name, format!("lanes.{}", Lane::OTHERS)),
    }
}

/// Whether a receiver or branches stand in the step all the same: what hides them is told itself.
fn is_hidden(input: &Inputs<'_>, place: Place, (step, next): (&Step, &Step)) -> bool {
    let text = input.sources.file(place.file).text();
    let written = text.get(step.at.start as usize..next.at.start as usize).unwrap_or_default();
    ["handover_to:", "branches:"].iter().any(|key| written.contains(key))
}

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let missing = input.catalogue.procedures.iter().flat_map(|procedure| {
        let pairs = procedure.steps.iter().zip(procedure.steps.iter().skip(1));
        let missing =
            pairs.filter(|(step, next)| changes_hands(step.lane, next.lane) && names_nobody(step));
        missing.filter_map(|pair| {
            let place = procedure.entry.place(pair.0.at);
            let told = !is_hidden(input, place, pair);
            told.then(|| handover_without_receiver(input.catalogue, place, pair))
        })
    });
    missing.collect()
}

fn changes_hands(from: Lane, to: Lane) -> bool {
    from != to && from != Lane::Citizen && to != Lane::Citizen
}

fn names_nobody(step: &Step) -> bool {
    step.handover_to.is_none() && step.branches.is_empty()
}
