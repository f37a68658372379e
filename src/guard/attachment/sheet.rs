//! The cells of a table, as far as their columns tell what stands in them: a number under the
//! heading "CPR" is a personal number, whatever its digits say; a zero that was lost in front of
//! it is put back, and a date is put before the four digits that stand in the next cell. A column
//! of numbers most of which begin with no date holds other numbers. Takes the cells of Excel, Word
//! and OpenDocument, or lines of separated values; gives words for the scanner.

use std::collections::BTreeMap;

use super::day::days;
use crate::personal_number::{Number, names_personal_numbers};

/// Longer texts are no headings.
const LONGEST_HEADING: usize = 60;

/// What the column of the last four digits is called, if not by a personal number's name.
const SERIALS: [&str; 5] = ["løbe", "sidste", "cifre", "kontrol", "lb"];
/// What other columns of four digits are called.
const OTHERS: [&str; 9] = ["post", "zip", "år", "year", "kr", "beløb", "antal", "lokal", "kl"];

/// The columns of one table, as far as it was read.
#[derive(Debug, Default)]
pub(super) struct Columns {
    by_name: BTreeMap<String, Column>,
    date: Option<DateCell>,
    /// What is known to be a personal number.
    personal: String,
}

/// The last date of a row.
#[derive(Debug)]
struct DateCell {
    at: String,
    /// The days that it may mean.
    days: Vec<String>,
    /// Whether it is six digits.
    is_plain: bool,
    /// How many cells stand between it and the next.
    ago: usize,
}

/// What stood in a column.
#[derive(Debug, Default)]
struct Column {
    /// Its first text.
    heading: Option<String>,
    is_personal: bool,
    /// Numbers of ten digits that no heading explains.
    numbers: Vec<u64>,
    /// Six digits with the four of the next cell, likewise.
    pairs: Vec<u64>,
}

impl Columns {
    /// A new row begins.
    pub(super) fn row(&mut self) {
        self.date = None;
    }

    /// Takes a cell; `at` is its column. Tells whether it is a number that the column explains.
    pub(super) fn read(&mut self, at: &str, value: &str) -> bool {
        let value = value.trim();
        if value.is_empty() {
            return false;
        }
        let number = number(value);
        let column = self.by_name.entry(at.to_owned()).or_default();
        if number.is_none() && value.len() <= LONGEST_HEADING {
            column.is_personal |= is_heading(value);
            let is_text = value.chars().any(char::is_alphabetic);
            column.heading =
                column.heading.take().or_else(|| is_text.then(|| value.to_lowercase()));
        }
        match &number {
            Some(digits) if column.is_personal => {
                self.personal.extend(["CPR ", digits.as_str(), "\n"]);
            }
            Some(digits) => column.numbers.extend(digits.parse::<u64>()),
            None => self.pair(at, value),
        }
        number.is_some()
    }

    /// Takes one half of a number.
    fn pair(&mut self, at: &str, value: &str) {
        if let Some(mut date) = self.date.take() {
            if let Some(serial) = self.serial(at, value) {
                return self.join(&date, at, &serial);
            }
            date.ago += 1;
            self.date = Some(date);
        }
        let days = days(value, self.by_name.values().any(|column| column.is_personal));
        if !days.is_empty() {
            let is_plain = value.bytes().all(|byte| byte.is_ascii_digit());
            self.date = Some(DateCell { at: at.to_owned(), days, is_plain, ago: 0 });
        }
    }

    /// A date and four digits in one row.
    fn join(&mut self, date: &DateCell, at: &str, serial: &str) {
        let is_beside = date.ago == 0;
        if self.are_halves(&date.at, at) && (is_beside || self.is_serial(at)) {
            for day in &date.days {
                self.personal.extend(["CPR ", day.as_str(), "-", serial, "\n"]);
            }
        } else if let (true, true, [day]) = (is_beside, date.is_plain, date.days.as_slice()) {
            let column = self.by_name.entry(date.at.clone()).or_default();
            column.pairs.extend([day.as_str(), serial].concat().parse::<u64>());
        }
    }

    /// Whether the headings of two columns make halves of a personal number of what is in them.
    fn are_halves(&self, date: &str, serial: &str) -> bool {
        let named = |words: &[&str]| words.iter().any(|word| self.heading(serial).contains(word));
        let is_number = ["cpr", "person"].iter().any(|word| self.heading(date).contains(word));
        self.is_personal(serial)
            || self.is_personal(date)
                && (self.is_serial(serial)
                    || self.heading(serial).is_empty()
                    || is_number && !named(&OTHERS))
    }

    /// The last four digits, with the zeros in front that a program took off.
    fn serial(&self, at: &str, value: &str) -> Option<String> {
        let is_digits = value.len() <= 4 && value.bytes().all(|byte| byte.is_ascii_digit());
        let is_whole = value.len() == 4 || self.is_serial(at);
        (is_digits && is_whole).then(|| format!("{value:0>4}"))
    }

    fn is_serial(&self, at: &str) -> bool {
        self.is_personal(at) || SERIALS.iter().any(|word| self.heading(at).contains(word))
    }

    fn is_personal(&self, at: &str) -> bool {
        self.by_name.get(at).is_some_and(|column| column.is_personal)
    }

    fn heading(&self, at: &str) -> &str {
        self.by_name.get(at).and_then(|column| column.heading.as_deref()).unwrap_or_default()
    }

    /// What all of the table says, which is over.
    pub(super) fn say(&mut self) -> String {
        let mut said = std::mem::take(&mut self.personal);
        for column in std::mem::take(&mut self.by_name).into_values() {
            column.say(&mut said);
        }
        said
    }
}

impl Column {
    fn say(&self, said: &mut String) {
        // Of any ten digits, three in a hundred begin with a date.
        let is_other = !is_most(&self.numbers, |number| as_number(number).is_some());
        for number in &self.numbers {
            let kind = if is_other { "konto " } else { "" };
            said.extend([format!("{kind}{number:010}\n")]);
        }
        // Of days beside amounts, one in eleven fits.
        let fits = |pair| as_number(pair).is_some_and(Number::fits_modulus_11);
        if is_most(&self.pairs, fits) {
            let halves = self.pairs.iter().map(|pair| (pair / 10_000, pair % 10_000));
            said.extend(halves.map(|(day, serial)| format!("{day:06}, {serial:04}\n")));
        }
    }
}

/// Whether more than half of them are of a sort.
fn is_most(numbers: &[u64], sort: impl Fn(u64) -> bool) -> bool {
    numbers.iter().filter(|number| sort(**number)).count() * 2 > numbers.len()
}

/// The personal number that ten digits would be.
fn as_number(number: u64) -> Option<Number> {
    let digits = format!("{number:010}").into_bytes();
    let digits: Vec<u8> = digits.iter().map(|byte| byte - b'0').collect();
    Number::of(digits.try_into().ok()?)
}

/// Whether a text is the heading of personal numbers.
fn is_heading(text: &str) -> bool {
    text.len() <= LONGEST_HEADING && names_personal_numbers(text)
}

/// Whether a text of a workbook may be a heading, or one half of a number.
pub(super) fn is_short(text: &str) -> bool {
    text.len() <= LONGEST_HEADING
}

/// The ten digits of a number as programs write numbers: without the zero in front, with an
/// exponent, with decimals that are none.
fn number(value: &str) -> Option<String> {
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
            columns.row();
            for (at, cell) in line.split(separator).enumerate() {
                columns.read(&at.to_string(), cell.trim().trim_matches('"'));
            }
        }
        said.push_str(&columns.personal);
    }
    said
}
