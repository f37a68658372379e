//! Findings for people at a terminal: the place, the line with what is wrong underlined, what to do about it and,
//! where that is known, the line as it should be.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet, renderer::DecorStyle};

use super::{Diagnostic, Findings, Severity, Texts};
use crate::guard::mask;
use crate::source::{FileId, Place, Sources};

/// All findings, one block each, as the text that a terminal shows; `styled` adds ANSI colours.
#[must_use]
pub fn human(findings: &Findings, sources: &Sources, texts: &Texts, styled: bool) -> String {
    let renderer = if styled { Renderer::styled() } else { Renderer::plain() }.decor_style(DecorStyle::Ascii);
    let mut shown = String::new();
    let masked = Masked::of(findings, sources);
    for diagnostic in findings.iter() {
        shown.push_str(&one(diagnostic, (sources, &masked), texts, &renderer));
        shown.push_str("\n\n");
    }
    shown
}

/// Most further places that are shown; programs get all of them.
const MOST_RELATED: usize = 5;

/// The texts of the files that findings point into, each masked once: there may be many findings in a long file.
struct Masked<'s>(BTreeMap<FileId, Cow<'s, str>>);

impl<'s> Masked<'s> {
    fn of(findings: &Findings, sources: &'s Sources) -> Self {
        let related =
            |diagnostic: &Diagnostic| diagnostic.related.iter().map(|(place, _)| place.file).collect::<Vec<_>>();
        let files =
            findings.iter().flat_map(|diagnostic| related(diagnostic).into_iter().chain([diagnostic.place.file]));
        let files: BTreeSet<FileId> = files.collect();
        // The mask keeps every byte in its place.
        Self(files.into_iter().map(|file| (file, mask(sources.file(file).text()))).collect())
    }

    fn text(&self, file: FileId) -> &str {
        self.0.get(&file).map_or("", |text| text)
    }
}

fn one(
    diagnostic: &Diagnostic,
    (sources, masked): (&Sources, &Masked<'_>),
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
    let mended = diagnostic.mend.as_ref().map(|mend| mend.lines(sources.file(mend.place.file).text()));
    let mended = mended.map(|lines| mask(&lines).into_owned());
    let mended = mended.filter(|lines| !lines.is_empty());
    let related: Vec<_> =
        diagnostic.related.iter().map(|(place, key)| (*place, diagnostic.related_text(texts, key))).collect();
    let mut group = Group::with_title(level.primary_title(message.as_str()).id(diagnostic.code.name));
    group = group.element(snippet(diagnostic.place, AnnotationKind::Primary, None, (sources, masked)));
    for (place, words) in related.iter().take(MOST_RELATED) {
        group = group.element(snippet(*place, AnnotationKind::Context, Some(words), (sources, masked)));
    }
    group = group.element(Level::HELP.with_name(texts.get("cli.help_word")).message(help.as_str()));
    if let Some(lines) = &mended {
        group = group.element(Level::HELP.with_name(texts.get("cli.write_word")).message(lines.as_str()));
    }
    renderer.render(&[group])
}

fn snippet<'a>(
    place: Place,
    kind: AnnotationKind,
    label: Option<&'a String>,
    (sources, masked): (&'a Sources, &'a Masked<'_>),
) -> Snippet<'a, Annotation<'a>> {
    let (file, text) = (sources.file(place.file), masked.text(place.file));
    let end = (place.span.end as usize).min(text.len());
    let span = (place.span.start as usize).min(end)..end;
    let annotation = kind.span(span).label(label.map(String::as_str));
    Snippet::source(text).path(mask(file.path())).annotation(annotation)
}
