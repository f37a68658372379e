//! What stands around every page: title, description, the way back, menu, search field and footer.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;
use tera::Value;

use super::asking;
use super::context::Context;
use super::link::Link;
use super::words::Words;
use crate::diagnostics::{Language, Texts};
use crate::memo::{Key, Naming};
use crate::model::{Catalogue, Entry, Kind, Page};
use crate::percent;
use crate::routes::{A_TO_Z, FRONT, Index, MISSED, PINBOARD, STATEMENT, STYLESHEET, feed_of};

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
    /// The full address that search engines and readers should keep; none for files such as
    /// `404.html`, which answer for many addresses.
    canonical: Option<String>,
    /// The first part of the address, which tells the menu's current item.
    section: &'e str,
    /// Where a fault of the page is told, and the address that is told with it.
    report: Option<Cow<'e, str>>,
    short: Cow<'e, str>,
    /// Where its source can be edited.
    edit: Option<String>,
    /// The way back: from the front page to just above this page.
    pub(super) breadcrumb: Vec<Link<'e>>,
}

impl<'e> Frame<'e> {
    /// A page at `url`, in the menu's `section`.
    pub(super) fn new(
        context: &'e Context<'_>,
        url: impl Into<Cow<'e, str>>,
        title: impl Into<Cow<'e, str>>,
    ) -> Self {
        let (url, title) = (url.into(), title.into());
        let site = &context.catalogue.site;
        let full = format!("{}{url}", site.base_url);
        Self {
            report: asking::report(context, None, &full),
            short: Cow::Owned(full),
            edit: None,
            full_title: format!("{title} – {}", site.title),
            canonical: url.ends_with('/').then(|| format!("{}{url}", site.base_url)),
            url,
            title,
            description: Cow::Borrowed(&site.tagline),
            section: "",
            breadcrumb: vec![Link::to(FRONT, context.words.page("front.short"))],
        }
    }

    /// The front page itself, which has nothing above it and the portal's own title.
    pub(super) fn front(context: &'e Context<'_>) -> Self {
        let site = &context.catalogue.site;
        Self {
            full_title: site.title.clone(),
            breadcrumb: Vec::new(),
            ..Self::new(context, FRONT, &*site.title)
        }
    }

    /// Of an entry: its short link is told, and those who answer for it are written to.
    pub(super) fn of_entry(mut self, context: &'e Context<'_>, entry: &Entry) -> Self {
        let short = format!("{}{}", context.catalogue.site.base_url, entry.short_url());
        self.report = asking::report(context, Some(entry), &short);
        self.short = Cow::Owned(short);
        let path = percent::path(context.sources.file(entry.file).path());
        let site = &context.catalogue.site;
        self.edit =
            site.source_url.as_ref().map(|url| format!("{}/{path}", url.trim_end_matches('/')));
        self
    }

    /// Where a page answers at addresses that are not its own, it tells none.
    pub(super) fn without_address(mut self) -> Self {
        self.short = Cow::Borrowed("");
        self
    }

    /// With one sentence of its own.
    pub(super) fn described(mut self, description: impl Into<Cow<'e, str>>) -> Self {
        self.description = description.into();
        self
    }

    /// Below a list of the site, which its title in the tab names too: a unit and an administration
    /// may have one name.
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
    /// The day that everything is reckoned from, where it is not the edition's.
    counted_from: Option<String>,
}

/// What every template sees.
#[derive(Default)]
pub(super) struct Shared {
    /// The values by their names.
    pub(super) context: tera::Context,
    /// The language of the pages.
    pub(super) language: Language,
    /// The same as they are named.
    values: Vec<(&'static str, Value)>,
}

impl Shared {
    /// `site`, `menu`, `footer`, `workplaces`, `feeds`, `assets`, and the texts: `t` is those under `pages`,
    /// `words` those under `words`.
    pub(super) fn of(
        catalogue: &Catalogue,
        words: &Words<'_>,
        texts: &Texts,
        assets: &BTreeMap<String, String>,
    ) -> Self {
        let site = &catalogue.site;
        let mut shared = Self { language: site.language, ..Self::default() };
        let view = SiteView {
            title: &site.title,
            tagline: &site.tagline,
            base_url: &site.base_url,
            language: site.language.code(),
            search_engines: site.search_engines,
            edition: words.date(site.edition),
            edition_note: site.edition_note.as_deref(),
            counted_from: (catalogue.today != site.edition).then(|| words.date(catalogue.today)),
        };
        shared.add("site", &view);
        shared.add("menu", &menu(catalogue, words));
        shared.add("footer", &footer(catalogue, words));
        shared.add("workplaces", &workplaces(catalogue));
        shared.add("feeds", &feeds(words));
        shared.add("stylesheet", assets.get(STYLESHEET).map_or("", String::as_str));
        shared.add("icon", assets.get("favicon.svg").map_or("/favicon.svg", String::as_str));
        shared.add("assets", assets);
        shared.add("t", &tree(texts, "pages"));
        shared.add("words", &tree(texts, "words"));
        shared
    }

