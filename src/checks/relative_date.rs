//! `relative-date`: a time that is told from the day of writing.
//!
//! Why: a page is read for years, and nobody sees when the sentence was written; next month is
//! another one each month. Wrong: `Fra næste måned`. Right: `Fra 1. marts 2013`.

use std::sync::LazyLock;

use super::{Inputs, written};
use crate::diagnostics::{Code, Findings};
use crate::prose::{Pattern, pattern};

/// A time that moves with the day of reading.
pub(super) static RELATIVE_DATE: Code = Code::warning("relative-date");

/// What begins or ended then. Within a procedure one may well agree to meet next week. Boundaries of
/// ASCII words do for these, and are found in one pass.
static RELATIVE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)(?-u:\b)(?:",
        r"(?:fra|siden) (?:og med )?(?:i dag|i morgen|i går|i forgårs|(?:næste|kommende|sidste|forrige) ",
        r"(?:uge|måned|kvartal|halvår|år|forår|sommer|efterår|vinter|årsskifte))",
        r"|i (?:går|forgårs|(?:sidste|forrige) (?:uge|måned))|pr\. dags dato",
        r"|(?:from|since) (?:today|tomorrow|yesterday|(?:next|last) (?:week|month|quarter|year))",
        r")(?-u:\b)",
    ))
});

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    written::told(input, &RELATIVE_DATE, |line| {
        RELATIVE.find_iter(line).map(|found| found.range()).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_or_ended_is_told_and_what_is_agreed_is_not() {
        for text in ["Fra næste måned", "siden i går", "fra og med næste år", "i sidste uge"] {
            assert!(RELATIVE.is_match(text), "{text}");
        }
        for text in ["aftal et møde i næste uge", "den sidste måned af forløbet", "fra dag til dag"]
        {
            assert!(!RELATIVE.is_match(text), "{text}");
        }
    }
}
