//! A page cut out of its frame: the way back to it and its `main`, as one element that bears the
//! page's address.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Single;
use super::lead::{Lead, name};
use super::rewrite::Rewriter;
use crate::markup::document;
use crate::markup::tags::{Found, Given, tags};
use crate::routes::address_of;

/// What comes of a page.
pub(super) struct Article {
    /// Its title, as it is written.
    pub(super) title: String,
    pub(super) html: String,
    /// Its stylesheets, by their files.
    pub(super) sheets: BTreeSet<String>,
    /// Files that stay where the portal lies.
    pub(super) left_out: BTreeSet<String>,
}

/// The page at a path of the site.
pub(super) fn article(single: &Single<'_>, path: &str, html: &str) -> Article {
    let address = address_of(path);
    let tags = tags(html);
    let main = element(&tags, |tag| tag.element == "main")
        .or_else(|| element(&tags, |tag| tag.element == "body"));
    let (main, inner) = main.unwrap_or((tags.len(), 0..html.len()));
    let main = tags.get(main);
    let whole = main.and_then(|tag| tag.attribute("id")).cloned().unwrap_or_default();
    let mut rewriter = Rewriter {
        single,
        address: &address,
        whole: &whole,
        renames: true,
        left_out: BTreeSet::new(),
    };
    let title = title(html, &tags);
    let mut out = document::begin_article(&name(&address, ""), &title, &own(main, &tags));
    if let Some((nav, inside)) = element(&tags, is_breadcrumb) {
        let end = tags.iter().find(|tag| tag.at == inside.end).map_or(inside.end, |tag| tag.end);
        out.push_str(&rewriter.piece(html, &tags, tags[nav].at..end));
    }
    out.push_str(&rewriter.piece(html, &tags, inner));
    out.push_str(document::END_ARTICLE);
    let sheets = tags.iter().filter(|tag| is_sheet(tag)).filter_map(|tag| tag.attribute("href"));
    let sheets = sheets.filter_map(|href| match single.leads.lead(&address, href) {
        Some(Lead::File(file)) => Some(file),
        _ => None,
    });
    Article { title, html: out, sheets: sheets.collect(), left_out: rewriter.left_out }
}

/// What an article takes over from its page: the data of `main` and of `body`, which styles and
/// scripts ask for.
fn own<'h>(main: Option<&Found<'h>>, tags: &[Found<'h>]) -> Vec<Given<'h>> {
    let body = tags.iter().find(|tag| tag.element == "body" && !tag.is_end);
    let both = [main, body].into_iter().flatten().flat_map(|tag| &tag.attributes);
    let mut own: Vec<Given<'_>> = Vec::new();
    for given in both.filter(|given| given.name.starts_with("data-") || given.name == "class") {
        if own.iter().all(|other| other.name != given.name) {
            own.push(given.clone());
        }
    }
    own
}

/// A page's title as it is written.
fn title(html: &str, tags: &[Found<'_>]) -> String {
    let text = element(tags, |tag| tag.element == "title")
        .and_then(|(_, inner)| html.get(inner))
        .unwrap_or_default();
    text.to_owned()
}

pub(super) fn is_breadcrumb(tag: &Found<'_>) -> bool {
    let is_one = |class: &str| class.split_ascii_whitespace().any(|name| name == "breadcrumb");
    tag.element == "nav" && tag.attribute("class").is_some_and(|class| is_one(class))
}

/// Whether a tag loads a stylesheet.
pub(super) fn is_sheet(tag: &Found<'_>) -> bool {
    tag.element == "link" && tag.attribute("rel").is_some_and(|rel| rel == "stylesheet")
}

/// The first element that is meant: its tag's number, and where its content stands.
pub(super) fn element(
    tags: &[Found<'_>],
    is_meant: impl Fn(&Found<'_>) -> bool,
) -> Option<(usize, Range<usize>)> {
    let at = tags.iter().position(|tag| !tag.is_end && is_meant(tag))?;
    let mut depth = 0_usize;
    for tag in tags.get(at..)?.iter().filter(|tag| tag.element == tags[at].element) {
        depth = if tag.is_end { depth.saturating_sub(1) } else { depth + 1 };
        if depth == 0 {
            return Some((at, tags[at].end..tag.at));
        }
    }
    None
}
