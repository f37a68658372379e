//! Slips of the keyboard in TOML: what a line of `site.toml` that cannot be read may be meant to
//! say.

use super::super::line::{Line, quoted};
use super::yaml::{balanced, bare, in_quotes, is_key, whole_line, with_plain_spaces};
use super::{Cause, Slip};
use crate::span::Span;

/// Everything that one line may be meant to say, the likeliest first.
pub(in super::super) fn guesses(text: &str, line: Line<'_>) -> Vec<Cause> {
    if line.is_empty() {
        return Vec::new();
    }
    let mut guesses: Vec<_> = with_plain_spaces(line).into_iter().chain(heading(line)).collect();
    guesses.extend(with_slashes(line));
    guesses.extend(with_comma(line));
    guesses.extend(list_of_dashes(text, line));
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

/// `"content\offers\a.md"`: a path as Windows shows it.
fn with_slashes(line: Line<'_>) -> Option<Cause> {
    let path = line.content().rsplit(" = ").next()?.trim_end_matches([',', ']']);
    let inner = path.trim_start_matches('[').strip_prefix('"')?.strip_suffix('"')?;
    let is_path = inner.contains('\\') && inner.contains('.') && !inner.contains([' ', ':']);
    let mended = line.text.replace("\\\\", "/").replace('\\', "/");
    is_path.then(|| whole_line(Slip::PathWithBackslash, line, line.span(), mended))
}

/// `"content/offers/a.md"` in a list of several lines, without the comma behind it.
fn with_comma(line: Line<'_>) -> Option<Cause> {
    let is_item = |mark| line.content().len() > 1 && line.content().starts_with(mark);
    let ends_so = |mark| is_item(mark) && line.content().ends_with(mark);
    let start = line.start + line.indentation().len();
    let at = Span::new(start, start + line.content().len());
    let text = format!("{},", line.text.trim_end());
    (ends_so('"') || ends_so('\'')).then(|| whole_line(Slip::NoComma, line, at, text))
}

/// `files =` with an item and a dash on each line below, as the fields of an entry have them.
fn list_of_dashes(text: &str, line: Line<'_>) -> Option<Cause> {
    let key = line.content().strip_suffix('=').or_else(|| line.content().strip_suffix(':'))?.trim();
    let below = Line::all(&text[line.start..]).skip(1);
    let items: Vec<_> =
        below.map_while(|below| Some((below, below.content().strip_prefix("- ")?))).collect();
    let (last, _) = items.last()?;
    let range = Span::new(line.start, line.start + last.end());
    let items = items.iter().map(|(_, item)| {
        let item = item.trim().trim_end_matches(',').trim_matches(['"', '\'']);
        format!("    {},\n", quoted(item))
    });
    let text = format!("{key} = [\n{}]", items.collect::<String>());
    is_key(key).then_some(Cause { slip: Slip::DashesInToml, at: line.span(), range, text })
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
