//! What would mend a finding: a range of its file, and what should stand there instead. Data, so that people are
//! shown the line as it should be, programs can apply it, and a test can prove that it helps.

use crate::source::{Place, Span};

/// One change to one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mend {
    /// What is replaced; empty where something is put in.
    pub place: Place,
    /// What should stand there; empty where something is taken away.
    pub text: String,
}

impl Mend {
    /// The file's text after the change.
    #[must_use]
    pub fn applied(&self, text: &str) -> String {
        let range = within(self.place.span, text);
        [&text[..range.start], &self.text, &text[range.end..]].concat()
    }

    /// The lines that the change touches, as they should be; nothing where lines are only taken away.
    #[must_use]
    pub fn lines(&self, text: &str) -> String {
        let range = within(self.place.span, text);
        let (before, after) = (&text[..range.start], &text[range.end..]);
        let first = before.rfind('\n').map_or(0, |at| at + 1);
        let takes_away = self.text.is_empty() && text[range.clone()].ends_with('\n');
        let whole_lines = first == range.start && (takes_away || self.text.ends_with('\n'));
        let rest = if whole_lines { "" } else { after.split('\n').next().unwrap_or_default() };
        let lines = [&before[first..], &self.text, rest].concat();
        lines.trim_end_matches('\n').to_owned()
    }
}

fn within(span: Span, text: &str) -> std::ops::Range<usize> {
    let end = (span.end as usize).min(text.len());
    (span.start as usize).min(end)..end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    fn mend(range: std::ops::Range<usize>, text: &str) -> Mend {
        Mend { place: Place { file: FileId(0), span: Span::new(range.start, range.end) }, text: text.to_owned() }
    }

    #[test]
    fn the_whole_line_is_shown_and_only_the_range_is_changed() {
        let text = "a: 1\nb: c: d\ne: 2\n";
        let quoted = mend(8..12, "\"c: d\"");
        assert_eq!(quoted.lines(text), "b: \"c: d\"");
        assert_eq!(quoted.applied(text), "a: 1\nb: \"c: d\"\ne: 2\n");
    }

    #[test]
    fn a_line_put_in_is_shown_alone_and_one_taken_away_is_not_shown() {
        let text = "a: 1\nb: 2\n";
        assert_eq!(mend(5..5, "x: 1\n").lines(text), "x: 1");
        assert_eq!(mend(5..10, "").lines(text), "");
        assert_eq!(mend(5..10, "").applied(text), "a: 1\n");
    }
}
