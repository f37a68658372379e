//! The organisation on one page: every administration with the tree of its units, and whom to ask
//! there about what. Takes contacts; gives one page. What belongs to no administration stands in a
//! group of its own.

use std::collections::BTreeMap;

use serde::Serialize;

use super::unit_tree::{Placed, Row, forest, rows};
use crate::model::{Contact, Key, Kind, UnitType, VocabularyTerm};
use crate::pages::context::{Context, Rendered};
use crate::pages::frame::Frame;
use crate::pages::link::Link;
use crate::routes::{FRONT, ORGANISATION};

/// What the template shows.
#[derive(Serialize)]
struct OrganisationView<'e> {
    groups: Vec<Group<'e>>,
}

/// An administration.
#[derive(Serialize)]
struct Group<'e> {
    id: String,
    /// The id of the administration, where readers may work there.
    of: Option<&'e str>,
    title: &'e str,
    /// What it is called in short, if that is not the same.
    short: Option<&'e str>,
    /// Its heading over what can be asked there.
    ask: String,
    rows: Vec<Row<'e>>,
    asks: Vec<Ask<'e>>,
}

/// A topic, and whom to ask about it.
#[derive(Serialize)]
struct Ask<'e> {
    topic: &'e str,
    units: Vec<Link<'e>>,
}

/// An administration; none for what belongs to no administration, which comes last.
type Home = Option<Key<VocabularyTerm>>;

/// The page.
pub(in crate::pages) fn pages(context: &Context<'_>) -> Rendered {
    let words = &context.words;
    let view = view(context);
    let above = Kind::Contact.list().unwrap_or(FRONT);
    let frame = Frame::new(context, ORGANISATION, words.page("organisation.title"));
    let frame =
        frame.described(words.page("organisation.intro")).below(above, words.kinds(Kind::Contact));
    vec![context.render("organisation.html", &frame, &view, None)]
}

fn view<'e>(context: &'e Context<'_>) -> OrganisationView<'e> {
    let mut trees: BTreeMap<(bool, Home), Vec<Placed>> = BTreeMap::new();
    let mut homes: Vec<Home> = vec![None; context.catalogue.contacts.len()];
    let contacts = &context.catalogue.contacts;
    let mut forest = forest(context);
    // The administration itself stands before those of its units that nobody places.
    let is_whole =
        |top: &Placed| contacts[Key::new(top.unit)].unit_type == UnitType::Administration;
    forest.sort_by_key(|tree| !tree.first().is_some_and(is_whole));
    for tree in forest {
        let Some(top) = tree.first() else { continue };
        let home = contacts[Key::new(top.unit)].administration();
        for placed in &tree {
            homes[placed.unit] = home;
        }
        trees.entry((home.is_none(), home)).or_default().extend(tree);
    }
    let mut asks = asks(context, &homes);
    let groups = trees.into_iter().map(|((_, home), tree)| {
        let asks = asks.remove(&home).unwrap_or_default();
        group(context, home, rows(context, &tree, None), asks)
    });
    OrganisationView { groups: groups.collect() }
}

fn group<'e>(
    context: &'e Context<'_>,
    home: Home,
    rows: Vec<Row<'e>>,
    asks: Vec<Ask<'e>>,
) -> Group<'e> {
    let term = home.map(|key| &context.catalogue.vocabulary[key]);
    let title = term.map_or(context.words.page("organisation.others"), |term| term.label.as_str());
    let short = term.and_then(|term| term.abbreviation.as_deref());
    let ask = term.map_or_else(
        || context.words.page("organisation.ask_others").to_owned(),
        |_| context.words.fill("organisation.ask", &[("unit", short.unwrap_or(title))]),
    );
    let id = term.map_or("enheder-andre".to_owned(), |term| format!("enheder-{}", term.id));
    let of = term.and_then(|term| context.as_workplace(term));
    Group { id, of, title, short, ask, rows, asks }
}

/// The units to ask, by topics in the order of the language.
type Topics<'e> = BTreeMap<(Vec<u8>, &'e str), Vec<Key<Contact>>>;

/// What can be asked, by the home of the unit that answers; a unit that belongs to no
/// administration answers in the home of the one that points to it.
fn asks<'e>(context: &'e Context<'_>, homes: &[Home]) -> BTreeMap<Home, Vec<Ask<'e>>> {
    let home = |unit: Key<_>| homes.get(unit.index()).copied().flatten();
    let mut sorted: BTreeMap<Home, Topics<'e>> = BTreeMap::new();
    for (unit, asked, topic) in context.catalogue.topics() {
        let at = (context.collation.key(topic), topic);
        let units = sorted.entry(home(asked).or(home(unit))).or_default().entry(at).or_default();
        if !units.contains(&asked) {
            units.push(asked);
        }
    }
    let ask = |((_, topic), units): ((_, &'e str), Vec<Key<Contact>>)| Ask {
        topic,
        units: units.into_iter().map(|unit| context.link(unit)).collect(),
    };
    sorted.into_iter().map(|(home, topics)| (home, topics.into_iter().map(ask).collect())).collect()
}