    fn add(&mut self, name: &'static str, value: &(impl Serialize + ?Sized)) {
        // What cannot be a value is not there, which the first template that asks for it tells.
        if let Ok(value) = Value::try_from_serializable(value) {
            self.context.insert_value(name, value.clone());
            self.values.push((name, value));
        }
    }

    /// What tells these values from others.
    pub(super) fn name(&self) -> Option<Key> {
        Naming::default().and_value(&self.values).map(Naming::key)
    }
}

/// The main menu: what staff come for every day, in so few words that it can be taken in at once.
/// The lists, the pages that ask for a place, and the courses where there are any.
fn menu<'a>(catalogue: &'a Catalogue, words: &Words<'a>) -> Vec<Link<'a>> {
    let lists = [Kind::Offer, Kind::Procedure, Kind::Contact, Kind::Term];
    let courses = (catalogue.count(Kind::Course) > 0).then_some(Kind::Course);
    let list = |kind: Kind| Some(Link::to(kind.list()?, words.kinds(kind)));
    let pages = placed(catalogue, |page| page.menu);
    lists.into_iter().filter_map(list).chain(pages).chain(courses.and_then(list)).collect()
}

/// The pages that ask for a place, in its order.
fn placed(
    catalogue: &Catalogue,
    place: impl Fn(&Page) -> Option<u32>,
) -> impl Iterator<Item = Link<'_>> {
    let mut pages: Vec<_> =
        catalogue.pages.iter().filter_map(|page| Some((place(page)?, &page.entry))).collect();
    pages.sort_by_key(|(place, entry)| (*place, &entry.id));
    pages.into_iter().map(|(_, entry)| Link::to(entry.url(), &*entry.title))
}

fn footer<'a>(catalogue: &'a Catalogue, words: &Words<'a>) -> Vec<Link<'a>> {
    let documents = Index::Documents;
    let sources = (!catalogue.documents.is_empty())
        .then(|| Link::to(documents.address(), words.word("facets", documents.name())));
    let everything = Link::to(A_TO_Z, words.page("a_to_z.title"));
    let lists = [
        (Kind::Term, "glossary.title"),
        (Kind::Goal, "goals.title"),
        (Kind::News, "news.title"),
        (Kind::Course, "courses.title"),
    ];
    let lists = lists
        .into_iter()
        .filter_map(|(kind, title)| Some(Link::to(kind.list()?, words.page(title))));
    let last =
        [(PINBOARD, "pinboard.title"), (MISSED, "missed.title"), (STATEMENT, "statement.title")];
    let last = last.map(|(address, title)| Link::to(address, words.page(title)));
    let pages = placed(catalogue, |page| page.footer);
    [everything].into_iter().chain(lists).chain(sources).chain(pages).chain(last).collect()
}

/// An administration that a reader may say to work in.
#[derive(Serialize)]
struct Workplace<'a> {
    id: &'a str,
    /// Its name in short, for a field of a telephone is narrow.
    label: &'a str,
}

fn workplaces(catalogue: &Catalogue) -> Vec<Workplace<'_>> {
    let terms = catalogue.workplaces().into_iter().map(|(key, _)| &catalogue.vocabulary[key]);
    terms.map(|term| Workplace { id: &term.id, label: term.short_name() }).collect()
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
    let feeds = Kind::ALL.into_iter().filter_map(|kind| {
        Some(FeedView { section: kind.list()?, url: feed_of(kind)?, title: words.kinds(kind) })
    });
    feeds.collect()
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
