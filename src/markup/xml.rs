//! Writes XML: feeds, sitemaps and what browsers ask for.

/// An XML document that is being written.
#[derive(Debug)]
pub(crate) struct Xml {
    text: String,
    /// The elements that are begun and not ended.
    open: Vec<&'static str>,
}

/// The names and values of an element's attributes.
pub(crate) type Attributes<'a> = &'a [(&'static str, &'a str)];

impl Xml {
    /// A document with this element around everything.
    pub(crate) fn document(root: &'static str, attributes: Attributes<'_>) -> Self {
        let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned();
        let mut xml = Self { text: declaration, open: Vec::new() };
        xml.open(root, attributes);
        xml.line();
        xml
    }

    /// Begins an element.
    pub(crate) fn open(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.begin(name, attributes);
        self.text.push('>');
        self.open.push(name);
    }

    /// Ends the element that was begun last.
    pub(crate) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.text.push_str("</");
            self.text.push_str(name);
            self.text.push('>');
        }
    }

    /// An element that holds a text.
    pub(crate) fn leaf(&mut self, name: &'static str, attributes: Attributes<'_>, text: &str) {
        self.open(name, attributes);
        escape(&mut self.text, text);
        self.close();
    }

    /// An element that holds nothing.
    pub(crate) fn empty(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.begin(name, attributes);
        self.text.push_str("/>");
    }

    /// A line's end.
    pub(crate) fn line(&mut self) {
        self.text.push('\n');
    }

    /// The document, with everything ended.
    pub(crate) fn finish(mut self) -> Vec<u8> {
        while !self.open.is_empty() {
            self.close();
        }
        self.line();
        self.text.into_bytes()
    }

    fn begin(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.text.push('<');
        self.text.push_str(name);
        for (name, value) in attributes {
            self.text.push(' ');
            self.text.push_str(name);
            self.text.push_str("=\"");
            escape(&mut self.text, value);
            self.text.push('"');
        }
    }
}

/// Adds a text: the five characters that mean something are written as entities, those that no XML may
/// hold (XML 1.0, production 2) are left out.
fn escape(escaped: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            other => escaped.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_in_xml_holds_nothing_that_xml_may_not() {
        let mut escaped = String::new();
        escape(&mut escaped, "<a & \"b\">\u{0}\u{1b}\n'æ'");
        assert_eq!(escaped, "&lt;a &amp; &quot;b&quot;&gt;\n&apos;æ&apos;");
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
