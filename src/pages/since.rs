//! What the front page's script tells changes by: of every entry and each of its fields a short
//! digest. The browser keeps those of a reader's last visit and compares, so that neither the
//! portal nor anybody else need know when that was.

use std::collections::BTreeMap;

use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::context::Context;
use crate::changes::{Item, State};
use crate::model::{EntryRef, Kind};
use crate::publish::hex;
use crate::routes::{SINCE, file_of};

/// A portal of more entries than this tells nobody: the file would be too heavy for a front page.
const MOST_ENTRIES: usize = 2_000;

/// How many hexadecimal digits a digest has: what differs by chance in none of them is one field in
/// four thousand million.
const DIGITS: usize = 8;

/// Fields that nobody reads.
const UNREAD: [&str; 7] = ["aliases", "draft", "footer", "menu", "slug", "sources", "also_called"];

/// What is published.
#[derive(Serialize)]
struct Since<'e> {
    /// The day of the context, in words.
    edition: String,
    /// Address, title, kind, and each part's name and digest.
    entries: Vec<(&'e str, &'e str, &'e str, BTreeMap<String, String>)>,
}

/// The data, as a file of the site.
pub(super) fn data(context: &Context<'_>) -> (String, Vec<u8>) {
    let catalogue = context.catalogue;
    let state = State::of(context.sources);
    let entries: Vec<EntryRef> = catalogue.entries().collect();
    let told = entries.iter().filter(|at| at.kind != Kind::Term && entries.len() <= MOST_ENTRIES);
    let entries = told.filter_map(|at| {
        let entry = catalogue.entry(*at);
        let item = state.item(at.kind.as_str(), &entry.id)?;
        Some((
            context.url(*at),
            entry.title.as_str(),
            context.words.kind(at.kind),
            parts(context, item),
        ))
    });
    let since =
        Since { edition: context.words.date(catalogue.site.edition), entries: entries.collect() };
    // Strings always serialize.
    (file_of(SINCE), serde_json::to_vec(&since).unwrap_or_default())
}

/// Each field by what it is called, each step by its number.
fn parts(context: &Context<'_>, item: &Item) -> BTreeMap<String, String> {
    let read = item.fields.iter().filter(|(field, _)| !UNREAD.contains(&field.as_str()));
    let each = read.flat_map(|(field, values)| match field.as_str() {
        "steps" => {
            let steps = values.iter().zip(1..);
            steps
                .map(|(step, number)| {
                    (format!("{} {number}", context.words.page("follow.step")), digest(step))
                })
                .collect()
        }
        field => vec![(context.words.field(field), digest(&values.join("\n")))],
    });
    each.collect()
}

fn digest(text: &str) -> String {
    let mut digits = hex(&Sha256::digest(text));
    digits.truncate(DIGITS);
    digits
}
