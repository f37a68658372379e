//! Headings without the space after `##` or in bold letters, anchors with letters that no anchor
//! has, and text that a line below it made a heading.

use std::ops::Range;
use std::sync::LazyLock;

use super::{Found, Pattern, Run, RunKind, SlipKind, pattern};
use crate::markup::Anchor;
use crate::model::as_id;
use crate::prose::Heading;

static HEADING: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"(?m)^[\x00 ]*(#{1,6})([^#\s\x00\x01])"));
static ANCHOR: LazyLock<Pattern> = LazyLock::new(|| pattern(r"\{#([^{}\n]*)\}[#\s]*$"));

/// A heading in bold letters has no more words than this; more are a sentence that is stressed.
const MOST_WORDS: usize = 5;

pub(super) fn scan(run: &Run<'_>, offset: usize, headings: &[Heading], found: &mut Vec<Found>) {
    if run.kind == RunKind::Heading {
        anchor(run, found);
        return;
    }
    for heading in HEADING.captures_iter(run.shown) {
        let (Some(marks), Some(first)) = (heading.get(1), heading.get(2)) else { continue };
        // One `#` begins a number or a word that people search for; before a capital it begins a
        // heading.
        let is_heading = marks.len() > 1 || first.as_str().chars().all(char::is_uppercase);
        if !is_heading {
            continue;
        }
        let range = run.range(marks.range());
        let level = level(marks.len(), range.start + offset, headings);
        found.push(Found::new(SlipKind::Heading, range).instead(format!("{} ", "#".repeat(level))));
    }
}

/// A paragraph that the line under it made a heading (CommonMark 4.3): several lines, or a whole
/// sentence. The line was meant to part it from what follows.
pub(in crate::prose) fn underlined(body: &str, range: Range<usize>) -> Option<Found> {
    let heading = body[range.clone()].trim_end();
    if heading.starts_with('#') {
        return None;
    }
    let (words, _) = heading.rsplit_once('\n')?;
    let words = words.trim_end();
    let is_text = words.contains('\n') || words.ends_with(['.', '!', '?', ':', ';', ',']);
    if !is_text {
        return None;
    }
    let first = words.split('\n').next().unwrap_or(words);
    let slip = Found::new(SlipKind::Underlined, range.start..range.start + first.trim_end().len());
    // Within a list or a quotation the line would have to begin as the others do.
    let start = body[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let last = words.rsplit('\n').next().unwrap_or(words);
    let from = range.start + words.len() - last.len();
    let mended = format!("{last}\n\n---");
    let is_plain = start == range.start;
    Some(if is_plain { slip.mended(from..range.start + heading.len(), mended) } else { slip })
}

/// A paragraph of a few bold words with text after it: shown as a heading, and none to those who
/// step from one to the next.
pub(super) fn bold(
    run: &Run<'_>,
    after: &str,
    offset: usize,
    headings: &[Heading],
) -> Option<Found> {
    let written = run.source.trim_end();
    let words = written.trim_end_matches(':').strip_prefix("**")?.strip_suffix("**")?;
    let words = words.trim_end_matches(':').trim();
    let is_text =
        words.contains(['*', '\n', '[', '`']) || words.ends_with(['.', '!', '?', ',', ';']);
    let is_named =
        words.starts_with(char::is_uppercase) && words.split_whitespace().count() <= MOST_WORDS;
    let next = after.trim_start();
    if run.kind != RunKind::Paragraph || is_text || !is_named || next.is_empty() {
        return None;
    }
    let range = run.range(0..written.len());
    let level = deepest(range.start + offset, headings);
    let heading = format!("{} {words}", "#".repeat(level));
    Some(Found::new(SlipKind::BoldHeading, range).instead(heading))
}

/// The level that was meant, as far as the heading before lets it.
fn level(marks: usize, at: usize, headings: &[Heading]) -> usize {
    marks.clamp(2, deepest(at, headings))
}

/// The deepest level that a heading may have here.
fn deepest(at: usize, headings: &[Heading]) -> usize {
    let after = headings.partition_point(|heading| (heading.span.start as usize) < at);
    let before = after.checked_sub(1).map(|last| &headings[last]);
    before.map_or(2, |heading| usize::from(heading.level) + 1).clamp(2, 6)
}

fn anchor(run: &Run<'_>, found: &mut Vec<Found>) {
    let Some(anchor) = ANCHOR.captures(run.shown) else { return };
    let (Some(whole), Some(name)) = (anchor.get(0), anchor.get(1)) else { return };
    let brace = whole.start()..whole.start() + whole.as_str().rfind('}').map_or(0, |at| at + 1);
    let right = as_id(name.as_str());
    let slip = Found::new(SlipKind::HeadingAnchor, run.range(brace.clone()));
    // A name that is right stands too close to the words.
    let space = if Anchor::exact(name.as_str()).is_some() { " " } else { "" };
    found.push(if right.is_empty() { slip } else { slip.instead(format!("{space}{{#{right}}}")) });
}
