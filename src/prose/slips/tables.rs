//! Tables that are shown as text, and rows whose last cells are shown nowhere.

use std::ops::Range;

use super::{Found, Run, RunKind, SlipKind};
use crate::prose::table_links::{is_delimiter_row, without_quote};

/// Rows in a paragraph; `above` is the body as far as there.
pub(super) fn scan(run: &Run<'_>, above: &str, found: &mut Vec<Found>) {
    if run.kind == RunKind::Heading || !run.shown.contains('|') {
        return;
    }
    let lines = lines(run.shown);
    let Some(head) = (0..lines.len()).find(|at| is_head(run, &lines, *at)) else { return };
    let line = lines[head].clone();
    let columns = cells(&run.shown[line.clone()]);
    let row = format!("|{}", "---|".repeat(columns));
    let range = run.range(text_of(run, &line));
    let under = lines.get(head + 1).map(|line| text_of(run, line));
    let under = under.filter(|line| is_line_under_head(&run.source[line.clone()]));
    found.push(if let Some(under) = under {
        Found::new(SlipKind::TableColumns, run.range(under)).instead(row)
    } else if let Some(gap) = gap_in_table(run, above, columns).filter(|_| head == 0) {
        Found::new(SlipKind::RowApart, range).mended(gap, "\n")
    } else {
        let prefix = run.around(line.start);
        let end = run.range(line.end..line.end);
        Found::new(SlipKind::TableWithoutLine, range).mended(end, format!("\n{prefix}{row}"))
    });
}

/// The empty lines between the first row of a paragraph and the row of a table above it.
fn gap_in_table(run: &Run<'_>, above: &str, columns: usize) -> Option<Range<usize>> {
    let table = above.trim_end();
    let last = table.rsplit('\n').next().unwrap_or_default();
    let is_row = last.trim_start().starts_with('|') && cells(last.trim()) == columns;
    let gap = table.len()..run.start;
    (is_row && above[gap.start..].trim().is_empty()).then_some(gap)
}

/// Whether a line is the head of what was meant as a table: it begins and ends with `|`, or the
/// next has as many of them.
fn is_head(run: &Run<'_>, lines: &[Range<usize>], at: usize) -> bool {
    let shown =
        |at: usize| lines.get(at).map(|line| run.shown[line.clone()].trim_matches(['\0', ' ']));
    let Some(line) = shown(at) else { return false };
    let pipes = line.matches('|').count();
    let is_framed = pipes > 1 && line.starts_with('|') && line.ends_with('|');
    let next = shown(at + 1).map_or(0, |next| next.matches('|').count());
    is_framed || (pipes > 1 && next == pipes) || (pipes > 0 && next > 0 && line.starts_with('|'))
}

/// What stands under a head, with whatever dashes.
fn is_line_under_head(line: &str) -> bool {
    is_delimiter_row(&line.replace(['–', '—', '=', '+', '_'], "-"))
}

fn text_of(run: &Run<'_>, line: &Range<usize>) -> Range<usize> {
    let text = run.shown[line.clone()].trim_start_matches(['\0', ' ']);
    line.end - text.len()..line.start + run.shown[line.clone()].trim_end().len()
}

fn lines(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        let range = start..start + line.trim_end_matches('\n').len();
        start += line.len();
        range
    });
    lines.collect()
}

fn cells(row: &str) -> usize {
    let row = row.trim_matches(['\0', ' ']);
    let bare = row.strip_prefix('|').unwrap_or(row);
    bare.strip_suffix('|').unwrap_or(bare).matches('|').count() + 1
}

/// Columns without a heading, in the head of a table as it is parsed. The first column may be that
/// of the rows' own headings, if there are others.
pub(in crate::prose) fn cells_of_head(row: &str, start: usize) -> Option<Found> {
    let bare = without_quote(row);
    let text = bare.trim_end();
    let at = start + row.find(bare)?;
    let inner = text.strip_prefix('|').unwrap_or(text);
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    let is_empty: Vec<bool> = inner.split('|').map(|cell| cell.trim().is_empty()).collect();
    let lacks = is_empty.iter().skip(1).any(|is_empty| *is_empty) || is_empty == [true];
    lacks.then(|| Found::new(SlipKind::EmptyHead, at..at + text.len()))
}

/// What is wrong with the cells of a row, as it is parsed.
pub(in crate::prose) fn cells_of_row(row: &str, start: usize, columns: usize) -> Option<Found> {
    let found = empty_row(row, start).or_else(|| surplus_cells(row, start, columns));
    found.or_else(|| missing_cells(row, start, columns))
}

/// A row of nothing but strokes.
fn empty_row(row: &str, start: usize) -> Option<Found> {
    let text = without_quote(row);
    let is_empty = text.contains('|') && text.chars().all(|c| c == '|' || c.is_whitespace());
    let at = start + row.find(text)?;
    let found = Found::new(SlipKind::EmptyRow, at..at + text.len());
    is_empty.then(|| found.mended(start..start + row.len(), ""))
}

