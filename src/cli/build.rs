//! `portal build`: checks everything, then publishes the site and its index.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use portal_search::IndexFiles;

use super::again::{self, Done, Last, Rules, Told};
use super::arguments::BuildArguments;
use super::check::{Portal, prepare};
use super::failure::{Failure, listed};
use super::output::Output;
use super::{serve, single};
use crate::Stage;
use crate::build::staged;
use crate::diagnostics::Findings;
use crate::hosts::{host_files, is_twin, twins};
use crate::model::{self, Catalogue};
use crate::publish::{
    Digest, Leftover, Memory, Pages, PublishError, Published, Sink, Staging, SystemDisk, edit,
    sweep,
};

pub(super) fn run(
    root: &Path,
    arguments: &BuildArguments,
    engine: &'static [u8],
    output: &mut Output,
) -> Result<(), Failure> {
    let mut portal = prepare(root, &arguments.content, engine, output)?;
    if let Some(path) = &arguments.single {
        return single::run(&mut portal, path, arguments, output);
    }
    let root = portal.root.clone();
    let out = arguments.out.clone().unwrap_or_else(|| root.join("public"));
    let key = again::key(&portal, arguments, &out, output);
    if let Some(last) = key.as_ref().and_then(|key| again::last(&root, &out, key)) {
        sweep(&SystemDisk, &root, &out);
        let site = model::read_site(&portal.sources, &mut Findings::default());
        output.speak_as(&portal.sources, site.map(|site| site.language));
        return finish(&last, None, &out, (&portal, arguments, output));
    }
    let shown = arguments.serve.then(Memory::default);
    let built = portal.build(output, |catalogue| {
        let packs = arguments.precompress || catalogue.site.precompress;
        Ok(Destination {
            staging: Staging::begin(&SystemDisk, &root, &out)?,
            shown,
            packs,
            added: Mutex::default(),
        })
    })?;
    let (Some(made), Some(catalogue)) = (built.site, &built.catalogue) else {
        output.findings(&built.findings, &portal.sources, arguments.content.format)?;
        output.tell("cli.build.nothing", &[("counts", &output.counts(&built.findings))]);
        return Err(Failure::Content);
    };
    let rules = put_rules(&made.sink, arguments, catalogue)?;
    let pages = Pages {
        count: made.pages,
        max_loss: Some(catalogue.site.max_loss).filter(|_| !arguments.accept_loss),
    };
    let Destination { staging, shown, added, .. } = made.sink;
    let added = added.into_inner().unwrap_or_else(PoisonError::into_inner);
    let (files, bytes) = (made.files + added.files, made.bytes + added.bytes);
    let done = Done { pages: made.pages, documents: made.documents, files, bytes };
    let published = staged(&portal.timings, Stage::Publish, || staging.publish(pages))?;
    portal.timings.clear_line();
    let told = Told::of(&built.findings, &portal.sources, (arguments.content.format, output))?;
    let last = Last { told, rules, done };
    finish(&last, Some(&published), &out, (&portal, arguments, output))?;
    // What had more to tell is built again, and tells it again.
    if let Some(key) = key.filter(|_| published.is_quiet()) {
        again::keep(&root, &out, key, last);
    }
    match shown {
        Some(shown) => serve::show(shown.into_tree(), made.base_path, output),
        None => Ok(()),
    }
}

/// Tells what came of a build: of this one, as it was `published`, or of the last, of which nothing
/// has changed.
fn finish(
    last: &Last,
    published: Option<&Published>,
    out: &Path,
    (portal, arguments, output): (&Portal, &BuildArguments, &Output),
) -> Result<(), Failure> {
    last.told.repeat()?;
    let name = out.display().to_string();
    match published {
        Some(published) => tell(published, out, output),
        None => output.tell("cli.build.unchanged", &[("out", &name)]),
    }
    for path in &last.rules.own {
        output.warn("cli.build.own_rules", &[("path", path)]);
    }
    put_beside(&portal.root, &last.rules.beside, output)?;
    if arguments.content.timings {
        portal.tell_timings(output);
    }
    Output::result(&summary(&last.done, out, portal, output))
}

/// Where the site goes: onto the disk, and into memory where it is to be shown as well.
struct Destination<'d> {
    staging: Staging<'d>,
    shown: Option<Memory>,
    /// Whether the twins of files that are packed ahead lie beside them.
    packs: bool,
    added: Mutex<Added>,
}

/// What has been added to the portal's own files.
#[derive(Default)]
struct Added {
    /// Every path that is a twin's, whoever was first with it.
    twins: BTreeSet<String>,
    files: usize,
    bytes: u64,
}

