//! Templates as text: which others they extend and include, and the fuel that loops of a portal's
//! own theme get. Takes what a theme's author wrote; gives what the engine is handed, and finds
//! back from there to the places in what was written.

use std::ops::Range;

/// What the engine is asked for once in every round of a loop and before every variable that is
/// set.
pub(super) const FUEL: &str = "portal_fuel";

/// One template.
#[derive(Debug)]
pub(super) struct TemplateText {
    /// What the engine reads.
    pub(super) text: String,
    /// Where in `text` something was put in, and how long it is.
    put_in: Vec<Range<usize>>,
    /// The template that this one extends, with its place as written.
    pub(super) extends: Option<(String, Range<usize>)>,
    /// The templates that it includes.
    pub(super) includes: Vec<(String, Range<usize>)>,
}

impl TemplateText {
    /// Reads a template; its loops are fuelled if it is not one of the program's own.
    pub(super) fn read(written: &str, needs_fuel: bool) -> Self {
        let tags = tags(written);
        let (extends, includes) =
            (named(&tags, "extends").next(), named(&tags, "include").collect());
        let (text, put_in) =
            if needs_fuel { fuelled(written, &tags) } else { (written.to_owned(), Vec::new()) };
        Self { text, put_in, extends, includes }
    }

    /// The range as written of a range in what the engine reads.
    pub(super) fn as_written(&self, range: &Range<usize>) -> Range<usize> {
        let place = |at: usize| {
            let before = self.put_in.iter().take_while(|put_in| put_in.start < at);
            at - before.map(|put_in| put_in.end.min(at) - put_in.start).sum::<usize>()
        };
        place(range.start)..place(range.end)
    }

    /// The byte at a line and a column of what the engine reads, both from 1.
    pub(super) fn byte_at(&self, line: usize, column: usize) -> usize {
        let start: usize =
            self.text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        let rest = self.text.get(start..).unwrap_or_default();
        start + rest.chars().take(column.saturating_sub(1)).map(char::len_utf8).sum::<usize>()
    }
}

/// A `{% … %}`.
struct Tag<'t> {
    range: Range<usize>,
    word: &'t str,
    /// What follows the word.
    rest: &'t str,
    /// Whether white space after it is left out.
    trims: bool,
}

impl Tag<'_> {
    /// The name or the text in quotes that follows the word.
    fn name(&self) -> Option<String> {
        let name = self.rest.split_whitespace().next()?.trim_matches(['"', '\'', '`']);
        (!name.is_empty()).then(|| name.to_owned())
    }

    /// The variable that is set.
    fn variable(&self) -> Option<&str> {
        let is_set = matches!(self.word, "set" | "set_global");
        let name = self.rest.split(|c: char| c != '_' && !c.is_alphanumeric()).next();
        name.filter(|name| is_set && !name.is_empty())
    }
}

/// All tags outside of comments and of what is raw.
fn tags(text: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let (mut at, mut is_raw) = (0, false);
    while let Some(open) = text[at..].find('{').map(|found| at + found) {
        let end = match text.as_bytes().get(open + 1) {
            Some(b'#') if !is_raw => after(text, open, "#}"),
            Some(b'%') => after(text, open, "%}"),
            _ => None,
        };
        let Some(end) = end else {
            at = open + 1;
            continue;
        };
        at = end;
        let inner = text[open..end].strip_prefix("{%").and_then(|inner| inner.strip_suffix("%}"));
        let Some(inner) = inner else { continue };
        let bare = inner.trim_start_matches('-').trim_end_matches('-').trim();
        let (word, rest) = bare.split_once(char::is_whitespace).unwrap_or((bare, ""));
        is_raw = if is_raw { word != "endraw" } else { word == "raw" };
        if !is_raw {
            let trims = inner.ends_with('-');
            tags.push(Tag { range: open..end, word, rest: rest.trim_start(), trims });
        }
    }
    tags
}

/// The names in all tags with this word.
fn named<'t>(
    tags: &'t [Tag<'_>],
    word: &'t str,
) -> impl Iterator<Item = (String, Range<usize>)> + 't {
    let tags = tags.iter().filter(move |tag| tag.word == word);
    tags.filter_map(|tag| Some((tag.name()?, tag.range.clone())))
}

fn after(text: &str, from: usize, end: &str) -> Option<usize> {
    text[from..].find(end).map(|found| from + found + end.len())
}

/// The text with a question for fuel in every round of a loop and before every variable that is
/// set.
fn fuelled(written: &str, tags: &[Tag<'_>]) -> (String, Vec<Range<usize>>) {
    let mut watched: Vec<&str> = tags.iter().filter_map(Tag::variable).collect();
    watched.sort_unstable();
    watched.dedup();
    let call = format!("{FUEL}(of=\"{}\")", watched.join(" "));
    let (mut text, mut put_in, mut done) =
        (String::with_capacity(written.len() * 2), Vec::new(), 0);
    for tag in tags {
        let (at, question) = match tag.word {
            "for" => {
                (tag.range.end, format!("{{{{ {call} {}}}}}", if tag.trims { "-" } else { "" }))
            }
            "set" | "set_global" => (tag.range.start, format!("{{{{ {call} }}}}")),
            _ => continue,
        };
        text.push_str(&written[done..at]);
        put_in.push(text.len()..text.len() + question.len());
        text.push_str(&question);
        done = at;
    }
    text.push_str(&written[done..]);
    (text, put_in)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loops_are_fuelled_and_places_are_found_back() {
        let written = "{# {% for a in b %} #}{% raw %}{% for %}{% endraw %}\n{% for x in y -%}\n{% set z = x %}é{{ w }}{% endfor %}";
        let template = TemplateText::read(written, true);
        assert_eq!(template.text.matches(FUEL).count(), 2, "{}", template.text);
        assert!(template.text.contains("-%}{{ portal_fuel(of=\"z\") -}}"), "{}", template.text);
        let there = template.text.find("{{ w").unwrap_or_default();
        let here = written.find("{{ w").unwrap_or_default();
        assert_eq!(template.as_written(&(there..there + 7)), here..here + 7);
        assert_eq!(TemplateText::read(written, false).text, written);
    }

    #[test]
    fn what_a_template_extends_and_includes_is_known() {
        let template = TemplateText::read("{% extends \"a.html\" %}{%- include 'c.html' -%}", true);
        assert_eq!(template.extends.map(|(name, _)| name).as_deref(), Some("a.html"));
        assert_eq!(template.includes.first().map(|(name, _)| name.as_str()), Some("c.html"));
    }
}
