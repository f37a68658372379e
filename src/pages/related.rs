//! Who points at an entry: the other direction of every reference, grouped by what it says. What
//! the page shows already is not shown again.

use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use super::link::{Link, LinkGroup};
use crate::model::{EntryRef, Kind, Relation, Target};

/// The relations whose other direction is a plain list, in the order that a page shows them.
const SHOWN: [Relation; 15] = [
    Relation::Provider,
    Relation::Contact,
    Relation::RefersTo,
    Relation::PartOf,
    Relation::ReferralProcedure,
    Relation::Supports,
    Relation::Follows,
    Relation::ReplacedBy,
    Relation::AskAbout,
    Relation::Parent,
    Relation::About,
    Relation::CourseItem,
    Relation::SeeAlso,
    Relation::Owner,
    Relation::Mentions,
];

/// Everything that points at `at`, by relation. `known` are the relations and entries that the page
/// shows elsewhere. What points at it in several ways stands once, with the other ways beside it.
pub(super) fn related<'e>(
    context: &'e Context<'_>,
    at: EntryRef,
    known: &Known,
) -> Vec<LinkGroup<'e>> {
    let mut shown = known.entries.clone();
    let mut by_relation: Vec<Vec<EntryRef>> = vec![Vec::new(); SHOWN.len()];
    for reference in context.catalogue.references.to(Target::Entry(at)) {
        if let Some(place) = SHOWN.iter().position(|relation| *relation == reference.relation)
            && !known.relations.contains(&reference.relation)
            && reference.from != at
        {
            by_relation[place].push(reference.from);
        }
    }
    let mut also = also(context, &by_relation);
    let mut groups = Vec::new();
    for (relation, mut entries) in SHOWN.into_iter().zip(by_relation) {
        // These say nothing new about an entry that is on the page for a better reason.
        let weak =
            [Relation::PartOf, Relation::ReferralProcedure, Relation::Mentions].contains(&relation);
        let is_said = |from: &EntryRef| also.get(from).is_some_and(|(first, _)| *first != relation);
        let has_word = context.words.find("related_also", relation.as_str()).is_some();
        entries.retain(|from| !(weak && shown.contains(from) || has_word && is_said(from)));
        context.sort(&mut entries);
        entries.dedup();
        if !entries.is_empty() {
            shown.extend(entries.iter().copied());
            let links = entries.into_iter().map(|from| {
                let note = also.remove(&from).map(|(_, words)| words.join(", "));
                context.link(from).noted(note.filter(|note| !note.is_empty()))
            });
            let links = links.collect();
            groups
                .push(LinkGroup { title: context.words.word("related", relation.as_str()), links });
        }
    }
    groups
}

/// The relations that entries point in: the first, and words for the others, each once.
type Also<'e> = BTreeMap<EntryRef, (Relation, Vec<&'e str>)>;

fn also<'e>(context: &'e Context<'_>, by_relation: &[Vec<EntryRef>]) -> Also<'e> {
    let mut also = Also::new();
    for (relation, entries) in SHOWN.into_iter().zip(by_relation) {
        for from in entries {
            let (first, words) = also.entry(*from).or_insert_with(|| (relation, Vec::new()));
            let word = context.words.find("related_also", relation.as_str());
            words.extend(word.filter(|word| *first != relation && !words.contains(word)));
        }
    }
    also
}

/// What a page shows of its own accord.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Relations that have a place of their own on the page.
    pub(super) relations: Vec<Relation>,
    /// Entries that the page's own facts link to.
    pub(super) entries: BTreeSet<EntryRef>,
}

impl Known {
    /// Relations that have a place of their own.
    pub(super) fn relations(relations: &[Relation]) -> Self {
        Self { relations: relations.to_vec(), entries: BTreeSet::new() }
    }

    /// With entries that are linked to.
    pub(super) fn and<R: Into<EntryRef>>(mut self, entries: impl IntoIterator<Item = R>) -> Self {
        self.entries.extend(entries.into_iter().map(Into::into));
        self
    }
}

/// The entries of `wanted`'s relation that point at `at`, but for those in `already`; each once, in
/// the order of lists.
pub(super) fn back<'e>(
    context: &'e Context<'_>,
    at: EntryRef,
    wanted: Relation,
    already: &BTreeSet<EntryRef>,
) -> Vec<Link<'e>> {
    let references = context.catalogue.references.to(Target::Entry(at));
    let from =
        references.filter(|reference| reference.relation == wanted).map(|reference| reference.from);
    let from: BTreeSet<EntryRef> = from.filter(|from| !already.contains(from)).collect();
    let mut from: Vec<EntryRef> = from.into_iter().collect();
    context.sort(&mut from);
    from.into_iter().map(|from| context.link(from)).collect()
}

