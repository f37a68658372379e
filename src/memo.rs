//! What was made of what, for as long as a preview runs: an expensive step whose inputs have the
//! same name as before gives what it gave before. Names are SHA-256 of everything that a step looks
//! at, so nothing needs to be told that something has changed; what neither of the last two builds
//! has asked for goes.

use std::collections::HashMap;
use std::fmt;
use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::prose::{Prose, Rendered};
use crate::publish::Digest;
use crate::routes::PageParts;

/// The name of the inputs of a step.
pub(crate) type Key = [u8; 32];

/// Most bytes of finished pages that are kept: those of the largest portals are made anew.
const MOST_BYTES: usize = 512 * 1024 * 1024;

/// All that is remembered, of builds with the same options; nothing unless it is begun by
/// [`Memo::new`].
#[derive(Default)]
pub struct Memo(Option<Box<Shelves>>);

#[derive(Default)]
struct Shelves {
    round: AtomicU64,
    /// Templates that have been read and fit together.
    templates: Shelf<tera::Tera>,
    pages: Shelf<FinishedPage>,
    prose: Shelf<Prose>,
    bodies: Shelf<Rendered>,
    /// Files without anything that looks like a personal number.
    harmless: Shelf<()>,
}

/// A page on its way out.
pub(crate) struct FinishedPage {
    /// What is kept of it for the checks.
    pub(crate) parts: PageParts,
    /// Its bytes; none where it is not published.
    pub(crate) published: Option<(Vec<u8>, Digest)>,
}

/// What one step has made.
pub(crate) struct Shelf<V>(Mutex<HashMap<Key, (u64, Arc<V>)>>);

impl<V> Default for Shelf<V> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl Memo {
    /// One that remembers.
    #[must_use]
    pub fn new() -> Self {
        Self(Some(Box::default()))
    }

    /// Whether it remembers: else no names need to be worked out.
    pub(crate) fn is_on(&self) -> bool {
        self.0.is_some()
    }

    /// A build has ended: what was asked for neither in it nor in the one before is forgotten.
    pub(crate) fn turn(&self) {
        let Some(shelves) = &self.0 else { return };
        let round = shelves.round.fetch_add(1, Ordering::Relaxed);
        shelves.templates.forget(round);
        shelves.pages.forget(round);
        shelves.prose.forget(round);
        shelves.bodies.forget(round);
        shelves.harmless.forget(round);
    }

    pub(crate) fn template(
        &self,
        key: Key,
        make: impl FnOnce() -> Option<tera::Tera>,
    ) -> Option<tera::Tera> {
        self.or_made(|shelves| &shelves.templates, key, || make().map(Arc::new))
            .map(Arc::unwrap_or_clone)
    }

    pub(crate) fn prose(&self, key: Key, make: impl FnOnce() -> Prose) -> Prose {
        let prose = self.or_made(|shelves| &shelves.prose, key, || Some(Arc::new(make())));
        prose.map(Arc::unwrap_or_clone).unwrap_or_default()
    }

    pub(crate) fn body(&self, key: Key, make: impl FnOnce() -> Rendered) -> Rendered {
        let body = self.or_made(|shelves| &shelves.bodies, key, || Some(Arc::new(make())));
        body.map(Arc::unwrap_or_clone).unwrap_or_default()
    }

    /// Whether a file of this name is known to be harmless.
    pub(crate) fn is_harmless(&self, key: &Key) -> bool {
        self.0.as_ref().is_some_and(|shelves| shelves.harmless.get(shelves.round(), key).is_some())
    }

    /// A file of this name is harmless.
    pub(crate) fn harmless(&self, key: Key) {
        if let Some(shelves) = &self.0 {
            shelves.harmless.keep(shelves.round(), key, Arc::new(()));
        }
    }

    /// The page of a name.
    pub(crate) fn page(&self, key: &Key) -> Option<Arc<FinishedPage>> {
        let shelves = self.0.as_ref()?;
        shelves.pages.get(shelves.round(), key)
    }

