//! `repeated-text`: a paragraph, a summary or the whole text that stands in two entries, word for
//! word; a paragraph that stands twice in one; a summary that is only the title again.
//!
//! Why: it will be mended in one of them, and then the portal says two things. Paragraphs of fewer
//! words than `repeated` of `[limits]` may stand where they like, and so may what is history.
//! Wrong: the same account of the pilot project on two pages. Right: the account on one, and
//! `[[pilotprojektet]]` on the other.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::Inputs;
use super::same_title::spelled;
use super::written::{self, first_line};
use crate::diagnostics::{Change, Code, Diagnostic, Findings};
use crate::model::{Entry, Kind};
use crate::prose::Paragraph;
use crate::source::Span;

/// The same words stand in another entry.
pub(super) static REPEATED_TEXT: Code = Code::warning("repeated-text");

/// Summaries of fewer words say so little that two may be the same.
const FEWEST_WORDS: usize = 6;

/// Texts of fewer words, as `Se kilden.`, may be those of several pages.
const FEWEST_WORDS_OF_PAGE: usize = 10;

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

/// A paragraph that stands twice on its own page.
fn again(found: Diagnostic, entry: &Entry, paragraph: &Paragraph) -> Diagnostic {
    let found = found.message("message_again").help("help_again");
    found.changed(entry.place(paragraph.span), Change::Remove)
}

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let today = input.catalogue.today;
    let mut first: HashMap<u64, Found<'_>> = HashMap::new();
    let copies = copies(input);
    let originals: HashMap<&str, &str> =
        copies.iter().map(|(copy, original, _)| (&*copy.id, &*original.id)).collect();
    let is_of = |one: &Entry, other: &Entry| originals.get(&*one.id) == Some(&&*other.id);
    let is_copy = |one: &Entry, other: &Entry| is_of(one, other) || is_of(other, one);
    let mut findings: Findings = copies.iter().map(|copy| copied_page(copy, input)).collect();
    let entries = input.entries().filter(|(entry, _)| !entry.is_historical(today));
    let mut entries: Vec<_> = entries.collect();
    // Of two, the new one is told.
    entries.sort_by_cached_key(|(entry, _)| input.catalogue.is_new(&entry.id));
    for (entry, prose) in entries {
        for paragraph in &prose.reading.paragraphs {
            let known = *first.entry(paragraph.name).or_insert((entry, paragraph));
            let is_other = known.0.id != entry.id && !is_copy(entry, known.0);
            let is_again = known.0.id == entry.id && known.1.span != paragraph.span;
            if known.1.words == paragraph.words && (is_other || is_again) {
                let found = repeated_text((entry, paragraph), known, input);
                findings.push(if is_again { again(found, entry, paragraph) } else { found });
            }
        }
    }
    findings.extend(summaries(input, &is_copy));
    findings
}

/// A page whose whole text is another one's, the other, and how many words it has.
type Copy<'a> = (&'a Entry, &'a Entry, usize);

/// Entries that were made as a copy of another, of which only the fields were changed.
fn copies<'a>(input: &Inputs<'a>) -> Vec<Copy<'a>> {
    let today = input.catalogue.today;
    let entries = input.entries().map(|(entry, _)| entry);
    let entries = entries.filter(|entry| entry.kind != Kind::Term && !entry.is_historical(today));
    let mut entries: Vec<_> = entries.collect();
    entries.sort_by_cached_key(|entry| input.catalogue.is_new(&entry.id));
    let mut first: HashMap<u64, (&Entry, &str)> = HashMap::new();
    let copies = entries.into_iter().filter_map(|entry| {
        let file = input.sources.file(entry.file);
        let body = file.text().get(written::body(entry.file, file)..).unwrap_or_default();
        let words = || body.split_whitespace();
        let count = words().count();
        if count < FEWEST_WORDS_OF_PAGE {
            return None;
        }
        let mut name = DefaultHasher::new();
        words().for_each(|word| word.hash(&mut name));
        let (other, text) = *first.entry(name.finish()).or_insert((entry, body));
        let is_copy = !std::ptr::eq(other, entry) && words().eq(text.split_whitespace());
        is_copy.then_some((entry, other, count))
    });
    copies.collect()
}

fn copied_page((copy, original, words): &Copy<'_>, input: &Inputs<'_>) -> Diagnostic {
    let start = |entry: &Entry| {
        let file = input.sources.file(entry.file);
        let body = written::body(entry.file, file);
        let text = file.text().get(body..).unwrap_or_default();
        let start = body + text.len() - text.trim_start().len();
        first_line(Span::new(start, file.text().len()), entry, input.sources)
    };
    Diagnostic::new(&REPEATED_TEXT, start(copy))
        .with("words", words)
        .with("other", &original.id)
        .related(start(original), "first")
        .message("message_page")
        .help("help_page")
}

/// Summaries that tell no more than another one does, or than the title. A glossary term's is its
/// definition, which may be that of another; history may repeat what it was.
fn summaries(input: &Inputs<'_>, is_copy: &dyn Fn(&Entry, &Entry) -> bool) -> Vec<Diagnostic> {
    let today = input.catalogue.today;
    let entries = input.entries().map(|(entry, _)| entry);
    let entries = entries.filter(|entry| !entry.is_historical(today));
    let mut first: HashMap<String, &Entry> = HashMap::new();
    let told = entries.filter_map(|entry| {
        let is_term = entry.kind == Kind::Term;
        let place = entry.place_of(if is_term { "definition" } else { "summary" });
        let summary = spelled(entry.summary.trim_end_matches('.'));
        // A page may be what its title says, and nothing more.
        if entry.kind != Kind::Page && summary == spelled(&entry.title) {
            let told = Diagnostic::new(&REPEATED_TEXT, place);
            return Some(told.message("message_title").help("help_summary"));
        }
        let is_long = !is_term && summary.split(' ').count() >= FEWEST_WORDS;
        let other = is_long.then(|| first.insert(summary, entry)).flatten();
        let other = other.filter(|other| other.id != entry.id && !is_copy(entry, other))?;
        let told = Diagnostic::new(&REPEATED_TEXT, place).with("other", &other.id);
        Some(told.message("message_summary").help("help_summary"))
    });
    told.collect()
}