/// Where `at` takes part in procedures: that it must act first, then its steps, each once with all
/// that it does there; in the order of procedures and steps.
pub(super) fn steps<'e>(context: &'e Context<'_>, at: EntryRef) -> Vec<LinkGroup<'e>> {
    let relations =
        [Relation::Initiative, Relation::Responsible, Relation::HandsOverTo, Relation::UsesOffer];
    let mut roles: BTreeMap<_, BTreeSet<Relation>> = BTreeMap::new();
    for reference in context.catalogue.references.to(Target::Entry(at)) {
        if relations.contains(&reference.relation) {
            let from = reference.from;
            let place = (
                context.catalogue.heading(from).historical,
                context.rank(from),
                from,
                reference.step,
            );
            roles.entry(place).or_default().insert(reference.relation);
        }
    }
    let mut groups: Vec<(EntryRef, LinkGroup<'e>)> = Vec::new();
    for ((_, _, from, step), roles) in roles {
        let Some(link) = step_link(context, from, step, &roles) else { continue };
        match groups.last_mut() {
            Some((procedure, group)) if *procedure == from => group.links.push(link),
            _ => {
                let title = &context.catalogue.entry(from).title;
                groups.push((from, LinkGroup { title, links: vec![link] }));
            }
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// What takes part in more procedures than these is no part of any: its steps tell.
const MOST_PROCEDURES: usize = 6;

/// The procedures that `at` takes part in, those that hold first, each with its steps: `trin 1–3`.
pub(super) fn part_of<'e>(context: &'e Context<'_>, at: EntryRef) -> Vec<Link<'e>> {
    let relations = [Relation::Responsible, Relation::HandsOverTo, Relation::UsesOffer];
    let mut taken: BTreeMap<_, BTreeSet<u16>> = BTreeMap::new();
    for reference in context.catalogue.references.to(Target::Entry(at)) {
        let place = || {
            (
                context.catalogue.heading(reference.from).historical,
                context.rank(reference.from),
                reference.from,
            )
        };
        if let Some(step) = reference.step.filter(|_| relations.contains(&reference.relation)) {
            taken.entry(place()).or_default().insert(step);
        }
    }
    if taken.len() > MOST_PROCEDURES {
        return Vec::new();
    }
    let links = taken.into_iter().map(|((_, _, from), steps)| {
        let link = context.link(from);
        let numbers: Vec<usize> = steps.iter().map(|step| usize::from(*step) + 1).collect();
        let words = context.words.fill("part_of.steps", &[("numbers", &ranges(&numbers))]);
        let procedure = context.catalogue.procedures.rows().get(from.index as usize);
        let first =
            procedure.and_then(|procedure| procedure.steps.get(usize::from(*steps.first()?)));
        first
            .map_or_else(|| link.clone(), |step| link.clone().at_anchor(&step.id))
            .noted(Some(words))
    });
    links.collect()
}

/// Numbers that rise, with what follows each other drawn together: `1–3, 5`.
fn ranges(numbers: &[usize]) -> String {
    let runs = numbers
        .chunk_by(|one, next| one + 1 == *next)
        .filter_map(|run| Some((*run.first()?, *run.last()?)));
    let words =
        runs.map(
            |(first, last)| {
                if first == last { first.to_string() } else { format!("{first}–{last}") }
            },
        );
    words.collect::<Vec<_>>().join(", ")
}

fn step_link<'e>(
    context: &'e Context<'_>,
    from: EntryRef,
    step: Option<u16>,
    roles: &BTreeSet<Relation>,
) -> Option<Link<'e>> {
    let link = Link { kind: context.words.kind(Kind::Procedure), ..context.link(from) };
    let Some(step) = step else {
        let title = context.words.page("swimlane.initiative");
        return Some(Link { title: title.into(), ..link }.at_anchor("_del-kontakt"));
    };
    let procedure = context.catalogue.procedures.rows().get(from.index as usize)?;
    let (number, step) = (usize::from(step) + 1, procedure.steps.get(usize::from(step))?);
    let title = context
        .words
        .fill("swimlane.step", &[("number", &number.to_string()), ("title", &step.title)]);
    let roles: Vec<&str> =
        roles.iter().map(|role| context.words.word("role", role.as_str())).collect();
    Some(Link { title: title.into(), ..link }.at_anchor(&step.id).noted(Some(roles.join(", "))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_in_a_row_are_drawn_together() {
        assert_eq!(ranges(&[1, 2, 3, 5, 7, 8]), "1–3, 5, 7–8");
        assert_eq!(ranges(&[4]), "4");
    }
}