    /// Remembers a page, where there is room for it.
    pub(crate) fn keep_page(&self, key: Key, page: FinishedPage) {
        let Some(shelves) = &self.0 else { return };
        let bytes = page.published.as_ref().map_or(0, |(bytes, _)| bytes.len());
        if shelves.pages.len() * bytes.max(1) < MOST_BYTES {
            shelves.pages.keep(shelves.round(), key, Arc::new(page));
        }
    }

    fn or_made<V>(
        &self,
        choose: impl Fn(&Shelves) -> &Shelf<V>,
        key: Key,
        make: impl FnOnce() -> Option<Arc<V>>,
    ) -> Option<Arc<V>> {
        let Some(shelves) = &self.0 else { return make() };
        let known = choose(shelves).get(shelves.round(), &key);
        known.or_else(|| {
            let value = make()?;
            choose(shelves).keep(shelves.round(), key, value.clone());
            Some(value)
        })
    }
}

impl Shelves {
    fn round(&self) -> u64 {
        self.round.load(Ordering::Relaxed)
    }
}

impl<V> Shelf<V> {
    fn get(&self, round: u64, key: &Key) -> Option<Arc<V>> {
        let mut kept = self.locked();
        let (last, value) = kept.get_mut(key)?;
        *last = round;
        Some(value.clone())
    }

    fn keep(&self, round: u64, key: Key, value: Arc<V>) {
        self.locked().insert(key, (round, value));
    }

    fn forget(&self, round: u64) {
        self.locked().retain(|_, (last, _)| *last + 1 >= round);
    }

    fn len(&self) -> usize {
        self.locked().len()
    }

    /// What a thread that panicked has left here is whole: everything is added by single calls.
    fn locked(&self) -> MutexGuard<'_, HashMap<Key, (u64, Arc<V>)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Memo {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Memo").field(&self.is_on()).finish()
    }
}

/// The name of inputs, while they are named one after the other.
#[derive(Clone, Default)]
pub(crate) struct Naming(Sha256);

impl Naming {
    /// Takes some bytes; where they end is a part of the name.
    pub(crate) fn and(mut self, bytes: impl AsRef<[u8]>) -> Self {
        let bytes = bytes.as_ref();
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
        self
    }

    /// Takes a value as JSON; none where it cannot be written so.
    pub(crate) fn and_value(mut self, value: &impl Serialize) -> Option<Self> {
        struct Into<'n>(&'n mut Sha256);
        impl io::Write for Into<'_> {
            fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
                self.0.update(bytes);
                Ok(bytes.len())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let mut out = io::BufWriter::with_capacity(4096, Into(&mut self.0));
        serde_json::to_writer(&mut out, value).ok()?;
        out.into_inner().ok()?;
        // No JSON goes on with this.
        self.0.update([0]);
        Some(self)
    }

    /// The name.
    pub(crate) fn key(self) -> Key {
        self.0.finalize().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_two_builds_do_not_ask_for_is_forgotten() {
        let memo = Memo::new();
        let key = Naming::default().and("a").key();
        memo.harmless(key);
        for _ in 0..5 {
            memo.turn();
            assert!(memo.is_harmless(&key), "it is asked for in each");
        }
        // The build that has asked last, and two that do not.
        (0..3).for_each(|_| memo.turn());
        assert!(!memo.is_harmless(&key));
        assert!(!Memo::default().is_on());
    }

    #[test]
    fn names_of_different_inputs_are_different() {
        let keys = [
            Naming::default().and("ab").and("c").key(),
            Naming::default().and("a").and("bc").key(),
            Naming::default().and("abc").key(),
            Naming::default().and_value(&["a", "b"]).expect("JSON").key(),
            Naming::default()
                .and_value(&"a")
                .and_then(|name| name.and_value(&"b"))
                .expect("JSON")
                .key(),
            Naming::default().and_value(&"ab").expect("JSON").key(),
        ];
        for (at, key) in keys.iter().enumerate() {
            assert!(!keys[..at].contains(key), "{at}");
        }
    }
}
