//! One body: CommonMark events in, HTML and findings' raw material out.
//!
//! 1. `[[id]]` becomes a link to the entry, with its title.
//! 2. Headings get anchors, unique within the page.
//! 3. The first use of each of the glossary's terms and abbreviations is explained in place.
//! 4. Tables lose their inline alignment and get a frame that scrolls; quotes become Danish.
//! 5. Raw HTML is shown as text, and dangerous addresses lead nowhere.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{Alignment, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, html};

use super::abbreviations::is_abbreviation;
use super::terms::{self, explanation, in_place, opener};
use super::{Address, Heading, Image, Leads, Link, Prose, Words, address};
use crate::model::{Catalogue, EntryRef, Key, Kind, Term};
use crate::source::Span;

/// Renders `body`, which starts at byte `offset` of its file.
pub(super) fn render(body: &str, offset: usize, catalogue: &Catalogue, words: &Words<'_>) -> Prose {
    let mut renderer = Renderer {
        catalogue,
        words,
        offset,
        prose: Prose::default(),
        events: Vec::new(),
        open: Vec::new(),
        anchors: HashSet::new(),
        is_in_head: false,
        met: HashSet::new(),
        explained: HashSet::new(),
    };
    for (event, range) in Parser::new_ext(body, options()).into_offset_iter() {
        renderer.take(event, range);
    }
    let Renderer { mut prose, events, .. } = renderer;
    html::push_html(&mut prose.html, events.into_iter());
    // The corner of a table, which is nothing's heading.
    prose.html = prose.html.replace("<th></th>", "<td></td>").replace("<th>", "<th scope=\"col\">");
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
enum Open<'c> {
    Heading { event: usize, level: u8, id: Option<String>, text: String, span: Span },
    Link { link: Link, title: Option<String>, explains: Option<(String, &'c Term)> },
    Image { address: String, alt: String, span: Span },
    Code,
}

struct Renderer<'c, 'b> {
    catalogue: &'c Catalogue,
    words: &'c Words<'c>,
    offset: usize,
    prose: Prose,
    events: Vec<Event<'b>>,
    open: Vec<Open<'c>>,
    anchors: HashSet<String>,
    /// Whether this is the head of a table, which screen readers say again with every cell.
    is_in_head: bool,
    /// Unknown abbreviations met so far.
    met: HashSet<String>,
    /// The ids of the terms that have been explained.
    explained: HashSet<&'c str>,
}

impl<'c, 'b> Renderer<'c, 'b> {
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
            Tag::TableHead => {
                self.is_in_head = true;
                self.events.push(Event::Start(tag));
            }
            Tag::Table(alignments) => {
                self.events.push(Event::Html(self.table_frame().into()));
                let plain = vec![Alignment::None; alignments.len()];
                self.events.push(Event::Start(Tag::Table(plain)));
            }
            other => self.events.push(Event::Start(other)),
        }
    }

    /// What a table scrolls in: reached by keyboard, so it has the name of the part that it stands in.
    fn table_frame(&self) -> String {
        let heading = self.prose.headings.last();
        let name = heading.map_or_else(String::new, |heading| format!(" aria-labelledby=\"{}\"", heading.id));
        format!("<div class=\"table-frame\" tabindex=\"0\" role=\"group\"{name}>")
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
        let explains = self.explains(leads);
        self.events.push(match &explains {
            Some((id, _)) => Event::InlineHtml(opener(id).into()),
            None => Event::Start(Tag::Link { link_type, dest_url: url.into(), title: rest.0, id: rest.1 }),
        });
        let link = Link { destination, leads, text: String::new(), span };
        self.open.push(Open::Link { link, title, explains });
    }

    /// The term that a link leads to, if this is where to explain it, and the explanation's id.
    fn explains(&mut self, leads: Leads) -> Option<(String, &'c Term)> {
        let Leads::Entry(EntryRef { kind: Kind::Term, index }) = leads else { return None };
        let term = &self.catalogue.terms[Key::new(index as usize)];
        self.explain(term).map(|id| (id, term))
    }

    /// Notes that a term is explained here; gives the explanation's id. None where it has been explained, and none within what is itself
    /// a link, a heading or a table's head.
    fn explain(&mut self, term: &'c Term) -> Option<String> {
        let is_free = self.open.is_empty() && !self.is_in_head;
        let is_first = is_free && self.explained.insert(&term.entry.id);
        is_first.then(|| self.unique_anchor(&format!("forklaring-{}", term.entry.id)))
    }

    fn end(&mut self, tag: TagEnd) {
        let end = match tag {
            TagEnd::Heading(_) | TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock => self.close(),
            _ => None,
        };
        self.events.push(end.map_or(Event::End(tag), |html| Event::InlineHtml(html.into())));
        match tag {
            TagEnd::TableHead => self.is_in_head = false,
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

    /// Ends what is open; gives its end as HTML where that is not what CommonMark says.
    fn close(&mut self) -> Option<String> {
        match self.open.pop() {
            Some(Open::Heading { event, level, id, text, span }) => {
                let id = self.unique_anchor(&id.unwrap_or_else(|| anchor(&text)));
                if let Some(Event::Start(Tag::Heading { id: attribute, .. })) = self.events.get_mut(event) {
                    *attribute = Some(id.clone().into());
                }
                self.prose.headings.push(Heading { level, id, text, span });
            }
            Some(Open::Link { link, explains, .. }) => {
                let end = explains.map(|(id, term)| explanation(&id, term, &link.text));
                self.prose.links.push(link);
                return end;
            }
            Some(Open::Image { address, alt, span }) => self.prose.images.push(Image { address, alt, span }),
            Some(Open::Code) | None => {}
        }
        None
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
                Open::Heading { text, .. } | Open::Link { link: Link { text, .. }, .. } => text.push_str(words),
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
        if self.open.is_empty() {
            self.text_with_terms(&text, range);
        } else {
            self.events.push(Event::Text(text));
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
                let Some(id) = self.explain(found.term) else { continue };
                self.events.push(Event::Text(text[shown..at].to_owned().into()));
                let html = in_place(&id, found.term, &text[at..read]);
                self.events.push(Event::InlineHtml(html.into()));
                shown = read;
            } else if is_abbreviation(word) && !words.abbreviations.is_known(word) && self.met.insert(word.to_owned()) {
                let start = (range.start + at).min(range.end);
                let span = self.span(start..(start + word.len()).min(range.end));
                self.prose.unexplained.push((word.to_owned(), span));
            }
        }
        self.events.push(Event::Text(text[shown..].to_owned().into()));
    }
}

/// The anchor of a heading's words.
fn anchor(text: &str) -> String {
    let id = crate::model::as_id(text);
    if id.is_empty() { "afsnit".to_owned() } else { id }
}
