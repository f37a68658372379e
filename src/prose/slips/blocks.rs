//! Blocks of other dialects: `:::` around a box, `[!NOTE]` at the beginning of a quote.

use std::sync::LazyLock;

use super::{Found, Pattern, Run, RunKind, SlipKind, pattern};

static COLONS: LazyLock<Pattern> = LazyLock::new(|| pattern(r"(?m)^[\x00 ]*(:{3,}[^\n]*)$"));
static ALERT: LazyLock<Pattern> = LazyLock::new(|| pattern(r"^[\x00 ]*(\[![A-Za-z]+\][-+]?)"));

pub(super) fn scan(run: &Run<'_>, found: &mut Vec<Found>) {
    if run.kind == RunKind::Heading {
        return;
    }
    colons(run, found);
    let alert = ALERT.captures(run.shown).and_then(|alert| alert.get(1));
    if let Some(alert) = alert.filter(|_| run.kind == RunKind::Quote) {
        found.push(Found::new(SlipKind::Alert, run.range(alert.range())).instead(""));
    }
}

/// A box is told where it begins; where its text stands with it, it should be a quote.
fn colons(run: &Run<'_>, found: &mut Vec<Found>) {
    let lines: Vec<_> = COLONS.captures_iter(run.shown).filter_map(|line| line.get(1)).collect();
    let Some(first) = lines.first() else { return };
    let opens = first.as_str().trim_matches([':', ' ']).chars().any(char::is_alphabetic);
    let told_before = found.iter().any(|slip| slip.kind == SlipKind::Colons);
    if !opens && told_before {
        return;
    }
    let slip = Found::new(SlipKind::Colons, run.range(first.range()));
    let text =
        lines.get(1).filter(|_| opens).and_then(|last| run.source.get(first.end()..last.start()));
    found.push(match text.map(str::trim).filter(|text| !text.is_empty()) {
        Some(text) => {
            let quote: Vec<String> =
                text.lines().map(|line| format!("> {}", line.trim_start())).collect();
            let end = lines.get(1).map_or(first.end(), regex::Match::end);
            slip.mended(run.range(first.start()..end), quote.join("\n"))
        }
        None => slip,
    });
}
