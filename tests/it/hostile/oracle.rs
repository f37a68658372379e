//! What a browser would make of a page, told by a parser that is not ours (WHATWG HTML's tokenizer,
//! by html5gum): scripts, handlers, addresses that run something, elements that nobody ended.

use std::collections::BTreeMap;

use html5gum::{DefaultEmitter, Token, Tokenizer};

/// Elements that have no end (WHATWG HTML, 13.1.2).
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// Elements that no page of the portal has.
const FORBIDDEN: &[&str] =
    &["iframe", "frame", "object", "embed", "base", "style", "math", "applet", "video", "audio"];

/// Attributes that hold an address.
const ADDRESSES: &[&str] =
    &["href", "src", "action", "formaction", "data", "poster", "xlink:href", "cite", "ping"];

type Attributes = BTreeMap<String, String>;

/// What is wrong with a page; `fragment` is one without its frame.
pub(crate) fn wrong(html: &str) -> Vec<String> {
    let mut page = Page::default();
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(token) = token;
        page.take(&token);
    }
    let left = page.open.iter().map(|name| format!("<{name}> is not ended"));
    let left: Vec<_> = left.collect();
    page.wrong.extend(left);
    page.wrong
}

#[derive(Default)]
struct Page {
    open: Vec<String>,
    ids: BTreeMap<String, usize>,
    wrong: Vec<String>,
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

impl Page {
    fn take(&mut self, token: &Token) {
        match token {
            Token::StartTag(tag) => {
                let name = text(&tag.name);
                let attributes =
                    tag.attributes.iter().map(|(name, value)| (text(name), text(value)));
                self.start(&name, &attributes.collect());
                if !VOID.contains(&name.as_str()) && !tag.self_closing {
                    self.open.push(name);
                }
            }
            Token::EndTag(tag) => {
                let name = text(&tag.name);
                match self.open.pop() {
                    Some(open) if open == name => {}
                    open => self.wrong.push(format!("</{name}> ends {open:?}")),
                }
            }
            Token::Error(error) => self.wrong.push(error.value.as_str().to_owned()),
            Token::Comment(comment) => self.wrong.push(format!("<!--{}-->", text(comment))),
            Token::String(_) | Token::Doctype(_) => {}
        }
    }

    fn start(&mut self, name: &str, attributes: &Attributes) {
        if FORBIDDEN.contains(&name) || (name == "script" && !may_stand(attributes)) {
            self.wrong.push(format!("<{name}> {attributes:?}"));
        }
        for (attribute, value) in attributes {
            let runs = attribute.starts_with("on")
                || matches!(attribute.as_str(), "style" | "srcdoc" | "is");
            let leads = ADDRESSES.contains(&attribute.as_str()) && !is_harmless(value);
            let refreshes = attribute == "http-equiv" && !leads_on(attributes);
            if runs || leads || refreshes {
                self.wrong.push(format!("<{name} {attribute}={value:?}>"));
            }
            if attribute == "id" {
                let twice =
                    self.ids.entry(value.clone()).and_modify(|count| *count += 1).or_insert(1);
                if *twice == 2 {
                    self.wrong.push(format!("the id {value:?} stands twice"));
                }
                if value.is_empty() || value.contains(char::is_whitespace) {
                    self.wrong.push(format!("{value:?} is no id"));
                }
            }
        }
    }
}

/// Whether a page of the portal leads on to another of its own.
fn leads_on(attributes: &Attributes) -> bool {
    let to = attributes.get("content").and_then(|content| content.strip_prefix("0; url="));
    to.is_some_and(|to| to.starts_with("../"))
}

fn may_stand(attributes: &Attributes) -> bool {
    let get = |name: &str| attributes.get(name).map(String::as_str);
    match get("type") {
        // The page for addresses that are not there begins at the root; all others go up to it.
        Some("module") | None => get("src").is_some_and(|src| {
            src.strip_prefix('/').unwrap_or(src.trim_start_matches("../")).starts_with("js/")
        }),
        Some("application/ld+json" | "application/json") => get("src").is_none(),
        _ => false,
    }
}

/// Whether an address runs nothing: read as WHATWG URL reads it, which drops tabs and line ends
/// anywhere, and what is no more than a space at the beginning.
fn is_harmless(address: &str) -> bool {
    let seen: String = address.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    let seen = seen.trim_start_matches(|c: char| c <= ' ').to_lowercase();
    let scheme = seen
        .split([':', '/', '?', '#', '\\'])
        .next()
        .filter(|scheme| seen[scheme.len()..].starts_with(':'));
    match scheme {
        Some(scheme) if scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c)) => {
            matches!(scheme, "http" | "https" | "mailto" | "tel")
        }
        _ => true,
    }
}
