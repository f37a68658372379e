//! Slips of the keyboard in YAML: what a line that cannot be read may be meant to say.

use super::super::field_names;
use super::super::line::{Line, quoted, without_quotes};
use super::{Cause, Slip, indentation};
use crate::span::Span;

/// Everything that one line may be meant to say, the likeliest first.
pub(in super::super) fn guesses(text: &str, line: Line<'_>) -> Vec<Cause> {
    let mut guesses = Vec::new();
    guesses.extend(indentation::without_tabs(text, line));
    guesses.extend(with_plain_spaces(line));
    guesses.extend(with_plain_dash(line));
    guesses.extend(super::fields::guesses(text, line));
    guesses.extend(indentation::without_dash(text, line));
    guesses.extend(values(line));
    guesses.extend(continuing(text, line));
    guesses.extend(with_space_or_colon(line));
    guesses.extend(indentation::reindented(text, line));
    guesses
}

pub(super) fn whole_line(slip: Slip, line: Line<'_>, at: Span, text: String) -> Cause {
    Cause { slip, at, range: line.span(), text }
}

/// Spaces that YAML does not take for spaces, and characters of no width.
pub(super) fn with_plain_spaces(line: Line<'_>) -> Option<Cause> {
    let foreign = |character: char| is_wide(character) || is_invisible(character);
    let (at, character) = line.text.char_indices().find(|(_, character)| foreign(*character))?;
    let at = Span::new(line.start + at, line.start + at + character.len_utf8());
    let plain: String = line
        .text
        .chars()
        .filter(|character| !is_invisible(*character))
        .map(|character| if is_wide(character) { ' ' } else { character })
        .collect();
    Some(whole_line(Slip::InvisibleCharacter, line, at, plain))
}

fn is_wide(character: char) -> bool {
    character.is_whitespace() && !matches!(character, ' ' | '\t' | '\n')
}

fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// `– x`, `• x`: what word processors make of a dash.
fn with_plain_dash(line: Line<'_>) -> Option<Cause> {
    let content = line.text.trim_start();
    let mark = content.chars().next().filter(|mark| "–—−•·‣▪*+".contains(*mark))?;
    let rest = content[mark.len_utf8()..].trim_start();
    let start = line.start + line.indentation().len();
    let at = Span::new(start, start + mark.len_utf8());
    Some(whole_line(Slip::Dash, line, at, format!("{}- {rest}", line.indentation())))
}

/// The bytes of a line that its value stands in, after the key or the dash.
pub(super) fn value_of(line: Line<'_>) -> std::ops::Range<usize> {
    let mut start = line.indentation().len();
    while let Some(rest) = line.text[start..].strip_prefix("- ") {
        start = line.text.len() - rest.trim_start().len();
    }
    let end = line.text.trim_end().len().max(start);
    let key =
        line.text[start..end].find(':').filter(|colon| is_key(&line.text[start..start + colon]));
    if let Some(rest) = key.and_then(|colon| line.text[start + colon + 1..end].strip_prefix(' ')) {
        start = end - rest.trim_start().len();
    }
    start..end
}

pub(super) fn is_key(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|character| character.is_alphanumeric() || "_-".contains(character))
}

/// The line with its value in quotes, or with quotes and brackets as they should be.
fn values(line: Line<'_>) -> Vec<Cause> {
    let range = value_of(line);
    let value = &line.text[range.clone()];
    let at = Span::new(line.start + range.start, line.start + range.end);
    let cause = |(slip, text): (Slip, String)| Cause { slip, at, range: at, text };
    let mended = match value.as_bytes().first() {
        Some(b'"') => in_quotes(value, '"'),
        Some(b'\'') => in_quotes(value, '\''),
        Some(b'[' | b'{') => in_brackets(value),
        Some(_) => {
            slip_of_plain(value).map(|slip| (slip, quoted(bare(value)))).into_iter().collect()
        }
        None => Vec::new(),
    };
    mended.into_iter().map(cause).collect()
}

/// A text without the curly quotes that it begins with, or the quote that it ends with alone: they
/// were meant as quotes.
pub(super) fn bare(value: &str) -> &str {
    let is_curly = value.starts_with(['“', '”', '„']);
    match value.strip_suffix('"') {
        _ if is_curly => without_quotes(value),
        Some(text) if !text.contains('"') => text,
        _ => value,
    }
}

