//! Text that became code.

use std::ops::Range;

use super::{Found, SlipKind};

/// A block that is code by its indentation; in a portal without programs that is never meant.
pub(in crate::prose) fn indented(body: &str, range: Range<usize>) -> Found {
    let line = body[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let around = &body[line..range.start];
    let prefix = around.strip_suffix("    ").or_else(|| around.strip_suffix('\t'));
    let prefix = prefix.unwrap_or_default().trim_end_matches('\t');
    let end = range.start + body[range.clone()].trim_end().len();
    let lines = body[line..end].split('\n').map(|text| {
        let words = text.strip_prefix(prefix).unwrap_or(text).trim_start();
        if words.is_empty() { prefix.trim_end().to_owned() } else { format!("{prefix}{words}") }
    });
    let mended = lines.collect::<Vec<_>>().join("\n");
    let first = range.start + body[range.start..end].find('\n').unwrap_or(end - range.start);
    Found::new(SlipKind::Indented, range.start..first).mended(line..end, mended)
}

/// A fence that says that it holds Markdown, or holds a heading of it, as programs that chat hand
/// texts over.
fn fenced_text(body: &str, range: Range<usize>, first: &str) -> Option<Found> {
    let name = first.trim_start_matches(['`', '~']).trim().to_lowercase();
    let block = body[range.clone()].trim_end();
    let inner = block.get(first.len() + 1..block.rfind('\n')?)?.trim_matches('\n');
    let has_heading = inner.lines().any(|line| line.starts_with("## "));
    let is_text = ["markdown", "md", "text", "txt"].contains(&name.as_str())
        || (name.is_empty() && has_heading);
    let is_at_margin = range.start == 0 || body[..range.start].ends_with('\n');
    let fence = range.start..range.start + first.trim_end().len();
    let slip = Found::new(SlipKind::FencedText, fence);
    let whole = range.start..range.start + block.len();
    (is_text && !inner.is_empty())
        .then(|| if is_at_margin { slip.mended(whole, inner) } else { slip })
}

/// A fence that nothing closes: everything after it is code. Or one around what is Markdown.
pub(in crate::prose) fn fenced(body: &str, range: Range<usize>) -> Option<Found> {
    let block = &body[range.clone()];
    let (first, rest) = block.split_once('\n').unwrap_or((block, ""));
    let mark = first.chars().next()?;
    let length = first.chars().take_while(|c| *c == mark).count();
    let last = rest.trim_end().rsplit('\n').next().unwrap_or_default();
    let last = last.trim_start_matches(['>', ' ', '\t']);
    let is_closed = last.chars().count() >= length && last.chars().all(|c| c == mark);
    if is_closed {
        return fenced_text(body, range, first);
    }
    let slip =
        Found::new(SlipKind::UnclosedFence, range.start..range.start + first.trim_end().len());
    let line = body[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let prefix = &body[line..range.start];
    let is_plain = prefix.chars().all(|c| c == ' ' || c == '>');
    let end = range.start + block.trim_end().len();
    let fence = format!("\n{prefix}{}", mark.to_string().repeat(length));
    Some(if is_plain { slip.mended(end..end, fence) } else { slip })
}
