//! Writes HTML. Elements and attributes are those that the portal's prose has, and no others; what
//! stands in them has a type of its own, and is escaped here and nowhere else.

use std::borrow::Cow;

use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};

use super::hyphens::hyphenated;
use super::placed::{Seam, SeamKind};
use super::tree::{Growing, Node};
use super::{Anchor, Html, Url};
use crate::source::{hides_something, seen};

/// An element that holds something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tag {
    Anchor,
    BlockQuote,
    Button,
    Cell,
    Code,
    Deleted,
    Division,
    Emphasis,
    /// From 1 to 6.
    Heading(u8),
    HeadCell,
    Item,
    OrderedList,
    Paragraph,
    Preformatted,
    Row,
    Span,
    Strong,
    Superscript,
    Table,
    TableBody,
    TableHead,
    UnorderedList,
}

impl Tag {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Anchor => "a",
            Self::BlockQuote => "blockquote",
            Self::Button => "button",
            Self::Cell => "td",
            Self::Code => "code",
            Self::Deleted => "del",
            Self::Division => "div",
            Self::Emphasis => "em",
            Self::Heading(level) => match level {
                0 | 1 => "h1",
                2 => "h2",
                3 => "h3",
                4 => "h4",
                5 => "h5",
                _ => "h6",
            },
            Self::HeadCell => "th",
            Self::Item => "li",
            Self::OrderedList => "ol",
            Self::Paragraph => "p",
            Self::Preformatted => "pre",
            Self::Row => "tr",
            Self::Span => "span",
            Self::Strong => "strong",
            Self::Superscript => "sup",
            Self::Table => "table",
            Self::TableBody => "tbody",
            Self::TableHead => "thead",
            Self::UnorderedList => "ul",
        }
    }
}

/// An element that holds nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Void {
    Break,
    Image,
    Rule,
    /// Where a word may be broken without a hyphen.
    WordBreak,
}

impl Void {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Break => "br",
            Self::Image => "img",
            Self::Rule => "hr",
            Self::WordBreak => "wbr",
        }
    }
}

