//! One body: CommonMark events in, HTML and findings' raw material out.
//!
//! 1. `[[id]]` becomes a link to the entry, with its title.
//! 2. Headings get anchors, unique within the page; notes get anchors of their own and a way back.
//! 3. The first use of each of the glossary's terms and abbreviations is explained in place.
//! 4. Tables lose their inline alignment and get a frame that scrolls; quotes become Danish.
//! 5. Raw HTML is shown as text, and dangerous addresses lead nowhere.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::Tag as MarkdownTag;
use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Options, Parser, RefDefs, TagEnd};

use super::abbreviations::is_abbreviation;
use super::heading::own_anchor;
use super::notes::Notes;
use super::slips::{self, Found, RunKind, Shown, SlipKind};
use super::table_links::Prepared;
use super::terms::{self, Explanation};
use super::{Heading, Image, Leads, Link, Prose, Words};
use crate::markup::{Address, Anchor, Anchors, Attribute, Tag, Url, Void, Writer, address};
use crate::model::{Catalogue, EntryRef, Key, Kind, Term};
use crate::source::{Span, hides_something, seen};

/// Renders `body`, which starts at byte `offset` of its file.
pub(super) fn render(body: &str, offset: usize, catalogue: &Catalogue, words: &Words<'_>) -> Prose {
    let prepared = Prepared::of(body);
    let mut renderer = Renderer::new(body, offset, catalogue, words);
    let mut events = Parser::new_ext(&prepared.text, options()).into_offset_iter();
    for (event, parsed) in events.by_ref() {
        renderer.rows(&event, &prepared, &parsed);
        renderer.take(event, prepared.as_written(parsed));
    }
    renderer.definitions(events.reference_definitions(), &prepared);
    renderer.finish()
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_WIKILINKS
        | Options::ENABLE_STRIKETHROUGH
}

/// Whether it stands within a line of text.
fn is_inline(tag: TagEnd) -> bool {
    use TagEnd::{Emphasis, Image, Link, Strikethrough, Strong};
    matches!(tag, Link | Image | Emphasis | Strong | Strikethrough)
}

/// Something that has begun and not ended, and what it needs at its end. `from` is where its words begin
/// among those that are heard.
enum Open<'c> {
    Heading { level: u8, anchor: Option<Anchor>, outside: Writer, from: usize, span: Span },
    Link { link: Link, from: usize, title: Option<String>, explanation: Option<Explanation<'c>> },
    Image { address: String, title: String, from: usize, span: Span },
    Code,
    Note { name: String },
}

struct Renderer<'c, 'b> {
    body: &'b str,
    catalogue: &'c Catalogue,
    words: &'c Words<'c>,
    offset: usize,
    prose: Prose,
    out: Writer,
    open: Vec<Open<'c>>,
    /// The words within what is open, those of images too.
    heard: String,
    anchors: Anchors,
    notes: Notes,
    /// How many images are open: one may stand in the text of another, which is all that is shown of it.
    images: usize,
    /// Whether this is the head of a table, which screen readers say again with every cell.
    is_in_head: bool,
    /// Whether a cell of a table's head has begun, of which nothing is written yet.
    is_before_head_cell: bool,
    /// Where the words of the open heading end: before its own anchor.
    heading_ends: Option<usize>,
    /// Unknown abbreviations met so far.
    met: HashSet<String>,
    /// The ids of the terms that have been explained.
    explained: HashSet<&'c str>,
    /// What is shown as text.
    shown: Shown,
    /// What the text stands in that comes next, and what the next paragraph's text stands in.
    run: RunKind,
    next_run: RunKind,
    /// How many columns the open table has.
    columns: usize,
    /// The names of links that are defined elsewhere.
    mentioned: HashSet<String>,
    slips: Vec<Found>,
}

impl<'c, 'b> Renderer<'c, 'b> {
    fn new(body: &'b str, offset: usize, catalogue: &'c Catalogue, words: &'c Words<'c>) -> Self {
        Self {
            body,
            catalogue,
            words,
            offset,
            prose: Prose::default(),
            out: Writer::default(),
            open: Vec::new(),
            heard: String::new(),
            anchors: Anchors::default(),
            notes: Notes::default(),
            images: 0,
            is_in_head: false,
            is_before_head_cell: false,
            heading_ends: None,
            met: HashSet::new(),
            explained: HashSet::new(),
            shown: Shown::default(),
            run: RunKind::Paragraph,
            next_run: RunKind::Paragraph,
            columns: 0,
            mentioned: HashSet::new(),
            slips: Vec::new(),
        }
    }

