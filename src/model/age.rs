//! Age groups: the buckets that ages are searched and listed by.

use super::declare::{Declared, Fields, optional, whole_in};

/// A group of ages in whole years, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AgeGroup {
    /// 0–17.
    Under18,
    /// 18–29, whom the employment system counts as young.
    From18To29,
    /// 30–64.
    From30To64,
    /// 65 and over.
    Over65,
}

/// Youngest and oldest in whole years, both included; an end that is not given is open.
pub type AgeRange = (Option<u8>, Option<u8>);

/// Nobody is older.
const OLDEST: u64 = 120;

impl Declared for AgeRange {
    const WORDS: &'static str = "age";

    fn declare(fields: &mut Fields<'_, '_>) -> Option<Self> {
        let from = fields.take(optional("from", whole_in(0..=OLDEST)))?;
        let to = fields.take(optional("to", whole_in(0..=OLDEST)))?;
        fields.in_order(("from", from), ("to", to));
        Some((from, to))
    }
}

impl AgeGroup {
    /// All there are.
    pub const ALL: [Self; 4] = [Self::Under18, Self::From18To29, Self::From30To64, Self::Over65];

    /// The facet value, and the last part of its page's address.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Under18 => "under-18",
            Self::From18To29 => "18-29",
            Self::From30To64 => "30-64",
            Self::Over65 => "65-plus",
        }
    }

    /// Youngest and oldest.
    #[must_use]
    pub fn range(self) -> (u8, u8) {
        match self {
            Self::Under18 => (0, 17),
            Self::From18To29 => (18, 29),
            Self::From30To64 => (30, 64),
            Self::Over65 => (65, u8::MAX),
        }
    }

    /// Whether somebody of this group may be within the given ages; no limit at all is no statement
    /// about age.
    #[must_use]
    pub fn meets(self, (from, to): AgeRange) -> bool {
        let (youngest, oldest) = self.range();
        (from.is_some() || to.is_some())
            && from.is_none_or(|from| from <= oldest)
            && to.is_none_or(|to| youngest <= to)
    }

    /// Whether everybody of this group is within the given ages.
    #[must_use]
    pub fn lies_within(self, (from, to): AgeRange) -> bool {
        let (youngest, oldest) = self.range();
        from.is_none_or(|from| from <= youngest) && to.is_none_or(|to| oldest <= to)
    }
}
