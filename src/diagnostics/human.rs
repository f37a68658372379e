//! Findings for people at a terminal: the place, the line with what is wrong underlined, what to do
//! about it and, where that is known, the line as it should be.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use annotate_snippets::{
    AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet, renderer::DecorStyle,
};

use super::{Diagnostic, Findings, Mends, Severity, Texts, ToWrite, one_line};
use crate::personal_number::mask;
use crate::span::{FileId, Files, Place};

/// All findings, one block each, as the text that a terminal shows; `styled` adds ANSI colours.
#[must_use]
pub fn human(findings: &Findings, files: &dyn Files, texts: &Texts, styled: bool) -> String {
    let renderer =
        if styled { Renderer::styled() } else { Renderer::plain() }.decor_style(DecorStyle::Ascii);
    let mut shown = String::new();
    let masked = Masked::of(findings, files);
    let mends = Mends::of(findings);
    for diagnostic in findings.iter() {
        shown.push_str(&one(diagnostic, &mends, (files, &masked), texts, &renderer));
        shown.push_str("\n\n");
    }
    shown
}

/// Most further places that are shown; programs get all of them.
const MOST_RELATED: usize = 5;

/// How far into its line, in bytes, something may stand and be shown with it, and how much of the
/// line behind it is shown: the renderer reads all that it is given, for each finding.
const LONGEST_LEAD: usize = 2_000;
const LONGEST_TAIL: usize = 300;

/// The texts of the files that findings point into, each masked and cut into lines once: there may
/// be many findings in a long file.
struct Masked<'s>(BTreeMap<FileId, MaskedFile<'s>>);

struct MaskedFile<'s> {
    text: Cow<'s, str>,
    /// Where its lines begin.
    lines: Vec<usize>,
}

impl<'s> MaskedFile<'s> {
    fn of(text: &'s str) -> Self {
        // The mask keeps every byte in its place.
        let text = mask(text);
        let after = text.match_indices('\n').map(|(at, _)| at + 1);
        let lines = [0].into_iter().chain(after).collect();
        Self { text, lines }
    }

    /// The lines that a range stands on, but for what is far behind it, the number of the first,
    /// and the range within them.
    fn around(&self, range: Range<usize>) -> (&str, usize, Range<usize>) {
        let end = range.end.min(self.text.len());
        let start = range.start.min(end);
        let number = self.lines.partition_point(|line| *line <= start).max(1);
        let first = self.lines[number - 1];
        let tail = self.text.floor_char_boundary(end + LONGEST_TAIL);
        let last = self.text[end..tail].find('\n').map_or(tail, |at| end + at + 1);
        (&self.text[first..last], number, start - first..end - first)
    }
}

impl<'s> Masked<'s> {
    fn of(findings: &Findings, files: &'s dyn Files) -> Self {
        let related = |diagnostic: &Diagnostic| {
            diagnostic.related.iter().map(|(place, _)| place.file).collect::<Vec<_>>()
        };
        let named = findings
            .iter()
            .flat_map(|diagnostic| related(diagnostic).into_iter().chain([diagnostic.place.file]));
        let named: BTreeSet<FileId> = named.collect();
        Self(named.into_iter().map(|file| (file, MaskedFile::of(files.text(file)))).collect())
    }
}

fn one(
    diagnostic: &Diagnostic,
    mends: &Mends<'_>,
    (files, masked): (&dyn Files, &Masked<'_>),
    texts: &Texts,
    renderer: &Renderer,
) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR.with_name(texts.get("cli.error")),
        Severity::Warning => Level::WARNING.with_name(texts.get("cli.warning")),
        Severity::Info => Level::INFO.with_name(texts.get("cli.info")),
    };
    let message = diagnostic.message_text(texts);
    let help = diagnostic.help_text(texts);
    let mended = mends.to_write(diagnostic, files, texts);
    let related: Vec<_> = diagnostic
        .related
        .iter()
        .map(|(place, key)| (*place, diagnostic.related_text(texts, key)))
        .collect();
    let mut group =
        Group::with_title(level.primary_title(message.as_str()).id(diagnostic.code.name));
    group =
        group.element(snippet(diagnostic.place, AnnotationKind::Primary, None, (files, masked)));
    for (place, words) in related.iter().take(MOST_RELATED) {
        group =
            group.element(snippet(*place, AnnotationKind::Context, Some(words), (files, masked)));
    }
    group = group.element(Level::HELP.with_name(texts.get("cli.help_word")).message(help.as_str()));
    if let Some(ToWrite { label, lines }) = &mended {
        group = group.element(Level::HELP.with_name(label.as_str()).message(lines.as_str()));
    }
    renderer.render(&[group])
}

fn snippet<'a>(
    place: Place,
    kind: AnnotationKind,
    label: Option<&'a String>,
    (files, masked): (&'a dyn Files, &'a Masked<'_>),
) -> Element<'a> {
    let path = mask(files.path(place.file));
    let path = one_line(&path).into_owned();
    let around = masked.0.get(&place.file).map(|file| file.around(place.span.range()));
    let (lines, number, span) = around.unwrap_or(("", 1, 0..0));
    if span.start > LONGEST_LEAD {
        let column = lines[..span.start].chars().count() + 1;
        return Origin::path(path).line(number).char_column(column).into();
    }
    let annotation = kind.span(span).label(label.map(String::as_str));
    Snippet::source(lines).line_start(number).path(path).annotation(annotation).into()
}
