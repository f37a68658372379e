//! What would mend a finding: a range of its file, and what should become of it. Data, so that
//! people are shown the line as it should be, programs can apply it, and a test can prove that it
//! helps. Whether a field stands on a line of its own or between braces is seen only when the text
//! is at hand.

use std::ops::Range;

use crate::span::Place;

/// One change to one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mend {
    /// What is changed; of something that is put in, where the fields begin that it belongs to.
    pub place: Place,
    /// What is done there.
    pub change: Change,
}

/// What is done to a range of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Something else stands there.
    Replace(String),
    /// Nothing stands there: whole lines go where nothing else is on them, else an item of a list
    /// with its comma.
    Remove,
    /// A field, in the syntax of the file, stands before those that are there.
    AddField(String),
}

/// A change in terms of bytes: a range and what stands there instead.
type Edit = (Range<usize>, String);

impl Mend {
    /// The bytes of `text` that are replaced, and by what.
    #[must_use]
    pub fn edit(&self, text: &str) -> Edit {
        let end = (self.place.span.end as usize).min(text.len());
        let range = (self.place.span.start as usize).min(end)..end;
        match &self.change {
            Change::Replace(instead) => (range, instead.clone()),
            Change::Remove => (removed(text, range), String::new()),
            Change::AddField(field) => added(text, range.start, field),
        }
    }

    /// The file's text after the change.
    #[must_use]
    pub fn applied(&self, text: &str) -> String {
        let (range, instead) = self.edit(text);
        [&text[..range.start], &instead, &text[range.end..]].concat()
    }

    /// The lines that the change touches, as they should be; nothing where lines are only taken
    /// away.
    #[must_use]
    pub fn lines(&self, text: &str) -> String {
        let (range, instead) = self.edit(text);
        let first = line_start(text, range.start);
        let takes_lines_away =
            instead.is_empty() && first == range.start && text[range.clone()].ends_with('\n');
        let puts_lines_in = matches!(self.change, Change::AddField(_)) && instead.contains('\n');
        if takes_lines_away {
            return String::new();
        }
        let rest = if puts_lines_in { "" } else { &text[range.end..line_end(text, range.end)] };
        let is_below = instead.starts_with('\n') && range.is_empty();
        let before = if is_below { "" } else { &text[first..range.start] };
        let lines = [before, &instead, rest].concat();
        lines.trim_matches('\n').trim_end().to_owned()
    }
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |end| at + end)
}

/// The range together with what would be left over without it: the key of a value, the comma of an
/// item.
fn removed(text: &str, range: Range<usize>) -> Range<usize> {
    let before = &text[line_start(text, range.start)..range.start];
    let key = before.trim_end().strip_suffix(':').map(|before| {
        let key = before.rfind(|c: char| !c.is_alphanumeric() && c != '_' && c != '-');
        before.len() - key.map_or(0, |at| at + 1)
    });
    let written = before.len() - before.trim_end().len() + 1;
    let range = range.start - key.map_or(0, |length| length + written)..range.end;
    let (first, last) = (line_start(text, range.start), line_end(text, range.end));
    let (before, after) = (&text[first..range.start], &text[range.end..last]);
    let nothing_before = before.trim_matches([' ', '\t', '-']).is_empty();
    let nothing_after =
        after.trim().is_empty() || after.trim_start().starts_with('#') || after.trim() == ",";
    if nothing_before && nothing_after {
        return first..(last + 1).min(text.len());
    }
    if let Some(rest) = after.trim_start().strip_prefix(',') {
        return range.start..last - rest.trim_start().len();
    }
    let comma = before.trim_end().strip_suffix(',').map(|kept| first + kept.len());
    comma.unwrap_or(range.start)..range.end
}

/// A field before those that begin at `at`: on a line of its own, or between braces.
fn added(text: &str, at: usize, field: &str) -> Edit {
    if field.starts_with('[') {
        let gap = if text.ends_with('\n') { "\n" } else { "\n\n" };
        return (text.len()..text.len(), format!("{gap}{field}\n"));
    }
    if text[at..].starts_with('[') {
        let end = line_end(text, at);
        return (end..end, format!("\n{field}"));
    }
    let before = &text[line_start(text, at)..at];
    if before.trim_matches([' ', '-']).is_empty() {
        return (at..at, format!("{field}\n{}", " ".repeat(before.len())));
    }
    let inner = if text[at..].starts_with('{') { at + 1 } else { at };
    (inner..inner, if inner == at { format!("{field}, ") } else { format!(" {field},") })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::{FileId, Span};

    fn mend(range: Range<usize>, change: Change) -> Mend {
        Mend { place: Place { file: FileId(0), span: Span::new(range.start, range.end) }, change }
    }

    fn at(text: &str, part: &str) -> Range<usize> {
        let start = text.find(part).unwrap_or_default();
        start..start + part.len()
    }

    #[test]
    fn the_whole_line_is_shown_and_only_the_range_is_changed() {
        let text = "a: 1\nb: c: d\ne: 2\n";
        let quoted = mend(at(text, "c: d"), Change::Replace("\"c: d\"".to_owned()));
        assert_eq!(quoted.lines(text), "b: \"c: d\"");
        assert_eq!(quoted.applied(text), "a: 1\nb: \"c: d\"\ne: 2\n");
    }

    #[test]
    fn what_is_taken_away_leaves_nothing_behind() {
        for (text, part, left) in [
            ("a: 1\nb: 2\n", "b: 2", "a: 1\n"),
            ("a:\n  - x\n  - y\n", "y", "a:\n  - x\n"),
            ("a: [x, y]\n", "y", "a: [x]\n"),
            ("a: { x: 1, y: 2 }\n", "x: 1", "a: { y: 2 }\n"),
            ("a: { x: 1, y: 2, z: 3 }\n", "2", "a: { x: 1, z: 3 }\n"),
            ("a: 1\nb:  2\n", "2", "a: 1\n"),
            ("a = [\n  \"x\",\n  \"y\",\n]\n", "\"x\"", "a = [\n  \"y\",\n]\n"),
        ] {
            let removal = mend(at(text, part), Change::Remove);
            assert_eq!(removal.applied(text), left);
        }
        assert_eq!(mend(5..9, Change::Remove).lines("a: 1\nb: 2\n"), "");
    }

    #[test]
    fn a_field_is_put_in_as_the_others_stand() {
        let field = || Change::AddField("k: 1".to_owned());
        for (text, before, after) in [
            ("a: 1\n", "a", "k: 1\na: 1\n"),
            ("- a: 1\n", "a", "- k: 1\n  a: 1\n"),
            ("x: { a: 1 }\n", "a", "x: { k: 1, a: 1 }\n"),
            ("x: { a: 1 }\n", "{", "x: { k: 1, a: 1 }\n"),
        ] {
            assert_eq!(mend(at(text, before), field()).applied(text), after);
        }
        let table = mend(0..3, Change::AddField("k = 1".to_owned()));
        assert_eq!(table.applied("[a]\n"), "[a]\nk = 1\n");
        assert_eq!(table.lines("[a]\n"), "k = 1");
    }
}
