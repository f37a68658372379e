//! Prose as it is on paper: without what only a browser can open or follow back, and with the
//! levels of its headings one below the other.

use crate::markup::{Element, Node};

/// Levels of headings by their depth.
const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

/// Elements whose children are blocks: a text without words in them is a line's end of the source.
const OF_BLOCKS: [&str; 8] = ["blockquote", "div", "ol", "table", "tbody", "thead", "tr", "ul"];

/// The tree as it is set. Its headings begin at `h1`, and none is more than one level below the one
/// before it.
pub(super) fn on_paper(nodes: Vec<Node>) -> Vec<Node> {
    let mut above = Vec::new();
    let mut set = Vec::new();
    for node in nodes {
        let level = node.heading_level();
        let from = set.len();
        place(node, true, &mut set);
        if let (Some(level), Some(Node::Element(heading))) = (level, set.get_mut(from)) {
            above.retain(|other| *other < level);
            heading.tag = HEADINGS[above.len().min(HEADINGS.len() - 1)];
            above.push(level);
        }
    }
    set
}

/// Adds what stands on paper in the place of a node.
fn place(node: Node, among_blocks: bool, set: &mut Vec<Node>) {
    let element = match node {
        Node::Text(text) if among_blocks && text.trim().is_empty() => return,
        Node::Text(text) => return set.push(Node::Text(text.replace('\n', " "))),
        Node::Element(element) => element,
    };
    match (element.tag, element.class) {
        ("a", Some("footnote-back")) | ("span", Some("explained")) => {}
        // The button before it shows an abbreviation: paper gives the term itself.
        ("span", Some("explained in-full")) => {
            let term = element.inside.into_iter().next().map(words).unwrap_or_default();
            set.push(Node::Text(format!(" ({term})")));
        }
        ("button", _) => element.inside.into_iter().for_each(|node| place(node, false, set)),
        ("div", Some("table-frame")) => {
            element.inside.into_iter().for_each(|node| place(node, true, set));
        }
        ("sup", Some("footnote-reference")) => {
            let number = element.inside.into_iter().map(words).collect();
            set.push(Node::Element(Element {
                tag: "sup",
                inside: vec![Node::Text(number)],
                ..Element::default()
            }));
        }
        ("pre", _) => set.push(Node::Element(Element {
            tag: "pre",
            inside: vec![Node::Text(words(Node::Element(element)))],
            ..Element::default()
        })),
        (tag, _) => {
            let of_blocks = OF_BLOCKS.contains(&tag);
            let mut inside = Vec::new();
            let Element { inside: nodes, .. } = &element;
            nodes.iter().cloned().for_each(|node| place(node, of_blocks, &mut inside));
            set.push(Node::Element(Element { inside, ..element }));
        }
    }
}

/// The words of a node, as they are.
fn words(node: Node) -> String {
    match node {
        Node::Text(text) => text,
        Node::Element(element) => element.inside.into_iter().map(words).collect(),
    }
}

/// The addresses of the pictures, in order.
pub(super) fn pictures<'n>(nodes: &'n [Node], found: &mut Vec<&'n str>) {
    for node in nodes {
        if let Node::Element(element) = node {
            found.extend(element.src.as_deref());
            pictures(&element.inside, found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn element(tag: &'static str, class: Option<&'static str>, inside: Vec<Node>) -> Node {
        Node::Element(Element { tag, class, inside, ..Element::default() })
    }

    fn text(text: &str) -> Node {
        Node::Text(text.to_owned())
    }

    fn tags(nodes: &[Node]) -> Vec<&'static str> {
        let tag = |node: &Node| match node {
            Node::Text(_) => "text",
            Node::Element(element) => element.tag,
        };
        nodes.iter().map(tag).collect()
    }

    #[test]
    fn no_heading_is_more_than_one_level_below_the_one_before_it() {
        let heading = |tag| element(tag, None, vec![text("x")]);
        let written = ["h3", "h2", "h4", "h4", "h6", "h3", "h2"].map(heading).to_vec();
        assert_eq!(tags(&on_paper(written)), ["h1", "h1", "h2", "h2", "h3", "h2", "h1"]);
    }

    #[test]
    fn what_a_browser_opens_stands_in_the_text_or_not_at_all() {
        let link = element("a", None, vec![text("Støttekontaktperson")]);
        let full = element("span", Some("explained in-full"), vec![link.clone()]);
        let button = element("button", Some("term"), vec![text("SKP")]);
        let other = element("span", Some("explained"), vec![link]);
        let paragraph = element("p", None, vec![text("En "), button, full, text(".\nTo."), other]);
        let set = on_paper(vec![paragraph, text("\n")]);
        assert_eq!(set.len(), 1);
        assert_eq!(words(set[0].clone()), "En SKP (Støttekontaktperson). To.");
    }

    #[test]
    fn a_table_stands_without_its_frame_and_code_keeps_its_lines() {
        let table = element("table", None, vec![text("\n")]);
        let frame = element("div", Some("table-frame"), vec![table, text("\n")]);
        let code = element("pre", None, vec![element("code", None, vec![text("a\n  b")])]);
        let set = on_paper(vec![frame, code]);
        assert_eq!(tags(&set), ["table", "pre"]);
        assert_eq!(words(set[1].clone()), "a\n  b");
    }
}
