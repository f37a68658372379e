//! `handover-without-receiver`: a case goes from one administration to another, and nobody is named to take it.
//!
//! Why: cases are lost between administrations, not within them. A step that hands over names the unit that takes over
//! (`handover_to`) or says when which way is taken (`branches`). Steps of the citizen hand nothing over.
//! Wrong: a step in lane `bif` before a step in lane `sof`, without `handover_to`. Right: `handover_to: sck`.

use super::Inputs;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::model::{Lane, Step};
use crate::source::Place;

/// The next step lies in another administration's lane, and this one names no receiver.
pub(super) static HANDOVER_WITHOUT_RECEIVER: Code = Code::warning("handover-without-receiver");

fn handover_without_receiver(place: Place, step: &Step, next: &Step) -> Diagnostic {
    Diagnostic::new(&HANDOVER_WITHOUT_RECEIVER, place)
        .with("step", &step.title)
        .with("next", &next.title)
        .with_word("from", format!("lanes.{}", step.lane.as_str()))
        .with_word("to", format!("lanes.{}", next.lane.as_str()))
}

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let missing = input.catalogue.procedures.iter().flat_map(|procedure| {
        let pairs = procedure.steps.iter().zip(procedure.steps.iter().skip(1));
        let missing = pairs.filter(|(step, next)| changes_hands(step.lane, next.lane) && names_nobody(step));
        missing.map(|(step, next)| handover_without_receiver(procedure.entry.place(step.at), step, next))
    });
    missing.collect()
}

fn changes_hands(from: Lane, to: Lane) -> bool {
    from != to && from != Lane::Borger && to != Lane::Borger
}

fn names_nobody(step: &Step) -> bool {
    step.handover_to.is_none() && step.branches.is_empty()
}
