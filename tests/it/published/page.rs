//! A published page as a browser's tokenizer sees it (WHATWG HTML, by html5gum): elements with
//! their attributes and the text in them.

use std::collections::BTreeMap;

use html5gum::{DefaultEmitter, Token, Tokenizer};
use url::Url;

/// A host that has the portal at its root.
const HOST: &str = "https://host.example/";

/// An element's beginning.
#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: BTreeMap<String, String>,
    /// The text from here to the next tag.
    pub(crate) text: String,
}

/// A page in the order that it is written.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) path: &'static str,
    pub(crate) elements: Vec<Element>,
    /// Whether the next text belongs to the last element's beginning.
    within: bool,
    /// What the standard calls parse errors.
    pub(crate) errors: Vec<String>,
}

impl Element {
    /// The value of an attribute.
    pub(crate) fn get(&self, attribute: &str) -> Option<&str> {
        self.attributes.get(attribute).map(String::as_str)
    }
}

impl Page {
    /// Reads a page's text.
    pub(crate) fn read(path: &'static str, html: &str) -> Self {
        let mut page = Self { path, elements: Vec::new(), within: false, errors: Vec::new() };
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        for token in Tokenizer::new_with_emitter(html, emitter) {
            let Ok(token) = token;
            page.take(token);
        }
        page
    }

    fn take(&mut self, token: Token) {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        self.within &= matches!(token, Token::String(_));
        match token {
            Token::StartTag(tag) => {
                let attributes =
                    tag.attributes.iter().map(|(name, value)| (text(name), text(value))).collect();
                self.elements.push(Element {
                    name: text(&tag.name),
                    attributes,
                    text: String::new(),
                });
                self.within = true;
            }
            Token::String(string) => {
                if let Some(element) = self.elements.last_mut().filter(|_| self.within) {
                    element.text.push_str(&text(&string));
                }
            }
            Token::Error(error) => self.errors.push(error.value.as_str().to_owned()),
            Token::EndTag(_) | Token::Comment(_) | Token::Doctype(_) => {}
        }
    }

    /// Every element of a name.
    pub(crate) fn all<'p>(&'p self, name: &'p str) -> impl Iterator<Item = &'p Element> {
        self.elements.iter().filter(move |element| element.name == name)
    }

    /// The address within the site.
    pub(crate) fn url(&self) -> String {
        format!("/{}", self.path.strip_suffix("index.html").unwrap_or(self.path))
    }

    /// Whether it leads on to another page at once: short links and former addresses.
    pub(crate) fn redirects(&self) -> bool {
        self.all("meta").any(|meta| meta.get("http-equiv") == Some("refresh"))
    }

    /// Where a link on this page leads, as a browser finds it: the address from the portal's root,
    /// with query and anchor; none for other hosts and schemes.
    pub(crate) fn at(&self, link: &str) -> Option<String> {
        let here = Url::parse(HOST).expect("an address").join(&self.url()).expect("an address");
        let there = here.join(link).expect("an address");
        there.as_str().strip_prefix(HOST).map(|path| format!("/{path}"))
    }

    /// What it leads a reader to without scripts: the links' addresses without query and anchor.
    pub(crate) fn links(&self) -> impl Iterator<Item = String> {
        let hrefs = self.all("a").filter_map(|link| self.at(link.get("href")?));
        hrefs.filter_map(|href| href.split(['#', '?']).next().map(str::to_owned))
    }
}
