//! The order in which offers follow each other, seen from one of them: what comes before, the offer
//! itself, what can follow. Takes what offers say of themselves; gives the stages from first to
//! last.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::model::{EntryRef, Key, Kind, Offer, Relation, Target};
use crate::pages::context::Context;
use crate::pages::link::Link;

/// One stage: one offer, or several that stand at the same place.
#[derive(Serialize)]
pub(in crate::pages) struct Stage<'e> {
    links: Vec<Link<'e>>,
    /// Whether it is the offer whose page this is.
    here: bool,
}

/// All stages; none where nothing comes before or after.
pub(in crate::pages) fn sequence<'e>(context: &'e Context<'_>, key: Key<Offer>) -> Vec<Stage<'e>> {
    let offers = &context.catalogue.offers;
    let mut met = BTreeSet::from([key]);
    let before = stages(key, &mut met, |key| offers[key].follows.clone());
    let after = stages(key, &mut met, |key| followers(context, key));
    if before.is_empty() && after.is_empty() {
        return Vec::new();
    }
    let shown = |keys: Vec<Key<Offer>>| Stage { links: in_order(context, keys), here: false };
    let here = Stage { links: in_order(context, vec![key]), here: true };
    before.into_iter().rev().map(shown).chain([here]).chain(after.into_iter().map(shown)).collect()
}

/// The stages from `start` on, the nearest first. An offer stands once, at its nearest place, so
/// that a ring ends.
fn stages(
    start: Key<Offer>,
    met: &mut BTreeSet<Key<Offer>>,
    next: impl Fn(Key<Offer>) -> Vec<Key<Offer>>,
) -> Vec<Vec<Key<Offer>>> {
    let mut stages = Vec::new();
    let mut stage = vec![start];
    loop {
        stage = stage.into_iter().flat_map(&next).filter(|key| met.insert(*key)).collect();
        if stage.is_empty() {
            return stages;
        }
        stages.push(stage.clone());
    }
}

fn followers(context: &Context<'_>, key: Key<Offer>) -> Vec<Key<Offer>> {
    let references = context.catalogue.references.to(Target::Entry(key.into()));
    let followers =
        references.filter(|one| one.relation == Relation::Follows && one.from.kind == Kind::Offer);
    followers.map(|one| Key::new(one.from.index as usize)).collect()
}

fn in_order<'e>(context: &'e Context<'_>, keys: Vec<Key<Offer>>) -> Vec<Link<'e>> {
    let mut entries: Vec<EntryRef> = keys.into_iter().map(EntryRef::from).collect();
    context.sort(&mut entries);
    entries.into_iter().map(|at| context.link(at)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The stages from 0 on, where `next` tells what comes next of each.
    fn from_first(next: &[&[usize]]) -> Vec<Vec<usize>> {
        let mut met = BTreeSet::from([Key::new(0)]);
        let stages = stages(Key::new(0), &mut met, |key| {
            next[key.index()].iter().map(|to| Key::new(*to)).collect()
        });
        stages.into_iter().map(|stage| stage.into_iter().map(Key::index).collect()).collect()
    }

    #[test]
    fn what_follows_what_follows_is_a_later_stage() {
        assert_eq!(from_first(&[&[1], &[2, 3], &[], &[]]), [vec![1], vec![2, 3]]);
    }

    #[test]
    fn a_ring_of_offers_ends() {
        assert_eq!(from_first(&[&[1], &[2], &[0, 1]]), [[1], [2]]);
    }
}
