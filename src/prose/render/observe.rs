//! What is shown as text, gathered for slips while a body is rendered; and what slips already tell.

use std::ops::Range;

use pulldown_cmark::Tag as MarkdownTag;
use pulldown_cmark::{Event, RefDefs};

use super::{Open, Renderer, is_inline};
use crate::prose::slips::{self, Found, RunKind};
use crate::prose::table_links::Prepared;

/// The bytes that slips tell about: where each begins, in order, and how far it and those before it
/// reach.
pub(super) struct Told(Vec<(usize, usize)>);

impl Told {
    /// `slips` are in the order of their beginnings.
    pub(super) fn of(slips: &[Found]) -> Self {
        let reaches = slips.iter().scan(0, |furthest, slip| {
            *furthest = slip.range.end.max(*furthest);
            Some((slip.range.start, *furthest))
        });
        Self(reaches.collect())
    }

    pub(super) fn covers(&self, at: usize) -> bool {
        let after = self.0.partition_point(|(start, _)| *start <= at);
        after.checked_sub(1).is_some_and(|last| at < self.0[last].1)
    }
}

impl<'b> Renderer<'_, 'b> {
    /// Rows of a table and its head, which are judged as they are parsed.
    pub(super) fn rows(
        &mut self,
        event: &Event<'_>,
        prepared: &Prepared<'_>,
        parsed: &Range<usize>,
    ) {
        let row = prepared.text.get(parsed.clone()).unwrap_or_default();
        let wrong = match event {
            Event::Start(MarkdownTag::TableHead) => slips::cells_of_head(row, parsed.start),
            Event::Start(MarkdownTag::TableRow) => {
                slips::cells_of_row(row, parsed.start, self.columns)
            }
            _ => return,
        };
        self.slips.extend(wrong.map(|found| found.at(|range| prepared.as_written(range))));
    }

    /// Links that are defined and that nothing mentions: nobody sees them.
    pub(super) fn definitions(&mut self, definitions: &RefDefs<'_>, prepared: &Prepared<'_>) {
        let unused =
            definitions.iter().filter(|(name, _)| !self.mentioned.contains(&name.to_lowercase()));
        self.slips.extend(unused.map(|(_, definition)| {
            let range = prepared.as_written(definition.span.clone());
            slips::unused_definition(self.body, range, &definition.dest)
        }));
    }

    /// Notes what is shown as text, for slips.
    pub(super) fn observe(&mut self, event: &Event<'b>, range: &Range<usize>) {
        if self.is_own_anchor(event, range) {
            return;
        }
        self.observe_running(event, range);
        let written = self.body.get(range.clone()).unwrap_or_default();
        match event {
            Event::Text(_) if self.is_in_code() || self.is_in_link() => {}
            // A character that is spelled otherwise, as `&amp;`, is what its writer meant.
            Event::Text(text) if written.starts_with('&') && **text != *written => {
                self.shown.taken(self.run, range.clone());
            }
            Event::Text(_) => {
                let end = self.heading_ends.map_or(range.end, |end| end.min(range.end));
                self.shown.text(self.run, range.start..end);
            }
            Event::SoftBreak | Event::HardBreak => {
                let line_end = written.find('\n').map(|at| range.start + at);
                if let Some(at) = line_end.filter(|_| !self.is_in_link()) {
                    self.shown.text(self.run, at..at + 1);
                }
            }
            Event::Code(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) => {
                self.shown.taken(self.run, range.clone());
            }
            Event::Start(tag) if is_inline(tag.to_end()) => {
                self.shown.taken(self.run, range.clone());
            }
            Event::End(tag) if is_inline(*tag) => {}
            Event::Start(tag) => {
                self.shown.end_run();
                self.begin_run(tag);
            }
            _ => self.shown.end_run(),
        }
    }

    /// Notes where running text stands; links are a part of it.
    fn observe_running(&mut self, event: &Event<'b>, range: &Range<usize>) {
        match event {
            Event::Text(_) if self.is_in_code() => {}
            Event::Text(_) | Event::Code(_) | Event::SoftBreak | Event::HardBreak => {
                self.running.reach(self.run, range);
            }
            Event::InlineHtml(_) | Event::FootnoteReference(_) => {}
            Event::Start(tag) if is_inline(tag.to_end()) => {}
            Event::End(tag) if is_inline(*tag) => {}
            _ => self.running.end(),
        }
    }

    pub(super) fn begin_run(&mut self, tag: &MarkdownTag<'b>) {
        let next = std::mem::replace(&mut self.next_run, RunKind::Paragraph);
        match tag {
            MarkdownTag::Paragraph => self.run = next,
            MarkdownTag::Heading { .. } => self.run = RunKind::Heading,
            MarkdownTag::TableCell => self.run = RunKind::Cell,
            MarkdownTag::BlockQuote(_) => self.next_run = RunKind::Quote,
            MarkdownTag::Item => (self.run, self.next_run) = (RunKind::Item, RunKind::Item),
            _ => {}
        }
    }

    pub(super) fn is_in_code(&self) -> bool {
        matches!(self.open.last(), Some(Open::Code))
    }

    pub(super) fn is_in_link(&self) -> bool {
        self.images > 0 || matches!(self.open.last(), Some(Open::Link { .. }))
    }
}
