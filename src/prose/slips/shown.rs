//! Which bytes of a body are shown as text, gathered while it is rendered.

use std::ops::Range;

/// What a run of text stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::prose) enum RunKind {
    Paragraph,
    Heading,
    Item,
    Cell,
    Quote,
}

impl RunKind {
    /// Whether its lines may begin with a block's marks.
    pub(super) fn is_block(self) -> bool {
        self != Self::Cell
    }
}

/// Stands for a byte that belongs to a block around the text: a quote's mark, an item's
/// indentation.
pub(super) const AROUND: u8 = 0;
/// Stands for a byte of what is not text: a link, code, a mark that was taken as one.
pub(super) const TAKEN: u8 = 1;

/// The pieces of a body.
#[derive(Default)]
pub(in crate::prose) struct Shown {
    /// Bytes that are not text, then bytes that are, in the order that they were met.
    pieces: Vec<(Range<usize>, bool)>,
    runs: Vec<(RunKind, Range<usize>)>,
    /// The run that has begun.
    run: Option<(RunKind, Range<usize>)>,
}

impl Shown {
    /// Something that is no text, with what stands in it.
    pub(in crate::prose) fn taken(&mut self, kind: RunKind, range: Range<usize>) {
        self.extend(kind, &range);
        self.pieces.push((range, false));
    }

    /// Text.
    pub(in crate::prose) fn text(&mut self, kind: RunKind, range: Range<usize>) {
        self.extend(kind, &range);
        self.pieces.push((range, true));
    }

    fn extend(&mut self, kind: RunKind, range: &Range<usize>) {
        match &mut self.run {
            Some((_, run)) => run.end = run.end.max(range.end),
            None => self.run = Some((kind, range.clone())),
        }
    }

    /// A block begins or ends.
    pub(in crate::prose) fn end_run(&mut self) {
        self.runs.extend(self.run.take());
    }

    pub(super) fn runs(&self) -> &[(RunKind, Range<usize>)] {
        &self.runs
    }

    /// A text as long as the body, in which everything that is not shown as text is a mark.
    pub(super) fn mask(&self, body: &str) -> String {
        let source = body.as_bytes();
        let mut mask = vec![AROUND; source.len()];
        for (range, is_text) in &self.pieces {
            let Some(bytes) = source.get(range.clone()) else { continue };
            if *is_text {
                mask[range.clone()].copy_from_slice(bytes);
                let is_escaped = range.start.checked_sub(1).is_some_and(|at| source[at] == b'\\');
                if is_escaped && bytes.first().is_some_and(u8::is_ascii_punctuation) {
                    mask[range.start - 1..=range.start].fill(TAKEN);
                }
            } else {
                mask[range.clone()].fill(TAKEN);
            }
        }
        // Pieces end where characters end, so this is always text.
        String::from_utf8(mask).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_is_a_mark_and_every_byte_has_its_place() {
        let mut shown = Shown::default();
        let body = "> ø `x`\n> \\*y";
        shown.text(RunKind::Paragraph, 2..5);
        shown.taken(RunKind::Paragraph, 5..8);
        shown.text(RunKind::Paragraph, 8..9);
        shown.text(RunKind::Paragraph, 12..14);
        shown.end_run();
        assert_eq!(shown.mask(body), "\0\0ø \u{1}\u{1}\u{1}\n\0\0\u{1}\u{1}y");
        assert_eq!(shown.runs(), [(RunKind::Paragraph, 2..14)]);
    }
}
