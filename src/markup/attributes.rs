//! The attributes of a finished page, read as a browser reads them (WHATWG HTML, 13.2.5). What a
//! theme's templates write is known to nobody before the page is there; so it is parsed once, and
//! whoever needs to know of it is told. Takes a page; changes nothing.

use std::borrow::Cow;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, State, Tokenizer};

/// An attribute with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found<'h, 'p> {
    /// The element's name, in small letters.
    pub(crate) element: &'p str,
    /// Its own name, in small letters.
    pub(crate) name: &'p str,
    /// The value as it stands in the page.
    pub(crate) written: &'h str,
    /// The byte that it begins at.
    pub(crate) at: usize,
    /// What it says.
    pub(crate) value: Cow<'h, str>,
}

/// Tells every attribute of a page that has a value, in the order that they stand.
pub(crate) fn each_attribute<'h>(html: &'h str, mut take: impl FnMut(&Found<'h, '_>)) {
    let (mut element, mut name) = (String::new(), String::new());
    each_event(html, &mut |event, span| {
        match event {
            CallbackEvent::OpenStartTag { name } => set(&mut element, name),
            CallbackEvent::AttributeName { name: found } => set(&mut name, found),
            CallbackEvent::AttributeValue { value } => {
                let written = written(html, span.start);
                let is_plain = !written.contains('&');
                let spelled = || String::from_utf8_lossy(value).into_owned();
                let value = if is_plain { Cow::Borrowed(written) } else { Cow::Owned(spelled()) };
                take(&Found { element: &element, name: &name, written, at: span.start, value });
            }
            CallbackEvent::CloseStartTag { .. } => return content(&element),
            _ => {}
        }
        None
    });
}

/// What is done with a part of a page and where it stands; tells how the element that begins there
/// is read, if otherwise than as markup.
pub(super) type Take<'t> = dyn FnMut(CallbackEvent<'_>, Span<usize>) -> Option<State> + 't;

/// Reads a page and tells each part of it. Whoever asks is called by address: the tokenizer is
/// compiled once and not for each of them (200 kB a time).
pub(super) fn each_event(html: &str, take: &mut Take<'_>) {
    let mut tokenizer = Tokenizer::new_with_emitter(html, CallbackEmitter::new(take));
    while let Some(Ok(content)) = tokenizer.next() {
        tokenizer.set_state(content);
    }
}

/// How the content of an element is read that is no markup (HTML, 13.1.2: raw text and escapable
/// raw text). What stands in `noscript` is: who has no scripts sees it.
pub(super) fn content(element: &str) -> Option<State> {
    match element {
        "script" => Some(State::ScriptData),
        "style" => Some(State::RawText),
        "textarea" | "title" => Some(State::RcData),
        _ => None,
    }
}

/// The value that begins at a byte of a page, up to the quote that ends it.
pub(super) fn written(html: &str, at: usize) -> &str {
    let (before, value) = html.split_at_checked(at).unwrap_or_default();
    let end = match before.chars().next_back() {
        Some(quote @ ('"' | '\'')) => value.find(quote),
        _ => value.find(|letter: char| letter.is_ascii_whitespace() || letter == '>'),
    };
    &value[..end.unwrap_or(value.len())]
}

fn set(text: &mut String, bytes: &[u8]) {
    text.clear();
    text.push_str(&String::from_utf8_lossy(bytes));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(html: &str) -> Vec<(String, String, String, String)> {
        let mut all = Vec::new();
        each_attribute(html, |found| {
            assert!(html[found.at..].starts_with(found.written), "{html}");
            let texts = [found.element, found.name, found.written, &found.value].map(str::to_owned);
            all.push(texts.into());
        });
        all
    }

    #[test]
    fn values_are_found_as_they_are_written_and_as_they_are_meant() {
        for (html, element, name, written, value) in [
            ("<a class=x href=\"/å/?a&amp;b\">", "a", "href", "/å/?a&amp;b", "/å/?a&b"),
            ("<A HREF='&quot;'>", "a", "href", "&quot;", "\""),
            ("<img alt src = /i.svg>", "img", "src", "/i.svg", "/i.svg"),
            ("<svg><use xlink:href=\"#&aring;\"/></svg>", "use", "xlink:href", "#&aring;", "#å"),
            ("<title>&lt;a href=\"/\"></title><p id=\"&amp\">", "p", "id", "&amp", "&"),
            ("<noscript><a href=\"/x/\"></noscript>", "a", "href", "/x/", "/x/"),
        ] {
            let expected = [element, name, written, value].map(str::to_owned);
            assert_eq!(found(html).pop(), Some(expected.into()), "{html}");
        }
    }

    #[test]
    fn what_is_no_markup_has_no_attributes() {
        for html in [
            "<!-- <a href=\"/c/\"> -->",
            "<script>if (a < \"<a href='/c/'>\") b</script>",
            "<style>a::after { content: \"<a href='/c/'>\" }</style>",
            "<title><a href=\"/c/\"></title><textarea><a href=\"/c/\"></textarea>",
            "a < b href=\"/c/\"",
            "<a href=\"/c/",
            "<a href=\"\" id>",
        ] {
            assert_eq!(found(html), [], "{html}");
        }
    }
}
