//! Answers one query a line: `answer_lines DOCUMENTS < queries`, both JSON Lines where it says so.
//!
//! `DOCUMENTS` has one object a line with `id`, `title`, `summary` and `body` (CommonMark). Standard input has one query a line; for each of
//! them a line `{"ids": […]}` is written, best first. It is how the engine is measured beside others on a catalogue that is not a portal.

#![expect(clippy::disallowed_methods, reason = "a measurement reads a file of its own")]

use std::error::Error;
use std::io::{BufRead, Write};

use portal_search::{Engine, Kind, Request, SearchDocument, Synonyms, build};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("which documents?")?;
    let documents = documents(&std::fs::read_to_string(path)?)?;
    let engine = Engine::open(build(&documents, &Synonyms::default())?)?;
    let mut output = std::io::stdout().lock();
    for query in std::io::stdin().lock().lines() {
        let answer = engine.search(&Request { limit: 10, ..Request::new(query?) })?;
        let ids: Vec<String> = answer.hits.into_iter().map(|hit| hit.id).collect();
        writeln!(output, "{}", json!({ "ids": ids }))?;
    }
    Ok(())
}

fn documents(lines: &str) -> Result<Vec<SearchDocument>, Box<dyn Error>> {
    lines.lines().map(|line| Ok(document(&serde_json::from_str(line)?))).collect()
}

fn document(object: &Value) -> SearchDocument {
    let text = |key: &str| object.get(key).and_then(Value::as_str).unwrap_or_default();
    let (headings, body): (Vec<&str>, Vec<&str>) = text("body").lines().partition(|line| line.starts_with('#'));
    SearchDocument {
        id: text("id").to_owned(),
        kind: Kind::Offer,
        title: text("title").to_owned(),
        names: Vec::new(),
        summary: text("summary").to_owned(),
        headings: headings.into_iter().map(|heading| heading.trim_start_matches(['#', ' ']).to_owned()).collect(),
        body: plain(&body.join("\n")),
        keywords: Vec::new(),
        url: format!("/{}/", text("id")),
        facets: std::collections::BTreeMap::default(),
        historical: false,
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
