//! `[[id|words]]` in a table. A table's cells are told apart by `|` before links are looked for, so
//! that the link's own `|` would cut it in two. Takes a body; gives one in which that `|` is
//! escaped, as CommonMark's tables ask for, and finds back to the places in the body as written.

use std::borrow::Cow;
use std::ops::Range;

/// A body to be parsed.
pub(super) struct Prepared<'b> {
    pub(super) text: Cow<'b, str>,
    /// Where in `text` a backslash was put in, in order.
    put_in: Vec<usize>,
}

impl<'b> Prepared<'b> {
    pub(super) fn of(body: &'b str) -> Self {
        let is_needed = body.contains("[[") && body.contains('|');
        let pipes = if is_needed { pipes(body) } else { Vec::new() };
        if pipes.is_empty() {
            return Self { text: Cow::Borrowed(body), put_in: Vec::new() };
        }
        let mut text = String::with_capacity(body.len() + pipes.len());
        let (mut done, mut put_in) = (0, Vec::with_capacity(pipes.len()));
        for pipe in pipes {
            text.push_str(&body[done..pipe]);
            put_in.push(text.len());
            text.push('\\');
            done = pipe;
        }
        text.push_str(&body[done..]);
        Self { text: Cow::Owned(text), put_in }
    }

    /// The range in the body as written.
    pub(super) fn as_written(&self, range: Range<usize>) -> Range<usize> {
        let place = |at: usize| at - self.put_in.partition_point(|put_in| *put_in < at);
        place(range.start)..place(range.end)
    }
}

/// Where in the lines of tables the `|` of a link stands that is not escaped.
fn pipes(body: &str) -> Vec<usize> {
    let mut pipes = Vec::new();
    let (mut start, mut before, mut is_table) = (0, None, false);
    for line in body.split_inclusive('\n') {
        let bare = without_quote(line);
        if bare.is_empty() {
            is_table = false;
        } else if is_delimiter_row(bare) {
            // The line above it is the table's head.
            if let (false, Some(head)) = (is_table, before) {
                add_pipes(body, head, &mut pipes);
            }
            is_table = true;
        } else if is_table {
            add_pipes(body, start..start + line.len(), &mut pipes);
        }
        before = Some(start..start + line.len());
        start += line.len();
    }
    pipes
}

fn add_pipes(body: &str, line: Range<usize>, pipes: &mut Vec<usize>) {
    let text = &body[line.clone()];
    let mut from = 0;
    while let Some(open) = text[from..].find("[[").map(|at| from + at) {
        let Some(close) = text[open..].find("]]").map(|at| open + at) else { return };
        let pipe = text[open..close].find('|').map(|at| open + at);
        pipes.extend(pipe.filter(|at| !text[..*at].ends_with('\\')).map(|at| line.start + at));
        from = close;
    }
}

/// A line without the marks of the quotes and items that it may stand in.
pub(super) fn without_quote(line: &str) -> &str {
    line.trim_start_matches(['>', ' ', '\t']).trim_end()
}

/// Whether a line is what stands between a table's head and its rows.
pub(crate) fn is_delimiter_row(line: &str) -> bool {
    let marks = line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'));
    marks && line.contains('|') && line.contains('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_pipe_of_a_link_in_a_table_is_escaped() {
        let table =
            "> | [[a|A]] | b |\n> |---|---|\n> | [[c\\|C]] | [[d|D]] [[e]] |\n\n[[f|F]] | g\n";
        let prepared = Prepared::of(table);
        let escaped = table.replace("[[a|", "[[a\\|").replace("[[d|", "[[d\\|");
        assert_eq!(prepared.text, escaped);
        let (there, here) = (escaped.find("[[f").unwrap_or(0), table.find("[[f").unwrap_or(1));
        assert_eq!(prepared.as_written(there..there + 7), here..here + 7);
        let (there, here) = (escaped.find("[[a").unwrap_or(0), table.find("[[a").unwrap_or(1));
        assert_eq!(prepared.as_written(there..there + 8), here..here + 7);
    }
}
