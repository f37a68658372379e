//! `markup-in-field`: Markdown in a field, where it is text.
//!
//! Why: fields are shown as they are written, in lists, tables, search results and on paper; stars
//! and brackets stand on the page as stars and brackets. Wrong: `summary: "Et **gratis** tilbud."`.
//! Right: `summary: "Et gratis tilbud."`.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::{Inputs, written};
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::model::Catalogue;
use crate::prose::pattern;
use crate::source::{FileId, Place, Span};

/// Stars, a link or an id in brackets.
pub(super) static MARKUP_IN_FIELD: Code = Code::warning("markup-in-field");

/// Words in stars; words with an address; an id, perhaps with words, within a text: a list of lists
/// looks like it, but stands behind a `:` or another bracket. The parts: words in stars, words of an
/// address, what stands before an id, the id, its words.
static MARKUP: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\*\*([^*\s](?:[^*\n]*[^*\s])?)\*\*",
        r"|\[([^\[\]\n]+)\]\([^()\s]+\)",
        r#"|(["'\p{L}\d.,;)”»][ ]?)\[\[([a-z0-9-]+)(?:\|([^\[\]\n]+))?\]\]"#,
    ))
});

fn markup_in_field(place: Place, written: &str, plain: String) -> Diagnostic {
    Diagnostic::new(&MARKUP_IN_FIELD, place).with("text", written).instead(plain)
}

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    let files = written::files(input.sources);
    files
        .flat_map(|(id, file)| {
            let body = written::body(id, file);
            let fields = written::lines(id, file).take_while(move |(start, _)| *start < body);
            fields.flat_map(move |(start, line)| judge((id, start), line, input.catalogue))
        })
        .collect()
}

fn judge((file, start): (FileId, usize), line: &str, catalogue: &Catalogue) -> Vec<Diagnostic> {
    let may_hold = line.contains("**") || line.contains("](") || line.contains("[[");
    if !may_hold {
        return Vec::new();
    }
    let found = MARKUP.captures_iter(line).filter_map(|found| {
        let whole = found.get(0)?;
        let begins = found.get(3).map_or(whole.start(), |before| before.end());
        if is_alone((&line[..begins], &line[whole.end()..])) || is_in_list(&line[..begins]) {
            return None;
        }
        let place = Place { file, span: Span::new(start + begins, start + whole.end()) };
        Some(markup_in_field(place, &line[begins..whole.end()], plain(&found, catalogue)))
    });
    found.collect()
}

/// Whether nothing else stands between the quotation marks: an id that was written as in a text,
/// which is told as that.
fn is_alone((before, after): (&str, &str)) -> bool {
    let quote = |side: Option<char>| side.filter(|sign| matches!(sign, '"' | '\''));
    let before = quote(before.chars().next_back());
    before.is_some() && before == quote(after.chars().next())
}

/// Whether what stands before is a list of ids that are written as in a text, which is told as
/// that: no quote is open there.
fn is_in_list(before: &str) -> bool {
    let value = before.split_once(": ").map_or("", |(_, value)| value);
    value.starts_with('[') && value.matches('"').count().is_multiple_of(2)
}

/// The words without their signs; those of an id are its title.
fn plain(found: &Captures<'_>, catalogue: &Catalogue) -> String {
    let words = [1, 2, 5].into_iter().find_map(|part| found.get(part));
    let id = found.get(4).map_or("", |id| id.as_str());
    let title = || catalogue.by_id(id).map(|at| catalogue.entry(at).title.as_str());
    words.map(|words| words.as_str()).or_else(title).unwrap_or(id).to_owned()
}
