//! What may get another name at a place, and all that changes with it: the id of an entry with its
//! file, the last part of its address, the anchor of a heading. What changes is worked out by
//! `moves`, as for `portal mv`; here it is put into the protocol's words.

use std::path::Path;

use lsp_types::{
    CreateFile, DocumentChangeOperation, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, Position, PrepareRenameResponse, Range, RenameFile,
    ResourceOp, TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};

use super::place::{address, range};
use super::workspace::{Known, Workspace, file};
use super::{navigate, told};
use crate::Options;
use crate::markup::Anchor;
use crate::model::{Entry, Kind, Target};
use crate::moves::{AnchorRename, Changed, Refused, Rename};
use crate::prose::own_anchor;
use crate::source::{SourceFile, Sources, Span};

/// What has a name.
enum Named {
    /// The entry of this id.
    Entry(String),
    /// The address of the entry of this id, below this list.
    Slug(String, &'static str),
    /// The heading at a byte of the file of the entry of this id.
    Heading(String, usize),
}

/// What may be renamed at a byte of a file: where its name stands, and the name.
pub(super) fn prepare(
    workspace: &Workspace,
    path: &str,
    offset: usize,
) -> Option<PrepareRenameResponse> {
    let known = workspace.known.as_ref()?;
    let (_, span, placeholder) = named(known, path, offset)?;
    let (_, text) = file(&known.sources, path)?;
    Some(PrepareRenameResponse::RangeWithPlaceholder {
        range: range(text.text(), span),
        placeholder,
    })
}

/// Everything that changes when what stands at a byte gets the name `new`; nothing where nothing
/// has a name.
///
/// # Errors
/// In words, why it cannot have that name.
pub(super) fn rename(
    workspace: &Workspace,
    path: &str,
    offset: usize,
    new: &str,
) -> Result<Option<WorkspaceEdit>, String> {
    let found = &workspace.found;
    // What has errors may not even be known by its name.
    if found.findings.has_errors() {
        return Err(told::first_error(&found.findings, &found.sources, &found.texts));
    }
    let Some(known) = &workspace.known else { return Ok(None) };
    let Some((named, ..)) = named(known, path, offset) else { return Ok(None) };
    let sources = &found.sources;
    // Drafts name entries as well.
    let options = Options { drafts: true, ..Options::default() };
    let new = new.trim();
    let changed = match named {
        Named::Entry(old) => Rename { old, new: new.to_owned() }.of(sources, &options),
        Named::Slug(old, list) => {
            Rename { old, new: format!("{list}{new}/") }.of(sources, &options)
        }
        Named::Heading(entry, at) => {
            AnchorRename { entry, at, new: new.to_owned() }.of(sources, &options)
        }
    };
    let changed = changed.map_err(|refused| words(&refused, workspace))?;
    Ok(Some(edit(&workspace.root, &changed, sources)))
}

fn named(known: &Known, path: &str, offset: usize) -> Option<(Named, Span, String)> {
    let (id, text) = file(&known.sources, path)?;
    let entries = known.catalogue.entries();
    let mut own =
        entries.filter(|at| at.kind != Kind::Term && known.catalogue.entry(*at).file == id);
    let own = own.next().map(|at| (at.kind, known.catalogue.entry(at)));
    if let Some((_, entry)) = own
        && let Some(found) = heading(entry, text, offset)
    {
        return Some(found);
    }
    if let Some((kind, entry)) = own
        && let Some(span) = value(text, "slug", offset)
    {
        let list = kind.list().unwrap_or("/");
        return Some((Named::Slug(entry.id.clone(), list), span, entry.slug.clone()));
    }
    if let Some((Target::Entry(at), span)) = navigate::reference(known, id, offset)
        && at.kind != Kind::Term
    {
        let name = known.catalogue.entry(at).id.clone();
        return Some((Named::Entry(name.clone()), span_of(text, span, &name), name));
    }
    let (_, entry) = own?;
    let span = value(text, "id", offset).or_else(|| value(text, "title", offset))?;
    Some((Named::Entry(entry.id.clone()), span, entry.id.clone()))
}

/// The id within a reference that may say more: `[[huset|the house]]`.
fn span_of(text: &SourceFile, whole: Span, name: &str) -> Span {
    let start = text.text().get(whole.range()).and_then(|written| written.find(name));
    start.map_or(whole, |at| {
        Span::new(whole.start as usize + at, whole.start as usize + at + name.len())
    })
}

/// The heading of an entry's body that stands at a byte, by its line.
fn heading(entry: &Entry, text: &SourceFile, offset: usize) -> Option<(Named, Span, String)> {
    let body = entry.body.filter(|body| body.range().contains(&offset))?;
    let text = text.text();
    let start = text[..offset].rfind('\n').map_or(0, |end| end + 1).max(body.start as usize);
    let end = text[offset..].find('\n').map_or(text.len(), |end| offset + end);
    let line = text.get(start..end)?;
    let words = line.trim_start_matches('#');
    if words.len() == line.len() || !words.starts_with([' ', '\t']) {
        return None;
    }
    let named = Named::Heading(entry.id.clone(), start);
    Some(match own_anchor(line) {
        Some((words, anchor)) => {
            let mark = line[words..].find("{#").map_or(words, |at| words + at) + start + "{#".len();
            (named, Span::new(mark, mark + anchor.as_str().len()), anchor.to_string())
        }
        None => (named, Span::new(start, end), Anchor::of_words(words.trim()).to_string()),
    })
}

/// Where the value of a key of the front matter stands, if the byte is in its line.
fn value(text: &SourceFile, key: &str, offset: usize) -> Option<Span> {
    let text = text.text();
    let start = text[..offset].rfind('\n').map_or(0, |end| end + 1);
    let line = text[start..].lines().next()?;
    let value = line.strip_prefix(key)?.strip_prefix(':')?;
    let value = value.split(" #").next().unwrap_or_default();
    let from = start + key.len() + 1 + (value.len() - value.trim_start().len());
    // Somewhere below the first `---`, and above the second.
    let is_data = start > 0
        && !text[..start].split_inclusive('\n').skip(1).any(|line| line.trim_end() == "---");
    let is_yaml = !text.starts_with("---");
    (is_data || is_yaml).then(|| Span::new(from, from + value.trim().len()))
}

/// Why a name was refused.
fn words(refused: &Refused, workspace: &Workspace) -> String {
    let texts = &workspace.found.texts;
    let fill =
        |key: &str, name: &str| texts.fill(&format!("cli.failure.{key}"), &[("detail", name)]);
    match refused {
        Refused::Unknown { name, .. } => fill("unknown_entry", name),
        Refused::BadName(name) => fill("bad_name", name),
        Refused::SameName(name) => fill("same_name", name),
        Refused::OwnSuccessor(name) => fill("own_successor", name),
        Refused::Term(name) => fill("term", name),
        Refused::Content(content) => told::first_error(&content.0, &content.1, texts),
    }
}

/// A change in the protocol's words: what is edited, then what is new, then what moves.
fn edit(root: &Path, changed: &Changed, sources: &Sources) -> WorkspaceEdit {
    let edited = changed.edits.iter().filter_map(|(path, edits)| {
        let (_, text) = file(sources, path)?;
        let edits = edits.iter().map(|(bytes, new)| {
            let range = range(text.text(), Span::new(bytes.start, bytes.end));
            TextEdit { range, new_text: new.clone() }
        });
        Some(DocumentChangeOperation::Edit(text_edit(address(root, path)?, edits.collect())))
    });
    let is_new = |path: &str| file(sources, path).is_none() && !changed.moved.contains_key(path);
    let new = changed.files.iter().filter(|(path, _)| is_new(path)).filter_map(|(path, text)| {
        let uri = address(root, path)?;
        let create = CreateFile { uri: uri.clone(), options: None, annotation_id: None };
        let start = Range { start: Position::default(), end: Position::default() };
        let edits = vec![TextEdit { range: start, new_text: text.clone()? }];
        let create = DocumentChangeOperation::Op(ResourceOp::Create(create));
        Some([create, DocumentChangeOperation::Edit(text_edit(uri, edits))])
    });
    let moved = changed.moved.iter().filter_map(|(new, old)| {
        let (old_uri, new_uri) = (address(root, old)?, address(root, new)?);
        let rename = RenameFile { old_uri, new_uri, options: None, annotation_id: None };
        Some(DocumentChangeOperation::Op(ResourceOp::Rename(rename)))
    });
    let operations = edited.chain(new.flatten()).chain(moved).collect();
    WorkspaceEdit {
        document_changes: Some(DocumentChanges::Operations(operations)),
        ..WorkspaceEdit::default()
    }
}

fn text_edit(uri: Uri, edits: Vec<TextEdit>) -> TextDocumentEdit {
    let text_document = OptionalVersionedTextDocumentIdentifier { uri, version: None };
    TextDocumentEdit { text_document, edits: edits.into_iter().map(OneOf::Left).collect() }
}
