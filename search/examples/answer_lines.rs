//! Answers one query a line: `answer_lines DOCUMENTS < queries`, both JSON Lines where it says so.
//!
//! `DOCUMENTS` has one object a line with `id`, `title`, `summary` and `body` (CommonMark).
//! Standard input has one query a line; for each of them a line `{"ids": […]}` is written, best
//! first. It is how the engine is measured beside others on a catalogue that is not a portal.

#![expect(clippy::disallowed_methods, reason = "a measurement reads a file of its own")]

use std::error::Error;
use std::io::{BufRead, Write};

use portal_search::{Engine, Request, Synonyms, build};
use serde_json::json;

mod catalogue;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("which documents?")?;
    let documents = catalogue::documents(&std::fs::read_to_string(path)?)?;
    let engine = Engine::open(build(&documents, &Synonyms::default())?)?;
    let mut output = std::io::stdout().lock();
    for query in std::io::stdin().lock().lines() {
        let answer = engine.search(&Request { limit: 10, ..Request::new(query?) })?;
        let ids: Vec<String> = answer.hits.into_iter().map(|hit| hit.id).collect();
        writeln!(output, "{}", json!({ "ids": ids }))?;
    }
    Ok(())
}
