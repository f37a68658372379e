//! `portal build`: checks everything, then publishes the site and its index.

use std::path::{Path, PathBuf};

use super::arguments::BuildArguments;
use super::check::{Portal, prepare};
use super::failure::{Failure, listed};
use super::output::Output;
use super::serve;
use crate::Stage;
use crate::build::staged;
use crate::publish::{Digest, Leftover, Memory, Pages, PublishError, Published, Sink, Staging, SystemDisk};

pub(super) fn run(
    root: &Path,
    arguments: &BuildArguments,
    engine: &'static [u8],
    output: &mut Output,
) -> Result<(), Failure> {
    let mut portal = prepare(root, &arguments.content, engine, output)?;
    let root = portal.root.clone();
    let out = arguments.out.clone().unwrap_or_else(|| root.join("public"));
    let built = portal.build(output, |_| Destination::open(&root, &out, arguments.serve))?;
    let Some(made) = built.site else {
        output.findings(&built.findings, &portal.sources, arguments.content.format)?;
        output.tell("cli.build.nothing", &[("counts", &output.counts(&built.findings))]);
        return Err(Failure::Content);
    };
    let max_loss = built.catalogue.as_ref().map(|catalogue| catalogue.site.max_loss);
    let pages = Pages { count: made.pages, max_loss: max_loss.filter(|_| !arguments.accept_loss) };
    let done = Done { pages: made.pages, documents: made.documents, files: made.files, bytes: made.bytes };
    let Destination { staging, shown } = made.sink;
    let published = staged(&portal.timings, Stage::Publish, || {
        staging.publish(made.index.0.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())), pages)
    })?;
    portal.timings.clear_line();
    output.findings(&built.findings, &portal.sources, arguments.content.format)?;
    if !built.findings.is_empty() {
        Output::say(&output.counts(&built.findings));
    }
    tell(&published, &out, output);
    if arguments.content.timings {
        portal.tell_timings(output);
    }
    Output::result(&summary(&done, &out, &portal, output))?;
    match shown {
        Some(shown) => serve::show(shown.into_tree(), made.base_path, output),
        None => Ok(()),
    }
}

/// Where the site goes: onto the disk, and into memory where it is to be shown as well.
struct Destination<'d> {
    staging: Staging<'d>,
    shown: Option<Memory>,
}

impl<'d> Destination<'d> {
    fn open(root: &'d Path, out: &'d Path, is_shown: bool) -> Result<Self, PublishError> {
        let staging = Staging::begin(&SystemDisk, root, out)?;
        Ok(Self { staging, shown: is_shown.then(Memory::default) })
    }
}

impl Sink for Destination<'_> {
    type Error = PublishError;

    fn put(&self, path: &str, bytes: Vec<u8>, digest: Digest) -> Result<(), PublishError> {
        if let Some(shown) = &self.shown {
            match shown.put(path, bytes.clone(), digest) {
                Ok(()) => {}
                Err(never) => match never {},
            }
        }
        self.staging.put(path, bytes, digest)
    }
}

/// What the summary tells.
struct Done {
    pages: usize,
    documents: usize,
    files: usize,
    bytes: u64,
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
