//! Writes XML: feeds, sitemaps and what browsers ask for.

use std::borrow::Cow;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// An XML document that is being written.
pub(crate) struct Xml {
    writer: Writer<Vec<u8>>,
    /// The elements that are begun and not ended.
    open: Vec<&'static str>,
}

/// The names and values of an element's attributes.
pub(crate) type Attributes<'a> = &'a [(&'static str, &'a str)];

impl Xml {
    /// A document with this element around everything.
    pub(crate) fn document(root: &'static str, attributes: Attributes<'_>) -> Self {
        let mut xml = Self { writer: Writer::new(Vec::new()), open: Vec::new() };
        xml.write(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        xml.line();
        xml.open(root, attributes);
        xml.line();
        xml
    }

    /// Begins an element.
    pub(crate) fn open(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.write(Event::Start(start(name, attributes)));
        self.open.push(name);
    }

    /// Ends the element that was begun last.
    pub(crate) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.write(Event::End(BytesEnd::new(name)));
        }
    }

    /// An element that holds a text.
    pub(crate) fn leaf(&mut self, name: &'static str, attributes: Attributes<'_>, text: &str) {
        self.open(name, attributes);
        self.write(Event::Text(BytesText::new(&allowed(text))));
        self.close();
    }

    /// An element that holds nothing.
    pub(crate) fn empty(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.write(Event::Empty(start(name, attributes)));
    }

    /// A line's end.
    pub(crate) fn line(&mut self) {
        self.writer.get_mut().push(b'\n');
    }

    /// The document, with everything ended.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        while !self.open.is_empty() {
            self.close();
        }
        self.line();
        self.writer.into_inner()
    }

    fn write(&mut self, event: Event<'_>) {
        // Writing to memory never fails.
        let _ = self.writer.write_event(event);
    }
}

fn start<'a>(name: &'a str, attributes: Attributes<'a>) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (name, value) in attributes {
        start.push_attribute((*name, allowed(value).as_ref()));
    }
    start
}

/// A text without the characters that no XML may hold (XML 1.0, production 2); the writer escapes
/// those that mean something.
fn allowed(text: &str) -> Cow<'_, str> {
    let is_not = |character: char| matches!(character, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    if text.contains(is_not) { Cow::Owned(text.replace(is_not, "")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_in_xml_holds_nothing_that_xml_may_not() {
        let mut xml = Xml::document("a", &[]);
        xml.leaf("b", &[], "<a & \"b\">\u{0}\u{1b}\n'æ'");
        let text = String::from_utf8(xml.finish()).expect("UTF-8");
        assert!(
            text.ends_with("<b>&lt;a &amp; &quot;b&quot;&gt;\n&apos;æ&apos;</b></a>\n"),
            "{text}"
        );
    }

    #[test]
    fn whatever_is_begun_is_ended() {
        let mut xml = Xml::document("a", &[("x", "1 < 2")]);
        xml.open("b", &[]);
        xml.empty("c", &[]);
        let text = String::from_utf8(xml.finish()).expect("UTF-8");
        assert!(text.ends_with("<a x=\"1 &lt; 2\">\n<b><c/></b></a>\n"), "{text}");
    }
}
