//! `unknown-facet`: a saved search of a course is narrowed by a facet, or a value, that the search
//! does not have.
//!
//! Why: the search page leaves out what it does not know, so the course would show another result
//! than its trainer saw. Wrong: `facets: { forvaltning: skole }`. Right: `facets: { administration:
//! skole }`.

use portal_search::{DocumentKind, Facet};

use super::Inputs;
use crate::diagnostics::{Code, Diagnostic, Findings, nearest};
use crate::model::{AgeGroup, Catalogue, Course, Kind, Shown, Status, Vocabulary};
use crate::routes::Index;
use crate::source::{Place, Span, Text};

/// No facet of this name, or no such value of it.
pub(super) static UNKNOWN_FACET: Code = Code::error("unknown-facet");

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let courses = input.catalogue.courses.iter();
    courses
        .flat_map(|course| searches(course).flat_map(|facet| judge(facet, course, input)))
        .collect()
}

fn searches(course: &Course) -> impl Iterator<Item = (&String, &Vec<Text>)> {
    course.parts.iter().flat_map(|part| &part.items).flat_map(|item| match &item.shown {
        Shown::Search { facets, .. } => facets.iter().collect::<Vec<_>>(),
        Shown::Entry { .. } => Vec::new(),
    })
}

fn judge(
    (name, values): (&String, &Vec<Text>),
    course: &Course,
    input: &Inputs<'_>,
) -> Vec<Diagnostic> {
    let Ok(facet) = name.parse::<Facet>() else {
        return values
            .first()
            .map(|value| unknown_name(name, value, course, input))
            .into_iter()
            .collect();
    };
    let known = values_of(facet, input.catalogue);
    let register = match facet {
        Facet::Law => "law",
        facet => facet.vocabulary().map_or("", Vocabulary::as_str),
    };
    // What a fault hides is told by that.
    let is_known = |value: &&Text| {
        known.iter().any(|(id, _)| *id == value.value)
            || input.catalogue.is_hidden(register, &value.value)
    };
    let unknown = values.iter().filter(|value| !is_known(value));
    unknown.map(|value| unknown_value(facet, value, &known, course)).collect()
}

fn unknown_name(name: &str, first: &Text, course: &Course, input: &Inputs<'_>) -> Diagnostic {
    let place = key_before(name, first, course, input);
    let known = Facet::ALL.map(Facet::as_str);
    // The word that stands in the addresses of the facet's pages.
    let danish =
        Index::all().find(|index| index.address().trim_matches('/') == name).map(Index::name);
    let danish = danish.filter(|name| known.contains(name)).or(match name {
        "slags" | "type" => Some("kind"),
        "alder" => Some("age"),
        "lov" => Some("law"),
        _ => None,
    });
    let diagnostic =
        Diagnostic::new(&UNKNOWN_FACET, place).with("name", name).with("known", known.join("`, `"));
    match danish.or_else(|| nearest(name, known)) {
        Some(suggestion) => {
            diagnostic.with("suggestion", suggestion).help("help_suggestion").instead(suggestion)
        }
        None => diagnostic,
    }
}

/// Where the name stands: before its first value. Keys are decoded without their places.
fn key_before(name: &str, first: &Text, course: &Course, input: &Inputs<'_>) -> Place {
    let before = &input.sources.file(course.entry.file).text()[..first.span.start as usize];
    let span = before.rfind(name).map_or(first.span, |start| Span::new(start, start + name.len()));
    course.entry.place(span)
}

fn unknown_value(
    facet: Facet,
    value: &Text,
    known: &[(String, Vec<&str>)],
    course: &Course,
) -> Diagnostic {
    let ids: Vec<_> = known.iter().map(|(id, _)| id.as_str()).collect();
    let word = value.value.to_lowercase();
    let named =
        known.iter().find(|(_, names)| names.iter().any(|name| name.to_lowercase() == word));
    let near =
        named.map(|(id, _)| id.as_str()).or_else(|| nearest(&value.value, ids.iter().copied()));
    let diagnostic = Diagnostic::new(&UNKNOWN_FACET, course.entry.place(value.span))
        .with("name", facet.as_str())
        .with("value", &value.value)
        .with("known", ids.join("`, `"))
        .message("message_value");
    match near {
        Some(near) => diagnostic.with("suggestion", near).help("help_suggestion").instead(near),
        None => diagnostic,
    }
}

/// The values of a facet, each with what else it is called.
fn values_of(facet: Facet, catalogue: &Catalogue) -> Vec<(String, Vec<&str>)> {
    let plain = |id: &str| (id.to_owned(), Vec::new());
    match facet {
        Facet::Kind => {
            let of_entries = Kind::ALL.into_iter().map(|kind| {
                (
                    kind.as_str().to_owned(),
                    kind.list().map(|list| list.trim_matches('/')).into_iter().collect(),
                )
            });
            of_entries.chain([plain(DocumentKind::Law.as_str())]).collect()
        }
        Facet::Age => AgeGroup::ALL.into_iter().map(|group| plain(group.id())).collect(),
        Facet::Status => Status::ALL.into_iter().map(|status| plain(status.as_str())).collect(),
        Facet::Law => catalogue
            .laws
            .iter()
            .map(|law| (law.id.clone(), vec![law.short.as_str(), law.title.as_str()]))
            .collect(),
        of_terms => {
            let terms =
                catalogue.vocabulary.iter().filter(|term| term.vocabulary.facet() == of_terms);
            terms
                .map(|term| {
                    let names = [Some(term.label.as_str()), term.abbreviation.as_deref()]
                        .into_iter()
                        .flatten();
                    (
                        term.id.clone(),
                        names.chain(term.also_called.iter().map(String::as_str)).collect(),
                    )
                })
                .collect()
        }
    }
}
