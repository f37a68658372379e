//! The tree of units as rows of nested lists. Takes who lies under whom; gives rows that a template
//! writes out one after the other, each telling which lists begin and end with it. A ring of
//! parents ends where it began, and no depth is too great: nothing here calls itself.

use serde::Serialize;

use crate::model::{Contact, EntryRef, Key, Kind, Relation, Target};
use crate::pages::context::Context;
use crate::pages::link::Link;

/// With more neighbours than these, a unit's own page leaves them to the page of the whole
/// organisation.
const NEIGHBOURS: usize = 12;

/// So many units above are shown: no organisation is deeper, and where a mistake makes a chain of
/// thousands, no page of it grows with it.
const ABOVE: usize = 12;

/// A unit in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::pages) struct Placed {
    /// The row of its table.
    pub(in crate::pages) unit: usize,
    /// How many units lie above it; 0 at the top.
    pub(in crate::pages) depth: usize,
}

/// A unit as templates show it.
#[derive(Serialize)]
pub(in crate::pages) struct Row<'e> {
    link: Link<'e>,
    unit_type: &'e str,
    summary: Option<&'e str>,
    /// Whether it is the unit that the page is about.
    current: bool,
    /// Whether a list of units below it begins.
    opens: bool,
    /// One for each list that ends after it.
    closes: Vec<bool>,
}

/// Every tree of units, in the order of lists, each from its top.
pub(in crate::pages) fn forest(context: &Context<'_>) -> Vec<Vec<Placed>> {
    let parents = context.catalogue.contacts.iter().map(|contact| contact.parent.map(Key::index));
    let order = context.all(Kind::Contact).into_iter().map(|at| at.index as usize);
    trees(&parents.collect::<Vec<_>>(), &order.collect::<Vec<_>>())
}

/// The trees of rows that each may name the one above them; `order` is the order of trees and of
/// branches. Rows of a ring have no top: they make a tree from the first of them.
fn trees(parents: &[Option<usize>], order: &[usize]) -> Vec<Vec<Placed>> {
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); parents.len()];
    for unit in order {
        if let Some(above) =
            parents.get(*unit).copied().flatten().and_then(|above| below.get_mut(above))
        {
            above.push(*unit);
        }
    }
    let is_top = |unit: &&usize| parents.get(**unit).is_some_and(Option::is_none);
    let mut seen = vec![false; parents.len()];
    let tops = order.iter().filter(is_top).chain(order);
    tops.map(|top| walk(*top, &below, &mut seen)).filter(|tree| !tree.is_empty()).collect()
}

/// A unit and all below it that have not been seen.
fn walk(top: usize, below: &[Vec<usize>], seen: &mut [bool]) -> Vec<Placed> {
    let mut tree = Vec::new();
    let mut waiting = vec![Placed { unit: top, depth: 0 }];
    while let Some(placed) = waiting.pop() {
        let Some(new) = seen.get_mut(placed.unit).filter(|seen| !**seen) else { continue };
        *new = true;
        tree.push(placed);
        let under = below.get(placed.unit).into_iter().flatten().rev();
        waiting.extend(under.map(|unit| Placed { unit: *unit, depth: placed.depth + 1 }));
    }
    tree
}

/// What lies around a unit: all above it, its neighbours if they are few, itself, and what is just
/// below it.
pub(in crate::pages) fn neighbourhood(context: &Context<'_>, at: Key<Contact>) -> Vec<Placed> {
    let above = above(context, at);
    let depth = above.len();
    let mut placed: Vec<Placed> = above
        .iter()
        .rev()
        .zip(0..)
        .map(|(unit, depth)| Placed { unit: unit.index(), depth })
        .collect();
    let beside = above
        .first()
        .map(|parent| just_below(context, *parent))
        .filter(|units| units.len() <= NEIGHBOURS);
    let below = just_below(context, at);
    for unit in beside.unwrap_or_else(|| vec![at]) {
        placed.push(Placed { unit: unit.index(), depth });
        if unit == at {
            placed.extend(below.iter().map(|unit| Placed { unit: unit.index(), depth: depth + 1 }));
        }
    }
    placed
}

