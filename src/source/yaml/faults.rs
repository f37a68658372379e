//! What is wrong with YAML that cannot be read. Takes the library's error and the text; gives the
//! one diagnostic that an editor can do something with, and the line as it should be where the
//! cause is found.

use serde_yaml::budget::BudgetBreach;
use serde_yaml::{Error, Spanned};

use super::super::codes;
use super::super::line::{self, Line};
use super::super::slip::{self, Reading, Slip};
use super::tree::{IntoNode as _, Tree, floor, span_of};
use super::{Limits, MAX_DEPTH, options};
use crate::diagnostics::Diagnostic;
use crate::span::{FileId, Place, Span};

/// One diagnostic for a text that the library refuses.
pub(super) fn explain(
    error: &Error,
    text: &str,
    (file, offset): (FileId, usize),
    limits: Limits,
) -> Diagnostic {
    let span = failed_at(error, text);
    let place = |span: Span| Place { file, span: span.shifted(offset) };
    let error = error.without_snippet();
    match error {
        Error::MultipleDocuments { .. }
        | Error::Budget { breach: BudgetBreach::Documents { .. }, .. } => {
            codes::several_documents(place(span))
        }
        _ if is_bullet(text, span) => slipped(text, span, limits, place),
        _ if repeats_values(error) => {
            let at = mark_before(text, span, &['&', '*', '<']);
            in_quotes(codes::anchor(place(at)), text, at, place)
        }
        Error::Budget { .. } => codes::too_deep(place(span), MAX_DEPTH),
        Error::UnsupportedTag { .. } | Error::TaggedScalarCannotDeserializeIntoString { .. } => {
            let at = mark_before(text, span, &['!']);
            in_quotes(codes::tag(place(at)), text, at, place)
        }
        // The library gives up on brackets within brackets before it counts them.
        _ => match too_deep_at(text) {
            Some(at) => codes::too_deep(place(one_character(text, at)), MAX_DEPTH),
            None => slipped(text, span, limits, place),
        },
    }
}

/// Where a text that cannot be read has more brackets within each other than are read.
fn too_deep_at(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    text.bytes().position(|byte| {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > MAX_DEPTH
    })
}

fn failed_at(error: &Error, text: &str) -> Span {
    let span = error.location().map_or_else(Span::default, |location| span_of(&location, text));
    if span.end == span.start { one_character(text, span.start as usize) } else { span }
}

/// `* punkt`: an item of a list as Markdown has it, and not an alias.
fn is_bullet(text: &str, span: Span) -> bool {
    Line::around(text, span.start as usize).content().starts_with("* ")
}

/// A slip, with the line as it should be where the cause is found.
fn slipped(text: &str, failed: Span, limits: Limits, place: impl Fn(Span) -> Place) -> Diagnostic {
    let window = window(text, failed.start as usize);
    let read = |tried: &str| match serde_yaml::from_str_with_options::<Spanned<Tree>>(
        tried,
        options(limits),
    ) {
        Ok(tree) => {
            let repeats = tree.into_node(tried, 0).repeats_a_key();
            if repeats { Reading::Twice } else { Reading::Whole }
        }
        Err(error) => Reading::To(failed_at(&error, tried).start as usize),
    };
    let shown = &text[window.clone()];
    let within = (failed.start as usize).clamp(window.start, window.end) - window.start;
    let Some(cause) = slip::cause(shown, within, slip::yaml::guesses, read) else {
        return codes::syntax(place(failed));
    };
    let same_line = Line::around(shown, cause.at.start as usize) == Line::around(shown, within);
    let at =
        if same_line && failed.end as usize <= text.len() && cause.slip.is_a_matter_of_the_line() {
            failed
        } else {
            cause.at.shifted(window.start)
        };
    let diagnostic = match cause.slip {
        Slip::Tab => codes::tab(place(at)),
        slip => codes::slip(place(at), slip.message(), slip.help()),
    };
    diagnostic.mended(place(cause.range.shifted(window.start)), cause.text)
}

