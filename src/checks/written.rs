//! Where things are written, for rules whose values come with a place that is too wide to show.

use crate::model::Entry;
use crate::source::{Place, Sources, Span};

/// The first line of what a block of the prose spans, without the space that follows it.
pub(super) fn first_line(span: Span, entry: &Entry, sources: &Sources) -> Place {
    let block = sources.file(entry.file).text().get(span.range()).unwrap_or_default();
    let length = block.lines().next().unwrap_or_default().trim_end().len();
    let start = span.start as usize;
    entry.place(Span::new(start, start + length))
}