    fn finish(mut self) -> Prose {
        self.shown.end_run();
        let Self { body, offset, .. } = self;
        let in_text = slips::slips((body, offset), &self.shown, self.catalogue, &self.prose.headings);
        self.slips.extend(in_text);
        self.slips.extend(self.notes.slips());
        self.slips.sort_by_key(|found| found.range.start);
        let is_in_slip = |at: usize| self.slips.iter().any(|slip| slip.range.start <= at && at < slip.range.end);
        // What is told once is not told as an abbreviation as well.
        self.prose.unexplained.retain(|(_, span)| !is_in_slip(span.start as usize - offset));
        self.prose.slips = self.slips.into_iter().map(|found| found.in_file(offset)).collect();
        self.prose.html = self.out.finish();
        self.prose
    }

    /// Rows of a table, which are judged as they are parsed.
    fn rows(&mut self, event: &Event<'_>, prepared: &Prepared<'_>, parsed: &Range<usize>) {
        let Event::Start(MarkdownTag::TableRow) = event else { return };
        let row = prepared.text.get(parsed.clone()).unwrap_or_default();
        let surplus = slips::surplus_cells(row, parsed.start, self.columns);
        self.slips.extend(surplus.map(|found| found.at(|range| prepared.as_written(range))));
    }

    /// Links that are defined and that nothing mentions: nobody sees them.
    fn definitions(&mut self, definitions: &RefDefs<'_>, prepared: &Prepared<'_>) {
        let unused = definitions.iter().filter(|(name, _)| !self.mentioned.contains(&name.to_lowercase()));
        self.slips.extend(unused.map(|(_, definition)| {
            let range = prepared.as_written(definition.span.clone());
            slips::unused_definition(self.body, range, &definition.dest)
        }));
    }