/// Texts up to this size are tried whole; of longer ones only what surrounds the fault.
const TRIED_WHOLE: usize = 64 * 1024;
/// Lines around the fault that are tried of a longer text, rounded to whole items.
const LINES_AROUND: usize = 40;

/// The part of `text` that guesses are tried on: all of it, or whole items of a register around
/// `at`.
fn window(text: &str, at: usize) -> std::ops::Range<usize> {
    if text.len() <= TRIED_WHOLE {
        return 0..text.len();
    }
    let begins_item = |line: &Line<'_>| !line.is_empty() && line.indentation().is_empty();
    let here = Line::around(text, at).start;
    let above: Vec<_> =
        Line::all(&text[..here]).filter(begins_item).map(|line| line.start).collect();
    let start = above.iter().rev().nth(LINES_AROUND).or(above.first()).copied().unwrap_or(0);
    let mut below =
        Line::all(&text[here..]).skip(1).filter(begins_item).map(|line| here + line.start);
    let end = below.nth(LINES_AROUND).unwrap_or(text.len());
    start..end
}

/// A value that begins with a character of YAML's own may be a text: then it needs quotes. One that
/// names a list or a mapping for later does without its name.
fn in_quotes(
    diagnostic: Diagnostic,
    text: &str,
    mark: Span,
    place: impl Fn(Span) -> Place,
) -> Diagnostic {
    let line = Line::around(text, mark.start as usize);
    let before = &text[line.start..mark.start as usize];
    let value = text[mark.start as usize..line.end()].trim_end();
    let is_whole_value = before.trim_end().ends_with([':', '-']);
    if !is_whole_value || value.contains(['"', '\\']) || value.starts_with("<<") {
        return diagnostic;
    }
    let start = mark.start as usize;
    let name = value.split(' ').next().unwrap_or_default();
    match value[name.len()..].trim_start().as_bytes().first() {
        Some(b'[' | b'{') if value.starts_with('&') => {
            let named = value.len() - value[name.len()..].trim_start().len();
            diagnostic.mended(place(Span::new(start, start + named)), "")
        }
        None if value.starts_with('*') && !value[1..].contains('*') => diagnostic,
        _ => diagnostic.mended(place(Span::new(start, start + value.len())), line::quoted(value)),
    }
}

/// Whether the library met an anchor, an alias or a merge key.
fn repeats_values(error: &Error) -> bool {
    match error {
        Error::Budget { breach, .. } => matches!(
            breach,
            BudgetBreach::Anchors { .. }
                | BudgetBreach::Aliases { .. }
                | BudgetBreach::MergeKeys { .. }
        ),
        Error::MergeKeyNotAllowed { .. }
        | Error::MergeValueNotMapOrSeqOfMaps { .. }
        | Error::UnknownAnchor { .. }
        | Error::AliasError { .. } => true,
        // The scanner knows of an alias without an anchor before the budget is asked.
        other => other.to_string().contains("anchor"),
    }
}

/// The word that begins with the last of `marks` on the span's line: the library points at the
/// value that follows it.
fn mark_before(text: &str, span: Span, marks: &[char]) -> Span {
    let start = span.start as usize;
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let here = text[start..].starts_with(marks).then_some(start);
    let before = || {
        let last = text[line..start].rfind(marks)?;
        Some(line + text[line..line + last].trim_end_matches(marks).len())
    };
    let Some(at) = here.or_else(before) else { return span };
    let ends = |character: char| character.is_whitespace() || ",]}:".contains(character);
    let length = text[at..].find(ends).unwrap_or(text.len() - at);
    Span::new(at, at + length)
}

fn one_character(text: &str, start: usize) -> Span {
    let start = floor(text, start.min(text.len()));
    let width = text[start..].chars().next().map_or(0, char::len_utf8);
    Span::new(start, start + width)
}
