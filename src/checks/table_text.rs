//! Tables as they are written: for rules that compare their rows and columns.

use super::written;
use crate::model::Entry;
use crate::prose::is_delimiter_row;
use crate::source::{Place, Sources, Span};

/// A table of a text.
pub(super) struct Table<'t> {
    /// The row of the headings.
    pub(super) head: Row<'t>,
    /// The others.
    pub(super) rows: Vec<Row<'t>>,
}

/// A row of a table.
pub(super) struct Row<'t> {
    /// Where it is written.
    pub(super) place: Place,
    line: &'t str,
}

impl<'t> Row<'t> {
    /// The cells, each with its place.
    pub(super) fn cells(&self) -> impl Iterator<Item = (Place, &'t str)> {
        let (line, place) = (self.line, self.place);
        let inner = line.strip_prefix('|').unwrap_or(line);
        let inner = inner.strip_suffix('|').unwrap_or(inner);
        let first = usize::from(line.starts_with('|'));
        let mut start = 0;
        let mut ends = pipes(inner);
        ends.push(inner.len());
        ends.into_iter().map(move |end| {
            let cell = &inner[start..end];
            let from = first + start + (cell.len() - cell.trim_start().len());
            start = end + 1;
            let begin = place.span.start as usize + from;
            (Place { span: Span::new(begin, begin + cell.trim().len()), ..place }, cell.trim())
        })
    }
}

/// The strokes of a row that part its cells: none within a link, none behind a backslash.
fn pipes(row: &str) -> Vec<usize> {
    let all = row.match_indices('|').map(|(at, _)| at);
    let parts = all.filter(|at| {
        let before = &row[..*at];
        !before.ends_with('\\') && before.rfind("[[") <= before.rfind("]]")
    });
    parts.collect()
}

/// The tables of an entry's text.
pub(super) fn tables<'s>(entry: &Entry, sources: &'s Sources) -> Vec<Table<'s>> {
    let text = written::text_of(entry, sources);
    if !text.contains("--") || !text.contains('|') {
        return Vec::new();
    }
    let mut next = entry.body.map_or(0, |body| body.start as usize);
    let mut tables: Vec<Table<'s>> = Vec::new();
    let (mut before, mut is_in_table): (Option<Row<'s>>, bool) = (None, false);
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        let start = next + (line.len() - line.trim_start().len());
        next += line.len();
        let row = Row { place: entry.place(Span::new(start, start + bare.len())), line: bare };
        if is_delimiter_row(bare)
            && let Some(head) = before.take()
        {
            tables.push(Table { head, rows: Vec::new() });
            is_in_table = true;
        } else if !bare.contains('|') {
            (before, is_in_table) = (None, false);
        } else if let Some(table) = tables.last_mut().filter(|_| is_in_table) {
            table.rows.push(row);
        } else {
            before = Some(row);
        }
    }
    tables
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    #[test]
    fn a_stroke_within_a_link_parts_no_cells() {
        let line = r"| [[a|A]] | b \| c |  |";
        let place = Place { file: FileId(0), span: Span::new(10, 10 + line.len()) };
        let row = Row { place, line };
        let cells: Vec<_> = row.cells().collect();
        let words: Vec<&str> = cells.iter().map(|(_, cell)| *cell).collect();
        assert_eq!(words, ["[[a|A]]", r"b \| c", ""]);
        assert_eq!(cells[1].0.span, Span::new(22, 28));
    }
}