/// An attribute with its value.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Attribute<'a> {
    /// The text for those who do not see an image.
    Alt(&'a str),
    Class(&'static str),
    /// What the column of a cell is called.
    Column(&'a str),
    /// Reached by keyboard.
    Focusable,
    /// A link's address.
    Href(&'a Url<'a>),
    /// A link's address: a place on the same page.
    HrefHere(&'a Anchor),
    Id(&'a Anchor),
    /// The name, for those who do not see what stands there.
    Label(&'a str),
    /// The place that says the name.
    LabelledBy(&'a Anchor),
    /// The id of the administration that it is about.
    Of(&'a str),
    /// What a button opens.
    Opens(&'a Anchor),
    /// A button that sends no form.
    PlainButton,
    /// Hidden until it is opened.
    Popover,
    Role(&'static str),
    /// What a cell of a head is the head of.
    Scope(&'static str),
    /// An image's address.
    Src(&'a Url<'a>),
    /// The first number of a list.
    Start(u64),
    Title(&'a str),
}

/// A text that may be broken behind each of its slashes, and in its words of more letters than
/// `whole` as its language divides them.
pub(crate) fn breakable(text: &str, language: &str, whole: usize) -> Html {
    let mut writer = Writer::default();
    for piece in hyphenated(text, language, whole).split_inclusive('/') {
        writer.text(piece);
        if piece.ends_with('/') {
            writer.void(Void::WordBreak, &[]);
        }
    }
    writer.finish()
}

/// Writes one piece of HTML.
#[derive(Debug, Default)]
pub(crate) struct Writer {
    html: Html,
    /// The elements that are begun and not ended.
    open: Vec<Tag>,
    /// The same as a tree, where somebody wants it.
    tree: Option<Growing>,
}

impl Writer {
    /// One that keeps what it writes as a tree as well.
    pub(crate) fn growing() -> Self {
        Self { tree: Some(Growing::default()), ..Self::default() }
    }

    /// Another one of the same kind takes its place.
    pub(crate) fn begin_apart(&mut self) -> Self {
        let apart =
            Self { tree: self.tree.as_ref().map(|_| Growing::default()), ..Self::default() };
        std::mem::replace(self, apart)
    }

    /// Begins an element.
    pub(crate) fn open(&mut self, tag: Tag, attributes: &[Attribute<'_>]) {
        self.raw("<");
        self.tag_name(tag, true);
        self.attributes(attributes);
        self.raw(">");
        self.open.push(tag);
        self.grow(|tree| tree.begin(tag, attributes));
    }

    /// Ends the element that was begun last.
    pub(crate) fn close(&mut self) {
        let Some(tag) = self.open.pop() else { return };
        self.raw("</");
        self.tag_name(tag, false);
        self.raw(">");
        self.grow(Growing::end);
    }

    /// A whole element; what `inside` begins ends with it.
    pub(crate) fn element(
        &mut self,
        tag: Tag,
        attributes: &[Attribute<'_>],
        inside: impl FnOnce(&mut Self),
    ) {
        let depth = self.open.len();
        self.open(tag, attributes);
        inside(self);
        while self.open.len() > depth {
            self.close();
        }
    }

    /// An element that holds nothing.
    pub(crate) fn void(&mut self, tag: Void, attributes: &[Attribute<'_>]) {
        self.raw("<");
        self.raw(tag.name());
        self.attributes(attributes);
        self.raw(" />");
        self.grow(|tree| tree.void(tag, attributes));
    }

    /// Words.
    pub(crate) fn text(&mut self, text: &str) {
        let text = without_controls(text);
        // Writing to a String never fails.
        let _ = escape_html_body_text(&mut self.html.text, &text);
        self.grow(|tree| tree.text(&text));
    }

    /// A line's end, in the source alone; within a text it parts words.
    pub(crate) fn newline(&mut self) {
        self.raw("\n");
        self.grow(|tree| tree.text("\n"));
    }

    /// A line's end unless a line begins here.
    pub(crate) fn fresh_line(&mut self) {
        if !self.html.text.is_empty() && !self.html.text.ends_with('\n') {
            self.newline();
        }
    }

    /// What another one has written.
    pub(crate) fn append(&mut self, mut other: Self) {
        other.close_all();
        let by = self.html.text.len();
        let (is_top, seams) = (self.open.is_empty(), &mut self.html.seams);
        seams.extend(other.html.seams.iter().map(|seam| seam.moved(by, is_top)));
        self.html.text.push_str(&other.html.text);
        if let Some(tree) = other.tree {
            self.grow(|own| own.append(tree));
        }
    }

    /// Whether nothing is written.
    pub(crate) fn is_empty(&self) -> bool {
        self.html.is_empty()
    }

    /// What is written, with everything ended.
    pub(crate) fn finish(mut self) -> Html {
        self.close_all();
        self.html.shrink();
        self.html
    }

    /// The same as a tree; nothing from a writer that keeps none.
    pub(crate) fn into_tree(self) -> Vec<Node> {
        self.tree.map(Growing::finish).unwrap_or_default()
    }

    fn close_all(&mut self) {
        while !self.open.is_empty() {
            self.close();
        }
    }

    fn grow(&mut self, grow: impl FnOnce(&mut Growing)) {
        if let Some(tree) = &mut self.tree {
            grow(tree);
        }
    }

    fn raw(&mut self, text: &'static str) {
        self.html.text.push_str(text);
    }

    fn tag_name(&mut self, tag: Tag, begins: bool) {
        if let Tag::Heading(level) = tag {
            let is_top = self.open.is_empty();
            let kind =
                if begins { SeamKind::Begins { level, is_top } } else { SeamKind::Ends { level } };
            self.raw("h");
            self.seam(kind);
            self.raw(&tag.name()[1..]);
        } else {
            self.raw(tag.name());
        }
    }

    fn seam(&mut self, kind: SeamKind) {
        self.html.seams.push(Seam { at: self.html.text.len(), kind });
    }

    fn attributes(&mut self, attributes: &[Attribute<'_>]) {
        for attribute in attributes {
            self.raw(" ");
            self.attribute(*attribute);
        }
    }

    fn attribute(&mut self, attribute: Attribute<'_>) {
        match attribute {
            Attribute::Alt(text) => self.value("alt", text),
            Attribute::Class(name) => self.value("class", name),
            Attribute::Column(name) => self.value("data-label", name),
            Attribute::Focusable => self.value("tabindex", "0"),
            Attribute::Href(url) => self.url("href", url),
            Attribute::HrefHere(anchor) => self.url("href", &Url::here(anchor)),
            Attribute::Id(anchor) => self.anchor("id", anchor, SeamKind::Id),
            Attribute::Label(text) => self.value("aria-label", text),
            Attribute::LabelledBy(anchor) => {
                self.anchor("aria-labelledby", anchor, SeamKind::Refers);
            }
            Attribute::Of(id) => self.value("data-of", id),
            Attribute::Opens(anchor) => self.anchor("popovertarget", anchor, SeamKind::Refers),
            Attribute::PlainButton => self.value("type", "button"),
            Attribute::Popover => self.raw("popover"),
            Attribute::Role(name) => self.value("role", name),
            Attribute::Scope(name) => self.value("scope", name),
            Attribute::Src(url) => self.url("src", url),
            Attribute::Start(number) => self.value("start", &number.to_string()),
            Attribute::Title(text) => self.value("title", text),
        }
    }

    fn value(&mut self, name: &'static str, value: &str) {
        self.begin_value(name);
        // Writing to a String never fails.
        let _ = escape_html(&mut self.html.text, &without_controls(value));
        self.raw("\"");
    }

    fn anchor(&mut self, name: &'static str, anchor: &Anchor, kind: SeamKind) {
        self.begin_value(name);
        self.seam(kind);
        self.html.text.push_str(anchor.as_str());
        self.raw("\"");
    }

    fn url(&mut self, name: &'static str, url: &Url<'_>) {
        self.begin_value(name);
        if let Some(kind) = url.seam() {
            self.seam(kind);
        }
        // Writing to a String never fails.
        let _ = escape_href(&mut self.html.text, url.as_str());
        self.raw("\"");
    }

    fn begin_value(&mut self, name: &'static str) {
        self.raw(name);
        self.raw("=\"");
    }
}

/// The text without characters that nobody sees, and without those that no HTML may hold (13.2.3.5,
/// control characters other than white space, and noncharacters), which CommonMark lets in as
/// `&#1;`.
fn without_controls(text: &str) -> Cow<'_, str> {
    let is_bad = |c: char| {
        let is_control = c.is_control() && !matches!(c, '\t' | '\n' | '\u{c}' | '\r');
        is_control || matches!(u32::from(c), 0xfdd0..=0xfdef) || u32::from(c) & 0xfffe == 0xfffe
    };
    if text.contains(is_bad) || hides_something(text) {
        Cow::Owned(seen(text).replace(is_bad, ""))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tree::Element;
    use super::*;

    #[test]
    fn the_tree_has_what_the_html_has_and_nothing_escaped() {
        let mut writer = Writer::growing();
        writer.open(Tag::Paragraph, &[]);
        writer.text("a < ");
        writer.text("b");
        let mut outside = writer.begin_apart();
        writer.element(Tag::Strong, &[], |inside| inside.text("c"));
        std::mem::swap(&mut writer, &mut outside);
        writer.append(outside);
        writer.void(Void::Break, &[]);
        let element = |tag, inside| Node::Element(Element { tag, inside, ..Element::default() });
        let text = |text: &str| Node::Text(text.to_owned());
        let inside =
            vec![text("a < b"), element("strong", vec![text("c")]), element("br", Vec::new())];
        assert_eq!(writer.into_tree(), [element("p", inside)]);
        assert!(Writer::default().into_tree().is_empty());
    }

    #[test]
    fn a_text_may_be_broken_behind_a_slash_and_is_a_text_all_the_same() {
        assert_eq!(breakable("borgeren/<b>", "da", 12).as_str(), "borgeren/<wbr />&lt;b&gt;");
        assert_eq!(breakable("borgeren", "da", 12).as_str(), "borgeren");
    }

    #[test]
    fn a_text_neither_begins_an_element_nor_ends_an_attribute() {
        let mut writer = Writer::default();
        let hostile = "\"'><script>alert(1)</script>&";
        let url = Url::new(hostile).expect("no scheme");
        writer.open(Tag::Anchor, &[Attribute::Href(&url), Attribute::Title(hostile)]);
        writer.text(hostile);
        let html = writer.finish();
        assert_eq!(html.as_str().matches('<').count(), 2, "{html:?}");
        assert_eq!(html.as_str().matches('"').count(), 2 * 2 + 1, "{html:?}");
        assert!(html.as_str().ends_with("</a>"), "{html:?}");
    }

    #[test]
    fn what_no_html_may_hold_is_left_out() {
        let html =
            Html::of(|writer| writer.text("a\u{1}b\u{7f}\u{9f}\u{fffe}\u{fdd0}\u{1ffff}c\td\n"));
        assert_eq!(html.as_str(), "abc\td\n");
    }

    #[test]
    fn whatever_is_begun_is_ended_and_nothing_else() {
        let mut writer = Writer::default();
        writer.close();
        writer.element(Tag::Division, &[], |inside| {
            inside.open(Tag::Heading(2), &[]);
            inside.open(Tag::Emphasis, &[]);
        });
        writer.open(Tag::Item, &[]);
        assert_eq!(writer.finish().as_str(), "<div><h2><em></em></h2></div><li></li>");
    }
}
