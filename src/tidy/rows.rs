//! Rows: a key with all the lines that belong to it. Puts the rows of every mapping in order
//! without changing a line: the comment right above a key goes with it, the dash of a list's item
//! stays where it stands.

use std::ops::Range;

use super::order::rank;
use crate::source::{Node, Value};

/// The text with the rows of every mapping in the order of their keys.
pub(super) fn ordered(text: &str, node: &Node, is_entry: bool) -> String {
    let page = Page::of(text);
    let lines = page.ordered(node, 0..page.lines.len(), is_entry);
    lines.concat()
}

/// The text without spaces at the ends of lines, but for lines within a value.
pub(super) fn without_trailing_spaces(text: &str, node: &Node) -> String {
    let page = Page::of(text);
    let mut within = vec![false; page.lines.len()];
    page.mark_long_values(node, &mut within);
    let trimmed = page.lines.iter().zip(within).map(|(line, is_within)| {
        let bare = line.trim_end_matches('\n');
        let end = &line[bare.len()..];
        if is_within {
            (*line).to_owned()
        } else {
            format!("{}{end}", bare.trim_end_matches([' ', '\t']))
        }
    });
    trimmed.collect::<Vec<_>>().concat()
}

/// A text by its lines.
struct Page<'t> {
    text: &'t str,
    /// Each with its end.
    lines: Vec<&'t str>,
    /// The byte that each begins with.
    starts: Vec<usize>,
}

/// The rows of a mapping: where each begins, by its key.
struct Row<'n> {
    key: &'n str,
    value: &'n Node,
    lines: Range<usize>,
    /// The line that the key stands on.
    at: usize,
}

impl<'t> Page<'t> {
    fn of(text: &'t str) -> Self {
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let starts = lines.iter().scan(0, |at, line| {
            let start = *at;
            *at += line.len();
            Some(start)
        });
        Self { text, starts: starts.collect(), lines }
    }

    /// The line that a byte stands on.
    fn line(&self, byte: u32) -> usize {
        self.starts.partition_point(|start| *start <= byte as usize).saturating_sub(1)
    }

