//! `portal changes`: what is different between two states, or will be on a day.

use std::path::Path;

use jiff::civil::Date;
use serde::Serialize;

use super::arguments::{ChangesArguments, Format};
use super::failure::Failure;
use super::output::Output;
use crate::changes::{Change, DayChange, FieldChange, State, What, changes, on_day};
use crate::diagnostics::Texts;
use crate::{model, source};

pub(super) fn run(
    root: &Path,
    arguments: &ChangesArguments,
    output: &mut Output,
) -> Result<(), Failure> {
    match (arguments.on, arguments.old.as_deref()) {
        (Some(day), None) => run_day(root, (day, arguments), output),
        (None, Some(old)) => run_states(root, (old, arguments), output),
        _ => Err(Failure::Usage { key: "changes_of_what", value: String::new(), near: None }),
    }
}

fn run_states(
    root: &Path,
    (old, arguments): (&str, &ChangesArguments),
    output: &mut Output,
) -> Result<(), Failure> {
    let root = super::portal_root(root, output)?;
    let (now, _) = source::read(&root)?;
    output.speak_as(&now, None);
    let old = state(&root, old)?;
    let new = match &arguments.new {
        Some(new) => state(&root, new)?,
        None => State::of(&now),
    };
    let changes = changes(&old, &new);
    if arguments.json {
        return json(&changes);
    }
    for what in What::ALL {
        let told: Vec<_> = changes.iter().filter(|change| change.what == what).collect();
        if !told.is_empty() {
            let heading = format!("cli.changes.what.{}", what.as_str());
            Output::result(&format!("{} ({})", output.texts().get(&heading), told.len()))?;
            told.iter().try_for_each(|change| tell(change, output.texts()))?;
        }
    }
    if changes.is_empty() { Output::result(output.texts().get("cli.changes.none")) } else { Ok(()) }
}

/// The state that is named: a portal's folder, else a revision of the portal in `root`.
fn state(root: &Path, name: &str) -> Result<State, Failure> {
    let folder = Path::new(name);
    if folder.join("site.toml").is_file() {
        return Ok(State::of(&source::read(folder)?.0));
    }
    let (sources, _) = source::revision(root, name).map_err(Failure::Revision)?;
    Ok(State::of(&sources))
}

fn tell(change: &Change, texts: &Texts) -> Result<(), Failure> {
    let kind = texts.find(&format!("kinds.{}", change.kind)).unwrap_or(&change.kind);
    Output::result(&format!("  {kind}: {} ({})", change.title, change.id))?;
    change.fields.iter().try_for_each(|field| tell_field(field, texts))
}

/// A field on one line where one value came instead of one; else a line for each value.
fn tell_field(field: &FieldChange, texts: &Texts) -> Result<(), Failure> {
    let label = label(&field.field, texts);
    if let ([before], [after]) = (&field.removed[..], &field.added[..])
        && before.len() + after.len() <= SHORT
    {
        return Output::result(&format!("    {label}: {before} → {after}"));
    }
    Output::result(&format!("    {label}:"))?;
    let removed = field.removed.iter().map(|value| ('−', value));
    let added = field.added.iter().map(|value| ('+', value));
    removed
        .chain(added)
        .try_for_each(|(sign, value)| Output::result(&format!("      {sign} {}", value.trim())))
}

/// Two values longer than this together stand better below each other.
const SHORT: usize = 80;

/// What a field is called: on the pages where it stands there, else in the words of this command.
fn label<'t>(field: &'t str, texts: &'t Texts) -> &'t str {
    let own = format!("cli.changes.field.{field}");
    texts.find(&own).or_else(|| texts.find(&format!("words.fact.{field}"))).unwrap_or(field)
}

fn run_day(
    root: &Path,
    (day, arguments): (Date, &ChangesArguments),
    output: &mut Output,
) -> Result<(), Failure> {
    let root = super::portal_root(root, output)?;
    let (sources, mut findings) = source::read(&root)?;
    let (catalogue, found) = model::model(&sources, Some(day), false);
    findings.append(found);
    output.speak_as(&sources, catalogue.as_ref().map(|catalogue| catalogue.site.language));
    let Some(catalogue) = catalogue.filter(|_| !findings.has_errors()) else {
        output.findings(&findings.into_sorted(), &sources, Format::Human)?;
        return Err(Failure::Content);
    };
    let changes = on_day(&catalogue, day);
    if arguments.json {
        return json(&changes);
    }
    changes.iter().try_for_each(|change| tell_day(change, output.texts()))?;
    let none = output.texts().fill("cli.changes.none_on", &[("day", &day.to_string())]);
    if changes.is_empty() { Output::result(&none) } else { Ok(()) }
}

fn tell_day(change: &DayChange, texts: &Texts) -> Result<(), Failure> {
    let what = texts.get(&format!("cli.changes.event.{}", change.what.as_str())).to_owned();
    let kind = texts.find(&format!("kinds.{}", change.kind)).unwrap_or(change.kind);
    Output::result(&format!("{what}: {kind} {} ({})", change.title, change.id))?;
    if !change.instead.is_empty() {
        Output::result(
            &texts.fill("cli.changes.instead", &[("titles", &change.instead.join(", "))]),
        )?;
    }
    if change.entries > 0 {
        Output::result(
            &texts.fill("cli.changes.entries", &[("count", &change.entries.to_string())]),
        )?;
    }
    if !change.procedures.is_empty() {
        Output::result(
            &texts.fill("cli.changes.procedures", &[("titles", &change.procedures.join(", "))]),
        )?;
    }
    Ok(())
}

fn json(value: &impl Serialize) -> Result<(), Failure> {
    Output::result(&serde_json::to_string(value).map_err(std::io::Error::other)?)
}
