//! The days that a cell of a table may mean. Takes its value as files have it; gives the six digits
//! that a personal number would begin with. Whether there was such a day is judged by others.

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// The day before the first of Excel's days (ISO/IEC 29500-1, 18.17.4.1), as 1900 was no leap year.
const BEFORE_THE_FIRST: Date = date(1899, 12, 30);
/// Days of births, as Excel counts them: from 1904 to 2064.
const BIRTHS: std::ops::Range<i32> = 1_500..60_000;

/// The days that `value` may mean. A number of five digits may be a day of Excel's, or have lost
/// its zero, where a heading of the table speaks of births or personal numbers.
pub(super) fn days(value: &str, is_birth: bool) -> Vec<String> {
    let is_digits = value.bytes().all(|byte| byte.is_ascii_digit());
    match value.len() {
        6 if is_digits => vec![value.to_owned()],
        4..=5 if is_digits && is_birth => {
            let lost_zero = (value.len() == 5).then(|| format!("0{value}"));
            lost_zero.into_iter().chain(counted(value)).collect()
        }
        6..=24 => written(value).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// The day of a number of days.
fn counted(value: &str) -> Option<String> {
    let count = value.parse().ok().filter(|count| BIRTHS.contains(count))?;
    let day = BEFORE_THE_FIRST.checked_add(count.days()).ok()?;
    Some(format!("{:02}{:02}{:02}", day.day(), day.month(), day.year().rem_euclid(100)))
}

/// `7.7.1961`, `07-07-61`, `1961-07-07T00:00:00`.
fn written(value: &str) -> Option<String> {
    let day = value.split(['T', ' ']).next().unwrap_or_default();
    let parts: Vec<&str> = day.split(['.', '/', '-']).collect();
    let &[first, month, last] = parts.as_slice() else { return None };
    let (day, year) = if first.len() == 4 { (last, first) } else { (first, last) };
    let is_short = |part: &str| matches!(part.len(), 1 | 2);
    let is_date = is_short(day)
        && is_short(month)
        && matches!(year.len(), 2 | 4)
        && parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    is_date.then(|| format!("{day:0>2}{month:0>2}{}", &year[year.len() - 2..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_means_a_day() {
        for value in
            ["070761", "7.7.61", "07-07-1961", "7/7/61", "1961-07-07", "1961-07-07T00:00:00"]
        {
            assert_eq!(days(value, false), ["070761"], "{value}");
        }
        assert_eq!(days("22469", true), ["022469", "070761"]);
        assert_eq!(days("70761", true), ["070761"]);
    }

    #[test]
    fn other_values_mean_none() {
        for value in ["22469", "1234", "7.7", "12.345.678", "Bo", "", "07-07-1961-1", "æ.ø.å"] {
            assert!(days(value, false).is_empty(), "{value}");
        }
    }
}
