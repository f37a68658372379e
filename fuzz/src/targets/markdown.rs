//! Any text as Markdown: no page has a script, a handler, an address that runs something or an
//! element without an end.

use super::oracle;
use super::small_portal::built;

/// Builds a portal with these bytes as the body of a page.
pub fn target(data: &[u8]) {
    let Ok(body) = std::str::from_utf8(data) else { return };
    let page = format!("---\ntitle: A\nsummary: A.\n---\n\n{body}\n");
    let glossary =
        b"- { id: begreb, term: Jobplan, abbreviation: JP, definition: \"En plan & <b>\" }\n";
    let (built, _) = built([
        ("content/pages/a.md".to_owned(), page.into_bytes()),
        ("content/glossary.yaml".to_owned(), glossary.to_vec()),
    ]);
    let Some(site) = built.site else { return };
    for (path, bytes) in site.tree.iter().filter(|(path, _)| path.ends_with("index.html")) {
        let html = std::str::from_utf8(bytes).expect("pages are text");
        let wrong = oracle::wrong(html);
        assert!(wrong.is_empty(), "{path}: {wrong:?}");
    }
}
