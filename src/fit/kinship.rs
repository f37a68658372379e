//! How the terms of a vocabulary stand to each other: the same under another name, one within the
//! other, or not related. Takes `replaced_by` and `broader`; circles in them end nothing.

use std::collections::BTreeSet;

use crate::model::{Key, Table, VocabularyTerm};

/// How what is asked stands to what is stated, the nearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kin {
    /// The same, or one took the other's place.
    Same,
    /// What is asked is part of what is stated.
    Within,
    /// What is stated is part of what is asked, or one of several that took its place.
    Holds,
}

impl Kin {
    /// Whether all that is asked is meant by what is stated.
    pub(super) fn is_within(self) -> bool {
        self <= Self::Within
    }
}

/// The kinship of all terms.
pub(super) struct Kinship {
    /// By row: the term that holds now in its place, where that is one.
    current: Vec<Key<VocabularyTerm>>,
    /// By row: every broader term, in its current form.
    broader: Vec<BTreeSet<Key<VocabularyTerm>>>,
    /// By row: every term that came after it.
    later: Vec<BTreeSet<Key<VocabularyTerm>>>,
}

impl Kinship {
    pub(super) fn of(terms: &Table<VocabularyTerm>) -> Self {
        let keys = || terms.keyed().map(|(key, _)| key);
        let current: Vec<_> = keys().map(|key| current(terms, key)).collect();
        let now = |key: Key<VocabularyTerm>| current[key.index()];
        let broader = keys().map(|key| {
            reached(now(key), |key| terms[key].broader.iter().copied().map(now).collect())
        });
        let later = keys().map(|key| reached(key, |key| terms[key].replaced_by.clone()));
        Self { broader: broader.collect(), later: later.collect(), current }
    }

    /// How `asked` stands to `stated`; nothing where they have nothing to do with each other.
    pub(super) fn of_pair(
        &self,
        asked: Key<VocabularyTerm>,
        stated: Key<VocabularyTerm>,
    ) -> Option<Kin> {
        let [now_asked, now_stated] = [asked, stated].map(|key| self.current[key.index()]);
        if now_asked == now_stated {
            Some(Kin::Same)
        } else if self.broader[asked.index()].contains(&now_stated) {
            Some(Kin::Within)
        } else if self.broader[stated.index()].contains(&now_asked)
            || self.later[asked.index()].contains(&stated)
            || self.later[stated.index()].contains(&asked)
        {
            Some(Kin::Holds)
        } else {
            None
        }
    }
}

/// What took a term's place, as long as that is one term.
fn current(terms: &Table<VocabularyTerm>, key: Key<VocabularyTerm>) -> Key<VocabularyTerm> {
    let mut now = key;
    for _ in 0..terms.len() {
        match terms[now].replaced_by[..] {
            [next] => now = next,
            _ => return now,
        }
    }
    // A circle: as good as not replaced.
    key
}

/// Every term that is reached from one, itself left out.
fn reached(
    from: Key<VocabularyTerm>,
    next: impl Fn(Key<VocabularyTerm>) -> Vec<Key<VocabularyTerm>>,
) -> BTreeSet<Key<VocabularyTerm>> {
    let mut reached = BTreeSet::new();
    let mut open = next(from);
    while let Some(key) = open.pop() {
        if key != from && reached.insert(key) {
            open.extend(next(key));
        }
    }
    reached
}
