//! One mail an owner: what to look at, each with what it says now, so that a look at three pages
//! takes three minutes and an answer can be written between the lines.

use super::{Due, Owner};
use crate::diagnostics::Texts;

/// A mail that asks an owner for a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// Whom it is to; none where nobody answers for the entries.
    pub owner: Option<Owner>,
    /// The whole of it, with its head.
    pub text: String,
}

/// What a fact is called, by its key.
pub(crate) fn name(fact: &str, texts: &Texts) -> String {
    let last = fact.rsplit('.').next().unwrap_or_default();
    let keys = [
        format!("cli.review.fact.{fact}"),
        format!("words.fact.{fact}"),
        format!("words.fact.{}", fact.replace('.', "_")),
        format!("cli.review.fact.{last}"),
        format!("words.fact.{last}"),
    ];
    let found = keys.iter().find_map(|key| texts.find(key));
    found.unwrap_or(fact).to_owned()
}

/// A fact on one line: what it is, what it says, why it is asked for.
#[must_use]
pub fn line(due: &Due, texts: &Texts) -> String {
    let why = texts.get(&format!("cli.review.why.{}", due.why.as_str())).to_owned();
    let date = due.date.map(|date| format!(" ({date})")).unwrap_or_default();
    let what = due.what.as_deref().filter(|what| !what.is_empty());
    let what = what.map(|what| format!(" »{what}«")).unwrap_or_default();
    format!("{}{what}: {why}{date}", name(due.fact, texts))
}

/// A mail for each owner, in the order of the list.
#[must_use]
pub fn mails(due: &[Due], portal: &str, texts: &Texts) -> Vec<Mail> {
    let owners = due.chunk_by(|a, b| a.owner == b.owner);
    owners.map(|of_owner| mail(of_owner, portal, texts)).collect()
}

fn mail(due: &[Due], portal: &str, texts: &Texts) -> Mail {
    let owner = due.first().and_then(|due| due.owner.clone());
    let nobody = texts.get("cli.review.nobody");
    let words = if owner.is_some() { "cli.review.mail" } else { "cli.review.mail_to_nobody" };
    let name = owner.as_ref().map_or(nobody, |owner| owner.title.as_str());
    let address = owner.as_ref().and_then(|owner| owner.email.as_deref()).unwrap_or(nobody);
    let pages = due.chunk_by(|a, b| (a.kind, &a.id) == (b.kind, &b.id));
    let pages: Vec<String> = pages
        .map(|page| {
            let lines = page.iter().map(|due| format!("- {}", line(due, texts)));
            let lines: Vec<_> = lines.collect();
            page.first()
                .map(|first| format!("{}\n{}\n{}", first.title, first.url, lines.join("\n")))
                .unwrap_or_default()
        })
        .collect();
    let count = pages.len().to_string();
    let minutes = (pages.len() * MINUTES_A_PAGE).to_string();
    let arguments = [
        ("to", address),
        ("name", name),
        ("portal", portal),
        ("count", &count),
        ("minutes", &minutes),
        ("pages", &pages.join("\n\n")),
    ];
    Mail { text: texts.fill(words, &arguments), owner }
}

/// What looking at a page takes.
const MINUTES_A_PAGE: usize = 3;
