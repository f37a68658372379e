//! `portal review`: what should be looked at, by owner and fact.

use std::collections::BTreeSet;
use std::path::Path;

use jiff::Zoned;

use super::arguments::{DueFormat, ReviewArguments};
use super::failure::Failure;
use super::output::Output;
use crate::diagnostics::{Texts, nearest};
use crate::model::Catalogue;
use crate::review::{self, Due};
use crate::{model, source};

pub(super) fn run(
    root: &Path,
    arguments: &ReviewArguments,
    output: &mut Output,
) -> Result<(), Failure> {
    let root = super::portal_root(root, output)?;
    let (sources, _) = source::read(&root)?;
    // The edition may be of long ago; whoever asks wants to know what is old now.
    let today = arguments.today.unwrap_or_else(|| Zoned::now().date());
    let (catalogue, findings) = model::model(&sources, Some(today), false);
    output.speak_as(&sources, catalogue.as_ref().map(|catalogue| catalogue.site.language));
    let Some(catalogue) = catalogue.filter(|_| !findings.has_errors()) else {
        output.findings(&findings.into_sorted(), &sources, super::arguments::Format::Human)?;
        return Err(Failure::Content);
    };
    let mut due = review::due(&catalogue, today);
    if let Some(by) = &arguments.by {
        refuse_unknown(by, &catalogue)?;
        due.retain(|due| due.owner.as_ref().is_some_and(|owner| owner.id == *by));
    }
    let texts = output.texts();
    match arguments.format {
        _ if arguments.ask => mails(&due, &catalogue, texts),
        DueFormat::Table => table(&due, arguments, output),
        DueFormat::Json => {
            Output::result(&serde_json::to_string(&due).map_err(std::io::Error::other)?)
        }
        DueFormat::Ical => {
            let host = catalogue.site.base_url.split("://").last().unwrap_or_default();
            Output::result(review::calendar(&due, host, today, texts).trim_end())
        }
        DueFormat::Atom => {
            let feed = review::feed(&due, &catalogue.site, today, texts);
            Output::result(String::from_utf8_lossy(&feed).trim_end())
        }
    }
}

/// Refuses a unit that no entry names as its owner.
fn refuse_unknown(by: &str, catalogue: &Catalogue) -> Result<(), Failure> {
    let owners = catalogue.entries().filter_map(|at| catalogue.entry(at).owner);
    let owners: BTreeSet<&str> =
        owners.map(|key| catalogue.contacts[key].entry.id.as_str()).collect();
    if owners.contains(by) {
        return Ok(());
    }
    let known = owners.iter().map(|owner| format!("`{owner}`")).collect::<Vec<_>>().join(", ");
    let near = nearest(by, owners.iter().copied()).map(str::to_owned);
    Err(Failure::Choice {
        key: "unknown_owner",
        value: by.to_owned(),
        of: String::new(),
        known,
        near,
    })
}

fn mails(due: &[Due], catalogue: &Catalogue, texts: &Texts) -> Result<(), Failure> {
    let mails = review::mails(due, &catalogue.site.title, texts);
    mails.iter().try_for_each(|mail| Output::result(&format!("{}\n\n-- \n", mail.text)))
}

fn table(due: &[Due], arguments: &ReviewArguments, output: &Output) -> Result<(), Failure> {
    let texts = output.texts();
    for of_owner in due.chunk_by(|a, b| a.owner == b.owner) {
        let owner = of_owner.first().and_then(|due| due.owner.as_ref());
        Output::result(owner.map_or(texts.get("cli.review.nobody"), |owner| &owner.title))?;
        for page in of_owner.chunk_by(|a, b| (a.kind, &a.id) == (b.kind, &b.id)) {
            if let Some(first) = page.first() {
                Output::result(&format!("  {} ({})", first.title, first.id))?;
            }
            page.iter()
                .try_for_each(|due| Output::result(&format!("    {}", review::line(due, texts))))?;
        }
    }
    if due.is_empty() {
        return Output::result(texts.get("cli.review.none"));
    }
    let pages = due.chunk_by(|a, b| (a.kind, &a.id) == (b.kind, &b.id)).count();
    let today = arguments.today.unwrap_or_else(|| Zoned::now().date());
    let numbers = [
        ("count", due.len().to_string()),
        ("pages", pages.to_string()),
        ("today", today.to_string()),
    ];
    output
        .tell("cli.review.done", &numbers.each_ref().map(|(name, value)| (*name, value.as_str())));
    Ok(())
}
