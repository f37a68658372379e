//! Slips of the keyboard in YAML that concern more than one value: two fields on a line, a note
//! that is no comment, ids as they are written in texts.

use super::super::field_names;
use super::super::line::{Line, quoted};
use super::super::shape;
use super::yaml::{value_of, whole_line};
use super::{Cause, Slip};
use crate::span::Span;

/// Everything that the line may be meant to say, the likeliest first.
pub(super) fn guesses(text: &str, line: Line<'_>) -> Vec<Cause> {
    let mut guesses = Vec::new();
    guesses.extend(comment(line));
    guesses.extend(wikilinks(line));
    guesses.extend(with_comma(line));
    guesses.extend(on_two_lines(line));
    guesses.extend(phone_and_mail(line));
    guesses.extend(quotes_in_flow(line));
    guesses.extend(goes_on_below(text, line));
    guesses
}

/// `// rettet i juni`, `/* rettet i juni */`: a note as other languages write it.
fn comment(line: Line<'_>) -> Option<Cause> {
    const MARKS: &[(&str, &str)] = &[("//", ""), ("/*", "*/"), (";", "")];
    let content = line.content();
    let (note, closing) =
        MARKS.iter().find_map(|(mark, closing)| Some((content.strip_prefix(mark)?, *closing)))?;
    let note = note.trim_start_matches(['/', ';', '*']).trim();
    let note = note.strip_suffix(closing).unwrap_or(note).trim();
    let start = line.start + line.indentation().len();
    let at = Span::new(start, start + content.len());
    Some(whole_line(Slip::Comment, line, at, format!("{}# {note}", line.indentation())))
}

/// `contacts: [[a]], [[b]]`: ids in double brackets belong in texts.
fn wikilinks(line: Line<'_>) -> Option<Cause> {
    let range = value_of(line);
    let value = &line.text[range.clone()];
    let mut ids = Vec::new();
    let mut between = String::new();
    let mut rest = value;
    while let Some((before, after)) = rest.split_once("[[") {
        let (inner, after) = after.split_once("]]")?;
        between.push_str(before);
        ids.push(inner.trim_start_matches('[').split('|').next().unwrap_or_default().trim());
        rest = after;
    }
    between.push_str(rest);
    let is_separator = |c: char| c.is_whitespace() || ",;[]".contains(c);
    let is_list = between.replace("og", "").chars().all(is_separator);
    let are_ids = ids.iter().all(|id| !id.is_empty() && !id.contains(['[', ']', ',']));
    let at = Span::new(line.start + range.start, line.start + range.end);
    (is_list && are_ids && !ids.is_empty()).then(|| Cause {
        slip: Slip::Wikilink,
        at,
        range: at,
        text: format!("[{}]", ids.join(", ")),
    })
}

/// Where the space before a field in the midst of a value is.
fn inner_field(value: &str) -> Option<usize> {
    value.match_indices(": ").find_map(|(colon, _)| {
        let before = &value[..colon];
        let space = before.rfind(' ')?;
        let (name, above) = (&before[space + 1..], before[..space].trim_end());
        let is_field = field_names::is_one(name);
        // Behind a comma or a brace it stands as it should.
        (is_field && !above.ends_with([',', '{', '[', ':'])).then_some(space)
    })
}

/// `{ from: 2009-01-01 to: 2009-12-31 }`: two fields without the comma between them.
fn with_comma(line: Line<'_>) -> Option<Cause> {
    let range = value_of(line);
    let value = &line.text[range.clone()];
    if !value.starts_with(['{', '[']) || value.contains(['"', '\'']) {
        return None;
    }
    let mut mended = value.to_owned();
    while let Some(space) = inner_field(&mended) {
        mended.insert(space, ',');
    }
    let at = Span::new(line.start + range.start, line.start + range.end);
    (mended != value).then_some(Cause { slip: Slip::NoComma, at, range: at, text: mended })
}

