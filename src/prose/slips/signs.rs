//! Text that the sign at its beginning made a list or a quotation: a date, a year, a figure with
//! its sign. Takes the block as it is parsed; gives the sign as text.

use std::ops::Range;
use std::sync::LazyLock;

use super::{Found, Pattern, SlipKind, pattern};

static DATE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^\d{1,2}(\.)\s+(?:jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-zæøå]*\b",
    )
});
static YEAR: LazyLock<Pattern> = LazyLock::new(|| pattern(r"^\d{4,9}([.)])\s"));
static PLUS: LazyLock<Pattern> = LazyLock::new(|| pattern(r"^(\+)\s+\d"));
static MORE: LazyLock<Pattern> = LazyLock::new(|| pattern(r"^(>)=?\s*\d"));

/// An item of a list that is a date, a year or a figure with its sign.
pub(in crate::prose) fn item(body: &str, range: Range<usize>) -> Option<Found> {
    [&DATE, &YEAR, &PLUS].into_iter().find_map(|sign| as_text(SlipKind::Item, sign, body, &range))
}

/// A quotation that begins with a number: `> 30 år`.
pub(in crate::prose) fn quotation(body: &str, range: Range<usize>) -> Option<Found> {
    as_text(SlipKind::Quotation, &MORE, body, &range)
}

fn as_text(kind: SlipKind, sign: &Pattern, body: &str, range: &Range<usize>) -> Option<Found> {
    let block = body.get(range.clone())?;
    let mark = sign.captures(block)?.get(1)?.start() + range.start;
    let end = range.start + block.lines().next().unwrap_or_default().trim_end().len();
    Some(Found::new(kind, range.start..end).mended(mark..mark, "\\"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(found: Option<Found>, block: &str) -> Option<String> {
        let (range, text) = found?.mend?;
        Some([&block[..range.start], &text, &block[range.end..]].concat())
    }

    #[test]
    fn dates_years_and_figures_are_no_lists() {
        for (block, right) in [
            ("1. januar 2014 træder", "1\\. januar 2014 træder"),
            ("18. Okt. er der møde", ""),
            ("2014. Det er året", "2014\\. Det er året"),
            ("+ 45 minutter", "\\+ 45 minutter"),
            ("1. Ring", ""),
            ("12. Maria ringer", ""),
            ("+ ring", ""),
            ("- 45 minutter", ""),
        ] {
            let found = mended(item(block, 0..block.len()), block);
            assert_eq!(found.as_deref(), Some(right).filter(|right| !right.is_empty()), "{block}");
        }
        let more = mended(quotation("> 30 år", 0..8), "> 30 år");
        assert_eq!(more.as_deref(), Some("\\> 30 år"));
        assert!(quotation("> Hun er 30 år", 0..14).is_none());
    }
}
