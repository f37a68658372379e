//! `unknown-reference`, the model's code, for the references that are settled only when the prose
//! is read: `[[id]]` in a text, the anchor of a course's item, and the unit that `site.toml` tells
//! readers to ask.
//!
//! An entry that is there and has faults is told by its faults alone.
//!
//! Wrong: `[[dag-til-dagg]]`. Right: `[[dag-til-dag]]`.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use super::Inputs;
use crate::diagnostics::{Diagnostic, Findings};
use crate::model::{self, Catalogue, Course, EntryRef, Key, Kind, Shown};
use crate::prose::Leads;
use crate::source::{Place, Text, Titles, as_id};

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    links(input).chain(anchors(input)).chain(ask(input.catalogue)).collect()
}

fn links<'a>(input: &'a Inputs<'_>) -> impl Iterator<Item = Diagnostic> + 'a {
    let titles = LazyCell::new(|| titles(input.catalogue));
    input.entries().flat_map(move |(entry, prose)| {
        let nowhere = prose.links.iter().filter(|link| link.leads == Leads::Nowhere);
        let is_hidden = |id: &str| {
            input.catalogue.is_faulty(id) || input.catalogue.is_hidden(Kind::Term.as_str(), id)
        };
        let unknown_ids = nowhere.filter(|link| !is_hidden(&link.destination));
        let found = unknown_ids.map(|link| {
            let (place, id) = (entry.place(link.span), link.destination.as_str());
            let written =
                input.sources.file(entry.file).text().get(link.span.range()).unwrap_or_default();
            unlinked(place, (id, written), input, &titles)
        });
        found.collect::<Vec<_>>()
    })
}

/// A link in a text that leads to nothing of its id.
fn unlinked(
    place: Place,
    (id, written): (&str, &str),
    input: &Inputs<'_>,
    titles: &Titles,
) -> Diagnostic {
    let words = written.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]"));
    let words = words.and_then(|inner| inner.split_once('|')).map(|(_, words)| words.trim());
    if let Some(meant) = words.filter(|words| input.catalogue.by_id(words).is_some()) {
        let found = model::unknown_reference(place, "entry", (id, Some(meant)), [meant]);
        let swapped = found.message("message_swapped").help("help_swapped");
        return swapped.instead(format!("[[{meant}|{id}]]"));
    }
    if let Some(found) = to_a_place(place, (id, words), input) {
        return found;
    }
    // What a thing is called is not lost where its id is put.
    let in_words = |suggestion: &str| {
        let id_with_words = format!("{suggestion}|{id}");
        let keeps = words.is_some() || as_id(id) == suggestion;
        written.replacen(id, if keeps { suggestion } else { &id_with_words }, 1)
    };
    let called_so = titles.entry(id);
    let found = unknown(place, (id, called_so), input.catalogue);
    if called_so.is_some() {
        found.written(in_words)
    } else {
        found.written(|suggestion| written.replacen(id, suggestion, 1))
    }
}

/// `[[id#sted]]`: an id leads to a page; a place on it has an address.
fn to_a_place(
    place: Place,
    (id, words): (&str, Option<&str>),
    input: &Inputs<'_>,
) -> Option<Diagnostic> {
    let (id, anchor) = id.split_once('#')?;
    let at = input.catalogue.by_id(id.trim())?;
    let entry = input.catalogue.entry(at);
    let known = anchors_of(at, input);
    let found = model::unknown_reference(place, "anchor", (anchor, None), known.iter().copied());
    let (words, url) = (words.unwrap_or(&entry.title), entry.url());
    let there = known.contains(&anchor).then_some(anchor);
    let there = there.or_else(|| known.iter().copied().find(|known| *known == as_id(anchor)));
    Some(match there {
        Some(anchor) => found
            .with("page", &url)
            .message("message_place")
            .help("help_place")
            .instead(format!("[{words}]({url}#{anchor})")),
        None => found.written(|anchor| format!("[{words}]({url}#{anchor})")),
    })
}

/// What all entries are called besides their ids.
fn titles(catalogue: &Catalogue) -> Titles {
    let mut titles = Titles::default();
    for at in catalogue.entries() {
        let entry = catalogue.entry(at);
        titles.add(&entry.title, at.kind.as_str(), &entry.id);
        for name in &entry.also_called {
            titles.add_other(name, at.kind.as_str(), &entry.id);
        }
    }
    titles
}

fn unknown(place: Place, (id, titled): (&str, Option<&str>), catalogue: &Catalogue) -> Diagnostic {
    match catalogue.draft(id) {
        Some(draft) => model::reference_to_draft(place, "entry", id, draft),
        None if catalogue.past().was_entry(id) => {
            model::vanished_entry(place, "entry", id, catalogue.past().became(id))
        }
        None => model::unknown_reference(place, "entry", (id, titled), catalogue.ids()),
    }
}

fn anchors(input: &Inputs<'_>) -> impl Iterator<Item = Diagnostic> {
    input.catalogue.courses.iter().flat_map(|course| {
        shown_anchors(course).filter_map(|(entry, anchor)| {
            let known = anchors_of(entry, input);
            let place = course.entry.place(anchor.span);
            if known.contains(&anchor.value.as_str()) {
                return None;
            }
            // What was published is told where it stood; so is a name that two places have.
            let address = format!("{}#{}", input.catalogue.entry(entry).url(), anchor.value);
            let is_told = input.catalogue.past().has(&address)
                && !input.catalogue.gone.iter().any(|gone| gone.has(&address));
            let is_twice = known.iter().collect::<BTreeSet<_>>().len() < known.len();
            (!is_told && !is_twice)
                .then(|| model::unknown_reference(place, "anchor", (&anchor.value, None), known))
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
pub(super) fn anchors_of<'a>(at: EntryRef, input: &Inputs<'a>) -> Vec<&'a str> {
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
    let unknown = model::unknown_reference(place, "contact", (&id.value, None), contacts);
    Some(unknown.written(|suggestion| format!("\"{suggestion}\"")))
}
