//! One body: CommonMark events in, HTML and findings' raw material out.
//!
//! 1. `[[id]]` becomes a link to the entry, with its title.
//! 2. Headings get anchors, unique within the page.
//! 3. The first use of an abbreviation of the glossary is explained and linked.
//! 4. Tables lose their inline alignment and get a frame that scrolls; quotes become Danish.
//! 5. Raw HTML is shown as text, and dangerous addresses lead nowhere.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{Alignment, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, html};

use super::abbreviations::{Abbreviations, words};
use super::{Address, Heading, Image, Leads, Link, Prose, address, is_abbreviation};
use crate::model::Catalogue;
use crate::source::Span;

/// Renders `body`, which starts at byte `offset` of its file.
pub(super) fn render(body: &str, offset: usize, catalogue: &Catalogue, abbreviations: &Abbreviations<'_>) -> Prose {
    let mut renderer = Renderer {
        catalogue,
        abbreviations,
        offset,
        prose: Prose::default(),
        events: Vec::new(),
        open: Vec::new(),
        anchors: HashSet::new(),
        met: HashSet::new(),
    };
    for (event, range) in Parser::new_ext(body, options()).into_offset_iter() {
        renderer.take(event, range);
    }
    let Renderer { mut prose, events, .. } = renderer;
    html::push_html(&mut prose.html, events.into_iter());
    prose.html = prose.html.replace("<th>", "<th scope=\"col\">");
    prose
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_WIKILINKS
        | Options::ENABLE_STRIKETHROUGH
}

/// Something that has begun and not ended.
enum Open {
    Heading { event: usize, level: u8, id: Option<String>, text: String, span: Span },
    Link { destination: String, leads: Leads, text: String, span: Span, title: Option<String> },
    Image { address: String, alt: String, span: Span },
    Code,
}

struct Renderer<'c, 'b> {
    catalogue: &'c Catalogue,
    abbreviations: &'c Abbreviations<'c>,
    offset: usize,
    prose: Prose,
    events: Vec<Event<'b>>,
    open: Vec<Open>,
    anchors: HashSet<String>,
    /// Abbreviations met so far.
    met: HashSet<String>,
}