/// Why a text without quotes may need some.
fn slip_of_plain(value: &str) -> Option<Slip> {
    const MARKS: &[char] =
        &['@', '`', '%', '&', '*', '!', '|', '>', '?', '-', ']', '}', ',', '#', '“', '”', '„'];
    if value.starts_with(MARKS) {
        return Some(Slip::SpecialCharacter);
    }
    (value.contains(": ") || value.ends_with(':') || value.contains(" #")).then_some(Slip::Colon)
}

/// A value that begins with a quote.
pub(super) fn in_quotes(value: &str, quote: char) -> Vec<(Slip, String)> {
    let inner = &value[1..];
    let escaped = |at: usize| {
        quote == '"' && inner[..at].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1
    };
    let closing: Vec<_> =
        inner.match_indices(quote).map(|(at, _)| at).filter(|at| !escaped(*at)).collect();
    let whole = inner.strip_suffix(quote).unwrap_or(inner);
    match closing.as_slice() {
        [] => {
            let (text, comma) = inner.strip_suffix(',').map_or((inner, ""), |text| (text, ""));
            let closed = format!("{quote}{}{quote}{comma}", without_quotes(text));
            vec![(Slip::OpenQuote, closed), (Slip::OpenQuote, quoted(without_quotes(text)))]
        }
        [at] if at + 1 == inner.len() => vec![(Slip::Backslash, quoted(whole))],
        [.., last] if last + 1 == inner.len() => vec![(Slip::QuoteInside, quoted(whole))],
        // `"Et hold." (2009)` is one text; of `"Dag" til Dag`, one word is quoted.
        [at] if inner[at + 1..].trim().starts_with('(') || inner[..*at].ends_with('.') => {
            let text = format!("{} {}", &inner[..*at], inner[at + 1..].trim());
            vec![(Slip::BehindQuote, quoted(&text))]
        }
        _ => vec![(Slip::QuoteInside, quoted(value))],
    }
}

/// A list or a mapping on one line: its brackets closed, or what stands in it quoted.
fn in_brackets(value: &str) -> Vec<(Slip, String)> {
    let mut mended = Vec::new();
    mended.extend(closed_before_a_field(value).map(|text| (Slip::OpenQuote, text)));
    mended.extend(with_commas(value).map(|text| (Slip::NoComma, text)));
    mended.extend(balanced(value).map(|text| (Slip::Bracket, text)));
    mended.extend(with_quoted_values(value).map(|text| (Slip::Colon, text)));
    if !value.ends_with([']', '}']) {
        mended.push((Slip::Bracket, quoted(value)));
    }
    mended
}

/// The value with each bracket closed in turn and none that was not opened; none if that is how it
/// stands.
pub(super) fn balanced(value: &str) -> Option<String> {
    let (mut open, mut balanced, mut quote) =
        (Vec::new(), String::with_capacity(value.len() + 2), None);
    for character in value.chars() {
        match (quote, character) {
            (Some(mark), _) if mark == character => quote = None,
            (None, '"' | '\'') if balanced.ends_with(['[', '{', ' ', ',']) => {
                quote = Some(character);
            }
            (None, '[') => open.push(']'),
            (None, '{') => open.push('}'),
            (None, ']' | '}') => match open.pop() {
                Some(closing) => {
                    balanced.push(closing);
                    continue;
                }
                None => continue,
            },
            _ => {}
        }
        balanced.push(character);
    }
    balanced.extend(quote);
    while let Some(closing) = open.pop() {
        let trimmed = balanced.trim_end_matches([' ', ',']).len();
        balanced.truncate(trimmed);
        balanced.push_str(if closing == '}' { " }" } else { "]" });
    }
    (balanced != value).then_some(balanced)
}

/// `{ text: "Tolv uger, weeks: 12 }` with the quote before the next field; none where no quote is
/// open there.
fn closed_before_a_field(value: &str) -> Option<String> {
    let open = value.matches('"').count() % 2 == 1;
    let last = value.rfind('"').filter(|_| open)?;
    let at = value[last..].match_indices(", ").map(|(at, _)| last + at).find(|at| {
        let key = value[at + 2..].split_once(": ").map(|(key, _)| key);
        key.is_some_and(|key| is_key(key) && field_names::is_near_one(key))
    })?;
    Some([&value[..at], "\"", &value[at..]].concat())
}

/// `["a" "b"]` with the comma between them.
fn with_commas(value: &str) -> Option<String> {
    let mended = value.replace("\" \"", "\", \"").replace("' '", "', '");
    (mended != value).then_some(mended)
}

