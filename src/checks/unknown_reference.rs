//! `unknown-reference`, the model's code, for the references that are settled only when the prose
//! is read: `[[id]]` in a text, the anchor of a course's item, and the unit that `site.toml` tells
//! readers to ask.
//!
//! An entry that is there and has faults is told by its faults alone.
//!
//! Wrong: `[[dag-til-dagg]]`. Right: `[[dag-til-dag]]`.

use super::Inputs;
use crate::diagnostics::{Diagnostic, Findings};
use crate::model::{self, Catalogue, Course, EntryRef, Key, Kind, Shown};
use crate::prose::Leads;
use crate::source::{Place, Text};

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    links(input).chain(anchors(input)).chain(ask(input.catalogue)).collect()
}

fn links(input: &Inputs<'_>) -> impl Iterator<Item = Diagnostic> {
    input.entries().flat_map(|(entry, prose)| {
        let nowhere = prose.links.iter().filter(|link| link.leads == Leads::Nowhere);
        let unknown_ids = nowhere.filter(|link| !input.catalogue.is_faulty(&link.destination));
        unknown_ids.map(|link| {
            let (place, id) = (entry.place(link.span), link.destination.as_str());
            let written =
                input.sources.file(entry.file).text().get(link.span.range()).unwrap_or_default();
            unknown(place, id, input.catalogue)
                .written(|suggestion| written.replacen(id, suggestion, 1))
        })
    })
}

fn unknown(place: Place, id: &str, catalogue: &Catalogue) -> Diagnostic {
    match catalogue.draft(id) {
        Some(draft) => model::reference_to_draft(place, "entry", id, draft),
        None => model::unknown_reference(place, "entry", id, catalogue.ids()),
    }
}

fn anchors(input: &Inputs<'_>) -> impl Iterator<Item = Diagnostic> {
    input.catalogue.courses.iter().flat_map(|course| {
        shown_anchors(course).filter_map(|(entry, anchor)| {
            let known = anchors_of(entry, input);
            let place = course.entry.place(anchor.span);
            (!known.contains(&anchor.value.as_str()))
                .then(|| model::unknown_reference(place, "anchor", &anchor.value, known))
        })
    })
}

fn shown_anchors(course: &Course) -> impl Iterator<Item = (EntryRef, &Text)> {
    course.parts.iter().flat_map(|part| &part.items).filter_map(|item| match &item.shown {
        Shown::Entry { entry, anchor } => Some((*entry, anchor.as_ref()?)),
        Shown::Search { .. } => None,
    })
}

/// The steps and headings that an entry's page can be entered at.
fn anchors_of<'a>(at: EntryRef, input: &Inputs<'a>) -> Vec<&'a str> {
    let steps = match at.kind {
        Kind::Procedure => input.catalogue.procedures[Key::new(at.index as usize)].steps.as_slice(),
        _ => &[],
    };
    let headings = input.prose.of(at).headings.iter().map(|heading| heading.id.as_str());
    steps.iter().map(|step| step.id.as_str()).chain(headings).collect()
}

fn ask(catalogue: &Catalogue) -> Option<Diagnostic> {
    let id = catalogue.site.ask.as_ref()?;
    let found = catalogue.by_id(&id.value).filter(|at| at.kind == Kind::Contact);
    let contacts = catalogue.contacts.iter().map(|contact| contact.entry.id.as_str());
    let place = Place { file: catalogue.site.file, span: id.span };
    if found.is_some() || catalogue.is_faulty(&id.value) {
        return None;
    }
    if let Some(draft) = catalogue.draft(&id.value) {
        return Some(model::reference_to_draft(place, "contact", &id.value, draft));
    }
    let unknown = model::unknown_reference(place, "contact", &id.value, contacts);
    Some(unknown.written(|suggestion| format!("\"{suggestion}\"")))
}
