//! A whole page that is put together of others: the tags that change, and those that stand around
//! what it carries with it. Takes texts; gives tags that no text can end or begin.

use std::fmt::Write as _;

use pulldown_cmark_escape::escape_html;

use super::tags::Given;

/// A start tag with these attributes; `end` is what it ends with, for `/>` means something in SVG.
pub(crate) fn start_tag(element: &str, attributes: &[Given<'_>], end: &str) -> String {
    let mut tag = format!("<{element}");
    for Given { name, value } in attributes {
        attribute(&mut tag, name, value);
    }
    tag.push_str(end);
    tag
}

/// One page among several: its address is its name, and its own title is what the window is called
/// while it is shown. The title is as it was written between the tags of another.
pub(crate) fn begin_article(address: &str, written_title: &str, others: &[Given<'_>]) -> String {
    let mut tag = String::from("<article");
    attribute(&mut tag, "id", address);
    let title = written_title.replace('"', "&quot;").replace('<', "&lt;");
    // Writing to a String never fails.
    let _ = write!(tag, " data-title=\"{title}\"");
    for Given { name, value } in others {
        attribute(&mut tag, name, value);
    }
    tag.push_str(">\n");
    tag
}

/// The end of a page among several.
pub(crate) const END_ARTICLE: &str = "\n</article>\n";

/// What is said above all pages.
pub(crate) fn notice(text: &str, address: &str) -> String {
    let mut out = String::from("<p class=\"notice single-notice\">");
    // Writing to a String never fails.
    let _ = escape_html(&mut out, text);
    out.push_str(" <a");
    attribute(&mut out, "href", address);
    out.push('>');
    let _ = escape_html(&mut out, address);
    out.push_str("</a></p>\n");
    out
}

/// What a page may do (Content Security Policy Level 3, 3.3: as a `meta` element).
pub(crate) fn policy(policy: &str) -> String {
    let mut tag = String::from("\n<meta http-equiv=\"Content-Security-Policy\"");
    attribute(&mut tag, "content", policy);
    tag.push('>');
    tag
}

/// The styles of a page.
pub(crate) fn style(css: &str) -> String {
    format!("<style>{css}</style>")
}

/// A script with these attributes.
pub(crate) fn script(script: &str, attributes: &[Given<'_>]) -> String {
    format!("{}{script}</script>", start_tag("script", attributes, ">"))
}

/// A page's icon.
pub(crate) fn icon(address: &str) -> String {
    let mut tag = String::from("<link rel=\"icon\"");
    attribute(&mut tag, "href", address);
    tag.push('>');
    tag
}

/// Data that a script reads by this name, and what ends it. In between stands JSON without `<`.
pub(crate) fn around_data(id: &str) -> [String; 2] {
    let mut tag = String::from("<script type=\"application/json\"");
    attribute(&mut tag, "id", id);
    tag.push('>');
    [tag, String::from("</script>\n")]
}

/// Styles or a script that end nowhere but where they should, with the ends of lines that a browser
/// makes of them.
pub(crate) fn contained(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.replace("</", "<\\/").replace("<!--", "<\\!--")
}

/// A name and a value; the name alone where there is none.
fn attribute(tag: &mut String, name: &str, value: &str) {
    // Writing to a String never fails.
    let _ = write!(tag, " {name}");
    if !value.is_empty() {
        tag.push_str("=\"");
        let _ = escape_html(&mut *tag, value);
        tag.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::borrow::Cow;

    #[test]
    fn no_value_ends_its_attribute_and_no_text_its_element() {
        let given = [
            Given { name: "hidden".to_owned(), value: Cow::Borrowed("") },
            Given { name: "title".to_owned(), value: Cow::Borrowed("\"><script>&") },
        ];
        assert_eq!(
            start_tag("p", &given, ">"),
            "<p hidden title=\"&quot;&gt;&lt;script&gt;&amp;\">"
        );
        assert_eq!(style(&contained("a{b:'</style>'}\r\n")), "<style>a{b:'<\\/style>'}\n</style>");
        assert_eq!(script(&contained("'<!--'"), &[]), "<script>'<\\!--'</script>");
    }
}
