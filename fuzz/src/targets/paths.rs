//! Any text as id, slug, alias and file name: whatever is published lies below the root, under a
//! name that every file system takes and that no other file has.

use std::collections::BTreeSet;

use super::small_portal::built;

/// Names that Windows keeps for devices.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul"];

/// Builds a portal in which these bytes name things: a part for each, parted by line ends.
pub fn target(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let mut parts = text.split('\n').chain(std::iter::repeat(""));
    let mut part = || parts.next().unwrap_or_default();
    let quoted = |text: &str| serde_json::to_string(text).expect("a text");
    let (slug, alias, id) = (quoted(part()), quoted(part()), quoted(part()));
    let page = format!(
        "---\ntitle: A\nsummary: A.\nslug: {slug}\naliases: [{alias}]\nid: {id}\n---\n\nA.\n"
    );
    let other = "---\ntitle: B\nsummary: B.\n---\n\nB.\n";
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
    let (built, _) = built([
        ("content/pages/a.md".to_owned(), page.into_bytes()),
        (format!("content/pages/{}.md", part()), other.into()),
        (format!("content/images/{}.svg", part()), svg.into()),
    ]);
    let Some(site) = built.site else { return };
    let mut seen = BTreeSet::new();
    for (path, _) in site.tree.iter() {
        judge(path);
        assert!(seen.insert(path.to_lowercase()), "{path} stands there twice");
    }
}

fn judge(path: &str) {
    assert!(
        path.len() < 1_000 && !path.contains(['\\', ':', '*', '?', '"', '<', '>', '|']),
        "{path:?}"
    );
    assert!(!path.chars().any(char::is_control), "{path:?}");
    for part in path.split('/') {
        assert!(!part.is_empty() && part != "." && part != ".." && part.len() < 256, "{path:?}");
        assert!(!part.ends_with(['.', ' ']), "{path:?}");
        let stem = part.split('.').next().unwrap_or_default().to_lowercase();
        assert!(!DEVICES.contains(&stem.as_str()), "{path:?}");
    }
}
