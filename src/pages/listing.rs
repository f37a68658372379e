//! A list of entries with a heading, in as many pages as it needs.

use std::collections::HashMap;

use serde::Serialize;

use super::asking::{self, OfPortal};
use super::card::{CardGroup, Heading, grouped, work};
use super::context::{Context, Rendered};
use super::fact::Part;
use super::frame::Frame;
use super::goal::Figures;
use super::link::Link;
use super::paging::{self, Paging};
use crate::model::{EntryRef, Key, Kind};
use crate::routes::list_page;

/// The most entries of several groups that are shown at once.
const UNFOLDED: usize = 30;

/// A list of more entries than these can be narrowed by words.
pub(super) const NARROWED: usize = 20;

/// A list to be shown.
pub(super) struct Listing<'e> {
    /// The address of its first page.
    pub(super) url: String,
    pub(super) title: &'e str,
    /// What stands above the title.
    pub(super) kind: &'e str,
    /// What the list is about, in one sentence.
    pub(super) intro: Option<&'e str>,
    /// What is known of it besides its entries.
    pub(super) facts: Option<Part<'e>>,
    /// The list's own place: the index it stands in, if any.
    pub(super) above: Option<(&'e str, &'e str)>,
    pub(super) entries: Vec<EntryRef>,
    /// What its entries are counted as.
    pub(super) counted: &'static str,
    /// What else is said of their number.
    pub(super) of_them: Option<String>,
    /// Other pages that lead to the same.
    pub(super) ways: Vec<Link<'e>>,
    /// Where more is asked, by a script.
    pub(super) on: Option<Link<'e>>,
    /// Where it is said what the list is about.
    pub(super) sources: Vec<Link<'e>>,
}

/// What the template shows.
#[derive(Serialize)]
struct ListingView<'e> {
    title: &'e str,
    kind: &'e str,
    intro: Option<&'e str>,
    count: String,
    of_them: Option<&'e str>,
    /// How many units have no telephone and no mailbox; nothing where all have.
    unreached: Option<String>,
    /// Whom to ask about those.
    ask: Option<OfPortal<'e>>,
    /// Whether it is long enough to be narrowed by words.
    narrowed: bool,
    facts: Option<&'e Part<'e>>,
    ways: &'e [Link<'e>],
    on: Option<&'e Link<'e>>,
    sources: &'e [Link<'e>],
    groups: Vec<CardGroup<'e>>,
    /// Whether a reader's own administration comes last of them.
    turned: bool,
    /// Whether the groups are opened one by one: a long list is a very long page.
    folded: bool,
    paging: Option<Paging>,
    /// Tables of goals, on the list of goals.
    tables: Vec<Table<'e>>,
}

/// A goal's figures with its title.
#[derive(Serialize)]
pub(super) struct Table<'e> {
    pub(super) link: Link<'e>,
    pub(super) figures: Figures<'e>,
}

/// How many entries of a list are history; none where none is.
pub(super) fn of_them(context: &Context<'_>, historical: usize) -> Option<String> {
    let count = historical.to_string();
    (historical > 0).then(|| context.words.fill("list.of_them", &[("count", &count)]))
}

/// The pages of a list; `heading` tells under which heading an entry stands, `tables` stand on the
/// first page.
pub(super) fn listing<'e>(
    context: &'e Context<'_>,
    listing: &'e Listing<'e>,
    heading: impl Fn(EntryRef) -> Heading<'e>,
    tables: Vec<Table<'e>>,
) -> Rendered {
    let parts = paging::parts(&listing.entries, paging::CARDS);
    let of_units = listing.counted == Kind::Contact.as_str();
    let work = if of_units { work(context.catalogue) } else { HashMap::new() };
    let is_reached =
        |at: &EntryRef| context.catalogue.reachable(Key::new(at.index as usize)).is_some();
    let unreached = listing.entries.iter().filter(|at| of_units && !is_reached(at)).count();
    let unreached = (unreached > 0).then(|| unreached.to_string());
    let mut tables = Some(tables);
    let pages = parts.iter().zip(1..).map(|(part, number)| {
        let first = number == 1;
        let mut groups = grouped(context, part, &heading);
        if of_units {
            let cards = groups.iter_mut().flat_map(|group| &mut group.cards);
            for (card, at) in cards.zip(part.iter()).filter(|(_, at)| at.kind == Kind::Contact) {
                let unit = Key::new(at.index as usize);
                card.of_unit(context, unit, work.get(&unit));
            }
        }
        let view = ListingView {
            folded: part.len() > UNFOLDED && groups.len() > 2,
            title: listing.title,
            kind: listing.kind,
            intro: listing.intro,
            count: context.words.count(listing.entries.len(), listing.counted),
            of_them: listing.of_them.as_deref(),
            unreached: unreached
                .as_deref()
                .map(|count| context.words.fill("list.unreached", &[("count", count)])),
            ask: unreached.is_some().then(|| asking::of_portal(context, &[])),
            narrowed: part.len() > NARROWED,
            facts: listing.facts.as_ref().filter(|_| first),
            ways: &listing.ways,
            on: listing.on.as_ref(),
            sources: &listing.sources,
            turned: groups.iter().any(|group| group.of.is_some()),
            groups,
            paging: Paging::at(&listing.url, number, parts.len()),
            tables: tables.take().unwrap_or_default(),
        };
        context.render("list.html", &frame(context, listing, number, parts.len()), &view, None)
    });
    pages.collect()
}

fn frame<'e>(
    context: &'e Context<'_>,
    listing: &'e Listing<'e>,
    number: usize,
    count: usize,
) -> Frame<'e> {
    let url = list_page(&listing.url, number);
    let frame = if number == 1 {
        Frame::new(context, url, listing.title)
    } else {
        let numbers = [("number", number.to_string()), ("count", count.to_string())];
        let words = context
            .words
            .fill("paging.of", &numbers.each_ref().map(|(name, value)| (*name, value.as_str())));
        Frame::new(context, url, format!("{} – {words}", listing.title))
    };
    let frame = match listing.above {
        Some((url, title)) => frame.below(url, title),
        None => frame.in_section(&listing.url),
    };
    match listing.intro {
        Some(intro) => frame.described(intro),
        None => frame,
    }
}
