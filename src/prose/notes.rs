//! The notes of one body (`[^navn]`), numbered as readers meet them. Takes the names that writers
//! gave them; gives anchors of the page's own, for a name may hold anything and be a heading's as
//! well.

use std::collections::BTreeMap;
use std::ops::Range;

use super::slips::{Found, SlipKind};
use crate::markup::{Anchor, Anchors};

/// A note that is mentioned or written somewhere.
struct Note {
    number: usize,
    /// The place where it is written.
    anchor: Anchor,
    /// Where it is written in the body.
    written: Option<Range<usize>>,
    /// The places in the text that lead to it.
    mentions: Vec<Anchor>,
}

/// All notes of a body.
#[derive(Default)]
pub(super) struct Notes {
    notes: BTreeMap<String, Note>,
    /// Where a second note of a name is written.
    twice: Vec<Range<usize>>,
}

/// What a place that leads to a note needs.
pub(super) struct Mention {
    pub(super) number: usize,
    /// The note.
    pub(super) note: Anchor,
    /// The place itself.
    pub(super) own: Anchor,
}

/// What a note needs.
pub(super) struct Written {
    pub(super) number: usize,
    pub(super) anchor: Anchor,
    /// Whether it is the first of its name.
    pub(super) is_first: bool,
}

impl Notes {
    fn note(&mut self, name: &str, anchors: &mut Anchors) -> &mut Note {
        let number = self.notes.len() + 1;
        self.notes.entry(name.to_owned()).or_insert_with(|| {
            let anchor = anchors.take(&Anchor::of_words(&format!("note-{number}")));
            Note { number, anchor, written: None, mentions: Vec::new() }
        })
    }

    /// A place that leads to the note.
    pub(super) fn mention(&mut self, name: &str, anchors: &mut Anchors) -> Mention {
        let note = self.note(name, anchors);
        let own = anchors.take(&Anchor::of_words(&format!("notetal-{}", note.number)));
        note.mentions.push(own.clone());
        Mention { number: note.number, note: note.anchor.clone(), own }
    }

    /// The note that is written here. A second note of a name has an anchor that nothing leads to,
    /// and leads nowhere itself.
    pub(super) fn written(
        &mut self,
        name: &str,
        range: Range<usize>,
        anchors: &mut Anchors,
    ) -> Written {
        let note = self.note(name, anchors);
        let (number, anchor) = (note.number, note.anchor.clone());
        if note.written.is_none() {
            note.written = Some(range);
            return Written { number, anchor, is_first: true };
        }
        self.twice.push(range);
        Written { number, anchor: anchors.take(&anchor), is_first: false }
    }

    /// Notes that nothing mentions, and second ones of a name.
    pub(super) fn slips(&self) -> Vec<Found> {
        let notes = self.notes.values().filter(|note| note.mentions.is_empty());
        let unused = notes.filter_map(|note| note.written.clone());
        let unused = unused.map(|range| Found::new(SlipKind::UnusedNote, range));
        let twice = self.twice.iter().cloned().map(|range| Found::new(SlipKind::NoteTwice, range));
        unused.chain(twice).collect()
    }

    /// The places that lead to a note, as far as they have been met.
    pub(super) fn mentions(&self, name: &str) -> &[Anchor] {
        self.notes.get(name).map_or(&[], |note| &note.mentions)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_note_of_a_name_leads_nowhere_and_is_told() {
        let (mut notes, mut anchors) = (Notes::default(), Anchors::default());
        notes.mention("a", &mut anchors);
        let first = notes.written("a", 0..1, &mut anchors);
        let second = notes.written("a", 2..3, &mut anchors);
        assert!(first.is_first && !second.is_first);
        assert_ne!(first.anchor, second.anchor);
        let told: Vec<_> =
            notes.slips().into_iter().map(|found| (found.kind, found.range)).collect();
        assert_eq!(told, [(SlipKind::NoteTwice, 2..3)]);
    }
}
