//! The page of a course: what trainers show and hand out, in order, with short links that never change.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use rayon::prelude::*;
use serde::Serialize;

use super::edition::{Edition, Rendered};
use super::entry::{EntryView, Parts, entry_view, frame};
use super::fact::{Fact, Part as FactPart};
use super::link::Link;
use super::offer::terms;
use super::related::Known;
use crate::model::{Course, EntryRef, Item, Kind, Part, Shown};

/// What the template shows.
#[derive(Serialize)]
struct CourseView<'e> {
    entry: EntryView<'e>,
    intro: Option<&'e str>,
    parts: Vec<PartView<'e>>,
}

#[derive(Serialize)]
struct PartView<'e> {
    number: usize,
    title: &'e str,
    text: Option<&'e str>,
    items: Vec<ItemView<'e>>,
}

/// One thing to show.
#[derive(Serialize)]
struct ItemView<'e> {
    link: Link<'e>,
    summary: Option<&'e str>,
    /// The address to write on paper.
    short_url: Option<String>,
    /// A note for the trainer.
    note: Option<&'e str>,
}

/// All pages of this kind.
pub(super) fn pages(edition: &Edition<'_>) -> Rendered {
    let courses = edition.catalogue.courses.rows().par_iter().enumerate();
    let pages = courses.map(|(index, course)| {
        let at = EntryRef::new(Kind::Course, index);
        let view = view(edition, at, course);
        edition.render("course.html", &frame(edition, at), &view, Some(at))
    });
    pages.collect()
}

fn view<'e>(edition: &'e Edition<'_>, at: EntryRef, course: &'e Course) -> CourseView<'e> {
    let facts = FactPart::new(edition, "del-kort")
        .given(Fact::new(edition, "audience").links(terms(edition, &course.audience)))
        .unless_empty();
    let own = vec![("del-forloeb", edition.words.word("part", "del-forloeb"))];
    let parts = Parts { before: facts.into_iter().collect(), own, after: Vec::new(), known: Known::default() };
    CourseView {
        entry: entry_view(edition, at, parts),
        intro: course.intro.as_deref(),
        parts: course.parts.iter().enumerate().map(|(index, part)| part_view(edition, index, part)).collect(),
    }
}

fn part_view<'e>(edition: &'e Edition<'_>, index: usize, part: &'e Part) -> PartView<'e> {
    PartView {
        number: index + 1,
        title: &part.heading,
        text: part.text.as_deref(),
        items: part.items.iter().map(|item| item_view(edition, item)).collect(),
    }
}

fn item_view<'e>(edition: &'e Edition<'_>, item: &'e Item) -> ItemView<'e> {
    let note = item.note.as_deref();
    let (mut link, summary, short_url) = match &item.shown {
        Shown::Entry { entry, anchor } => {
            let shown = edition.catalogue.entry(*entry);
            let link = edition.link(*entry);
            let link = match anchor {
                Some(anchor) => link.at_anchor(&anchor.value).noted(anchor_title(edition, *entry, &anchor.value)),
                None => link,
            };
            (link, Some(shown.summary.as_str()), Some(format!("/t/{}/", shown.id)))
        }
        Shown::Search { query, facets } => {
            let title = edition.words.fill("course.search", &[("query", query)]);
            (Link::to(search_url(query, facets), title), None, None)
        }
    };
    if let Some(title) = &item.title {
        link.title = Cow::Borrowed(title);
    }
    ItemView { link, summary, short_url, note }
}

/// What stands at an anchor: a step's title, or a heading.
fn anchor_title<'e>(edition: &'e Edition<'_>, at: EntryRef, anchor: &str) -> Option<&'e str> {
    let procedure = (at.kind == Kind::Procedure).then(|| edition.catalogue.procedures.rows().get(at.index as usize));
    let step = procedure.flatten().and_then(|one| one.steps.iter().find(|step| step.id == anchor));
    let heading = || edition.prose.of(at).headings.iter().find(|heading| heading.id == anchor);
    step.map(|step| step.title.as_str()).or_else(|| heading().map(|heading| heading.text.as_str()))
}

/// The address of a saved search.
fn search_url(query: &str, facets: &BTreeMap<String, Vec<String>>) -> String {
    let values =
        facets.iter().flat_map(|(name, values)| values.iter().map(move |value| (name.as_str(), value.as_str())));
    let pairs = [("q", query)].into_iter().chain(values);
    let pairs = pairs.map(|(name, value)| format!("{}={}", encoded(name), encoded(value)));
    format!("/soeg/?{}", pairs.collect::<Vec<_>>().join("&"))
}

/// Percent-encoded as the query of an address (RFC 3986, unreserved characters as they are).
fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => encoded.push(char::from(byte)),
            byte => {
                // Writing to a String never fails.
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_saved_search_is_an_address_of_the_search_page() {
        let facets = BTreeMap::from([("kind".to_owned(), vec!["offer".to_owned()])]);
        assert_eq!(search_url("hjemløse & unge", &facets), "/soeg/?q=hjeml%C3%B8se%20%26%20unge&kind=offer");
    }
}
