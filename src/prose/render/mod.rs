//! One body: CommonMark events in, HTML and words out, or the raw material of findings.
//!
//! 1. `[[id]]` becomes a link to the entry, with its title.
//! 2. Headings get anchors, unique within the page; notes get anchors of their own and a way back.
//! 3. The first use of each of the glossary's terms and abbreviations is explained in place.
//! 4. Tables lose their inline alignment, get a frame that scrolls and cells that know their
//!    columns; quotes become Danish.
//! 5. Raw HTML is shown as text, and dangerous addresses lead nowhere.

mod blocks;
mod links;
mod observe;
mod tables;
mod text;

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::Tag as MarkdownTag;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, TagEnd};

use super::notes::Notes;
use super::running::Running;
use super::slips::{self, Found, RunKind, Shown};
use super::table_links::Prepared;
use super::terms::Explanation;
use super::{Link, Prose, Rendered, Words};
use crate::markup::{Anchor, Anchors, Attribute, Node, Tag, Void, Writer};
use crate::model::Catalogue;
use crate::source::Span;
use observe::Told;
use tables::Table;

/// Renders `body`, which starts at byte `offset` of its file.
pub(super) fn render(
    body: &str,
    offset: usize,
    catalogue: &Catalogue,
    words: &Words<'_>,
) -> Rendered {
    let prepared = Prepared::of(body);
    let mut renderer = Renderer::new(body, offset, catalogue, words);
    renderer.take_all(&prepared);
    Rendered { html: renderer.out.finish(), plain: renderer.plain }
}

/// What [`render`] gives as HTML, as a tree.
pub(super) fn tree(
    body: &str,
    offset: usize,
    catalogue: &Catalogue,
    words: &Words<'_>,
) -> Vec<Node> {
    let prepared = Prepared::of(body);
    let mut renderer = Renderer::new(body, offset, catalogue, words);
    renderer.out = Writer::growing();
    renderer.take_all(&prepared);
    renderer.out.into_tree()
}

