//! Headings without the space after `##`, and anchors with letters that no anchor has.

use std::sync::LazyLock;

use regex::Regex;

use super::{Found, Run, RunKind, SlipKind, pattern};
use crate::markup::Anchor;
use crate::model::as_id;
use crate::prose::Heading;

static HEADING: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?m)^[\x00 ]*(#{1,6})([^#\s\x00\x01])"));
static ANCHOR: LazyLock<Regex> = LazyLock::new(|| pattern(r"\{#([^{}\n]*)\}[#\s]*$"));

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

/// The level that was meant, as far as the heading before lets it.
fn level(marks: usize, at: usize, headings: &[Heading]) -> usize {
    let after = headings.partition_point(|heading| (heading.span.start as usize) < at);
    let before = after.checked_sub(1).map(|last| &headings[last]);
    let most = before.map_or(2, |heading| usize::from(heading.level) + 1);
    marks.clamp(2, most.max(2))
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
