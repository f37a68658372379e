//! What stands around every page: title, description, the way back, menu, search field and footer.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;
use tera::Context;

use super::edition::Edition;
use super::link::Link;
use super::pinboard;
use super::words::Words;
use crate::diagnostics::Texts;
use crate::exports::{STYLESHEET, feed_of};
use crate::model::{Catalogue, Kind};

/// What a page tells about itself.
#[derive(Serialize)]
pub(super) struct Frame<'e> {
    /// Its address.
    pub(super) url: Cow<'e, str>,
    /// Its own title.
    pub(super) title: Cow<'e, str>,
    /// What stands in the browser's tab.
    full_title: String,
    /// One sentence.
    description: Cow<'e, str>,
    /// The full address that search engines and readers should keep; none for files such as `404.html`, which answer for
    /// many addresses.
    canonical: Option<String>,
    /// The first part of the address, which tells the menu's current item.
    section: &'e str,
    /// The way back: from the front page to just above this page.
    pub(super) breadcrumb: Vec<Link<'e>>,
}

impl<'e> Frame<'e> {
    /// A page at `url`, in the menu's `section`.
    pub(super) fn new(edition: &'e Edition<'_>, url: impl Into<Cow<'e, str>>, title: impl Into<Cow<'e, str>>) -> Self {
        let (url, title) = (url.into(), title.into());
        let site = &edition.catalogue.site;
        Self {
            full_title: format!("{title} – {}", site.title),
            canonical: url.ends_with('/').then(|| format!("{}{url}", site.base_url)),
            url,
            title,
            description: Cow::Borrowed(&site.tagline),
            section: "",
            breadcrumb: vec![Link::to("/", edition.words.page("front.short"))],
        }
    }

    /// The front page itself, which has nothing above it and the portal's own title.
    pub(super) fn front(edition: &'e Edition<'_>) -> Self {
        let site = &edition.catalogue.site;
        Self { full_title: site.title.clone(), breadcrumb: Vec::new(), ..Self::new(edition, "/", &*site.title) }
    }

    /// With one sentence of its own.
    pub(super) fn described(mut self, description: impl Into<Cow<'e, str>>) -> Self {
        self.description = description.into();
        self
    }

    /// Below a list of the site, which its title in the tab names too: a unit and an administration may have one name.
    pub(super) fn below(mut self, url: &'e str, title: &'e str) -> Self {
        self.full_title.insert_str(self.title.len(), &format!(" – {title}"));
        self.section = url;
        self.breadcrumb.push(Link::to(url, title));
        self
    }

    /// At a place of the menu.
    pub(super) fn in_section(mut self, url: &'e str) -> Self {
        self.section = url;
        self
    }
}

#[derive(Serialize)]
struct SiteView<'a> {
    title: &'a str,
    tagline: &'a str,
    base_url: &'a str,
    language: &'static str,
    search_engines: bool,
    edition: String,
    edition_note: Option<&'a str>,
}

/// What every template sees: `site`, `menu`, `footer`, `feeds`, `assets`, and the texts: `t` is those under `pages`, `words`
/// those under `words`.
pub(super) fn shared(
    catalogue: &Catalogue,
    words: &Words<'_>,
    texts: &Texts,
    assets: &BTreeMap<String, String>,
) -> Context {
    let site = &catalogue.site;
    let mut shared = Context::new();
    let view = SiteView {
        title: &site.title,
        tagline: &site.tagline,
        base_url: &site.base_url,
        language: site.language.code(),
        search_engines: site.search_engines,
        edition: words.date(site.edition),
        edition_note: site.edition_note.as_deref(),
    };
    shared.insert("site", &view);
    shared.insert("menu", &menu(catalogue, words));
    shared.insert("footer", &footer(catalogue, words));
    shared.insert("feeds", &feeds(words));
    shared.insert("stylesheet", assets.get(STYLESHEET).map_or("", String::as_str));
    shared.insert("icon", assets.get("favicon.svg").map_or("/favicon.svg", String::as_str));
    shared.insert("assets", assets);
    shared.insert("t", &tree(texts, "pages"));
    shared.insert("words", &tree(texts, "words"));
    shared
}

/// The main menu: the lists, then the pages that ask for a place.
fn menu<'a>(catalogue: &'a Catalogue, words: &Words<'a>) -> Vec<Link<'a>> {
    let lists = [Kind::Offer, Kind::Procedure, Kind::Contact, Kind::Goal, Kind::Term];
    let lists = lists.into_iter().filter_map(|kind| Some(Link::to(section_url(kind)?, words.kinds(kind))));
    let mut pages: Vec<_> = catalogue.pages.iter().filter_map(|page| Some((page.menu?, &page.entry))).collect();
    pages.sort_by_key(|(place, entry)| (*place, &entry.id));
    let pages = pages.into_iter().map(|(_, entry)| Link::to(entry.url(), &*entry.title));
    lists.chain([Link::to("/a-aa/", words.page("a_to_z.short"))]).chain(pages).collect()
}

fn footer<'a>(catalogue: &'a Catalogue, words: &Words<'a>) -> Vec<Link<'a>> {
    let sources = (!catalogue.documents.is_empty()).then(|| Link::to("/dokument/", words.word("facets", "document")));
    let fixed = [
        Link::to("/a-aa/", words.page("a_to_z.title")),
        Link::to("/begreber/", words.page("glossary.title")),
        Link::to("/nyt/", words.page("news.title")),
        Link::to("/introforloeb/", words.page("courses.title")),
    ];
    let last =
        [Link::to(pinboard::URL, words.page("pinboard.title")), Link::to("/was/", words.page("statement.title"))];
    fixed.into_iter().chain(sources).chain(last).collect()
}

/// What is new in a part of the portal, for the pages of that part.
#[derive(Serialize)]
struct FeedView<'a> {
    /// The part, as [`Frame`]'s `section` names it.
    section: &'static str,
    url: String,
    title: &'a str,
}

fn feeds<'a>(words: &Words<'a>) -> Vec<FeedView<'a>> {
    let lists = Kind::ALL.into_iter().filter_map(section_url);
    let feeds = lists.filter_map(|section| {
        let (kind, url) = feed_of(section)?;
        Some(FeedView { section, url, title: words.kinds(kind) })
    });
    feeds.collect()
}

/// The address of a kind's list; pages of prose have none.
pub(super) fn section_url(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Offer => Some("/tilbud/"),
        Kind::Procedure => Some("/sagsgange/"),
        Kind::Contact => Some("/kontakter/"),
        Kind::Goal => Some("/maal/"),
        Kind::Course => Some("/introforloeb/"),
        Kind::Page => None,
        Kind::News => Some("/nyt/"),
        Kind::Term => Some("/begreber/"),
    }
}

/// The texts under a key as a tree: `pages.offer.hours` is `t.offer.hours`.
fn tree(texts: &Texts, under: &str) -> serde_json::Value {
    let mut root = serde_json::Map::new();
    for (key, text) in texts.under(under) {
        let mut place = &mut root;
        let mut parts = key.split('.').peekable();
        while let Some(part) = parts.next() {
            if parts.peek().is_none() {
                place.insert(part.to_owned(), text.into());
                break;
            }
            let inner = place.entry(part).or_insert_with(|| serde_json::Map::new().into());
            match inner.as_object_mut() {
                Some(inner) => place = inner,
                None => break,
            }
        }
    }
    root.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kinds_list_lies_where_its_entries_do() {
        for kind in Kind::ALL {
            assert_eq!(section_url(kind).map(|url| url.trim_matches('/')), kind.section());
        }
    }
}
