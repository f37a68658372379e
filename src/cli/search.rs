//! `portal search`: asks the index of the last build, with the engine that the browser runs.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use portal_search::{Answer, Engine, Facet, Found, Hit, Note, OpenError, Passage, Request};

use super::answer_json::AnswerJson;
use super::arguments::SearchArguments;
use super::failure::Failure;
use super::output::Output;
use crate::diagnostics::{Texts, nearest};
use crate::publish::{INDEX, SystemDisk, site_of_other_index};
use crate::source::{self, ReadError};

pub(super) fn run(
    root: &Path,
    arguments: &SearchArguments,
    output: &mut Output,
) -> Result<(), Failure> {
    let request = request(arguments)?;
    let root = super::portal_root(root, output)?;
    let path = root.join(INDEX);
    let unusable = |key| Failure::Index { path: path.clone(), key };
    let files = source::read_index(&path).map_err(|error| unusable(why_unread(&error)))?;
    let engine = Engine::open(files.into_iter().collect());
    let engine = engine.map_err(|error| unusable(why_unopened(&error)))?;
    if let Ok(Some(site)) = site_of_other_index(&SystemDisk, &root) {
        output.warn("cli.search.other_site", &[("out", &site.display().to_string())]);
    }
    know_values(&request, &engine)?;
    let started = Instant::now();
    let answer = engine.search(&request).map_err(|_| unusable("index_damaged"))?;
    let took = started.elapsed();
    if arguments.json {
        let shown = AnswerJson::new(&answer, took);
        let line = serde_json::to_string(&shown).map_err(std::io::Error::other)?;
        return Output::result(&line);
    }
    show(&answer, took, output)
}

/// Why an index cannot be read, in words of the portal's language: what the system and the engine
/// say helps nobody who does not know them.
fn why_unread(error: &ReadError) -> &'static str {
    match error {
        // Where the list of its files is there, one of them is gone.
        ReadError::Io { path, source }
            if source.kind() == std::io::ErrorKind::NotFound
                && path.ends_with(portal_search::MANIFEST_FILE) =>
        {
            "no_index"
        }
        _ => "index_damaged",
    }
}

fn why_unopened(error: &OpenError) -> &'static str {
    match error {
        OpenError::OtherVersion { .. } => "index_version",
        _ => "index_damaged",
    }
}

fn request(arguments: &SearchArguments) -> Result<Request, Failure> {
    let request = Request { limit: arguments.limit, ..Request::new(arguments.query.join(" ")) };
    arguments.facet.iter().try_fold(request, |request, typed| {
        let names = || Facet::ALL.map(Facet::as_str);
        let (name, value) = typed.split_once('=').unwrap_or((typed, ""));
        let facet: Option<Facet> =
            name.trim().to_lowercase().parse().ok().filter(|_| !value.is_empty());
        let facet = facet.ok_or_else(|| {
            let near = nearest(name, names()).filter(|near| *near != name).map(str::to_owned);
            let known = names().join("`, `");
            Failure::Choice {
                key: "unknown_facet",
                value: typed.clone(),
                of: String::new(),
                known,
                near,
            }
        })?;
        Ok(request.with_filter(facet, value.trim()))
    })
}

/// Whether the index knows every value that is asked for; one that is misspelt would find nothing,
/// in silence.
fn know_values(request: &Request, engine: &Engine) -> Result<(), Failure> {
    if request.filters.is_empty() {
        return Ok(());
    }
    let all = engine.search(&Request { limit: 0, ..Request::new("") });
    let facets = all.map(|answer| answer.facets).unwrap_or_default();
    for (facet, values) in &request.filters {
        let known: Vec<_> =
            facets.get(facet).into_iter().flat_map(BTreeMap::keys).map(String::as_str).collect();
        if let Some(value) = values.iter().find(|value| !known.contains(&value.as_str())) {
            let near = nearest(value, known.iter().copied()).map(str::to_owned);
            let (value, known) = (format!("{facet}={value}"), known.join("`, `"));
            return Err(Failure::Choice {
                key: "unknown_facet_value",
                value,
                of: facet.to_string(),
                known,
                near,
            });
        }
    }
    Ok(())
}

fn show(answer: &Answer, took: Duration, output: &Output) -> Result<(), Failure> {
    let milliseconds = format!("{:.1}", took.as_secs_f64() * 1000.0);
    let total = answer.total.to_string();
    if let Some(corrected) = &answer.corrected {
        output.tell("cli.search.corrected", &[("corrected", corrected)]);
    }
    if answer.note == Some(Note::NoWords) {
        output.tell("cli.search.no_words", &[("query", &answer.query)]);
        return Ok(());
    }
    if answer.note == Some(Note::Nearest) {
        output.tell("cli.search.nearest", &[("query", &answer.query)]);
    }
    output.tell(
        "cli.search.total",
        &[("total", &total), ("query", &answer.query), ("milliseconds", &milliseconds)],
    );
    for (hit, rank) in answer.hits.iter().zip(1..) {
        let kind = output.texts().get(&format!("kinds.{}", hit.kind.as_str())).to_owned();
        output.marked_result(&|marks| {
            let title = shown(&hit.marked_title, marks);
            format!("{rank:>3}. {title}  [{kind}]  {}", hit.url)
        })?;
        output.marked_result(&|marks| format!("     {}", shown(&hit.excerpt.joined(), marks)))?;
        for place in &hit.places {
            let name = place_name(hit, place, output.texts());
            Output::result(&format!("     › {name}  {}#{}", hit.url, place.anchor))?;
        }
    }
    Ok(())
}

/// What a place within a page is called: its own heading, or what the page's frame calls it.
fn place_name(hit: &Hit, place: &Found, texts: &Texts) -> String {
    match place.anchor.strip_prefix('_') {
        Some("del-indhold") => texts.get(&format!("words.body.{}", hit.kind.as_str())).to_owned(),
        Some(part) => texts.get(&format!("words.part.{part}")).to_owned(),
        None if place.step > 0 => {
            let arguments = [("number", place.step.to_string()), ("title", place.title.clone())];
            let arguments = arguments.each_ref().map(|(name, value)| (*name, value.as_str()));
            texts.fill("pages.search.step", &arguments)
        }
        None => place.title.clone(),
    }
}

/// A marked text as a terminal shows it, with `open` and `close` around what is marked.
fn shown(passage: &Passage, [open, close]: [&str; 2]) -> String {
    let mark = |(run, is_marked): (&str, bool)| {
        if is_marked { format!("{open}{run}{close}") } else { run.to_owned() }
    };
    passage.runs().map(mark).collect()
}
