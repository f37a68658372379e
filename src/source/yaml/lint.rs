//! YAML that can be read and yet does not say what its editor meant: text that became a comment,
//! quotes that became text, a Danish number that became two values. Takes the tree and its text;
//! mends the tree where only one thing can be meant, and tells all of it. Ranges are those of the
//! file: `offset` is where the YAML begins in it.

use super::super::codes;
use super::super::line::{quoted, without_quotes};
use super::super::node::{Key, Node, Value};
use crate::diagnostics::Findings;
use crate::span::{FileId, Place, Span};

/// Keys whose value is always a text for readers: a `#` in it is never a comment.
const TEXTS: &[&str] = &["title", "summary", "label", "term", "short", "definition"];

/// The text that is looked at.
struct Lint<'a> {
    text: &'a str,
    file: FileId,
    offset: usize,
    findings: &'a mut Findings,
}

/// Goes over the whole tree.
pub(super) fn lint(
    node: &mut Node,
    text: &str,
    (file, offset): (FileId, usize),
    findings: &mut Findings,
) {
    Lint { text, file, offset, findings }.value(None, node);
}

impl Lint<'_> {
    fn value(&mut self, key: Option<&Key>, node: &mut Node) {
        match &mut node.value {
            Value::Null => self.blank(key, node),
            Value::Scalar { plain: true, .. } => {
                self.comment(key, node);
                self.quotes(node);
            }
            Value::Scalar { .. } => self.escapes(key, node),
            Value::Sequence(items) => {
                self.join_quoted(items);
                for item in items {
                    self.value(key, item);
                }
            }
            Value::Mapping(pairs) => {
                join_danish_numbers(pairs, self.text, self.offset);
                self.join_commas(pairs);
                for (key, value) in pairs {
                    self.value(Some(&*key), value);
                }
            }
        }
    }

    /// `{ text: 13 kr. i timen, morgenmad og frokost }` is a text and a key without a colon to YAML:
    /// the comma was meant as a part of the text. What follows is put back, and told.
    fn join_commas(&mut self, pairs: &mut Vec<(Key, Node)>) {
        if !pairs.windows(2).any(|pair| self.is_rest_of_text(&pair[0], &pair[1])) {
            return;
        }
        let (mut joined, mut ends) = (Vec::<(Key, Node)>::with_capacity(pairs.len()), Vec::new());
        for pair in std::mem::take(pairs) {
            match joined.last_mut() {
                Some(text) if self.is_rest_of_text(text, &pair) => {
                    let value = &mut text.1;
                    value.span = Span { end: pair.0.span.end, ..value.span };
                    value.whole = value.span;
                    ends.push(joined.len() - 1);
                }
                _ => joined.push(pair),
            }
        }
        ends.dedup();
        for at in ends {
            let value = &mut joined[at].1;
            let range = self.local(value.span);
            let text = one_line(&self.text[range.clone()]);
            let place = self.place(range.start, range.end);
            let found = codes::slip(place, "message_comma", "help_comma");
            self.findings.push(found.instead(quoted(&text)));
            value.value = Value::Scalar { text, plain: true };
        }
        *pairs = joined;
    }

    /// Whether a key without a colon is the rest of the text before it.
    fn is_rest_of_text(&self, (_, value): &(Key, Node), (key, nothing): &(Key, Node)) -> bool {
        let Value::Scalar { text, plain: true } = &value.value else { return false };
        let (before, rest) = (self.local(value.span), self.local(key.span));
        let after = self.text.get(rest.end..).unwrap_or_default().trim_start();
        let comma = self.text.get(before.end..rest.start).is_some_and(|gap| gap.trim() == ",");
        let is_words = text.contains(' ') || key.text.contains(' ');
        matches!(nothing.value, Value::Null) && comma && is_words && !after.starts_with(':')
    }

    /// `[”Dag, til”, …]` has two items to YAML, which does not know these quotes: they are one, and
    /// told as a text in quotes that YAML does not know.
    fn join_quoted(&self, items: &mut Vec<Node>) {
        let is_open = |node: &Node| {
            matches!(&node.value, Value::Scalar { text, plain: true }
                if text.starts_with(CURLY) && text.matches(CURLY).count() == 1)
        };
        if !items.iter().any(is_open) {
            return;
        }
        let mut joined: Vec<Node> = Vec::with_capacity(items.len());
        for item in std::mem::take(items) {
            match joined.last_mut() {
                Some(last) if is_open(last) && self.is_after_comma(last, &item) => {
                    let span = Span { end: item.span.end, ..last.span };
                    let text = one_line(&self.text[self.local(span)]);
                    *last = Node { span, whole: span, value: Value::Scalar { text, plain: true } };
                }
                _ => joined.push(item),
            }
        }
        *items = joined;
    }

    /// Whether nothing but a comma stands between two plain texts.
    fn is_after_comma(&self, one: &Node, next: &Node) -> bool {
        let gap = self.text.get(self.local(one.span).end..self.local(next.span).start);
        matches!(next.value, Value::Scalar { plain: true, .. })
            && gap.is_some_and(|gap| gap.trim() == ",")
    }

    fn local(&self, span: Span) -> std::ops::Range<usize> {
        span.start as usize - self.offset..span.end as usize - self.offset
    }

    fn place(&self, start: usize, end: usize) -> Place {
        Place { file: self.file, span: Span::new(start, end).shifted(self.offset) }
    }

    /// `title: Madhold #3`: what stands behind the `#` is lost.
    fn comment(&mut self, key: Option<&Key>, node: &Node) {
        let range = self.local(node.span);
        let Some((start, end)) = self.comment_after(range.end) else { return };
        let (value, comment) = (&self.text[range.clone()], &self.text[start..end]);
        if !is_text(key, value, comment) {
            return;
        }
        let whole = one_line(&self.text[range.start..end]);
        let found = codes::hash_in_text(self.place(start, end), comment);
        self.findings.push(found.mended(self.place(range.start, end), quoted(&whole)));
    }

    /// `title: #3 Madhold`: all of the value is lost. It is taken for what it was meant to be.
    fn blank(&mut self, key: Option<&Key>, node: &mut Node) {
        let Some(key) = key else { return };
        let after_key = self.local(key.span).end;
        let Some(colon) = self.text[after_key..].strip_prefix(':').map(|_| after_key + 1) else {
            return;
        };
        let Some((start, end)) = self.comment_after(colon) else { return };
        let comment = &self.text[start..end];
        if !(TEXTS.contains(&key.text.as_str()) || is_tight(comment)) {
            return;
        }
        let place = self.place(start, end);
        self.findings.push(codes::hash_in_text(place, comment).instead(quoted(comment)));
        *node = Node {
            span: place.span,
            whole: place.span,
            value: Value::Scalar { text: comment.to_owned(), plain: false },
        };
    }

    /// The comment that follows the byte `at` on its line.
    fn comment_after(&self, at: usize) -> Option<(usize, usize)> {
        // A line may be as long as the text, and hold thousands of values: only what stands in
        // between is read.
        let rest = &self.text[at..];
        let comment = rest.trim_start_matches(|c: char| c.is_whitespace() && c != '\n');
        if comment.len() == rest.len() || !comment.starts_with('#') {
            return None;
        }
        let line = comment.split('\n').next().unwrap_or_default();
        let start = at + rest.len() - comment.len();
        Some((start, start + line.trim_end().len()))
    }

    /// `title: "C:\\temp"`: between two `"`, a backslash and a letter are a tab, a line end, a bell.
    fn escapes(&mut self, key: Option<&Key>, node: &Node) {
        const MEANING: &[char] = &['a', 'b', 't', 'n', 'v', 'f', 'r', 'e', '0'];
        let range = self.local(node.span);
        let written = self.text.get(range.clone()).unwrap_or_default();
        let Some(inner) = written.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) else {
            return;
        };
        let plain = inner.replace("\\\\", "");
        if !plain.contains('\\') || !MEANING.iter().any(|mark| plain.contains(&format!("\\{mark}")))
        {
            return;
        }
        let found =
            codes::slip(self.place(range.start, range.end), "message_backslash", "help_backslash");
        // `A\nB` may be meant as two lines, and in a longer text it may stay so. A path is not.
        let is_path = is_path(inner) && !inner.contains("\\\"");
        if !is_path && !key.is_some_and(|key| TEXTS.contains(&key.text.as_str())) {
            return;
        }
        self.findings.push(if is_path {
            found.instead(format!("'{}'", inner.replace('\'', "''")))
        } else {
            found
        });
    }

    /// `summary: Dag til Dag"`, `title: ”Dag til Dag”`: a quote that was meant for YAML is shown to
    /// readers.
    fn quotes(&mut self, node: &Node) {
        let range = self.local(node.span);
        let Some(written) = self.text.get(range.clone()).filter(|text| has_stray_quote(text))
        else {
            return;
        };
        let meant = quoted(without_stray_quotes(&one_line(written)));
        let place = self.place(range.start, range.end);
        self.findings.push(codes::stray_quote(place).instead(meant));
    }
}

