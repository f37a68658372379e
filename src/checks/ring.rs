//! `ring`: entries or terms that lead round in a ring, or to themselves.
//!
//! Why: what replaced something, lies above it or comes before it is followed step by step: by readers, and by the pages
//! that draw it. In a ring there is no end, so nothing in it is the one that holds.
//! Wrong: `replaced_by: [b]` in a and `replaced_by: [a]` in b. Right: only in the one that is over.

use std::collections::BTreeMap;

use super::Inputs;
use crate::diagnostics::{Change, Code, Diagnostic, Findings};
use crate::model::{Catalogue, EntryRef, Key, Relation, Target, VocabularyTerm};
use crate::source::Place;

/// A relation that leads back to where it began.
pub(super) static RING: Code = Code::error("ring");

/// The relations that have a direction. Two offers may well support each other, and two pages name each other.
const DIRECTED: &[Relation] = &[Relation::ReplacedBy, Relation::Parent, Relation::Follows];

/// Who leads where, and where that is written; in the order of the files.
type Ways<T> = BTreeMap<T, Vec<(T, Place)>>;

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let catalogue = input.catalogue;
    let entries = DIRECTED.iter().flat_map(|relation| {
        let rings = rings(&ways(catalogue, *relation));
        rings.into_iter().map(|(ring, place)| {
            let names: Vec<_> = ring.iter().map(|at| catalogue.entry(*at).id.as_str()).collect();
            told(&names, place, relation.as_str()).changed(place, Change::Remove)
        })
    });
    let terms = rings(&terms(catalogue)).into_iter().map(|(ring, place)| {
        let names: Vec<_> = ring.iter().map(|key| catalogue.vocabulary[*key].id.as_str()).collect();
        told(&names, place, Relation::ReplacedBy.as_str())
    });
    entries.chain(themselves(catalogue)).chain(terms).collect()
}

fn told(names: &[&str], place: Place, relation: &str) -> Diagnostic {
    let first = names.first().copied().unwrap_or_default();
    let ring = names.iter().copied().chain([first]).collect::<Vec<_>>().join("` → `");
    let diagnostic = Diagnostic::new(&RING, place).with("ring", ring).with("relation", relation).with("id", first);
    if names.len() == 1 { diagnostic.message("message_itself").help("help_itself") } else { diagnostic }
}

fn ways(catalogue: &Catalogue, relation: Relation) -> Ways<EntryRef> {
    let mut ways = Ways::new();
    for reference in catalogue.references.iter().filter(|reference| reference.relation == relation) {
        if let Target::Entry(to) = reference.to {
            ways.entry(reference.from).or_default().push((to, reference.at));
        }
    }
    ways
}

fn terms(catalogue: &Catalogue) -> Ways<Key<VocabularyTerm>> {
    let keyed = catalogue.vocabulary.keyed().filter(|(_, term)| !term.replaced_by.is_empty());
    keyed.map(|(key, term)| (key, term.replaced_by.iter().map(|to| (*to, term.at)).collect())).collect()
}

/// The other relations between entries: in none of them does one name itself. Prose may link to its own page.
fn themselves(catalogue: &Catalogue) -> impl Iterator<Item = Diagnostic> {
    let own = catalogue.references.iter().filter(|reference| reference.to == Target::Entry(reference.from));
    let undirected =
        own.filter(|reference| !DIRECTED.contains(&reference.relation) && !may_be_its_own(reference.relation));
    undirected.map(|reference| {
        let id = catalogue.entry(reference.from).id.as_str();
        told(&[id], reference.at, reference.relation.as_str()).changed(reference.at, Change::Remove)
    })
}

/// A unit may own its page and answer for its topics itself, and a text name what it is about.
fn may_be_its_own(relation: Relation) -> bool {
    matches!(relation, Relation::Owner | Relation::AskAbout | Relation::Mentions)
}

/// Every way back to somewhere that the search stands in: the ring, and the place that closes it. Each node is entered
/// once, by a stack of its own, so that neither length nor number of the ways matters.
fn rings<T: Copy + Ord>(ways: &Ways<T>) -> Vec<(Vec<T>, Place)> {
    let (mut rings, mut done) = (Vec::new(), BTreeMap::new());
    for start in ways.keys().copied() {
        let mut path = vec![(start, 0)];
        if done.contains_key(&start) {
            continue;
        }
        done.insert(start, Some(0));
        while let Some((node, next)) = path.last_mut() {
            let onward = ways.get(node).and_then(|to| to.get(*next)).copied();
            *next += 1;
            match onward.map(|(to, place)| (to, place, done.get(&to).copied())) {
                None => {
                    done.insert(*node, None);
                    path.pop();
                }
                Some((_, _, Some(None))) => {}
                Some((_, place, Some(Some(depth)))) => {
                    rings.push((path[depth..].iter().map(|(node, _)| *node).collect(), place));
                }
                Some((to, _, None)) => {
                    done.insert(to, Some(path.len()));
                    path.push((to, 0));
                }
            }
        }
    }
    rings
}
