//! What a page of the preview has that the published page has not: the notice, and the script that
//! keeps the open page as its sources are. Nothing of this is ever published.

/// Addresses below this one are the preview's own; no entry and no file has such an address.
pub(super) const OWN: &str = "/_portal/";

/// Where open pages hear that the portal has changed, below [`OWN`].
pub(super) const EVENTS: &str = "events";

/// Where a preview says which folder it shows, below [`OWN`].
pub(super) const FOLDER: &str = "folder";

/// The header by which the answer to [`FOLDER`] is known for a preview's.
pub(super) const FOLDER_HEADER: &str = "x-portal-folder";

/// The header in which a page's script says which state it asks for: it has been told of that
/// state, so nobody needs to look for changes first.
pub(super) const TOLD: &str = "x-portal-told";

/// The preview's own files: path below [`OWN`], and what is in them.
const FILES: [(&str, &str); 2] = [
    ("live.js", include_str!("files/live.js")),
    ("preview.css", include_str!("files/preview.css")),
];

/// The page that carries the notice where no page could be made yet.
pub(super) const EMPTY: &str = include_str!("files/empty.html");

/// The preview's own file of a name.
pub(super) fn file(name: &str) -> Option<&'static str> {
    FILES.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

/// The page with what keeps it alive in its head and the notice first in its body; a page that has
/// no head or no body stays as it is.
pub(super) fn with_preview(html: &[u8], head: &str, notice: &str) -> Vec<u8> {
    let Some(at_head) = find(html, b"</head>", 0) else { return html.to_vec() };
    let body = find(html, b"<body", at_head).and_then(|at| find(html, b">", at));
    let Some(at_body) = body.map(|at| at + 1) else { return html.to_vec() };
    let (before, after) = (&html[..at_head], &html[at_body..]);
    [before, head.as_bytes(), &html[at_head..at_body], notice.as_bytes(), after].concat()
}

fn find(bytes: &[u8], wanted: &[u8], from: usize) -> Option<usize> {
    memchr::memmem::find(&bytes[from..], wanted).map(|at| from + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_notice_comes_first_in_the_body_and_the_script_last_in_the_head() {
        let page =
            b"<html><head><title>a</title></head><body data-page=\"x\"><p>b</p></body></html>";
        let shown = with_preview(page, "[head]", "[notice]");
        let expected = "<html><head><title>a</title>[head]</head><body data-page=\"x\">[notice]<p>b</p></body></html>";
        assert_eq!(String::from_utf8_lossy(&shown), expected);
    }

    #[test]
    fn what_is_no_page_stays_as_it_is() {
        for fragment in ["<p>a</p>", "<head></head>", ""] {
            assert_eq!(with_preview(fragment.as_bytes(), "h", "n"), fragment.as_bytes());
        }
    }
}
