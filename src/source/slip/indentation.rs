//! Slips of indentation in YAML: tabs, lines that stand at another level than they belong to, items
//! that lack their dash.

use super::super::line::Line;
use super::yaml::{is_key, whole_line};
use super::{Cause, Slip, suspects};
use crate::span::Span;

/// The line, and those below it that are indented by tabs as well, indented by spaces.
pub(super) fn without_tabs(text: &str, line: Line<'_>) -> Vec<Cause> {
    let Some(tab) = line.text.find('\t') else { return Vec::new() };
    let at = Span::new(line.start + tab, line.start + tab + 1);
    if tab >= line.indentation().len() {
        return vec![whole_line(Slip::Tab, line, at, line.text.replace('\t', " "))];
    }
    let tabs = |line: Line<'_>| line.indentation().matches('\t').count();
    let first = tabs(line);
    let below = Line::all(&text[line.start..])
        .map(|below| Line { start: line.start + below.start, ..below });
    let run: Vec<_> = below.take_while(|below| tabs(*below) > 0).collect();
    let end = run.last().map_or(line.end(), |last| last.end());
    let range = Span::new(line.start, end);
    let indented = |width: usize| {
        let lines = run.iter().map(|line| {
            let width = (width + 2 * tabs(*line)).saturating_sub(2 * first);
            format!("{}{}", " ".repeat(width), line.text.trim_start())
        });
        lines.collect::<Vec<_>>().join("\n")
    };
    let widths = widths_above(text, line);
    widths
        .into_iter()
        .map(|width| Cause { slip: Slip::Tab, at, range, text: indented(width) })
        .collect()
}

/// The widths that a line may be indented by, from what stands above it; the likeliest first.
fn widths_above(text: &str, line: Line<'_>) -> Vec<usize> {
    let mut widths = Vec::new();
    let above = suspects(text, line.start.saturating_sub(1))
        .filter(|above| above.start < line.start && !above.is_empty());
    for (above, nearest) in above.zip(std::iter::once(true).chain(std::iter::repeat(false))) {
        let width = above.indentation().len();
        if above.indentation().contains('\t') {
            continue;
        }
        if nearest && above.content().ends_with(':') {
            widths.push(width + 2);
        }
        if above.content().starts_with("- ") {
            widths.push(width + 2);
        }
        widths.push(width);
    }
    if widths.is_empty() {
        widths.push(0);
    }
    let mut seen = Vec::new();
    widths.retain(|width| {
        !seen.contains(width) && {
            seen.push(*width);
            true
        }
    });
    widths
}

/// The line as an item: it begins as an item beside it does, without the dash.
pub(super) fn without_dash(text: &str, line: Line<'_>) -> Option<Cause> {
    let (width, content) = (line.indentation().len(), line.content());
    let begins = |content: &str| match content.as_bytes().first()? {
        mark @ (b'{' | b'[' | b'"') => Some(char::from(*mark).to_string()),
        _ => Some(content.split_once(": ")?.0.to_owned()).filter(|key| is_key(key)),
    };
    let own = begins(content)?;
    let is_like = |other: &Line<'_>| {
        let item = other.content().strip_prefix("- ");
        item.is_some_and(|item| begins(item.trim_start()).as_ref() == Some(&own))
    };
    let beside = |other: &Line<'_>| other.indentation().len() <= width && !other.is_empty();
    let above = suspects(text, line.start.saturating_sub(1)).find(|above| beside(above));
    let below = Line::all(&text[line.end().min(text.len())..]).skip(1).find(beside);
    let beside = above.into_iter().chain(below).filter(is_like);
    let to = beside.map(|other| other.indentation().len()).next()?;
    let at = Span::new(line.start + width, line.end());
    let range = Span::new(line.start, line.start + width);
    Some(Cause { slip: Slip::NoDash, at, range, text: format!("{}- ", " ".repeat(to)) })
}

/// The line indented as one of those above it, alone or with what belongs to it.
pub(super) fn reindented(text: &str, line: Line<'_>) -> Vec<Cause> {
    let content = line.text.trim_start();
    let colon = content.find(": ").or_else(|| content.strip_suffix(':').map(str::len));
    let names_something =
        content.starts_with("- ") || colon.is_some_and(|colon| is_key(&content[..colon]));
    if !names_something {
        return Vec::new();
    }
    let width = line.indentation().len();
    let range = Span::new(line.start, line.start + width);
    let at = Span::new(line.start + width, line.end());
    let mut widths = widths_above(text, line);
    widths.retain(|other| *other != width);
    // Items that begin alike are those of one list.
    let is_alike = |width: &usize| {
        let above = suspects(text, line.start.saturating_sub(1));
        let mut above = above.filter(|above| above.indentation().len() == *width);
        above.any(|above| begins_alike(above.content(), content))
    };
    // Below the dash of an item stands what belongs to it; elsewhere a line that stands too far in
    // belongs to the level above, not to the one below.
    let above = suspects(text, line.start.saturating_sub(1)).next();
    let is_inner = |to: &usize| {
        let dash = above.filter(|above| above.content().starts_with("- "));
        *to == width + 2 && dash.is_some_and(|above| above.indentation().len() == width)
    };
    widths.sort_by_key(|to| (!is_alike(to), !is_inner(to), *to > width, to.abs_diff(width)));
    let alone = widths.iter().map(|width| Cause {
        slip: Slip::Indentation,
        at,
        range,
        text: " ".repeat(*width),
    });
    let block = block(text, line);
    let together = widths.iter().filter(|_| block.len() > 1).map(|to| {
        let lines = block.iter().map(|line| {
            let shifted = (line.indentation().len() + to).saturating_sub(width);
            format!("{}{}", " ".repeat(shifted), line.text.trim_start())
        });
        let end = block.last().map_or(line.end(), |last| last.end());
        let text = lines.collect::<Vec<_>>().join("\n");
        Cause { slip: Slip::Indentation, at, range: Span::new(line.start, end), text }
    });
    alone.chain(together).collect()
}

/// Whether two items have the same first key.
fn begins_alike(one: &str, other: &str) -> bool {
    let key = |item: &str| item.strip_prefix("- ")?.split_once(':').map(|(key, _)| key.to_owned());
    key(one).is_some_and(|one| key(other) == Some(one))
}

/// A line, and those below that are indented deeper.
fn block<'t>(text: &'t str, line: Line<'t>) -> Vec<Line<'t>> {
    let below = Line::all(&text[line.start..]);
    let below = below.map(|below| Line { start: line.start + below.start, ..below });
    let width = line.indentation().len();
    let inner = below
        .skip(1)
        .take_while(|below| !below.content().is_empty() && below.indentation().len() > width);
    std::iter::once(line).chain(inner).collect()
}