impl Destination<'_> {
    fn added(&self) -> MutexGuard<'_, Added> {
        self.added.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether nobody was here before with a path that is a twin's: the portal may have such a file
    /// itself.
    fn is_first(&self, path: &str) -> bool {
        self.added().twins.insert(path.to_owned())
    }

    /// Adds a file to the portal's own.
    fn add(&self, path: &str, bytes: Vec<u8>) -> Result<(), PublishError> {
        let mut added = self.added();
        added.files += 1;
        added.bytes += bytes.len() as u64;
        drop(added);
        let digest = Digest::of(&bytes);
        self.place(path, bytes, digest)
    }

    fn place(&self, path: &str, bytes: Vec<u8>, digest: Digest) -> Result<(), PublishError> {
        if let Some(shown) = &self.shown {
            match shown.put(path, bytes.clone(), digest) {
                Ok(()) => {}
                Err(never) => match never {},
            }
        }
        self.staging.put(path, bytes, digest)
    }
}

impl Sink for Destination<'_> {
    type Error = PublishError;

    fn put(&self, path: &str, bytes: Vec<u8>, digest: Digest) -> Result<(), PublishError> {
        if self.packs {
            if is_twin(path) && !self.is_first(path) {
                return Ok(());
            }
            for (path, packed) in twins(path, &bytes) {
                if self.is_first(&path) {
                    self.add(&path, packed)?;
                }
            }
        }
        self.place(path, bytes, digest)
    }

    fn put_index(&self, index: IndexFiles) -> Result<(), PublishError> {
        self.staging.put_index(index)
    }
}

/// Adds to the site what its web server reads there; gives what it reads elsewhere.
fn put_rules(
    site: &Destination<'_>,
    arguments: &BuildArguments,
    catalogue: &Catalogue,
) -> Result<Rules, PublishError> {
    let host = arguments.host.or(catalogue.site.host);
    let files = host.map(|host| host_files(host, catalogue)).unwrap_or_default();
    let mut own = Vec::new();
    for (path, text) in files.published {
        if site.staging.has(&path) {
            own.push(path);
        } else {
            site.add(&path, text.into_bytes())?;
        }
    }
    Ok(Rules { own, beside: files.beside })
}

/// Writes the rules that are not published.
fn put_beside(root: &Path, rules: &[(String, String)], output: &Output) -> Result<(), Failure> {
    let edits: Vec<_> =
        rules.iter().map(|(path, text)| (path.clone(), Some(text.clone()))).collect();
    if !edits.is_empty() {
        edit(root, &edits)?;
    }
    for (path, _) in rules {
        output.tell("cli.build.rules", &[("path", path)]);
    }
    Ok(())
}

/// What there is to know about how it was published.
fn tell(published: &Published, out: &Path, output: &Output) {
    let out = out.display().to_string();
    if let Some(reason) = &published.in_place {
        output.tell("cli.build.in_place", &[("out", &out), ("detail", &reason.to_string())]);
    }
    if !published.changed.is_empty() {
        output.warn("cli.build.changed", &[("out", &out), ("names", &listed(&published.changed))]);
    }
    if !published.unclear.is_empty() {
        output.warn("cli.build.unclear", &[("out", &out), ("names", &listed(&published.unclear))]);
    }
    published.leftovers.iter().for_each(|leftover| tell_leftover(leftover, &out, output));
}

/// The portal is published all the same: it was, before this could go wrong.
fn tell_leftover(leftover: &Leftover, out: &str, output: &Output) {
    let [tree, path] = [&leftover.tree, &leftover.path].map(|path| path.display().to_string());
    let detail = leftover.source.to_string();
    let key = if tree == out { "cli.build.leftover_inside" } else { "cli.build.leftover" };
    output.warn(key, &[("tree", &tree), ("path", &path), ("detail", &detail)]);
}

fn summary(done: &Done, out: &Path, portal: &Portal, output: &Output) -> String {
    let shown: PathBuf = out.strip_prefix(&portal.root).unwrap_or(out).to_owned();
    output.texts().fill(
        "cli.build.done",
        &[
            ("out", &shown.display().to_string()),
            ("pages", &done.pages.to_string()),
            ("documents", &done.documents.to_string()),
            ("files", &done.files.to_string()),
            ("bytes", &done.bytes.to_string()),
            ("seconds", &format!("{:.2}", portal.timings.total().as_secs_f64())),
        ],
    )
}
