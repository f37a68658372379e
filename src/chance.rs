//! Chance for tests: numbers that look like it and are the same each time.

/// Knuth's MMIX generator, from a seed.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    /// A number from 0 up to, not including, `most`; 0 if that is 0.
    pub(crate) fn below(&mut self, most: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % most.max(1)
    }

    /// One of some things, of which there is at least one.
    pub(crate) fn one<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}
