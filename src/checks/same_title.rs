//! `same-title`: two entries, two terms of a vocabulary or two of the glossary that are called the
//! same.
//!
//! Why: in lists, in search and in the browser's tabs a title is all that tells them apart, and who
//! has found one does not look for the other. Terms of the glossary may be called like what they
//! explain, what is no longer in force like what came instead; and an id that stands twice is told
//! as that. Wrong: an offer and a page that are both called »Mentor«. Right: »Mentor« and »Mentorer
//! i de to forvaltninger«.

use std::collections::HashMap;

use super::Inputs;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::model::{Catalogue, Entry, Kind};
use crate::source::{Place, Role};

/// Another entry has this title.
pub(super) static SAME_TITLE: Code = Code::warning("same-title");

fn same_title(place: Place, title: &str, other: &str) -> Diagnostic {
    Diagnostic::new(&SAME_TITLE, place).with("title", title).with("other", other)
}

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let catalogue = input.catalogue;
    let today = catalogue.today;
    let in_force = input.entries().map(|(entry, _)| entry);
    let mut in_force: Vec<_> = in_force.filter(|entry| !entry.is_historical(today)).collect();
    // Of two, the new one is told.
    in_force.sort_by_cached_key(|entry| catalogue.is_new(&entry.id));
    let (terms, others): (Vec<&Entry>, Vec<_>) =
        in_force.into_iter().partition(|entry| entry.kind == Kind::Term);
    let mut findings = titles(&terms, catalogue);
    findings.append(titles(&others, catalogue));
    findings.append(other_names(&others));
    findings.extend(abbreviations(catalogue).into_iter().chain(labels(catalogue)));
    findings.extend(registers(catalogue));
    findings
}

fn titles(entries: &[&Entry], catalogue: &Catalogue) -> Findings {
    let mut first: HashMap<String, &Entry> = HashMap::new();
    let mut findings = Findings::default();
    // Whether one entry names the other as what comes in its place.
    let replaces = |entry: &Entry, other: &Entry| {
        entry.replaced_by.iter().any(|at| catalogue.entry(*at).id == other.id)
    };
    for entry in entries {
        match first.get(&spelled(&entry.title)) {
            Some(other)
                if other.id == entry.id || replaces(entry, other) || replaces(other, entry) => {}
            Some(other) => {
                findings.push(same_title(entry.place(entry.at.title), &entry.title, &other.id));
            }
            None => {
                first.insert(spelled(&entry.title), entry);
            }
        }
    }
    findings
}

/// Other names that are the title of another entry of the kind, or that two units have: a search
/// for that one finds both.
fn other_names(entries: &[&Entry]) -> Findings {
    let titles: HashMap<(Kind, String), &Entry> =
        entries.iter().map(|entry| ((entry.kind, spelled(&entry.title)), *entry)).collect();
    let mut names: HashMap<(Kind, String), &Entry> = HashMap::new();
    let told = entries.iter().flat_map(|entry| {
        let place = entry.place_of("also_called");
        entry.also_called.iter().map(move |name| (entry, place, name))
    });
    let told = told.filter_map(|(entry, place, name)| {
        let key = (entry.kind, spelled(name));
        if let Some(other) = titles.get(&key) {
            return (other.id != entry.id).then(|| {
                same_title(place, name, &other.id)
                    .message("message_also_called")
                    .help("help_also_called")
            });
        }
        // Offers that do the same may well be called the same beside their titles; units not.
        if entry.kind != Kind::Contact {
            return None;
        }
        let other = names.entry(key).or_insert(*entry);
        (other.id != entry.id).then(|| {
            same_title(place, name, &other.id).message("message_name").help("help_also_called")
        })
    });
    told.collect()
}

/// Two terms of the glossary with the same short form, which a page explains by one of them.
fn abbreviations(catalogue: &Catalogue) -> Vec<Diagnostic> {
    let terms = catalogue
        .terms
        .iter()
        .filter_map(|term| Some((term.abbreviation.as_deref()?, &term.entry)));
    let mut first: HashMap<&str, &Entry> = HashMap::new();
    let twice = terms.filter_map(|(short, entry)| {
        let other = first.insert(short, entry).filter(|other| other.id != entry.id)?;
        let told = same_title(entry.place_of("abbreviation"), short, &other.id);
        Some(told.message("message_abbreviation").help("help_abbreviation"))
    });
    twice.collect()
}

/// Two terms of one vocabulary that are in use: facets show them side by side.
fn labels(catalogue: &Catalogue) -> Vec<Diagnostic> {
    let in_use = catalogue.vocabulary.iter().filter(|term| !term.valid.is_over(catalogue.today));
    let mut first = HashMap::new();
    let twice = in_use.filter_map(|term| {
        let other = first.insert((term.vocabulary, spelled(&term.label)), &term.id)?;
        (*other != term.id).then(|| same_title(term.at, &term.label, other))
    });
    twice.collect()
}

/// Two laws or two documents that are called the same where there is little room.
fn registers(catalogue: &Catalogue) -> Vec<Diagnostic> {
    let laws = catalogue.laws.iter().map(|law| (Role::Laws, &law.short, &law.id, law.at));
    let documents = catalogue.documents.iter();
    let documents = documents.filter_map(|document| {
        Some((Role::Documents, document.short.as_ref()?, &document.id, document.at))
    });
    let mut first = HashMap::new();
    let twice = laws.chain(documents).filter_map(|(register, name, id, at)| {
        let other = first.insert((register, spelled(name)), id).filter(|other| *other != id)?;
        Some(same_title(at, name, other).message("message_register").help("help_register"))
    });
    twice.collect()
}

/// A title as a reader compares it: without the difference of capitals and spaces.
pub(super) fn spelled(title: &str) -> String {
    title.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}
