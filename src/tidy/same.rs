//! Whether two trees say the same: the order of keys does not matter, nor how a day is written.

use crate::model::{meant_date, parse_date};
use crate::source::{Node, Value};

/// Whether what is read is the same.
pub(super) fn same(one: &Node, other: &Node) -> bool {
    same_under("", one, other)
}

fn same_under(key: &str, one: &Node, other: &Node) -> bool {
    match (&one.value, &other.value) {
        (Value::Null, Value::Null) => true,
        (Value::Scalar { text: a, .. }, Value::Scalar { text: b, .. }) => {
            a == b || is_same_day(key, a, b)
        }
        (Value::Sequence(a), Value::Sequence(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same_under(key, a, b))
        }
        (Value::Mapping(a), Value::Mapping(b)) => {
            let has = |key: &str, value: &Node| {
                other.get(key).is_some_and(|found| same_under(key, value, found))
            };
            a.len() == b.len() && a.iter().all(|(key, value)| has(&key.text, value))
        }
        _ => false,
    }
}

fn is_same_day(key: &str, before: &str, after: &str) -> bool {
    is_day(key) && parse_date(after).is_some() && meant_date(before).as_deref() == Some(after)
}

/// Whether a field of this name holds a day.
pub(super) fn is_day(key: &str) -> bool {
    const DAYS: [&str; 10] = [
        "date",
        "reviewed",
        "checked",
        "approved",
        "since",
        "valid_from",
        "valid_to",
        "from",
        "to",
        "expires",
    ];
    DAYS.contains(&key)
}
