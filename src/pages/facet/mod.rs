//! A page for every value of every facet, and an index of the values of each: the way to browse
//! without a script.

pub(super) mod timeline;
mod timeline_layout;
mod value;

use rayon::prelude::*;
use serde::Serialize;

use self::value::{Facet, Value, facets, unstated_url};
use super::edition::{Edition, Rendered};
use super::finder::holding;
use super::frame::Frame;
use super::link::Link;
use super::listing::{Listing, listing};
use crate::fit::{Judge, Question};
use crate::model::EntryRef;

/// What the template of an index shows.
#[derive(Serialize)]
struct IndexView<'e> {
    title: &'e str,
    intro: &'e str,
    current: Vec<ValueView<'e>>,
    historical: Vec<ValueView<'e>>,
    /// How the values followed each other, where they did.
    timeline: Option<&'e Link<'e>>,
}

/// A value in an index.
#[derive(Serialize)]
struct ValueView<'e> {
    link: Link<'e>,
    /// The id of the administration that it is.
    of: Option<&'e str>,
    text: Option<&'e str>,
    count: String,
}

/// All indexes and all values' pages.
pub(super) fn pages(edition: &Edition<'_>) -> Rendered {
    let facets = facets(edition);
    facets.into_par_iter().flat_map(|facet| facet_pages(edition, facet)).collect()
}

fn facet_pages(edition: &Edition<'_>, facet: Facet<'_>) -> Rendered {
    let index = index(edition, &facet);
    let Facet { url, title, kind, values, .. } = facet;
    let values = values.into_par_iter().flat_map_iter(|value| {
        let list = Listing {
            url: value.url,
            title: value.title,
            kind,
            intro: value.text,
            facts: value.facts,
            above: Some((url, title)),
            entries: [value.entries.as_slice(), &value.included].concat(),
            counted: "entry",
            of_them: None,
            ways: value
                .question
                .and_then(|question| unstated(edition, question))
                .into_iter()
                .collect(),
        };
        let heading = |at: EntryRef| {
            if value.included.contains(&at) {
                edition.words.page("facet.included")
            } else {
                edition.words.kinds(at.kind)
            }
        };
        listing(edition, &list, |at| Some(heading(at).into()), Vec::new())
    });
    let values: Rendered = values.collect();
    [index].into_iter().chain(values).collect()
}

/// The way to the offers that do not answer a question; none where all that hold do.
pub(super) fn unstated<'e>(edition: &'e Edition<'_>, question: Question) -> Option<Link<'e>> {
    let judge = Judge::new(edition.catalogue);
    let count =
        holding(edition.catalogue).filter(|(_, offer)| judge.leaves_open(offer, question)).count();
    let about = [
        ("count", count.to_string()),
        ("about", edition.words.word("finder_about", question.name()).to_owned()),
    ];
    let words = edition
        .words
        .fill("facet.may_fit", &about.each_ref().map(|(name, value)| (*name, value.as_str())));
    (count > 0).then(|| Link::to(unstated_url(question), words))
}

fn index(
    edition: &Edition<'_>,
    facet: &Facet<'_>,
) -> Result<super::Page, crate::diagnostics::Diagnostic> {
    let views = |historical: bool| {
        let wanted = facet.values.iter().filter(move |value| value.historical == historical);
        wanted.map(|value| value_view(edition, value)).collect()
    };
    let (current, historical, timeline) = (views(false), views(true), facet.timeline.as_ref());
    let view = IndexView { title: facet.title, intro: facet.intro, current, historical, timeline };
    let frame =
        Frame::new(edition, facet.url, facet.title).described(facet.intro).in_section(facet.url);
    edition.render("facet_index.html", &frame, &view, None)
}

fn value_view<'v>(edition: &'v Edition<'_>, value: &'v Value<'_>) -> ValueView<'v> {
    ValueView {
        of: edition.workplace_at(&value.url),
        link: Link { historical: value.historical, ..Link::to(value.url.as_str(), value.title) },
        text: value.text,
        count: edition.words.count(value.entries.len(), "entry"),
    }
}
