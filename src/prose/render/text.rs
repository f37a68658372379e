//! Words: on the page, in the plain text, and in whatever is open around them.

use std::ops::Range;

use pulldown_cmark::{CowStr, TagEnd};

use super::{Open, Renderer};
use crate::markup::{Anchor, Tag};
use crate::model::Term;
use crate::prose::Renamed;
use crate::prose::abbreviations::is_abbreviation;
use crate::prose::slips::{Found, SlipKind};
use crate::prose::spelled::{self, Use};
use crate::prose::terms::Explanation;
use crate::source::{hides_something, seen};

/// Parts the cells of a row in the plain text.
const BETWEEN_CELLS: &str = ", ";

impl<'c, 'b> Renderer<'c, 'b> {
    pub(super) fn code(&mut self, text: &str) {
        self.hear(text);
        self.unless_image(|out| out.element(Tag::Code, &[], |inside| inside.text(text)));
    }

    pub(super) fn text(&mut self, text: CowStr<'b>, range: Range<usize>) {
        if let Some(Open::Link { title: Some(title), .. }) = self.open.last() {
            let title = title.clone();
            self.hear(&title);
            self.show(&title);
            return;
        }
        let text =
            if text.contains('“') { CowStr::from(text.replace('“', "”")) } else { text };
        let text = self.before_own_anchor(&text, range.clone());
        if hides_something(text) {
            // The file holds none: it is written as `&#x202e;`.
            self.slips.push(Found::new(SlipKind::UnseenCharacter, range).instead(""));
            let seen = seen(text);
            self.hear(&seen);
            self.show(&seen);
            return;
        }
        self.hear(text);
        if self.is_running_text() {
            self.text_with_terms(text, range);
        } else {
            self.show(text);
        }
    }

    /// As much of the text as stands before the heading's own anchor.
    pub(super) fn before_own_anchor<'t>(&self, text: &'t str, range: Range<usize>) -> &'t str {
        match self.heading_ends {
            // A text that is cut there is as it was written: what is not is a text of its own.
            Some(end) if end < range.end => text.get(..end - range.start).unwrap_or(text),
            _ => text,
        }
    }

    pub(super) fn text_with_terms(&mut self, text: &str, range: Range<usize>) {
        let words = self.words;
        let (mut shown, mut read) = (0, 0);
        for (at, word) in spelled::words(text) {
            if at < read {
                continue;
            }
            if let Some(old) = words.old_names.at(text, at, word) {
                self.note_old_name(old, range.start + at);
            }
            if let Some(found) = words.terms.at(text, at, word) {
                read = at + found.length;
                let Some(explanation) = self.explain(found.of) else { continue };
                self.out.text(&text[shown..at]);
                explanation.in_place(&mut self.out, &text[at..read]);
                shown = read;
            } else if is_abbreviation(word)
                // `#REF!` is what a spreadsheet has lost.
                && !text[..at].ends_with('#')
                && !words.abbreviations.is_known(word)
                && self.met.insert(word.to_owned())
            {
                let start = (range.start + at).min(range.end);
                let span = self.span(start..(start + word.len()).min(range.end));
                self.prose.unexplained.push((word.to_owned(), span));
            }
        }
        self.out.text(&text[shown..]);
    }

    /// Notes the first use of a name that another has come instead of.
    fn note_old_name(&mut self, name: Use<Renamed>, start: usize) {
        if !self.prose.old_names.iter().any(|(known, _)| *known == name.of) {
            let span = self.span(start..start + name.length);
            self.prose.old_names.push((name.of, span));
        }
    }

    /// Notes that a term is explained here. None where it has been explained, and none within what
    /// is itself a link, a heading or a table's head.
    pub(super) fn explain(&mut self, term: &'c Term) -> Option<Explanation<'c>> {
        let is_free = self.is_running_text() && !self.is_in_head;
        let is_first = is_free && self.explained.insert(&term.entry.id);
        is_first.then(|| {
            let wanted = Anchor::of_words(&format!("forklaring-{}", term.entry.id));
            Explanation { anchor: self.anchors.take(&wanted), term }
        })
    }

    pub(super) fn is_running_text(&self) -> bool {
        // Notes hold everything else, and nothing else holds a note.
        self.open.last().is_none_or(|open| matches!(open, Open::Note { .. }))
    }

    pub(super) fn show(&mut self, text: &str) {
        self.unless_image(|out| out.text(text));
    }

    /// Words for the plain text and for whatever is open around them.
    pub(super) fn hear(&mut self, words: &str) {
        if !self.open.is_empty() {
            self.heard.push_str(words);
        }
        if self.images == 0 {
            self.plain.push_str(words);
            self.running.hear(words);
        }
    }

    pub(super) fn heard_since(&self, from: usize) -> String {
        self.heard.get(from..).unwrap_or_default().to_owned()
    }

    /// Blocks are parted in the plain text as well; the cells of a row by commas, so that no two
    /// numbers are taken for one.
    pub(super) fn end_words(&mut self, tag: TagEnd) {
        if self.open.is_empty() {
            self.heard.clear();
        }
        match tag {
            TagEnd::TableCell if !self.plain.ends_with([' ', '\n']) => {
                self.plain.push_str(BETWEEN_CELLS);
            }
            TagEnd::TableRow | TagEnd::TableHead => {
                let words = self.plain.trim_end_matches(BETWEEN_CELLS).len();
                self.plain.truncate(words);
                if !self.plain.ends_with('\n') {
                    self.plain.push('\n');
                }
            }
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::CodeBlock
                if !self.plain.ends_with('\n') =>
            {
                self.plain.push('\n');
            }
            _ => {}
        }
    }
}