    /// Notes what is shown as text, for slips.
    fn observe(&mut self, event: &Event<'b>, range: &Range<usize>) {
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
            Event::Start(tag) if is_inline(tag.to_end()) => self.shown.taken(self.run, range.clone()),
            Event::End(tag) if is_inline(*tag) => {}
            Event::Start(tag) => {
                self.shown.end_run();
                self.begin_run(tag);
            }
            _ => self.shown.end_run(),
        }
    }

    fn begin_run(&mut self, tag: &MarkdownTag<'b>) {
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

    fn is_in_code(&self) -> bool {
        matches!(self.open.last(), Some(Open::Code))
    }

    fn is_in_link(&self) -> bool {
        self.images > 0 || matches!(self.open.last(), Some(Open::Link { .. }))
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(range.start + self.offset, range.end + self.offset)
    }

    fn range(&self, span: Span) -> Range<usize> {
        span.start as usize - self.offset..span.end as usize - self.offset
    }

    fn take(&mut self, event: Event<'b>, range: Range<usize>) {
        if self.heading_ends.is_some_and(|end| range.start >= end && !matches!(event, Event::End(_))) {
            return;
        }
        self.observe(&event, &range);
        if self.is_before_head_cell {
            self.begin_head_cell(&event);
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(text, range),
            Event::Code(text) => self.code(&text),
            Event::Html(text) | Event::InlineHtml(text) => {
                self.prose.raw_html.push(self.span(range));
                self.show(&text);
            }
            Event::SoftBreak => {
                self.hear(" ");
                self.unless_image(Writer::newline);
            }
            Event::HardBreak => {
                self.hear(" ");
                self.unless_image(|out| {
                    out.void(Void::Break, &[]);
                    out.newline();
                });
            }
            Event::Rule => {
                self.out.fresh_line();
                self.out.void(Void::Rule, &[]);
                self.out.newline();
            }
            Event::FootnoteReference(name) => self.mention(&name),
            // Extensions that are not asked for.
            Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    /// Writes what stands on the page; the words of images do not.
    fn unless_image(&mut self, write: impl FnOnce(&mut Writer)) {
        if self.images == 0 {
            write(&mut self.out);
        }
    }

    fn show(&mut self, text: &str) {
        self.unless_image(|out| out.text(text));
    }

    /// Words for the plain text and for whatever is open around them.
    fn hear(&mut self, words: &str) {
        if !self.open.is_empty() {
            self.heard.push_str(words);
        }
        if self.images == 0 {
            self.prose.plain.push_str(words);
        }
    }

    fn heard_since(&self, from: usize) -> String {
        self.heard.get(from..).unwrap_or_default().to_owned()
    }

    /// The corner of a table, which is empty, is nothing's heading.
    fn begin_head_cell(&mut self, next: &Event<'b>) {
        self.is_before_head_cell = false;
        match next {
            Event::End(TagEnd::TableCell) => self.out.open(Tag::Cell, &[]),
            _ => self.out.open(Tag::HeadCell, &[Attribute::Scope("col")]),
        }
    }

    fn block(&mut self, tag: Tag, attributes: &[Attribute<'_>]) {
        self.out.fresh_line();
        self.out.open(tag, attributes);
    }

    fn start(&mut self, tag: MarkdownTag<'b>, range: Range<usize>) {
        match tag {
            MarkdownTag::Paragraph => self.block(Tag::Paragraph, &[]),
            MarkdownTag::Heading { level, .. } => self.start_heading(level as u8, range),
            MarkdownTag::BlockQuote(_) => self.list_like(Tag::BlockQuote, &[]),
            MarkdownTag::CodeBlock(kind) => {
                self.slips.extend(match kind {
                    CodeBlockKind::Indented => Some(slips::indented(self.body, range)),
                    CodeBlockKind::Fenced(_) => slips::unclosed_fence(self.body, range),
                });
                self.open.push(Open::Code);
                self.block(Tag::Preformatted, &[]);
                self.out.open(Tag::Code, &[]);
            }
            MarkdownTag::List(Some(1)) => self.list_like(Tag::OrderedList, &[]),
            MarkdownTag::List(Some(first)) => {
                self.list_like(Tag::OrderedList, &[Attribute::Start(first)]);
            }
            MarkdownTag::List(None) => self.list_like(Tag::UnorderedList, &[]),
            MarkdownTag::Item => self.block(Tag::Item, &[]),
            MarkdownTag::FootnoteDefinition(name) => self.start_note(&name, range),
            MarkdownTag::Table(columns) => {
                self.columns = columns.len();
                self.start_table();
            }
            MarkdownTag::TableHead => {
                self.is_in_head = true;
                self.out.open(Tag::TableHead, &[]);
                self.out.open(Tag::Row, &[]);
            }
            MarkdownTag::TableRow => self.out.open(Tag::Row, &[]),
            MarkdownTag::TableCell if self.is_in_head => self.is_before_head_cell = true,
            MarkdownTag::TableCell => self.out.open(Tag::Cell, &[]),
            MarkdownTag::Emphasis => self.unless_image(|out| out.open(Tag::Emphasis, &[])),
            MarkdownTag::Strong => self.unless_image(|out| out.open(Tag::Strong, &[])),
            MarkdownTag::Strikethrough => self.unless_image(|out| out.open(Tag::Deleted, &[])),
            MarkdownTag::Link { link_type, dest_url, title, id } => {
                self.note_name(link_type, &id);
                self.start_link(link_type, &dest_url, &title, self.span(range));
            }
            MarkdownTag::Image { link_type, dest_url, title, id } => {
                self.note_name(link_type, &id);
                self.start_image(&dest_url, &title, self.span(range));
            }
            // Raw HTML is shown as text; the others are extensions that are not asked for.
            MarkdownTag::HtmlBlock
            | MarkdownTag::DefinitionList
            | MarkdownTag::DefinitionListTitle
            | MarkdownTag::DefinitionListDefinition
            | MarkdownTag::Superscript
            | MarkdownTag::Subscript
            | MarkdownTag::MetadataBlock(_) => {}
        }
    }

    fn list_like(&mut self, tag: Tag, attributes: &[Attribute<'_>]) {
        self.block(tag, attributes);
        self.out.newline();
    }

    /// The anchor is made of the words, which are yet to come: until its end a heading is written apart.
    fn start_heading(&mut self, level: u8, range: Range<usize>) {
        let own = own_anchor(&self.body[range.clone()]);
        self.heading_ends = own.as_ref().map(|(end, _)| range.start + end);
        let outside = std::mem::take(&mut self.out);
        let anchor = own.map(|(_, anchor)| anchor);
        let (from, span) = (self.heard.len(), self.span(range));
        self.open.push(Open::Heading { level, anchor, outside, from, span });
    }

    /// What a table scrolls in: reached by keyboard, so it has the name of the part that it stands in.
    fn start_table(&mut self) {
        let name = self.prose.headings.last().map(|heading| Attribute::LabelledBy(&heading.id));
        let frame = [Attribute::Class("table-frame"), Attribute::Focusable, Attribute::Role("group")];
        let attributes: Vec<_> = frame.into_iter().chain(name).collect();
        self.out.open(Tag::Division, &attributes);
        self.out.open(Tag::Table, &[]);
    }

    fn note_name(&mut self, link_type: LinkType, name: &str) {
        if let LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut = link_type {
            self.mentioned.insert(name.to_lowercase());
        }
    }

    fn start_note(&mut self, name: &str, range: Range<usize>) {
        let line = self.body[range.clone()].split('\n').next().map_or(0, str::len);
        let range = range.start..range.start + line;
        let (number, anchor) = self.notes.written(name, range, &mut self.anchors);
        self.block(Tag::Division, &[Attribute::Class("footnote-definition"), Attribute::Id(&anchor)]);
        self.out.element(Tag::Superscript, &[Attribute::Class("footnote-definition-label")], |out| {
            out.text(&number.to_string());
        });
        self.open.push(Open::Note { name: name.to_owned() });
    }

    fn mention(&mut self, name: &str) {
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
    fn ways_back(&mut self, name: &str) {
        for (mention, number) in self.notes.mentions(name).iter().zip(1_usize..) {
            let label = self.words.way_back(number);
            let link = [Attribute::Class("footnote-back"), Attribute::HrefHere(mention), Attribute::Label(&label)];
            self.out.element(Tag::Anchor, &link, |out| out.text("↩"));
        }
    }

    fn start_image(&mut self, to: &str, title: &str, span: Span) {
        self.images += 1;
        if self.images == 1 {
            let (address, title, from) = (to.to_owned(), title.to_owned(), self.heard.len());
            self.open.push(Open::Image { address, title, from, span });
        }
    }

    fn start_link(&mut self, link_type: LinkType, to: &str, hint: &str, span: Span) {
        if self.images > 0 {
            return;
        }
        // In a table the `|` of a link is escaped.
        let id = to.trim().trim_end_matches('\\');
        let (destination, leads, url, title) = match link_type {
            LinkType::WikiLink { has_pothole } => {
                let found = self.catalogue.by_id(id);
                let entry = found.map(|found| self.catalogue.entry(found));
                let title = entry.filter(|_| !has_pothole).map(|entry| entry.title.clone());
                let url = entry.and_then(|entry| Url::new(entry.url()));
                (id, found.map_or(Leads::Nowhere, Leads::Entry), url, title)
            }
            LinkType::Email => (to, Leads::Outside, Some(Url::mailbox(to)), None),
            _ => match address(to) {
                Address::Site => (to, Leads::Site, Url::new(to), None),
                Address::Outside => (to, Leads::Outside, Url::new(to), None),
                Address::Dangerous => (to, Leads::Dangerous, None, None),
            },
        };
        let explanation = self.explains(leads);
        match &explanation {
            Some(explanation) => explanation.open(&mut self.out),
            None => self.open_link(&url.unwrap_or_else(Url::nowhere), hint),
        }
        if destination.is_empty() {
            self.slips.push(Found::new(SlipKind::EmptyLink, self.range(span)));
        }
        let destination = destination.to_owned();
        let link = Link { destination, leads, text: String::new(), span };
        self.open.push(Open::Link { link, from: self.heard.len(), title, explanation });
    }

    fn open_link(&mut self, url: &Url<'_>, hint: &str) {
        let href = Attribute::Href(url);
        if hint.is_empty() {
            self.out.open(Tag::Anchor, &[href]);
        } else {
            self.out.open(Tag::Anchor, &[href, Attribute::Title(hint)]);
        }
    }

    /// The explanation of the term that a link leads to, if this is where to give it.
    fn explains(&mut self, leads: Leads) -> Option<Explanation<'c>> {
        let Leads::Entry(EntryRef { kind: Kind::Term, index }) = leads else { return None };
        let term = &self.catalogue.terms[Key::new(index as usize)];
        self.explain(term)
    }

    /// Notes that a term is explained here. None where it has been explained, and none within what is
    /// itself a link, a heading or a table's head.
    fn explain(&mut self, term: &'c Term) -> Option<Explanation<'c>> {
        let is_free = self.is_running_text() && !self.is_in_head;
        let is_first = is_free && self.explained.insert(&term.entry.id);
        is_first.then(|| {
            let wanted = Anchor::of_words(&format!("forklaring-{}", term.entry.id));
            Explanation { anchor: self.anchors.take(&wanted), term }
        })
    }

    fn is_running_text(&self) -> bool {
        self.open.iter().all(|open| matches!(open, Open::Note { .. }))
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::TableRow => {
                self.out.close();
                self.out.newline();
            }
            TagEnd::TableCell => self.out.close(),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => {
                self.unless_image(Writer::close);
            }
            TagEnd::CodeBlock => {
                self.open.pop();
                self.out.close();
                self.out.close();
                self.out.newline();
            }
            TagEnd::TableHead => {
                self.is_in_head = false;
                self.out.close();
                self.out.close();
                self.out.open(Tag::TableBody, &[]);
                self.out.newline();
            }
            TagEnd::Table => {
                self.out.close();
                self.out.close();
                self.out.newline();
                self.out.close();
                self.out.newline();
            }
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::Link => self.end_link(),
            TagEnd::Image => self.end_image(),
            TagEnd::FootnoteDefinition => self.end_note(),
            TagEnd::HtmlBlock
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => {}
        }
        self.end_words(tag);
    }

    /// Blocks are parted in the plain text as well.
    fn end_words(&mut self, tag: TagEnd) {
        if self.open.is_empty() {
            self.heard.clear();
        }
        match tag {
            TagEnd::TableCell => self.prose.plain.push(' '),
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::CodeBlock | TagEnd::TableRow
                if !self.prose.plain.ends_with('\n') =>
            {
                self.prose.plain.push('\n');
            }
            _ => {}
        }
    }

    fn end_heading(&mut self) {
        self.heading_ends = None;
        let Some(Open::Heading { level, anchor, outside, from, span }) = self.open.pop() else { return };
        let text = self.heard_since(from).trim_end().to_owned();
        let id = self.anchors.take(&anchor.unwrap_or_else(|| Anchor::of_words(&text)));
        let words = std::mem::replace(&mut self.out, outside).finish();
        self.block(Tag::Heading(level), &[Attribute::Id(&id)]);
        self.out.append(&words);
        self.out.close();
        self.out.newline();
        self.prose.headings.push(Heading { level, id, text, span });
    }

    fn end_link(&mut self) {
        if self.images > 0 {
            return;
        }
        let Some(Open::Link { mut link, from, explanation, .. }) = self.open.pop() else { return };
        link.text = self.heard_since(from);
        match explanation {
            Some(explanation) => explanation.close(&mut self.out, &link.text),
            None => self.out.close(),
        }
        self.prose.links.push(link);
    }

    fn end_image(&mut self) {
        self.images -= 1;
        if self.images > 0 {
            return;
        }
        let Some(Open::Image { address, title, from, span }) = self.open.pop() else { return };
        let alt = self.heard_since(from);
        match Url::new(address.as_str()) {
            None => self.out.text(&alt),
            Some(url) if title.is_empty() => {
                self.out.void(Void::Image, &[Attribute::Src(&url), Attribute::Alt(&alt)]);
            }
            Some(url) => {
                let attributes = [Attribute::Src(&url), Attribute::Alt(&alt), Attribute::Title(&title)];
                self.out.void(Void::Image, &attributes);
            }
        }
        if address.is_empty() {
            self.slips.push(Found::new(SlipKind::EmptyLink, self.range(span)));
        }
        self.prose.images.push(Image { address, alt, span });
    }

    fn end_note(&mut self) {
        if let Some(Open::Note { name }) = self.open.pop() {
            self.ways_back(&name);
        }
        self.out.close();
        self.out.newline();
    }

    fn code(&mut self, text: &str) {
        self.hear(text);
        self.unless_image(|out| out.element(Tag::Code, &[], |inside| inside.text(text)));
    }

    fn text(&mut self, text: CowStr<'b>, range: Range<usize>) {
        if let Some(Open::Link { title: Some(title), .. }) = self.open.last() {
            let title = title.clone();
            self.hear(&title);
            self.show(&title);
            return;
        }
        let text = if text.contains('“') { CowStr::from(text.replace('“', "”")) } else { text };
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
    fn before_own_anchor<'t>(&self, text: &'t str, range: Range<usize>) -> &'t str {
        match self.heading_ends {
            // A text that is cut there is as it was written: what is not is a text of its own.
            Some(end) if end < range.end => text.get(..end - range.start).unwrap_or(text),
            _ => text,
        }
    }

    fn text_with_terms(&mut self, text: &str, range: Range<usize>) {
        let words = self.words;
        let (mut shown, mut read) = (0, 0);
        for (at, word) in terms::words(text) {
            if at < read {
                continue;
            }
            if let Some(found) = words.terms.at(text, at, word) {
                read = at + found.length;
                let Some(explanation) = self.explain(found.term) else { continue };
                self.out.text(&text[shown..at]);
                explanation.in_place(&mut self.out, &text[at..read]);
                shown = read;
            } else if is_abbreviation(word) && !words.abbreviations.is_known(word) && self.met.insert(word.to_owned()) {
                let start = (range.start + at).min(range.end);
                let span = self.span(start..(start + word.len()).min(range.end));
                self.prose.unexplained.push((word.to_owned(), span));
            }
        }
        self.out.text(&text[shown..]);
    }
}