/// `entry: a anchor: b`: two fields on one line. What stands before the second is one word; a text
/// with a colon in it is something else.
fn on_two_lines(line: Line<'_>) -> Option<Cause> {
    let range = value_of(line);
    let value = &line.text[range.clone()];
    let space = inner_field(value)?;
    if value[..space].trim_end().contains([' ', '"', '\'', '[', '{']) || range.start == 0 {
        return None;
    }
    let above = line.text.trim_start_matches([' ', '-']);
    let column = line.text.len() - above.len();
    let (first, second) = (value[..space].trim_end(), &value[space + 1..]);
    let at = Span::new(line.start + range.start + space + 1, line.start + range.end);
    let range = Span::new(line.start + range.start, line.start + range.end);
    let text = format!("{first}\n{}{second}", " ".repeat(column));
    Some(Cause { slip: Slip::TwoFields, at, range, text })
}

/// `tlf: 33 17 33 21 / mail: enhed@kk.dk`: two fields of a contact in one.
fn phone_and_mail(line: Line<'_>) -> Option<Cause> {
    const CALLED: &[&str] =
        &["contact", "email", "kontakt", "mail", "phone", "phones", "telefon", "tlf"];
    let (key, value) = line.text.split_once(':')?;
    let is_called_so = CALLED.contains(&key.to_lowercase().as_str());
    let text = format!("phones: {}", shape::phone_and_mail(value).filter(|_| is_called_so)?);
    Some(whole_line(Slip::TwoFields, line, line.span(), text))
}

/// `{ line: 3, quote: "Det "gode" hold" }`: quotes within a text between two braces.
fn quotes_in_flow(line: Line<'_>) -> Option<Cause> {
    let range = value_of(line);
    let value = &line.text[range.clone()];
    if !value.starts_with(['{', '[']) {
        return None;
    }
    let (mut mended, mut rest) = (String::with_capacity(value.len() + 8), value);
    while let Some(open) = rest.find(": \"").map(|colon| colon + 2) {
        let inner = &rest[open + 1..];
        let close = closing_quote(inner)?;
        mended.push_str(&rest[..open]);
        let text = &inner[..close];
        let is_whole = !text.replace("\\\"", "").contains('"');
        if is_whole {
            mended.extend(["\"", text, "\""]);
        } else {
            mended.push_str(&quoted(text));
        }
        rest = &inner[close + 1..];
    }
    mended.push_str(rest);
    let at = Span::new(line.start + range.start, line.start + range.end);
    (mended != value).then_some(Cause { slip: Slip::QuoteInside, at, range: at, text: mended })
}

/// The quote that ends a text between two braces: behind it stand the end or the next field.
fn closing_quote(inner: &str) -> Option<usize> {
    inner.match_indices('"').map(|(at, _)| at).find(|at| {
        let after = inner[at + 1..].trim_start();
        let next = after.strip_prefix(',').map(str::trim_start);
        let names =
            |next: &str| next.split_once(": ").is_some_and(|(name, _)| field_names::is_one(name));
        after.starts_with(['}', ']'])
            || next.is_some_and(|next| next.starts_with('{') || names(next))
    })
}

/// `summary: "Et hold,`, and the rest of the text at the very beginning of the lines below.
fn goes_on_below(text: &str, line: Line<'_>) -> Option<Cause> {
    let above = Line::around(text, line.start.checked_sub(1)?);
    let value = &above.text[value_of(above)];
    let mark = value.chars().next().filter(|mark| ['"', '\''].contains(mark))?;
    let is_open = value.matches(mark).count() % 2 == 1;
    let width = above.text.len() - above.text.trim_start_matches([' ', '-']).len();
    let first = line.content().split([' ', ':']).next().unwrap_or_default();
    if !is_open || line.indentation().len() > width || field_names::is_near_one(first) {
        return None;
    }
    let below = Line::all(&text[line.start..])
        .map(|below| Line { start: line.start + below.start, ..below });
    let (mut end, mut lines) = (line.start, Vec::new());
    for below in below.take(MOST_LINES_OF_TEXT) {
        end = below.end();
        lines.push(format!("{}{}", " ".repeat(width + 2), below.content()));
        if below.content().ends_with(mark) {
            break;
        }
    }
    let at = Span::new(line.start + line.indentation().len(), line.end());
    let range = Span::new(line.start, end);
    Some(Cause { slip: Slip::Continuation, at, range, text: lines.join("\n") })
}

/// A text in the fields has no more lines than these.
const MOST_LINES_OF_TEXT: usize = 12;
