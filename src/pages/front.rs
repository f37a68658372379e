//! The front page: one search field, three ways in, the target groups, what is new, and what edition this is.

use std::borrow::Cow;

use serde::Serialize;

use super::edition::{Edition, Rendered};
use super::frame::{Frame, section_url};
use super::link::Link;
use super::news::{day, latest_first};
use crate::model::{Kind, Target, Vocabulary};

/// How many pieces of news the front page shows.
const NEWS: usize = 5;

/// What the template shows.
#[derive(Serialize)]
struct FrontView<'e> {
    ways: Vec<Way<'e>>,
    target_groups: Vec<Link<'e>>,
    facets: Vec<Link<'e>>,
    news: Vec<NewsItem<'e>>,
    courses: Vec<Link<'e>>,
    ask: Option<Link<'e>>,
}

/// A way into the portal.
#[derive(Serialize)]
struct Way<'e> {
    name: &'static str,
    title: &'e str,
    text: &'e str,
    url: Cow<'e, str>,
    count: String,
}

/// A piece of news.
#[derive(Serialize)]
struct NewsItem<'e> {
    link: Link<'e>,
    date: Option<Cow<'e, str>>,
    summary: &'e str,
}

/// The page.
pub(super) fn pages(edition: &Edition<'_>) -> Rendered {
    let catalogue = edition.catalogue;
    let view = FrontView {
        ways: ways(edition),
        target_groups: target_groups(edition),
        facets: facet_links(edition),
        news: latest_first(edition)
            .into_iter()
            .take(NEWS)
            .filter_map(|at| {
                let news = catalogue.news.rows().get(at.index as usize)?;
                Some(NewsItem { link: edition.link(at), date: day(edition, news), summary: &news.entry.summary })
            })
            .collect(),
        courses: edition.all(Kind::Course).into_iter().map(|at| edition.link(at)).collect(),
        ask: ask(edition),
    };
    vec![edition.render("front.html", &Frame::front(edition), &view, None)]
}

fn ways<'e>(edition: &'e Edition<'_>) -> Vec<Way<'e>> {
    let ways = [("offer", Kind::Offer), ("procedure", Kind::Procedure), ("contact", Kind::Contact)];
    let ways = ways.into_iter().map(|(name, kind)| Way {
        name,
        title: edition.words.word("way", name),
        text: edition.words.word("way_text", name),
        url: Cow::Borrowed(section_url(kind).unwrap_or("/")),
        count: edition.words.count(edition.catalogue.count(kind), kind.as_str()),
    });
    ways.collect()
}

/// The target groups in use that have entries, with how many.
fn target_groups<'e>(edition: &'e Edition<'_>) -> Vec<Link<'e>> {
    let terms = edition.catalogue.terms_of(Vocabulary::TargetGroups);
    let used = terms.filter_map(|(key, term)| {
        let count = edition.pointing_at(Target::Vocabulary(key)).len();
        let link = edition.term(key);
        (count > 0 && !link.historical)
            .then(|| (edition.collation.key(&term.label), link.noted(Some(count.to_string()))))
    });
    let mut used: Vec<_> = used.collect();
    used.sort_by(|(a, _), (b, _)| a.cmp(b));
    used.into_iter().map(|(_, link)| link).collect()
}

/// Whom to ask when the portal has no answer.
pub(super) fn ask<'e>(edition: &'e Edition<'_>) -> Option<Link<'e>> {
    let asked = edition.catalogue.site.ask.as_ref()?;
    edition.catalogue.by_id(&asked.value).map(|at| edition.link(at))
}

/// The indexes of all facets.
pub(super) fn facet_links<'e>(edition: &'e Edition<'_>) -> Vec<Link<'e>> {
    const FACETS: [(&str, &str); 9] = [
        ("/maalgruppe/", "target_group"),
        ("/borgerkategori/", "citizen_category"),
        ("/tilbudstype/", "offer_type"),
        ("/alder/", "age"),
        ("/forvaltning/", "administration"),
        ("/omraade/", "area"),
        ("/lov/", "law"),
        ("/status/", "status"),
        ("/dokument/", "document"),
    ];
    FACETS.into_iter().map(|(url, name)| Link::to(url, edition.words.word("facets", name))).collect()
}
