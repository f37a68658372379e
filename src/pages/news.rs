//! The page of a piece of news: its day, and what it is about.

use std::borrow::Cow;

use rayon::prelude::*;
use serde::Serialize;

use super::context::{Context, Rendered};
use super::entry::{EntryView, Parts, entry_view, frame, links};
use super::fact::{Fact, Part};
use super::related::Known;
use crate::model::{EntryRef, Kind, News};

/// What the template shows.
#[derive(Serialize)]
struct NewsView<'e> {
    entry: EntryView<'e>,
}

/// All pages of this kind.
pub(super) fn pages(context: &Context<'_>) -> Rendered {
    let news = context.catalogue.news.rows().par_iter().enumerate();
    let pages = news.map(|(index, news)| {
        let at = EntryRef::new(Kind::News, index);
        let view = NewsView { entry: entry_view(context, at, parts(context, news)) };
        context.render("news.html", &frame(context, at), &view, Some(at))
    });
    pages.collect()
}

pub(super) fn parts<'e>(context: &'e Context<'_>, news: &'e News) -> Parts<'e> {
    let facts = Part::new(context, "del-kort")
        .asked(Fact::new(context, "date").text(day(context, news)))
        .given(Fact::new(context, "about").links(links(context, &news.about)));
    let known = Known::default().and(news.about.iter().copied());
    Parts { before: vec![facts], own: Vec::new(), after: Vec::new(), known }
}

/// The day in words, as written where it is not exact.
pub(super) fn day<'e>(context: &'e Context<'_>, news: &'e News) -> Option<Cow<'e, str>> {
    let written = news.date_text.as_deref().map(Cow::Borrowed);
    written.or_else(|| news.date.map(|date| Cow::Owned(context.words.date(date))))
}

/// All news, the latest first; of one day by title.
pub(super) fn latest_first(context: &Context<'_>) -> Vec<EntryRef> {
    let mut news: Vec<_> = context.catalogue.news.iter().zip(0..).collect();
    news.sort_by_key(|(one, index)| {
        (std::cmp::Reverse(one.date), context.rank(EntryRef { kind: Kind::News, index: *index }))
    });
    news.into_iter().map(|(_, index)| EntryRef { kind: Kind::News, index }).collect()
}
