//! Texts as they may be shown. Takes what is about to be printed; gives the same with the last four
//! digits of every number that may be a personal number hidden, each by as many bytes, so that
//! places stay true.

use std::borrow::Cow;

use super::scan::scan;

/// The text with hidden digits, or the text itself where there is nothing to hide.
#[must_use]
pub fn mask(text: &str) -> Cow<'_, str> {
    let hits = scan(text);
    if hits.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut hidden: Vec<_> = hits.iter().flat_map(|hit| &hit.last).collect();
    hidden.sort_by_key(|span| span.start);
    let mut shown = String::with_capacity(text.len());
    let mut at = 0;
    for span in hidden {
        if span.start >= at {
            shown.push_str(&text[at..span.start]);
            shown.extend(text[span.clone()].chars().map(star));
            at = span.end;
        }
    }
    shown.push_str(&text[at..]);
    Cow::Owned(shown)
}

/// A star of as many bytes as the character.
fn star(character: char) -> char {
    match character.len_utf8() {
        1 => '*',
        2 => '×',
        3 => '∗',
        _ => '🞰',
    }
}
