//! A page for every value of every facet, and an index of the values of each: the way to browse
//! without a script.

pub(super) mod timeline;
mod timeline_layout;
mod value;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde::Serialize;

use self::value::{Facet, Value, facets, unstated_url};
use super::card::Heading;
use super::context::{Context, Rendered};
use super::finder::{Asked, holding};
use super::frame::Frame;
use super::link::Link;
use super::listing::{Listing, NARROWED, listing, of_them};
use crate::fit::{Judge, Question};
use crate::model::{EntryRef, Key, Kind};
use crate::routes::FINDER;

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
pub(super) fn pages(context: &Context<'_>) -> Rendered {
    let facets = facets(context);
    facets.into_par_iter().flat_map(|facet| facet_pages(context, facet)).collect()
}

fn facet_pages(context: &Context<'_>, facet: Facet<'_>) -> Rendered {
    let index = index(context, &facet);
    let Facet { url, title, kind, values, .. } = facet;
    let answers = values.iter().find_map(|value| value.question).map(|question| {
        let asked = Asked::of(context);
        asked.answers(question).into_iter().map(|answer| (answer.url, answer.id)).collect()
    });
    let answers: BTreeMap<String, &str> = answers.unwrap_or_default();
    let is_over = |at: &EntryRef| context.catalogue.heading(*at).historical;
    let values = values.into_par_iter().flat_map_iter(|value| {
        // Offers that name a broader group stand with those that name this one.
        let of_offers = value.entries.iter().take_while(|at| at.kind == Kind::Offer).count();
        let (offers, others) = value.entries.split_at(of_offers);
        let mut entries = [offers, &value.included, others].concat();
        // Many offers are read by what they are.
        let many = offers.iter().filter(|at| !is_over(at)).count() > NARROWED;
        let named: BTreeSet<EntryRef> = offers.iter().copied().filter(|_| many).collect();
        let form = |at: &EntryRef| {
            let is_named = named.contains(at) && !is_over(at);
            is_named.then(|| context.catalogue.offers[Key::new(at.index as usize)].offer_type)?
        };
        let is_formless = |at: &EntryRef| form(at).is_none();
        entries.sort_by_key(|at| (is_over(at), !named.contains(at), is_formless(at), form(at)));
        let historical = entries.iter().filter(|at| is_over(at)).count();
        let list = Listing {
            on: value.question.zip(answers.get(&value.url)).map(|(question, answer)| {
                let url = format!("{FINDER}?{}={answer}", question.name());
                Link::to(url, context.words.fill("facet.on", &[("title", value.title)]))
            }),
            sources: value.sources,
            url: value.url,
            title: value.title,
            kind,
            intro: value.text,
            facts: value.facts,
            above: Some((url, title)),
            entries,
            counted: "entry",
            of_them: of_them(context, historical),
            ways: value
                .question
                .and_then(|question| unstated(context, question))
                .into_iter()
                .collect(),
        };
        let heading = |at: EntryRef| -> Heading<'_> {
            if is_over(&at) {
                context.words.page("list.historical").into()
            } else if let Some(form) = form(&at) {
                let form = &context.catalogue.vocabulary[form].label;
                let title = context.words.fill("facet.of_form", &[("form", form)]);
                Heading { title: Some(title.into()), short: Some(form), of: None }
            } else if value.included.contains(&at) {
                context.words.page("facet.included").into()
            } else {
                context.words.kinds(at.kind).into()
            }
        };
        listing(context, &list, heading, Vec::new())
    });
    let values: Rendered = values.collect();
    [index].into_iter().chain(values).collect()
}

/// The way to the offers that do not answer a question; none where all that hold do.
pub(super) fn unstated<'e>(context: &'e Context<'_>, question: Question) -> Option<Link<'e>> {
    let judge = Judge::new(context.catalogue);
    let may_fit = holding(context.catalogue).map(|(_, offer)| offer);
    let may_fit: Vec<_> = may_fit.filter(|offer| judge.leaves_open(offer, question)).collect();
    // Those that answer it all the same are counted among those of which it is known.
    let open = may_fit.iter().filter(|offer| judge.is_stated(offer, question)).count();
    let about = [
        ("count", (may_fit.len() - open).to_string()),
        ("open", open.to_string()),
        ("about", context.words.word("finder_about", question.name()).to_owned()),
    ];
    let about = about.each_ref().map(|(name, value)| (*name, value.as_str()));
    let key = if open > 0 { "facet.may_fit_open" } else { "facet.may_fit" };
    let words = context.words.fill(key, &about);
    (!may_fit.is_empty()).then(|| Link::to(unstated_url(question), words))
}

fn index(
    context: &Context<'_>,
    facet: &Facet<'_>,
) -> Result<super::Page, crate::diagnostics::Diagnostic> {
    let views = |historical: bool| {
        let wanted = facet.values.iter().filter(move |value| value.historical == historical);
        wanted.map(|value| value_view(context, value)).collect()
    };
    let (current, historical, timeline) = (views(false), views(true), facet.timeline.as_ref());
    let view = IndexView { title: facet.title, intro: facet.intro, current, historical, timeline };
    let frame =
        Frame::new(context, facet.url, facet.title).described(facet.intro).in_section(facet.url);
    context.render("facet_index.html", &frame, &view, None)
}

fn value_view<'v>(context: &'v Context<'_>, value: &'v Value<'_>) -> ValueView<'v> {
    ValueView {
        of: context.workplace_at(&value.url),
        link: Link { historical: value.historical, ..Link::to(value.url.as_str(), value.title) },
        text: value.text,
        count: context.words.count(value.entries.len(), "entry"),
    }
}
