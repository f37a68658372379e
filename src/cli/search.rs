//! `portal search`: asks the index of the last build, with the engine that the browser runs.

use std::path::Path;
use std::time::{Duration, Instant};

use portal_search::{Answer, Engine, Facet, IndexFiles, Request};
use serde::Serialize;

use super::arguments::SearchArguments;
use super::failure::Failure;
use super::output::Output;
use crate::publish::{INDEX, SystemDisk, site_of_other_index};
use crate::source;

/// The contract's object: the engine's answer and how long it took.
#[derive(Serialize)]
struct Timed<'a> {
    #[serde(flatten)]
    answer: &'a Answer,
    took_ms: f64,
}

pub(super) fn run(root: &Path, arguments: &SearchArguments, output: &mut Output) -> Result<(), Failure> {
    let request = request(arguments)?;
    let root = super::portal_root(root, output)?;
    let path = root.join(INDEX);
    let unusable = |detail: String| Failure::Index { path: path.clone(), detail };
    let files = source::read_index(&path).map_err(|error| unusable(error.to_string()))?;
    let engine = Engine::open(IndexFiles(files)).map_err(|error| unusable(error.to_string()))?;
    if let Ok(Some(site)) = site_of_other_index(&SystemDisk, &root) {
        output.warn("cli.search.other_site", &[("out", &site.display().to_string())]);
    }
    let started = Instant::now();
    let answer = engine.search(&request).map_err(|error| unusable(error.to_string()))?;
    let took = started.elapsed();
    if arguments.json {
        let timed = Timed { answer: &answer, took_ms: took.as_secs_f64() * 1000.0 };
        let line = serde_json::to_string(&timed).map_err(std::io::Error::other)?;
        return Output::result(&line);
    }
    show(&answer, took, output)
}

fn request(arguments: &SearchArguments) -> Result<Request, Failure> {
    let request = Request { limit: arguments.limit, ..Request::new(arguments.query.join(" ")) };
    arguments.facet.iter().try_fold(request, |request, typed| {
        let wrong = || Failure::Usage { key: "unknown_facet", value: typed.clone(), near: None };
        let (name, value) = typed.split_once('=').ok_or_else(wrong)?;
        let facet: Facet = name.parse().map_err(|_| wrong())?;
        Ok(request.with_filter(facet, value))
    })
}

fn show(answer: &Answer, took: Duration, output: &Output) -> Result<(), Failure> {
    let milliseconds = format!("{:.1}", took.as_secs_f64() * 1000.0);
    let total = answer.total.to_string();
    if let Some(corrected) = &answer.corrected {
        output.tell("cli.search.corrected", &[("corrected", corrected)]);
    }
    output.tell("cli.search.total", &[("total", &total), ("query", &answer.query), ("milliseconds", &milliseconds)]);
    for (hit, rank) in answer.hits.iter().zip(1..) {
        let kind = output.texts().get(&format!("kinds.{}", hit.kind.as_str())).to_owned();
        Output::result(&format!("{rank:>3}. {}  [{kind}]  {}", hit.title, hit.url))?;
        Output::result(&format!("     {}", plain(&hit.excerpt)))?;
    }
    Ok(())
}

/// The excerpt without its marks and entities.
fn plain(excerpt: &str) -> String {
    let bare = excerpt.replace("<mark>", "").replace("</mark>", "");
    bare.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}
