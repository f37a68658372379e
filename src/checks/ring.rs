//! `ring`: entries or terms that lead round in a ring, or to themselves.
//!
//! Why: what replaced something, lies above it or comes before it is followed step by step: by
//! readers, and by the pages that draw it. In a ring there is no end, so nothing in it is the one
//! that holds. Wrong: `replaced_by: [b]` in a and `replaced_by: [a]` in b. Right: only in the one
//! that is over.

use std::collections::BTreeMap;

use super::Inputs;
use crate::diagnostics::{Change, Code, Diagnostic, Findings};
use crate::model::{Catalogue, EntryRef, Key, Relation, Target, VocabularyTerm};
use crate::source::Place;

/// A relation that leads back to where it began.
pub(super) static RING: Code = Code::error("ring");

/// The relations that have a direction. Two offers may well support each other, and two pages name
/// each other.
const DIRECTED: &[Relation] = &[Relation::ReplacedBy, Relation::Parent, Relation::Follows];

/// More names of a ring than these are not shown: the first and the last of them tell where to cut
/// it.
const MOST_NAMES: usize = 12;

/// More rings that one of its entries closes are not told.
const MOST_OF_ONE: usize = 100;

/// The terms that a term leads to by one of its relations.
type Onward = fn(&VocabularyTerm) -> &[Key<VocabularyTerm>];

/// Who leads where, and where that is written; in the order of the files.
type Ways<T> = BTreeMap<T, Vec<(T, Place)>>;

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let catalogue = input.catalogue;
    let entries = DIRECTED.iter().flat_map(|relation| {
        let rings = rings(&ways(catalogue, *relation));
        rings.into_iter().map(|ring| {
            let names = ring.names(|at| catalogue.entry(at).id.as_str());
            let found = told(&names, ring.place, relation.as_str());
            // A unit without the one above it would stand alone.
            if *relation == Relation::Parent {
                return found.help("help_parent");
            }
            found.changed(ring.place, Change::Remove)
        })
    });
    let of_terms: [(&str, Onward); 2] = [
        (Relation::ReplacedBy.as_str(), |term| &term.replaced_by),
        ("broader", |term| &term.broader),
    ];
    let terms = of_terms.into_iter().flat_map(|(relation, onward)| {
        rings(&terms(catalogue, onward)).into_iter().map(move |ring| {
            let names = ring.names(|key| catalogue.vocabulary[key].id.as_str());
            let found = told(&names, ring.place, relation);
            let others = ring.first.iter().map(|key| catalogue.vocabulary[*key].at);
            let others = others.filter(|at| *at != ring.place && ring.first.len() > 1);
            others.fold(found, |found, at| found.related(at, "also_in"))
        })
    });
    entries.chain(themselves(catalogue)).chain(terms).collect()
}

fn told(names: &[&str], place: Place, relation: &str) -> Diagnostic {
    let first = names.first().copied().unwrap_or_default();
    let ring = names.iter().copied().chain([first]).collect::<Vec<_>>().join("` → `");
    let diagnostic = Diagnostic::new(&RING, place)
        .with("ring", ring)
        .with("relation", relation)
        .with("id", first);
    if names.len() == 1 {
        diagnostic.message("message_itself").help("help_itself")
    } else {
        diagnostic
    }
}

fn ways(catalogue: &Catalogue, relation: Relation) -> Ways<EntryRef> {
    let mut ways = Ways::new();
    for reference in catalogue.references.iter().filter(|reference| reference.relation == relation)
    {
        if let Target::Entry(to) = reference.to {
            ways.entry(reference.from).or_default().push((to, reference.at));
        }
    }
    ways
}

fn terms(catalogue: &Catalogue, onward: Onward) -> Ways<Key<VocabularyTerm>> {
    let keyed = catalogue.vocabulary.keyed().filter(|(_, term)| !onward(term).is_empty());
    keyed.map(|(key, term)| (key, onward(term).iter().map(|to| (*to, term.at)).collect())).collect()
}

