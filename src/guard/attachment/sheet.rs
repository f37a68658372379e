//! The cells of a spreadsheet, as far as their columns tell what stands in them: a number under the
//! heading "CPR" is a personal number, whatever its digits say, and a zero that was lost in front
//! of it is put back. Takes cells as Excel names them, or lines of separated values.

use std::collections::BTreeSet;

use crate::personal_number::names_personal_numbers;

/// Longer texts are no headings.
const LONGEST_HEADING: usize = 60;

/// The columns that hold personal numbers, as far as one sheet was read.
#[derive(Debug, Default)]
pub(super) struct Columns(BTreeSet<String>);

impl Columns {
    /// What a cell says, in words that tell what it is; `at` is its column.
    pub(super) fn read(&mut self, at: &str, value: &str) -> String {
        let digits = number(value);
        if digits.is_none() && is_heading(value) {
            self.0.insert(at.to_owned());
        }
        match digits {
            Some(digits) if self.0.contains(at) => format!("CPR {digits}"),
            Some(digits) => digits,
            None => value.to_owned(),
        }
    }
}

/// Whether a text is the heading of personal numbers.
pub(super) fn is_heading(text: &str) -> bool {
    text.len() <= LONGEST_HEADING && names_personal_numbers(text)
}

/// The ten digits of a number as programs write numbers: without the zero in front, with an
/// exponent, with decimals that are none.
fn number(value: &str) -> Option<String> {
    let value = value.trim();
    let is_written = |byte: u8| byte.is_ascii_digit() || b"+.eE".contains(&byte);
    if value.len() < 9 || !value.bytes().all(is_written) {
        return None;
    }
    let whole = value.parse::<f64>().ok().filter(|number| number.fract() == 0.0)?;
    (1e8..1e10).contains(&whole).then(|| format!("{whole:010}"))
}

/// The column of a cell: `B` of `B12`.
pub(super) fn column(cell: &str) -> &str {
    cell.trim_end_matches(|character: char| character.is_ascii_digit())
}

/// The cells under headings of personal numbers, in lines of values parted by `;`, `,` or tabs;
/// nothing if there is no such heading.
pub(in crate::guard) fn separated(text: &str) -> String {
    let mut said = String::new();
    for separator in [';', ',', '\t'] {
        let mut columns = Columns::default();
        for line in text.lines() {
            for (at, cell) in line.split(separator).enumerate() {
                let cell = cell.trim().trim_matches('"');
                let read = columns.read(&at.to_string(), cell);
                if read != cell && read.starts_with("CPR ") {
                    said.extend([read.as_str(), "\n"]);
                }
            }
        }
    }
    said
}
