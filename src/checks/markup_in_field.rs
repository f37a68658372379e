//! `markup-in-field`: Markdown in a field, where it is text.
//!
//! Why: fields are shown as they are written, in lists, tables, search results and on paper; stars
//! and brackets stand on the page as stars and brackets. Wrong: `summary: "Et **gratis** tilbud."`.
//! Right: `summary: "Et gratis tilbud."`.

use std::sync::LazyLock;

use regex::Captures;

use super::{Inputs, html_meant, written};
use crate::diagnostics::{Code, Diagnostic, Findings};
use crate::model::Catalogue;
use crate::prose::{Pattern, pattern};
use crate::source::{FileId, Place, Span};

/// Stars, a link or an id in brackets.
pub(super) static MARKUP_IN_FIELD: Code = Code::warning("markup-in-field");

/// Words in stars; words with an address; an id, perhaps with words, within a text: a list of lists
/// looks like it, but stands behind a `:` or another bracket. The parts: words in stars, words of an
/// address, what stands before an id, the id, its words.
static MARKUP: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(concat!(
        r"\*\*([^*\s](?:[^*\n]*[^*\s])?)\*\*",
        r"|\[([^\[\]\n]+)\]\([^()\s]+\)",
        r#"|(["'\p{L}\d.,;)”»][ ]?)\[\[([a-z0-9-]+)(?:\|([^\[\]\n]+))?\]\]"#,
    ))
});

/// HTML: a tag that says how something looks, with the words up to its end; a character by its name.
static HTML: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)[<]/?(?:b|strong|i|em|u|ins|font|span|center|small|big|mark|p|br|a|sub|sup)(?:\s[^<>\n]*)?/?>",
        r"|(?:&(?:nbsp|amp|lt|gt|quot|shy|ndash|mdash|hellip|aelig|oslash|aring|eacute|#\d+|#x[0-9a-f]+);)+",
    ))
});
/// Characters by their names (HTML 5, 13.5).
const CHARACTERS: &[(&str, &str)] = &[
    ("&nbsp;", " "),
    ("&amp;", "&"),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", "”"),
    ("&shy;", ""),
    ("&ndash;", "–"),
    ("&mdash;", "—"),
    ("&hellip;", "…"),
    ("&aelig;", "æ"),
    ("&oslash;", "ø"),
    ("&aring;", "å"),
    ("&AElig;", "Æ"),
    ("&Oslash;", "Ø"),
    ("&Aring;", "Å"),
    ("&eacute;", "é"),
];

fn html_in_field(place: Place, written: &str, plain: Option<String>) -> Diagnostic {
    let found = Diagnostic::new(&MARKUP_IN_FIELD, place).with("text", written);
    let found = found.message("message_html").help("help_html");
    plain.into_iter().fold(found, Diagnostic::instead)
}

fn markup_in_field(place: Place, written: &str, plain: String) -> Diagnostic {
    Diagnostic::new(&MARKUP_IN_FIELD, place).with("text", written).instead(plain)
}

pub(super) fn check(input: &Inputs<'_>) -> Findings {
    // Where fields and text cannot be told apart, that is told.
    let files = written::files(input.sources).filter(|(id, file)| written::has_parts(*id, file));
    files
        .flat_map(|(id, file)| {
            let body = written::body(id, file);
            let fields = written::lines(id, file).take_while(move |(start, _)| *start < body);
            fields.flat_map(move |(start, line)| {
                let mut found = judge((id, start), line, input.catalogue);
                found.extend(html((id, start), line));
                found
            })
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
        let is_id = found.get(4).is_some();
        if is_id && is_alone((&line[..begins], &line[whole.end()..])) || is_in_list(&line[..begins])
        {
            return None;
        }
        let place = Place { file, span: Span::new(start + begins, start + whole.end()) };
        Some(markup_in_field(place, &line[begins..whole.end()], plain(&found, catalogue)))
    });
    found.collect()
}

/// HTML of a line: a pair of tags is told once.
fn html((file, start): (FileId, usize), line: &str) -> Vec<Diagnostic> {
    let mut told = 0;
    let mut found = Vec::new();
    for html in HTML.find_iter(line) {
        if html.start() < told {
            continue;
        }
        let pair = html_meant::pair(&line[html.start()..]);
        let (length, plain) = match pair {
            Some((length, words)) => (length, Some(words.to_owned())),
            None => (html.len(), plain_html(html.as_str())),
        };
        told = html.start() + length;
        let place = Place { file, span: Span::new(start + html.start(), start + told) };
        found.push(html_in_field(place, &line[html.start()..told], plain));
    }
    found
}

/// What a lone tag or characters by their names stand for.
fn plain_html(written: &str) -> Option<String> {
    if let Some(tag) = written.strip_prefix('<') {
        let is_break = tag.to_lowercase().starts_with("br");
        return Some(if is_break { " " } else { "" }.to_owned());
    }
    let mut plain = written.to_owned();
    for (name, character) in CHARACTERS {
        plain = plain.replace(name, character);
    }
    let is_spaces = !plain.is_empty() && plain.trim().is_empty();
    let plain = if is_spaces { " ".to_owned() } else { plain };
    (!plain.contains("&#") && plain != written).then_some(plain)
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
