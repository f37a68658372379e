//! The anchor that a writer gives a heading: `## Pris {#pris}`. Takes a heading as it is written;
//! gives the anchor and where the heading's words end. Whatever else stands in braces is text.

use std::ops::Range;

use crate::markup::Anchor;

/// Where the anchor stands in `heading`, a heading as written with its marks, and which it is.
pub(crate) fn own_anchor(heading: &str) -> Option<(usize, Anchor)> {
    let words = words(heading);
    let (before, name) = words.strip_suffix('}')?.rsplit_once("{#")?;
    let anchor = Anchor::exact(name)?;
    let trimmed = before.trim_end();
    // A backslash before the brace says that it is text; so does a word that it stands at the end
    // of.
    let stands_alone = trimmed.len() < before.len() || trimmed.is_empty();
    stands_alone.then_some((trimmed.len(), anchor))
}

/// What to write where in `heading`, so that it has another anchor.
pub(crate) fn with_anchor(heading: &str, anchor: &Anchor) -> (Range<usize>, String) {
    let mark = format!("{{#{anchor}}}");
    if let Some((end, old)) = own_anchor(heading) {
        let start = heading[end..].find("{#").map_or(end, |at| end + at);
        return (start..start + "{#}".len() + old.as_str().len(), mark);
    }
    let end = words(heading).len();
    (end..end, format!(" {mark}"))
}

/// The heading without what closes it: `##` at its end (CommonMark 4.2), or the line under it
/// (4.3).
fn words(heading: &str) -> &str {
    let heading = heading.trim_end();
    if !heading.starts_with('#') {
        return heading.rsplit_once('\n').map_or(heading, |(words, _)| words.trim_end());
    }
    let bare = heading.trim_end_matches('#');
    if bare.ends_with([' ', '\t']) { bare.trim_end() } else { heading }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(heading: &str) -> Option<(&str, String)> {
        own_anchor(heading).map(|(end, anchor)| (&heading[..end], anchor.to_string()))
    }

    #[test]
    fn an_anchor_ends_a_heading_of_either_form() {
        let pris = |words| Some((words, "pris-1".to_owned()));
        assert_eq!(found("## Pris {#pris-1}"), pris("## Pris"));
        assert_eq!(found("## Pris  {#pris-1} ##\n"), pris("## Pris"));
        assert_eq!(found("Pris\n{#pris-1}\n----\n"), pris("Pris"));
        assert_eq!(found("## {#pris-1}"), pris("##"));
    }

    #[test]
    fn a_heading_of_either_form_gets_another_anchor() {
        for (heading, expected) in [
            ("## Pris {#pris}", "## Pris {#ny}"),
            ("## Pris  {#pris} ##", "## Pris  {#ny} ##"),
            ("## Pris", "## Pris {#ny}"),
            ("## Pris ##", "## Pris {#ny} ##"),
            ("Pris\n----", "Pris {#ny}\n----"),
            ("## {#pris}", "## {#ny}"),
        ] {
            let anchor = Anchor::exact("ny").expect("an anchor");
            let (range, mark) = with_anchor(heading, &anchor);
            let written = [&heading[..range.start], &mark, &heading[range.end..]].concat();
            assert_eq!(written, expected);
            assert_eq!(own_anchor(&written).map(|(_, anchor)| anchor), Some(anchor), "{heading}");
        }
    }

    #[test]
    fn everything_else_in_braces_is_text() {
        for text in [
            "## Frister {14 dage}",
            "## X {onclick=alert(1)}",
            "## X {.a}",
            "## X {#a .b}",
            "## X {#A}",
            "## X {#}",
            "## X {#a\"onfocus=\"b}",
            "## X \\{#a}",
            "## X{#a}",
            "## {#a} X",
            "## `{#a}`",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
