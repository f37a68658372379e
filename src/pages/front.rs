//! The front page: one search field, three ways in, the largest target groups, what is new, what
//! was gone through last. Nothing else.

use std::borrow::Cow;
use std::cmp::Reverse;

use jiff::civil::Date;
use serde::Serialize;

use super::context::{Context, Rendered};
use super::finder::Asked;
use super::frame::Frame;
use super::link::Link;
use super::news::{day, latest_first};
use crate::fit::Question;
use crate::model::{Kind, Status, Vocabulary};
use crate::routes::{FINDER, FRONT, Index, ORGANISATION};

/// How many pieces of news the front page shows.
const NEWS: usize = 4;

/// How many target groups.
const TARGET_GROUPS: usize = 8;

/// How many entries that somebody went through.
const REVIEWED: usize = 4;

/// What the template shows.
#[derive(Serialize)]
struct FrontView<'e> {
    ways: Vec<Way<'e>>,
    others: Vec<Other<'e>>,
    /// The list of courses, which lead through what the others do; none where there are none.
    courses: Option<Link<'e>>,
    target_groups: Vec<Link<'e>>,
    news: Vec<NewsItem<'e>>,
    /// What was gone through last, with the day; nothing where the content does not tell.
    reviewed: Vec<Link<'e>>,
}

/// A way into the portal.
#[derive(Serialize)]
pub(super) struct Way<'e> {
    name: &'static str,
    pub(super) title: &'e str,
    pub(super) text: &'e str,
    pub(super) url: &'static str,
}

/// An administration, as those see it who work in another.
#[derive(Serialize)]
struct Other<'e> {
    id: &'e str,
    /// The unit that is the whole of it.
    unit: Link<'e>,
    /// Its offers, with how many hold.
    offers: Option<Link<'e>>,
}

/// A piece of news.
#[derive(Serialize)]
struct NewsItem<'e> {
    link: Link<'e>,
    date: Option<Cow<'e, str>>,
    /// That it is still to come.
    planned: Option<&'e str>,
    summary: &'e str,
}

/// The page.
pub(super) fn pages(context: &Context<'_>) -> Rendered {
    let view = FrontView {
        ways: ways(context),
        others: others(context),
        courses: courses(context),
        target_groups: target_groups(context),
        news: news(context),
        reviewed: reviewed(context),
    };
    vec![context.render("front.html", &Frame::front(context), &view, None)]
}

/// The ways into the portal, each with what one finds there.
pub(super) fn ways<'e>(context: &'e Context<'_>) -> Vec<Way<'e>> {
    let procedures = Kind::Procedure.list().unwrap_or(FRONT);
    let ways = [("offer", FINDER), ("procedure", procedures), ("contact", ORGANISATION)];
    let ways = ways.into_iter().map(|(name, url)| Way {
        name,
        title: context.words.word("way", name),
        text: context.words.word("way_text", name),
        url,
    });
    ways.collect()
}

fn courses<'e>(context: &'e Context<'_>) -> Option<Link<'e>> {
    let list = Kind::Course.list().filter(|_| context.catalogue.count(Kind::Course) > 0)?;
    Some(Link::to(list, context.words.kinds(Kind::Course)))
}

/// The administrations that readers work in, those with most offers first.
fn others<'e>(context: &'e Context<'_>) -> Vec<Other<'e>> {
    let answers = Asked::of(context).answers(Question::Terms(Vocabulary::Administrations));
    let others = context.catalogue.workplaces().into_iter().map(|(key, unit)| {
        let id = context.catalogue.vocabulary[key].id.as_str();
        let answer = answers.iter().find(|answer| answer.id == id);
        let offers = answer.map(|answer| {
            let count = context.words.count(answer.count, Kind::Offer.as_str());
            (answer.count, Link::to(answer.url.clone(), count))
        });
        let rank = Reverse(offers.as_ref().map(|(count, _)| *count));
        let offers = offers.map(|(_, link)| link);
        (rank, Other { id, unit: context.link(unit), offers })
    });
    let mut others: Vec<_> = others.collect();
    others.sort_by_key(|(rank, _)| *rank);
    others.into_iter().map(|(_, other)| other).collect()
}

/// The target groups that most offers are for, with how many that hold. A group that all the others
/// are part of is nobody's problem.
fn target_groups<'e>(context: &'e Context<'_>) -> Vec<Link<'e>> {
    let asked = Asked::of(context);
    let mut groups = asked.answers(Question::Terms(Vocabulary::TargetGroups));
    let whole = asked.whole(&groups).map(|group| group.id);
    groups.retain(|group| Some(group.id) != whole);
    groups.sort_by_cached_key(|group| (Reverse(group.count), context.collation.key(group.label)));
    groups.truncate(TARGET_GROUPS);
    let count = |count: usize| context.words.fill("front.naming", &[("count", &count.to_string())]);
    groups
        .into_iter()
        .map(|group| Link::to(group.url, group.label).noted(Some(count(group.count))))
        .collect()
}

fn news<'e>(context: &'e Context<'_>) -> Vec<NewsItem<'e>> {
    let latest = latest_first(context).into_iter().take(NEWS);
    let items = latest.filter_map(|at| {
        let news = context.catalogue.news.rows().get(at.index as usize)?;
        Some(NewsItem {
            link: context.link(at),
            date: day(context, news).map(|day| with_year(day, news.date)),
            planned: news
                .date
                .is_some_and(|date| date > context.catalogue.today)
                .then(|| context.words.word("status", Status::Planned.as_str())),
            summary: &news.entry.summary,
        })
    });
    items.collect()
}

/// A day as it is written, with the year that it is taken to be of where it is not told.
fn with_year(day: Cow<'_, str>, date: Option<Date>) -> Cow<'_, str> {
    let mut numbers = day.split(|letter: char| !letter.is_ascii_digit());
    let has_year = numbers.any(|number| number.len() == 4);
    match date.filter(|_| !has_year) {
        Some(date) => format!("{}: {day}", date.year()).into(),
        None => day,
    }
}

/// The latest first; of one day by title.
fn reviewed<'e>(context: &'e Context<'_>) -> Vec<Link<'e>> {
    let entries = context.catalogue.entries();
    let dated = entries.filter_map(|at| {
        Some((Reverse(context.catalogue.entry(at).reviewed?), context.rank(at), at))
    });
    let mut dated: Vec<_> = dated.collect();
    dated.sort_unstable();
    let links = dated.into_iter().take(REVIEWED);
    links
        .map(|(Reverse(date), _, at)| context.link(at).noted(Some(context.words.date(date))))
        .collect()
}

/// Whom to ask when the portal has no answer.
pub(super) fn ask<'e>(context: &'e Context<'_>) -> Option<Link<'e>> {
    context.catalogue.asked().map(|at| context.link(at))
}

/// The indexes of all facets.
pub(super) fn facet_links<'e>(context: &'e Context<'_>) -> Vec<Link<'e>> {
    /// Those that readers look for most; the others follow as they are declared.
    const FIRST: [Index; 4] = [
        Index::Vocabulary(Vocabulary::TargetGroups),
        Index::Vocabulary(Vocabulary::CitizenCategories),
        Index::Vocabulary(Vocabulary::OfferTypes),
        Index::Ages,
    ];
    let words = &context.words;
    let links = FIRST.into_iter().chain(Index::all().filter(|index| !FIRST.contains(index)));
    links.map(|index| Link::to(index.address(), words.word("facets", index.name()))).collect()
}
