//! What editors have written, as it is written: for rules that look at signs and not at values, and
//! for those whose values come with a place that is too wide to show.

use std::ops::Range;

use super::Inputs;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::model::Entry;
use crate::source::{self, FileId, Place, Role, SourceFile, Sources, Span};

/// The first line of what a block of the prose spans, without the space that follows it.
pub(super) fn first_line(span: Span, entry: &Entry, sources: &Sources) -> Place {
    let block = sources.file(entry.file).text().get(span.range()).unwrap_or_default();
    let length = block.lines().next().unwrap_or_default().trim_end().len();
    let start = span.start as usize;
    entry.place(Span::new(start, start + length))
}

/// The files with words of editors: entries and registers.
pub(super) fn files(sources: &Sources) -> impl Iterator<Item = (FileId, &SourceFile)> {
    sources.files().filter(|(_, file)| {
        matches!(
            file.role(),
            Role::Entry(_)
                | Role::Vocabulary
                | Role::Glossary
                | Role::Synonyms
                | Role::Laws
                | Role::Documents
                | Role::SearchTests
                | Role::Gone
        )
    })
}

/// The byte that the body of a file begins at; its end, where it is fields alone.
pub(super) fn body(id: FileId, file: &SourceFile) -> usize {
    let text = file.text();
    match file.role() {
        Role::Entry(_) => {
            source::split(text, id).map_or(text.len(), |parts| parts.body.start as usize)
        }
        _ => text.len(),
    }
}

/// The text of an entry below its fields; nothing where it has none.
pub(super) fn text_of<'s>(entry: &Entry, sources: &'s Sources) -> &'s str {
    let text = sources.file(entry.file).text();
    entry.body.and_then(|body| text.get(body.range())).unwrap_or_default()
}

/// Whether it can be told where the fields of a file end.
pub(super) fn has_parts(id: FileId, file: &SourceFile) -> bool {
    !matches!(file.role(), Role::Entry(_)) || source::split(file.text(), id).is_ok()
}

/// The lines of a file, each with the byte that it begins at; without those of its fields that are
/// comments, or quote a source to the letter.
pub(super) fn lines(id: FileId, file: &SourceFile) -> impl Iterator<Item = (usize, &str)> {
    let body = body(id, file);
    let mut next = 0;
    let lines = file.text().split_inclusive('\n').map(move |line| {
        let start = next;
        next += line.len();
        (start, line)
    });
    lines.filter(move |(start, line)| {
        *start >= body || !(line.trim_start().starts_with('#') || line.contains("quote:"))
    })
}

/// Tells of every place in what editors have written that `find` gives, a line at a time.
pub(super) fn told(
    input: &Inputs<'_>,
    code: &'static Code,
    find: fn(&str) -> Vec<Range<usize>>,
) -> Findings {
    let found = files(input.sources).flat_map(|(file, source)| {
        lines(file, source).flat_map(move |(start, line)| {
            find(line).into_iter().map(move |range| {
                let span = Span::new(start + range.start, start + range.end);
                Diagnostic::new(code, Place { file, span }).with("text", &line[range])
            })
        })
    });
    found.collect()
}

/// The link with another address, where it stands as it is.
pub(super) fn readdressed(
    diagnostic: Diagnostic,
    address: &str,
    meant: &str,
    sources: &Sources,
) -> Diagnostic {
    let place = diagnostic.place;
    let written = sources.file(place.file).text().get(place.span.range()).unwrap_or_default();
    match written.rsplit_once(address) {
        Some((before, after)) => diagnostic.instead(format!("{before}{meant}{after}")),
        None => diagnostic,
    }
}
