//! Blocks: headings, lists, notes.

use std::ops::Range;

use super::{Open, Renderer};
use crate::markup::{Anchor, Attribute, Tag};
use crate::prose::heading::own_anchor;
use crate::prose::notes::Written;
use crate::prose::{Heading, slips};

impl Renderer<'_, '_> {
    pub(super) fn block(&mut self, tag: Tag, attributes: &[Attribute<'_>]) {
        self.out.fresh_line();
        self.out.open(tag, attributes);
    }

    pub(super) fn list_like(&mut self, tag: Tag, attributes: &[Attribute<'_>]) {
        self.block(tag, attributes);
        self.out.newline();
    }

    /// The anchor is made of the words, which are yet to come: until its end a heading is written
    /// apart.
    pub(super) fn start_heading(&mut self, level: u8, range: Range<usize>) {
        self.slips.extend(slips::underlined(self.body, range.clone()));
        let own = own_anchor(&self.body[range.clone()]);
        self.heading_ends = own.as_ref().map(|(end, _)| range.start + end);
        let outside = self.out.begin_apart();
        let anchor = own.map(|(_, anchor)| anchor);
        let (from, span) = (self.heard.len(), self.span(range));
        self.open.push(Open::Heading { level, anchor, outside, from, span });
    }

    pub(super) fn end_heading(&mut self) {
        self.heading_ends = None;
        let Some(Open::Heading { level, anchor, outside, from, span }) = self.open.pop() else {
            return;
        };
        let text = self.heard_since(from).trim_end().to_owned();
        let id = self.anchors.take(&anchor.unwrap_or_else(|| Anchor::of_words(&text)));
        let words = std::mem::replace(&mut self.out, outside);
        self.block(Tag::Heading(level), &[Attribute::Id(&id)]);
        self.out.append(words);
        self.out.close();
        self.out.newline();
        self.prose.headings.push(Heading { level, id, text, span });
    }

    pub(super) fn start_note(&mut self, name: &str, range: Range<usize>) {
        let line = self.body[range.clone()].split('\n').next().map_or(0, str::len);
        let range = range.start..range.start + line;
        let Written { number, anchor, is_first } =
            self.notes.written(name, range, &mut self.anchors);
        self.block(
            Tag::Division,
            &[Attribute::Class("footnote-definition"), Attribute::Id(&anchor)],
        );
        self.out.element(
            Tag::Superscript,
            &[Attribute::Class("footnote-definition-label")],
            |out| {
                out.text(&number.to_string());
            },
        );
        self.open.push(Open::Note { name: is_first.then(|| name.to_owned()) });
    }

    pub(super) fn end_note(&mut self) {
        if let Some(Open::Note { name: Some(name) }) = self.open.pop() {
            self.ways_back(&name);
        }
        self.out.close();
        self.out.newline();
    }

    pub(super) fn mention(&mut self, name: &str) {
        if self.images > 0 {
            return;
        }
        let mention = self.notes.mention(name, &mut self.anchors);
        self.out.open(Tag::Superscript, &[Attribute::Class("footnote-reference")]);
        let link = [Attribute::HrefHere(&mention.note), Attribute::Id(&mention.own)];
        self.out.element(Tag::Anchor, &link, |out| out.text(&mention.number.to_string()));
        self.out.close();
    }

    /// The ways from a note to where the text mentions it.
    pub(super) fn ways_back(&mut self, name: &str) {
        for (mention, number) in self.notes.mentions(name).iter().zip(1_usize..) {
            let label = self.words.way_back(number);
            let link = [
                Attribute::Class("footnote-back"),
                Attribute::HrefHere(mention),
                Attribute::Label(&label),
            ];
            self.out.element(Tag::Anchor, &link, |out| out.text("↩"));
        }
    }
}
