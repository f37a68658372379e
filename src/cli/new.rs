//! `portal new KIND TITLE`: a new entry's file, which passes. What the kind needs is asked for,
//! with the portal's own terms to choose from.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::Zoned;

use super::arguments::{Format, NewArguments};
use super::failure::Failure;
use super::interview::{Asked, Interview};
use super::output::Output;
use crate::diagnostics::{Findings, Severity, nearest};
use crate::model::{Catalogue, Kind, as_id};
use crate::percent;
use crate::publish::create;
use crate::source::Sources;
use crate::starter;
use crate::{Options, Unobserved};

pub(super) fn run(
    root: &Path,
    arguments: &NewArguments,
    output: &mut Output,
) -> Result<(), Failure> {
    let kind = kind(&arguments.kind)?;
    let root = super::portal_root(root, output)?;
    let (sources, catalogue) = super::as_it_is(&root, false, output)?;
    let title = arguments.title.join(" ");
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let id = as_id(&title);
    if id.is_empty() {
        return Err(Failure::Usage { key: "title_without_letters", value: title, near: None });
    }
    if let Some(taken) = catalogue.by_id(&id) {
        let file = catalogue.entry(taken).file;
        return Err(Failure::Exists { path: root.join(sources.file(file).path()) });
    }
    let items = items(kind, &arguments.items)?;
    let answers = answers(kind, arguments, &catalogue, output)?;
    let language = catalogue.site.language;
    let written = [starter::entry(kind, &title, (&answers, &items), &catalogue, language)?];
    tell_what_is_wrong(&sources, &written, output)?;
    for path in create(&root, &written)? {
        Output::result(&path.strip_prefix(&root).unwrap_or(&path).display().to_string())?;
    }
    Ok(())
}

/// The kind that is meant; terms are lines of one file and are not begun here.
fn kind(typed: &str) -> Result<Kind, Failure> {
    let kinds = || Kind::ALL.into_iter().filter(|kind| kind.folder().is_some());
    let names = |kind: Kind| {
        [Some(kind.as_str()), kind.folder(), kind.list().map(|address| address.trim_matches('/'))]
            .into_iter()
            .flatten()
    };
    kinds().find(|kind| names(*kind).any(|name| name == typed)).ok_or_else(|| Failure::Usage {
        key: "unknown_kind",
        value: typed.to_owned(),
        near: nearest(typed, kinds().map(Kind::as_str)),
    })
}

/// The entries that a course begins with: ids, or all that the link of a pinboard names.
fn items(kind: Kind, given: &[String]) -> Result<Vec<String>, Failure> {
    if let (Some(first), true) = (given.first(), kind != Kind::Course) {
        let value = format!("--items {first}");
        return Err(Failure::Usage { key: "unknown_answer", value, near: None });
    }
    let mut items = Vec::new();
    for given in given {
        match given.split_once('?') {
            Some((_, query)) => {
                let query = query.split_once('#').map_or(query, |(query, _)| query);
                let named = query.split('&').filter_map(|pair| pair.strip_prefix("t="));
                items.extend(named.map(|id| percent::decoded(id).into_owned()));
            }
            None => items.push(given.trim().to_owned()),
        }
    }
    Ok(items)
}

fn answers(
    kind: Kind,
    arguments: &NewArguments,
    catalogue: &Catalogue,
    output: &Output,
) -> Result<BTreeMap<&'static str, String>, Failure> {
    let texts = output.texts();
    let questions = starter::questions(kind);
    let given = given(arguments, &questions)?;
    let mut interview = Interview::at_terminal(output);
    let mut answers = BTreeMap::new();
    for question in &questions {
        let choices = question.choices(catalogue, texts);
        let given = given.get(question.key).map(String::as_str);
        let today = question.is_day().then(|| Zoned::now().date().to_string());
        let words = texts.get(&format!("cli.new.question.{}", question.key)).to_owned();
        let ids: Vec<&str> = choices.iter().map(|(name, _)| name.as_str()).collect();
        let typed = if ids.is_empty() { "TEXT".to_owned() } else { format!("({})", ids.join("|")) };
        let asked = Asked {
            question: &words,
            typed: &format!("--set {}={typed}", question.key),
            choices: &choices,
            many: question.is_many(),
        };
        answers.insert(question.key, interview.answer(given.or(today.as_deref()), &asked)?);
    }
    interview.end()?;
    Ok(answers)
}

/// What the command line answers, by key.
fn given(
    arguments: &NewArguments,
    questions: &[starter::Question],
) -> Result<BTreeMap<&'static str, String>, Failure> {
    let mut given = BTreeMap::new();
    for set in &arguments.set {
        let (key, value) = set.split_once('=').unwrap_or((set, ""));
        let Some(question) = questions.iter().find(|question| question.key == key.trim()) else {
            let near = nearest(key, questions.iter().map(|question| question.key));
            return Err(Failure::Usage { key: "unknown_answer", value: key.to_owned(), near });
        };
        given.insert(question.key, value.to_owned());
    }
    Ok(given)
}

/// Tells what a build would say of the new file; with an error among it, nothing is to be written.
fn tell_what_is_wrong(
    sources: &Sources,
    written: &[(String, String)],
    output: &Output,
) -> Result<(), Failure> {
    let known =
        sources.files().map(|(_, file)| (file.path().to_owned(), file.text().as_bytes().to_vec()));
    let new = written.iter().map(|(path, text)| (path.clone(), text.as_bytes().to_vec()));
    let (sources, findings) = Sources::from_files(known.chain(new));
    let built = crate::build(&sources, findings, &Options::default(), &Unobserved);
    let is_new = |path: &str| written.iter().any(|(written, _)| written == path);
    let findings: Findings = built
        .findings
        .into_iter()
        .filter(|finding| is_new(sources.file(finding.place.file).path()))
        .collect();
    output.findings(&findings, &sources, Format::Human)?;
    if findings.count(Severity::Error) > 0 { Err(Failure::Content) } else { Ok(()) }
}
