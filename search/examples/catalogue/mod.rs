//! A catalogue that is not a portal, as documents.

use std::error::Error;

use portal_search::{Kind, SearchDocument, Shown};
use serde_json::Value;

/// The documents of JSON Lines with `id`, `title`, `summary` and `body` (CommonMark).
pub(crate) fn documents(lines: &str) -> Result<Vec<SearchDocument>, Box<dyn Error>> {
    lines.lines().map(|line| Ok(document(&serde_json::from_str(line)?))).collect()
}

fn document(object: &Value) -> SearchDocument {
    let text = |key: &str| object.get(key).and_then(Value::as_str).unwrap_or_default();
    let (headings, body): (Vec<&str>, Vec<&str>) =
        text("body").lines().partition(|line| line.starts_with('#'));
    SearchDocument {
        id: text("id").to_owned(),
        kind: Kind::Offer.into(),
        title: text("title").to_owned(),
        names: Vec::new(),
        summary: text("summary").to_owned(),
        headings: headings
            .into_iter()
            .map(|heading| heading.trim_start_matches(['#', ' ']).to_owned())
            .collect(),
        body: plain(&body.join("\n")),
        keywords: Vec::new(),
        url: format!("/{}/", text("id")),
        facets: std::collections::BTreeMap::default(),
        historical: false,
        shown: Shown::default(),
    }
}

/// The text without the addresses of its links and without the marks of CommonMark.
fn plain(markdown: &str) -> String {
    let mut text = String::with_capacity(markdown.len());
    let mut rest = markdown;
    while let Some(at) = rest.find("](") {
        text.push_str(&rest[..at]);
        rest = rest[at..].find(')').map_or("", |end| &rest[at + end + 1..]);
    }
    text.push_str(rest);
    text.replace(['[', ']', '|', '*', '_', '`'], " ")
}
