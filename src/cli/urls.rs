//! `portal urls`: every address of the portal against the ledger, or into it.

use std::path::Path;

use super::arguments::UrlsArguments;
use super::check::{Portal, prepare};
use super::failure::Failure;
use super::output::Output;
use crate::ledger::{self, Addresses, Ledger};
use crate::publish::edit;

pub(super) fn run(
    root: &Path,
    arguments: &UrlsArguments,
    engine: &'static [u8],
    output: &mut Output,
) -> Result<(), Failure> {
    let mut portal = prepare(root, &arguments.content(), engine, output)?;
    let built = portal.build_nowhere(output);
    let Portal { root, sources, .. } = &portal;
    let Some(site) = built.site.as_ref().filter(|_| !built.findings.has_errors()) else {
        output.findings(&built.findings, sources, arguments.format)?;
        return Err(Failure::Content);
    };
    let (ledger, _) = Ledger::read(sources);
    let new = new(&ledger, &site.addresses);
    for address in &new {
        Output::result(&format!("+ {address}"))?;
    }
    if !arguments.record {
        let counts = [("recorded", ledger.len().to_string()), ("new", new.len().to_string())];
        output.tell(
            "cli.urls.compared",
            &counts.each_ref().map(|(name, count)| (*name, count.as_str())),
        );
        return Ok(());
    }
    let text = ledger.with(&site.addresses, output.texts().get("cli.urls.remark"));
    edit(root, &[(ledger::PATH.to_owned(), Some(text))])?;
    let recorded = (ledger.len() + new.len()).to_string();
    output.tell("cli.urls.recorded", &[("recorded", &recorded), ("new", &new.len().to_string())]);
    Ok(())
}

/// What is published and not recorded.
fn new<'a>(ledger: &Ledger, now: &'a Addresses) -> Vec<&'a str> {
    now.iter().map(|(address, _)| address).filter(|address| !ledger.has(address)).collect()
}
