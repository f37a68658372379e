//! What an unfinished merge leaves in a file: the lines with which git marks the two sides of a
//! conflict. Takes a file's text; tells where the first stands and how many conflicts there are.
//! Nothing else in such a file is read, as all of it may be there twice.

use super::Span;

/// The lines that git writes into a file where two people changed the same place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Conflict {
    /// The first of the lines.
    pub(super) at: Span,
    /// How many places are in conflict; at least 1.
    pub(super) count: usize,
}

/// The conflicts that `text` was saved with.
pub(super) fn conflict(text: &str) -> Option<Conflict> {
    let (mut first, mut opened, mut closed, mut divided) = (None, 0, 0, 0);
    let (mut at, mut above_is_blank) = (0, true);
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        let mark = Mark::of(trimmed, above_is_blank || opened > closed);
        if mark.is_some() && first.is_none() {
            let start = at + line.len() - line.trim_start().len();
            first = Some(Span::new(start, start + trimmed.len()));
        }
        match mark {
            Some(Mark::Opens) => opened += 1,
            Some(Mark::Divides) => divided += 1,
            Some(Mark::Closes) => closed += 1,
            None => {}
        }
        at += line.len();
        above_is_blank = trimmed.is_empty() || trimmed == "---";
    }
    Some(Conflict { at: first?, count: opened.max(closed).max(divided).max(1) })
}

/// The three lines of a conflict; that of the common ancestor (`diff3`) stands between the first
/// two.
#[derive(Clone, Copy)]
enum Mark {
    Opens,
    Divides,
    Closes,
}

impl Mark {
    /// `alone` tells that no text stands right above: below text, seven `=` are the line of a
    /// heading in Markdown.
    fn of(line: &str, alone: bool) -> Option<Self> {
        let is = |mark: &str| {
            line.strip_prefix(mark).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        match line.as_bytes().first()? {
            b'<' if is("<<<<<<<") => Some(Self::Opens),
            b'>' if is(">>>>>>>") => Some(Self::Closes),
            b'=' if line == "=======" && alone => Some(Self::Divides),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Option<(&str, usize)> {
        conflict(text).map(|found| (&text[found.at.range()], found.count))
    }

    #[test]
    fn a_conflict_is_seen_wherever_it_stands() {
        let sides = "<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> gren\n";
        assert_eq!(told(sides), Some(("<<<<<<< HEAD", 1)));
        assert_eq!(told(&format!("x\n\n{sides}\ny\n{sides}")), Some(("<<<<<<< HEAD", 2)));
        assert_eq!(told("- a\n  <<<<<<< HEAD\n  - b\n"), Some(("<<<<<<< HEAD", 1)));
    }

    #[test]
    fn what_is_left_of_one_is_seen_too() {
        assert_eq!(told("a: 1\n>>>>>>> gren\n"), Some((">>>>>>> gren", 1)));
        assert_eq!(told("tekst\n\n=======\n\nmere\n"), Some(("=======", 1)));
    }

    #[test]
    fn headings_quotes_and_shorter_or_longer_lines_are_not_conflicts() {
        for text in [
            "Titel\n=======\n",
            "a\n\n========\n",
            "> citat\n",
            "<<<<<< x\n",
            "<<<<<<<< x\n",
            ">>>>>>>x\n",
        ] {
            assert_eq!(told(text), None, "{text}");
        }
    }
}
