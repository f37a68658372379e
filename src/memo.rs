//! What was made of what, for as long as a preview runs: an expensive step whose inputs have the
//! same name as before gives what it gave before. Names are SHA-256 of everything that a step looks
//! at, so nothing needs to be told that something has changed; what neither of the last two builds
//! has asked for goes.

use std::any::{Any, TypeId};
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use sha2::{Digest as _, Sha256};

/// The name of the inputs of a step.
pub(crate) type Key = [u8; 32];

/// All that is remembered, of builds with the same options; nothing unless it is begun by
/// [`Memo::new`]. It knows the results of a step by their type, so that every step has one of its
/// own.
#[derive(Default)]
pub struct Memo(Option<Mutex<Shelves>>);

#[derive(Default)]
struct Shelves {
    /// How many builds have ended.
    round: u64,
    by_type: BTreeMap<TypeId, HashMap<Key, Kept>>,
}

/// What one step has made, and in which round it was asked for last.
struct Kept {
    asked: u64,
    value: Arc<dyn Any + Send + Sync>,
}

impl Memo {
    /// One that remembers.
    #[must_use]
    pub fn new() -> Self {
        Self(Some(Mutex::default()))
    }

    /// Whether it remembers: else no names need to be worked out.
    pub(crate) fn is_on(&self) -> bool {
        self.0.is_some()
    }

    /// A build has ended: what was asked for neither in it nor in the one before is forgotten.
    pub(crate) fn turn(&self) {
        let Some(mut shelves) = self.shelves() else { return };
        let ended = shelves.round;
        shelves.round += 1;
        for shelf in shelves.by_type.values_mut() {
            shelf.retain(|_, kept| kept.asked + 1 >= ended);
        }
    }

    /// The result of this name, if it is known.
    pub(crate) fn get<V: Any + Send + Sync>(&self, key: &Key) -> Option<Arc<V>> {
        let mut shelves = self.shelves()?;
        let round = shelves.round;
        let kept = shelves.by_type.get_mut(&TypeId::of::<V>())?.get_mut(key)?;
        kept.asked = round;
        kept.value.clone().downcast().ok()
    }

    /// Remembers a result.
    pub(crate) fn keep<V: Any + Send + Sync>(&self, key: Key, value: Arc<V>) {
        let Some(mut shelves) = self.shelves() else { return };
        let kept = Kept { asked: shelves.round, value };
        shelves.by_type.entry(TypeId::of::<V>()).or_default().insert(key, kept);
    }

    /// How many results of a step are remembered.
    pub(crate) fn count<V: Any>(&self) -> usize {
        let shelves = self.shelves();
        shelves.and_then(|all| all.by_type.get(&TypeId::of::<V>()).map(HashMap::len)).unwrap_or(0)
    }

    /// The result of this name: what is known, or what is made and remembered now.
    pub(crate) fn or_made<V: Any + Clone + Send + Sync>(
        &self,
        key: Key,
        make: impl FnOnce() -> V,
    ) -> V {
        if let Some(known) = self.get(&key) {
            return Arc::unwrap_or_clone(known);
        }
        let value = make();
        self.keep(key, Arc::new(value.clone()));
        value
    }

    /// What a thread that panicked has left here is whole: everything is added by single calls.
    fn shelves(&self) -> Option<MutexGuard<'_, Shelves>> {
        let shelves = self.0.as_ref()?;
        Some(shelves.lock().unwrap_or_else(PoisonError::into_inner))
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
        memo.keep(key, Arc::new(1_u8));
        for _ in 0..5 {
            memo.turn();
            assert_eq!(memo.get(&key), Some(Arc::new(1_u8)), "it is asked for in each");
            assert_eq!(memo.get::<u16>(&key), None, "that is another step's");
        }
        // The build that has asked last, and two that do not.
        (0..3).for_each(|_| memo.turn());
        assert_eq!((memo.get::<u8>(&key), memo.count::<u8>()), (None, 0));
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
