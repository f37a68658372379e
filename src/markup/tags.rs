//! The tags of a finished page, read as a browser reads them (WHATWG HTML, 13.2.5), each with its
//! attributes and where it stands: for those who take a page apart and put parts of it on another.
//! Takes a page; changes nothing.

use std::borrow::Cow;

use html5gum::emitters::callback::CallbackEvent;

use super::attributes::{content, each_event, written};

/// A tag.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Found<'h> {
    /// The element's name, in small letters.
    pub(crate) element: String,
    /// Whether it ends the element.
    pub(crate) is_end: bool,
    /// The byte that it begins at.
    pub(crate) at: usize,
    /// The byte behind it.
    pub(crate) end: usize,
    /// The attributes, in the order that they stand.
    pub(crate) attributes: Vec<Given<'h>>,
}

/// An attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Given<'h> {
    /// Its name, in small letters.
    pub(crate) name: String,
    /// What it says; nothing where it has no value.
    pub(crate) value: Cow<'h, str>,
}

impl<'h> Found<'h> {
    /// What an attribute says.
    pub(crate) fn attribute(&self, name: &str) -> Option<&Cow<'h, str>> {
        self.attributes.iter().find(|given| given.name == name).map(|given| &given.value)
    }
}

/// Every tag of a page, in the order that they stand.
pub(crate) fn tags(html: &str) -> Vec<Found<'_>> {
    let (mut all, mut open) = (Vec::new(), Found::default());
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    each_event(html, &mut |event, span| {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                open =
                    Found { element: text(name), at: begin(html, span.start), ..Found::default() };
            }
            CallbackEvent::AttributeName { name } => {
                open.attributes.push(Given { name: text(name), value: Cow::Borrowed("") });
            }
            CallbackEvent::AttributeValue { value } => {
                let written = written(html, span.start);
                let is_plain = !written.contains('&');
                let value = if is_plain { Cow::Borrowed(written) } else { Cow::Owned(text(value)) };
                if let Some(last) = open.attributes.last_mut() {
                    last.value = value;
                }
            }
            CallbackEvent::CloseStartTag { .. } => {
                let mut tag = std::mem::take(&mut open);
                tag.end = behind(html, span.start);
                let state = content(&tag.element);
                all.push(tag);
                return state;
            }
            CallbackEvent::EndTag { name } => {
                // What stands in an end tag is no attribute of anything.
                open = Found::default();
                let (at, end) = (begin(html, span.start), behind(html, span.end.saturating_sub(1)));
                all.push(Found {
                    element: text(name),
                    is_end: true,
                    at,
                    end,
                    attributes: Vec::new(),
                });
            }
            _ => {}
        }
        None
    });
    all
}

/// The sign that begins a tag: the last one up to this byte.
fn begin(html: &str, at: usize) -> usize {
    let before = html.get(..=at).or_else(|| html.get(..at)).unwrap_or(html);
    before.rfind('<').unwrap_or(at)
}

/// The byte behind the sign that ends a tag: the first one from this byte on.
fn behind(html: &str, at: usize) -> usize {
    html.get(at..).and_then(|rest| rest.find('>')).map_or(html.len(), |found| at + found + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_found_where_they_stand_with_all_that_they_say() {
        let html = "æ<!DOCTYPE html><main id=\"a\" hidden data-x='&lt;>'>1 < 2<br/><A href=x>ø</A >\
            <script>if (a<\"</main>\") b</script></main>";
        let found = tags(html);
        let shown: Vec<_> = found.iter().map(|tag| &html[tag.at..tag.end]).collect();
        let all = [
            "<main id=\"a\" hidden data-x='&lt;>'>",
            "<br/>",
            "<A href=x>",
            "</A >",
            "<script>",
            "</script>",
            "</main>",
        ];
        assert_eq!(shown, all);
        let given: Vec<_> =
            found[0].attributes.iter().map(|one| (one.name.as_str(), &*one.value)).collect();
        assert_eq!(given, [("id", "a"), ("hidden", ""), ("data-x", "<>")]);
        assert_eq!(found[2].attribute("href").map(|value| &**value), Some("x"));
        assert!(found[3].is_end && found[3].element == "a");
    }
}
