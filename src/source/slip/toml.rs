//! Slips of the keyboard in TOML: what a line of `site.toml` that cannot be read may be meant to
//! say.

use super::super::line::{Line, quoted};
use super::yaml::{balanced, bare, in_quotes, is_key, whole_line, with_plain_spaces};
use super::{Cause, Slip};
use crate::span::Span;

/// Everything that one line may be meant to say, the likeliest first.
pub(in super::super) fn guesses(_: &str, line: Line<'_>) -> Vec<Cause> {
    if line.is_empty() {
        return Vec::new();
    }
    let mut guesses: Vec<_> = with_plain_spaces(line).into_iter().chain(heading(line)).collect();
    let Some((key, sign, value)) = parts(line) else { return guesses };
    let put = |slip, text: String| {
        whole_line(slip, line, value_or_line(line, value), format!("{key} = {text}"))
    };
    if sign != "=" {
        let kept =
            [value.to_owned()].into_iter().chain(values(value).into_iter().map(|(_, text)| text));
        guesses.extend(kept.map(|text| put(Slip::NoEqualsSign, text)));
    }
    guesses.extend(values(value).into_iter().map(|(slip, text)| put(slip, text)));
    guesses
}

fn value_or_line(line: Line<'_>, value: &str) -> Span {
    let end = line.start + line.text.trim_end().len();
    if value.is_empty() { line.span() } else { Span::new(end - value.len(), end) }
}

/// `[edition`, `[[accept]`: the heading of a group with all of its brackets.
fn heading(line: Line<'_>) -> Option<Cause> {
    let content = line.content();
    let name = content.trim_matches(['[', ']']);
    let is_heading = content.starts_with('[')
        && !name.is_empty()
        && name.chars().all(|c| is_key(&c.to_string()) || c == '.');
    let brackets = if content.starts_with("[[") { ("[[", "]]") } else { ("[", "]") };
    is_heading.then(|| {
        whole_line(Slip::Bracket, line, line.span(), [brackets.0, name, brackets.1].concat())
    })
}

/// Key, what stands between, and value: `title : Portalen`.
fn parts(line: Line<'_>) -> Option<(&str, &str, &str)> {
    let content = line.content();
    let end =
        content.find(|character: char| !is_key(&character.to_string())).unwrap_or(content.len());
    let (key, rest) = content.split_at(end);
    let rest = rest.trim_start();
    let sign = rest.find(|character| !"=:".contains(character)).unwrap_or(rest.len());
    let (sign, value) = rest.split_at(sign);
    (!key.is_empty()).then_some((key, sign, value.trim_start()))
}

/// What a value may be meant to be.
fn values(value: &str) -> Vec<(Slip, String)> {
    let lower = value.to_lowercase();
    match value.as_bytes().first() {
        None => vec![(Slip::NoQuotes, "\"\"".to_owned())],
        Some(b'"') => in_quotes(value, '"'),
        Some(b'\'') => in_quotes(value, '\''),
        Some(b'[') => lists(value),
        Some(_) if ["ja", "true", "yes"].contains(&lower.as_str()) => {
            vec![(Slip::NoQuotes, "true".to_owned())]
        }
        Some(_) if ["nej", "false", "no"].contains(&lower.as_str()) => {
            vec![(Slip::NoQuotes, "false".to_owned())]
        }
        Some(_) => vec![(Slip::NoQuotes, quoted(bare(value.trim_end_matches([',', ';']))))],
    }
}

/// A list with its bracket closed, or with what stands in it in quotes.
fn lists(value: &str) -> Vec<(Slip, String)> {
    let inner = value.trim_matches(['[', ']']);
    let items: Vec<_> = inner
        .split(',')
        .map(|item| item.trim().trim_matches(['"', '\'']))
        .filter(|item| !item.is_empty())
        .map(quoted)
        .collect();
    let quoted = (Slip::NoQuotes, format!("[{}]", items.join(", ")));
    balanced(value).map(|text| (Slip::Bracket, text)).into_iter().chain([quoted]).collect()
}
