//! The running text of a body: its paragraphs and the items of its lists, as they are read, while
//! the body is judged. What is measured of it is kept, and not the words. Headings, tables, code
//! and quotes are no running text of the editor's.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use super::sentences;
use super::slips::RunKind;
use crate::model::Limits;
use crate::source::Span;

/// What is measured of a body's running text.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// How many words there are.
    pub words: u32,
    /// How many of them have more than six letters.
    pub long_words: u32,
    /// How many sentences there are.
    pub sentences: u32,
    /// Sentences with more words than the portal's limit, and how many.
    pub long_sentences: Vec<(Span, u32)>,
    /// Paragraphs that are long enough to be looked for elsewhere.
    pub paragraphs: Vec<Paragraph>,
}

/// A paragraph that is long enough to be looked for elsewhere.
#[derive(Clone, Copy, Debug)]
pub struct Paragraph {
    /// Where it stands in the file.
    pub span: Span,
    /// How many words it has.
    pub words: u32,
    /// The same for paragraphs of the same words, however they are set.
    pub name: u64,
}

/// Least words of a text whose readability says anything.
const LEAST_WORDS: u32 = 100;

impl Reading {
    /// The readability index LIX: words a sentence, and long words of a hundred (Björnsson,
    /// *Läsbarhet*, 1968). Under 25 is a book for children, over 55 is a law. None for texts that
    /// are too short to say.
    #[must_use]
    pub fn lix(&self) -> Option<u32> {
        let Self { words, long_words, sentences, .. } = *self;
        (words >= LEAST_WORDS).then(|| (words / sentences.max(1)) + 100 * long_words / words)
    }

    pub(super) fn shrink(&mut self) {
        self.long_sentences.shrink_to_fit();
        self.paragraphs.shrink_to_fit();
    }
}

/// The paragraph that is being read.
pub(super) struct Running {
    /// Where the body begins in its file.
    offset: usize,
    limits: Limits,
    open: Option<(RunKind, Range<usize>)>,
    words: String,
    /// The pieces that it is put together of: where each begins in `words`, and in the body.
    pieces: Vec<(usize, usize)>,
    reading: Reading,
}

impl Running {
    pub(super) fn new(offset: usize, limits: Limits) -> Self {
        Self {
            offset,
            limits,
            open: None,
            words: String::new(),
            pieces: Vec::new(),
            reading: Reading::default(),
        }
    }

    /// A piece of the text stands in these bytes of the body; its words are heard next.
    pub(super) fn reach(&mut self, kind: RunKind, range: &Range<usize>) {
        match &mut self.open {
            Some((_, open)) => open.end = open.end.max(range.end),
            None => self.open = Some((kind, range.clone())),
        }
        self.pieces.push((self.words.len(), range.start));
    }

    /// The words of the piece.
    pub(super) fn hear(&mut self, words: &str) {
        if self.open.is_some() {
            self.words.push_str(words);
        }
    }

    /// A block begins or ends.
    pub(super) fn end(&mut self) {
        if let Some((RunKind::Paragraph | RunKind::Item, range)) = self.open.take() {
            self.measure(range);
        }
        self.words.clear();
        self.pieces.clear();
    }

    /// What was measured of `body`.
    pub(super) fn finish(mut self, body: &str) -> Reading {
        self.end();
        let offset = self.offset;
        // Of a piece that is written otherwise than it is heard, the middle may be no character.
        let whole = |at: u32| offset + body.floor_char_boundary(at as usize - offset);
        for (span, _) in &mut self.reading.long_sentences {
            *span = Span::new(whole(span.start), whole(span.end));
        }
        self.reading
    }

    fn measure(&mut self, range: Range<usize>) {
        let mut of_paragraph = 0;
        for sentence in sentences::sentences(&self.words) {
            let (words, long_words) = sentences::words(&self.words[sentence.clone()]);
            if words > self.limits.sentence {
                let [start, end] = [sentence.start, sentence.end]
                    .map(|at| self.place(at).min(range.end + self.offset));
                self.reading.long_sentences.push((Span::new(start, end.max(start)), words));
            }
            self.reading.sentences += u32::from(words > 0);
            self.reading.long_words += long_words;
            of_paragraph += words;
        }
        self.reading.words += of_paragraph;
        if of_paragraph >= self.limits.repeated {
            let span = Span::new(range.start + self.offset, range.end + self.offset);
            let name = named(&self.words);
            self.reading.paragraphs.push(Paragraph { span, words: of_paragraph, name });
        }
    }

    /// The byte of the file that a byte of the words comes from: what the reader hears may be
    /// longer than what is written, or shorter.
    fn place(&self, at: usize) -> usize {
        let piece = self.pieces.partition_point(|(heard, _)| *heard <= at).saturating_sub(1);
        let Some((heard, written)) = self.pieces.get(piece) else { return self.offset };
        let next = self.pieces.get(piece + 1).map(|(_, written)| *written);
        let written = written + (at - heard);
        next.map_or(written, |next| written.min(next)) + self.offset
    }
}

/// A number for the words of a text: letters and digits alone, and no capitals.
fn named(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    for word in text.split(|one: char| !one.is_alphanumeric()).filter(|word| !word.is_empty()) {
        word.to_lowercase().hash(&mut hasher);
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands where the sentences are long, of a paragraph whose pieces are written and heard
    /// like this.
    fn long(body: &str, pieces: &[(Range<usize>, &str)]) -> Vec<String> {
        let offset = 7;
        let mut running = Running::new(offset, Limits { sentence: 2, ..Limits::default() });
        for (range, heard) in pieces {
            running.reach(RunKind::Paragraph, range);
            running.hear(heard);
        }
        let found = running.finish(body).long_sentences.into_iter();
        let places =
            found.map(|(span, _)| span.start as usize - offset..span.end as usize - offset);
        places.map(|range| body.get(range).unwrap_or("no text").to_owned()).collect()
    }

    #[test]
    fn a_sentence_is_told_where_it_is_written() {
        let body = "Kort. En to tre. Ny";
        assert_eq!(long(body, &[(0..body.len(), body)]), ["En to tre."]);
        // A link by its id is heard as a title.
        let body = "Se [[x]] og mere. Ny";
        let pieces = [(0..3, "Se "), (5..6, "Et langt navn"), (8..body.len(), " og mere. Ny")];
        assert_eq!(long(body, &pieces), ["Se [[x]] og mere."]);
        assert_eq!(long("Se [[x]]", &pieces[..2]), ["Se [[x"]);
    }

    #[test]
    fn a_place_is_never_within_a_character() {
        let body = "Se `æ. Ø å ø` nu";
        let code = 3..body.len() - 3;
        for cut in 0..3 {
            let heard = &"æ. Ø å ø"[cut * 2..].trim_start_matches('.');
            for text in long(body, &[(0..3, "Se. "), (code.clone(), heard)]) {
                assert_ne!(text, "no text");
            }
        }
    }
}
