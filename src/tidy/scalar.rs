//! A scalar as it should be written.

use super::same::is_day;
use crate::model::{meant_date, parse_date};

/// The scalar `written` (with its quotes) that is read as `text`, under the key `key`.
pub(super) fn rewritten(key: &str, written: &str, text: &str) -> String {
    // `from` and `to` are days in one place, ages and words in others: only what is a day plainly.
    let day = is_day(key)
        .then(|| parse_date(text).map(|day| day.to_string()).or_else(|| meant_date(text)));
    if let Some(Some(day)) = day {
        return day;
    }
    let is_single = written.len() >= 2 && written.starts_with('\'') && written.ends_with('\'');
    let saves_backslashes = text.contains(['"', '\\']) || text.chars().any(char::is_control);
    if is_single && !saves_backslashes { format!("\"{text}\"") } else { written.to_owned() }
}