    /// What stands on a line before a byte of it.
    fn before(&self, line: usize, byte: u32) -> &'t str {
        &self.text[self.starts[line]..byte as usize]
    }

    /// The lines of `range`, which hold `node` and nothing else, put in order.
    fn ordered(&self, node: &Node, range: Range<usize>, is_entry: bool) -> Vec<String> {
        match &node.value {
            Value::Sequence(items) => self.items(items, range),
            Value::Mapping(pairs) if pairs.len() > 1 || has_inner(node) => {
                self.rows(node, range.clone()).map_or_else(
                    || self.as_they_are(range.clone()),
                    |rows| self.mapping(rows, range.clone(), is_entry),
                )
            }
            _ => self.as_they_are(range),
        }
    }

    fn as_they_are(&self, range: Range<usize>) -> Vec<String> {
        self.lines[range].iter().map(|line| (*line).to_owned()).collect()
    }

    /// The items of a list, each put in order within its own lines.
    fn items(&self, items: &[Node], range: Range<usize>) -> Vec<String> {
        let firsts: Vec<usize> = items.iter().map(|item| self.line(item.span.start)).collect();
        let apart = firsts.windows(2).all(|pair| pair[0] < pair[1]);
        let dashed = items.iter().zip(&firsts).all(|(item, line)| {
            let before = self.before(*line, item.span.start);
            before.contains('-') && before.trim_matches([' ', '-']).is_empty()
        });
        let inside = firsts.first().is_some_and(|first| *first >= range.start);
        if !(apart && dashed && inside) {
            return self.as_they_are(range);
        }
        let mut lines = self.as_they_are(range.start..firsts[0]);
        for (at, item) in items.iter().enumerate() {
            let end = firsts.get(at + 1).copied().unwrap_or(range.end);
            let end = self.without_tail(firsts[at]..end, self.column(item));
            lines.extend(self.ordered(item, firsts[at]..end, false));
            lines.extend(self.as_they_are(end..firsts.get(at + 1).copied().unwrap_or(range.end)));
        }
        lines
    }

    /// How far in a value begins.
    fn column(&self, node: &Node) -> usize {
        self.before(self.line(node.span.start), node.span.start).len()
    }

    /// The end of the range without the lines that do not belong to what begins at `column`: blank
    /// ones, and comments further out.
    fn without_tail(&self, range: Range<usize>, column: usize) -> usize {
        let belongs = |line: &&usize| {
            let text = self.lines[**line];
            let content = text.trim();
            let indentation = text.len() - text.trim_start().len();
            !(content.is_empty() || content.starts_with('#') && indentation < column)
        };
        let lines: Vec<usize> = range.clone().collect();
        lines.iter().rev().find(belongs).map_or(range.start, |last| last + 1)
    }

    /// The rows of a mapping in the range; none where they cannot be told apart by lines.
    fn rows<'n>(&self, node: &'n Node, range: Range<usize>) -> Option<Vec<Row<'n>>> {
        let Value::Mapping(pairs) = &node.value else { return None };
        let at: Vec<usize> = pairs.iter().map(|(key, _)| self.line(key.span.start)).collect();
        let column = self.before(*at.first()?, pairs[0].0.span.start).len();
        for (turn, ((key, _), line)) in pairs.iter().zip(&at).enumerate() {
            let before = self.before(*line, key.span.start);
            let is_bare = before.bytes().all(|byte| byte == b' ');
            let is_dashed = turn == 0 && before.bytes().all(|byte| b" -".contains(&byte));
            if before.len() != column || !(is_bare || is_dashed) {
                return None;
            }
        }
        let apart = at.windows(2).all(|pair| pair[0] < pair[1]);
        if !apart || at[0] < range.start || *at.last()? >= range.end {
            return None;
        }
        let firsts: Vec<usize> = at
            .iter()
            .enumerate()
            .map(|(turn, line)| {
                let floor = if turn == 0 { range.start } else { at[turn - 1] + 1 };
                self.comments_above(*line, floor, column)
            })
            .collect();
        let rows = pairs.iter().enumerate().map(|(turn, (key, value))| {
            let end = firsts.get(turn + 1).copied().unwrap_or(range.end);
            Row { key: &key.text, value, lines: firsts[turn]..end, at: at[turn] }
        });
        Some(rows.collect())
    }

    /// The first of the comments that stand right above a line, as far in as its key.
    fn comments_above(&self, line: usize, floor: usize, column: usize) -> usize {
        let is_note = |line: usize| {
            let text = self.lines[line];
            text.trim_start().starts_with('#') && text.len() - text.trim_start().len() == column
        };
        let mut first = line;
        while first > floor && is_note(first - 1) {
            first -= 1;
        }
        first
    }

    /// The rows in order, between what stands before and after them.
    fn mapping(&self, mut rows: Vec<Row<'_>>, range: Range<usize>, is_entry: bool) -> Vec<String> {
        let mut lines = self.as_they_are(range.start..rows[0].lines.start);
        let column = self.before_key(&rows[0]).len();
        let last = rows.len() - 1;
        let end = self.without_tail(rows[last].lines.clone(), column).max(rows[last].at + 1);
        rows[last].lines.end = end;
        let dash = self.before_key(&rows[0]).to_owned();
        let has_dash = dash.contains('-');
        let mut sorted: Vec<usize> = (0..rows.len()).collect();
        sorted.sort_by_key(|turn| rank(rows[*turn].key, is_entry));
        // A dash cannot stand before a comment.
        if has_dash && rows[sorted[0]].lines.start != rows[sorted[0]].at {
            sorted = (0..rows.len()).collect();
        }
        for (place, turn) in sorted.iter().enumerate() {
            let row = &rows[*turn];
            let mut own = self.ordered(row.value, row.at..row.lines.end, false);
            if has_dash && *turn == 0 && place != 0 {
                own[0].replace_range(..dash.len(), &" ".repeat(dash.len()));
            }
            if has_dash && place == 0 && *turn != 0 {
                own[0].replace_range(..dash.len(), &dash);
            }
            lines.extend(self.as_they_are(row.lines.start..row.at));
            lines.extend(own);
            ensure_ended(&mut lines);
        }
        lines.extend(self.as_they_are(end..range.end));
        lines
    }

    fn before_key(&self, row: &Row<'_>) -> &'t str {
        let line = self.lines[row.at];
        let width = line.len() - line.trim_start_matches([' ', '-']).len();
        &line[..width]
    }

    /// Marks the lines after the first of every scalar that takes several.
    fn mark_long_values(&self, node: &Node, within: &mut [bool]) {
        match &node.value {
            Value::Null => {}
            Value::Scalar { text, .. } => {
                let first = self.line(node.span.start);
                let last = self.line(node.span.end.saturating_sub(1).max(node.span.start));
                // Of a block the library may tell only where it begins: all lines further in are
                // its own.
                let block = if text.contains('\n') { self.block_end(first) } else { first };
                within[first..=last.max(block).min(self.lines.len() - 1)]
                    .fill(last.max(block) > first);
            }
            Value::Sequence(items) => {
                for item in items {
                    self.mark_long_values(item, within);
                }
            }
            Value::Mapping(pairs) => {
                for (_, value) in pairs {
                    self.mark_long_values(value, within);
                }
            }
        }
    }

    fn block_end(&self, first: usize) -> usize {
        let indentation = |line: &str| line.len() - line.trim_start().len();
        let outer = indentation(self.lines[first]);
        let inner = |line: &&&str| line.trim().is_empty() || indentation(line) > outer;
        first + self.lines[first + 1..].iter().take_while(inner).count()
    }
}

/// Whether anything in a mapping may have rows of its own.
fn has_inner(node: &Node) -> bool {
    let Value::Mapping(pairs) = &node.value else { return false };
    pairs.iter().any(|(_, value)| matches!(value.value, Value::Sequence(_) | Value::Mapping(_)))
}

/// The last line of a text may have no end; in the middle it needs one.
fn ensure_ended(lines: &mut [String]) {
    if let Some(line) = lines.last_mut().filter(|line| !line.ends_with('\n')) {
        line.push('\n');
    }
}
