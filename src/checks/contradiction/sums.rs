//! The last row of a table, which says that it is the sum, against the rows above it.

use std::collections::HashSet;

use super::super::Inputs;
use super::super::table_text::{self, Table};
use super::contradiction;
use crate::diagnostics::Diagnostic;

/// How a row begins that is the sum of those above it.
const SUMS: &[&str] = &["i alt", "ialt", "sum", "total", "tilsammen", "in all"];

/// Of one row the sum is no sum.
const FEWEST_ROWS: usize = 2;

/// Shares are rounded, and so may what they sum up to be.
const ROUNDED: f64 = 0.05;

pub(super) fn check(input: &Inputs<'_>) -> Vec<Diagnostic> {
    let tables = input.entries().flat_map(|(entry, _)| table_text::tables(entry, input.sources));
    tables.flat_map(|table| wrong(&table)).collect()
}

/// The sums that are not those of their columns. A column that holds something else than figures
/// has none.
fn wrong(table: &Table<'_>) -> Vec<Diagnostic> {
    let Some((last, rows)) = table.rows.split_last() else { return Vec::new() };
    let mut cells = last.cells();
    let name = cells.next().map(|(_, cell)| bare(cell).to_lowercase()).unwrap_or_default();
    let is_sum = SUMS.iter().any(|sum| name == *sum || name.ends_with(&format!(" {sum}")));
    if !is_sum || rows.len() < FEWEST_ROWS {
        return Vec::new();
    }
    let rows: Vec<Vec<&str>> =
        rows.iter().map(|row| row.cells().map(|(_, cell)| cell).collect()).collect();
    // A row that is there twice is told as that.
    let mut known = HashSet::new();
    if !rows.iter().all(|row| known.insert(row)) {
        return Vec::new();
    }
    let told = (1..).zip(cells).filter_map(|(column, (place, cell))| {
        let figures = rows.iter().map(|row| figure(row.get(column).copied().unwrap_or_default()));
        let sum: f64 = figures.sum::<Option<f64>>()?;
        let said = figure(cell).filter(|_| !bare(cell).is_empty())?;
        let sum = (sum * 100.0).round() / 100.0;
        ((sum - said).abs() > ROUNDED).then(|| {
            let sum = sum.to_string().replace('.', ",");
            contradiction(place, (&name, bare(cell)), ("", &sum))
                .message("message_sum")
                .help("help_sum")
        })
    });
    told.collect()
}

/// A cell without the stars of its emphasis.
fn bare(cell: &str) -> &str {
    cell.trim_matches(['*', '_', ' '])
}

/// `1.250,5` as Danish writes it; an empty cell and a dash are nothing.
fn figure(cell: &str) -> Option<f64> {
    let cell = bare(cell);
    if ["", "-", "–", "—"].contains(&cell) {
        return Some(0.0);
    }
    let whole = cell.split(',').next().unwrap_or_default();
    // `1.25` is no number of Danish, and could be either.
    let is_grouped = whole.split('.').skip(1).all(|group| group.len() == 3);
    let plain = cell.replace(['.', '\u{a0}', ' '], "").replace(',', ".").replace('−', "-");
    plain.parse().ok().filter(|_| is_grouped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_as_danish_writes_them() {
        let read = [("**1.250,5**", Some(1250.5)), ("-200", Some(-200.0)), ("–", Some(0.0))];
        for (cell, number) in read {
            assert_eq!(figure(cell), number, "{cell}");
        }
        for other in ["40 %", "ca. 3", "1.25", "to"] {
            assert_eq!(figure(other), None, "{other}");
        }
    }
}
