//! From a reference to what it names, and back.

use lsp_types::{Hover, HoverContents, Location, MarkupContent, MarkupKind};

use super::place::{address, range};
use super::workspace::{Known, Workspace, file};
use crate::guard::mask;
use crate::model::{EntryRef, Kind, Reference, Target};
use crate::routes::own_address;
use crate::source::{FileId, Place, Role, SourceFile, Span};

/// What stands at a byte of a file: what a reference or an address points at, else the row of a
/// register or the entry that the file is.
fn target(known: &Known, path: &str, offset: usize) -> Option<(Target, Option<Span>)> {
    let (id, text) = file(&known.sources, path)?;
    if let Some((target, span)) =
        reference(known, id, offset).or_else(|| addressed(known, text, offset))
    {
        return Some((target, Some(span)));
    }
    let own = |at: &EntryRef| {
        let entry = known.catalogue.entry(*at);
        let title = entry.at.title;
        entry.file == id && (entry.body.is_some() || title.range().contains(&offset))
    };
    let entry = known.catalogue.entries().find(own).map(Target::Entry);
    entry.or_else(|| row_at(known, id, offset)).map(|target| (target, None))
}

/// What a reference at a byte points at, and where that is written.
pub(super) fn reference(known: &Known, id: FileId, offset: usize) -> Option<(Target, Span)> {
    let here = |reference: &&Reference| {
        let span = reference.at.span;
        reference.at.file == id && span.start as usize <= offset && offset <= span.end as usize
    };
    // A link is written within a part that may have a reference of its own: the narrowest is meant.
    let narrowest = known.catalogue.references.iter().filter(here).min_by_key(|reference| {
        let span = reference.at.span;
        span.end - span.start
    });
    narrowest.map(|reference| (reference.to, reference.at.span))
}

/// The entry that the address at a byte is one of: `[words](/tilbud/a/#b)`.
fn addressed(known: &Known, text: &SourceFile, offset: usize) -> Option<(Target, Span)> {
    let ends = |sign: char| {
        sign.is_whitespace() || matches!(sign, '(' | ')' | '<' | '>' | '"' | '\'' | ',' | '[' | ']')
    };
    let (before, after) = text.text().split_at_checked(offset)?;
    let start = before.rfind(ends).map_or(0, |at| at + 1);
    let end = after.find(ends).map_or(text.text().len(), |at| offset + at);
    let written = &text.text()[start..end];
    let inner = own_address(written, &known.catalogue.site.base_url).unwrap_or(written);
    let page = inner.split(['#', '?']).next().filter(|page| page.starts_with('/'))?;
    let at = known.catalogue.entries().find(|at| {
        let entry = known.catalogue.entry(*at);
        let is_alias = || entry.aliases.iter().any(|alias| alias.value == page);
        at.kind != Kind::Term && (entry.url() == page || entry.short_url() == page || is_alias())
    });
    Some((Target::Entry(at?), Span::new(start, end)))
}

/// The row of a register that a byte stands in: the last that begins before it.
fn row_at(known: &Known, id: FileId, offset: usize) -> Option<Target> {
    let catalogue = &known.catalogue;
    let vocabulary =
        catalogue.vocabulary.keyed().map(|(key, term)| (Target::Vocabulary(key), Some(term.at)));
    let laws = catalogue
        .laws
        .keyed()
        .map(|(key, law)| (Target::Law(key), row(known, Role::Laws, &law.id)));
    let documents = catalogue.documents.keyed();
    let documents = documents
        .map(|(key, row_of)| (Target::Document(key), row(known, Role::Documents, &row_of.id)));
    let terms = catalogue.entries().filter(|at| at.kind == Kind::Term);
    let id_of = |at: EntryRef| Some(catalogue.entry(at)).map(|entry| entry.place(entry.at.slug));
    let terms = terms.map(|at| (Target::Entry(at), id_of(at)));
    let rows = vocabulary.chain(laws).chain(documents).chain(terms);
    let here =
        rows.filter_map(|(target, place)| Some((target, place.filter(|place| place.file == id)?)));
    let rest = known.sources.file(id).text().get(offset..).unwrap_or_default();
    let end = offset + rest.find('\n').unwrap_or(rest.len());
    let begun = here.filter(|(_, place)| (place.span.start as usize) < end);
    begun.max_by_key(|(_, place)| place.span.start).map(|(target, _)| target)
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
    Some(Location {
        uri: address(&workspace.root, file.path())?,
        range: range(file.text(), place.span),
    })
}

/// Every place that points at what stands at a byte; with where it is written itself, if that is
/// asked for.
pub(super) fn references(
    workspace: &Workspace,
    path: &str,
    offset: usize,
    with_own: bool,
) -> Vec<Location> {
    let Some(known) = &workspace.known else { return Vec::new() };
    let Some((target, _)) = target(known, path, offset) else { return Vec::new() };
    let own = with_own.then(|| place_of(known, target)).flatten();
    let places =
        own.into_iter().chain(known.catalogue.references.to(target).map(|reference| reference.at));
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
    let (catalogue, kind) =
        (&known.catalogue, |kind: &str| texts.get(&format!("kinds.{kind}")).to_owned());
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
            (
                &term.label,
                kind(term.vocabulary.as_str()),
                term.definition.clone().unwrap_or_default(),
            )
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