/// `C:\temp`, somewhere in a text.
fn is_path(text: &str) -> bool {
    let is_drive = |at: usize| {
        let mut before = text[..at].chars().rev();
        before.next().is_some_and(|letter| letter.is_ascii_alphabetic())
            && before.next().is_none_or(|outer| !outer.is_alphanumeric())
    };
    text.match_indices(":\\").any(|(at, _)| is_drive(at))
}

/// A text that goes over several lines, as the one that it is.
fn one_line(text: &str) -> String {
    text.split('\n').map(str::trim).collect::<Vec<_>>().join(" ")
}

/// Whether `value` and the `comment` behind it are one text: a word or a number with a note is not.
fn is_text(key: Option<&Key>, value: &str, comment: &str) -> bool {
    let is_name = |character: char| {
        character.is_ascii_lowercase()
            || character.is_ascii_digit()
            || "-_./:+@".contains(character)
    };
    let is_number =
        value.chars().all(|character| character.is_ascii_digit() || " +-".contains(character));
    let is_period = value.split_once(' ').is_some_and(|(count, unit)| {
        count.parse::<u16>().is_ok() && unit.chars().all(|character| character.is_ascii_lowercase())
    });
    let is_word = value.chars().all(is_name) || is_number || is_period;
    key.is_some_and(|key| TEXTS.contains(&key.text.as_str())) || !is_word || is_tight(comment)
}

