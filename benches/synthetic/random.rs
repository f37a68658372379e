//! Numbers that look random and are the same on every machine: SplitMix64. Takes a seed and the
//! name of what is made; gives whole numbers only, for the results of floating-point functions
//! differ between platforms.

/// A stream of numbers.
pub(super) struct Random(u64);

impl Random {
    /// The stream of one thing. Another thing's stream does not change when more of either are
    /// made.
    pub(super) fn of(seed: u64, kind: &str, index: usize) -> Self {
        let mut state = seed ^ 0xcbf2_9ce4_8422_2325;
        for byte in kind.bytes().map(u64::from).chain([index as u64]) {
            state = (state ^ byte).wrapping_mul(0x0100_0000_01b3);
        }
        let mut random = Self(state);
        random.next();
        random
    }

    /// Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014).
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`, which is at least 1.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        let wide = (u128::from(self.next()) * bound as u128) >> 64;
        usize::try_from(wide).unwrap_or(0)
    }

    /// A number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }

    /// True this often in a hundred.
    pub(super) fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    /// One of several, all alike.
    pub(super) fn pick<'i, T>(&mut self, items: &'i [T]) -> &'i T {
        &items[self.below(items.len())]
    }

    /// A rank from 0 to `bound` - 1 by the law of Zipf and Mandelbrot: the first eight alike, and
    /// every further doubling of the rank as often as those.
    pub(super) fn rank(&mut self, bound: usize) -> usize {
        let octaves = (bound + 7).ilog2() as usize - 2;
        let octave = 3 + self.below(octaves);
        ((1 << octave) - 8 + self.below(1 << octave)) % bound
    }

    /// One of several, the first ones more often.
    pub(super) fn ranked<'i, T>(&mut self, items: &'i [T]) -> &'i T {
        &items[self.rank(items.len())]
    }

    /// Up to `count` different ones of several, in their order.
    pub(super) fn some<'i, T>(&mut self, items: &'i [T], count: usize) -> Vec<&'i T> {
        let mut chosen: Vec<usize> = (0..count).map(|_| self.rank(items.len())).collect();
        chosen.sort_unstable();
        chosen.dedup();
        chosen.into_iter().map(|at| &items[at]).collect()
    }
}
