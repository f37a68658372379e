//! One thing that a course shows, as trainers, participants and paper have it: where it leads, what
//! it is, where else to find it. The trainer's note is not part of it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;

use super::change::changes;
use crate::model::{Course, EntryRef, Item, Kind, Shown};
use crate::pages::context::Context;
use crate::pages::link::Link;
use crate::percent;
use crate::routes::SEARCH;
use crate::source::Text;

/// One thing to show.
#[derive(Serialize)]
pub(in crate::pages) struct CourseItem<'e> {
    /// Its place: `2.3`.
    number: String,
    /// The anchor of its place.
    pub(in crate::pages) id: String,
    /// What it is known by where a browser keeps what has been seen: it does not change when the
    /// course's order does.
    name: String,
    pub(in crate::pages) link: Link<'e>,
    pub(in crate::pages) summary: Option<&'e str>,
    /// The full address to write on paper: the short link, or that of a saved search.
    pub(in crate::pages) address: String,
    is_search: bool,
    /// What has changed since the course's day.
    changed: Option<Changed>,
}

/// That something has changed, and what.
#[derive(Serialize)]
struct Changed {
    since: String,
    what: Vec<String>,
}

impl CourseItem<'_> {
    /// Since when something has changed, and what, in words.
    pub(in crate::pages) fn changed_words(&self) -> Option<(&str, String)> {
        self.changed.as_ref().map(|changed| (changed.since.as_str(), changed.what.join(", ")))
    }
}

/// The item at `part` and `place` of a course, both from 0.
pub(in crate::pages) fn course_item<'e>(
    context: &'e Context<'_>,
    course: &'e Course,
    (part, place): (usize, usize),
    item: &'e Item,
) -> CourseItem<'e> {
    let (part, place) = (part + 1, place + 1);
    let base_url = &context.catalogue.site.base_url;
    let (mut link, name, path, entry) = match &item.shown {
        Shown::Entry { entry, anchor } => {
            let shown = context.catalogue.entry(*entry);
            let (anchor, short) =
                (anchor.as_ref().map(|anchor| anchor.value.as_str()), shown.short_url());
            let name =
                anchor.map_or_else(|| shown.id.clone(), |anchor| format!("{}#{anchor}", shown.id));
            (entry_link(context, *entry, anchor), name, short, Some(*entry))
        }
        Shown::Search { query, facets } => {
            let url = search_url(query, facets);
            let title = context.words.fill("course.search", &[("query", query)]);
            (Link::to(url.clone(), title), url.clone(), url, None)
        }
    };
    if let Some(title) = &item.title {
        link.title = Cow::Borrowed(title);
    }
    CourseItem {
        number: format!("{part}.{place}"),
        id: format!("punkt-{part}-{place}"),
        name,
        link,
        summary: entry.map(|at| context.catalogue.entry(at).summary.as_str()),
        address: format!("{base_url}{path}"),
        is_search: entry.is_none(),
        changed: entry.zip(course.since).and_then(|(at, since)| {
            let what = changes(context, at, since);
            (!what.is_empty()).then(|| Changed { since: context.words.date(since), what })
        }),
    }
}

/// A link to an entry, or to a place in it that is named beside it.
fn entry_link<'e>(context: &'e Context<'_>, at: EntryRef, anchor: Option<&str>) -> Link<'e> {
    let link = context.link(at);
    match anchor {
        Some(anchor) => link.at_anchor(anchor).noted(anchor_title(context, at, anchor)),
        None => link,
    }
}

/// What stands at an anchor: a step's title, or a heading.
fn anchor_title<'e>(context: &'e Context<'_>, at: EntryRef, anchor: &str) -> Option<&'e str> {
    let procedure = (at.kind == Kind::Procedure)
        .then(|| context.catalogue.procedures.rows().get(at.index as usize));
    let step = procedure.flatten().and_then(|one| one.steps.iter().find(|step| step.id == anchor));
    let heading =
        || context.prose.of(at).headings.iter().find(|heading| heading.id.as_str() == anchor);
    step.map(|step| step.title.as_str()).or_else(|| heading().map(|heading| heading.text.as_str()))
}

/// The address of a saved search.
fn search_url(query: &str, facets: &BTreeMap<String, Vec<Text>>) -> String {
    let values = facets.iter().flat_map(|(name, values)| {
        values.iter().map(move |value| (name.as_str(), value.value.as_str()))
    });
    let pairs = [("q", query)].into_iter().chain(values);
    let pairs =
        pairs.map(|(name, value)| format!("{}={}", percent::query(name), percent::query(value)));
    format!("{SEARCH}?{}", pairs.collect::<Vec<_>>().join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_saved_search_is_an_address_of_the_search_page() {
        let facets = BTreeMap::from([(
            "kind".to_owned(),
            vec![Text { value: "offer".to_owned(), ..Text::default() }],
        )]);
        assert_eq!(
            search_url("hjemløse & unge", &facets),
            "/soeg/?q=hjeml%C3%B8se%20%26%20unge&kind=offer"
        );
    }
}
