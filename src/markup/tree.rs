//! What a writer is given, as a tree: for pages that are no web pages. Elements, texts and
//! addresses are the same values that HTML is written of, before anything is escaped.

use serde::Serialize;

use super::writer::{Attribute, Tag, Void};

/// A piece of what is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub(crate) enum Node {
    /// Words.
    Text(String),
    /// An element, and what is in it.
    Element(Element),
}

/// An element with those of its attributes that mean something without a browser.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Element {
    /// HTML's name for it: `p`, `h2`, `img`.
    pub(crate) tag: &'static str,
    /// What sets it apart from others of its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) class: Option<&'static str>,
    /// The anchor, by which it is found.
    #[serde(skip)]
    pub(crate) id: Option<String>,
    /// Where a link leads.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) href: Option<String>,
    /// Where a picture is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) src: Option<String>,
    /// What a picture says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) alt: Option<String>,
    /// The first number of a list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) start: Option<u64>,
    /// What is in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) inside: Vec<Node>,
}

impl Element {
    fn new(tag: &'static str, attributes: &[Attribute<'_>]) -> Self {
        let mut element = Self { tag, ..Self::default() };
        for attribute in attributes {
            match attribute {
                Attribute::Alt(text) => element.alt = Some((*text).to_owned()),
                Attribute::Class(name) => element.class = Some(name),
                Attribute::Href(url) => element.href = Some(url.as_str().to_owned()),
                Attribute::HrefHere(anchor) => element.href = Some(format!("#{anchor}")),
                Attribute::Src(url) => element.src = Some(url.as_str().to_owned()),
                Attribute::Start(number) => element.start = Some(*number),
                Attribute::Id(anchor) => element.id = Some(anchor.to_string()),
                Attribute::Column(_)
                | Attribute::Focusable
                | Attribute::Label(_)
                | Attribute::LabelledBy(_)
                | Attribute::Of(_)
                | Attribute::Opens(_)
                | Attribute::PlainButton
                | Attribute::Popover
                | Attribute::Role(_)
                | Attribute::Scope(_)
                | Attribute::Title(_) => {}
            }
        }
        element
    }
}

impl Node {
    /// The level of a heading; none for anything else.
    pub(crate) fn heading_level(&self) -> Option<u8> {
        let Self::Element(element) = self else { return None };
        (1..=6).find(|level| Tag::Heading(*level).name() == element.tag)
    }
}

/// The section under the heading with this anchor, with the heading; everything if no heading that
/// stands by itself has it.
pub(crate) fn section(nodes: Vec<Node>, anchor: &str) -> Vec<Node> {
    let has_it = |node: &Node| {
        let Node::Element(element) = node else { return false };
        node.heading_level().is_some() && element.id.as_deref() == Some(anchor)
    };
    let Some(start) = nodes.iter().position(has_it) else { return nodes };
    let level = nodes[start].heading_level();
    let ends = |node: &Node| node.heading_level().is_some_and(|other| Some(other) <= level);
    let length = nodes[start + 1..].iter().position(ends).unwrap_or(nodes.len() - start - 1);
    nodes.into_iter().skip(start).take(length + 1).collect()
}

/// A tree that grows as its writer writes.
#[derive(Clone, Debug, Default)]
pub(super) struct Growing {
    /// The elements that are begun and not ended, the outermost first.
    open: Vec<Element>,
    /// What stands in none of them.
    done: Vec<Node>,
}

impl Growing {
    pub(super) fn begin(&mut self, tag: Tag, attributes: &[Attribute<'_>]) {
        self.open.push(Element::new(tag.name(), attributes));
    }

    pub(super) fn end(&mut self) {
        if let Some(element) = self.open.pop() {
            self.add(Node::Element(element));
        }
    }

    pub(super) fn void(&mut self, tag: Void, attributes: &[Attribute<'_>]) {
        self.add(Node::Element(Element::new(tag.name(), attributes)));
    }

    /// Words; those that follow others at once are of the same text.
    pub(super) fn text(&mut self, text: &str) {
        match self.inside().last_mut() {
            Some(Node::Text(before)) => before.push_str(text),
            _ => self.add(Node::Text(text.to_owned())),
        }
    }

    /// What another writer has written.
    pub(super) fn append(&mut self, other: Self) {
        for node in other.finish() {
            match node {
                Node::Text(text) => self.text(&text),
                element @ Node::Element(_) => self.add(element),
            }
        }
    }

    /// The tree, with everything ended.
    pub(super) fn finish(mut self) -> Vec<Node> {
        while !self.open.is_empty() {
            self.end();
        }
        self.done
    }

    fn add(&mut self, node: Node) {
        self.inside().push(node);
    }

    fn inside(&mut self) -> &mut Vec<Node> {
        match self.open.last_mut() {
            Some(element) => &mut element.inside,
            None => &mut self.done,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heading(level: u8, id: &str) -> Node {
        let id = Some(id.to_owned());
        Node::Element(Element { tag: Tag::Heading(level).name(), id, ..Element::default() })
    }

    #[test]
    fn a_section_ends_where_another_of_its_rank_begins() {
        let text = || Node::Text("x".to_owned());
        let nodes = || vec![text(), heading(2, "a"), text(), heading(3, "a1"), heading(2, "b")];
        assert_eq!(section(nodes(), "a"), nodes()[1..4]);
        assert_eq!(section(nodes(), "a1"), nodes()[3..4]);
        assert_eq!(section(nodes(), "b"), nodes()[4..]);
        assert_eq!(section(nodes(), "c"), nodes());
    }
}
