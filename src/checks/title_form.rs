//! `title-form`: a title with what only a text has: a full stop, capitals all through, a link at its
//! beginning.
//!
//! Why: titles stand in lists, tabs and search results, each among others; signs of Markdown are
//! shown as they are. Wrong: `title: "HERBERGER FOR HJEMLØSE."`. Right: `title: Herberger for
//! hjemløse`.

use super::Inputs;
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::model::Entry;
use crate::source::quoted;

/// A title that is not written as titles are.
pub(super) static TITLE_FORM: Code = Code::warning("title-form");

/// Shorter words may be abbreviations, and may end with a full stop.
const LONG_WORD: usize = 5;

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    input.entries().filter_map(|(entry, _)| judge(entry)).collect()
}

fn judge(entry: &Entry) -> Option<Diagnostic> {
    let title = entry.title.trim();
    let told = || Diagnostic::new(&TITLE_FORM, entry.place(entry.at.title)).with("title", title);
    if let Some(words) = link(title) {
        return Some(told().message("message_link").help("help_link").instead(quoted(&words)));
    }
    if is_shouted(title) {
        return Some(told().message("message_capitals").help("help_capitals"));
    }
    let bare = title.strip_suffix('.').filter(|bare| {
        let last = bare.rsplit(' ').next().unwrap_or_default();
        last.chars().count() >= LONG_WORD && last.chars().skip(1).all(char::is_lowercase)
    })?;
    Some(told().instead(quoted(bare)))
}

/// A title without the link that it begins with: with its words, or its id as words. Another link
/// is told as any signs in a field.
fn link(title: &str) -> Option<String> {
    let (link, after) = title.strip_prefix("[[")?.split_once("]]")?;
    let words = link.rsplit('|').next().unwrap_or(link);
    Some(format!("{words}{after}"))
}

/// Whether a title is all capitals, and no row of abbreviations.
fn is_shouted(title: &str) -> bool {
    let words = || title.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let is_long = |word: &str| word.chars().count() >= LONG_WORD;
    words().count() > 1 && words().any(is_long) && !title.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_and_links_are_told_from_abbreviations() {
        assert!(is_shouted("HERBERGER FOR HJEMLØSE"));
        for fine in ["KABS", "JKU VEST", "ABC og DEF", "BORGERTAL", "§ 104"] {
            assert!(!is_shouted(fine), "{fine}");
        }
        assert_eq!(link("[[a|Herberger]] nu").as_deref(), Some("Herberger nu"));
        assert_eq!(link("Herberger [2]"), None);
    }
}