/// The units above, from the nearest, as far as a reader looks up. A ring of parents ends where it
/// began.
fn above(context: &Context<'_>, start: Key<Contact>) -> Vec<Key<Contact>> {
    let contacts = &context.catalogue.contacts;
    let mut chain = Vec::new();
    let mut next = contacts[start].parent;
    while let Some(key) = next.filter(|key| *key != start && !chain.contains(key)) {
        chain.push(key);
        next = contacts[key].parent.filter(|_| chain.len() < ABOVE);
    }
    chain
}

fn just_below(context: &Context<'_>, at: Key<Contact>) -> Vec<Key<Contact>> {
    let references = context.catalogue.references.to(Target::Entry(at.into()));
    let under = references
        .filter(|reference| reference.relation == Relation::Parent)
        .map(|reference| reference.from);
    let mut under: Vec<EntryRef> = under.collect();
    context.sort(&mut under);
    under.into_iter().map(|at| Key::new(at.index as usize)).collect()
}

/// The rows of a list; `current` is the unit that the page is about, which needs no summary there.
pub(in crate::pages) fn rows<'e>(
    context: &'e Context<'_>,
    placed: &[Placed],
    current: Option<Key<Contact>>,
) -> Vec<Row<'e>> {
    let depths: Vec<usize> = placed.iter().map(|one| one.depth).collect();
    let row = |(one, (opens, closes)): (&Placed, (bool, usize))| {
        let key = Key::new(one.unit);
        let contact: &'e Contact = &context.catalogue.contacts[key];
        Row {
            link: context.link(key),
            unit_type: context.words.word("unit_type", contact.unit_type.as_str()),
            summary: current.is_none().then_some(contact.entry.summary.as_str()),
            current: current == Some(key),
            opens,
            closes: vec![true; closes],
        }
    };
    placed.iter().zip(nesting(&depths)).map(row).collect()
}

/// For every row whether a list begins after it, and how many end.
fn nesting(depths: &[usize]) -> Vec<(bool, usize)> {
    let next = depths.iter().skip(1).copied().chain([0]);
    depths
        .iter()
        .zip(next)
        .map(|(depth, next)| (next > *depth, depth.saturating_sub(next)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(parents: &[Option<usize>]) -> Vec<Vec<(usize, usize)>> {
        let order: Vec<usize> = (0..parents.len()).collect();
        let trees = trees(parents, &order).into_iter();
        trees.map(|tree| tree.into_iter().map(|one| (one.unit, one.depth)).collect()).collect()
    }

    #[test]
    fn units_stand_below_the_one_they_belong_to_in_order() {
        let trees = shown(&[None, Some(0), Some(1), Some(0), None]);
        assert_eq!(trees, [vec![(0, 0), (1, 1), (2, 2), (3, 1)], vec![(4, 0)]]);
    }

    #[test]
    fn a_ring_of_parents_becomes_a_tree_that_ends() {
        let trees = shown(&[Some(2), Some(0), Some(1), None, Some(4)]);
        assert_eq!(trees, [vec![(3, 0)], vec![(0, 0), (1, 1), (2, 2)], vec![(4, 0)]]);
    }

    #[test]
    fn every_unit_stands_once_however_deep() {
        let parents: Vec<Option<usize>> = (0..50_000).map(|at: usize| at.checked_sub(1)).collect();
        let trees = shown(&parents);
        assert_eq!(trees.len(), 1);
        assert_eq!(trees[0].last(), Some(&(49_999, 49_999)));
    }

    #[test]
    fn every_list_that_begins_ends() {
        let nesting = nesting(&[0, 1, 2, 2, 1, 0, 1]);
        let begun = nesting.iter().filter(|(opens, _)| *opens).count();
        let ended: usize = nesting.iter().map(|(_, closes)| closes).sum();
        assert_eq!((begun, ended), (3, 3));
        assert_eq!(nesting[3], (false, 1));
    }
}
