//! What a page says to machines: linked data (JSON-LD 1.1) in the words of <https://schema.org>.
//! Takes the page's frame and its entry; gives the content of one `<script
//! type="application/ld+json">`. Says what the content says and no more: what the documents leave
//! out is left out here, and no date is made up.

mod organization;
mod service;

use serde::Serialize;

use super::context::Context;
use super::frame::Frame;
use crate::markup::Html;
use crate::model::{Contact, Entry, EntryRef, Key, Kind, Offer, Validity};
use organization::Organization;
use service::Service;

/// The data of one page.
#[derive(Serialize)]
struct Document<'e> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: Vec<Node<'e>>,
}

/// A thing that a page speaks of. The names are schema.org's types.
#[derive(Serialize)]
#[serde(tag = "@type")]
enum Node<'e> {
    BreadcrumbList(BreadcrumbList<'e>),
    WebSite(WebSite<'e>),
    WebPage(WebPage<'e>),
    Article(WebPage<'e>),
    GovernmentService(Service<'e>),
    GovernmentOrganization(Organization<'e>),
    Organization(Organization<'e>),
}

/// <https://schema.org/BreadcrumbList>
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct BreadcrumbList<'e> {
    item_list_element: Vec<ListItem<'e>>,
}

#[derive(Serialize)]
struct ListItem<'e> {
    #[serde(rename = "@type")]
    kind: &'static str,
    position: usize,
    name: &'e str,
    item: String,
}

/// <https://schema.org/WebSite>
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WebSite<'e> {
    name: &'e str,
    description: &'e str,
    url: String,
    in_language: &'static str,
}

/// <https://schema.org/WebPage>, and <https://schema.org/Article> for news.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WebPage<'e> {
    name: &'e str,
    description: &'e str,
    url: String,
    in_language: &'static str,
    /// The days that it is about, as an interval (ISO 8601); `..` where an end is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    temporal_coverage: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_reviewed: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    main_entity: Option<Reference>,
}

/// What an entry's page is about (<https://schema.org/Thing>), which is not the page.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Thing<'e> {
    #[serde(rename = "@id")]
    id: String,
    name: &'e str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    alternate_name: &'e [String],
    description: &'e str,
    url: String,
}

/// Something that is told elsewhere on the page.
#[derive(Serialize)]
struct Reference {
    #[serde(rename = "@id")]
    id: String,
}

/// The data of a page; none for files such as `404.html`, which answer for many addresses, and for
/// redirects.
pub(super) fn json_ld(
    context: &Context<'_>,
    frame: &Frame<'_>,
    entry: Option<EntryRef>,
) -> Option<Html> {
    let redirects = entry.is_some_and(|at| context.url(at) != frame.url);
    if redirects || !frame.url.ends_with('/') {
        return None;
    }
    let mut graph: Vec<Node<'_>> = breadcrumb(context, frame).into_iter().collect();
    match entry {
        Some(at) => graph.extend(told(context, at)),
        None if frame.url == "/" => graph.push(site(context)),
        None => {}
    }
    let document = Document { context: "https://schema.org", graph };
    (!document.graph.is_empty()).then(|| Html::data_block(&document))
}

/// The way from the front page to this one; none on the front page itself.
fn breadcrumb<'e>(context: &Context<'_>, frame: &'e Frame<'_>) -> Option<Node<'e>> {
    let above = frame.breadcrumb.iter().map(|step| (&*step.title, &*step.url));
    let steps = above.chain([(&*frame.title, &*frame.url)]).zip(1..);
    let steps = steps.map(|((name, url), position)| ListItem {
        kind: "ListItem",
        position,
        name,
        item: absolute(context, url),
    });
    (!frame.breadcrumb.is_empty())
        .then(|| Node::BreadcrumbList(BreadcrumbList { item_list_element: steps.collect() }))
}

fn site<'e>(context: &'e Context<'_>) -> Node<'e> {
    let site = &context.catalogue.site;
    Node::WebSite(WebSite {
        name: &site.title,
        description: &site.tagline,
        url: absolute(context, "/"),
        in_language: site.language.code(),
    })
}

/// The page of an entry, and the service or organisation that it is about.
fn told<'e>(context: &'e Context<'_>, at: EntryRef) -> Vec<Node<'e>> {
    let catalogue = context.catalogue;
    let index = at.index as usize;
    let about = match at.kind {
        Kind::Offer => Some(service::service(context, Key::<Offer>::new(index))),
        Kind::Contact => Some(organization::organization(context, Key::<Contact>::new(index))),
        _ => None,
    };
    let entry = catalogue.entry(at);
    let news = (at.kind == Kind::News).then(|| &catalogue.news[Key::new(index)]);
    // A time that is told in words has no exact day.
    let day = news.filter(|news| news.date_text.is_none()).and_then(|news| news.date);
    let page = WebPage {
        temporal_coverage: day.map(|day| day.to_string()).or_else(|| interval(entry.valid)),
        main_entity: about.is_some().then(|| Reference { id: identity(context, at) }),
        ..web_page(context, at, entry)
    };
    let page = if news.is_some() { Node::Article(page) } else { Node::WebPage(page) };
    [page].into_iter().chain(about).collect()
}

fn web_page<'e>(context: &Context<'_>, at: EntryRef, entry: &'e Entry) -> WebPage<'e> {
    // Only a page can be reviewed, an article cannot.
    let reviewed = entry.reviewed.filter(|_| at.kind != Kind::News);
    WebPage {
        name: &entry.title,
        description: &entry.summary,
        url: absolute(context, context.url(at)),
        in_language: context.catalogue.site.language.code(),
        temporal_coverage: None,
        last_reviewed: reviewed.map(|date| date.to_string()),
        main_entity: None,
    }
}

fn thing<'e>(context: &'e Context<'_>, at: EntryRef) -> Thing<'e> {
    let entry = context.catalogue.entry(at);
    Thing {
        id: identity(context, at),
        name: &entry.title,
        alternate_name: &entry.also_called,
        description: &entry.summary,
        url: absolute(context, context.url(at)),
    }
}

fn interval(valid: Validity) -> Option<String> {
    let end = |date: Option<_>| {
        date.map_or_else(|| "..".to_owned(), |date: jiff::civil::Date| date.to_string())
    };
    (valid != Validity::default()).then(|| format!("{}/{}", end(valid.from), end(valid.to)))
}

/// The name of the thing that an entry's page is about, which is not the page: its address that
/// never changes.
fn identity(context: &Context<'_>, at: EntryRef) -> String {
    absolute(context, &context.catalogue.entry(at).short_url())
}

fn absolute(context: &Context<'_>, url: &str) -> String {
    format!("{}{url}", context.catalogue.site.base_url)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::parse_date;

    #[test]
    fn an_open_end_of_an_interval_is_said_to_be_open() {
        let from = parse_date("2009-01-01");
        assert_eq!(interval(Validity { from, to: None }).as_deref(), Some("2009-01-01/.."));
        assert_eq!(interval(Validity::default()), None);
    }
}
