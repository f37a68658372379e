//! `portal check --staged`: whether the next commit holds a personal number. It is quick, so that a
//! hook can ask it at every commit: after a push it is too late, for the history keeps what was
//! once in it.

use std::path::Path;

use super::arguments::CheckArguments;
use super::check::refuse_codes;
use super::failure::Failure;
use super::output::Output;
use crate::diagnostics::Findings;
use crate::{Memo, guard, model, source};

pub(super) fn run(
    root: &Path,
    arguments: &CheckArguments,
    output: &mut Output,
) -> Result<(), Failure> {
    refuse_codes(&arguments.content)?;
    let root = source::find_root(root)?;
    let sources = source::staged(&root)?;
    // Faults of the settings are told by the whole check.
    let site = model::read_site(&sources, &mut Findings::default());
    output.speak_as(&source::default_theme().0, site.as_ref().map(|site| site.language));
    let today = |site: &model::Site| arguments.content.today.unwrap_or(site.edition);
    let settings = site.as_ref().map(|site| (site.exceptions.as_slice(), today(site)));
    let mut findings = guard::incoming(&sources, &Memo::default()).judge_part(&sources, settings);
    findings.judge(&arguments.content.deny, &arguments.content.allow);
    let findings = findings.into_sorted();
    output.findings_as_result(&findings, &sources, arguments.content.format)?;
    let files = sources.files().count().to_string();
    output.tell("cli.check.staged", &[("files", &files), ("counts", &output.counts(&findings))]);
    if findings.has_errors() { Err(Failure::Content) } else { Ok(()) }
}
