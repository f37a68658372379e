//! Where things are said: documents, lines and quotes.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde::Serialize;

use super::context::Context;
use super::link::Link;
use crate::model::{Citation, Document, Key};
use crate::routes::Index;

/// A document, and what an entry takes from it.
#[derive(Debug, Serialize)]
pub(super) struct Cited<'e> {
    url: String,
    title: &'e str,
    /// The date in words.
    date: Option<Cow<'e, str>>,
    quotes: Vec<Quote<'e>>,
}

/// A line, and the words that stand there.
#[derive(Debug, Serialize)]
struct Quote<'e> {
    line: Option<String>,
    text: Option<&'e str>,
}

/// The address of a document's page.
pub(super) fn document_url(document: &Document) -> String {
    Index::Documents.value(&document.id)
}

/// The sources by document, in the order in which documents are first named.
pub(super) fn cited<'e>(context: &'e Context<'_>, sources: &'e [Citation]) -> Vec<Cited<'e>> {
    let mut keys: Vec<Key<Document>> = Vec::new();
    let mut documents: Vec<Cited<'e>> = Vec::new();
    for source in sources {
        let at = keys.iter().position(|key| *key == source.document).unwrap_or_else(|| {
            keys.push(source.document);
            documents.push(empty(context, source.document));
            documents.len() - 1
        });
        let quote = Quote {
            line: source.line.map(|line| line_words(context, line)),
            text: source.quote.as_deref(),
        };
        if quote.line.is_some() || quote.text.is_some() {
            documents[at].quotes.push(quote);
        }
    }
    documents
}

fn empty<'e>(context: &'e Context<'_>, key: Key<Document>) -> Cited<'e> {
    let document = &context.catalogue.documents[key];
    Cited {
        url: document_url(document),
        title: &document.title,
        date: dated(context, document),
        quotes: Vec::new(),
    }
}

/// A document's date in words: its own, else the one that is reckoned with.
pub(super) fn dated<'e>(context: &'e Context<'_>, document: &'e Document) -> Option<Cow<'e, str>> {
    let written = document.date_text.as_deref().map(Cow::Borrowed);
    written.or_else(|| document.date.map(|date| Cow::Owned(context.words.date(date))))
}

/// One source as a link, with its line.
pub(super) fn source_link<'e>(context: &'e Context<'_>, source: &'e Citation) -> Link<'e> {
    let document = &context.catalogue.documents[source.document];
    let line = source.line.map(|line| line_words(context, line));
    Link::to(document_url(document), &*document.title).noted(line)
}

fn line_words(context: &Context<'_>, line: u32) -> String {
    context.words.fill("sources.line", &[("line", &line.to_string())])
}

/// A document by its short name, for lists in which the whole of it would be most of what one sees.
#[derive(Serialize)]
pub(super) struct ShortSource<'e> {
    url: String,
    name: &'e str,
    /// The whole title, where the name is another.
    title: Option<&'e str>,
    lines: Option<String>,
}

/// Each document once by its short name, with all its lines.
pub(super) fn short_sources<'e>(
    context: &'e Context<'_>,
    sources: &'e [Citation],
) -> Vec<ShortSource<'e>> {
    let mut lines: Vec<(Key<Document>, BTreeSet<u32>)> = Vec::new();
    for source in sources {
        let at = lines.iter().position(|(key, _)| *key == source.document).unwrap_or_else(|| {
            lines.push((source.document, BTreeSet::new()));
            lines.len() - 1
        });
        lines[at].1.extend(source.line);
    }
    lines.into_iter().map(|(key, lines)| short_source(context, key, &lines)).collect()
}

fn short_source<'e>(
    context: &'e Context<'_>,
    key: Key<Document>,
    lines: &BTreeSet<u32>,
) -> ShortSource<'e> {
    let document = &context.catalogue.documents[key];
    let lines: Vec<String> = lines.iter().map(u32::to_string).collect();
    let words = || context.words.fill("sources.lines", &[("lines", &lines.join(", "))]);
    ShortSource {
        url: document_url(document),
        name: document.short.as_deref().unwrap_or(&document.title),
        title: document.short.is_some().then_some(document.title.as_str()),
        lines: (!lines.is_empty()).then(words),
    }
}

/// Each document once, with all its lines; for pages that quotes would make too heavy.
pub(super) fn documents<'e>(context: &'e Context<'_>, sources: &'e [Citation]) -> Vec<Link<'e>> {
    let mut links: Vec<Link<'e>> = Vec::new();
    for link in sources.iter().map(|source| source_link(context, source)) {
        match links.iter_mut().find(|other| other.url == link.url) {
            Some(other) => other.note = both(other.note.take(), link.note),
            None => links.push(link),
        }
    }
    links
}

fn both<'e>(first: Option<Cow<'e, str>>, second: Option<Cow<'e, str>>) -> Option<Cow<'e, str>> {
    match (first, second) {
        (Some(first), Some(second)) if first != second => {
            Some(Cow::Owned(format!("{first}, {second}")))
        }
        (first, second) => first.or(second),
    }
}
