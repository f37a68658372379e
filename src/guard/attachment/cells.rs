//! The cells of tables in the XML of Office files: sheets of Excel (ISO/IEC 29500-1, 18.3.1.4),
//! tables of Word and PowerPoint, tables of OpenDocument (1.2, part 1, 9.1.4). Takes elements and
//! texts in the order of the file; gives what the cells say beside what stands in them, and
//! whether a text is a value that is said so.

use super::formula;
use super::sheet::{self, Columns};

/// Longer texts of one cell tell nothing of it.
const LONGEST: usize = 4096;

/// Stands behind a number of a sheet, as the number in the next cell does not go on with it.
const BORDER: &str = "\u{fffc}\n";

/// The cells of one part of a file.
pub(super) struct Cells<'s> {
    /// The texts of a workbook, by their numbers.
    shared: &'s [String],
    columns: Columns,
    /// How many cells of the row have begun.
    at: usize,
    cell: Cell,
}

/// The cell that is being read.
#[derive(Default)]
struct Cell {
    column: String,
    content: Content,
    /// Its value, where an attribute has it.
    value: Option<String>,
    /// Whether what is read is its value, and no text.
    is_value: bool,
    said: String,
}

/// What a cell is written as.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Content {
    #[default]
    Text,
    Number,
    /// The number of a text.
    Shared,
}

impl Cell {
    /// `<c r="B12" t="s">`
    fn of_sheet(attributes: &str) -> Self {
        let column = value(attributes, "r").map(sheet::column).unwrap_or_default().to_owned();
        let content = match value(attributes, "t") {
            Some("s") => Content::Shared,
            None | Some("n") => Content::Number,
            _ => Content::Text,
        };
        Self { column, content, ..Self::default() }
    }

    /// `<table:table-cell office:value="12">`, `<w:tc>`; the `at`-th of its row.
    fn of_table(at: usize, attributes: &str) -> Self {
        let number = value(attributes, "office:value");
        let held = number.or_else(|| value(attributes, "office:date-value"));
        Self {
            column: at.to_string(),
            content: if number.is_some() { Content::Number } else { Content::Text },
            value: held.map(str::to_owned),
            is_value: number.is_some(),
            said: String::new(),
        }
    }
}

/// The value of an attribute.
fn value<'a>(attributes: &'a str, key: &str) -> Option<&'a str> {
    let (_, rest) = attributes.split_once(&format!("{key}=\""))?;
    rest.split_once('"').map(|(value, _)| value)
}

impl<'s> Cells<'s> {
    pub(super) fn new(shared: &'s [String]) -> Self {
        Self { shared, columns: Columns::default(), at: 0, cell: Cell::default() }
    }

    /// An element begins. Gives the value among its attributes, which is said as that of the cell.
    pub(super) fn start(&mut self, name: &str, attributes: &str) -> Option<&str> {
        match name {
            "row" | "tr" | "table-row" => {
                self.at = 0;
                self.columns.row();
            }
            "c" => self.cell = Cell::of_sheet(attributes),
            "tc" | "table-cell" | "covered-table-cell" => {
                let repeated = value(attributes, "table:number-columns-repeated");
                let repeated = repeated.and_then(|many| many.parse().ok()).unwrap_or(1);
                self.at = self.at.saturating_add(repeated);
                self.cell = Cell::of_table(self.at, attributes);
                return self.cell.value.as_deref().filter(|_| self.cell.is_value);
            }
            "v" | "is" | "f" => {
                self.cell.said.clear();
                self.cell.is_value = name == "v" && self.cell.content != Content::Text;
            }
            _ => {}
        }
        None
    }

    /// Takes a text. Tells whether it stands for itself.
    pub(super) fn add(&mut self, text: &str) -> bool {
        // Other files than sheets have no cells, and nothing that ends them.
        let is_kept = self.cell.said.len() < LONGEST;
        if is_kept {
            self.cell.said.push_str(text);
        }
        !(self.cell.is_value && is_kept)
    }

    /// An element ends. Gives what is said beside what stands in it.
    pub(super) fn end(&mut self, name: &str) -> String {
        match name {
            "f" => {
                let said = std::mem::take(&mut self.cell.said);
                formula::joined(&said).map_or_else(String::new, |joined| joined + "\n")
            }
            "v" | "is" | "tc" | "table-cell" | "covered-table-cell" => self.value(),
            "sheetData" | "tbl" | "table" => self.columns.say(),
            _ => String::new(),
        }
    }

    /// The value of the cell is known.
    fn value(&mut self) -> String {
        let cell = &mut self.cell;
        cell.is_value = false;
        let said = std::mem::take(&mut cell.said);
        let shared = || self.shared.get(said.trim().parse::<usize>().ok()?).map(String::as_str);
        let value = match cell.content {
            Content::Shared => shared().unwrap_or_default(),
            _ => cell.value.as_deref().unwrap_or(&said),
        };
        let is_explained = self.columns.read(&cell.column, value);
        let is_shown = cell.value.is_some() && said.bytes().any(|byte| !byte.is_ascii_digit());
        let is_said = said.is_empty() || is_explained && !is_shown;
        if cell.content != Content::Number || is_said { String::new() } else { said + BORDER }
    }

    /// What all of it says that has not been said.
    pub(super) fn finish(&mut self) -> String {
        self.columns.say()
    }
}