/// `{ text: Senest: 14 dage }` with the values that need it in quotes; none where there are quotes
/// already.
fn with_quoted_values(value: &str) -> Option<String> {
    if value.contains(['"', '\'']) {
        return None;
    }
    let mut mended = String::with_capacity(value.len() + 8);
    let mut rest = value;
    while let Some(end) = rest.find(['[', ']', '{', '}', ',']) {
        let (item, from_mark) = rest.split_at(end);
        mended.push_str(&with_quoted_value(item));
        mended.push_str(&from_mark[..1]);
        rest = &from_mark[1..];
    }
    mended.push_str(rest);
    (mended != value).then_some(mended)
}

/// `quote: Senest: 14 dage` between two commas or brackets, its value in quotes if it needs them.
fn with_quoted_value(item: &str) -> String {
    let inner = item.trim();
    let (key, text) = inner.split_once(": ").filter(|(key, _)| is_key(key)).unwrap_or(("", inner));
    let before = text.as_ptr().addr() - item.as_ptr().addr();
    match slip_of_plain(text) {
        Some(_) if !(text.is_empty() || key.is_empty() && text.ends_with(':')) => {
            [&item[..before], &quoted(text), &item[before + text.len()..]].concat()
        }
        _ => item.to_owned(),
    }
}

/// The line as a part of the text above: it begins with no field.
fn continuing(text: &str, line: Line<'_>) -> Option<Cause> {
    let content = line.content();
    let first = content.split([' ', '=', ':']).next().unwrap_or_default();
    let above = Line::around(text, line.start.checked_sub(1)?);
    let value = &above.text[value_of(above)];
    // A text above is a word at least, and opens no bracket, quote or block.
    let is_text = value.starts_with(char::is_alphanumeric) && value.len() < above.content().len();
    let is_block = matches!(value, ">" | "|" | ">-" | "|-" | ">+" | "|+");
    let is_text = is_text || is_block;
    let goes_on = is_text || above.indentation().len() > line.indentation().len();
    // `-word` is an item that lacks its space.
    let is_field = content.starts_with('-') || field_names::is_near_one(first);
    if !goes_on || is_field || content.contains(": ") || content.ends_with(':') {
        return None;
    }
    let width = if is_text { above.indentation().len() + 2 } else { above.indentation().len() };
    let range = Span::new(line.start, line.start + line.indentation().len());
    let at = Span::new(line.start + line.indentation().len(), line.end());
    Some(Cause { slip: Slip::Continuation, at, range, text: " ".repeat(width) })
}

/// `title:Dag`, `-sck`, `title Dag`, `title = Dag`.
fn with_space_or_colon(line: Line<'_>) -> Vec<Cause> {
    let content = line.text.trim_start();
    let start = line.start + line.indentation().len();
    let dash = if content.starts_with("- ") { 2 } else { 0 };
    let rest = &content[dash..];
    let key_end = rest
        .find(|character: char| !(character.is_ascii_lowercase() || character == '_'))
        .unwrap_or(rest.len());
    let (key, after) = rest.split_at(key_end);
    let end_of_key = start + dash + key_end;
    let put = |slip, range: Span, text: &str| Cause {
        slip,
        at: Span::new(range.start as usize, (range.end as usize).max(range.start as usize + 1)),
        range,
        text: text.to_owned(),
    };
    let mut guesses = Vec::new();
    if !key.is_empty() && after.starts_with(':') && !after[1..].starts_with(' ') {
        guesses.push(put(Slip::NoSpace, Span::new(end_of_key + 1, end_of_key + 1), " "));
    }
    if content.starts_with('-') && !content[1..].starts_with([' ', '-']) {
        guesses.push(put(Slip::NoSpace, Span::new(start + 1, start + 1), " "));
    }
    let gap = after.len() - after.trim_start_matches([' ', '=', ';', ':', '.']).len();
    // A word that is no field and has nothing but a space behind it is a text.
    let may_be_field = field_names::is_near_one(key) || !after.starts_with(' ');
    if !key.is_empty() && gap > 0 && may_be_field && !after.starts_with(": ") {
        let range = Span::new(end_of_key, end_of_key + gap);
        guesses.push(put(Slip::NoColon, range, ": "));
    }
    if field_names::is_near_one(key) && after.is_empty() {
        guesses.push(put(Slip::NoColon, Span::new(end_of_key, end_of_key), ":"));
    }
    guesses
}
