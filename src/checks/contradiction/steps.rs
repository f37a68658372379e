//! Who acts in a step, against whose step it is, to whom it is handed, and whose the procedure is.

use super::super::Inputs;
use super::contradiction;
use crate::diagnostics::Diagnostic;
use crate::model::{Catalogue, Contact, Key, Lane, Procedure, Step, VocabularyTerm};

pub(super) fn check(input: &Inputs<'_>) -> Vec<Diagnostic> {
    let catalogue = input.catalogue;
    let steps = catalogue.procedures.iter().flat_map(|procedure| {
        procedure.steps.iter().flat_map(|step| judge(procedure, step, catalogue))
    });
    steps.collect()
}

fn judge(procedure: &Procedure, step: &Step, catalogue: &Catalogue) -> Vec<Diagnostic> {
    let Lane::Administration(lane) = step.lane else { return Vec::new() };
    let id = |term: Key<VocabularyTerm>| catalogue.vocabulary[term].id.as_str();
    let unit = |unit: Key<Contact>| &catalogue.contacts[unit];
    let place = procedure.entry.place(step.at);
    let mut found = Vec::new();
    if let Some(responsible) = step.responsible.map(unit)
        && !responsible.administrations.is_empty()
        && !responsible.administrations.contains(&lane)
    {
        let place = procedure.entry.place(step.responsible_at);
        let said = ("responsible", responsible.entry.id.as_str());
        let cause = format!("{} {}", responsible.entry.id, id(lane));
        found.push(contradiction(place, said, ("lane", id(lane))).caused_by(cause));
    }
    if let Some(next) = step.handover_to.filter(|_| step.handover_to == step.responsible).map(unit)
    {
        let place = procedure.entry.place(step.handover_at);
        let against = ("responsible", next.entry.id.as_str());
        found.push(contradiction(place, ("handover_to", &next.entry.id), against));
    }
    let own = &procedure.administrations;
    if !own.is_empty() && !own.contains(&lane) {
        let own = own.iter().map(|term| id(*term)).collect::<Vec<_>>().join(", ");
        found.push(contradiction(place, ("lane", id(lane)), ("administrations", &own)));
    }
    found
}
