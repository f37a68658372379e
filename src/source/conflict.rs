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

/// What a line of seven `=` is, where it stands by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Syntax {
    /// Fields, where it is nothing else.
    Fields,
    /// Fields between two lines of `---`, and Markdown, where it may be the line of a heading.
    Markdown,
    /// A text of another program, where it may be anything.
    Foreign,
}

/// The conflicts that `text` was saved with.
pub(super) fn conflict(text: &str, syntax: Syntax) -> Option<Conflict> {
    let (mut first, mut opened, mut closed, mut divided) = (None, 0, 0, 0);
    let (mut at, mut above, mut rules) = (0, "", 0);
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        rules += usize::from(trimmed == "---");
        let may_divide = opened > closed
            || match syntax {
                Syntax::Fields => true,
                Syntax::Markdown => rules == 1 || !may_be_heading(above),
                Syntax::Foreign => false,
            };
        let mark = Mark::of(trimmed, may_divide);
        if mark.is_some() && first.is_none() {
            let start = at + line.len() - line.trim_start().len();
            first = Some(Span::new(start, start + trimmed.len()));
        }
        match mark {
            Some(Mark::Opens) => opened += 1,
            Some(Mark::Divides) => divided += 1,
            Some(Mark::Closes) => closed += 1,
            Some(Mark::Ancestor) | None => {}
        }
        at += line.len();
        above = trimmed;
    }
    Some(Conflict { at: first?, count: opened.max(closed).max(divided).max(1) })
}

/// Whether a line may be a heading, of which a line of `=` below it makes one: it is no item of a
/// list and not the end of a sentence.
fn may_be_heading(line: &str) -> bool {
    let is_item = ["- ", "* ", "+ ", "> ", "| "].iter().any(|mark| line.starts_with(mark));
    let is_sentence = line.ends_with(['.', ',', ':', ';', '!', '?']);
    !(line.is_empty() || line == "---" || is_item || is_sentence)
}

/// The lines of a conflict.
#[derive(Clone, Copy)]
enum Mark {
    Opens,
    /// The common ancestor of both sides begins (`diff3`).
    Ancestor,
    Divides,
    Closes,
}

impl Mark {
    /// `divides` tells that seven `=` are a line of git's here.
    fn of(line: &str, divides: bool) -> Option<Self> {
        let is = |mark: &str| {
            line.strip_prefix(mark).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        match line.as_bytes().first()? {
            b'<' if is("<<<<<<<") => Some(Self::Opens),
            // A row of empty cells has no words behind its strokes.
            b'|' if line.strip_prefix("||||||| ").is_some_and(|name| !name.contains('|')) => {
                Some(Self::Ancestor)
            }
            b'>' if is(">>>>>>>") => Some(Self::Closes),
            b'=' if line == "=======" && divides => Some(Self::Divides),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Option<(&str, usize)> {
        conflict(text, Syntax::Markdown).map(|found| (&text[found.at.range()], found.count))
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
        assert_eq!(told("---\na:\n  - b\n=======\n  - c\n---\n"), Some(("=======", 1)));
        assert_eq!(told("---\n---\nDet er slut.\n=======\nDet er nu.\n"), Some(("=======", 1)));
        assert_eq!(told("a\n||||||| 1a2b3c\nb\n"), Some(("||||||| 1a2b3c", 1)));
        let fields = conflict("- a: 1\n=======\n- b: 1\n", Syntax::Fields);
        assert_eq!(fields.map(|found| found.count), Some(1));
        assert_eq!(conflict("Titel.\n=======\n", Syntax::Foreign), None);
    }

    #[test]
    fn headings_quotes_and_shorter_or_longer_lines_are_not_conflicts() {
        for text in [
            "Titel\n=======\n",
            "|||||||\n",
            "||||||| a |\n",
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
