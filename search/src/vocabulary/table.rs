//! Keys in order, made where the vocabulary is opened: what the automaton of a whole index says,
//! without its bytes.

use tantivy_fst::Automaton;

use super::read::Found;
use super::{FormId, KeyKind};

/// A key with one of its forms: where the key's letters lie, and the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Pair {
    start: u32,
    length: u32,
    form: FormId,
}

/// The keys of all kinds.
#[derive(Default)]
pub(crate) struct Table {
    /// The letters of all keys.
    text: Vec<u8>,
    /// By kind, ascending by key and form.
    pairs: [Vec<Pair>; 6],
}

/// Where the letters of a key lie.
pub(super) type Letters = (u32, u32);

impl Table {
    /// Puts the letters of a key behind the others; none where there are more than 4 GiB.
    pub(super) fn letters(&mut self, key: &[u8]) -> Option<Letters> {
        let start = u32::try_from(self.text.len()).ok()?;
        self.text.extend_from_slice(key);
        Some((start, u32::try_from(key.len()).ok()?))
    }

    /// Adds a form to a key.
    pub(super) fn add(&mut self, kind: KeyKind, (start, length): Letters, form: FormId) {
        self.pairs[kind as usize].push(Pair { start, length, form });
    }

    /// Brings what was added into order.
    pub(super) fn sort(&mut self) {
        let text = &self.text;
        for pairs in &mut self.pairs {
            // Mostly in order already, which a stable sort makes use of.
            pairs.sort_by(|left, right| {
                key(text, *left).cmp(key(text, *right)).then(left.form.cmp(&right.form))
            });
            pairs.dedup_by(|left, right| {
                left.form == right.form && key(text, *left) == key(text, *right)
            });
        }
    }

    /// The forms behind a key, ascending.
    pub(super) fn forms(&self, kind: KeyKind, wanted: &str) -> Vec<FormId> {
        self.behind(kind, wanted)
            .take_while(|pair| self.key(**pair) == wanted.as_bytes())
            .map(|pair| pair.form)
            .collect()
    }

    /// Whether there is a form behind a key.
    pub(super) fn has(&self, kind: KeyKind, wanted: &str) -> bool {
        self.behind(kind, wanted).next().is_some_and(|pair| self.key(*pair) == wanted.as_bytes())
    }

    /// The keys of one kind that start with `prefix`, in order, at most `limit`.
    pub(super) fn starting_with(&self, kind: KeyKind, prefix: &str, limit: usize) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        for pair in self
            .behind(kind, prefix)
            .take_while(|pair| self.key(**pair).starts_with(prefix.as_bytes()))
        {
            if !self.join(*pair, &mut found) {
                if found.len() >= limit {
                    break;
                }
                found.push(self.found(*pair));
            }
        }
        found
    }

    /// The spellings that an automaton over the bytes of a key accepts, with its kind's letter in
    /// front.
    pub(super) fn accepted_by<A: Automaton>(&self, automaton: &A, limit: usize) -> Vec<Found> {
        let pairs = &self.pairs[KeyKind::Spelling as usize];
        let mut found: Vec<Found> = Vec::new();
        // The states along the key before, of which the next shares the beginning.
        let mut states = vec![automaton.accept(&automaton.start(), KeyKind::Spelling.letter())];
        let (mut before, mut at): (&[u8], usize) = (&[], 0);
        while let Some(pair) = pairs.get(at) {
            let own = self.key(*pair);
            if own == before && !before.is_empty() {
                self.join(*pair, &mut found);
                at += 1;
                continue;
            }
            let shared = own.iter().zip(before).take_while(|(left, right)| left == right).count();
            states.truncate(shared + 1);
            before = own;
            while states.len() <= own.len()
                && states.last().is_some_and(|state| automaton.can_match(state))
            {
                let next =
                    states.last().map(|state| automaton.accept(state, own[states.len() - 1]));
                states.extend(next);
            }
            let depth = states.len() - 1;
            let is_alive = states.last().is_some_and(|state| automaton.can_match(state));
            if depth == own.len() && states.last().is_some_and(|state| automaton.is_match(state)) {
                if found.len() >= limit {
                    break;
                }
                found.push(self.found(*pair));
            }
            at += 1;
            if !is_alive {
                // No key that begins so will do.
                let dead = &own[..depth];
                at += pairs[at..].partition_point(|pair| self.key(*pair).starts_with(dead));
            }
        }
        found
    }

    /// Adds a pair to the last that was found, if it has the same key.
    fn join(&self, pair: Pair, found: &mut [Found]) -> bool {
        let last = found.last_mut().filter(|last| last.key.as_bytes() == self.key(pair));
        last.map(|last| last.forms.push(pair.form)).is_some()
    }

    fn found(&self, pair: Pair) -> Found {
        Found { key: String::from_utf8_lossy(self.key(pair)).into_owned(), forms: vec![pair.form] }
    }

    /// The pairs from `wanted` on.
    fn behind(&self, kind: KeyKind, wanted: &str) -> impl Iterator<Item = &Pair> {
        let pairs = &self.pairs[kind as usize];
        pairs[pairs.partition_point(|pair| self.key(*pair) < wanted.as_bytes())..].iter()
    }

    fn key(&self, pair: Pair) -> &[u8] {
        key(&self.text, pair)
    }
}

fn key(text: &[u8], Pair { start, length, .. }: Pair) -> &[u8] {
    text.get(start as usize..(start + length) as usize).unwrap_or_default()
}