/// `#3`, where a comment would have a space.
fn is_tight(comment: &str) -> bool {
    comment[1..].starts_with(char::is_alphanumeric)
}

const CURLY: &[char] = &['“', '”', '„', '‟'];

/// Whether a text without quotes around it has one too many, or was put in quotes that YAML does
/// not know.
fn has_stray_quote(text: &str) -> bool {
    let odd = |mark: char| text.matches(mark).count() % 2 == 1;
    let curly = text.matches(CURLY).count();
    let wrapped = text.starts_with(CURLY) && text.ends_with(CURLY) && curly == 2;
    odd('"') || curly % 2 == 1 || wrapped || ends_in_single_quote(text)
}

/// `Dag til Dag'`, but not `Hos Jens'`: a genitive may end so.
fn ends_in_single_quote(text: &str) -> bool {
    let Some(before) = text.strip_suffix('\'') else { return false };
    !before.contains('\'') && !before.ends_with(['s', 'x', 'z', 'S', 'X', 'Z'])
}

fn without_stray_quotes(text: &str) -> &str {
    if ends_in_single_quote(text) { text.trim_end_matches('\'') } else { without_quotes(text) }
}

/// `{ value: 12,5 }` is `value: 12` and a key `5` to YAML: puts the two halves together again, for
/// the decoder to tell.
fn join_danish_numbers(pairs: &mut Vec<(Key, Node)>, text: &str, offset: usize) {
    let is_cut = |number: &Node, rest: &(Key, Node)| is_cut_number(number, rest, text, offset);
    if !pairs.windows(2).any(|pair| is_cut(&pair[0].1, &pair[1])) {
        return;
    }
    let mut joined: Vec<(Key, Node)> = Vec::with_capacity(pairs.len());
    for pair in std::mem::take(pairs) {
        match joined.last_mut() {
            Some((_, number)) if is_cut(number, &pair) => join(number, &pair.0),
            _ => joined.push(pair),
        }
    }
    *pairs = joined;
}

fn join(number: &mut Node, decimals: &Key) {
    number.span = Span::new(number.span.start as usize, decimals.span.end as usize);
    number.whole = number.span;
    if let Value::Scalar { text, .. } = &mut number.value {
        text.push(',');
        text.push_str(&decimals.text);
    }
}

fn is_cut_number(
    number: &Node,
    (decimals, nothing): &(Key, Node),
    text: &str,
    offset: usize,
) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let between = (number.span.end as usize)
        .checked_sub(offset)
        .zip((decimals.span.start as usize).checked_sub(offset));
    let comma = between.is_some_and(|(end, start)| text.get(end..start) == Some(","));
    let is_number = matches!(&number.value, Value::Scalar { text, plain: true } if digits(text.trim_start_matches('-').replace('.', "").as_str()));
    let rest = decimals.text.split(' ').next().unwrap_or_default();
    comma && is_number && digits(rest) && matches!(nothing.value, Value::Null)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_that_are_text_are_left_alone() {
        for text in [
            "Dag til \"Dag\"",
            "”Dag til Dag” er et hold",
            "Hos Jens'",
            "Ole's hold",
            "»Plads til alle«",
        ] {
            assert!(!has_stray_quote(text), "{text}");
        }
        for text in
            ["Dag til Dag\"", "”Dag til Dag”", "“Dag til Dag", "Dag til Dag'", "„Dag til Dag\""]
        {
            assert!(has_stray_quote(text), "{text}");
        }
    }

    #[test]
    fn a_note_behind_a_word_or_a_number_is_a_comment() {
        let key = |text: &str| Key { text: text.to_owned(), span: Span::default() };
        for (name, value, comment) in [
            ("owner", "sck", "# se planen"),
            ("reviewed", "2013-06-01", "# i dag"),
            ("review_every", "6 months", "# aftalt"),
        ] {
            assert!(!is_text(Some(&key(name)), value, comment), "{value}");
        }
        for (name, value, comment) in [
            ("title", "madhold", "# 3"),
            ("note", "Tilbud", "# 1 på Sundholm"),
            ("note", "hold", "#3"),
        ] {
            assert!(is_text(Some(&key(name)), value, comment), "{value}");
        }
    }
}