/// The other relations between entries: in none of them does one name itself. Prose may link to its
/// own page.
fn themselves(catalogue: &Catalogue) -> impl Iterator<Item = Diagnostic> {
    let own = catalogue
        .references
        .iter()
        .filter(|reference| reference.to == Target::Entry(reference.from));
    let undirected = own.filter(|reference| {
        !DIRECTED.contains(&reference.relation) && !may_be_its_own(reference.relation)
    });
    undirected.map(|reference| {
        let id = catalogue.entry(reference.from).id.as_str();
        told(&[id], reference.at, reference.relation.as_str()).changed(reference.at, Change::Remove)
    })
}

/// A unit may own its page, look it through and answer for its topics itself, and a text name what it is about.
fn may_be_its_own(relation: Relation) -> bool {
    matches!(
        relation,
        Relation::Owner | Relation::AskAbout | Relation::Mentions | Relation::ReviewedBy
    )
}

/// Entries that lead round to the first of them.
struct Ring<T> {
    /// Some of them, from the first on.
    first: Vec<T>,
    /// The others, if there are more than are shown between the two.
    last: Vec<T>,
    /// What closes it.
    place: Place,
}

impl<T: Copy> Ring<T> {
    /// `path` holds the ring's entries, each with the number of its ways that have been gone.
    fn of(path: &[(T, usize)], place: Place) -> Self {
        let nodes = |part: &[(T, usize)]| part.iter().map(|(node, _)| *node).collect();
        if path.len() <= MOST_NAMES {
            return Self { first: nodes(path), last: Vec::new(), place };
        }
        let half = MOST_NAMES / 2;
        Self { first: nodes(&path[..half]), last: nodes(&path[path.len() - half..]), place }
    }

    fn names<'n>(&self, name: impl Fn(T) -> &'n str) -> Vec<&'n str> {
        let left_out = (!self.last.is_empty()).then_some("…");
        let (first, last) =
            (self.first.iter().map(|node| name(*node)), self.last.iter().map(|node| name(*node)));
        first.chain(left_out).chain(last).collect()
    }
}

/// Every way back to somewhere that the search stands in: the ring, and the place that closes it.
/// Each node is entered once, by a stack of its own, so that neither length nor number of the ways
/// matters.
fn rings<T: Copy + Ord>(ways: &Ways<T>) -> Vec<Ring<T>> {
    let (mut rings, mut done) = (Vec::new(), BTreeMap::new());
    for start in ways.keys().copied() {
        let mut path = vec![(start, 0)];
        let mut closed = BTreeMap::new();
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
                    let count = closed.entry(*node).or_insert(0);
                    *count += 1;
                    if *count <= MOST_OF_ONE {
                        rings.push(Ring::of(&path[depth..], place));
                    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Span};

    const HERE: Place = Place { file: FileId(0), span: Span { start: 0, end: 0 } };

    #[test]
    fn a_long_ring_is_shown_by_its_ends() {
        let ways: Ways<usize> = (0..100).map(|at| (at, vec![((at + 1) % 100, HERE)])).collect();
        let rings = rings(&ways);
        assert_eq!(rings.len(), 1);
        let names = rings[0].names(|at| if at < 6 { "first" } else { "last" });
        assert_eq!(names, [vec!["first"; 6], vec!["…"], vec!["last"; 6]].concat());
    }

    #[test]
    fn where_everything_leads_everywhere_each_tells_a_hundred_rings() {
        let all =
            |from: usize| (0..300).filter(move |to| *to != from).map(|to| (to, HERE)).collect();
        let ways: Ways<usize> = (0..300).map(|from| (from, all(from))).collect();
        let count = rings(&ways).len();
        assert!(count > 300 && count <= 300 * MOST_OF_ONE, "{count}");
    }
}
