//! Nouns by rank: the commonest are single words, the rest compounds of two parts and of three.
//! Takes a rank; gives the word in its forms. There is no end to the ranks, so a larger catalogue
//! has more words, as real ones do.

use super::random::Random;
use super::words::{FIRST_PARTS, NOUNS};

/// A noun in its forms.
#[derive(Clone)]
pub(super) struct Noun {
    stem: String,
    endings: &'static [&'static str; 5],
}

impl Noun {
    /// The noun of a rank; the same rank is always the same noun.
    pub(super) fn of(rank: usize) -> Self {
        let Some(rank) = rank.checked_sub(NOUNS.len()) else { return Self::compound("", rank) };
        let pairs = NOUNS.len() * FIRST_PARTS.len();
        // A step that has no factor in common with the number of pairs visits them all, neighbours
        // far apart.
        let (pair, round) = ((rank % pairs) * 7919 % pairs, rank / pairs);
        let part = FIRST_PARTS[pair / NOUNS.len()];
        let Some(round) = round.checked_sub(1) else {
            return Self::compound(part, pair % NOUNS.len());
        };
        let between = &NOUNS[round % NOUNS.len()];
        Self::compound(&format!("{part}{}{}", between[0], between[4]), pair % NOUNS.len())
    }

    fn compound(first: &str, at: usize) -> Self {
        let endings = &NOUNS[at];
        Self { stem: format!("{first}{}", endings[0]), endings }
    }

    /// "plan"
    pub(super) fn single(&self) -> &str {
        &self.stem
    }

    /// "planen"
    pub(super) fn definite(&self) -> String {
        format!("{}{}", self.stem, self.endings[1])
    }

    /// "planer"
    pub(super) fn plural(&self) -> String {
        format!("{}{}", self.stem, self.endings[2])
    }

    /// "planerne"
    pub(super) fn definite_plural(&self) -> String {
        format!("{}{}", self.stem, self.endings[3])
    }
}

/// How many nouns a catalogue of this many offers draws from.
pub(super) fn size(offers: usize) -> usize {
    2_000 + 20 * offers
}

/// Draws nouns for one text: half of them from the few that the text is about.
pub(super) struct Nouns {
    size: usize,
    topic: Vec<Noun>,
}

impl Nouns {
    /// Chooses what the text is about.
    pub(super) fn new(size: usize, random: &mut Random) -> Self {
        let topic = (0..14).map(|_| Noun::of(random.rank(size))).collect();
        Self { size, topic }
    }

    /// The next noun.
    pub(super) fn draw(&self, random: &mut Random) -> Noun {
        if random.percent(50) {
            random.pick(&self.topic).clone()
        } else {
            Noun::of(random.rank(self.size))
        }
    }
}