/// A row that ends before its table does; or a line of text under it, which has no cells at all
/// (GFM 4.10: the table ends at the first empty line).
fn missing_cells(row: &str, start: usize, columns: usize) -> Option<Found> {
    let bare = without_quote(row);
    let text = bare.trim_end();
    let at = start + row.find(bare)?;
    let count = cells(&text.replace("\\|", ""));
    if text.is_empty() || count >= columns {
        return None;
    }
    let range = at..at + text.len();
    // What a spreadsheet puts between cells.
    let parts = ['\t', ';'].into_iter().filter(|_| !text.contains('|'));
    if let Some(part) = parts.into_iter().find(|part| text.split(*part).count() == columns) {
        let cells: Vec<&str> = text.split(part).map(str::trim).collect();
        let row = format!("| {} |", cells.join(" | "));
        return Some(Found::new(SlipKind::MissingCells, range).instead(row));
    }
    if !text.contains('|') {
        return Some(Found::new(SlipKind::TextInTable, range));
    }
    // Which of them is missing, only the writer knows.
    Some(Found::new(SlipKind::MissingCells, range))
}

/// Where cells of a row (as it is parsed) end that are more than the head has columns; nothing
/// where only empty cells are lost. Mended, the row keeps what they say, in its last cell.
fn surplus_cells(row: &str, start: usize, columns: usize) -> Option<Found> {
    let bare = without_quote(row);
    let text = row.find(bare)?;
    let mut pipes: Vec<usize> = bare.match_indices('|').map(|(at, _)| at).collect();
    pipes.retain(|at| !is_escaped(bare, *at));
    let is_framed = pipes.first() == Some(&0);
    if pipes.last() == Some(&(bare.len() - 1)) && bare.len() > 1 {
        pipes.pop();
    }
    let inner = &pipes[usize::from(is_framed)..];
    let surplus = inner.get(columns - 1..).filter(|surplus| !surplus.is_empty())?;
    let end = bare.strip_suffix('|').unwrap_or(bare).len();
    let lost = &bare[surplus[0]..end];
    if lost.chars().all(|c| c == '|' || c.is_whitespace()) {
        return None;
    }
    let mut mended = String::new();
    let mut done = surplus[0];
    for pipe in surplus {
        mended.push_str(&bare[done..*pipe]);
        mended.push('\\');
        done = *pipe;
    }
    mended.push_str(&bare[done..end]);
    let at = start + text;
    let found = Found::new(SlipKind::SurplusCells, at + surplus[0]..at + end);
    // Between spaces it is a cell that the head lacks.
    let is_apart =
        |pipe: &usize| bare[..*pipe].ends_with(' ') && bare[*pipe + 1..].starts_with(' ');
    Some(if surplus.iter().all(is_apart) { found } else { found.instead(mended) })
}

fn is_escaped(text: &str, at: usize) -> bool {
    text[..at].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(row: &str, columns: usize) -> Option<String> {
        let found = surplus_cells(row, 0, columns)?;
        let (range, text) = found.mend?;
        Some([&row[..range.start], &text, &row[range.end..]].concat())
    }

    #[test]
    fn a_row_may_be_short_and_a_text_is_none() {
        let kind = |row: &str, columns| cells_of_row(row, 0, columns).map(|found| found.kind);
        assert_eq!(kind("| a | b |\n", 3), Some(SlipKind::MissingCells));
        assert_eq!(kind("Kilde: analysen.\n", 2), Some(SlipKind::TextInTable));
        for row in ["| a | b | c |", "| a | b | |", "a | b | c"] {
            assert_eq!(kind(row, 3), None, "{row}");
        }
        let mend = |row| cells_of_row(row, 0, 3).and_then(|found| Some(found.mend?.1));
        assert_eq!(mend("| a | b |\n"), None);
        assert_eq!(mend("a\tb \tc\n").as_deref(), Some("| a | b | c |"));
    }

    #[test]
    fn every_column_but_that_of_the_rows_has_a_heading() {
        let is_told = |row: &str| cells_of_head(row, 0).is_some();
        for row in ["| | |", "|   |", "| Dag | |\n", "> | | a | |"] {
            assert!(is_told(row), "{row}");
        }
        for row in ["| a | b |", "| | a | b |", "a | b"] {
            assert!(!is_told(row), "{row}");
        }
    }

    #[test]
    fn a_row_that_loses_words_keeps_them_when_mended() {
        assert_eq!(mended("> | a | b|c|d |\n", 2).as_deref(), Some("> | a | b\\|c\\|d |\n"));
        assert_eq!(mended("a | b | c", 2), None);
        assert!(surplus_cells("a | b | c", 0, 2).is_some());
        for fine in ["| a | b |", "a | b", "| a | b | |", "| a \\| c | b |", "| a |", "|"] {
            assert_eq!(mended(fine, 2), None, "{fine}");
        }
    }
}