impl<'b> Renderer<'_, 'b> {
    fn span(&self, range: Range<usize>) -> Span {
        Span::new(range.start + self.offset, range.end + self.offset)
    }

    fn take(&mut self, event: Event<'b>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(text, range),
            Event::Code(text) => {
                self.add_words(&text);
                self.events.push(Event::Code(text));
            }
            Event::Html(text) | Event::InlineHtml(text) => {
                self.prose.raw_html.push(self.span(range));
                self.events.push(Event::Text(text));
            }
            Event::SoftBreak | Event::HardBreak => {
                self.add_words(" ");
                self.events.push(event);
            }
            other => self.events.push(other),
        }
    }

    fn start(&mut self, tag: Tag<'b>, range: Range<usize>) {
        let span = self.span(range);
        match tag {
            Tag::Heading { level, ref id, .. } => {
                let id = id.as_ref().map(ToString::to_string);
                let event = self.events.len();
                self.open.push(Open::Heading { event, level: level as u8, id, text: String::new(), span });
                self.events.push(Event::Start(tag));
            }
            Tag::Link { link_type, dest_url, title, id } => self.start_link(link_type, &dest_url, (title, id), span),
            Tag::Image { ref dest_url, .. } => {
                self.open.push(Open::Image { address: dest_url.to_string(), alt: String::new(), span });
                self.events.push(Event::Start(tag));
            }
            Tag::CodeBlock(_) => {
                self.open.push(Open::Code);
                self.events.push(Event::Start(tag));
            }
            Tag::Table(alignments) => {
                self.events.push(Event::Html(CowStr::Borrowed("<div class=\"table-frame\" tabindex=\"0\">")));
                let plain = vec![Alignment::None; alignments.len()];
                self.events.push(Event::Start(Tag::Table(plain)));
            }
            other => self.events.push(Event::Start(other)),
        }
    }

    fn start_link(&mut self, link_type: LinkType, to: &str, rest: (CowStr<'b>, CowStr<'b>), span: Span) {
        let (destination, leads, url, title) = match link_type {
            LinkType::WikiLink { has_pothole } => {
                let found = self.catalogue.by_id(to.trim());
                let entry = found.map(|found| self.catalogue.entry(found));
                let title = entry.filter(|_| !has_pothole).map(|entry| entry.title.clone());
                let url = entry.map_or_else(|| Cow::Borrowed("#"), |entry| Cow::Owned(entry.url()));
                (to.trim().to_owned(), found.map_or(Leads::Nowhere, Leads::Entry), url.into_owned(), title)
            }
            LinkType::Email => (to.to_string(), Leads::Outside, to.to_string(), None),
            _ => match address(to) {
                Address::Site => (to.to_string(), Leads::Site, to.to_string(), None),
                Address::Outside => (to.to_string(), Leads::Outside, to.to_string(), None),
                Address::Dangerous => (to.to_string(), Leads::Dangerous, "#".to_owned(), None),
            },
        };
        let link_type = if matches!(link_type, LinkType::WikiLink { .. }) { LinkType::Inline } else { link_type };
        self.open.push(Open::Link { destination, leads, text: String::new(), span, title });
        self.events.push(Event::Start(Tag::Link { link_type, dest_url: url.into(), title: rest.0, id: rest.1 }));
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) | TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock => self.close(),
            _ => {}
        }
        self.events.push(Event::End(tag));
        match tag {
            TagEnd::Table => self.events.push(Event::Html(CowStr::Borrowed("</div>\n"))),
            TagEnd::TableCell => self.prose.plain.push(' '),
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::CodeBlock | TagEnd::TableRow
                if !self.prose.plain.ends_with('\n') =>
            {
                self.prose.plain.push('\n');
            }
            _ => {}
        }
    }

    fn close(&mut self) {
        match self.open.pop() {
            Some(Open::Heading { event, level, id, text, span }) => {
                let id = self.unique_anchor(&id.unwrap_or_else(|| anchor(&text)));
                if let Some(Event::Start(Tag::Heading { id: attribute, .. })) = self.events.get_mut(event) {
                    *attribute = Some(id.clone().into());
                }
                self.prose.headings.push(Heading { level, id, text, span });
            }
            Some(Open::Link { destination, leads, text, span, .. }) => {
                self.prose.links.push(Link { destination, leads, text, span });
            }
            Some(Open::Image { address, alt, span }) => self.prose.images.push(Image { address, alt, span }),
            Some(Open::Code) | None => {}
        }
    }

    fn unique_anchor(&mut self, wanted: &str) -> String {
        let mut id = wanted.to_owned();
        let mut count = 2;
        while !self.anchors.insert(id.clone()) {
            id = format!("{wanted}-{count}");
            count += 1;
        }
        id
    }

    /// Words for the plain text and for whatever is open around them.
    fn add_words(&mut self, words: &str) {
        let mut shown = true;
        for open in &mut self.open {
            match open {
                Open::Heading { text, .. } | Open::Link { text, .. } => text.push_str(words),
                Open::Image { alt, .. } => {
                    alt.push_str(words);
                    shown = false;
                }
                Open::Code => {}
            }
        }
        if shown {
            self.prose.plain.push_str(words);
        }
    }

    fn text(&mut self, text: CowStr<'b>, range: Range<usize>) {
        if let Some(Open::Link { title: Some(title), .. }) = self.open.last() {
            let title = title.clone();
            self.add_words(&title);
            self.events.push(Event::Text(title.into()));
            return;
        }
        let text = if text.contains('“') { CowStr::from(text.replace('“', "”")) } else { text };
        self.add_words(&text);
        if self.open.is_empty() && text.chars().any(char::is_uppercase) {
            self.text_with_abbreviations(&text, range);
        } else {
            self.events.push(Event::Text(text));
        }
    }

    fn text_with_abbreviations(&mut self, text: &str, range: Range<usize>) {
        let mut shown = 0;
        for (at, word) in words(text) {
            if !is_abbreviation(word) || self.met.contains(word) {
                continue;
            }
            match self.abbreviations.explain(word) {
                Some(explanation) => {
                    self.met.insert(word.to_owned());
                    self.events.push(Event::Text(text[shown..at].to_owned().into()));
                    let link = explained(word, explanation.id, explanation.text);
                    self.events.push(Event::InlineHtml(link.into()));
                    shown = at + word.len();
                }
                None if !self.abbreviations.is_known(word) => {
                    self.met.insert(word.to_owned());
                    let start = (range.start + at).min(range.end);
                    let span = self.span(start..(start + word.len()).min(range.end));
                    self.prose.unexplained.push((word.to_owned(), span));
                }
                None => {}
            }
        }
        self.events.push(Event::Text(text[shown..].to_owned().into()));
    }
}

fn explained(word: &str, id: &str, text: &str) -> String {
    let mut title = String::with_capacity(text.len());
    // Writing to a String never fails.
    let _ = pulldown_cmark_escape::escape_html(&mut title, text);
    format!("<a class=\"abbr\" href=\"/begreber/#{id}\"><abbr title=\"{title}\">{word}</abbr></a>")
}

/// The anchor of a heading's words.
fn anchor(text: &str) -> String {
    let id = crate::model::as_id(text);
    if id.is_empty() { "afsnit".to_owned() } else { id }
}