/// What there is to know of `body`, which starts at byte `offset` of its file.
pub(super) fn judge(body: &str, offset: usize, catalogue: &Catalogue, words: &Words<'_>) -> Prose {
    let prepared = Prepared::of(body);
    let mut renderer = Renderer::new(body, offset, catalogue, words);
    let mut events = Parser::new_ext(&prepared.text, options()).into_offset_iter();
    for (event, parsed) in events.by_ref() {
        renderer.rows(&event, &prepared, &parsed);
        let range = prepared.as_written(parsed);
        renderer.observe(&event, &range);
        renderer.take(event, range);
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

/// Something that has begun and not ended, and what it needs at its end. `from` is where its words
/// begin among those that are heard.
enum Open<'c> {
    Heading {
        level: u8,
        anchor: Option<Anchor>,
        outside: Writer,
        from: usize,
        span: Span,
    },
    Link {
        link: Link,
        from: usize,
        title: Option<String>,
        explanation: Option<Explanation<'c>>,
    },
    Image {
        address: String,
        title: String,
        from: usize,
        span: Span,
    },
    Code,
    /// The name, if the note is the first that has it: what leads back, leads back from there.
    Note {
        name: Option<String>,
    },
}

struct Renderer<'c, 'b> {
    body: &'b str,
    catalogue: &'c Catalogue,
    words: &'c Words<'c>,
    offset: usize,
    prose: Prose,
    plain: String,
    out: Writer,
    open: Vec<Open<'c>>,
    /// The words within what is open, those of images too.
    heard: String,
    anchors: Anchors,
    notes: Notes,
    /// How many images are open: one may stand in the text of another, which is all that is shown
    /// of it.
    images: usize,
    /// Whether this is the head of a table, which screen readers say again with every cell.
    is_in_head: bool,
    /// Where the words of the open heading end: before its own anchor.
    heading_ends: Option<usize>,
    /// Unknown abbreviations met so far.
    met: HashSet<String>,
    /// The ids of the terms that have been explained.
    explained: HashSet<&'c str>,
    /// What is shown as text.
    shown: Shown,
    /// What is read as running text.
    running: Running,
    /// What the text stands in that comes next, and what the next paragraph's text stands in.
    run: RunKind,
    next_run: RunKind,
    /// How many columns the open table has.
    columns: usize,
    table: Table<'c>,
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
            plain: String::new(),
            out: Writer::default(),
            open: Vec::new(),
            heard: String::new(),
            anchors: Anchors::default(),
            notes: Notes::default(),
            images: 0,
            is_in_head: false,
            heading_ends: None,
            met: HashSet::new(),
            explained: HashSet::new(),
            shown: Shown::default(),
            running: Running::new(offset, catalogue.site.limits),
            run: RunKind::Paragraph,
            next_run: RunKind::Paragraph,
            columns: 0,
            table: Table::default(),
            mentioned: HashSet::new(),
            slips: Vec::new(),
        }
    }

    fn finish(mut self) -> Prose {
        self.shown.end_run();
        let Self { body, offset, .. } = self;
        let in_text =
            slips::slips((body, offset), &self.shown, self.catalogue, &self.prose.headings);
        self.slips.extend(in_text);
        self.slips.extend(self.notes.slips());
        self.slips.sort_by_key(|found| found.range.start);
        let told = Told::of(&self.slips);
        // What is told once is not told as an abbreviation as well.
        self.prose.unexplained.retain(|(_, span)| !told.covers(span.start as usize - offset));
        self.prose.reading = self.running.finish(body);
        self.prose.slips = self.slips.into_iter().map(|found| found.in_file(offset)).collect();
        self.prose.shrink();
        self.prose
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(range.start + self.offset, range.end + self.offset)
    }

    fn range(&self, span: Span) -> Range<usize> {
        span.start as usize - self.offset..span.end as usize - self.offset
    }

    fn take_all(&mut self, prepared: &'b Prepared<'_>) {
        for (event, parsed) in Parser::new_ext(&prepared.text, options()).into_offset_iter() {
            self.take(event, prepared.as_written(parsed));
        }
    }

    fn take(&mut self, event: Event<'b>, range: Range<usize>) {
        if self.is_own_anchor(&event, &range) {
            return;
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

    /// Whether this is the anchor that a heading gives itself, which is no part of its words.
    fn is_own_anchor(&self, event: &Event<'_>, range: &Range<usize>) -> bool {
        self.heading_ends.is_some_and(|end| range.start >= end && !matches!(event, Event::End(_)))
    }

    /// Writes what stands on the page; the words of images do not.
    fn unless_image(&mut self, write: impl FnOnce(&mut Writer)) {
        if self.images == 0 {
            write(&mut self.out);
        }
    }

    fn start(&mut self, tag: MarkdownTag<'b>, range: Range<usize>) {
        match tag {
            MarkdownTag::Paragraph => self.block(Tag::Paragraph, &[]),
            MarkdownTag::Heading { level, .. } => self.start_heading(level as u8, range),
            MarkdownTag::BlockQuote(_) => {
                self.slips.extend(slips::quotation(self.body, range));
                self.list_like(Tag::BlockQuote, &[]);
            }
            MarkdownTag::CodeBlock(kind) => {
                self.slips.extend(match kind {
                    CodeBlockKind::Indented => Some(slips::indented(self.body, range)),
                    CodeBlockKind::Fenced(_) => slips::fenced(self.body, range),
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
            MarkdownTag::Item => {
                self.slips.extend(slips::item(self.body, range));
                self.block(Tag::Item, &[]);
            }
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
            MarkdownTag::TableRow => self.start_row(),
            MarkdownTag::TableCell if self.is_in_head => self.start_head_cell(),
            MarkdownTag::TableCell => self.start_cell(),
            MarkdownTag::Emphasis => {
                self.slips.extend(slips::stars(self.body, range));
                self.unless_image(|out| out.open(Tag::Emphasis, &[]));
            }
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

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph
            | TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::TableRow => {
                self.out.close();
                self.out.newline();
            }
            TagEnd::TableCell if self.is_in_head => self.end_head_cell(),
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
}
