//! What a drawing cannot show: more lanes than a page holds beside each other, more lines than an
//! eye can follow, and words wider than their lane. Takes the steps; gives the first trouble, for
//! the checks. The page says it all the same: as boxes below each other, as ways in words, and with
//! words that are broken.

use super::gutter::Gutter;
use super::measure::widest_piece;
use super::{detours, lanes, onward, targets};
use crate::model::Step;

/// The most lanes that fit beside each other on the widest page.
pub(crate) const LANES: usize = 6;
/// The most lines beside each other that can be followed.
pub(crate) const TRACKS: usize = 6;
/// The size that letters count as: 15 CSS pixels, in fonts that are narrower than the one that is
/// measured.
const LETTERS: usize = 13;
/// What a lane's edges take, in CSS pixels at the portal's own size.
const EDGES: usize = 38;

/// Why a drawing cannot be read as it should.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Trouble<'s> {
    /// So many lanes.
    Lanes(usize),
    /// So many lines beside each other.
    Lines(usize),
    /// A step with a word that does not fit its lane.
    Word(&'s Step, &'s str),
}

/// The first trouble of a drawing.
pub(crate) fn trouble(steps: &[Step]) -> Option<Trouble<'_>> {
    if steps.len() < 2 {
        return None;
    }
    let lanes = lanes(steps).len();
    let tracks = Gutter::new(&detours(steps, &onward(&targets(steps)))).tracks;
    if lanes > LANES {
        Some(Trouble::Lanes(lanes))
    } else if tracks > TRACKS {
        Some(Trouble::Lines(tracks))
    } else {
        let words = steps
            .iter()
            .flat_map(|step| step.title.split_whitespace().map(move |word| (step, word)));
        let room = narrowest(lanes);
        let mut wide = words.filter(|(_, word)| widest_piece(word, LETTERS) > room);
        wide.next().map(|(step, word)| Trouble::Word(step, word))
    }
}

/// The room for words in a lane of the narrowest page that still has so many beside each other, in
/// CSS pixels; as the style's container queries say in rem.
fn narrowest(lanes: usize) -> usize {
    let page = match lanes {
        // Lanes that are not beside each other have a telephone's width.
        0 | 1 => 17,
        2 => 28,
        3 | 4 => 41,
        _ => 60,
    };
    (page * 17 / lanes.max(1)).saturating_sub(EDGES)
}
