//! From a reference to what it names, and back.

use lsp_types::{Hover, HoverContents, Location, MarkupContent, MarkupKind};

use super::place::{address, range};
use super::workspace::{Known, Workspace, file};
use crate::guard::mask;
use crate::model::{EntryRef, Reference, Target};
use crate::source::{Place, Role, Span};

/// What stands at a byte of a file: what a reference points at, else the entry that the file is.
fn target(known: &Known, path: &str, offset: usize) -> Option<(Target, Option<Span>)> {
    let (id, _) = file(&known.sources, path)?;
    let here = |reference: &&Reference| {
        let span = reference.at.span;
        reference.at.file == id && span.start as usize <= offset && offset <= span.end as usize
    };
    // A link is written within a part that may have a reference of its own: the narrowest is meant.
    let narrowest = known.catalogue.references.iter().filter(here).min_by_key(|reference| {
        let span = reference.at.span;
        span.end - span.start
    });
    if let Some(reference) = narrowest {
        return Some((reference.to, Some(reference.at.span)));
    }
    let own = |at: &EntryRef| {
        let entry = known.catalogue.entry(*at);
        let title = entry.at.title;
        entry.file == id && (entry.body.is_some() || title.range().contains(&offset))
    };
    known.catalogue.entries().find(own).map(|at| (Target::Entry(at), None))
}

/// Where what is named at a byte is written.
pub(super) fn definition(workspace: &Workspace, path: &str, offset: usize) -> Option<Location> {
    let known = workspace.known.as_ref()?;
    let (target, _) = target(known, path, offset)?;
    location(workspace, known, place_of(known, target)?)
}

fn place_of(known: &Known, target: Target) -> Option<Place> {
    match target {
        Target::Entry(at) => {
            let entry = known.catalogue.entry(at);
            Some(entry.place(entry.at.title))
        }
        Target::Vocabulary(key) => Some(known.catalogue.vocabulary[key].at),
        Target::Law(key) => row(known, Role::Laws, &known.catalogue.laws[key].id),
        Target::Document(key) => row(known, Role::Documents, &known.catalogue.documents[key].id),
    }
}

/// Where a register writes an id.
fn row(known: &Known, role: Role, id: &str) -> Option<Place> {
    known.sources.of_role(role).find_map(|(file, text)| {
        let text = text.text();
        let found = text.match_indices("id:").find_map(|(at, key)| {
            let value = text[at + key.len()..].trim_start_matches([' ', '"', '\'']);
            let ends = value.strip_prefix(id)?.starts_with([',', ' ', '\n', '}', '"', '\'']);
            let start = text.len() - value.len();
            ends.then(|| Span::new(start, start + id.len()))
        });
        found.map(|span| Place { file, span })
    })
}

fn location(workspace: &Workspace, known: &Known, place: Place) -> Option<Location> {
    let file = known.sources.file(place.file);
    Some(Location { uri: address(&workspace.root, file.path())?, range: range(file.text(), place.span) })
}

/// Every place that points at what stands at a byte; with where it is written itself, if that is asked for.
pub(super) fn references(workspace: &Workspace, path: &str, offset: usize, with_own: bool) -> Vec<Location> {
    let Some(known) = &workspace.known else { return Vec::new() };
    let Some((target, _)) = target(known, path, offset) else { return Vec::new() };
    let own = with_own.then(|| place_of(known, target)).flatten();
    let places = own.into_iter().chain(known.catalogue.references.to(target).map(|reference| reference.at));
    places.filter_map(|place| location(workspace, known, place)).collect()
}

/// What is named at a byte, in a few words.
pub(super) fn hover(workspace: &Workspace, path: &str, offset: usize) -> Option<Hover> {
    let known = workspace.known.as_ref()?;
    let (target, span) = target(known, path, offset)?;
    let span = span?;
    let value = mask(&words(workspace, known, target)).into_owned();
    let (_, text) = file(&known.sources, path)?;
    Some(Hover {
        contents: HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value }),
        range: Some(range(text.text(), span)),
    })
}

fn words(workspace: &Workspace, known: &Known, target: Target) -> String {
    let texts = &workspace.found.texts;
    let (catalogue, kind) = (&known.catalogue, |kind: &str| texts.get(&format!("kinds.{kind}")).to_owned());
    let (title, kind, more) = match target {
        Target::Entry(at) => {
            let entry = catalogue.entry(at);
            let standing = entry.standing(catalogue.today).as_str();
            let status = format!("words.status.{standing}");
            let more = [entry.summary.as_str(), texts.get(&status)].join("\n\n");
            (&entry.title, kind(at.kind.as_str()), more)
        }
        Target::Vocabulary(key) => {
            let term = &catalogue.vocabulary[key];
            (&term.label, kind(term.vocabulary.as_str()), term.definition.clone().unwrap_or_default())
        }
        Target::Law(key) => {
            let law = &catalogue.laws[key];
            (&law.short, kind("law"), law.title.clone())
        }
        Target::Document(key) => {
            let document = &catalogue.documents[key];
            (&document.title, kind("document"), document.note.clone().unwrap_or_default())
        }
    };
    format!("**{title}** ({kind})\n\n{more}").trim_end().to_owned()
}
