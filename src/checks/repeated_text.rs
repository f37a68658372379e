//! `repeated-text`: a paragraph or a summary that stands in two entries, word for word; a summary
//! that is only the title again.
//!
//! Why: it will be mended in one of them, and then the portal says two things. Paragraphs of fewer
//! words than `repeated` of `[limits]` may stand where they like, and so may what is history.
//! Wrong: the same account of the pilot project on two pages. Right: the account on one, and
//! `[[pilotprojektet]]` on the other.

use std::collections::HashMap;

use super::Inputs;
use super::same_title::spelled;
use super::written::first_line;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::model::{Entry, Kind};
use crate::prose::Paragraph;

/// The same words stand in another entry.
pub(super) static REPEATED_TEXT: Code = Code::warning("repeated-text");

/// Summaries of fewer words say so little that two may be the same.
const FEWEST_WORDS: usize = 6;

type Found<'a> = (&'a Entry, &'a Paragraph);

fn repeated_text(
    (entry, paragraph): Found<'_>,
    first: Found<'_>,
    input: &Inputs<'_>,
) -> Diagnostic {
    Diagnostic::new(&REPEATED_TEXT, first_line(paragraph.span, entry, input.sources))
        .with("words", paragraph.words)
        .with("other", &first.0.id)
        .related(first_line(first.1.span, first.0, input.sources), "first")
}

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let today = input.catalogue.today;
    let mut first: HashMap<u64, Found<'_>> = HashMap::new();
    let mut findings = Findings::default();
    for (entry, prose) in input.entries().filter(|(entry, _)| !entry.is_historical(today)) {
        for paragraph in &prose.reading.paragraphs {
            let known = *first.entry(paragraph.name).or_insert((entry, paragraph));
            if known.0.id != entry.id && known.1.words == paragraph.words {
                findings.push(repeated_text((entry, paragraph), known, input));
            }
        }
    }
    findings.extend(summaries(input));
    findings
}

/// Summaries that tell no more than another one does, or than the title. A glossary term's is its
/// definition, and history may repeat what it was.
fn summaries(input: &Inputs<'_>) -> Vec<Diagnostic> {
    let today = input.catalogue.today;
    let entries = input.entries().map(|(entry, _)| entry);
    let entries = entries.filter(|entry| entry.kind != Kind::Term && !entry.is_historical(today));
    let mut first: HashMap<String, &Entry> = HashMap::new();
    let told = entries.filter_map(|entry| {
        let place = entry.place_of("summary");
        let summary = spelled(entry.summary.trim_end_matches('.'));
        // A page may be what its title says, and nothing more.
        if entry.kind != Kind::Page && summary == spelled(&entry.title) {
            let told = Diagnostic::new(&REPEATED_TEXT, place);
            return Some(told.message("message_title").help("help_summary"));
        }
        let is_long = summary.split(' ').count() >= FEWEST_WORDS;
        let other = is_long.then(|| first.insert(summary, entry)).flatten();
        let other = other.filter(|other| other.id != entry.id)?;
        let told = Diagnostic::new(&REPEATED_TEXT, place).with("other", &other.id);
        Some(told.message("message_summary").help("help_summary"))
    });
    told.collect()
}
